"""What is left when a story is over: every row of the database and every file, without times and chance."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

from tests.adapter.edges.folder.doubles import tree

if TYPE_CHECKING:
    import asyncpg

    from tests.kill.composition import Life

Row: TypeAlias = "dict[str, Any]"

NAMES: Final = """
    select relname from pg_class
    where relkind = 'r' and relnamespace = current_schema()::regnamespace and relname <> 'migration'
    order by relname
"""

OF_THE_MOMENT: Final[dict[str, frozenset[str]]] = {
    "installation": frozenset({"created"}),
    "letter": frozenset({"received", "decided", "takes"}),
    "message": frozenset({"sent"}),  # of a message that is refused the time of its decision
    "resource": frozenset({"written"}),
    "outgoing": frozenset({"id", "due", "deadline", "settled_at", "tries"}),
    "audit": frozenset({"id", "at"}),
}
"""Columns in which two runs of a story differ."""

ITS_OWN: Final = re.compile(rb'<GenDate>[^<]*</GenDate><Id>[^<]*</Id>|"lastUpdated":"[^"]*"')
"""Time and id of a receipt; when a version of a resource was stored."""


class Aftermath(NamedTuple):
    """All that is left. Letters are named by their digests instead of their ids."""

    tables: dict[str, list[Row]]
    """Without the audit."""

    audit: Counter[str]
    files: dict[str, bytes]
    answers: dict[str, bytes]
    """Of each letter, word for word."""

    noted: dict[str, bytes]
    """What senders noted."""


async def aftermath(connection: asyncpg.Connection, life: Life) -> Aftermath:
    """Look at everything."""
    found = {table: await rows(connection, table) for (table,) in await connection.fetch(NAMES)}
    names = {row["id"]: bytea(row["digest"]).hex() for row in found["letter"]}
    answers = {names[row["id"]]: bytea(row["answer"]) for row in found["letter"] if row["answer"] is not None}
    tables = {table: [told(table, row, names) for row in some] for table, some in found.items()}
    audit = Counter(text(row) for row in tables.pop("audit"))
    left = {table: sorted(some, key=text) for table, some in tables.items()}
    files = {name: ITS_OWN.sub(b"", body) for name, body in tree(life.exchange).items()}
    return Aftermath(left, audit, files, answers, tree(life.answers))


async def rows(connection: asyncpg.Connection, table: str) -> list[Row]:
    found = await connection.fetch(f"select to_jsonb(whole) from {table} whole")  # noqa: S608 - a name out of the catalogue
    return [json.loads(whole) for (whole,) in found]


def told(table: str, row: Row, names: dict[str, str]) -> Row:
    """A row without what is of its moment."""
    left_out = OF_THE_MOMENT.get(table, frozenset())
    return {column: plain(value, names) for column, value in row.items() if column not in left_out}


def plain(value: object, names: dict[str, str]) -> object:
    if isinstance(value, str) and value.startswith("\\x"):
        return ITS_OWN.sub(b"", bytea(value)).hex()
    return names.get(value, value) if isinstance(value, str) else value


def bytea(value: str) -> bytes:
    """Bytes as PostgreSQL's JSON has them."""
    return bytes.fromhex(value.removeprefix("\\x"))


def text(row: Row) -> str:
    return json.dumps(row, sort_keys=True)
