"""Values that the tests of the stores are told with: ids and times that count up, letters and commits in few words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from adapter.core.delivery import Settled
from adapter.core.letter import Answer, Audit, Commit, Kept, Key, Letter, Message, Outgoing, Question, Version

if TYPE_CHECKING:
    from adapter.core.delivery import State
    from adapter.core.letter import Verdict
    from tests.edges.store.stores import Store


START = datetime(2026, 11, 20, 12, tzinfo=UTC)
SENDER, RECEIVER, OTHER = "9000031", "9000101", "9000044"
RECEIPT = Answer(200, "application/xml", b"<AppRec/>")

_ids = count(1)


def new_id() -> UUID:
    """Later ones sort later."""
    return UUID(int=0x7000 << 64 | next(_ids))


def at(minutes: float) -> datetime:
    """So many minutes after the start."""
    return START + timedelta(minutes=minutes)


def audit(event: str = "letter-decided", *, letter: UUID | None = None) -> Audit:
    return Audit(new_id(), START, event, "test", letter)


def key(msg_id: str, *, sender: str = SENDER) -> Key:
    return Key(RECEIVER, sender, msg_id)


def message(msg_id: str, conversation: str = "", *, sender: str = SENDER, sent: float = 0) -> Message:
    action = "new" if conversation else ""
    return Message(key(msg_id, sender=sender), "inlagt", conversation, action, at(sent), (SENDER, RECEIVER))


def question(msg_id: str, conversation: str = "", *, whole: bool = False, sender: str = SENDER) -> Question:
    return Question(key(msg_id, sender=sender), conversation, (), whole)


def resource_id(name: str) -> str:
    return str(uuid5(UUID(int=0), name))


def version(name: str, number: int = 1, body: bytes = b"{}") -> Version:
    return Version("Task", resource_id(name), number, body)


def outgoing(letter: UUID, *, due: float = 0, address: str = "a.apprec.xml") -> Outgoing:
    return Outgoing(new_id(), letter, "folder", address, at(due), at(5760))


async def kept(store: Store, data: bytes, *, minutes: float = 0) -> UUID:
    """A letter with these bytes, kept; its id."""
    letter = Letter(new_id(), at(minutes), "http", "", data)
    return (await store.inbox.keep(letter, digest(data))).id


def digest(data: bytes) -> bytes:
    return b"digest of " + data


def decision(letter: UUID, **other: object) -> Commit:
    """A commit that stores a letter and answers it with a receipt, unless told otherwise."""
    usual = {"decided": at(1), "verdict": "stored", "answer": RECEIPT, "audit": audit(letter=letter)}
    return Commit(letter=letter, **{**usual, **other})  # type: ignore[arg-type]


def known(letter: UUID, verdict: Verdict | None = "stored", answer: Answer | None = RECEIPT) -> Kept:
    """What is answered of a letter that was kept before."""
    return Kept(letter, first=False, verdict=verdict, answer=answer)


def settled(one: UUID, state: State, minutes: float, fault: str = "", *, alarmed: bool = False) -> Settled:
    """How a delivery went."""
    return Settled(one, state, at(minutes), fault, alarmed, audit("delivered"))


async def answered(store: Store, data: bytes, *, due: float = 0, answer: Answer | None = RECEIPT) -> UUID:
    """A letter with something due to leave; the id of that."""
    letter = await kept(store, data)
    leaving = outgoing(letter, due=due)
    await store.inbox.commit(decision(letter, answer=answer, outgoing=(leaving,)))
    return leaving.id


async def verdict_of(store: Store, letter: UUID) -> Verdict | None:
    found = await store.inbox.answered(letter)
    assert found is not None
    return found.verdict
