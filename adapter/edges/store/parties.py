"""The party table, in PostgreSQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapter.core.letter import Audit
from adapter.core.parties import Directory, Party
from adapter.edges.store import statements
from adapter.edges.store.rows import columns

if TYPE_CHECKING:
    from adapter.edges.store.driver import Connection, Row
    from adapter.edges.store.pool import Database


class PostgresParties:
    """`adapter.ports.Parties` over PostgreSQL."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def directory(self) -> Directory:
        """See the port."""
        rows = await self._database.rows(statements.PARTIES)
        loaded = tuple(_party(row) for row in rows if row["position"] is not None)
        return Directory(rows[0]["parties_generation"], loaded)

    async def load(self, parties: list[Party], audit: Audit) -> Directory:
        """See the port."""
        generation = await self._database.work(
            "parties-load", lambda connection: _replace(connection, parties, audit)
        )
        return Directory(generation, tuple(parties))


async def _replace(connection: Connection, parties: list[Party], audit: Audit) -> int:
    add, note = statements.PARTY_ADD, statements.NOTE
    rows = [add.arguments({"position": place, **party._asdict()}) for place, party in enumerate(parties)]
    async with connection.transaction():
        (turn,) = await connection.fetch(statements.PARTIES_TURN.sql)
        await connection.execute(statements.PARTIES_CLEAR.sql)
        await connection.executemany(add.sql, rows)
        await connection.execute(note.sql, *note.arguments(columns("audit", Audit._fields, [audit])))
    generation: int = turn["parties_generation"]
    return generation


def _party(row: Row) -> Party:
    values = {name: row[name] for name in Party._fields}
    return Party(**{**values, "takes": tuple(values["takes"])})
