"""The party table as a file: read whole, or refused with every fault at its line and column."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapter.core.parties import Directory, Party, address, recipient
from adapter.core.party_file import COLUMNS, KINDS, OWN, SECTORS, TAKES, decoded, read
from mappings.faults.parties import PARTIES
from mappings.message import LAYER
from mappings.msghead import mh
from mappings.result import Issue, Refusal
from tests.messages.examples import SHIPPED

if TYPE_CHECKING:
    from pathlib import Path

HEADER = ",".join(COLUMNS)
WHOLE = {
    "name": "Fjellvik kommune",
    "org_nr": "310010103",
    "her_id": "9000001",
    "parent": "",
    "sector": "health",
    "municipality": "9901",
    "kind": "unit",
    "takes": "message",
    "own": "yes",
}
UNIT = WHOLE | {"name": "KE Fjellvik", "org_nr": "310020206", "her_id": "9000011", "parent": "310010103"}
UNIVERSE = read(decoded((SHIPPED / "parties.csv").read_bytes()))


def file(*rows: dict[str, str], header: str = HEADER, sign: str = ",") -> str:
    lines = [header.replace(",", sign), *(sign.join(row[name] for name in COLUMNS) for row in rows)]
    return "\n".join(lines) + "\n"


def faults(text: str) -> list[tuple[str, str]]:
    with pytest.raises(Refusal) as refused:
        read(text)
    return [(issue.where, issue.key) for issue in refused.value.issues]


# --- what is read -----------------------------------------------------------------------------------------------------


def test_a_row_becomes_a_party() -> None:
    assert read(file(WHOLE, UNIT | {"kind": "ke", "takes": "message fhir", "own": "no"})) == (
        Party(
            "Fjellvik kommune", "310010103", "9000001", "", "health", "9901", "unit", ("message",), own=True
        ),
        Party(
            *(
                "KE Fjellvik",
                "310020206",
                "9000011",
                "310010103",
                "health",
                "9901",
                "ke",
                ("fhir", "message"),
            ),
            own=False,
        ),
    )


def test_comma_or_semicolon_any_order_of_columns_and_any_line_end() -> None:
    expected = read(file(WHOLE, UNIT))
    assert read(file(WHOLE, UNIT, sign=";")) == expected
    assert read(file(WHOLE, UNIT).replace("\n", "\r\n")) == expected
    assert read(file(WHOLE, UNIT).rstrip("\n")) == expected
    names = sorted(COLUMNS)
    turned = "\n".join([",".join(names), *(",".join(row[name] for name in names) for row in (WHOLE, UNIT))])
    assert read(turned) == expected


def test_blanks_around_values_case_of_names_and_empty_lines_say_nothing() -> None:
    text = file(WHOLE, UNIT, header=f" {HEADER.upper()} ".replace(",", " , "))
    assert read(text.replace("\n", "\n\n,,,,,,,,\n").replace("health", " health ")) == read(file(WHOLE, UNIT))


def test_a_name_may_hold_the_separator_and_quotes() -> None:
    (party,) = read(file(WHOLE | {"name": '"Helse ""Nord"", avd. 2"'}))
    assert party.name == 'Helse "Nord", avd. 2'


def test_numbers_are_in_the_form_in_which_they_are_compared() -> None:
    (whole, unit) = read(
        file(WHOLE | {"org_nr": "310 010 103", "her_id": "0009000001"}, UNIT | {"parent": "310 010 103"})
    )
    assert (whole.org_nr, whole.her_id, unit.parent) == ("310010103", "9000001", "310010103")


@pytest.mark.parametrize(("word", "own"), OWN.items())
def test_own_is_said_in_english_or_norwegian(word: str, own: object) -> None:
    parties = read(file(UNIT | {"parent": ""}, WHOLE | {"own": word.title()}))
    assert parties[1].own is own


def test_what_may_be_empty() -> None:
    (party,) = read(file(WHOLE | {"her_id": "", "municipality": "", "takes": ""}))
    assert (party.her_id, party.municipality, party.takes) == ("", "", ())


def test_a_unit_may_share_the_number_of_its_whole() -> None:
    assert len(read(file(WHOLE, UNIT | {"org_nr": "310010103"}))) == 2


def test_a_byte_order_mark_is_no_part_of_the_first_name() -> None:
    assert read(decoded(b"\xef\xbb\xbf" + file(WHOLE).encode())) == read(file(WHOLE))


# --- what is refused --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("column", "value", "key"),
    [
        ("name", "", "party-name"),
        ("name", "A\x1b[2J", "party-name"),
        ("org_nr", "", "party-org-nr"),
        ("org_nr", "310010104", "party-org-nr"),
        ("org_nr", "31001010", "party-org-nr"),
        ("her_id", "HER9000001", "party-her-id"),
        ("her_id", "-1", "party-her-id"),
        ("her_id", "0", "party-her-id"),
        ("her_id", "14835812368", "party-her-id"),
        ("parent", "310010104", "party-org-nr"),
        ("parent", "312020203", "party-parent"),
        ("sector", "", "party-code"),
        ("sector", "helse", "party-code"),
        ("municipality", "990", "party-municipality"),
        ("municipality", "K-9901", "party-municipality"),
        ("kind", "", "party-code"),
        ("kind", "KE", "party-code"),
        ("takes", "letters", "party-code"),
        ("takes", "fhir;message", "party-code"),
        ("own", "", "party-code"),
        ("own", "maybe", "party-code"),
    ],
)
def test_a_value_of_a_wrong_form_is_told_with_line_and_column(column: str, value: str, key: str) -> None:
    assert faults(file(WHOLE, UNIT | {column: value})) == [(f"3:{column}", key)]


def test_all_faults_are_told_at_once_in_the_order_of_the_lines() -> None:
    text = file(
        WHOLE | {"sector": "x"},
        WHOLE | {"her_id": "x", "own": "x"},
        UNIT | {"her_id": "9000001", "parent": "312020203"},
        UNIT | {"name": ""},
    )
    assert faults(text) == [
        ("2:sector", "party-code"),
        ("3:her_id", "party-her-id"),
        ("3:own", "party-code"),
        ("4:her_id", "party-her-id-twice"),
        ("4:parent", "party-parent"),
        ("5:name", "party-name"),
    ]


def test_a_her_id_twice_names_the_line_of_the_first() -> None:
    with pytest.raises(Refusal) as refused:
        read(file(WHOLE, UNIT | {"her_id": "09000001"}))
    (issue,) = refused.value.issues
    assert (issue.where, issue.params) == ("3:her_id", ("2",))
    assert issue.text == "HER-id står allerede på linje 2."


def test_units_that_belong_to_one_another_in_a_circle() -> None:
    first = WHOLE | {"parent": "310020206"}
    below = WHOLE | {"name": "below", "org_nr": "310030309", "her_id": "1", "parent": "310010103"}
    assert faults(file(first, UNIT, below)) == [
        ("2:parent", "party-parent-circle"),
        ("3:parent", "party-parent-circle"),
    ]
    assert faults(file(WHOLE | {"parent": "310010103"})) == [("2:parent", "party-parent-circle")]


def test_lines_with_too_many_or_too_few_values() -> None:
    text = f"{file(WHOLE)}only,three,values\n{file(UNIT).splitlines()[1]},more\n"
    assert faults(text) == [("3", "party-cells"), ("4", "party-cells")]


def test_without_an_own_party_nothing_could_be_received() -> None:
    assert faults(file(WHOLE | {"own": "no"}, UNIT | {"own": "nei"})) == [("2:own", "party-none-own")]


def test_columns_missing_doubled_and_unknown() -> None:
    assert faults("name,org_nr,her_id,name,phone,,kind,takes,own\n") == [
        ("1", "party-column-missing"),
        ("1", "party-column-missing"),
        ("1", "party-column-missing"),
        ("1", "party-column-twice"),
        ("1", "party-column-unknown"),
        ("1", "party-column-unknown"),
    ]


@pytest.mark.parametrize("text", ["", "\n\n", " \n,,\n", f"{HEADER}\n", f"{HEADER}\n\n"])
def test_a_file_without_parties(text: str) -> None:
    assert faults(text) == [("1", "party-file-empty")]


def test_lines_are_counted_as_a_person_sees_them() -> None:
    name = '"Fjellvik\nkommune"'  # a name over two lines has a sign that cannot be shown
    assert faults(f"\n{file(WHOLE | {'name': name}, UNIT | {'own': 'x'})}") == [
        ("3:name", "party-name"),
        ("5:own", "party-code"),
    ]


@pytest.mark.parametrize("name", ['"open', '"a"b', '"a" b'])
def test_what_is_no_csv_is_told_with_its_line(name: str) -> None:
    assert faults(file(WHOLE, UNIT | {"name": name})) == [("3", "party-file-form")]


def test_what_is_no_utf8_is_told_with_its_line() -> None:
    with pytest.raises(Refusal) as refused:
        decoded(file(WHOLE, WHOLE | {"name": "Bodø"}).encode("latin-1"))
    (issue,) = refused.value.issues
    assert (issue.key, issue.where) == ("party-file-encoding", "3")


def test_no_fault_holds_what_the_file_says() -> None:
    with pytest.raises(Refusal) as refused:
        read(file(*(dict.fromkeys(COLUMNS, "Kanarifugl") for _ in "ab")))
    assert {issue.where.partition(":")[2] for issue in refused.value.issues} == set(COLUMNS) - {"name"}
    assert "Kanarifugl" not in str(refused.value) + "".join(issue.text for issue in refused.value.issues)


@given(
    st.text()
    | st.lists(st.sampled_from([*COLUMNS, *WHOLE.values(), ",", ";", "\n", '"', "\r", "\0"])).map("".join)
)
def test_whatever_a_file_says_it_is_read_or_refused_with_known_faults(text: str) -> None:
    refused: tuple[Issue, ...] = ()
    parties: tuple[Party, ...] = ()
    try:
        parties = read(text)
    except Refusal as refusal:
        refused = refusal.issues
    assert bool(parties) != bool(refused)
    assert all(issue.key in PARTIES and issue.text for issue in refused)


PARTY = st.builds(
    Party,
    name=st.text(st.characters(codec="utf-8", categories=("L", "N", "P")), min_size=1),
    org_nr=st.sampled_from(["310010103", "310020206", "310030309"]),
    her_id=st.just(""),
    parent=st.just(""),
    sector=st.sampled_from(SECTORS),
    municipality=st.sampled_from(["", "9901"]),
    kind=st.sampled_from(KINDS),
    takes=st.sampled_from([(), ("fhir",), TAKES]),
    own=st.just(True),  # noqa: FBT003 - a value
)


@given(st.lists(PARTY, min_size=1))
def test_what_is_written_as_a_file_is_read_as_it_was(parties: list[Party]) -> None:
    def cell(value: object) -> str:
        text = " ".join(value) if isinstance(value, tuple) else {True: "yes", False: "no"}.get(value, value)
        return '"' + str(text).replace('"', '""') + '"'

    rows = [",".join(map(cell, party)) for party in parties]
    assert read("\n".join([HEADER, *rows])) == tuple(parties)


# --- the test universe ------------------------------------------------------------------------------------------------


def test_the_test_universe_has_its_numbers() -> None:
    by_number = {party.org_nr: party for party in UNIVERSE}
    assert {number: party.her_id for number, party in by_number.items()} == {
        "310010103": "9000001",
        "310020206": "9000011",
        "310030309": "9000012",
        "310080802": "9000013",
        "310040401": "",
        "310050504": "",
        "310060607": "",
        "310070718": "",
        "314040406": "",
        "310090905": "9000002",
        "311010107": "9000021",
        "313030318": "9000033",
        "312020203": "9000031",
        "312120208": "9000032",
        "312120216": "9000034",
        "312120224": "9000035",
    }
    assert {party.org_nr for party in UNIVERSE if party.parent == "312020203"} == {
        *("312120208", "312120216", "312120224"),
    }
    assert {party.org_nr for party in UNIVERSE if party.kind == "ke"} == {
        "310020206",
        "311010107",
        "312120208",
    }


MESSAGES = [path for path in sorted(SHIPPED.glob("*.xml")) if not path.name.startswith("apprec")]
"""The example messages; a receipt goes to whoever sent the message."""


@pytest.mark.parametrize("path", MESSAGES, ids=lambda path: path.stem)
def test_every_example_message_finds_its_receiver(path: Path) -> None:
    head = LAYER.read(path.read_bytes()).value
    assert isinstance(head, mh.MsgHead)
    receivers = [address(head.MsgInfo.Receiver.Organisation)]
    assert recipient(Directory(1, UNIVERSE), receivers) == (0, "own")
