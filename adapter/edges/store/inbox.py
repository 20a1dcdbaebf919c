"""Letters from their keeping to their verdict, in PostgreSQL."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from adapter.core.letter import Conversation, Facts, Held, Kept, Same, Told
from adapter.core.retry import MOST_TAKES
from adapter.edges.store import statements
from adapter.edges.store.faults import Taken
from adapter.edges.store.rows import (
    answer_of,
    answer_values,
    audit_values,
    columns,
    file_name,
    letter_of,
    message_values,
    outgoing_values,
    token_values,
    version_values,
)

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from adapter.core.letter import Commit, Letter, Question, Repeat
    from adapter.edges.store.driver import Row
    from adapter.edges.store.pool import Database

_MEETS: Final = frozenset({"message_stated", "resource_pkey", "token_pkey"})
"""Keys at which two commits meet that have read the same facts."""


class PostgresInbox:
    """`adapter.ports.Inbox` over PostgreSQL: one statement a method, but for what a conversation holds."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def keep(self, letter: Letter, digest: bytes) -> Kept:
        """See the port. Keeping a letter with the same id again is the first time still (asked again)."""
        new = await self._database.row(
            statements.KEEP,
            id=letter.id,
            digest=digest,
            received=letter.received,
            transport=letter.transport,
            name=file_name(letter.name),
            size=len(letter.data),
            raw=letter.data,
        )
        if new:
            return Kept(letter.id, first=True)
        (row,) = await self._database.rows(statements.KEPT, digest=digest)
        return _kept(row, first=row["id"] == letter.id)

    async def answered(self, letter: UUID) -> Kept | None:
        """See the port."""
        row = await self._database.row(statements.ANSWERED, id=letter)
        return _kept(row, first=False) if row else None

    async def facts(self, question: Question) -> Facts:
        """See the port. A conversation is read after its turn: what comes between makes the commit's turn a false one."""
        (row,) = await self._database.rows(
            statements.FACTS, root=question.conversation, **question.key._asdict()
        )
        return Facts(
            Same(row["letter"], answer_of(row)) if row["letter"] else None,
            await self._conversation(question, row["turn"]),
            row["elsewhere"],
            row["parties_generation"],
        )

    async def _conversation(self, question: Question, turn: int | None) -> Conversation | None:
        if turn is None:
            return None
        return Conversation(turn, await self._told(question), await self._held(question))

    async def _told(self, question: Question) -> tuple[Told, ...]:
        rows = await self._database.rows(
            statements.TOLD, sender=question.key.sender, root=question.conversation
        )
        return tuple(
            Told(row["letter"], row["kind"], row["action"], row["sent"], row["verdict"]) for row in rows
        )

    async def _held(self, question: Question) -> tuple[Held, ...]:
        rows = await self._database.rows(
            statements.HELD,
            **columns("wanted", ("types", "ids"), question.ids),
            whole=question.whole,
            sender=question.key.sender,
            root=question.conversation,
        )
        return tuple(Held(*(row[name] for name in Held._fields)) for row in rows)

    async def commit(self, commit: Commit) -> bool:
        """See the port. One statement, so one round trip and one write to disk."""
        try:
            done = await self._database.row(statements.COMMIT, **_commit_values(commit))
        except Taken as taken:
            if taken.constraint not in _MEETS:
                raise
            return False
        return done is not None

    async def repeat(self, repeat: Repeat) -> None:
        """See the port."""
        await self._database.rows(
            statements.REPEAT, **audit_values(repeat.audit), **outgoing_values(repeat.outgoing)
        )

    async def undecided(self, before: datetime, limit: int) -> list[Letter]:
        """See the port."""
        rows = await self._database.rows(statements.UNDECIDED, before=before, limit=limit, most=MOST_TAKES)
        return sorted(map(letter_of, rows), key=lambda letter: (letter.received, letter.id))


def _kept(row: Row, *, first: bool) -> Kept:
    return Kept(row["id"], first, row["verdict"], answer_of(row))


def _commit_values(commit: Commit) -> dict[str, object]:
    return {
        "letter": commit.letter,
        "decided": commit.decided,
        "verdict": commit.verdict,
        "reason": commit.reason,
        "same_as": commit.same_as,
        "turn": commit.turn,
        **answer_values(commit.answer),
        **message_values(commit.message),
        **version_values(commit.versions),
        **token_values(commit.tokens),
        **columns("settled", ("letter", "verdict"), commit.settled),
        **outgoing_values(commit.outgoing),
        **audit_values(commit.audit),
    }
