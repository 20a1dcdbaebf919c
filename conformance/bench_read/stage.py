"""What reads are measured with: the load, the servers, their databases, on one PostgreSQL."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, NamedTuple

from conformance.bench_read.load import Job
from conformance.bench_read.stored import fill, fill_floor
from conformance.served import adapter, free_port, server
from conformance.staging import Grounds, grounds

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable
    from typing import TypeAlias

    from conformance.staging import Done

    Load: TypeAlias = Callable[["Target", int], Awaitable[Done]]

WARMING, LEAST, MOST = 200, 100, 8_000
"""Reads of the first round, and how few and how many a further one may have."""


class Target(NamedTuple):
    """Where is read: a port, and the adapter whose tokens are shown; the floor looks at none."""

    port: int
    base: str
    var: str
    paths: list[str]


class Stage(NamedTuple):
    """The grounds, and what is done on them here."""

    on: Grounds

    async def load(self, to: Target, count: int) -> Done:
        """Read so often. Raises `RuntimeError` where one read was not answered by 200."""
        return await self.on.load.do(Job(*to, count))

    @asynccontextmanager
    async def adapter(self, stored: int) -> AsyncIterator[Target]:
        """The adapter as it is run, over a store with so many resources."""
        name = f"stored_{stored}"
        url, var = await self.on.database(name), self.on.folder / name
        async with adapter(var, {"IP_DATABASE_URL": url}) as served:
            yield Target(served.port, served.base, str(var), await fill(url, stored))

    @asynccontextmanager
    async def floor(self, beside: Target) -> AsyncIterator[Target]:
        """The floor, which is read with the same requests."""
        url, port = await self.on.database("floor"), free_port()
        await fill_floor(url, beside.paths)
        command = ("-m", "conformance.bench_read.floor", str(port))
        async with server(command, port, self.on.folder / "floor.log", {"IP_DATABASE_URL": url}):
            yield beside._replace(port=port)


@asynccontextmanager
async def stage() -> AsyncIterator[Stage]:
    """Everything, in a folder that goes in the end."""
    async with grounds("conformance.bench_read.load") as on:
        yield Stage(on)
