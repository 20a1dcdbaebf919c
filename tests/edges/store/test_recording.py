"""What the port says of recording a Consent, and of what must be known before: held to by both stores."""

from __future__ import annotations

import asyncio

from adapter.core.consent.facts import Address, Standing
from adapter.core.desk import Query
from adapter.core.parties import Party
from tests.edges.store.facts import (
    HOME,
    HOSPITAL,
    KARI,
    KE,
    OFFICE,
    OLA,
    PARTIES,
    WARD,
    directive,
    directives_of,
    found,
    ident,
    patient,
    recorded,
    row,
    search,
    stated,
    token,
)
from tests.edges.store.stores import Store, on_both
from tests.edges.store.values import START, at, audit, question

CONSENT = ident("Consent", "c")
KEYS = (("9901", KE),)


# --- standing ---------------------------------------------------------------------------------------------------------


@on_both
async def test_of_a_person_whom_nothing_is_about_nothing_is_known_but_the_coordinating_units(
    store: Store,
) -> None:
    await store.parties.load(PARTIES, audit())
    await stated(store, row("Encounter", "a"))
    nothing = Standing(START, keys=KEYS)
    assert await store.records.standing(KARI, None, START) == nothing
    assert await store.records.standing(KARI, CONSENT, START) == nothing
    assert await store.records.standing(KARI, "no id", START) == nothing


@on_both
async def test_addresses_are_of_all_patients_of_the_person_as_they_are_now(store: Store) -> None:
    await store.parties.load(PARTIES, audit())
    school = ("ENH:310040401", "HER:9000012")
    await stated(store, patient("a"), patient("moved", municipality="9903"), msg_id="1")
    await stated(store, patient("moved", 2, municipality="9902"), msg_id="2", parties=school)
    await stated(store, patient("same"), patient("unknown", municipality=None), msg_id="3")
    await stated(store, patient("stranger"), msg_id="4", parties=("HER:9999999", "HER:9000012"))
    await stated(store, patient("ola", person=OLA, municipality="9904"), msg_id="5")
    standing = await store.records.standing(KARI, None, START)
    assert standing.known
    assert standing.addresses == (
        Address("9901", ""),
        Address("9901", WARD),
        Address("9902", "310040401"),
    )


@on_both
async def test_a_patient_that_was_written_over_fhir_is_its_custodians(store: Store) -> None:
    written = recorded("c", 1)._replace(version=patient("a"), custodian=OFFICE)
    await store.records.record(written)
    standing = await store.records.standing(KARI, None, START)
    assert (standing.addresses, standing.units) == ((Address("9901", OFFICE),), {OFFICE})


@on_both
async def test_units_are_the_parties_of_messages_about_the_person(store: Store) -> None:
    await store.parties.load(PARTIES, audit())
    await stated(store, patient("a"), msg_id="1")
    await stated(store, msg_id="1", parties=("HER:9000034", "HER:9000013"), receiver="HER:9000013")
    await stated(store, patient("a", 2), msg_id="2", parties=("HER:9000034", "HER:9000031"))
    await stated(store, patient("b", person=OLA), msg_id="3", parties=("HER:9000011", "HER:9000034"))
    standing = await store.records.standing(KARI, None, START)
    assert standing.units == {WARD, HOME, OFFICE, HOSPITAL}


@on_both
async def test_a_coordinating_unit_is_of_its_own_municipality_or_its_wholes(store: Store) -> None:
    parties = [
        Party("KE A", "1", municipality="9901", kind="ke"),
        Party("KE B", "2", parent="20", kind="ke"),
        Party("KE C", "3", parent="20", municipality="9903", kind="ke"),
        Party("KE of nowhere", "4", parent="40", kind="ke"),
        Party("KE of a hospital", "5", kind="ke"),
        Party("B", "20", municipality="9902"),
        Party("B again", "20", municipality="9902"),
    ]
    await store.parties.load(parties, audit())
    standing = await store.records.standing(KARI, None, START)
    assert standing.keys == (("9901", "1"), ("9902", "2"), ("9903", "3"))


@on_both
async def test_a_consents_recorder_and_recipients_are_of_its_current_version(store: Store) -> None:
    await store.records.record(recorded("c", 1, directive("c"), directive("c", actor=HOME)))
    await store.records.record(recorded("other", 1, directive("other", actor=HOSPITAL)))
    first = await store.records.standing(KARI, CONSENT, START)
    assert (first.recorded_by, first.recipients) == (KE, {OFFICE, HOME})
    narrowed = (
        directive("c", 2, live=False),
        directive("c", 2, kind="deny", actor=WARD),
        directive("c", 2, actor=""),
    )
    await store.records.record(recorded("c", 2, *narrowed, custodian=OFFICE))
    second = await store.records.standing(KARI, CONSENT, START)
    assert (second.recorded_by, second.recipients) == (OFFICE, {OFFICE})


# --- record -----------------------------------------------------------------------------------------------------------


@on_both
async def test_a_version_is_recorded_with_its_index_its_directives_and_its_audit(store: Store) -> None:
    first = recorded("c", 1, directive("c"))
    entry = token(first.version, "identifier", b"digest")
    assert await store.records.record(first._replace(tokens=(entry, entry)))
    assert await found(store, search("Consent", KE, tokens=(("identifier", (b"digest",)),))) == [CONSENT]
    assert await directives_of(store, "Consent", "c") == (directive("c"),)
    (entered,) = (await store.desk.audit(Query())).rows
    assert entered.id == first.audit.id
    record = await store.records.read("Consent", CONSENT, 1, START)
    assert record
    assert (record.body, record.row.section, record.row.person) == (first.version.body, "consents", KARI)


@on_both
async def test_a_version_that_another_one_came_before_is_refused_whole(store: Store) -> None:
    await store.records.record(recorded("c", 1, directive("c")))
    await store.records.record(recorded("c", 2, directive("c", 2, actor=HOME)))
    refused = [
        recorded("c", 1, directive("c")),
        recorded("c", 2, directive("c", 2)),
        recorded("c", 3, directive("c", 3), before=1),
        recorded("c", 2, directive("c", 2), before=2),
        recorded("new", 2, directive("new", 2), before=1),
    ]
    for one in refused:
        entry = token(one.version, "identifier", b"digest")
        assert not await store.records.record(one._replace(tokens=(entry,)))
    assert await directives_of(store, "Consent", "c") == (directive("c", 2, actor=HOME),)
    assert await store.records.read("Consent", ident("Consent", "new"), None, START) is None
    assert await found(store, search("Consent", KE, tokens=(("identifier", (b"digest",)),))) == []
    assert len((await store.desk.audit(Query())).rows) == 2


@on_both
async def test_who_asks_again_is_told_that_it_is_done(store: Store) -> None:
    first, second = recorded("c", 1, directive("c")), recorded("c", 2)
    assert [await store.records.record(one) for one in (first, first, second, second)] == [True] * 4
    record = await store.records.read("Consent", CONSENT, None, START)
    assert record
    assert (record.row.version, record.facts.directives) == (2, ())


@on_both
async def test_what_a_message_stated_is_not_written_over(store: Store) -> None:
    await stated(store, row("Consent", "c"))
    assert not await store.records.record(recorded("c", 2, directive("c", 2)))


@on_both
async def test_of_many_who_record_the_same_version_one_does(store: Store) -> None:
    await store.records.record(recorded("c", 1, directive("c")))
    changes = [recorded("c", 2, directive("c", 2, section=str(number))) for number in range(8)]
    done = await asyncio.gather(*map(store.records.record, changes))
    assert sorted(done) == [False] * 7 + [True]
    (standing,) = await directives_of(store, "Consent", "c")
    assert done.index(True) == int(standing.section)
    assert len((await store.desk.audit(Query())).rows) == 2


@on_both
async def test_what_is_written_over_fhir_is_no_part_of_a_conversation(store: Store) -> None:
    await stated(store, row("Encounter", "a"))
    await store.records.record(recorded("c", 1))
    facts = await store.inbox.facts(question("m", "m")._replace(ids=(("Consent", CONSENT),)))
    assert facts.conversation is None
    assert (await store.records.standing(KARI, CONSENT, at(1))).now == at(1)
