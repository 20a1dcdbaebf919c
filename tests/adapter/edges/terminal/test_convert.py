"""`ip-adapter convert`: FHIR JSON as XML and back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from mappings import fhir
from mappings.outcome import RULES

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Terminal

JSON = (
    b'{"resourceType":"Patient","name":[{"family":"Lind","_family":{"id":"a"}}],"multipleBirthInteger":2}\n'
)
XML = (
    b'<?xml version="1.0" encoding="UTF-8"?><Patient xmlns="http://hl7.org/fhir">'
    b'<name><family id="a" value="Lind"/></name><multipleBirthInteger value="2"/></Patient>\n'
)
FAULTY = {
    "json": b'{"resourceType":"Patient","gender":"x","birthDate":"today"}',
    "xml": b'<Patient xmlns="http://hl7.org/fhir"><gender value="x"/><birthDate value="today"/></Patient>',
}
STRANGER = b'{"resourceType":"Bundle","type":"collection","entry":[{"resource":{"resourceType":"%s"}}]}'


def rules_of(data: bytes) -> list[tuple[str | None, list[str | None]]]:
    """The rule and the place of each issue of an OperationOutcome."""
    made = fhir.decode(data).value
    assert isinstance(made, fhir.OperationOutcome)
    return [
        (coding.code, issue.expression)
        for issue in made.issue
        for coding in issue.details.coding
        if coding.system == RULES
    ]


@pytest.mark.parametrize("given", [JSON, XML])
@pytest.mark.parametrize(("to", "wanted"), [("json", JSON), ("xml", XML)])
def test_either_format_becomes_either(terminal: Terminal, given: bytes, to: str, wanted: bytes) -> None:
    result = terminal("convert", "-", "--to", to, stdin=given)
    assert (result.code, result.out, result.err) == (0, wanted, "")


def test_it_can_go_from_file_to_file(terminal: Terminal, tmp_path: Path) -> None:
    source, target = tmp_path / "a.json", tmp_path / "a.xml"
    source.write_bytes(b" \n" + JSON)
    result = terminal("convert", source, "--to", "xml", "-o", target)
    assert (result.code, result.out, target.read_bytes()) == (0, b"", XML)


@pytest.mark.parametrize("given", FAULTY)
@pytest.mark.parametrize("to", ["json", "xml"])
def test_every_fault_is_told_and_nothing_is_written(
    terminal: Terminal, tmp_path: Path, given: str, to: str
) -> None:
    target = tmp_path / "a"
    result = terminal("convert", "-", "--to", to, "-o", target, "--lang", "nn", stdin=FAULTY[given])
    assert rules_of(result.out) == [
        ("fhir-code", ["Patient.gender"]),
        ("fhir-format", ["Patient.birthDate"]),
    ]
    assert (result.code, len(result.lines), target.exists()) == (1, 2, False)
    assert "kodelista" in result.err


def test_what_the_other_format_has_no_place_for_is_refused(terminal: Terminal) -> None:
    given = json.dumps({"resourceType": "Patient", "text": {"status": "empty", "div": "<div>"}}).encode()
    result = terminal("convert", "-", "--to", "xml", stdin=given)
    assert (result.code, rules_of(result.out)) == (1, [("fhir-xml-div", ["Patient.text.div"])])


def test_a_resource_inside_that_is_not_checked_is_told(terminal: Terminal) -> None:
    result = terminal("convert", "-", "--to", "xml", stdin=STRANGER % b"Device")
    assert (result.code, result.lines[0].split(": ")[:3]) == (
        0,
        ["merknad", "fhir-not-checked", "Bundle.entry[0].resource"],
    )
    again = terminal("convert", "-", "--to", "json", stdin=result.out)
    assert (again.code, again.out) == (0, STRANGER % b"Device" + b"\n")


def test_a_resource_inside_whose_definition_is_not_at_hand_is_refused(terminal: Terminal) -> None:
    result = terminal("convert", "-", "--to", "xml", stdin=STRANGER % b"ResearchStudy")
    assert (result.code, rules_of(result.out)) == (1, [("fhir-not-supported", ["Bundle.entry[0].resource"])])


@pytest.mark.parametrize("given", [b"", b"text", b"\xff\xfe", b"<a/>", b"{", b"[]"])
def test_what_is_no_resource_is_refused(terminal: Terminal, given: bytes) -> None:
    result = terminal("convert", "-", "--to", "json", stdin=given)
    assert (result.code, len(rules_of(result.out))) == (1, 1)


def test_the_wanted_format_has_to_be_named(terminal: Terminal) -> None:
    assert terminal("convert", "-").code == 2
    assert terminal("convert", "-", "--to", "yaml").code == 2
