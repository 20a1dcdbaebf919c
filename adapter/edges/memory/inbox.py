"""Letters from their keeping to their verdict, in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapter.core.letter import Conversation, Facts, Held, Kept, Same, Told
from adapter.core.retry import MOST_TAKES
from adapter.edges.memory.tables import LetterRow, Written

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from adapter.core.letter import Commit, Key, Letter, Message, Question, Repeat
    from adapter.edges.memory.tables import Tables


class MemoryInbox:
    """`adapter.ports.Inbox` over dicts."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def keep(self, letter: Letter, digest: bytes, question: Question | None = None) -> Kept:
        """See the port. Keeping a letter with the same id again is the first time still (asked again)."""
        there = self._tables.digests.setdefault(digest, letter.id)
        if there not in self._tables.letters:
            self._tables.letters[there] = LetterRow(*letter, size=len(letter.data))
        kept = self._kept(self._tables.letters[there], first=there == letter.id)
        if question is None or kept.verdict is not None:
            return kept
        return kept._replace(facts=await self.facts(question))

    async def answered(self, letter: UUID) -> Kept | None:
        """See the port."""
        row = self._tables.letters.get(letter)
        return self._kept(row, first=False) if row else None

    def _kept(self, row: LetterRow, *, first: bool) -> Kept:
        return Kept(row.id, first, row.verdict, self._tables.answer(row))

    async def facts(self, question: Question) -> Facts:
        """See the port."""
        same = self._tables.stated.get(question.key)
        return Facts(
            Same(same, self._tables.letters[same].answer) if same else None,
            self._conversation(question),
            _elsewhere(question, self._tables.stated),
            self._tables.directory.generation,
        )

    def _conversation(self, question: Question) -> Conversation | None:
        turn = self._tables.turns.get((question.key.sender, question.conversation))
        if turn is None:
            return None
        return Conversation(turn, self._told(question), self._held(question))

    def _told(self, question: Question) -> tuple[Told, ...]:
        found = [
            Told(letter, message.kind, message.action, message.sent, verdict)
            for letter, message in self._tables.messages.items()
            if _belongs(message, question) and (verdict := self._tables.letters[letter].verdict)
        ]
        return tuple(sorted(found, key=lambda told: (told.sent, told.letter)))

    def _held(self, question: Question) -> tuple[Held, ...]:
        wanted = set(question.ids)
        if question.whole:
            letters = {letter for letter, one in self._tables.messages.items() if _belongs(one, question)}
            wanted |= {
                key
                for key, versions in self._tables.resources.items()
                if any(written.letter in letters for written in versions.values())
            }
        current = [max(self._tables.resources.get(key, {}).items(), default=None) for key in sorted(wanted)]
        return tuple(held for one in current if one and (held := _held(one[1])))

    async def commit(self, commit: Commit) -> bool:
        """See the port."""
        if not self._stands(commit):
            return False
        self._decide(commit)
        self._state(commit)
        for version in commit.versions:
            versions = self._tables.resources.setdefault((version.type, version.id), {})
            versions[version.version] = Written(version, commit.decided, commit.letter)
        self._tables.tokens.update(commit.tokens)
        self._settle(commit)
        self._tables.make_due(commit.outgoing)
        self._tables.note(commit.audit)
        return True

    def _stands(self, commit: Commit) -> bool:
        row = self._tables.letters.get(commit.letter)
        return (
            row is not None
            and row.verdict is None
            and self._message_stands(commit)
            and len({version[:3] for version in commit.versions}) == len(commit.versions)
            and not any(self._is_written(*version[:3]) for version in commit.versions)
        )

    def _message_stands(self, commit: Commit) -> bool:
        message = commit.message
        if message is None:
            return True
        turn = self._tables.turns.get((message.key.sender, message.conversation))
        is_own = self._tables.stated.get(message.key, commit.letter) == commit.letter
        return is_own and (not message.conversation or turn == commit.turn)

    def _is_written(self, kind: str, key: str, version: int) -> bool:
        return version in self._tables.resources.get((kind, key), {})

    def _decide(self, commit: Commit) -> None:
        row = self._tables.letters[commit.letter]
        row.verdict, row.decided, row.reason = commit.verdict, commit.decided, commit.reason
        row.same_as = commit.same_as
        row.answer = row.answer or commit.answer

    def _state(self, commit: Commit) -> None:
        message = commit.message
        if message is None:
            return
        before = self._tables.messages.pop(commit.letter, None)
        if before:
            del self._tables.stated[before.key]
        self._tables.messages[commit.letter] = message
        self._tables.stated[message.key] = commit.letter
        if message.conversation:
            self._tables.turns[message.key.sender, message.conversation] = (commit.turn or 0) + 1

    def _settle(self, commit: Commit) -> None:
        for letter, verdict in commit.settled:
            row = self._tables.letters.get(letter)
            if row is not None and row.verdict is not None and letter != commit.letter:
                row.verdict = verdict

    async def repeat(self, repeat: Repeat) -> None:
        """See the port."""
        self._tables.make_due(repeat.outgoing)
        self._tables.note(repeat.audit)

    async def undecided(self, before: datetime, limit: int) -> list[Letter]:
        """See the port."""
        waiting = [
            row
            for row in self._tables.letters.values()
            if row.verdict is None and row.received < before and row.takes < MOST_TAKES
        ]
        taken = sorted(waiting, key=lambda row: (row.received, row.id))[:limit]
        for row in taken:
            row.takes += 1
        return [letter for row in taken if (letter := row.letter())]


def _belongs(message: Message, question: Question) -> bool:
    return (message.key.sender, message.conversation) == (question.key.sender, question.conversation)


def _elsewhere(question: Question, stated: dict[Key, UUID]) -> bool:
    return bool(question.conversation) and any(
        key.msg_id == question.conversation and key.sender != question.key.sender for key in stated
    )


def _held(written: Written) -> Held | None:
    """None for what was written over FHIR: it belongs to no conversation."""
    version = written.version
    if written.letter is None:
        return None
    carrier = version.carrier or written.letter
    return Held(
        version.type, version.id, version.version, written.letter, version.body, carrier, version.person
    )
