"""Identifiers: form, check digits, the synthetic rule, message type <-> FHIR system, derived ids."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mappings import identifiers as ids
from mappings.identifiers import NotPersonNumber, Ordinary, Synthetic

if TYPE_CHECKING:
    from collections.abc import Callable

# domain.md 4.0: the persons and organisations of the test universe
PERSONS = """
14835812368 03837144034 02918921047 09861962021 23828830066 17898631176 21880971120 05817633260
28829237042 30877936186 06853840023 11906416052 12849534104 19926915145 15891065024 03841264001
"""
ORGANISATIONS = """
310010103 310020206 310030309 310040401 310050504 310060607 310070718 310080802
310090905 311010107 312020203 312120208 312120216 312120224 313030318 314040406
"""

FIRST = (3, 7, 6, 1, 8, 9, 4, 5, 2)
SECOND = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
ORGANISATION = (3, 2, 7, 6, 5, 4, 3, 2)


def with_check_digits(digits: str, *weightings: tuple[int, ...]) -> str | None:
    """The textbook rule, written another way than the code's: 11 minus the remainder, ten is no digit."""
    for weights in weightings:
        check = -sum(w * int(d) for w, d in zip(weights, digits, strict=True)) % 11
        if check == 10:
            return None
        digits += str(check)
    return digits


def dated(day_offset: int, month_offset: int) -> st.SearchStrategy[str]:
    def build(day: int, month: int, rest: int) -> str | None:
        return with_check_digits(f"{day + day_offset:02}{month + month_offset:02}{rest:05}", FIRST, SECOND)

    built = st.builds(build, st.integers(1, 28), st.integers(1, 12), st.integers(0, 99999))
    return built.filter(lambda number: number is not None).map(str)


def checked(first: int, last: int, *weightings: tuple[int, ...]) -> st.SearchStrategy[str]:
    numbers = st.integers(first, last).map(lambda n: with_check_digits(str(n), *weightings))
    return numbers.filter(lambda number: number is not None).map(str)


CHECKED = {
    "FNR": dated(0, 80),
    "DNR": dated(40, 80),
    "FHN": checked(800_000_000, 999_999_999, FIRST, SECOND),
    "ENH": checked(20_000_000, 39_999_999, ORGANISATION),
}


def test_the_numbers_of_the_test_universe_are_valid() -> None:
    assert all(ids.is_fnr(number) for number in PERSONS.split())
    assert all(ids.is_org_nr(number) for number in ORGANISATIONS.split())


@pytest.mark.parametrize("code", CHECKED)
def test_numbers_made_by_the_rule_are_valid_for_their_own_type_alone(code: str) -> None:
    @given(CHECKED[code])
    def law(number: str) -> None:
        assert [other for other in CHECKED if ids.has_form(other, number)] == [code]

    law()


@pytest.mark.parametrize("code", CHECKED)
def test_any_single_wrong_digit_is_detected(code: str) -> None:
    @given(CHECKED[code], st.data())
    def law(number: str, data: st.DataObject) -> None:
        at = data.draw(st.integers(0, len(number) - 1))
        digit = data.draw(st.sampled_from("0123456789").filter(lambda d: d != number[at]))
        wrong = number[:at] + digit + number[at + 1 :]
        assert not any(ids.has_form(other, wrong) for other in CHECKED)

    law()


@pytest.mark.parametrize(
    ("code", "good", "bad"),
    [
        (
            "FNR",
            "14835812368",
            ("", "1483581236", "148358123680", "14835812369", "1483581236x", "١٤٨٣٥٨١٢٣٦٨"),
        ),
        ("HPR", "9990101", ("", "0123456789", "99 90 101", "-1")),
        ("HER", "9000011", ("", "0", "000", "369.767", "x")),
        ("RSH", "4208723", ("", "0", "4208723 ")),
        ("DUF", "202609000001", ("", "20260900000", "2026090000011", "20260900000x")),
        ("ENH", "310010103", ("", "310010104", "31001010", "3100101030", "310 010 103")),
    ],
)
def test_the_form_of_each_type(code: str, good: str, bad: tuple[str, ...]) -> None:
    assert ids.has_form(code, good)
    assert not any(ids.has_form(code, value) for value in bad)


def test_a_date_that_no_calendar_has_is_no_person_number() -> None:
    for day, month in (
        ("00", "81"),
        ("32", "81"),
        ("31", "84"),
        ("30", "82"),
        ("15", "80"),
        ("15", "93"),
        ("15", "13"),
    ):
        numbers = (with_check_digits(f"{day}{month}{rest:05}", FIRST, SECOND) for rest in range(100))
        made = [number for number in numbers if number]
        assert made
        assert not any(ids.is_fnr(number) or ids.is_dnr(number) for number in made), (day, month)


def test_types_without_a_national_form_are_not_judged() -> None:
    assert ids.has_form("HNR", "whatever") is None
    assert ids.has_form("LOK", "") is None


# --- R-127 ----------------------------------------------------------------------------------------------------------


def test_R127_every_person_of_the_test_universe_is_synthetic() -> None:
    assert {ids.classify(number) for number in PERSONS.split()} == {Synthetic(80)}


@given(dated(0, 0) | dated(40, 0))
def test_R127_an_ordinary_month_is_ordinary_under_every_policy(number: str) -> None:
    assert ids.classify(number) == ids.classify(number, {40, 65, 80}) == Ordinary()


@pytest.mark.parametrize("offset", [40, 65])
@pytest.mark.parametrize("day_offset", [0, 40])
def test_R127_other_offsets_are_synthetic_by_policy_only_and_never_ordinary(
    offset: int, day_offset: int
) -> None:
    @given(dated(day_offset, offset))
    def law(number: str) -> None:
        assert ids.classify(number) == NotPersonNumber()
        assert ids.classify(number, {80, offset}) == Synthetic(offset)

    law()


@given(st.text() | CHECKED["FHN"] | CHECKED["ENH"])
def test_R127_anything_else_is_no_person_number(text: str) -> None:
    assert ids.classify(text) == NotPersonNumber()


# --- message type <-> FHIR system -----------------------------------------------------------------------------------

SYSTEMS = {  # emessages 4.7, profiles 1.3
    ("FNR", "8116"): "urn:oid:2.16.578.1.12.4.1.4.1",
    ("DNR", "8116"): "urn:oid:2.16.578.1.12.4.1.4.2",
    ("FHN", "8116"): "urn:oid:2.16.578.1.12.4.1.4.3",
    ("HPR", "8116"): "urn:oid:2.16.578.1.12.4.1.4.4",
    ("DUF", "8116"): "urn:oid:2.16.578.1.12.4.1.4.5",
    ("HER", "9051"): "urn:oid:2.16.578.1.12.4.1.2",
    ("HER", "8116"): "urn:oid:2.16.578.1.12.4.1.2",
    ("ENH", "9051"): "urn:oid:2.16.578.1.12.4.1.4.101",
    ("RSH", "9051"): "urn:oid:2.16.578.1.12.4.1.4.102",
}
OID = "2.16.578.1.12.4.1.1."
HOLDERS: dict[str, ids.Holder] = {"8116": "person", "9051": "organisation"}


def test_each_type_has_the_system_that_the_standard_names() -> None:
    assert {(code, number): ids.system_of(code, OID + number) for code, number in SYSTEMS} == SYSTEMS
    assert {ids.system_of(code, OID + "8268") for code, _ in SYSTEMS} == set(SYSTEMS.values())


def test_the_two_directions_are_inverse() -> None:
    for (code, number), system in SYSTEMS.items():
        assert ids.type_of(system, HOLDERS[number]) == (code, OID + number)
    for row in ids.ID_TYPES.values():
        for holder in HOLDERS.values():
            found = ids.type_of(row.system, holder)
            assert found is not None
            assert ids.system_of(*found) == row.system


def test_a_type_without_a_list_is_read_and_one_of_a_wrong_list_is_not() -> None:
    assert ids.system_of("FNR") == SYSTEMS["FNR", "8116"]
    assert ids.system_of("FNR", OID + "1111") is None
    assert ids.system_of("ENH", OID + "8116") is None


def test_types_without_a_national_system_have_none() -> None:
    for code in (
        "HNR",
        "PNR",
        "UID",
        "SEF",
        "DKF",
        "SSN",
        "FPN",
        "XXX",
        "LOK",
        "LIN",
        "LAV",
        "AVD",
        "LOP",
        "",
    ):
        assert ids.system_of(code) is None


def test_obsolete_systems_are_read_and_never_written() -> None:
    assert ids.type_of("urn:oid:2.16.578.1.12.4.1.2.101", "organisation") == ("ENH", OID + "9051")
    assert ids.type_of("urn:oid:2.16.578.1.12.4.1.2.102", "organisation") == ("RSH", OID + "9051")
    assert ids.type_of("HNR", "person") == ("HNR", OID + "8116")
    assert not {"urn:oid:2.16.578.1.12.4.1.2.101", "urn:oid:2.16.578.1.12.4.1.2.102", "HNR"} & {
        row.system for row in ids.ID_TYPES.values()
    }


def test_a_system_that_is_not_national_has_no_type() -> None:
    assert ids.type_of("urn:ietf:rfc:3986", "person") is None


@pytest.mark.judge
def test_every_type_stands_in_the_lists_that_its_row_names(kodeverk: dict[str, dict[str, str]]) -> None:
    for row in ids.ID_TYPES.values():
        holds = {number for number in ("8116", "9051", "8268") if row.code in kodeverk[number]}
        assert {oid.removeprefix(OID) for oid in row.lists} == holds, row.code


def test_identifiers_are_compared_without_separators_and_her_ids_without_leading_zeros() -> None:
    for code, received, compared in (
        ("HER", "369.767", "369767"),
        ("HER", "01010", "1010"),
        ("HER", " 9000 011 ", "9000011"),
        ("FNR", "148358 12368", "14835812368"),
        ("FNR", "01830012345", "01830012345"),
        ("ENH", "310 010 103", "310010103"),
        ("LOK", "1.02 a", "1.02 a"),
        ("HNR", "0.1", "0.1"),
    ):
        assert ids.comparable(code, received) == compared


@given(st.sampled_from(sorted(ids.ID_TYPES)), st.text())
def test_the_compared_form_of_a_compared_form_is_itself(code: str, value: str) -> None:
    once = ids.comparable(code, value)
    assert ids.comparable(code, once) == once


# --- MsgId and derived ids ------------------------------------------------------------------------------------------


@given(st.uuids(), st.sampled_from([str.lower, str.upper]), st.sampled_from(["{0}", "{{{0}}}"]))
def test_a_msg_id_is_a_uuid_in_any_case_with_or_without_braces(
    value: uuid.UUID, case: Callable[[str], str], form: str
) -> None:
    assert ids.msg_id(form.format(case(str(value)))) == str(value)


def test_anything_else_is_no_msg_id() -> None:
    good = "6e4a0b9c-0c6a-4f5c-9e1b-3f6d3c1d2a10"
    for text in (
        "",
        good[:-1],
        good + "0",
        good.replace("-", ""),
        f"{{{good}",
        f"{good}}}",
        f" {good}",
        f"{good}\n",
        f"urn:uuid:{good}",
        good.replace("a", "g"),
        good.replace("6", "٦"),
    ):
        assert ids.msg_id(text) is None, text


def test_the_namespace_is_derived_from_the_canonical_base() -> None:
    assert str(uuid.uuid5(uuid.NAMESPACE_URL, "https://ip-adapter.example/fhir")) == ids.NAMESPACE


PART = st.text(st.characters(codec="utf-8"))


@given(PART, PART, PART, st.lists(PART, min_size=1, max_size=4))
def test_derived_ids_are_uuid5_of_the_four_parts(sender: str, key: str, kind: str, paths: list[str]) -> None:
    made = ids.Ids(sender, key, kind)
    for path in paths:
        expected = str(uuid.uuid5(uuid.UUID(ids.NAMESPACE), ids.id_name(sender, key, kind, path)))
        assert made(path) == ids.derived_id(sender, key, kind, path) == expected


@given(st.tuples(PART, PART, PART, PART), st.tuples(PART, PART, PART, PART))
def test_different_parts_never_share_a_name(
    one: tuple[str, str, str, str], other: tuple[str, str, str, str]
) -> None:
    assert (ids.id_name(*one) == ids.id_name(*other)) == (one == other)
    joined = (one[0] + one[1], "", one[2], one[3])
    assert (ids.id_name(*joined) == ids.id_name(*one)) == (joined == one)
