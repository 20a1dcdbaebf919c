"""What an operator is shown: rows without a person's data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, NamedTuple, Protocol, TypeVar

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from adapter.core.delivery import State
    from adapter.core.letter import Action, Transport, Verdict

T = TypeVar("T")


class Query(NamedTuple):
    """What is asked for. `states` are verdicts or states (`kept` for letters without a verdict); none: all.

    `before` is the `next` of the page before; `letter` asks for what belongs to one letter.
    """

    limit: int = 50
    states: tuple[str, ...] = ()
    since: datetime | None = None
    before: UUID | None = None
    letter: UUID | None = None


class Page(NamedTuple, Generic[T]):
    """Rows, and where the next page begins (None: there is none)."""

    rows: tuple[T, ...]
    next: UUID | None = None


class _Row(Protocol):
    @property
    def id(self) -> UUID: ...


R = TypeVar("R", bound=_Row)


def page(rows: list[R], limit: int) -> Page[R]:
    """A page of rows that were read one beyond the limit, to know whether there are more."""
    return Page(tuple(rows[:limit]), rows[limit - 1].id if len(rows) > limit else None)


def shown(status: int | None, media: str | None) -> str:
    """An answer as `Item.answer` has it."""
    return f"{media or ''} {status or ''}".strip()


class Item(NamedTuple):
    """A letter. `sender`, `receiver` are HER-ids or organisation numbers; `reason` has keys of faults."""

    id: UUID
    received: datetime
    transport: Transport
    size: int
    verdict: Verdict | None
    decided: datetime | None
    reason: str
    kind: str
    sender: str
    receiver: str
    action: Action
    conversation: str
    same_as: UUID | None
    answer: str
    """The answer's media type and HTTP status, empty where there is none yet."""
    takes: int


class Sent(NamedTuple):
    """Something outgoing, without its address: a file's name may tell who it is about."""

    id: UUID
    letter: UUID
    channel: str
    state: State
    due: datetime
    deadline: datetime
    tries: int
    fault: str
    alarmed: bool


class Entry(NamedTuple):
    """A row of the audit, as `adapter.core.letter.Audit` has it."""

    id: UUID
    at: datetime
    event: str
    actor: str
    letter: UUID | None
    rule: str
    reason: str
    client: str = ""
    organisation: str = ""
    action: str = ""
    subject: str = ""


class Status(NamedTuple):
    """The store at a glance."""

    schema: int
    server: str
    letters: dict[str, int]
    outgoing: dict[str, int]
    parties: int
    resources: int
    oldest_undecided: datetime | None
    bytes: int
