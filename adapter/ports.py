"""The few seams between what happens (journeys) and what it happens with (edges). Each has two implementations.

PostgreSQL and memory for the stores; both pass one suite. Every method may raise `adapter.errors.Unavailable`: what it
was asked for may or may not have happened, and asking again is safe.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from adapter.core.consent.facts import Standing
    from adapter.core.delivery import Due, Settled, Tried
    from adapter.core.desk import Entry, Item, Page, Query, Sent, Status
    from adapter.core.letter import Audit, Commit, Facts, Kept, Letter, Question, Repeat
    from adapter.core.parties import Directory, Party
    from adapter.core.records import Record, Recorded, Search
    from adapter.events import Event


class Clock(Protocol):
    """Time and chance, the only source of both."""

    def now(self) -> datetime:
        """This moment, with time zone UTC."""
        ...

    def new_id(self) -> UUID:
        """A new id; later ones sort later (UUID version 7)."""
        ...


class Told(Protocol):
    """Whoever is told what happened: the log, and the metrics beside it. Never raises, never waits."""

    def __call__(self, event: Event, **ids: str | int) -> None:
        """Tell an event with ids, counts and keys of tables; never what a message says."""
        ...


class Inbox(Protocol):
    """Letters from their keeping to their verdict."""

    async def keep(self, letter: Letter, digest: bytes, question: Question | None = None) -> Kept:
        """Keep a letter durably before it is decided on. The same digest again answers the letter kept first.

        Who knows already what must be asked of it can ask in the same breath: see `facts`.
        """
        ...

    async def facts(self, question: Question) -> Facts:
        """What must be known to decide on a message, as of one moment."""
        ...

    async def commit(self, commit: Commit) -> bool:
        """Do all effects in one transaction. False, and nothing done, where the facts are no longer what they were.

        That is: the letter has a verdict, its message was stated meanwhile, or the conversation took another turn.
        """
        ...

    async def repeat(self, repeat: Repeat) -> None:
        """Note that a letter came again. Something outgoing that is due already is not made due twice."""
        ...

    async def undecided(self, before: datetime, limit: int) -> list[Letter]:
        """Letters without a verdict that were received before, oldest first; each taking is counted.

        One that was taken `adapter.core.retry.MOST_TAKES` times is not given again.
        """
        ...

    async def answered(self, letter: UUID) -> Kept | None:
        """The verdict and answer of a letter as they are now."""
        ...


class Outbox(Protocol):
    """What is due to leave."""

    async def take(self, now: datetime, until: datetime, limit: int) -> list[Due]:
        """What is due, oldest first, lent until then; nobody else gets it before."""
        ...

    async def settle(self, settled: list[Settled]) -> None:
        """Note how deliveries went, each with its audit row."""
        ...


class Channel(Protocol):
    """A way out of here."""

    async def deliver(self, due: Due) -> Tried:
        """Try once. Delivering the same thing twice does no harm. Never raises."""
        ...


class Parties(Protocol):
    """The party table."""

    async def directory(self) -> Directory:
        """The whole table as it is now."""
        ...

    async def load(self, parties: list[Party], audit: Audit) -> Directory:
        """Replace the whole table."""
        ...


class Desk(Protocol):
    """What an operator sees and does. No answer holds a person's data, but for `raw`, which is audited."""

    async def letters(self, query: Query) -> Page[Item]:
        """Letters, newest first."""
        ...

    async def letter(self, letter: UUID) -> Item | None:
        """One letter."""
        ...

    async def raw(self, letter: UUID, audit: Audit) -> Letter | None:
        """A letter word for word; the audit row is durable before it is answered."""
        ...

    async def reopen(self, letter: UUID, audit: Audit) -> Letter | None:
        """Take a verdict back, so that the letter is decided on anew; its answer stays. None: there is none such.

        A letter that was taken `adapter.core.retry.MOST_TAKES` times without a verdict is begun with anew as well.
        """
        ...

    async def outgoing(self, query: Query) -> Page[Sent]:
        """What left or is to leave, newest first."""
        ...

    async def again(self, ids: list[UUID], now: datetime, audit: Audit) -> int:
        """Make things that were given up due again; how many."""
        ...

    async def audit(self, query: Query) -> Page[Entry]:
        """The audit, newest first."""
        ...

    async def status(self) -> Status:
        """Counts and sizes; no person data."""
        ...

    async def purge(self, before: datetime, audit: Audit) -> int:
        """Remove what retention no longer keeps, see `adapter.core.retention`; how many rows."""
        ...


class Replay(Protocol):
    """Proofs and assertions that were used, shared by all processes."""

    async def first(self, key: bytes, until: datetime, now: datetime) -> bool:
        """Whether this key is used for the first time; from now until then it is not any more. Atomic.

        `now` is of the clock that judged the proof's own time: by another one a key might be forgotten too soon.
        """
        ...


class Records(Protocol):
    """Resources with what decides who may see them: rows and facts of one statement."""

    async def read(self, kind: str, ident: str, version: int | None, now: datetime) -> Record | None:
        """One version, the current one for None. An id that no row could have is answered like one that none has."""
        ...

    async def search(self, search: Search) -> list[Record]:
        """Current versions that may match, in the order of (type, id), at most `search.limit`, after `search.after`."""
        ...

    async def standing(self, person: bytes, consent: str | None, now: datetime) -> Standing:
        """What must be known to record a Consent about a person; `consent` is its id where it is there already."""
        ...

    async def record(self, recorded: Recorded) -> bool:
        """Write a version of a Consent with its directives and its audit row.

        False, and nothing done, where `before` is not the current version, or a message stated the Consent.
        """
        ...

    async def note(self, rows: list[Audit]) -> None:
        """Make audit rows durable before anything leaves. Several callers may share one commit."""
        ...
