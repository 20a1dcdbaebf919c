"""What benches of the server share: a folder with a PostgreSQL, a process that asks, and how a floor is served."""

from __future__ import annotations

import asyncio
import os
import sys
from asyncio.subprocess import PIPE
from contextlib import AsyncExitStack, asynccontextmanager
from typing import TYPE_CHECKING, Final, NamedTuple

import asyncpg  # type: ignore[import-untyped]  # the package has neither types nor stubs
import msgspec
import uvicorn

from adapter.edges.postgres.server import running
from conformance.served import open_folder

if TYPE_CHECKING:
    from asyncio.subprocess import Process
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from starlette.types import ASGIApp

    from adapter.edges.postgres.server import Server

CONNECTIONS: Final = 16


class Done(msgspec.Struct, frozen=True):
    """How it went: seconds in all, of the processor in this process, and of each answer; and what was not answered by 200."""

    seconds: float
    cpu: float
    answers: list[float]
    wrong: int


class Load:
    """The process that asks: a job a line in, how it went a line out."""

    def __init__(self, process: Process) -> None:
        self._process = process

    async def do(self, job: NamedTuple | msgspec.Struct) -> Done:
        """Have one job done. Raises `RuntimeError` where an answer was not 200."""
        assert self._process.stdin  # noqa: S101 - for the type checker
        assert self._process.stdout  # noqa: S101 - same
        self._process.stdin.write(msgspec.json.encode(job) + b"\n")
        found = msgspec.json.decode(await self._process.stdout.readline(), type=Done)
        if found.wrong:
            raise RuntimeError(f"{found.wrong} requests were not answered by 200")
        return found


class Grounds(NamedTuple):
    """A folder, a PostgreSQL, the load."""

    folder: Path
    cluster: Server
    load: Load

    async def database(self, name: str, template: str = "template0") -> str:
        """A new database; its URL."""
        await done(self.cluster.address("postgres").url, f"create database {name} template {template}")
        return self.cluster.address(name).url


@asynccontextmanager
async def grounds(module: str) -> AsyncIterator[Grounds]:
    """Everything, in a folder that goes in the end; `module` is the program that asks."""
    async with AsyncExitStack() as opened:
        folder = opened.enter_context(open_folder())
        cluster = await opened.enter_async_context(running(folder, say=print))
        yield Grounds(folder, cluster, await opened.enter_async_context(_loading(module)))


@asynccontextmanager
async def _loading(module: str) -> AsyncIterator[Load]:
    command = (sys.executable, "-m", module)
    process = await asyncio.create_subprocess_exec(*command, stdin=PIPE, stdout=PIPE, limit=1 << 26)
    try:
        yield Load(process)
    finally:
        assert process.stdin  # noqa: S101 - for the type checker
        process.stdin.close()
        await process.wait()


async def done(url: str, statement: str) -> None:
    """Do one statement on a connection of its own."""
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()


async def _as_it_is(_connection: object) -> None:
    """No reset between two uses: one round trip less, as in the adapter."""


async def serve_floor(port: int, floor: Callable[[asyncpg.Pool], ASGIApp], tables: str = "") -> None:
    """Serve a floor over the database of IP_DATABASE_URL until told to stop: plain ASGI on the adapter's own server."""
    pool = await asyncpg.create_pool(
        os.environ["IP_DATABASE_URL"], min_size=0, max_size=CONNECTIONS, reset=_as_it_is
    )
    async with pool:
        if tables:
            await pool.execute(tables)
        config = uvicorn.Config(
            floor(pool),
            port=port,
            loop="none",
            http="httptools",
            ws="none",
            lifespan="off",
            interface="asgi3",
            log_config=None,
            access_log=False,
            server_header=False,
        )
        await uvicorn.Server(config).serve()
