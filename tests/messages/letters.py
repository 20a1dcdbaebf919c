"""Letters for tests of the whole way in: shipped messages with another id, time, sender, conversation or status."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from adapter.core import party_file
from adapter.core.letter import Audit
from adapter.core.linking import LinkKey
from adapter.core.receipt import Policy
from adapter.core.synthetic import Numbers
from adapter.edges.memory import MemoryStore
from adapter.events import Event
from adapter.journeys.receive import Receive, Rules
from mappings.felles import kith
from mappings.msghead import mh
from mappings.plo import pasientlogistikk as log
from tests.messages.examples import SHIPPED, payload, shipped, written

if TYPE_CHECKING:
    from adapter.ports import Inbox, Parties

KEY = LinkKey(bytes(32))
RULES = Rules(KEY, Policy(), Numbers())
START = datetime(2026, 9, 1, 7, 0, tzinfo=UTC)
"""09:00 in Norway on the day of the test universe."""

UNIVERSE = list(party_file.read((SHIPPED / "parties.csv").read_text("utf-8")))
"""The parties of the test universe."""


class SteppingClock:
    """A clock that goes on by a second each time it is asked; ids count."""

    def __init__(self, start: datetime = START) -> None:
        self._now, self._ids = start, 0

    def now(self) -> datetime:
        self._now += timedelta(seconds=1)
        return self._now

    def new_id(self) -> UUID:
        self._ids += 1
        return UUID(int=(7 << 76) | (2 << 62) | self._ids)


class Said(NamedTuple):
    event: Event
    ids: dict[str, str | int]


class Diary:
    """Keeps what is told."""

    def __init__(self) -> None:
        self.said: list[Said] = []

    def __call__(self, event: Event, **ids: str | int) -> None:
        self.said.append(Said(event, ids))


class Installed(NamedTuple):
    """A receiving adapter over a store in memory."""

    store: MemoryStore
    receive: Receive
    diary: Diary
    clock: SteppingClock


async def installed(
    rules: Rules = RULES, *, inbox: Inbox | None = None, parties: Parties | None = None
) -> Installed:
    store, diary, clock = MemoryStore(), Diary(), SteppingClock()
    await store.parties.load(UNIVERSE, Audit(clock.new_id(), clock.now(), Event.PARTIES_LOADED, "test"))
    receive = Receive(inbox or store.inbox, parties or store.parties, clock, rules, diary)
    return Installed(store, receive, diary, clock)


def number(n: int) -> str:
    """A MsgId."""
    return f"5a9c1b7e-0000-4000-8000-{n:012d}"


def letter(
    name: str,
    n: int,
    *,
    root: int | None = None,
    status: str | None = None,
    sent: datetime | None = None,
    sender: str | None = None,
) -> bytes:
    """A shipped message with MsgId `n`, in the conversation that message `root` began, by HER-id `sender`."""
    head = shipped(name)
    info = head.MsgInfo
    info.MsgId = number(n)
    info.ConversationRef = mh.ConversationRef(number(root), number(root)) if root is not None else None
    if sent is not None:
        info.GenDate = sent.isoformat()
    if sender is not None:
        info.Sender.Organisation.Ident[0].Id = sender
    content = payload(head)
    if status is not None and isinstance(content, log.Pasientlogistikk):
        content.InformasjonOmForsendelsen.Forsendelsesstatus = kith.CS(status)
    return written(head)
