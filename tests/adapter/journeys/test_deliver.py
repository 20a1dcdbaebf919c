"""What is due leaves, once as far as anybody can tell, or somebody is told (R-027, R-169)."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

import pytest

from adapter.core.delivery import Tried
from adapter.core.letter import APPREC, Answer, Audit, Commit, Letter, Outgoing
from adapter.edges.memory import MemoryStore
from adapter.errors import Unavailable
from adapter.events import Event
from adapter.journeys.deliver import LEASE, MOST, deliver

if TYPE_CHECKING:
    from adapter.core.delivery import Due, Settled
    from adapter.ports import Channel, Outbox

START = datetime(2026, 9, 1, 7, tzinfo=UTC)
FULL = Tried("disk-full")


class HandClock:
    """Stands still unless it is set; ids count."""

    def __init__(self) -> None:
        self.time, self.ids = START, 0

    def now(self) -> datetime:
        return self.time

    def new_id(self) -> UUID:
        self.ids += 1
        return UUID(int=(7 << 76) | (2 << 62) | self.ids)


class Mailbox:
    """A channel that answers what it is told to, and keeps what it delivered."""

    def __init__(self, *answers: Tried, always: Tried | None = None) -> None:
        self.answers, self.always = list(answers), always or Tried()
        self.delivered: list[tuple[str, bytes]] = []

    async def deliver(self, due: Due) -> Tried:
        tried = self.answers.pop(0) if self.answers else self.always
        if not tried.fault:
            self.delivered.append((due.address, due.body))
        return tried


class Broken:
    """A channel with a defect."""

    async def deliver(self, due: Due) -> Tried:
        raise ValueError(due.address)


class Cut:
    """An outbox whose line is cut, one time for each error, before anything is settled."""

    def __init__(self, outbox: Outbox, *errors: BaseException) -> None:
        self._outbox, self._errors = outbox, list(errors)

    async def take(self, now: datetime, until: datetime, limit: int) -> list[Due]:
        return await self._outbox.take(now, until, limit)

    async def settle(self, settled: list[Settled]) -> None:
        if self._errors:
            raise self._errors.pop()
        await self._outbox.settle(settled)


class World:
    """A store, a clock and what was told; `post` makes a receipt due."""

    def __init__(self) -> None:
        self.store, self.clock = MemoryStore(), HandClock()
        self.told: list[tuple[Event, dict[str, str | int]]] = []

    def tell(self, event: Event, **ids: str | int) -> None:
        self.told.append((event, ids))

    async def post(self, address: str, body: bytes = b"<AppRec/>", channel: str = "folder") -> UUID:
        now, letter = self.clock.now(), self.clock.new_id()
        await self.store.inbox.keep(Letter(letter, now, "folder", address, body), letter.bytes)
        due = Outgoing(self.clock.new_id(), letter, channel, address, now, now + timedelta(hours=96))
        audit = Audit(self.clock.new_id(), now, Event.LETTER_DECIDED, "", letter)
        answer = Answer(200, APPREC, body)
        commit = Commit(letter, now, "stored", audit, answer=answer, outgoing=(due,))
        assert await self.store.inbox.commit(commit)
        return due.id

    async def deliver(self, outbox: Outbox | None = None, /, **channels: Channel) -> int:
        return await deliver(outbox or self.store.outbox, channels, self.clock, self.tell)

    async def deliver_until_settled(self, **channels: Channel) -> None:
        """Let time go by until nothing is due."""
        while waiting := [row.due for row in self.store.tables.outgoing.values() if row.state == "due"]:
            self.clock.time = max(self.clock.time, min(waiting))
            await self.deliver(**channels)

    @property
    def states(self) -> list[str]:
        return [row.state for row in self.store.tables.outgoing.values()]

    @property
    def audited(self) -> list[tuple[str, str, str]]:
        rows = self.store.tables.audit.values()
        return [(row.event, row.rule, row.reason) for row in rows if row.event != Event.LETTER_DECIDED]


def test_R027_a_receipt_leaves_once_and_is_audited() -> None:
    async def story() -> None:
        world, folder = World(), Mailbox()
        await world.post("brev.xml", b"<AppRec>1</AppRec>")
        assert [await world.deliver(folder=folder) for _ in range(2)] == [1, 0]
        assert folder.delivered == [("brev.xml", b"<AppRec>1</AppRec>")]
        assert world.states == ["sent"]
        assert world.audited == [(Event.DELIVERED, "in-time", "")]

    asyncio.run(story())


def test_where_nothing_is_due_nothing_is_noted() -> None:
    async def story() -> None:
        world = World()
        assert await world.deliver(Cut(world.store.outbox, AssertionError())) == 0

    asyncio.run(story())


def test_what_cannot_leave_now_leaves_later() -> None:
    async def story() -> None:
        world, folder = World(), Mailbox(FULL, FULL)
        await world.post("brev.xml")
        assert [await world.deliver(folder=folder) for _ in range(2)] == [1, 0]
        await world.deliver_until_settled(folder=folder)
        assert len(folder.delivered) == 1
        assert world.states == ["sent"]
        postponed = (Event.DELIVERY_POSTPONED, "back-off", "disk-full")
        assert world.audited == [postponed, postponed, (Event.DELIVERED, "in-time", "")]

    asyncio.run(story())


def test_R027_what_never_leaves_is_alarmed_once_and_given_up_at_its_deadline() -> None:
    async def story() -> None:
        world, folder = World(), Mailbox(always=FULL)
        await world.post("brev.xml")
        await world.deliver_until_settled(folder=folder)
        events = Counter(event for event, _ in world.told)
        assert (events[Event.DELIVERY_OVERDUE], events[Event.DELIVERY_GIVEN_UP]) == (1, 1)
        assert world.clock.time == START + timedelta(hours=96)
        assert world.states == ["dead"]
        assert world.audited[-1] == (Event.DELIVERY_GIVEN_UP, "deadline", "disk-full")
        assert len(world.audited) == events.total()

    asyncio.run(story())


def test_what_was_given_up_leaves_when_an_operator_has_mended_the_cause() -> None:
    async def story() -> None:
        world, folder = World(), Mailbox()
        what = await world.post("brev.xml")
        await world.deliver()
        assert world.states == ["dead"]
        assert world.audited == [(Event.DELIVERY_GIVEN_UP, "lasting", "no-channel")]
        audit = Audit(world.clock.new_id(), world.clock.now(), Event.OUTGOING_REOPENED, "operator")
        await world.store.desk.again([what], world.clock.now(), audit)
        await world.deliver(folder=folder)
        assert world.states == ["sent"]

    asyncio.run(story())


def test_a_channel_with_a_defect_holds_up_no_other() -> None:
    async def story() -> None:
        world, folder = World(), Mailbox()
        await world.post("a.xml", channel="broken")
        await world.post("b.xml")
        assert await world.deliver(folder=folder, broken=Broken()) == 2
        assert world.states == ["due", "sent"]
        assert world.told[0][0] == Event.DEFECT
        assert world.told[0][1]["error"] == "ValueError"

    asyncio.run(story())


def test_R169_what_was_delivered_is_settled_when_the_store_is_back_in_a_moment() -> None:
    async def story() -> None:
        world, folder = World(), Mailbox()
        await world.post("brev.xml")
        away = Unavailable("the store is away")
        assert await world.deliver(Cut(world.store.outbox, away, away), folder=folder) == 1
        assert (len(folder.delivered), world.states) == (1, ["sent"])

    asyncio.run(story())


def test_R169_what_was_delivered_and_not_settled_is_delivered_again_when_its_lease_is_over() -> None:
    async def story() -> None:
        world, folder = World(), Mailbox()
        await world.post("brev.xml")
        with pytest.raises(KeyboardInterrupt):
            await world.deliver(Cut(world.store.outbox, KeyboardInterrupt()), folder=folder)
        assert world.told == []
        assert await world.deliver(folder=folder) == 0
        world.clock.time += LEASE
        assert await world.deliver(folder=folder) == 1
        assert folder.delivered == [("brev.xml", b"<AppRec/>")] * 2
        assert world.states == ["sent"]

    asyncio.run(story())


def test_much_that_is_due_leaves_portion_by_portion() -> None:
    async def story() -> None:
        world, folder = World(), Mailbox()
        for n in range(MOST + 3):
            await world.post(f"{n}.xml")
        assert [await world.deliver(folder=folder) for _ in range(3)] == [MOST, 3, 0]
        assert [address for address, _ in folder.delivered] == [f"{n}.xml" for n in range(MOST + 3)]

    asyncio.run(story())


def test_no_files_name_is_told() -> None:
    async def story() -> None:
        world = World()
        for channel in ("full", "broken", "missing", "folder"):
            await world.post("Kari-Prøve.xml", channel=channel)
        await world.deliver(full=Mailbox(FULL), broken=Broken(), folder=Mailbox())
        assert len(world.told) == 5
        assert "Kari" not in str(world.told) + str(world.audited)

    asyncio.run(story())
