"""A backup is restored: beside what is there, which is replaced at the end, at once, and only when all has gone well."""

from __future__ import annotations

import asyncio
import shutil
from contextlib import ExitStack, asynccontextmanager, suppress
from subprocess import DEVNULL, PIPE
from typing import TYPE_CHECKING, Final, cast

from adapter.edges.postgres.backup import PIECE
from adapter.edges.postgres.files import refused, written
from adapter.edges.postgres.manifest import DUMP, FILES, Manifest, archive, inspect
from adapter.edges.postgres.process import attended, begin
from adapter.edges.postgres.server import DATABASE, MAINTENANCE
from adapter.edges.postgres.sql import connected
from adapter.errors import StartError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping
    from pathlib import Path
    from typing import IO

    from adapter.edges.postgres.server import Server
    from adapter.edges.postgres.sql import Connection

FRESH: Final = f"{DATABASE}_restored"
BEFORE: Final = f"{DATABASE}_before"

TABLES: Final = """
    select count(*) from pg_class join pg_namespace on pg_namespace.oid = relnamespace
    where relkind in ('r', 'p') and nspname <> 'information_schema' and nspname !~ '^pg_'
"""
OTHERS: Final = "select count(*) from pg_stat_activity where datname = $1 and backend_type = 'client backend'"


async def restore(
    server: Server, source: Path, files: Mapping[str, Path], *, replace: bool = False
) -> Manifest:
    """Put a backup's database and files in the place of the installation's own.

    The backup is judged first, see `inspect`. An installation that is in use is refused; one that has tables as well,
    unless it is to be replaced. Whatever fails leaves all as it was. Raises `StartError`.
    """
    manifest = await asyncio.to_thread(inspect, source, files, server.place.wheel.major)
    async with connected(server.address(MAINTENANCE)) as connection:
        if await connection.fetchval(OTHERS, DATABASE):
            raise StartError("the installation is in use: stop the adapter, then restore")
        if not replace and await _has_tables(server):
            raise StartError(
                "the installation has data: restore into another folder, or say that they are to go"
            )
        async with _fresh(connection):
            await _load(server, source)
            await _exchange(connection, source, files)
    return manifest


async def _has_tables(server: Server) -> bool:
    async with connected(server.address()) as connection:
        return bool(await connection.fetchval(TABLES))


@asynccontextmanager
async def _fresh(connection: Connection) -> AsyncIterator[None]:
    """A second, empty database; afterwards whichever of the two is not the installation's is gone."""
    await _drop_others(connection)  # of a run that was killed
    try:
        await connection.execute(f"create database {FRESH} template template0")
        yield
    finally:
        await _drop_others(connection)


async def _drop_others(connection: Connection) -> None:
    for name in (FRESH, BEFORE):
        await connection.execute(f"drop database if exists {name} with (force)")


async def _load(server: Server, source: Path) -> None:
    """Have pg_restore read the dump, whole or not at all. What it says of a failure is not shown: it may quote a row."""
    options = ("--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges")
    with archive(source) as opened:
        child = begin(server.tool("pg_restore", FRESH, *options), stdin=PIPE, stdout=DEVNULL)

        def copy() -> int:
            with suppress(BrokenPipeError), opened.open(DUMP) as dump, cast("IO[bytes]", child.stdin) as pipe:
                shutil.copyfileobj(dump, pipe, PIECE)
            return child.wait()

        code = await attended(child, copy)
    if code != 0:
        raise StartError(
            f"the dump in {source} cannot be read, nothing was changed: pg_restore ended with code {code} "
            f"(see {server.place.log})"
        )


async def _exchange(connection: Connection, source: Path, files: Mapping[str, Path]) -> None:
    """Let database and files change places with the installation's own; back again where the last step fails."""
    with ExitStack() as back:
        async with connection.transaction():
            await connection.execute(f"alter database {DATABASE} rename to {BEFORE}")
            await connection.execute(f"alter database {FRESH} rename to {DATABASE}")
            with archive(source) as opened:
                for name, path in files.items():
                    _exchange_file(path, opened.read(FILES + name), back)
        back.pop_all()


def _exchange_file(path: Path, content: bytes, back: ExitStack) -> None:
    with refused(path):
        if path.exists():
            back.callback(_write, path, path.read_bytes())
        else:
            back.callback(path.unlink, missing_ok=True)
        _write(path, content)


def _write(path: Path, content: bytes) -> None:
    with written(path) as file:
        file.write(content)
