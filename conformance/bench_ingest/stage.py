"""What ingest is measured with: the load, the servers, their databases."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, NamedTuple

from conformance.bench_ingest.load import Job
from conformance.served import adapter, free_port, server
from conformance.staging import Grounds, done, grounds

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable
    from contextlib import AbstractAsyncContextManager
    from typing import TypeAlias

    from conformance.served import Served
    from conformance.staging import Done

    Load: TypeAlias = Callable[[Served, str, int], Awaitable[Done]]


class Stage(NamedTuple):
    """The grounds, and what is done on them here."""

    on: Grounds

    async def load(self, to: Served, size: str, count: int) -> Done:
        """Send so many messages. Raises `RuntimeError` where one was not answered by 200."""
        return await self.on.load.do(Job(to.port, size, count))

    def adapter(self, name: str, url: str, **settings: str) -> AbstractAsyncContextManager[Served]:
        """The adapter over a store; all stores here are one installation's, so that they can be copied."""
        environ = {
            "IP_DATABASE_URL": url,
            "IP_KEY_FILE": str(self.on.folder / "installation.key"),
            **settings,
        }
        return adapter(self.on.folder / name, environ, "conformance.bench_ingest.open")

    def floor(self, url: str) -> AbstractAsyncContextManager[Served]:
        """The floor over its database."""
        port = free_port()
        command = ("-m", "conformance.bench_ingest.floor", str(port))
        return server(command, port, self.on.folder / "floor.log", {"IP_DATABASE_URL": url})

    async def settle(self, name: str) -> None:
        """What the server does by itself within the first minutes of a database: count its rows."""
        await done(self.on.cluster.address(name).url, "vacuum analyze")


@asynccontextmanager
async def stage() -> AsyncIterator[Stage]:
    """Everything, in a folder that goes in the end."""
    async with grounds("conformance.bench_ingest.load") as on:
        yield Stage(on)
