"""What an operator sees and does, in PostgreSQL."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from adapter.core.desk import Entry, Item, Query, Sent, Status, page, shown
from adapter.core.letter import REOPENABLE
from adapter.core.retention import BYTES_GO, ROWS_GO
from adapter.core.retry import MOST_TAKES
from adapter.edges.store import statements
from adapter.edges.store.rows import audit_values, letter_of

if TYPE_CHECKING:
    from datetime import datetime

    from adapter.core.desk import Page
    from adapter.core.letter import Audit, Letter
    from adapter.edges.store.driver import Row
    from adapter.edges.store.pool import Database
    from adapter.edges.store.statements import Statement

COUNTED: Final = 100_000
"""Up to so many resources are counted, more are estimated by the server's statistics."""

_LOWEST: Final = UUID(int=0)
_HIGHEST: Final = UUID(int=2**128 - 1)


class PostgresDesk:
    """`adapter.ports.Desk` over PostgreSQL."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def letters(self, query: Query) -> Page[Item]:
        """See the port."""
        highest = _below(query.before)
        rows = await self._database.rows(
            statements.LETTERS,
            lowest=query.letter or _LOWEST,
            highest=min(query.letter, highest) if query.letter else highest,
            since=query.since,
            states=query.states,
            limit=query.limit + 1,
        )
        return page([_item(row) for row in rows], query.limit)

    async def letter(self, letter: UUID) -> Item | None:
        """See the port."""
        found = await self.letters(Query(limit=1, letter=letter))
        return next(iter(found.rows), None)

    async def raw(self, letter: UUID, audit: Audit) -> Letter | None:
        """See the port."""
        row = await self._database.row(statements.RAW, id=letter, **audit_values(audit))
        return letter_of(row) if row else None

    async def reopen(self, letter: UUID, audit: Audit) -> Letter | None:
        """See the port."""
        row = await self._database.row(
            statements.REOPEN, id=letter, reopenable=REOPENABLE, most_takes=MOST_TAKES, **audit_values(audit)
        )
        return letter_of(row) if row else None

    async def outgoing(self, query: Query) -> Page[Sent]:
        """See the port."""
        rows = await self._page(statements.OUTGOING, query)
        return page([Sent(**_fields(Sent._fields, row)) for row in rows], query.limit)

    async def audit(self, query: Query) -> Page[Entry]:
        """See the port."""
        rows = await self._page(statements.AUDIT, query)
        return page([Entry(**_fields(Entry._fields, row)) for row in rows], query.limit)

    async def _page(self, statement: Statement, query: Query) -> list[Row]:
        return await self._database.rows(
            statement,
            highest=_below(query.before),
            since=query.since,
            states=query.states,
            letter=query.letter,
            limit=query.limit + 1,
        )

    async def again(self, ids: list[UUID], now: datetime, audit: Audit) -> int:
        """See the port."""
        (row,) = await self._database.rows(statements.AGAIN, ids=ids, now=now, **audit_values(audit))
        return _count(row)

    async def status(self) -> Status:
        """See the port. Many resources are estimated: counting them would read the whole table."""
        (row,) = await self._database.rows(statements.STATUS, few=COUNTED)
        return Status(
            letters=await self._counts(statements.LETTERS_BY_VERDICT),
            outgoing=await self._counts(statements.OUTGOING_BY_STATE),
            **_fields(("schema", "server", "parties", "resources", "oldest_undecided", "bytes"), row),
        )

    async def _counts(self, statement: Statement) -> dict[str, int]:
        return {row["state"]: row["rows"] for row in await self._database.rows(statement)}

    async def purge(self, before: datetime, audit: Audit) -> int:
        """See the port."""
        (row,) = await self._database.rows(
            statements.PURGE, before=before, rows_go=ROWS_GO, bytes_go=BYTES_GO, **audit_values(audit)
        )
        return _count(row)


def _below(before: UUID | None) -> UUID:
    """The highest id of a page: ids before that one's; before the lowest of all there is nothing but itself."""
    return UUID(int=max(before.int - 1, 0)) if before else _HIGHEST


def _fields(names: tuple[str, ...], row: Row) -> dict[str, Any]:
    return {name: row[name] for name in names}


def _count(row: Row) -> int:
    count: int = row["rows"]
    return count


def _item(row: Row) -> Item:
    return Item(
        id=row["id"],
        received=row["received"],
        transport=row["transport"],
        size=row["size"],
        verdict=row["verdict"],
        decided=row["decided"],
        reason=row["reason"],
        kind=row["kind"] or "",
        sender=row["sender"] or "",
        receiver=row["receiver"] or "",
        action=row["action"] or "",
        conversation=row["conversation"] or "",
        same_as=row["same_as"],
        answer=shown(row["answer_status"], row["answer_media"]),
        takes=row["takes"],
    )
