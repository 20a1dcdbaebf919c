"""What the port says of searching: conditions, order and pages, and whom a row is left out for; both stores."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapter.core.records import Search, Written
from tests.edges.store.facts import (
    HOME,
    HOSPITAL,
    KARI,
    KE,
    MUNICIPALITY,
    OFFICE,
    OLA,
    PARTIES,
    WARD,
    directive,
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
from tests.edges.store.values import START, at, audit

if TYPE_CHECKING:
    from adapter.core.records import Prefix


@on_both
async def test_rows_come_with_their_facts_in_the_order_of_their_ids(store: Store) -> None:
    await store.parties.load(PARTIES, audit())
    await stated(
        store,
        *(row("Encounter", name) for name in "abc"),
        row("Encounter", "o", person=OLA),
        row("Goal", "g"),
    )
    permit = directive("c")
    await store.records.record(recorded("c", 1, permit))
    records = await store.records.search(search("Encounter", WARD))
    assert [one.row.id for one in records] == sorted(ident("Encounter", name) for name in "abco")
    for one in records:
        assert one == await store.records.read("Encounter", one.row.id, None, START)
        assert one.facts.directives == ((permit,) if one.row.person == KARI else ())


@on_both
async def test_without_ids_patients_and_tokens_nothing_is_found(store: Store) -> None:
    await store.parties.load(PARTIES, audit())
    await stated(store, row("Encounter", "a"))
    for condition in ((), (Written("le", at(9), at(9)),)):
        assert await store.records.search(Search("Encounter", WARD, START, 9, written=condition)) == []


@on_both
async def test_only_current_versions_are_found(store: Store) -> None:
    await store.parties.load(PARTIES, audit())
    old, new = row("Encounter", "a", patient=ident("Patient", "ola")), row("Encounter", "a", 2)
    await stated(store, old, msg_id="m", tokens=(token(old, "identifier", b"old"),))
    await stated(store, new, msg_id="n", tokens=(token(new, "identifier", b"new"),))
    for wanted, ids in [({"ids": (old.id,)}, [old.id]), ({"patients": (ident("Patient", "ola"),)}, [])]:
        assert await found(store, search("Encounter", WARD, **wanted)) == ids
    assert await found(store, search("Encounter", WARD, tokens=(("identifier", (b"old",)),))) == []
    assert await found(store, search("Encounter", WARD, tokens=(("identifier", (b"new",)),))) == [new.id]
    (record,) = await store.records.search(search("Encounter", WARD))
    assert (record.row.version, record.current) == (2, True)


A, B, C = (row("Encounter", name) for name in "abc")
TOKENS = (
    token(A, "identifier", b"1"),
    token(A, "status", b"x"),
    token(B, "identifier", b"2"),
    token(B, "status", b"x"),
    token(C, "status", b"1"),
)
OLAS = ident("Patient", "ola")
CONDITIONS: list[tuple[dict[str, object], str]] = [
    ({}, "abcp"),
    ({"ids": (A.id, C.id, ident("Goal", "g"))}, "ac"),
    ({"ids": ()}, ""),
    ({"ids": ("", "x", "\0", A.id.upper(), A.id)}, "a"),
    ({"patients": (OLAS,)}, "p"),
    ({"patients": (OLAS, ident("Patient", "kari"), "x")}, "abcp"),
    ({"patients": ()}, ""),
    ({"patients": (), "persons": (OLA,)}, "p"),
    ({"patients": (ident("Patient", "kari"),), "persons": (OLA,)}, "abcp"),
    ({"patients": ("x",), "persons": (KARI,)}, "abc"),
    ({"ids": (A.id, B.id), "patients": (), "persons": (KARI,)}, "ab"),
    ({"persons": (KARI,)}, "abcp"),
    ({"tokens": (("identifier", (b"1", b"2", b"3")),)}, "ab"),
    ({"tokens": (("identifier", (b"1", b"2")), ("status", (b"x",)))}, "ab"),
    ({"tokens": (("identifier", (b"1",)), ("identifier", (b"2",)))}, ""),
    ({"tokens": (("status", (b"1",)),)}, "c"),
    ({"tokens": (("identifier", ()),)}, ""),
    ({"ids": (A.id, B.id), "tokens": (("identifier", (b"2",)),)}, "b"),
    ({"ids": (A.id,), "patients": (OLAS,)}, ""),
    ({"patients": (OLAS,), "tokens": (("identifier", (b"1",)),)}, ""),
    ({"written": (Written("gt", at(1), at(1)),)}, "p"),
    ({"ids": (A.id, ident("Encounter", "p")), "written": (Written("le", at(1), at(1)),)}, "a"),
]


@on_both
async def test_all_conditions_hold_in_each_any_value(store: Store) -> None:
    await store.parties.load(PARTIES, audit())
    goal = row("Goal", "g")
    await stated(store, A, B, C, goal, tokens=(*TOKENS, token(goal, "identifier", b"1")))
    await stated(store, row("Encounter", "p", patient=OLAS, person=OLA), msg_id="n", minutes=2)
    for conditions, names in CONDITIONS:
        expected = sorted(ident("Encounter", name) for name in names)
        assert await found(store, search("Encounter", WARD, **conditions)) == expected, conditions


PREFIXES: list[tuple[Prefix, list[int]]] = [
    ("eq", [2, 3]),
    ("ne", [1, 4]),
    ("gt", [4]),
    ("ge", [2, 3, 4]),
    ("lt", [1]),
    ("le", [1, 2, 3]),
]


@on_both
async def test_a_moment_of_writing_is_compared_with_both_ends_of_a_period(store: Store) -> None:
    await store.parties.load(PARTIES, audit())
    for minute in (1, 2, 3, 4):
        await stated(store, row("Encounter", str(minute)), msg_id=str(minute), minutes=minute)

    async def written(*wanted: Written) -> set[str]:
        return set(await found(store, search("Encounter", WARD, written=wanted)))

    for prefix, minutes in PREFIXES:
        expected = {ident("Encounter", str(minute)) for minute in minutes}
        assert await written(Written(prefix, at(2), at(3))) == expected, prefix
    both = await written(Written("gt", at(1), at(1)), Written("lt", at(3), at(3)))
    assert both == {ident("Encounter", "2")}


@on_both
async def test_pages_are_the_whole_in_order_without_gap_or_double(store: Store) -> None:
    await store.parties.load(PARTIES, audit())
    names = [str(number) for number in range(7)]
    await stated(store, *(row("Encounter", name) for name in names))
    whole = sorted(ident("Encounter", name) for name in names)
    ways: list[dict[str, object]] = [{"ids": tuple(whole)}, {"patients": (ident("Patient", "kari"),)}]
    for limit in (1, 2, 3, 7, 8):
        for conditions in ways:
            pages, after = [], ""
            while page := await found(
                store, search("Encounter", WARD, limit=limit, after=after, **conditions)
            ):
                assert len(page) <= limit
                pages += page
                after = page[-1]
            assert pages == whole


# --- whom a row is left out for -----------------------------------------------------------------------------------------


async def units_that_find(store: Store, kind: str, name: str) -> set[str]:
    """The units that find a row, by its id and by its patient."""
    wanted = ident(kind, name)
    finding = set()
    for unit in (MUNICIPALITY, KE, HOME, OFFICE, HOSPITAL, WARD):
        ways = [{"ids": (wanted,)}, {"patients": (ident("Patient", "kari"),)}]
        by = [wanted in await found(store, search(kind, unit, **way)) for way in ways]
        assert len(set(by)) == 1, (unit, by)
        if by[0]:
            finding.add(unit)
    return finding


@on_both
async def test_a_messages_rows_are_found_by_its_innermost_units_alone(store: Store) -> None:
    await store.parties.load(PARTIES, audit())
    await stated(store, row("Encounter", "a"))
    assert await units_that_find(store, "Encounter", "a") == {WARD, HOME}
    await stated(store, msg_id="m", parties=("HER:9000034", f"ENH:{KE}"), receiver="ENH")
    assert await units_that_find(store, "Encounter", "a") == {WARD, HOME, KE}


@on_both
async def test_a_consent_is_found_by_who_recorded_it(store: Store) -> None:
    await store.parties.load(PARTIES, audit())
    await store.records.record(recorded("c", 1, directive("c")))
    assert await units_that_find(store, "Consent", "c") == {KE}


OPENING: list[tuple[dict[str, object], bool]] = [
    ({}, True),
    ({"start": START, "end": START}, True),
    ({"instance": f"Encounter/{ident('Encounter', 'a')}"}, True),
    ({"section": "goals"}, False),
    ({"action": "contribute"}, False),
    ({"kind": "deny"}, False),
    ({"live": False}, False),
    ({"person": OLA}, False),
    ({"actor": ""}, False),
    ({"section": ""}, False),
    ({"start": at(0.01)}, False),
    ({"end": at(-0.01)}, False),
    ({"instance": f"Encounter/{ident('Encounter', 'b')}"}, False),
]


@on_both
async def test_a_shared_section_is_found_by_whom_a_live_permit_names(store: Store) -> None:
    await store.parties.load(PARTIES, audit())
    await stated(store, row("Encounter", "a"), row("Encounter", "unlabelled", section=None))
    for number, (other, opens) in enumerate(OPENING):
        name = str(number)
        await store.records.record(recorded(name, 1, directive(name, **other)))
        expected = {WARD, HOME, OFFICE} if opens else {WARD, HOME}
        assert await units_that_find(store, "Encounter", "a") == expected, other
        assert await units_that_find(store, "Encounter", "unlabelled") == {WARD, HOME}
        await store.records.record(recorded(name, 2))
        assert await units_that_find(store, "Encounter", "a") == {WARD, HOME}


@on_both
async def test_definitions_about_nobody_are_found_by_all(store: Store) -> None:
    await store.parties.load(PARTIES, audit())
    about_nobody = {"person": None, "section": None}
    await stated(
        store, row("ValueSet", "v", **about_nobody), row("ValueSet", "k"), row("Goal", "g", **about_nobody)
    )
    everybody = {MUNICIPALITY, KE, HOME, OFFICE, HOSPITAL, WARD}
    assert await units_that_find(store, "ValueSet", "v") == everybody
    assert await units_that_find(store, "ValueSet", "k") == {WARD, HOME}
    assert await units_that_find(store, "Goal", "g") == {WARD, HOME}


@on_both
async def test_a_patient_is_its_own_patient(store: Store) -> None:
    await store.parties.load(PARTIES, audit())
    await stated(store, patient("kari"))
    assert await units_that_find(store, "Patient", "kari") == {WARD, HOME}
