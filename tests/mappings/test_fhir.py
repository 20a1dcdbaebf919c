"""The door: what goes in comes out the same, hostile texts are refused with a reason, made structs can be checked."""

from __future__ import annotations

import copy
import json
import pickle
from decimal import Decimal
from typing import TYPE_CHECKING

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mappings import fhir, fhir_walk
from mappings.fhir_base import Number
from mappings.fhir_text import MAX_DEPTH, _brackets, _depth, too_deep
from mappings.result import Issue, Refusal
from tests.mappings.fhir_json import same
from tests.strategies.fhir import resources

if TYPE_CHECKING:
    import random

PATIENT = b'{"resourceType":"Patient",%b}'
QUANTITY = b'{"resourceType":"Observation","status":"final","code":{"text":"x"},"valueQuantity":{"value":%b}}'
PARAMETER = b'{"resourceType":"Parameters","parameter":[{"name":"x",%b}]}'

ABSENT = b'{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/data-absent-reason","valueCode":"unknown"}]}'

KEPT = {
    "member order": b'{"id":"a","gender":"male","resourceType":"Patient"}',
    "white space": b'\r\n\t {"resourceType" : "Patient" ,\n "id" : "a" }\n',
    "a sibling alone": PATIENT % (b'"_birthDate":' + ABSENT),
    "a sibling beside its value": PATIENT % b'"birthDate":"1970-03-30","_birthDate":{"id":"a"}',
    "siblings in a list": PATIENT
    % (b'"name":[{"given":["A",null,"B"],"_given":[null,%b,{"id":"g3"}]}]' % ABSENT),
    "siblings of the first item": PATIENT % b'"name":[{"given":["A","B"],"_given":[{"id":"g1"}]}]',
    "only siblings in a list": PATIENT % (b'"name":[{"_given":[%b]}]' % ABSENT),
    "a sibling instead of a required value": b'{"resourceType":"Parameters","parameter":[{"_name":%b,"valueBoolean":true}]}'
    % ABSENT,
    "siblings instead of a required list": (
        b'{"resourceType":"SearchParameter","url":"http://example.org/x","name":"x","status":"draft","description":"x",'
        b'"code":"x","type":"date","_base":[%b]}' % ABSENT
    ),
    "a choice by its sibling": PATIENT % (b'"_deceasedBoolean":' + ABSENT),
    "a keyword as name": (
        b'{"resourceType":"Encounter","status":"planned","class":{"code":"IMP"},"classHistory":'
        b'[{"class":{"code":"IMP"},"period":{"start":"2026"}}]}'
    ),
    "an id of 64": PATIENT % (b'"id":"' + b"a" * 64 + b'"'),
    "an element id with spaces": PATIENT % b'"name":[{"id":"a b","text":"x"}]',
    "a text of a space": PATIENT % b'"name":[{"text":" "}]',
    "lines and tabs": PATIENT % rb'"name":[{"text":"a\r\n\tb"}]',
    "escapes": PATIENT % rb'"name":[{"text":"\"\\\/\u00e5\u0022\u005c\uD83D\uDE00\u2028\u007f\u002d"}]',
    "a backslash before b": PATIENT % rb'"name":[{"text":"\\b\\u0000\\f"}]',
    "words of JSON in a text": PATIENT % rb'"name":[{"text":"{} [] [null,null] \"id\":1 -0"}]',
    "letters as they are": PATIENT % '"name":[{"text":"Æøå 😀  "}]'.encode(),
    "a code with a space": PARAMETER % b'"valueCode":"a b"',
    "a uri that is a urn": PARAMETER % b'"valueUri":"urn:oid:2.16.578.1.12.4.1.4.1"',
    "a canonical with version and fragment": PARAMETER % b'"valueCanonical":"http://example.org/x|1.0#a"',
    "markdown": PARAMETER % rb'"valueMarkdown":"# A\n\n* b  \n"',
    "a leap day": PATIENT % b'"birthDate":"2000-02-29"',
    "a month": PATIENT % b'"birthDate":"2026-03"',
    "a year": PATIENT % b'"birthDate":"0001"',
    "a leap second": PARAMETER % b'"valueInstant":"2016-12-31T23:59:60Z"',
    "a long fraction": PARAMETER % b'"valueInstant":"2026-03-01T12:00:00.100000000000+14:00"',
    "a time": PARAMETER % b'"valueTime":"23:59:59.9"',
    "base64": PARAMETER % b'"valueBase64Binary":"YWJjZA=="',
    "base64 in lines": PARAMETER % rb'"valueBase64Binary":" YWJj\r\nZA=\n= "',
    "0 as a decimal": QUANTITY % b"0",
    "-0 as a decimal": QUANTITY % b"-0",
    "-0 as an integer": PATIENT % b'"multipleBirthInteger":-0',
    "the least integer": PATIENT % b'"multipleBirthInteger":-2147483648',
    "a resource inside": PATIENT
    % (
        b'"contained":[{"id":"a","resourceType":"Organization","name":"x"}],"managingOrganization":{"reference":"#a"}'
    ),
    "a resource out of scope inside": (
        b'{"resourceType":"Parameters","parameter":[{"name":"x","resource":{"version":[{"value":"\\u00e5 {} []"}],'
        b'"resourceType":"Device"}}]}'
    ),
    "a resource in parameters": (
        b'{"resourceType":"Parameters","parameter":[{"name":"a","part":[{"name":"b","resource":'
        b'{"resourceType":"Bundle","type":"batch-response","entry":[{"response":{"status":"200","outcome":'
        b'{"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"invalid"}]}}}]}}]}]}'
    ),
    "nothing but its type": b'{"resourceType":"Patient"}',
}


@pytest.mark.parametrize("name", KEPT)
def test_what_r4_allows_comes_back_the_same(name: str) -> None:
    data = KEPT[name]
    once = fhir.encode(fhir.decode(data).value)
    assert same(once, data)
    assert fhir.encode(fhir.decode(once).value) == once


@pytest.mark.parametrize(
    "digits",
    [
        "72.50",
        "1.0e3",
        "1.0E+3",
        "1e-7",
        "0.0000001",
        "-0.0",
        "0E0",
        "12345678901234567890.12345678901234567890",
        "1E400",
    ],
)
def test_decimals_are_numbers_that_keep_their_digits(digits: str) -> None:
    observation = fhir.decode(QUANTITY % digits.encode()).value
    assert isinstance(observation, fhir.Observation)
    assert observation.valueQuantity is not None
    assert observation.valueQuantity.value == Decimal(digits)
    for copied in (observation, copy.deepcopy(observation), pickle.loads(pickle.dumps(observation))):  # noqa: S301
        assert f'"value":{digits}' in fhir.encode(copied).decode()


@given(resources())
def test_any_resource_comes_back_the_same(resource: fhir.Resource) -> None:
    data = fhir.encode(resource)
    assert fhir.encode(fhir.decode(data).value) == data


@given(resources(), st.randoms(use_true_random=False))
def test_order_and_white_space_of_the_text_make_no_difference(
    resource: fhir.Resource, chance: random.Random
) -> None:
    data = fhir.encode(resource)
    text = json.loads(data, parse_float=_Digits, parse_int=_Digits)
    shuffled = msgspec.json.format(
        msgspec.json.encode(_shuffled(text, chance), enc_hook=_Digits.raw), indent=1
    )
    assert same(fhir.encode(fhir.decode(shuffled).value), data)


@given(resources())
def test_the_thorough_reading_reads_as_the_fast_one(resource: fhir.Resource) -> None:
    data = fhir.encode(resource)
    made, issues = fhir_walk.read(data)
    assert (made, issues) == (fhir.decode(data).value, fhir.decode(data).issues)
    assert isinstance(made, fhir.Resource)
    assert fhir.encode(made) == data


@given(resources(), st.data())
def test_a_damaged_text_is_read_or_refused_and_nothing_else(
    resource: fhir.Resource, data: st.DataObject
) -> None:
    text = fhir.encode(resource)
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    damaged = text[:start] + data.draw(st.sampled_from(PIECES)) + text[end if end - start < 20 else start :]
    quick = fhir._quick(damaged)
    made, issues = _read(damaged)
    assert (made is None) == any(issue.key != "fhir-not-checked" for issue in issues)
    assert made is None or same(fhir.encode(made), damaged)
    assert quick in (None, made), "the fast reading takes nothing that the thorough one does not"


def _read(data: bytes) -> tuple[object, tuple[Issue, ...]]:
    try:
        return fhir_walk.read(data)
    except Refusal as refusal:
        return None, refusal.issues


PIECES = [
    b"",
    b'"',
    b"{",
    b"]",
    b",",
    b":",
    b"null",
    b"[]",
    b"{}",
    b'""',
    b"-0",
    b"1e1",
    b"\\",
    b"\xff",
    b'"id":"a",',
    b"\\u0022",
]


class _Digits:
    def __init__(self, text: str) -> None:
        self.text = text

    def raw(self) -> msgspec.Raw:
        return msgspec.Raw(self.text.encode())


def _shuffled(node: object, chance: random.Random) -> object:
    if isinstance(node, dict):
        names = chance.sample(sorted(node), len(node))
        return {name: _shuffled(node[name], chance) for name in names}
    return [_shuffled(item, chance) for item in node] if isinstance(node, list) else node


def test_resources_out_of_scope_are_kept_and_said_to_be_unchecked() -> None:
    bundle = b'{"resourceType":"Bundle","type":"collection","entry":[{"resource":{"resourceType":"Device","udi":1}}]}'
    read = fhir.decode(bundle)
    assert isinstance(read.value, fhir.Bundle)
    assert read.value.entry[0].resource == msgspec.Raw(b'{"resourceType":"Device","udi":1}')
    assert read.issues == (Issue("fhir-not-checked", "Bundle.entry[0].resource", ("Device",)),)


def test_a_thousand_of_them_stop_nothing() -> None:
    entry = b'{"resource":{"resourceType":"Device"}}'
    bundle = b'{"resourceType":"Bundle","type":"collection","entry":[%b]}' % b",".join([entry] * 1500)
    assert len(fhir.decode(bundle).issues) == 1500


HOSTILE = {
    "nothing": (b"", "fhir-json"),
    "white space": (b" \n", "fhir-json"),
    "no JSON": (b"<Patient/>", "fhir-json"),
    "cut": (KEPT["escapes"][:-5], "fhir-json"),
    "two": (KEPT["member order"] * 2, "fhir-json"),
    "trailing garbage": (KEPT["member order"] + b"x", "fhir-json"),
    "a comment": (b"// x\n" + KEPT["member order"], "fhir-json"),
    "single quotes": (b"{'resourceType':'Patient'}", "fhir-json"),
    "a trailing comma": (b'{"resourceType":"Patient",}', "fhir-json"),
    "a raw control character": (PATIENT % b'"name":[{"text":"\x01"}]', "fhir-json"),
    "NUL": (KEPT["member order"] + b"\0", "fhir-json"),
    "a leading zero": (QUANTITY % b"01", "fhir-json"),
    "a plus": (QUANTITY % b"+1", "fhir-json"),
    "a hexadecimal number": (QUANTITY % b"0x1", "fhir-json"),
    "NaN": (QUANTITY % b"NaN", "fhir-number"),
    "-Infinity": (QUANTITY % b"-Infinity", "fhir-number"),
    "byte order mark": (b"\xef\xbb\xbf" + KEPT["member order"], "fhir-encoding"),
    "ISO-8859-1": (PATIENT % b'"name":[{"text":"\xe5"}]', "fhir-encoding"),
    "UTF-16": (KEPT["member order"].decode().encode("utf-16"), "fhir-encoding"),
    "UTF-16 without mark": (KEPT["member order"].decode().encode("utf-16-le"), "fhir-json"),
    "a surrogate as bytes": (PATIENT % b'"name":[{"text":"\xed\xa0\x80"}]', "fhir-encoding"),
    "half an escaped pair": (PATIENT % rb'"name":[{"text":"\ud83d"}]', "fhir-characters"),
    "half a pair in what is kept": (
        PATIENT % rb'"contained":[{"resourceType":"Device","x":"\ud83d"}]',
        "fhir-characters",
    ),
    "a repeated name in what is kept": (
        PATIENT % b'"contained":[{"resourceType":"Device","x":{"a":1,"a":1}}]',
        "fhir-repeated",
    ),
    "a list": (b"[" + KEPT["member order"] + b"]", "fhir-type"),
    "a text": (b'"Patient"', "fhir-type"),
    "null": (b"null", "fhir-null"),
    "a number as type": (b'{"resourceType":1}', "fhir-resource-type"),
    "a list as type": (b'{"resourceType":["Patient"]}', "fhir-resource-type"),
    "a type twice": (b'{"resourceType":"Patient","resourceType":"Person"}', "fhir-repeated"),
    "a type by its escapes": (rb'{"resourceType":"P\u0061tient","resourceType":"Patient"}', "fhir-repeated"),
    "an abstract type": (b'{"resourceType":"DomainResource"}', "fhir-resource-type"),
    "a datatype": (b'{"resourceType":"HumanName","text":"x"}', "fhir-resource-type"),
    "a repeated name": (PATIENT % b'"id":"a","id":"a"', "fhir-repeated"),
    "a repeated name by its escape": (PATIENT % rb'"id":"a","i\u0064":"a"', "fhir-repeated"),
    "a repeated name and quotes by escapes": (
        PATIENT % rb'"id":"a","id":"a","name":[{"text":"\u0022\u0022\u0022\u0022"}]',
        "fhir-repeated",
    ),
    "deep lists": (b"[" * 100_000, "fhir-depth"),
    "deep objects": (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "fhir-depth"),
    "deep extensions": (
        PARAMETER % (b'"extension":[{' * 200 + b'"url":"http://x"' + b"}]" * 200),
        "fhir-depth",
    ),
    "deep in what is kept": (
        PATIENT % (b'"contained":[{"resourceType":"Device","x":' + b"[" * 300 + b"]" * 300 + b"}]"),
        "fhir-depth",
    ),
    "many objects": (PATIENT % (b'"name":[' + b"{}," * 200_001 + b"{}]"), "fhir-size"),
    "many values": (PATIENT % (b'"name":[{"given":[' + b'"a",' * 1_000_001 + b'"a"]}]'), "fhir-size"),
    "many bytes": (b" " * 26_000_001, "fhir-size"),
    "a huge exponent": (QUANTITY % b"1e99999999999999999999", "fhir-format"),
    "a huge integer": (PATIENT % (b'"multipleBirthInteger":' + b"9" * 10_000), "fhir-range"),
    "a decimal as text": (QUANTITY % b'"1.5"', "fhir-type"),
    "a decimal as boolean": (QUANTITY % b"true", "fhir-type"),
    "30 February": (PATIENT % b'"birthDate":"2026-02-30"', "fhir-format"),
    "29 February 1900": (PATIENT % b'"birthDate":"1900-02-29"', "fhir-format"),
    "31 November": (PATIENT % b'"birthDate":"2026-11-31"', "fhir-format"),
    "month 13": (PATIENT % b'"birthDate":"2026-13"', "fhir-format"),
    "the year 0": (PATIENT % b'"birthDate":"0000"', "fhir-format"),
    "a date and a line": (PATIENT % rb'"birthDate":"2026-03-01\n"', "fhir-format"),
    "digits of another script": (PATIENT % '"birthDate":"２０２６"'.encode(), "fhir-format"),
    "a time without zone": (PARAMETER % b'"valueDateTime":"2026-03-01T12:00:00"', "fhir-format"),
    "a time without seconds": (PARAMETER % b'"valueDateTime":"2026-03-01T12:00Z"', "fhir-format"),
    "hour 24": (PARAMETER % b'"valueTime":"24:00:00"', "fhir-format"),
    "a zone of 15 hours": (PARAMETER % b'"valueInstant":"2026-03-01T12:00:00+15:00"', "fhir-format"),
    "an instant without time": (PARAMETER % b'"valueInstant":"2026-03-01"', "fhir-format"),
    "an id of 65": (PATIENT % (b'"id":"' + b"a" * 65 + b'"'), "fhir-format"),
    "an id with an underscore": (PATIENT % b'"id":"a_b"', "fhir-format"),
    "a uri with a space": (PARAMETER % b'"valueUri":"http://example.org/a b"', "fhir-format"),
    "a code with two spaces": (PARAMETER % b'"valueCode":"a  b"', "fhir-format"),
    "a code with a space at its end": (PARAMETER % b'"valueCode":"a "', "fhir-format"),
    "a UUID in capitals": (
        PARAMETER % b'"valueUuid":"urn:uuid:C757873D-EC9A-4326-A141-556F43239520"',
        "fhir-format",
    ),
    "an OID with a leading zero": (PARAMETER % b'"valueOid":"urn:oid:2.016"', "fhir-format"),
    "base64 cut": (PARAMETER % b'"valueBase64Binary":"YWJjZ"', "fhir-format"),
    "base64 padded inside": (PARAMETER % b'"valueBase64Binary":"YW==YWJj"', "fhir-format"),
    "base64 of a URL": (PARAMETER % b'"valueBase64Binary":"YW-_"', "fhir-format"),
    "base64 of spaces": (PARAMETER % b'"valueBase64Binary":"  "', "fhir-format"),
    "base64 of many spaces": (PARAMETER % (b'"valueBase64Binary":"' + b" " * 100_000 + b'!"'), "fhir-format"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_are_refused_with_a_reason(name: str) -> None:
    data, key = HOSTILE[name]
    with pytest.raises(Refusal) as refusal:
        fhir.decode(data)
    assert key in [issue.key for issue in refusal.value.issues]


@pytest.mark.parametrize(
    ("level", "text"),
    [
        (MAX_DEPTH, b'{"a":' * (MAX_DEPTH - 1) + b"[]" + b"}" * (MAX_DEPTH - 1)),
        (MAX_DEPTH + 1, b'{"a":' * MAX_DEPTH + b"[]" + b"}" * MAX_DEPTH),
        (40, b'{"a":' * 40 + b'"[[[["' + b"}" * 40),
        (3, rb'{"a":["[[[[","\"[[[","\\"],"b\\\"[[":[{"c":"' + b"[" * 400 + b'"}]}'),
        (2, b"[" + b"[]," * 400 + b"[]]"),
    ],
)
def test_a_text_is_as_deep_as_its_brackets_outside_strings(level: int, text: bytes) -> None:
    assert too_deep(text) == (level > MAX_DEPTH)
    assert _depth(_brackets(text)) == level


def test_a_deep_stack_of_the_caller_is_no_excuse() -> None:
    data = PARAMETER % (b'"extension":[{' * 100 + b'"url":"x y"' + b"}]" * 100)

    def below(levels: int) -> list[str]:
        if levels:
            return below(levels - 1)
        with pytest.raises(Refusal) as refusal:
            fhir.decode(data)
        return [issue.key for issue in refusal.value.issues]

    assert "fhir-format" in below(0)
    assert below(600)


def observation(**fields: object) -> fhir.Observation:
    return fhir.Observation(**{"status": "final", "code": fhir.CodeableConcept(text="x")} | fields)


def test_a_struct_made_by_a_program_is_checked_as_a_text_would_be() -> None:
    assert fhir.check(observation()) == ()
    wrong = observation(status="done", effectiveDateTime="today", note=[fhir.Annotation(text="")])
    assert {(issue.key, issue.where) for issue in fhir.check(wrong)} == {
        ("fhir-code", "Observation.status"),
        ("fhir-format", "Observation.effectiveDateTime"),
        ("fhir-empty", "Observation.note[0].text"),
    }


@pytest.mark.parametrize(
    ("value", "key"),
    [
        (Decimal("NaN"), "fhir-number"),
        (Decimal("-Infinity"), "fhir-number"),
        (object(), "fhir-value"),
        ("\ud800", "fhir-value"),
        (Decimal("1E+5"), None),
        (5, None),
    ],
)
def test_a_value_that_fhir_does_not_have_is_found(value: object, key: str | None) -> None:
    made = observation(valueQuantity=fhir.Quantity(value=value))
    found = [issue.key for issue in fhir.check(made)]
    assert found == ([key] if key else [])


def test_a_struct_that_holds_itself_is_found() -> None:
    made = fhir.Extension(url="http://example.org/x")
    made.extension = [made]
    assert [issue.key for issue in fhir.check(observation(extension=[made]))] == ["fhir-depth"]


def test_two_types_of_a_choice_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="exactly one type"):
        fhir.Extension(url="http://example.org/x", valueBoolean=True, valueCode="x")
    with pytest.raises(ValueError, match="exactly one type"):
        fhir.MedicationStatement(status="active", subject=fhir.Reference(display="x"))
    both = fhir.Extension(
        url="http://example.org/x", valueBoolean=True, valueBoolean_ext=fhir.Element(id="a")
    )
    assert (
        fhir.encode(both) == b'{"url":"http://example.org/x","valueBoolean":true,"_valueBoolean":{"id":"a"}}'
    )


def test_absent_is_not_written() -> None:
    assert fhir.encode(fhir.Patient(name=[], active=None)) == b'{"resourceType":"Patient"}'


def test_a_number_is_one() -> None:
    with pytest.raises(ValueError, match="decimal"):
        Number("x")


def test_people_who_import_us_can_have_objects_of_fhir_resources() -> None:
    patient = fhir.Patient(id="a", birthDate="1970-03-30", birthDate_ext=fhir.Element(id="b"))
    typed = fhir.typed(patient)
    assert type(typed).__module__ == "fhir.resources.R4B.patient"
    assert json.loads(typed.model_dump_json()) == json.loads(fhir.encode(patient))
