"""One fault of each kind in every field of every struct: found, named, and placed; several are all reported."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from msgspec import inspect

from mappings import fhir
from mappings.faults.fhir import FHIR
from mappings.fhir_table import Repeats, choice_names, rows
from mappings.fhir_text import MAX_DEPTH, MAX_OBJECTS
from mappings.fhir_walk import MAX_FAULTS
from mappings.result import Refusal
from tests.mappings.fhir_json import document, example, minimal, places, without_choice, wrapped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mappings.fhir_base import Base

SECRET = "Vårsol"  # noqa: S105 - what a person might have written: never to be seen in a fault
TEXTS = (inspect.StrType, inspect.LiteralType)
LEAVES = (*TEXTS, inspect.BoolType, inspect.IntType, inspect.CustomType)
ANY = (*LEAVES, type, inspect.RawType)


class Fault(NamedTuple):
    """A way to spoil a value: the key that must be reported, the kinds that it is tried on, the wrong value."""

    key: str
    kinds: tuple[type, ...]
    wrong: Callable[[Any], object]


FAULTS = {
    "a number for a text": Fault("fhir-type", TEXTS, lambda _: 7),
    "a text for a boolean": Fault("fhir-type", (inspect.BoolType,), lambda _: SECRET),
    "a text for a number": Fault("fhir-type", (inspect.IntType, inspect.CustomType), lambda _: "1"),
    "a text for an object": Fault("fhir-type", (type, inspect.RawType), lambda _: SECRET),
    "a list for one": Fault("fhir-type", ANY, lambda kind: [example(kind)]),
    "null": Fault("fhir-null", ANY, lambda _: None),
    "an empty text": Fault("fhir-empty", TEXTS, lambda _: ""),
    "an empty object": Fault("fhir-empty", (type,), lambda _: {}),
    "a code of no list": Fault("fhir-code", (inspect.LiteralType,), lambda _: SECRET),
    "a fraction for an integer": Fault("fhir-format", (inspect.IntType,), lambda _: 1.5),
    "beyond 32 bits": Fault("fhir-range", (inspect.IntType,), lambda _: 2**31),
    "below the least": Fault("fhir-range", (inspect.IntType,), lambda kind: kind.ge - 1),
    "a control character": Fault("fhir-characters", (inspect.StrType,), lambda _: f"{SECRET}\0"),
    "half a character": Fault("fhir-characters", (inspect.StrType,), lambda _: f"{SECRET}\ud800"),
}


def issues(document: object) -> list[tuple[str, str]]:
    """Key and place of every fault of a document; its sentences can be filled, and never repeat the document."""
    data = document if isinstance(document, bytes) else json.dumps(document).encode()
    with pytest.raises(Refusal) as refusal:
        fhir.decode(data)
    for issue in refusal.value.issues:
        fault = FHIR[issue.key]
        said = issue.where + fault.nb.format(*issue.params) + fault.nn.format(*issue.params)
        assert SECRET not in said
    return [(issue.key, issue.where) for issue in refusal.value.issues]


def spoiled(cls: type[Base], fault: Fault) -> Iterator[tuple[object, str]]:
    """Documents with the fault in each field of a struct that it can be in, and its place."""
    for name, (_, kind) in rows(cls).items():
        item = kind.item if isinstance(kind, Repeats) else kind
        beside = (
            isinstance(kind, Repeats)
            and kind.gaps
            and fault.key == "fhir-null"
            and f"_{name}" not in rows(cls)
        )
        if isinstance(item, fault.kinds) and not beside:  # a null beside a value is none
            node = without_choice(cls, minimal(cls), name)
            whole, path = document(cls, node | {name: wrapped(kind, fault.wrong(item))})
            yield whole, f"{path}.{name.removeprefix('_')}" + ("[0]" if isinstance(kind, Repeats) else "")


def test_what_the_tables_allow_at_least_is_accepted() -> None:
    for cls in places():
        whole, _ = document(cls, minimal(cls))
        assert fhir.decode(json.dumps(whole).encode()).issues == ()


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_found_in_every_field_that_it_can_be_in(name: str) -> None:
    tried = 0
    for cls in places():
        for whole, path in spoiled(cls, FAULTS[name]):
            assert issues(whole) == [(FAULTS[name].key, path)]
            tried += 1
    assert tried


def test_a_value_that_is_not_of_its_format_is_found_in_every_field_that_has_one() -> None:
    fault = Fault(
        "fhir-format", (inspect.StrType,), lambda kind: f"{SECRET}  {SECRET}" if kind.pattern else ""
    )
    for cls in places():
        for whole, path in spoiled(cls, fault):
            ((key, where),) = issues(whole)
            assert (key in ("fhir-format", "fhir-empty"), where) == (True, path)


def test_every_list_is_refused_empty_and_as_one() -> None:
    for cls in places():
        for name, (_, kind) in rows(cls).items():
            if isinstance(kind, Repeats):
                for key, wrong in (
                    ("fhir-empty", []),
                    ("fhir-type", example(kind.item)),
                    ("fhir-null", None),
                ):
                    whole, path = document(cls, minimal(cls) | {name: wrong})
                    expected = (key, f"{path}.{name.removeprefix('_')}")
                    assert issues(whole) == [expected]


def test_every_element_that_must_be_there_is_missed() -> None:
    for cls in places():
        must = {name: name for name, (field, _) in rows(cls).items() if field.required}
        must |= {names[0]: choice.name for choice, names in choice_names(cls) if choice.required}
        for name, element in must.items():
            node = {key: value for key, value in minimal(cls).items() if key != name}
            whole, path = document(cls, node or {"id": "a-1"})
            assert issues(whole) == [("fhir-required", f"{path}.{element}")]


def test_two_types_of_any_choice_element_are_refused() -> None:
    for cls in places():
        for choice, names in choice_names(cls):
            types = [name for name in names if not name.startswith("_")]
            for one, other in pairwise(types):
                both = {name: example(rows(cls)[name][1]) for name in (one, other)}
                whole, path = document(cls, without_choice(cls, minimal(cls), one) | both)
                assert issues(whole) == [("fhir-choice", f"{path}.{choice.name}")]


def test_an_unknown_and_a_repeated_property_are_found_in_every_struct() -> None:
    for cls in places():
        whole, path = document(cls, minimal(cls) | {"unheardOf": SECRET})
        assert issues(whole) == [("fhir-unknown", f"{path}.unheardOf")]
        whole, path = document(cls, minimal(cls) | {"id": "a-1", "ID": "a-2"})
        assert issues(json.dumps(whole).replace('"ID"', '"id"').encode()) == [("fhir-repeated", f"{path}.id")]


DEEP = b'{"extension":[' * MAX_DEPTH
BY_KEY = {
    "fhir-size": (b'{"resourceType":"List","entry":[' + b"{}," * MAX_OBJECTS + b"{}]}", ""),
    "fhir-depth": (b'{"resourceType":"Basic","extension":[' + DEEP, ""),
    "fhir-encoding": (b'{"resourceType":"Basic","id":"\xe5"}', ""),
    "fhir-json": (b'{"resourceType":"Basic",}', ""),
    "fhir-number": (b'{"resourceType":"Bundle","total":NaN}', ""),
    "fhir-repeated": (b'{"resourceType":"Patient","id":"a","id":"b"}', "Patient.id"),
    "fhir-resource-type": (
        b'{"resourceType":"Bundle","type":"batch","entry":[{"resource":{}}]}',
        "Bundle.entry[0].resource",
    ),
    "fhir-not-supported": (b'{"resourceType":"Account"}', "Account"),
    "fhir-required": (b'{"resourceType":"Bundle"}', "Bundle.type"),
    "fhir-unknown": (b'{"resourceType":"Patient","fhir_comments":["x"]}', "Patient"),
    "fhir-type": (b'{"resourceType":"Patient","active":"true"}', "Patient.active"),
    "fhir-null": (b'{"resourceType":"Patient","active":null}', "Patient.active"),
    "fhir-empty": (b'{"resourceType":"Patient","name":[{"family":""}]}', "Patient.name[0].family"),
    "fhir-choice": (
        b'{"resourceType":"Patient","deceasedBoolean":true,"deceasedDateTime":"2026"}',
        "Patient.deceased",
    ),
    "fhir-code": (b'{"resourceType":"Patient","gender":"male "}', "Patient.gender"),
    "fhir-format": (b'{"resourceType":"Patient","birthDate":"2026-02-29"}', "Patient.birthDate"),
    "fhir-characters": (b'{"resourceType":"Patient","name":[{"text":"\\u0007"}]}', "Patient.name[0].text"),
    "fhir-length": (
        b'{"resourceType":"Patient","language":"nb","name":[{"text":"' + b"x" * 1048577 + b'"}]}',
        "Patient.name[0].text",
    ),
    "fhir-range": (
        b'{"resourceType":"Patient","multipleBirthInteger":2147483648}',
        "Patient.multipleBirthInteger",
    ),
    "fhir-more": (b'{"resourceType":"List","entry":[' + b",".join([b"{}"] * (MAX_FAULTS + 1)) + b"]}", ""),
}
"""A document for each row of the fault table that a text can have."""


@pytest.mark.parametrize("key", BY_KEY)
def test_each_row_of_the_fault_table_has_its_document(key: str) -> None:
    data, where = BY_KEY[key]
    assert (key, where) in issues(data)


def test_every_row_of_the_fault_table_is_tested() -> None:
    elsewhere = {"fhir-not-checked", "fhir-value"} | {
        key for key in FHIR if key.startswith(("fhir-bdl-", "fhir-xml-"))
    }
    assert FHIR.keys() - elsewhere == BY_KEY.keys()


def test_all_faults_of_a_document_are_reported_each_with_its_place() -> None:
    bundle = {
        "resourceType": "Bundle",
        "type": "letter",
        "entry": [
            {"resource": {"resourceType": "Device", "id": "any thing"}},
            {"resource": {"resourceType": "Patient", "gender": "x", "contained": [{"resourceType": "Flag"}]}},
            {
                "resource": {
                    "resourceType": "Observation",
                    "status": "final",
                    "code": {"coding": [{"system": "a b"}]},
                    "_effectiveInstant": {"extension": [{"valueInteger": 1.0}]},
                    "valueBoolean": True,
                    "valueString": "x",
                }
            },
            {
                "resource": {
                    "resourceType": "Parameters",
                    "parameter": [{"name": "a", "part": [{"resource": {}}]}],
                }
            },
        ],
    }
    assert sorted(issues(bundle)) == [
        ("fhir-choice", "Bundle.entry[2].resource.value"),
        ("fhir-code", "Bundle.entry[1].resource.gender"),
        ("fhir-code", "Bundle.type"),
        ("fhir-format", "Bundle.entry[2].resource.code.coding[0].system"),
        ("fhir-format", "Bundle.entry[2].resource.effectiveInstant.extension[0].valueInteger"),
        ("fhir-not-checked", "Bundle.entry[0].resource"),
        ("fhir-required", "Bundle.entry[1].resource.contained[0].code"),
        ("fhir-required", "Bundle.entry[1].resource.contained[0].status"),
        ("fhir-required", "Bundle.entry[1].resource.contained[0].subject"),
        ("fhir-required", "Bundle.entry[2].resource.effectiveInstant.extension[0].url"),
        ("fhir-required", "Bundle.entry[3].resource.parameter[0].part[0].name"),
        ("fhir-resource-type", "Bundle.entry[3].resource.parameter[0].part[0].resource"),
    ]


def test_a_null_in_a_list_needs_an_item_of_the_other_list() -> None:
    wrong = {
        "given": [None, "A", None],
        "_given": [{"id": "x"}, None],
    }
    assert issues({"resourceType": "Patient", "name": [wrong]}) == [("fhir-null", "Patient.name[0].given[2]")]
    both = {"given": ["A", None], "_given": [None, None]}
    assert issues({"resourceType": "Patient", "name": [both]}) == [("fhir-null", "Patient.name[0].given[1]")]


def test_a_sibling_stands_in_for_a_required_value_by_an_extension_only() -> None:
    binary = {"resourceType": "Binary", "_contentType": {"id": "a"}}
    assert issues(binary) == [("fhir-required", "Binary.contentType")]


@pytest.mark.parametrize("name", ["01010112345", "Kari Nordmann", "a" * 65, "<b>", ""])
def test_a_property_that_can_be_no_name_is_not_shown(name: str) -> None:
    assert issues({"resourceType": "Patient", name: 1}) == [("fhir-unknown", "Patient")]


def test_long_code_lists_are_not_repeated() -> None:
    with pytest.raises(Refusal) as refusal:
        fhir.decode(b'{"resourceType":"OperationDefinition","resource":["X"]}')
    (code,) = [issue for issue in refusal.value.issues if issue.key == "fhir-code"]
    assert code.params[0].endswith(" …")
    assert len(code.params[0]) < 500
