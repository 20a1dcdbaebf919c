"""What a message does to its conversation: new, change, cancel, late, early (HISD 1154; decisions "N, C, M"; R-168).

Messages count in the order in which they were sent, not in which they arrive: whatever the order of arrival, the current
versions are the same in the end. A change replaces completely what earlier messages of its kind said; a cancellation
takes back what all earlier messages of the conversation made, and nothing that was sent after it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from adapter.core.taking_back import taken_back
from mappings import fhir

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from uuid import UUID

    from adapter.core.letter import Action, Conversation, Held, Told, Verdict

_RANK: Final[dict[Action, int]] = {"": 0, "new": 0, "change": 1, "cancel": 2}
"""Messages sent in the same second: what they are about comes before what is done to it."""

SHARED: Final = frozenset({"Encounter"})
"""What messages of all kinds in a conversation speak of: a change of one kind says nothing on the others' word."""

Order: TypeAlias = "tuple[datetime, int]"
"""When a message counts."""


class Incoming(NamedTuple):
    """The message to be taken in, with its resources as `(type, id, resource)`."""

    kind: str
    action: Action
    sent: datetime
    entries: tuple[tuple[str, str, fhir.Resource], ...]


class Write(NamedTuple):
    """A version that is to be written; `person` is the link of the version before, where there is one.

    `carrier` is the message that carried the content, None where that is the one that writes.
    """

    type: str
    id: str
    version: int
    resource: fhir.Resource
    person: bytes | None = None
    carrier: UUID | None = None


class Effects(NamedTuple):
    """What happens: the versions in order, what it is called, and what earlier letters are called from now on."""

    verdict: Verdict
    writes: tuple[Write, ...] = ()
    settled: tuple[tuple[UUID, Verdict], ...] = ()


def effects(incoming: Incoming, conversation: Conversation | None) -> Effects:
    """The effects of a message on what is held; `conversation` is None where nothing is known of it."""
    if conversation is None or incoming.action == "":
        return Effects("waiting" if incoming.action == "cancel" else "stored", _all_new(incoming.entries))
    return _CASES[incoming.action](incoming, _Known(conversation))


def _all_new(entries: Iterable[tuple[str, str, fhir.Resource]]) -> tuple[Write, ...]:
    return tuple(Write(kind, ident, 1, resource) for kind, ident, resource in entries)


class _Known:
    """A conversation, looked up."""

    def __init__(self, conversation: Conversation) -> None:
        self.told = conversation.told
        self.held = {(one.type, one.id): one for one in conversation.held}
        self._letters = {told.letter: told for told in conversation.told}

    def order_of(self, held: Held) -> Order:
        """When what is held was said (or taken back)."""
        return _order(self._letters[held.letter])

    def kind_of(self, held: Held) -> str:
        """The kind of message that said it."""
        return self._letters[held.letter].kind


def _order(message: Incoming | Told) -> Order:
    return message.sent, _RANK[message.action]


def _cancel(incoming: Incoming, known: _Known) -> Effects:
    """C: everything earlier is taken back; what it says itself is kept as its own."""
    mine = _order(incoming)
    own = {(kind, ident) for kind, ident, _ in incoming.entries}
    back = [held for key, held in known.held.items() if key not in own and known.order_of(held) < mine]
    came = any(told.action in ("new", "change") and _order(told) < mine for told in known.told)
    writes = (*_written(incoming, known), *_taken_back(back))
    return Effects("cancelled" if came else "waiting", writes)


def _state(incoming: Incoming, known: _Known) -> Effects:
    """N and M: what is older gives way, what is newer stands, and a later cancellation takes back at once."""
    mine = _order(incoming)
    later = [told for told in known.told if _order(told) > mine]
    writes = list(_written(incoming, known))
    if incoming.action == "change":
        stated = {(kind, ident) for kind, ident, _ in incoming.entries}
        writes += _taken_back(
            held
            for key, held in known.held.items()
            if key not in stated
            and held.type not in SHARED
            and known.kind_of(held) == incoming.kind
            and known.order_of(held) < mine
        )
    cancels = [told for told in later if told.action == "cancel"]
    changed = any(told.action == "change" and told.kind == incoming.kind for told in later)
    if cancels:
        writes += _at_once(writes)
    elif changed:  # what the later change does not say any more
        writes += _at_once(
            write for write in writes if write.type not in SHARED and (write.type, write.id) not in known.held
        )
    settled = tuple((told.letter, _CANCELLED) for told in cancels if told.verdict == "waiting")
    return Effects(_called(incoming, known, later), tuple(writes), settled)


_CANCELLED: Final[Verdict] = "cancelled"


def _called(incoming: Incoming, known: _Known, later: list[Told]) -> Verdict:
    if any(told.action == "cancel" for told in later):
        return "withdrawn"
    if any(told.kind == incoming.kind and told.action in ("new", "change") for told in later):
        return "superseded"
    return "changed" if known.held and incoming.action == "change" else "stored"


def _written(incoming: Incoming, known: _Known) -> Iterable[Write]:
    """The message's own resources, but for those that a later message has spoken on.

    What is said again in the same words is a version too: a cancellation sent in between must not take it back.
    """
    mine = _order(incoming)
    for kind, ident, resource in incoming.entries:
        held = known.held.get((kind, ident))
        if held is None:
            yield Write(kind, ident, 1, resource)
        elif known.order_of(held) <= mine:
            yield Write(kind, ident, held.version + 1, resource, held.person)


def _taken_back(held: Iterable[Held]) -> list[Write]:
    return [
        Write(one.type, one.id, one.version + 1, back, one.person, one.carrier)
        for one in held
        if (back := taken_back(fhir.decode(one.body).value)) is not None
    ]


def _at_once(writes: Iterable[Write]) -> list[Write]:
    return [
        Write(one.type, one.id, one.version + 1, back, one.person)
        for one in writes
        if (back := taken_back(one.resource)) is not None
    ]


_CASES: Final = {"new": _state, "change": _state, "cancel": _cancel}
