"""What stands in a message opens what that message carried, to those whom it states, and nothing else (decisions.md)."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from adapter.core.caller import Caller
from adapter.core.replies import ABSENT
from mappings.felles import kith
from mappings.msghead import mh
from tests.adapter.journeys.test_read_and_consent import ALL, HOME_CARE, HOSPITAL, Open, opened
from tests.messages.examples import ADMITTED, DIALOG, payload, shipped, written
from tests.messages.letters import number

if TYPE_CHECKING:
    from adapter.core.letter import Verdict

KE_OF_HOSPITAL = Caller("o11-ke", "312020203", "312120208", ALL)
DOCTOR = Caller("o8", "310080802", "310080802", ALL)


def sent_by(head: mh.MsgHead, her_id: str) -> mh.MsgHead:
    """By another unit of the same hospital."""
    unit = head.MsgInfo.Sender.Organisation.Organisation
    assert unit
    unit.Ident[0].Id = her_id
    del unit.Ident[1:]
    return head


def to_the_doctor(head: mh.MsgHead) -> mh.MsgHead:
    """To an office that has its one HER-id on both levels."""
    whole = head.MsgInfo.Receiver.Organisation
    for level in (whole, whole.Organisation):
        assert level
        level.OrganisationName, level.Ident[0].Id = "Fjellvik legesenter", "9000013"
        del level.Ident[1:]
    return head


def of_one(name: str, n: int, root: int | None = None) -> mh.MsgHead:
    head = shipped(name)
    head.MsgInfo.MsgId = number(n)
    head.MsgInfo.ConversationRef = mh.ConversationRef(number(root), number(root)) if root else None
    return head


def cancelled(n: int, root: int) -> mh.MsgHead:
    head = of_one(ADMITTED, n, root)
    head.MsgInfo.GenDate = "2026-09-02T09:00:00"
    payload(head).InformasjonOmForsendelsen.Forsendelsesstatus = kith.CS("C")  # type: ignore[attr-defined]
    return head


async def posted(here: Open, caller: Caller, head: mh.MsgHead) -> Verdict | None:
    received = await here.adapter.receive("http", "", written(head), caller)
    return received.kept.verdict


CANCELLATIONS = {
    "by a sibling": (KE_OF_HOSPITAL, lambda head: sent_by(head, "9000032"), KE_OF_HOSPITAL),
    "to another": (HOSPITAL, to_the_doctor, DOCTOR),
}


@pytest.mark.parametrize("first", ["the message", "the cancellation"])
@pytest.mark.parametrize("case", CANCELLATIONS)
def test_R044_a_cancellation_opens_what_it_takes_back_to_nobody_else(case: str, first: str) -> None:
    sender, changed, stranger = CANCELLATIONS[case]

    async def story() -> None:
        here = await opened()
        known = set(here.ids("Observation"))
        steps = [(HOSPITAL, of_one(ADMITTED, 1)), (sender, changed(cancelled(2, 1)))]
        for caller, head in steps if first == "the message" else steps[::-1]:
            assert await posted(here, caller, head) in ("stored", "cancelled", "waiting", "withdrawn")
        tables = here.adapter.store.tables
        (one,) = [
            i
            for i in here.ids("Observation")
            if i not in known and len(tables.resources["Observation", i]) == 2
        ]
        for path in (f"Observation/{one}", f"Observation/{one}/_history/1", f"Observation/{one}/_history/2"):
            assert (await here.ask(HOSPITAL, "GET", path)).status == 200
            assert (await here.ask(HOME_CARE, "GET", path)).status == 200
            assert await here.ask(stranger, "GET", path) == ABSENT

    asyncio.run(story())


def test_R044_the_same_id_of_a_sibling_opens_nothing_of_the_message() -> None:
    async def story() -> None:
        here = await opened()
        known = set(here.ids("Communication"))
        assert await posted(here, HOSPITAL, sent_by(of_one(DIALOG, 7), "9000034")) == "stored"
        made = [ident for ident in here.ids("Communication") if ident not in known]
        sibling = to_the_doctor(sent_by(of_one(DIALOG, 7), "9000032"))
        assert await posted(here, KE_OF_HOSPITAL, sibling) == "stored"
        for ident in made:
            assert (await here.ask(HOSPITAL, "GET", f"Communication/{ident}")).status == 200
            for stranger in (KE_OF_HOSPITAL, DOCTOR):
                assert await here.ask(stranger, "GET", f"Communication/{ident}") == ABSENT

    asyncio.run(story())


def test_R044_a_message_that_was_refused_opens_nothing_to_whom_it_states() -> None:
    async def story() -> None:
        here = await opened()
        known = set(here.ids("Communication"))
        assert await posted(here, HOSPITAL, sent_by(of_one(DIALOG, 7), "9000034")) == "stored"
        (made, *_) = [ident for ident in here.ids("Communication") if ident not in known]
        faulty = to_the_doctor(sent_by(of_one(DIALOG, 7), "9000034"))
        assert faulty.MsgInfo.Patient
        faulty.MsgInfo.Patient.FamilyName = faulty.MsgInfo.Patient.GivenName = ""
        assert await posted(here, HOSPITAL, faulty) == "refused"
        assert await here.ask(DOCTOR, "GET", f"Communication/{made}") == ABSENT

    asyncio.run(story())
