"""A message is received: kept, read, decided on, committed, answered."""

from __future__ import annotations

import asyncio
from base64 import b64encode
from datetime import timedelta
from itertools import permutations
from typing import TYPE_CHECKING, Any, TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapter.core.caller import Caller
from adapter.core.letter import VERDICTS, Answer
from adapter.core.receipt import Policy
from adapter.core.synthetic import Numbers
from adapter.core.taking_back import is_taken_back
from adapter.events import Event
from mappings import fhir
from mappings.apprec import ar
from mappings.message import LAYER, to_fhir
from mappings.result import Refusal
from tests.messages.examples import ADMITTED, CANCELLED, DIALOG, DISCHARGED, READY, SHIPPED, shipped, written
from tests.messages.letters import RULES, START, Installed, installed, letter, number

if TYPE_CHECKING:
    from collections.abc import Coroutine, Iterable
    from datetime import datetime

    from adapter.core.synthetic import Allowed
    from adapter.journeys.receive import Received

T = TypeVar("T")


def run(work: Coroutine[object, object, T]) -> T:
    return asyncio.run(work)


async def all_in(adapter: Installed, letters: Iterable[bytes]) -> list[Received]:
    return [await adapter.receive("http", "", data) for data in letters]


def apprec(answer: Answer) -> ar.AppRec:
    value = LAYER.read(answer.body).value
    assert isinstance(value, ar.AppRec)
    return value


def current(adapter: Installed) -> dict[tuple[str, str], fhir.Resource]:
    """The current version of everything but what a message says of itself alone."""
    found = {}
    for key, versions in adapter.store.tables.resources.items():
        version = versions[max(versions)].version
        if not version.raw:
            resource = fhir.decode(version.body).value
            resource.meta = None
            found[key] = resource
    return found


def state(adapter: Installed) -> dict[tuple[str, str], bytes]:
    return {key: fhir.encode(resource) for key, resource in current(adapter).items()}


def standing(adapter: Installed) -> dict[tuple[str, str], bytes]:
    """What stands: what is in error says nothing, whatever its text."""
    return {
        key: b"" if is_taken_back(resource) else fhir.encode(resource)
        for key, resource in current(adapter).items()
    }


def statuses(adapter: Installed, kind: type[fhir.Resource]) -> list[object]:
    return [one.status for one in current(adapter).values() if type(one) is kind]  # type: ignore[attr-defined]


# --- accepted, refused, not answered ----------------------------------------------------------------------------------


def test_R027_a_message_is_stored_and_confirmed_once() -> None:
    async def story() -> None:
        adapter = await installed()
        data = (SHIPPED / f"{DISCHARGED}.xml").read_bytes()
        first, again, third = await all_in(adapter, [data, data, data])
        assert first.kept.verdict == "stored"
        assert apprec(first.answer).Status.V == "1"
        assert first.answer == again.answer == third.answer
        assert len(adapter.store.tables.letters) == 1
        assert {max(versions) for versions in adapter.store.tables.resources.values()} == {1}

    run(story())


def test_what_is_stored_is_what_the_message_says_as_fhir() -> None:
    async def story() -> None:
        adapter = await installed()
        data = (SHIPPED / f"{DISCHARGED}.xml").read_bytes()
        await adapter.receive("http", "", data)
        bundle = to_fhir(data).value
        made = {(type(one).__name__, one.id): one for entry in bundle.entry if (one := entry.resource)}
        stored = adapter.store.tables.resources
        assert set(stored) == set(made)
        for key, versions in stored.items():
            (written_,) = versions.values()
            record = await adapter.store.records.read(*key, None, START)
            assert record
            assert written_.version.raw == (b64encode(data) in record.body)
            resource = fhir.decode(record.body).value
            assert resource.meta
            assert (resource.meta.versionId, (resource.meta.lastUpdated or "")[-1]) == ("1", "Z")
            resource.meta.versionId = resource.meta.lastUpdated = None
            before = made[key].meta
            resource.meta = before if before is None else resource.meta
            assert fhir.encode(resource) == fhir.encode(made[key])

    run(story())


def test_R027_every_record_of_a_person_has_the_same_link_and_no_number() -> None:
    async def story() -> None:
        adapter = await installed()
        await all_in(adapter, [letter(DISCHARGED, 1), letter(READY, 2), letter(DIALOG, 3)])
        versions = [one.version for made in adapter.store.tables.resources.values() for one in made.values()]
        patients = {one.person for one in versions if one.type == "Patient"}
        assert len(patients) == len({one.person for one in versions if one.person})
        assert None not in patients
        assert all(one.person for one in versions if one.type in ("Encounter", "Observation", "CareTeam"))

    run(story())


def test_R028_a_faulty_message_is_kept_and_its_sender_told_every_fault() -> None:
    async def story() -> None:
        adapter = await installed()
        head = shipped(DISCHARGED)
        head.MsgInfo.MsgId = "not-a-uuid"
        assert head.MsgInfo.Patient
        head.MsgInfo.Patient.FamilyName = head.MsgInfo.Patient.GivenName = ""
        (received,) = await all_in(adapter, [written(head)])
        made = apprec(received.answer)
        assert (received.kept.verdict, made.Status.V) == ("refused", "2")
        assert {error.V for error in made.Error} == {"E10", "E36"}
        assert not adapter.store.tables.resources
        (row,) = adapter.store.tables.letters.values()
        assert row.reason == "msgid-not-uuid patient-not-identified"

    run(story())


def test_a_kind_without_fhir_is_kept_and_answered_with_t10() -> None:
    async def story() -> None:
        adapter = await installed()
        (received,) = await all_in(adapter, [(SHIPPED / "innleggelsesrapport-1.6.xml").read_bytes()])
        assert received.kept.verdict == "refused"
        assert [error.V for error in apprec(received.answer).Error] == ["T10"]

    run(story())


@pytest.mark.parametrize(
    ("data", "status", "reason"),
    [
        (b"this is no XML", 400, "receipt-no-sender"),
        (b"<MsgHead xmlns='http://www.kith.no/xmlstds/msghead/2006-05-24'/>", 422, "receipt-no-sender"),
        (b"<Other/>", 422, "receipt-no-sender"),
    ],
)
def test_what_nobody_can_be_answered_for_is_told_over_http(data: bytes, status: int, reason: str) -> None:
    async def story() -> None:
        adapter = await installed()
        first, again = await all_in(adapter, [data, data])
        assert (first.kept.verdict, first.answer.status) == ("silent", status)
        assert reason in first.answer.body.decode()
        assert first.answer == again.answer
        assert adapter.store.tables.letters[first.kept.id].data == data

    run(story())


RECEIVERS = {  # level 1, level 2, verdict, receipt codes
    "ours": ("9000001", "9000012", "stored", []),
    "level 2 unknown": ("9000001", "9999999", "refused", ["E21"]),
    "level 1 unknown": ("9999999", "9000012", "refused", ["E21"]),
    "nobody": ("9999999", "9999998", "silent", None),
    "somebody else": ("9000002", "9999999", "silent", None),
}


@pytest.mark.parametrize("case", RECEIVERS)
def test_only_what_is_addressed_to_us_is_taken_in(case: str) -> None:
    level1, level2, verdict, codes = RECEIVERS[case]

    async def story() -> None:
        adapter = await installed()
        head = shipped(DISCHARGED)
        outer = head.MsgInfo.Receiver.Organisation
        assert outer.Organisation
        outer.Ident[0].Id, outer.Organisation.Ident[0].Id = level1, level2
        (received,) = await all_in(adapter, [written(head)])
        assert received.kept.verdict == verdict
        if codes is not None:
            assert [error.V for error in apprec(received.answer).Error] == codes

    run(story())


def test_a_message_to_others_is_refused_where_the_installation_says_so() -> None:
    async def story() -> None:
        adapter = await installed(RULES._replace(policy=Policy(refuse_elsewhere=True)))
        head = shipped(DISCHARGED)
        head.MsgInfo.Receiver.Organisation.Ident[0].Id = "9000002"
        head.MsgInfo.Receiver.Organisation.Organisation = None
        (received,) = await all_in(adapter, [written(head)])
        assert [error.V for error in apprec(received.answer).Error] == ["E21"]

    run(story())


def test_a_message_of_last_week_is_taken_in_unless_the_installation_refuses_it() -> None:
    async def story(*, refuse: bool) -> str:
        adapter = await installed(RULES._replace(policy=Policy(refuse_late=refuse)))
        (received,) = await all_in(adapter, [letter(READY, 1, sent=START - timedelta(days=7))])
        return str(apprec(received.answer).Status.V)

    assert [run(story(refuse=False)), run(story(refuse=True))] == ["1", "2"]


def test_R127_a_test_system_refuses_ordinary_numbers_and_production_synthetic_ones() -> None:
    async def story(allowed: Allowed, number_: str) -> str | None:
        adapter = await installed(RULES._replace(numbers=Numbers(allowed)))
        head = shipped(READY)
        assert head.MsgInfo.Patient
        head.MsgInfo.Patient.Ident[0].Id = number_
        (received,) = await all_in(adapter, [written(head)])
        assert number_ not in received.answer.body.decode()
        return received.kept.verdict

    synthetic, ordinary = "14835812368", "01010750160"
    cases: list[tuple[Allowed, str, str]] = [
        ("synthetic", synthetic, "stored"),
        ("synthetic", ordinary, "refused"),
        ("ordinary", synthetic, "refused"),
        ("both", ordinary, "stored"),
        ("both", synthetic, "stored"),
    ]
    for allowed, number_, verdict in cases:
        assert run(story(allowed, number_)) == verdict, (allowed, number_)


# --- receipts received --------------------------------------------------------------------------------------------------


def test_R028_a_receipt_is_taken_in_and_never_answered() -> None:
    async def story() -> None:
        adapter = await installed()
        good, bad = [(SHIPPED / f"apprec-{one}.xml").read_bytes() for one in ("1.0", "1.1")]
        for received in await all_in(adapter, [good, bad, good]):
            assert (received.answer.status, received.answer.body) == (202, b"")
        rows = adapter.store.tables.letters.values()
        assert [row.verdict for row in rows] == ["acknowledged", "rejected"]
        assert [VERDICTS[row.verdict].attention for row in rows if row.verdict] == [False, True]
        assert [row.reason for row in rows][1]

    run(story())


# --- duplicates ---------------------------------------------------------------------------------------------------------


def test_R168_another_text_with_the_same_id_changes_nothing_and_is_answered_as_the_first() -> None:
    async def story() -> None:
        adapter = await installed()
        first, other = await all_in(adapter, [letter(READY, 1), letter(DISCHARGED, 1)])
        assert other.kept.verdict == "duplicate"
        assert other.answer == first.answer
        before = state(adapter)
        capital = letter(READY, 1).replace(number(1).encode(), number(1).upper().encode())
        (third,) = await all_in(adapter, [capital])
        assert (third.kept.verdict, third.answer) == ("duplicate", first.answer)
        assert state(adapter) == before

    run(story())


def test_R168_the_same_id_of_another_sender_is_another_message() -> None:
    async def story() -> None:
        adapter = await installed()
        found = await all_in(adapter, [letter(READY, 1), letter(READY, 1, sender="9000033")])
        assert [one.kept.verdict for one in found] == ["stored", "stored"]

    run(story())


def test_R168_one_message_to_two_receivers_is_taken_in_once_and_answered_to_each() -> None:
    async def story() -> None:
        adapter = await installed()
        head = shipped(DIALOG)
        first = written(head)
        receiver = head.MsgInfo.Receiver.Organisation
        receiver.Ident[0].Id = "9000013"
        receiver.Organisation = None
        head.MsgInfo.Receiver.Organisation.OrganisationName = "Fjellvik legesenter"
        one, other = await all_in(adapter, [first, written(head)])
        assert (one.kept.verdict, other.kept.verdict) == ("stored", other.kept.verdict)
        assert {len(versions) for versions in adapter.store.tables.resources.values()} == {1}
        assert one.answer.body != other.answer.body

    run(story())


# --- who sends (R-117) ------------------------------------------------------------------------------------------------

SENDERS = {  # unit of the caller -> whether it may send what Medisinsk avdeling (312120216) of 312020203 states
    "the unit": ("312020203", "312120216", True),
    "the whole": ("312020203", "312020203", True),
    "a sibling": ("312020203", "312120208", False),
    "another": ("310010103", "310030309", False),
}


@pytest.mark.parametrize("case", SENDERS)
def test_R117_the_stated_sender_is_the_caller_or_nothing_is_kept(case: str) -> None:
    organisation, unit, may = SENDERS[case]

    async def story() -> None:
        adapter = await installed()
        caller = Caller("client", organisation, unit, frozenset())
        if may:
            received = await adapter.receive("http", "", letter(READY, 1), caller)
            assert received.kept.verdict == "stored"
            await adapter.receive("http", "", letter(READY, 1), caller)
            rows = [row for row in adapter.store.tables.audit.values() if row.letter]
            assert [row.event for row in rows] == [Event.LETTER_DECIDED, Event.LETTER_REPEATED]
            assert {(row.client, row.organisation, row.action) for row in rows} == {
                ("client", unit, "message")
            }
        else:
            with pytest.raises(Refusal) as refused:
                await adapter.receive("http", "", letter(READY, 1), caller)
            assert [issue.key for issue in refused.value.issues] == ["sender-not-caller"]
            assert not adapter.store.tables.letters

    run(story())


# --- order (R-168) ------------------------------------------------------------------------------------------------------


def at(minutes: int) -> datetime:
    return START + timedelta(minutes=minutes)


def test_R032_a_cancellation_takes_back_what_its_conversation_made_and_nothing_else() -> None:
    async def story() -> None:
        adapter = await installed()
        await all_in(adapter, [letter(READY, 9, sent=at(0))])
        others = state(adapter)
        found = await all_in(
            adapter,
            [letter(ADMITTED, 1, sent=at(0)), letter(CANCELLED, 2, root=1, status="C", sent=at(5))],
        )
        assert [one.kept.verdict for one in found] == ["stored", "cancelled"]
        assert [apprec(one.answer).Status.V for one in found] == ["1", "1"]
        now = state(adapter)
        assert {key: now[key] for key in others} == others
        ours = [one for key, one in current(adapter).items() if key not in others]
        told = {
            one.status for one in ours if isinstance(one, fhir.Encounter | fhir.Observation | fhir.CareTeam)
        }
        assert told == {"entered-in-error"}
        raw = [one for one in ours if isinstance(one, fhir.DocumentReference) and one.meta is None]
        assert {"current", "entered-in-error"} == {one.status for one in raw}

    run(story())


def test_R168_a_cancellation_before_its_original_waits_for_it() -> None:
    async def story() -> None:
        adapter = await installed()
        cancel, original = (
            letter(CANCELLED, 2, root=1, status="C", sent=at(5)),
            letter(ADMITTED, 1, sent=at(0)),
        )
        first, second = await all_in(adapter, [cancel, original])
        assert (first.kept.verdict, second.kept.verdict) == ("waiting", "withdrawn")
        assert apprec(second.answer).Status.V == "1"
        assert adapter.store.tables.letters[first.kept.id].verdict == "cancelled"
        assert set(statuses(adapter, fhir.Encounter)) == {"entered-in-error"}

    run(story())


def test_R168_an_update_that_comes_after_the_withdrawal_sent_later_is_dropped() -> None:
    async def story() -> None:
        adapter = await installed()
        found = await all_in(
            adapter,
            [
                letter(ADMITTED, 1, sent=at(0)),
                letter(CANCELLED, 2, root=1, status="C", sent=at(3)),
                letter(ADMITTED, 3, root=1, status="M", sent=at(1)),
            ],
        )
        assert [one.kept.verdict for one in found] == ["stored", "cancelled", "withdrawn"]
        assert set(statuses(adapter, fhir.Encounter)) == {"entered-in-error"}

    run(story())


def test_a_change_is_a_new_version_and_what_it_does_not_say_any_more_is_taken_back() -> None:
    async def story() -> None:
        adapter = await installed()
        await all_in(adapter, [letter(ADMITTED, 1, sent=at(0))])
        changed = LAYER.read(letter(ADMITTED, 2, root=1, status="M", sent=at(5))).value
        content: Any = changed.Document[0].RefDoc.Content.items[0].value  # type: ignore[attr-defined]
        content.TilknyttetEnhet = []
        content.InformasjonOmForsendelsen.ForbeholdOmVideresending = None
        (received,) = await all_in(adapter, [written(changed)])  # type: ignore[arg-type]
        assert received.kept.verdict == "changed"
        teams = adapter.store.tables.resources
        (team,) = [versions for (kind, _), versions in teams.items() if kind == "CareTeam"]
        assert sorted(team) == [1, 2]
        assert statuses(adapter, fhir.CareTeam) == ["active"]
        assert statuses(adapter, fhir.Consent) == ["entered-in-error"]
        assert statuses(adapter, fhir.Encounter) == ["in-progress"]

    run(story())


def test_only_the_same_sender_changes_or_cancels() -> None:
    async def story() -> None:
        adapter = await installed()
        await all_in(adapter, [letter(ADMITTED, 1, sent=at(0))])
        before = state(adapter)
        (received,) = await all_in(
            adapter, [letter(CANCELLED, 2, root=1, status="C", sent=at(5), sender="9000033")]
        )
        assert received.kept.verdict == "foreign"
        assert VERDICTS["foreign"].attention
        assert apprec(received.answer).Status.V == "1"
        assert state(adapter) == before

    run(story())


STORIES = {
    "admitted, ready, discharged, cancelled": [
        letter(ADMITTED, 1, sent=at(0)),
        letter(READY, 2, root=1, sent=at(10)),
        letter(CANCELLED, 3, root=1, status="C", sent=at(30)),
    ],
    "changed, cancelled, sent anew": [
        letter(ADMITTED, 1, sent=at(0)),
        letter(ADMITTED, 2, root=1, status="M", sent=at(5)),
        letter(CANCELLED, 3, root=1, status="C", sent=at(10)),
        letter(ADMITTED, 4, root=1, sent=at(15)),
    ],
    "cancelled twice": [
        letter(ADMITTED, 1, sent=at(0)),
        letter(CANCELLED, 2, root=1, status="C", sent=at(10)),
        letter(READY, 3, root=1, sent=at(15)),
        letter(CANCELLED, 4, root=1, status="C", sent=at(20)),
    ],
}


@pytest.mark.parametrize("story", STORIES)
def test_R168_whatever_the_order_of_arrival_the_same_stands_in_the_end(story: str) -> None:
    async def told(letters: Iterable[bytes]) -> tuple[dict[Any, bytes], set[Any]]:
        adapter = await installed()
        await all_in(adapter, letters)
        verdicts = {row.verdict for row in adapter.store.tables.letters.values()}
        return standing(adapter), verdicts & {"waiting"}

    expected = run(told(STORIES[story]))
    for order in permutations(STORIES[story]):
        assert run(told(order)) == expected


@given(st.data())
def test_R168_order_and_duplicates_of_any_conversation_do_not_matter(data: st.DataObject) -> None:
    kinds = st.sampled_from(
        [(ADMITTED, "N"), (ADMITTED, "M"), (READY, "N"), (DISCHARGED, "N"), (CANCELLED, "C")]
    )
    picked = data.draw(st.lists(kinds, min_size=2, max_size=4))
    letters = [
        letter(name, n, root=None if n == 1 else 1, status=status, sent=at(n))
        for n, (name, status) in enumerate(picked, 1)
    ]
    order = data.draw(st.permutations(letters + data.draw(st.lists(st.sampled_from(letters), max_size=2))))

    async def told(arriving: Iterable[bytes]) -> dict[Any, bytes]:
        adapter = await installed()
        await all_in(adapter, arriving)
        return standing(adapter)

    assert run(told(order)) == run(told(letters))


# --- a folder has no answer of its own ------------------------------------------------------------------------------------


def test_R027_the_receipt_of_a_file_is_due_to_leave_with_the_commit() -> None:
    async def story() -> None:
        adapter = await installed()
        data = letter(READY, 1)
        await adapter.receive("folder", "a.xml", data)
        await adapter.receive("folder", "b.xml", data)
        await adapter.receive("folder", "bad.xml", b"no XML")
        due = adapter.store.tables.outgoing.values()
        assert [(one.what.channel, one.what.address) for one in due] == [
            ("folder", "a.xml"),
            ("folder", "b.xml"),
        ]
        assert {one.deadline for one in due}

    run(story())


def test_a_repeated_file_is_not_answered_again_where_the_installation_says_so() -> None:
    async def story() -> None:
        adapter = await installed(RULES._replace(repeat=False))
        data = letter(READY, 1)
        for name in ("a.xml", "b.xml"):
            await adapter.receive("folder", name, data)
        await adapter.receive("folder", "c.xml", letter(DISCHARGED, 1))
        assert len(adapter.store.tables.outgoing) == 1

    run(story())


# --- audit and log --------------------------------------------------------------------------------------------------------


def test_R169_every_letter_leaves_a_row_in_the_audit_and_a_line_in_the_log() -> None:
    async def story() -> None:
        adapter = await installed()
        await all_in(adapter, [letter(READY, 1), letter(READY, 1), b"no XML"])
        rows = [row for row in adapter.store.tables.audit.values() if row.letter]
        assert [row.event for row in rows] == [
            Event.LETTER_DECIDED,
            Event.LETTER_REPEATED,
            Event.LETTER_DECIDED,
        ]
        assert (rows[0].actor, rows[0].rule) == ("HER:9000034", "stored")
        assert [said.event for said in adapter.diary.said] == [
            Event.LETTER_KEPT,
            Event.LETTER_DECIDED,
            Event.LETTER_REPEATED,
            Event.LETTER_KEPT,
            Event.LETTER_DECIDED,
        ]

    run(story())
