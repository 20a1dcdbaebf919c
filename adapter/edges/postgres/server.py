"""The embedded PostgreSQL for as long as it is used: `async with running(folder, say=print) as server:`.

Whoever comes first starts the server, whoever leaves last stops it, whichever of them made it; one that a killed run left
is found and used on. How that is known: `lock.py`. Who uses it for long looks after it with `revived`.
"""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from adapter.edges.postgres import cluster, lock
from adapter.edges.postgres.elsewhere import ELSEWHERE
from adapter.edges.postgres.files import refused
from adapter.edges.postgres.locate import locate
from adapter.edges.postgres.settle import settle
from adapter.edges.postgres.sql import Address, connected
from adapter.errors import StartError, Unavailable

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence
    from pathlib import Path

    from adapter.edges.postgres.place import Place
    from adapter.edges.postgres.process import Program
    from adapter.edges.postgres.sql import Connection

DATABASE: Final = "ip_adapter"
MAINTENANCE: Final = "postgres"
"""The database that every server has, to speak of the others from."""


@dataclass(frozen=True, slots=True)
class Server:
    """A running server."""

    place: Place
    port: int
    password: str = field(repr=False)
    version: str
    adopted: bool
    """Whether it ran already: used by another adapter, or left by one that was killed."""

    def address(self, database: str = DATABASE) -> Address:
        """Where a database is."""
        return Address(self.port, database, cluster.USER, self.password)

    def tool(self, name: str, database: str, *arguments: str) -> Program:
        """One of PostgreSQL's programs, connected to a database."""
        address = (f"--host={cluster.LOOPBACK}", f"--port={self.port}", f"--username={cluster.USER}")
        named = (*address, "--no-password", f"--dbname={database}")
        return self.place.program(name, *named, *arguments, password=self.password)

    @property
    def url(self) -> str:
        """For a driver; the password is in it."""
        return self.address().url


@asynccontextmanager
async def running(
    folder: Path,
    *,
    say: Callable[[str], None],
    durable: bool = True,
    patience: float = cluster.PATIENCE,
    elsewhere: Sequence[Path] = ELSEWHERE,
) -> AsyncIterator[Server]:
    """The server of an installation's folder, with its database; made at the first use. Raises `StartError`.

    `say` is told in one line when data or programs are elsewhere than expected. Not `durable` is for tests.
    """
    place = await settle(folder, locate(), say, elsewhere)
    with lock.opened(place.users) as users:
        try:
            yield await _in_time(patience, place, users, durable=durable)
        finally:
            if lock.alone(users):
                await cluster.stop(place, patience)


async def revived(server: Server, *, durable: bool = True) -> bool:
    """Start the server again at its port where it is gone: killed, or stopped by somebody else. False: it runs.

    To be called now and then by whoever uses it for long. Raises `StartError`.
    """
    with lock.opened(server.place.living) as living:
        if not lock.alone(living):
            return False
        await cluster.start(server.place, living, durable=durable, port=server.port)
    return True


async def _in_time(patience: float, place: Place, users: int, *, durable: bool) -> Server:
    try:
        async with asyncio.timeout(patience):
            await lock.share(users)  # waits for one who is stopping the server
            return await _reached(place, durable=durable)
    except TimeoutError:
        raise StartError(f"PostgreSQL does not answer in {patience:g} seconds (see {place.log})") from None


async def _reached(place: Place, *, durable: bool) -> Server:
    adopted = True
    while True:
        with lock.opened(place.living) as living:
            if lock.alone(living):
                adopted = False
                await cluster.start(place, living, durable=durable)
        server = await _answering(place, adopted=adopted)
        if server:
            return server
        await asyncio.sleep(lock.PAUSE)


async def _answering(place: Place, *, adopted: bool) -> Server | None:
    """The server, if it takes connections already."""
    port = cluster.port(place)
    if port is None:
        return None
    with refused(place.password, "read"):
        password = place.password.read_text(encoding="ascii").strip()
    server = Server(place, port, password, "", adopted)
    try:
        async with connected(server.address(MAINTENANCE)) as connection:
            await _ensure_database(connection)
            version = str(await connection.fetchval("show server_version"))
    except Unavailable:
        return None
    return replace(server, version=version)


async def _ensure_database(connection: Connection) -> None:
    if not await connection.fetchval("select 1 from pg_database where datname = $1", DATABASE):
        await connection.execute(f"create database {DATABASE}")
