"""Letters from their keeping to their verdict, in PostgreSQL."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from adapter.core.letter import Conversation, Facts, Held, Kept, Key, Same, Told
from adapter.core.retry import MOST_TAKES
from adapter.edges.store import statements
from adapter.edges.store.faults import Taken
from adapter.edges.store.rows import (
    answer_of,
    audit_values,
    columns,
    commit_values,
    file_name,
    letter_of,
    outgoing_values,
)
from adapter.edges.store.together import Together

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence
    from datetime import datetime
    from uuid import UUID

    from adapter.core.letter import Commit, Letter, Question, Repeat
    from adapter.edges.store.driver import Row
    from adapter.edges.store.pool import Database

_MEETS: Final = frozenset({"message_stated", "resource_pkey", "token_pkey"})
"""Keys at which two commits meet that have read the same facts."""

_KEPT: Final = ("id", "digest", "received", "transport", "name", "size", "raw")

_NOTHING: Final = (None, None, None, "")
"""What no message states."""

TOGETHER: Final = 8
"""How many letters share a statement at most: while some are written, others are read."""


class PostgresInbox:
    """`adapter.ports.Inbox` over PostgreSQL. Letters that come at once are kept, asked about and committed together."""

    def __init__(self, database: Database) -> None:
        self._database = database
        lane = asyncio.Lock()
        self._keep = Together(self._keep_all, TOGETHER, lane=lane)
        self._facts = Together(self._facts_of, TOGETHER, lane=lane)
        self._commit = Together(self._commit_all, TOGETHER, apart=_meetings, lane=lane)

    async def keep(self, letter: Letter, digest: bytes, question: Question | None = None) -> Kept:
        """See the port. Keeping a letter with the same id again is the first time still (asked again)."""
        row = await self._keep((letter, digest, question))
        if row["kept"]:
            return Kept(letter.id, first=True, facts=await self._known(row, question) if question else None)
        (row,) = await self._database.rows(statements.KEPT, digest=digest)
        kept = _kept(row, first=row["id"] == letter.id)
        if question is None or kept.verdict is not None:
            return kept
        return kept._replace(facts=await self.facts(question))

    async def _keep_all(self, letters: list[tuple[Letter, bytes, Question | None]]) -> list[Row]:
        rows = [
            (one.id, key, one.received, one.transport, file_name(one.name), len(one.data), one.data)
            for one, key, _ in letters
        ]
        asked = _asked([question for *_, question in letters])
        return await self._database.rows(statements.KEEP, **columns("letter", _KEPT, rows), **asked)

    async def answered(self, letter: UUID) -> Kept | None:
        """See the port."""
        row = await self._database.row(statements.ANSWERED, id=letter)
        return _kept(row, first=False) if row else None

    async def facts(self, question: Question) -> Facts:
        """See the port."""
        return await self._known(await self._facts(question), question)

    async def _facts_of(self, questions: list[Question]) -> list[Row]:
        return await self._database.rows(statements.FACTS, **_asked(questions))

    async def _known(self, row: Row, question: Question) -> Facts:
        """A conversation is read after its turn: what comes between makes the commit's turn a false one."""
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
        """See the port. One statement, so one round trip and one write to disk, for all that come at once."""
        return await self._commit(commit)

    async def _commit_all(self, commits: list[Commit]) -> list[bool]:
        """For each whether it was done. All take conversations in one order, so that none waits for one that waits for it."""
        values = commit_values(sorted(commits, key=_conversation))
        try:
            rows = await self._database.rows(statements.COMMIT, **values)
        except Taken as taken:
            if taken.constraint not in _MEETS or len(commits) > 1:
                raise
            return [False]
        done = {row["letter"] for row in rows}
        return [commit.letter in done for commit in commits]

    async def repeat(self, repeat: Repeat) -> None:
        """See the port."""
        await self._database.rows(
            statements.REPEAT,
            **audit_values(repeat.audit),
            **outgoing_values([(1, one) for one in repeat.outgoing]),
        )

    async def undecided(self, before: datetime, limit: int) -> list[Letter]:
        """See the port."""
        rows = await self._database.rows(statements.UNDECIDED, before=before, limit=limit, most=MOST_TAKES)
        return sorted(map(letter_of, rows), key=lambda letter: (letter.received, letter.id))


def _asked(questions: Sequence[Question | None]) -> dict[str, list[object]]:
    """The parameters of questions, where there are some."""
    rows = [(*one.key, one.conversation) if one is not None else _NOTHING for one in questions]
    return columns("asked", (*Key._fields, "root"), rows)


def _kept(row: Row, *, first: bool) -> Kept:
    return Kept(row["id"], first, row["verdict"], answer_of(row))


def _conversation(commit: Commit) -> tuple[str, str]:
    return (
        (commit.message.key.sender, commit.message.conversation) if commit.message is not None else ("", "")
    )


def _meetings(commit: Commit) -> set[Hashable]:
    """What two commits must not have in common to be done together: the second one's facts would be wrong."""
    if commit.message is None:
        return {commit.letter}
    met: set[Hashable] = {commit.letter, commit.message.key}
    return met | {_conversation(commit)} if commit.message.conversation else met
