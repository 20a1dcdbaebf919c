"""What is due to leave, in PostgreSQL."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from adapter.core.delivery import Due
from adapter.core.letter import Audit
from adapter.edges.store import statements
from adapter.edges.store.rows import columns, name_of_file

if TYPE_CHECKING:
    from datetime import datetime

    from adapter.core.delivery import Settled
    from adapter.edges.store.driver import Row
    from adapter.edges.store.pool import Database

_SETTLED: Final = ("id", "state", "at", "fault", "alarmed")


class PostgresOutbox:
    """`adapter.ports.Outbox` over PostgreSQL."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def take(self, now: datetime, until: datetime, limit: int) -> list[Due]:
        """See the port. What has no answer to carry is not due yet."""
        rows = await self._database.rows(statements.TAKE, now=now, until=until, limit=limit)
        return [_due(row) for row in sorted(rows, key=lambda row: (row["due"], row["id"]))]

    async def settle(self, settled: list[Settled]) -> None:
        """See the port. What was sent or given up already stays so."""
        await self._database.rows(
            statements.SETTLE,
            **columns("settled", _SETTLED, [one[: len(_SETTLED)] for one in settled]),
            **columns("audit", Audit._fields, [one.audit for one in settled]),
        )


def _due(row: Row) -> Due:
    return Due(
        row["id"],
        row["letter"],
        row["channel"],
        name_of_file(row["address"]),
        row["body"],
        row["deadline"],
        row["tries"],
        row["alarmed"],
    )
