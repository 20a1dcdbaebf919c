"""What was found in a document, as OperationOutcome."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mappings import fhir
from mappings.faults import FAULTS
from mappings.outcome import RULES, Found, outcome, sentence
from mappings.result import Issue, Leftover
from tests.judges.hl7 import judged

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tests.judges.hl7 import Verdict

MANY = ("1", "2", "3")  # more than any sentence is filled with


@judged("outcome")
def outcomes(_: Path) -> Mapping[str, bytes]:
    every = Found(tuple(Issue(key, "/MsgHead", MANY) for key in sorted(FAULTS)), document="a.xml")
    return {lang: fhir.encode(outcome(every, Found(document="b.json"), lang=lang)) for lang in ("nb", "nn")}


@pytest.mark.judge
def test_hl7s_validator_finds_no_error_in_an_outcome(hl7: Mapping[str, list[Verdict]]) -> None:
    assert {name: said for name, said in hl7.items() if name.startswith("outcome/")} == {
        "outcome/nb": [],
        "outcome/nn": [],
    }


@pytest.mark.parametrize("key", sorted(FAULTS))
def test_every_row_of_the_table_makes_a_valid_outcome(key: str) -> None:
    for lang in ("nb", "nn"):
        made = outcome(Found((Issue(key, "/MsgHead", MANY),)), lang=lang)
        assert fhir.check(made) == ()


def test_a_fault_in_a_message_has_rule_receipt_code_sentence_clause_and_place() -> None:
    (issue,) = outcome(Found((Issue("element-missing", "/MsgHead/MsgInfo", ("MsgId",)),))).issue
    assert (issue.severity, issue.code) == ("error", "required")
    assert [(coding.system, coding.code) for coding in issue.details.coding] == [
        (RULES, "element-missing"),
        ("urn:oid:2.16.578.1.12.4.1.1.8221", "T02"),
    ]
    assert issue.details.text == "Elementet MsgId mangler."
    assert issue.diagnostics == "XSD i meldingens standard"
    assert (issue.location, issue.expression) == (["/MsgHead/MsgInfo"], [])


@pytest.mark.parametrize(
    ("where", "location", "expression"),
    [
        ("/MsgHead/MsgInfo/MsgId", ["/MsgHead/MsgInfo/MsgId"], []),
        ("12:7", ["12:7"], []),
        ("Patient.name[0]", [], ["Patient.name[0]"]),
        ("", [], []),
    ],
)
def test_a_place_in_a_message_is_a_location_and_one_in_fhir_an_expression(
    where: str, location: list[str], expression: list[str]
) -> None:
    (issue,) = outcome(Found((Issue("no-fault", where),))).issue
    assert (issue.location, issue.expression) == (location, expression)


def test_where_documents_are_named_every_location_begins_with_the_name() -> None:
    made = outcome(
        Found((Issue("no-fault", "/MsgHead"), Issue("no-fault")), document="a.xml"),
        Found((Issue("no-fault", "Patient.gender"),), document="b.json"),
    )
    assert [issue.location for issue in made.issue] == [
        ["a.xml#/MsgHead"],
        ["a.xml"],
        ["b.json#Patient.gender"],
    ]
    assert made.issue[2].expression == ["Patient.gender"]


def test_a_document_without_a_fault_is_told_to_have_none() -> None:
    made = outcome(Found(document="a.xml"), lang="nn")
    assert made.issue[0].severity == "information"
    assert made.issue[0].details.text == "Ingen feil er funnen."


def test_a_leftover_is_told_with_its_reason() -> None:
    found = Found(leftovers=(Leftover("/MsgHead/Signature", "tomt element"),))
    (issue,) = outcome(found).issue
    assert (issue.details.coding[0].code, issue.diagnostics) == ("left-over", "tomt element")
    assert not found.refused


def test_a_document_is_refused_for_errors_alone() -> None:
    assert Found((Issue("element-missing", params=("MsgId",)),)).refused
    assert Found((Issue("xml-empty"),)).refused
    assert not Found((Issue("code-unknown", params=("9034",)), Issue("no-fault"))).refused


def test_the_sentence_is_in_the_language_asked_for() -> None:
    issue = Issue("element-missing", params=("MsgId",))
    assert (sentence(issue), sentence(issue, "nn")) == (
        "Elementet MsgId mangler.",
        "Elementet MsgId manglar.",
    )
