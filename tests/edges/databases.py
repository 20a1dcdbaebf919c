"""Databases for tests: statements without ceremony, and databases made and dropped."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import asyncpg

from adapter.edges.postgres import lock
from adapter.edges.postgres.elsewhere import ELSEWHERE
from adapter.edges.postgres.locate import locate
from adapter.edges.postgres.settle import settle

if TYPE_CHECKING:
    from collections.abc import Coroutine
    from pathlib import Path


EMPTY = """
    delete from letter; delete from message; delete from conversation; delete from resource;
    delete from token; delete from outgoing; delete from party; delete from directive; delete from replay; delete from about;
    truncate audit;
    update installation set parties_generation = 0;
"""
"""Removes all rows of a store, but for what is about the database itself: far quicker than making a database."""


async def rows(url: str, statement: str, *parameters: object) -> list[tuple[object, ...]]:
    """All rows of a statement, on a connection of its own."""
    connection = await asyncpg.connect(url)
    try:
        return [tuple(row) for row in await connection.fetch(statement, *parameters)]
    finally:
        await connection.close()


def now(doing: Coroutine[object, object, object]) -> None:
    """Do something asynchronous from a fixture."""
    asyncio.run(doing)


def create_database(server: str, template: str = "template0") -> str:
    """A new database on the server of that URL, a copy of another one; its URL."""
    parts = urlsplit(server)
    name = f"test_{uuid4().hex}"
    now(rows(server, f"create database {name} template {template}"))
    return urlunsplit(parts._replace(path=f"/{name}"))


def drop_database(server: str, url: str) -> None:
    """Drop it, whoever is still connected."""
    name = urlsplit(url).path.removeprefix("/")
    now(rows(server, f"drop database {name} with (force)"))


async def restart(folder: Path, mode: str = "fast") -> None:
    """Restart an installation's embedded server under whoever uses it; the port stays. `immediate` is like a crash."""
    place = await settle(folder, locate(), print, ELSEWHERE)
    with lock.opened(place.living) as living:
        way = (
            "-D",
            "data",
            "-m",
            mode,
            "-l",
            place.log.name,
            "-o",
            f"-c config_file={place.configuration.name}",
        )
        ended = await place.run("pg_ctl", "restart", *way, keep=(living,))
        assert ended.code == 0
        assert lock.alone(living)  # together with the new server, as the one before had it
