"""What the store in memory holds: the tables of adapter/edges/store/migrations as dicts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from adapter.core.letter import Letter
from adapter.core.parties import Directory

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from uuid import UUID

    from adapter.core.consent.facts import Directive
    from adapter.core.delivery import State
    from adapter.core.letter import (
        Answer,
        Audit,
        Key,
        Message,
        Outgoing,
        Token,
        Transport,
        Verdict,
        Version,
    )


@dataclass(slots=True)
class LetterRow:
    """A letter with what became of it. `data` is None once retention took the bytes."""

    id: UUID
    received: datetime
    transport: Transport
    name: str
    data: bytes | None
    size: int
    takes: int = 0
    verdict: Verdict | None = None
    decided: datetime | None = None
    reason: str = ""
    same_as: UUID | None = None
    answer: Answer | None = None

    def letter(self) -> Letter | None:
        """The letter as it was kept, while its bytes are."""
        if self.data is None:
            return None
        return Letter(self.id, self.received, self.transport, self.name, self.data)


@dataclass(slots=True)
class OutgoingRow:
    """Something outgoing: `until` is the end of its lease, `settled` when it was sent or given up."""

    what: Outgoing
    due: datetime
    deadline: datetime
    state: State = "due"
    until: datetime | None = None
    tries: int = 0
    fault: str = ""
    alarmed: bool = False
    settled: datetime | None = None


class Written(NamedTuple):
    """A version of a resource: when it was written, and the letter that wrote it, or the unit that did over FHIR."""

    version: Version
    at: datetime
    letter: UUID | None = None
    custodian: str = ""


@dataclass(slots=True)
class Tables:
    """Everything that is kept."""

    letters: dict[UUID, LetterRow] = field(default_factory=dict)
    digests: dict[bytes, UUID] = field(default_factory=dict)
    messages: dict[UUID, Message] = field(default_factory=dict)
    stated: dict[Key, UUID] = field(default_factory=dict)
    turns: dict[tuple[str, str], int] = field(default_factory=dict)
    resources: dict[tuple[str, str], dict[int, Written]] = field(default_factory=dict)
    tokens: set[Token] = field(default_factory=set)
    directives: dict[str, tuple[Directive, ...]] = field(default_factory=dict)
    """Of the current version of each Consent, by its id."""
    outgoing: dict[tuple[UUID, str, str], OutgoingRow] = field(default_factory=dict)
    audit: dict[UUID, Audit] = field(default_factory=dict)
    directory: Directory = field(default_factory=Directory)
    used: dict[bytes, datetime] = field(default_factory=dict)
    """Keys that may not be used again until then."""

    def answer(self, row: LetterRow) -> Answer | None:
        """The answer of a letter, which a duplicate has from the letter that it repeats."""
        first = self.letters.get(row.same_as) if row.same_as else None
        return row.answer or (first.answer if first else None)

    def note(self, audit: Audit) -> None:
        """Write an audit row; one that is there already stays."""
        self.audit.setdefault(audit.id, audit)

    def make_due(self, outgoing: Iterable[Outgoing]) -> None:
        """Make things due to leave, those that left or were given up anew; what is due already stays as it is."""
        for one in outgoing:
            key = (one.letter, one.channel, one.address)
            there = self.outgoing.get(key)
            if there is None or there.state != "due":
                what = one if there is None else there.what
                self.outgoing[key] = OutgoingRow(what, one.due, one.deadline)
