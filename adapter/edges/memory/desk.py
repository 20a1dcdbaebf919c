"""What an operator sees and does, in memory."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from adapter.core.desk import Entry, Item, Sent, Status, page, shown
from adapter.core.letter import REOPENABLE
from adapter.core.retention import BYTES_GO, ROWS_GO
from adapter.core.retry import MOST_TAKES

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from uuid import UUID

    from adapter.core.desk import Page, Query, R
    from adapter.core.letter import Audit, Letter
    from adapter.edges.memory.tables import LetterRow, OutgoingRow, Tables

SCHEMA: Final = 0
"""Nothing here is ever migrated."""


class MemoryDesk:
    """`adapter.ports.Desk` over dicts."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def letters(self, query: Query) -> Page[Item]:
        """See the port."""
        return _page(
            query,
            (
                self._item(row)
                for row in self._tables.letters.values()
                if _is_asked(query, row.verdict or "kept", row.received, row.id)
            ),
        )

    async def letter(self, letter: UUID) -> Item | None:
        """See the port."""
        row = self._tables.letters.get(letter)
        return self._item(row) if row else None

    def _item(self, row: LetterRow) -> Item:
        message = self._tables.messages.get(row.same_as or row.id)
        answer = self._tables.answer(row)
        return Item(
            id=row.id,
            received=row.received,
            transport=row.transport,
            size=row.size,
            verdict=row.verdict,
            decided=row.decided,
            reason=row.reason,
            kind=message.kind if message else "",
            sender=message.key.sender if message else "",
            receiver=message.key.receiver if message else "",
            action=message.action if message else "",
            conversation=message.conversation if message else "",
            same_as=row.same_as,
            answer=shown(answer.status, answer.media) if answer else "",
            takes=row.takes,
        )

    async def raw(self, letter: UUID, audit: Audit) -> Letter | None:
        """See the port."""
        row = self._tables.letters.get(letter)
        found = row.letter() if row else None
        if found:
            self._tables.note(audit)
        return found

    async def reopen(self, letter: UUID, audit: Audit) -> Letter | None:
        """See the port."""
        row = self._tables.letters.get(letter)
        found = row.letter() if row and _may_be_reopened(row) else None
        if row and found:
            row.verdict, row.decided, row.reason, row.takes = None, None, "", 0
            self._tables.note(audit)
        return found

    async def outgoing(self, query: Query) -> Page[Sent]:
        """See the port."""
        return _page(
            query,
            (
                _sent(row)
                for row in self._tables.outgoing.values()
                if _is_asked(query, row.state, row.due, row.what.letter)
            ),
        )

    async def again(self, ids: list[UUID], now: datetime, audit: Audit) -> int:
        """See the port."""
        given_up = [
            row for row in self._tables.outgoing.values() if row.state == "dead" and row.what.id in ids
        ]
        for row in given_up:
            row.state, row.due, row.tries, row.fault, row.settled = "due", now, 0, "", None
        self._tables.note(audit)
        return len(given_up)

    async def audit(self, query: Query) -> Page[Entry]:
        """See the port."""
        return _page(
            query,
            (
                Entry(*row)
                for row in self._tables.audit.values()
                if _is_asked(query, row.event, row.at, row.letter)
            ),
        )

    async def status(self) -> Status:
        """See the port."""
        tables = self._tables
        letters = tables.letters.values()
        return Status(
            schema=SCHEMA,
            server="memory",
            letters=dict(Counter(row.verdict or "kept" for row in letters)),
            outgoing=dict(Counter(row.state for row in tables.outgoing.values())),
            parties=len(tables.directory.parties),
            resources=sum(len(versions) for versions in tables.resources.values()),
            oldest_undecided=min((row.received for row in letters if row.verdict is None), default=None),
            bytes=sum(row.size for row in letters if row.data is not None),
        )

    async def purge(self, before: datetime, audit: Audit) -> int:
        """See the port."""
        bare = [row for row in self._tables.letters.values() if _bytes_go(row, before)]
        gone = [key for key, row in self._tables.outgoing.items() if _row_goes(row, before)]
        for row in bare:
            row.data = None
        for key in gone:
            del self._tables.outgoing[key]
        self._tables.note(audit)
        return len(bare) + len(gone)


def _bytes_go(row: LetterRow, before: datetime) -> bool:
    is_old = row.decided is not None and row.decided < before
    return is_old and row.verdict in BYTES_GO and row.data is not None


def _row_goes(row: OutgoingRow, before: datetime) -> bool:
    return row.state in ROWS_GO and row.settled is not None and row.settled < before


def _sent(row: OutgoingRow) -> Sent:
    return Sent(
        row.what.id,
        row.what.letter,
        row.what.channel,
        row.state,
        row.due,
        row.deadline,
        row.tries,
        row.fault,
        row.alarmed,
    )


def _is_asked(query: Query, state: str, at: datetime, letter: UUID | None) -> bool:
    return (
        (not query.states or state in query.states)
        and (query.since is None or at >= query.since)
        and (query.letter is None or letter == query.letter)
    )


def _page(query: Query, rows: Iterable[R]) -> Page[R]:
    newest = sorted(
        (row for row in rows if query.before is None or row.id < query.before),
        key=lambda row: row.id,
        reverse=True,
    )
    return page(newest[: query.limit + 1], query.limit)


def _may_be_reopened(row: LetterRow) -> bool:
    return row.verdict in REOPENABLE or (row.verdict is None and row.takes >= MOST_TAKES)
