"""What is due to leave, in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapter.core.delivery import Due

if TYPE_CHECKING:
    from datetime import datetime

    from adapter.core.delivery import Settled
    from adapter.edges.memory.tables import OutgoingRow, Tables


class MemoryOutbox:
    """`adapter.ports.Outbox` over dicts."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def take(self, now: datetime, until: datetime, limit: int) -> list[Due]:
        """See the port. What has no answer to carry is not due yet."""
        free = [
            (row, body)
            for row in self._tables.outgoing.values()
            if _is_free(row, now) and (body := self._body(row)) is not None
        ]
        taken = sorted(free, key=lambda one: (one[0].due, one[0].what.id))[:limit]
        for row, _ in taken:
            row.until = until
            row.tries += 1
        return [_due(row, body) for row, body in taken]

    def _body(self, row: OutgoingRow) -> bytes | None:
        letter = self._tables.letters.get(row.what.letter)
        answer = self._tables.answer(letter) if letter else None
        return answer.body if answer else None

    async def settle(self, settled: list[Settled]) -> None:
        """See the port. What was sent or given up already stays so."""
        rows = {row.what.id: row for row in self._tables.outgoing.values() if row.state == "due"}
        for one in settled:
            self._tables.note(one.audit)
            if row := rows.get(one.id):
                row.state, row.until, row.fault = one.state, None, one.fault
                row.alarmed = row.alarmed or one.alarmed
                row.due, row.settled = (one.at, None) if one.state == "due" else (row.due, one.at)


def _is_free(row: OutgoingRow, now: datetime) -> bool:
    return row.state == "due" and row.due <= now and (row.until is None or row.until <= now)


def _due(row: OutgoingRow, body: bytes) -> Due:
    what = row.what
    return Due(what.id, what.letter, what.channel, what.address, body, row.deadline, row.tries, row.alarmed)
