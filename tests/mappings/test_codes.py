"""Code lists and translations: what is held, what is said of codes that are not, and that the tables are the official ones."""

from __future__ import annotations

import importlib
import json
import pkgutil
import shutil
import subprocess
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

import mappings
from conformance.derive import codes as derive
from mappings import codes, fhir
from mappings.element import Element, Kodeverk
from mappings.r4 import codes as r4

TABLES = Path(codes.__file__).parent / "tables"
OID = "urn:oid:2.16.578.1.12.4.1.1."


def tables(kind: str) -> dict[str, dict[str, Any]]:
    return {
        path.stem.removeprefix(kind + "-"): json.loads(path.read_text(encoding="utf-8"))
        for path in sorted(TABLES.glob(f"{kind}-*.json"))
    }


FILES = [*TABLES.glob("kodeverk-*.json"), *TABLES.glob("map-*.json")]
LISTS = tables("kodeverk")
MAPS = tables("map")


def concepts(number: str) -> dict[str, str]:
    return {concept["code"]: concept["display"] for concept in LISTS[number]["concept"]}


def rows(name: str) -> dict[str, str]:
    (group,) = MAPS[name]["group"]
    return {row["code"]: row["target"][0]["code"] for row in group["element"]}


# --- asking ---------------------------------------------------------------------------------------------------------


def test_a_code_of_a_list_is_known_and_has_its_official_name() -> None:
    assert codes.known("9034", "8") is True
    assert codes.display("9034", "8") == "Koordinator Individuell plan"


def test_every_code_held_is_known_by_its_list() -> None:
    for number in LISTS:
        for code, display in concepts(number).items():
            assert codes.known(number, code) is True
            assert codes.display(number, code) == display


def test_another_code_of_a_list_held_is_unknown_and_has_no_name() -> None:
    for number, table in LISTS.items():
        expected = False if table["content"] == "complete" else None
        for code in ("", "no such code", "8 ", "08"):
            if code not in concepts(number):
                assert codes.known(number, code) is expected, (number, code)
                assert codes.display(number, code) is None


def test_a_code_of_a_list_held_in_part_is_never_called_wrong() -> None:
    assert codes.known("7322", "6") is True
    assert codes.known("7322", "1") is None
    assert codes.known("3402", "5501") is None, "a municipality of 2024"


def test_a_list_that_is_not_held_says_nothing_of_its_codes() -> None:
    for number in ("7110", "0000", "9999"):
        assert codes.known(number, "1") is None
        assert codes.display(number, "1") is None


@given(st.text(), st.text())
def test_whatever_stands_for_a_list_is_answered(number: str, code: str) -> None:
    assert codes.known(number, code) in (True, False, None)


@pytest.mark.parametrize(
    "number", ["", "81166", "811", "../8116", "8116.json", "8116\n", "٨١١٦", "8116/../kodeverk-8116"]
)
def test_only_four_digits_name_a_list(number: str) -> None:
    assert codes.known(number, "FNR") is None


def test_the_same_code_means_different_things_in_two_lists() -> None:
    assert codes.display("9034", "9") == "Primærkontakt"
    assert codes.display("9246", "9") == "Koordinator (spesialisthelsetjenesteloven)"


# --- translations ---------------------------------------------------------------------------------------------------

EXPECTED: dict[str, dict[str, str | None]] = {
    "sex": {"0": "unknown", "1": "male", "2": "female", "9": "other"},
    "address-use": {
        "H": "home",
        "HP": "home",
        "WP": "work",
        "TMP": "temp",
        "RES": None,
        "PST": None,
        "BAD": None,
    },
    "address-type": {"RES": "physical", "PST": "postal", "H": None},
    "telecom-use": {
        "MC": "mobile",
        "HP": "home",
        "H": "home",
        "WP": "work",
        "WC": "work",
        "WD": "work",
        "F": None,
    },
    "telecom-system": {"F": "fax", "PG": "pager", "MC": None, "H": None},
    "telecom-scheme": {"tel": "phone", "mailto": "email", "https": "url", "gopher": None},
    "request-priority": {"1": "stat", "3": "urgent", "2": "routine", "9": "routine"},
    "message-priority": {"H": "urgent", "N": "routine", "L": None},
    "marital-status": {"1": "S", "2": "M", "6": "W", "9": None},
    "family-relation": {
        "MO": "mor",
        "BM": "mor",
        "AM": "mor",
        "FM": None,
        "SM": None,
        "SA": "ektefelleEllerPartner",
    },
    "response-code": {"1": "ok", "2": "fatal-error", "3": "ok"},
    "issue-type": {
        "E10": "invalid",
        "E35": "not-found",
        "E36": "required",
        "S02": "security",
        "T10": "not-supported",
    },
    "language": {"NB": "no", "NN": "no", "NO": "no", "EN": "en", "SO": None},
}


@pytest.mark.parametrize("name", MAPS)
def test_a_translation_gives_the_code_of_the_mapping_or_none(name: str) -> None:
    assert {code: codes.translation(name).get(code) for code in EXPECTED[name]} == EXPECTED[name]


def test_every_row_is_translated() -> None:
    for name in MAPS:
        for code, target in rows(name).items():
            assert codes.translation(name).get(code) == target


def test_every_source_code_exists_in_its_list() -> None:
    for name, table in MAPS.items():
        source = table["group"][0]["source"]
        if source.startswith(OID):
            assert rows(name).keys() <= concepts(source.removeprefix(OID)).keys(), name


def test_the_translations_that_must_be_whole_are() -> None:
    for name, number in (
        ("sex", "3101"),
        ("response-code", "8258"),
        ("issue-type", "8221"),
    ):
        assert rows(name).keys() == concepts(number).keys()


TARGETS: dict[str, Any] = {
    "http://hl7.org/fhir/administrative-gender": r4.AdministrativeGender,
    "http://hl7.org/fhir/address-use": r4.AddressUse,
    "http://hl7.org/fhir/address-type": r4.AddressType,
    "http://hl7.org/fhir/contact-point-use": r4.ContactPointUse,
    "http://hl7.org/fhir/contact-point-system": r4.ContactPointSystem,
    "http://hl7.org/fhir/request-priority": r4.RequestPriority,
    "http://hl7.org/fhir/response-code": r4.ResponseCode,
    "http://hl7.org/fhir/issue-type": r4.IssueType,
}


def test_every_target_of_a_required_value_set_is_one_of_its_codes() -> None:
    met = set()
    for name, table in MAPS.items():
        target = table["group"][0]["target"]
        if target in TARGETS:
            met.add(target)
            assert set(rows(name).values()) <= set(get_args(TARGETS[target])), name
    assert met == TARGETS.keys()


def test_a_translation_that_there_is_not_is_a_slip_of_the_program() -> None:
    with pytest.raises(FileNotFoundError):
        codes.translation("no-such-translation")


# --- the tables -----------------------------------------------------------------------------------------------------


@pytest.mark.judge
def test_every_list_is_the_official_one_and_newer_codes_say_where_they_are_from(
    kodeverk: dict[str, dict[str, str]],
) -> None:
    for number, table in LISTS.items():
        newer = {concept["code"] for concept in table["concept"] if "property" in concept}
        official = {code: display for code, display in concepts(number).items() if code not in newer}
        assert official == kodeverk.get(number, {}), number
        assert newer.isdisjoint(kodeverk.get(number, {}))


@pytest.mark.judge
def test_the_tables_are_what_the_developers_step_writes(shared: Path, tmp_path: Path) -> None:
    derive.main(shared / "standards", tmp_path)
    written = {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()}
    assert written == {path.name: path.read_text(encoding="utf-8") for path in FILES}


def test_every_table_says_what_it_is_and_from_when() -> None:
    for number, table in LISTS.items():
        assert (table["resourceType"], table["id"], table["url"]) == (
            "CodeSystem",
            f"kodeverk-{number}",
            OID + number,
        )
        assert table["date"] == "2018-10-15"
        assert len(concepts(number)) == len(table["concept"]) > 0, "no code twice"
    for name, table in MAPS.items():
        assert (table["resourceType"], table["id"]) == ("ConceptMap", f"ip-{name}")
        assert len(rows(name)) == len(table["group"][0]["element"]), "no code twice"


def test_every_table_is_read_by_our_own_fhir_door_without_a_remark() -> None:
    for path in FILES:
        assert fhir.decode(path.read_bytes()).issues == ()


@pytest.mark.judge
def test_every_table_is_valid_by_HL7_and_every_code_of_a_translation_exists_for_it(
    shared: Path, tmp_path: Path
) -> None:
    if not (shutil.which("java") and shutil.which("mvn")):
        pytest.skip("HL7's validator needs java and mvn")
    tool = shared / "tools" / "fhir-validate" / "fhir-validate"
    for path in FILES:
        shutil.copy(path, tmp_path)
    run = subprocess.run(
        [tool, "--errors", "--def", tmp_path, tmp_path], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr


def marked() -> set[str]:
    """The numbers of all lists that the structs of the messages are bound to."""
    numbers: set[str] = set()
    for module in pkgutil.walk_packages(mappings.__path__, "mappings."):
        if module.name.startswith(("mappings.r4", "mappings.faults", "mappings.engine")):
            continue
        for struct in vars(importlib.import_module(module.name)).values():
            if isinstance(struct, type) and issubclass(struct, Element):
                for hint in get_type_hints(struct, include_extras=True).values():
                    numbers.update(number for mark in marks(hint) for number in map(str, mark.numbers))
    return numbers


def marks(hint: object) -> list[Kodeverk]:
    found = [mark for mark in getattr(hint, "__metadata__", ()) if isinstance(mark, Kodeverk)]
    return found + [
        mark for inner in get_args(hint) if not isinstance(inner, Kodeverk) for mark in marks(inner)
    ]


NOT_HELD = {
    "7110": "ICD-10",
    "7130": "NIC",
    "7140": "NOC",
    "7150": "NANDA",
    "7170": "ICPC-2",
    "7171": "ICPC-2B",
    "7180": "ATC",
    "7250": "ICF",
    "7613": "younger than the official file",
}


def test_every_list_that_a_struct_is_bound_to_is_held() -> None:
    bound = marked()
    assert bound >= {"8279", "3101", "9034", "8221", "7309"}
    assert bound - LISTS.keys() == bound & NOT_HELD.keys()
