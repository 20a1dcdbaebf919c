"""Tables made and changed at start: numbered files, each once and in its own transaction, one program at a time."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Final, NamedTuple

from adapter.edges.store import statements
from adapter.edges.store.driver import ServerError
from adapter.edges.store.faults import sqlstate
from adapter.errors import StartError

if TYPE_CHECKING:
    from adapter.edges.store.driver import Connection

_NAME: Final = re.compile(r"(\d{4})_(\w+)\.sql")

_LEDGER: Final = """
    create table if not exists migration (
        number integer primary key,
        name text not null,
        applied timestamptz not null default now()
    )
"""
"""The one table outside of the numbered files, because it numbers them."""


_MADE_ALREADY: Final = frozenset({"23505", "42P07", "42710"})
"""unique_violation (in the catalogue), duplicate_table, duplicate_object: the table's, or its row type's."""


class Migration(NamedTuple):
    """A numbered file."""

    number: int
    name: str
    sql: str


@cache
def migrations() -> tuple[Migration, ...]:
    """All that this program knows, in order; the last one's number is its schema."""
    files = resources.files("adapter.edges.store").joinpath("migrations").iterdir()
    named = [(found, file) for file in files if (found := _NAME.fullmatch(file.name))]
    return tuple(sorted(Migration(int(found[1]), found[2], file.read_text("utf-8")) for found, file in named))


async def migrate(connection: Connection, known: tuple[Migration, ...]) -> None:
    """Bring a database to the last of the known migrations. Raises `StartError` where it is beyond that already."""
    await _check_encoding(connection)
    await _make_ledger(connection)
    while await _apply_next(connection, known):
        pass


async def _check_encoding(connection: Connection) -> None:
    (row,) = await connection.fetch(statements.ENCODING.sql)
    if row["encoding"] != "UTF8":
        raise StartError(
            f"the database has the encoding {row['encoding']}: create one with the encoding UTF8"
        )


async def _make_ledger(connection: Connection) -> None:
    """Two that do this at once make one: the second finds the first one's, by `if not exists` or by the server's keys."""
    try:
        await connection.execute(_LEDGER)
    except ServerError as error:
        if sqlstate(error) not in _MADE_ALREADY:
            raise


async def _apply_next(connection: Connection, known: tuple[Migration, ...]) -> bool:
    """Apply the first migration that the database lacks; whoever does the same waits for the lock, then looks again."""
    async with connection.transaction():
        await connection.execute(statements.LOCK.sql)
        (row,) = await connection.fetch(statements.APPLIED.sql)
        _check_version(row["number"], known[-1].number)
        lacking = next((one for one in known if one.number > row["number"]), None)
        if lacking:
            await connection.execute(lacking.sql)
            await connection.execute(statements.APPLY.sql, lacking.number, lacking.name)
    return lacking is not None


def _check_version(there: int, known: int) -> None:
    if there > known:
        raise StartError(
            f"the database is of a newer version ({there}) than this program knows ({known}): "
            "install the newer program"
        )
