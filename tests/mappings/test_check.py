"""Every fault of a document of any kind."""

from __future__ import annotations

from pathlib import Path

import pytest

from mappings.check import check, looks_like_json, of_message

EXAMPLES = Path(__file__).resolve().parents[2] / "conformance" / "examples"


@pytest.mark.parametrize("text", [b"{}", b"[]", b" \r\n\t{", b"\xef\xbb\xbf{"])
def test_what_begins_as_json_is_taken_for_fhir(text: bytes) -> None:
    assert looks_like_json(text)


@pytest.mark.parametrize("text", [b"", b"<a/>", b"\xef\xbb\xbf<a/>", b"text", b"\xff\xfe{\0"])
def test_all_else_is_no_json(text: bytes) -> None:
    assert not looks_like_json(text)


def test_a_fault_of_each_kind_is_found() -> None:
    assert [issue.key for issue in check(b"{}").issues] == ["fhir-resource-type"]
    assert [issue.key for issue in check(b"<a/>").issues] == ["root-unknown"]
    assert [issue.key for issue in check(b"<a").issues] == ["xml-not-well-formed"]
    assert check(b'{"resourceType":"Patient"}').issues == ()


def test_xml_in_the_namespace_of_fhir_is_taken_for_fhir() -> None:
    found = check(b'<Patient xmlns="http://hl7.org/fhir"><gender value="x"/></Patient>', "name")
    assert [(issue.key, issue.where) for issue in found.issues] == [("fhir-code", "Patient.gender")]
    assert found.document == "name"
    assert check(b'<Patient xmlns="http://hl7.org/fhir"><gender value="male"/></Patient>').issues == ()


def test_the_document_is_named() -> None:
    assert {check(data, "name").document for data in (b"{}", b"<a/>", b'{"resourceType":"Patient"}')} == {
        "name"
    }


def test_a_kind_without_fhir_is_no_fault_of_the_message() -> None:
    report = (EXAMPLES / "innleggelsesrapport-1.6.xml").read_bytes()
    assert [issue.key for issue in of_message(report).issues] == ["kind-not-supported"]
    assert check(report).issues == ()
