"""What is measured with: the load, the servers, their databases, on one PostgreSQL."""

from __future__ import annotations

import asyncio
import sys
from asyncio.subprocess import PIPE
from contextlib import AsyncExitStack, asynccontextmanager
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from adapter.edges.postgres.server import running
from conformance.bench_ingest.load import Done
from conformance.bench_ingest.stage import done
from conformance.bench_read.load import Job
from conformance.bench_read.stored import fill, fill_floor
from conformance.served import adapter, free_port, open_folder, server

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from collections.abc import AsyncIterator
    from pathlib import Path

    from adapter.edges.postgres.server import Server

WARMING, LEAST, MOST = 200, 100, 8_000
"""Reads of the first round, and how few and how many a further one may have."""


class Target(NamedTuple):
    """Where is read: a port, and the adapter whose tokens are shown; the floor looks at none."""

    port: int
    base: str
    var: str
    paths: list[str]


class Load:
    """The process that reads."""

    def __init__(self, process: Process) -> None:
        self._process = process

    async def __call__(self, to: Target, count: int) -> Done:
        """Read so often. Raises `RuntimeError` where one read was not answered by 200."""
        assert self._process.stdin  # noqa: S101 - for the type checker
        assert self._process.stdout  # noqa: S101 - same
        self._process.stdin.write(msgspec.json.encode(Job(*to, count)) + b"\n")
        found = msgspec.json.decode(await self._process.stdout.readline(), type=Done)
        if found.wrong:
            raise RuntimeError(f"{found.wrong} of {count} reads were not answered by 200")
        return found


class Stage(NamedTuple):
    """A folder, a PostgreSQL, the load."""

    folder: Path
    cluster: Server
    load: Load

    @asynccontextmanager
    async def adapter(self, stored: int) -> AsyncIterator[Target]:
        """The adapter as it is run, over a store with so many resources."""
        name = f"stored_{stored}"
        url, var = await self._database(name), self.folder / name
        async with adapter(var, {"IP_DATABASE_URL": url}) as served:
            yield Target(served.port, served.base, str(var), await fill(url, stored))

    @asynccontextmanager
    async def floor(self, beside: Target) -> AsyncIterator[Target]:
        """The floor, which is read with the same requests."""
        url, port = await self._database("floor"), free_port()
        await fill_floor(url, beside.paths)
        command = ("-m", "conformance.bench_read.floor", str(port))
        async with server(command, port, self.folder / "floor.log", {"IP_DATABASE_URL": url}):
            yield beside._replace(port=port)

    async def _database(self, name: str) -> str:
        await done(self.cluster.address("postgres").url, f"create database {name}")
        return self.cluster.address(name).url


@asynccontextmanager
async def stage() -> AsyncIterator[Stage]:
    """Everything, in a folder that goes in the end."""
    async with AsyncExitStack() as opened:
        folder = opened.enter_context(open_folder())
        cluster = await opened.enter_async_context(running(folder, say=print))
        yield Stage(folder, cluster, await opened.enter_async_context(_loading()))


@asynccontextmanager
async def _loading() -> AsyncIterator[Load]:
    command = (sys.executable, "-m", "conformance.bench_read.load")
    process = await asyncio.create_subprocess_exec(*command, stdin=PIPE, stdout=PIPE, limit=1 << 26)
    try:
        yield Load(process)
    finally:
        assert process.stdin  # noqa: S101 - for the type checker
        process.stdin.close()
        await process.wait()
