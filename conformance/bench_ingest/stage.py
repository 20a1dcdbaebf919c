"""What is measured with: the load, the servers, their databases."""

from __future__ import annotations

import asyncio
import sys
from asyncio.subprocess import PIPE
from contextlib import AsyncExitStack, asynccontextmanager
from typing import TYPE_CHECKING, NamedTuple

import asyncpg  # type: ignore[import-untyped]  # the package has neither types nor stubs
import msgspec

from adapter.edges.postgres.server import running
from conformance.bench_ingest.load import Done, Job
from conformance.served import adapter, free_port, open_folder, server

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from collections.abc import AsyncIterator
    from contextlib import AbstractAsyncContextManager
    from pathlib import Path

    from adapter.edges.postgres.server import Server
    from conformance.served import Served


class Load:
    """The process that sends."""

    def __init__(self, process: Process) -> None:
        self._process = process

    async def __call__(self, to: Served, size: str, count: int) -> Done:
        """Send so many messages. Raises `RuntimeError` where one was not answered by 200."""
        assert self._process.stdin  # noqa: S101 - for the type checker
        assert self._process.stdout  # noqa: S101 - same
        self._process.stdin.write(msgspec.json.encode(Job(to.port, size, count)) + b"\n")
        done = msgspec.json.decode(await self._process.stdout.readline(), type=Done)
        if done.wrong:
            raise RuntimeError(f"{done.wrong} of {count} messages were not answered by 200")
        return done


class Stage(NamedTuple):
    """A folder, a PostgreSQL, the load."""

    folder: Path
    cluster: Server
    load: Load

    def adapter(self, name: str, url: str) -> AbstractAsyncContextManager[Served]:
        """The adapter over a store; all stores here are one installation's, so that they can be copied."""
        environ = {"IP_DATABASE_URL": url, "IP_KEY_FILE": str(self.folder / "installation.key")}
        return adapter(self.folder / name, environ, "conformance.bench_ingest.open")

    def floor(self, url: str) -> AbstractAsyncContextManager[Served]:
        """The floor over its database."""
        port = free_port()
        command = ("-m", "conformance.bench_ingest.floor", str(port))
        return server(command, port, self.folder / "floor.log", {"IP_DATABASE_URL": url})

    async def database(self, name: str, template: str = "template0") -> str:
        """A new database; its URL."""
        await done(self.cluster.address("postgres").url, f"create database {name} template {template}")
        return self.cluster.address(name).url

    async def settle(self, name: str) -> None:
        """What the server does by itself within the first minutes of a database: count its rows."""
        await done(self.cluster.address(name).url, "vacuum analyze")


async def done(url: str, statement: str) -> None:
    """Do one statement on a connection of its own."""
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()


@asynccontextmanager
async def stage() -> AsyncIterator[Stage]:
    """Everything, in a folder that goes in the end."""
    async with AsyncExitStack() as opened:
        folder = opened.enter_context(open_folder())
        cluster = await opened.enter_async_context(running(folder, say=print))
        yield Stage(folder, cluster, await opened.enter_async_context(_loading()))


@asynccontextmanager
async def _loading() -> AsyncIterator[Load]:
    command = (sys.executable, "-m", "conformance.bench_ingest.load")
    process = await asyncio.create_subprocess_exec(*command, stdin=PIPE, stdout=PIPE, limit=1 << 26)
    try:
        yield Load(process)
    finally:
        assert process.stdin  # noqa: S101 - for the type checker
        process.stdin.close()
        await process.wait()
