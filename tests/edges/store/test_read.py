"""What the port says of reading a version with its facts: held to by both stores."""

from __future__ import annotations

from base64 import b64encode

import msgspec

from adapter.core.consent.facts import Facts, Row
from adapter.core.desk import Query
from adapter.core.letter import Version
from adapter.core.parties import Party
from adapter.core.records import Record
from tests.edges.store.facts import (
    HOME,
    KARI,
    KE,
    OFFICE,
    OLA,
    PARTIES,
    WARD,
    directive,
    directives_of,
    ident,
    recorded,
    row,
    search,
    stated,
)
from tests.edges.store.stores import Store, on_both
from tests.edges.store.values import START, at, audit


@on_both
async def test_a_version_comes_with_its_row_and_its_facts(store: Store) -> None:
    await store.parties.load(PARTIES, audit())
    version = row("Encounter", "a")
    await stated(store, version)
    permit = directive("c")
    assert await store.records.record(recorded("c", 1, permit))
    found = await store.records.read("Encounter", version.id, None, at(9))
    assert found == Record(
        Row("Encounter", version.id, 1, "health", KARI),
        Facts(at(9), frozenset({WARD, HOME}), (permit,)),
        version.body,
        at(1),
    )


@on_both
async def test_each_version_has_its_own_row_and_the_highest_is_current(store: Store) -> None:
    await stated(store, row("Encounter", "a"), msg_id="m", minutes=1)
    await stated(store, row("Encounter", "a", 2, section="goals", person=OLA), msg_id="n", minutes=2)
    found = [
        await store.records.read("Encounter", ident("Encounter", "a"), one, START) for one in (1, 2, None)
    ]
    assert [
        one and (one.row.version, one.row.section, one.row.person, one.written, one.current) for one in found
    ] == [
        (1, "health", KARI, at(1), False),
        (2, "goals", OLA, at(2), True),
        (2, "goals", OLA, at(2), True),
    ]


@on_both
async def test_R044_a_version_taken_back_stays_with_the_parties_of_the_letter_that_carried_it(
    store: Store,
) -> None:
    """A cancellation may go to others: what it takes back was never sent to them."""
    await store.parties.load(PARTIES, audit())
    carrier = await stated(store, row("Encounter", "a"), msg_id="m")
    to_office = ("HER:9000034", "HER:9000013")
    await stated(
        store,
        row("Encounter", "a", 2, carrier=carrier),
        msg_id="n",
        receiver="HER:9000013",
        parties=to_office,
        minutes=2,
    )
    found = await store.records.read("Encounter", ident("Encounter", "a"), None, START)
    assert found is not None
    assert (found.row.version, found.facts.parties) == (2, {WARD, HOME})
    for unit, seen in ((HOME, [ident("Encounter", "a")]), (OFFICE, [])):
        assert [one.row.id for one in await store.records.search(search("Encounter", unit))] == seen


@on_both
async def test_what_is_not_there_and_what_could_not_be_there_is_none(store: Store) -> None:
    version = row("Encounter", "a")
    await stated(store, version)
    absent: list[tuple[str, str, int | None]] = [
        ("Encounter", ident("Encounter", "b"), None),
        ("Patient", version.id, None),
        ("Furu", version.id, None),
        ("Enc\0unter", version.id, None),
        ("\ud800", version.id, None),
        ("Encounter", version.id.upper(), None),
        ("Encounter", version.id.replace("-", ""), None),
        ("Encounter", "14835812368", None),
        ("Encounter", "\0", None),
        ("Encounter", "", None),
        ("Encounter", version.id, 2),
        ("Encounter", version.id, 0),
        ("Encounter", version.id, -1),
        ("Encounter", version.id, 2**31),
        ("Encounter", version.id, 10**30),
    ]
    assert [await store.records.read(*one, START) for one in absent] == [None] * len(absent)


@on_both
async def test_the_message_word_for_word_is_read_from_its_letter(store: Store) -> None:
    body = b'{"resourceType":"Binary","contentType":"text/xml"}'
    raw = Version("Binary", ident("Binary", "raw"), 1, body, raw=True)
    other = Version("Binary", ident("Binary", "other"), 1, body)
    letter = await stated(store, raw, other)
    asked = await store.desk.raw(letter, audit())
    assert asked
    found = await store.records.read("Binary", raw.id, None, START)
    assert found
    assert msgspec.json.decode(found.body) == {
        "resourceType": "Binary",
        "contentType": "text/xml",
        "data": b64encode(asked.data).decode(),
    }
    without = await store.records.read("Binary", other.id, None, START)
    assert without
    assert without.body == body


# --- parties ----------------------------------------------------------------------------------------------------------


async def parties_of(store: Store, name: str, version: int | None = None) -> frozenset[str]:
    found = await store.records.read("Encounter", ident("Encounter", name), version, START)
    assert found
    return found.facts.parties


@on_both
async def test_parties_are_numbers_of_the_innermost_units_that_the_table_knows(store: Store) -> None:
    await store.parties.load([*PARTIES, Party("Skole", "310040401")], audit())
    stranger, person = "HER:9999999", "HPR:9990102"
    await stated(store, row("Encounter", "a"), parties=("HER:9000034", "ENH:310040401", stranger, person))
    assert await parties_of(store, "a") == {WARD, "310040401"}
    await store.parties.load([], audit())
    assert await parties_of(store, "a") == {"310040401"}


@on_both
async def test_the_same_message_to_another_receiver_makes_it_a_party_and_another_message_does_not(
    store: Store,
) -> None:
    await store.parties.load(PARTIES, audit())
    await stated(store, row("Encounter", "a"), msg_id="m")
    await stated(store, msg_id="m", parties=("HER:9000034", "HER:9000013"), receiver="HER:9000013")
    await stated(store, msg_id="n", parties=("HER:9000034", "HER:9000011"), receiver="HER:9000011")
    assert await parties_of(store, "a") == {WARD, HOME, OFFICE}


@on_both
async def test_parties_are_of_the_message_that_wrote_the_version(store: Store) -> None:
    await store.parties.load(PARTIES, audit())
    await stated(store, row("Encounter", "a"), msg_id="m")
    await stated(store, row("Encounter", "a", 2), msg_id="n", parties=("HER:9000034", "HER:9000013"))
    assert await parties_of(store, "a", 1) == {WARD, HOME}
    assert await parties_of(store, "a") == {WARD, OFFICE}


@on_both
async def test_what_was_written_over_fhir_has_no_parties_but_a_custodian(store: Store) -> None:
    await store.records.record(recorded("c", 1))
    found = await store.records.read("Consent", ident("Consent", "c"), None, START)
    assert found
    assert (found.row.custodian, found.facts.parties, found.written) == (KE, frozenset(), at(1))


# --- directives -------------------------------------------------------------------------------------------------------


@on_both
async def test_directives_are_of_the_persons_current_consents_live_or_not(store: Store) -> None:
    await stated(
        store,
        row("Encounter", "kari"),
        row("Encounter", "ola", person=OLA),
        row("Encounter", "0", person=None),
    )
    old, new = directive("a"), directive("a", 2, live=False, kind="deny", actor="", section="", action="")
    bounded = directive("b", start=at(1), end=at(2), instance="Goal/x")
    others = directive("d", person=OLA)
    await store.records.record(recorded("a", 1, old))
    await store.records.record(recorded("a", 2, new))
    await store.records.record(recorded("b", 1, bounded, bounded))
    await store.records.record(recorded("d", 1, others))
    assert set(await directives_of(store, "Encounter", "kari")) == {new, bounded}
    assert len(await directives_of(store, "Encounter", "kari")) == 3
    assert await directives_of(store, "Encounter", "ola") == (others,)
    assert await directives_of(store, "Encounter", "0") == ()


@on_both
async def test_a_version_without_provisions_ends_those_of_the_one_before(store: Store) -> None:
    await stated(store, row("Encounter", "kari"))
    await store.records.record(recorded("a", 1, directive("a")))
    assert await directives_of(store, "Encounter", "kari") == (directive("a"),)
    await store.records.record(recorded("a", 2))
    assert await directives_of(store, "Encounter", "kari") == ()


# --- the audit --------------------------------------------------------------------------------------------------------


@on_both
async def test_audit_rows_are_noted_once_with_who_asked_for_what(store: Store) -> None:
    shown = audit("shown")._replace(
        client="o8",
        organisation=OFFICE,
        action="read",
        subject="Encounter/1",
        rule="share",
        reason="Consent/1",
    )
    hidden = audit("not-shown")
    await store.records.note([shown, hidden])
    await store.records.note([shown])
    await store.records.note([])
    entries = (await store.desk.audit(Query())).rows
    assert [tuple(entry) for entry in entries] == [tuple(hidden), tuple(shown)]
