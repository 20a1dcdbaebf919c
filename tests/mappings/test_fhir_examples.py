"""The door judged from outside: official examples and definitions, HL7's validator, fhir.resources."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from pydantic import ValidationError

from mappings import fhir
from mappings.result import Refusal
from tests.judges.hl7 import judged
from tests.mappings.fhir_json import same
from tests.mappings.test_fhir import HOSTILE, KEPT
from tests.mappings.test_fhir_faults import BY_KEY
from tests.strategies.fhir import resources

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from tests.judges.hl7 import Verdict

pytestmark = pytest.mark.judge

FORBIDDEN = {
    "Questionnaire-qs1.json": (
        "fhir-required",
        "linkId",
        "Questionnaire.item.linkId is 1..1; its display items have none",
    ),
}
"""Official examples that base R4 itself forbids: the fault, the element, and the rule that they break."""

WITHOUT_EXAMPLE = {
    "CapabilityStatement",
    "CareTeam",
    "CodeSystem",
    "ConceptMap",
    "MessageHeader",
    "OperationDefinition",
    "Parameters",
    "PractitionerRole",
    "SearchParameter",
    "StructureDefinition",
    "ValueSet",
}


def in_scope(shared: Path, package: str) -> Iterator[tuple[str, bytes]]:
    """The resources of a package whose type is in scope: name of the file, text."""
    for file in sorted((shared / "packages" / package).glob("*.json")):
        data = file.read_bytes()
        if json.loads(data).get("resourceType") in fhir.RESOURCES:
            yield file.name, data


def sample(name: str, size: int) -> list[fhir.Resource]:
    """The same few generated resources of a type in every run."""
    found: list[fhir.Resource] = []

    @settings(
        max_examples=size,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(resources([name], plain=True))
    def collect(resource: fhir.Resource) -> None:
        found.append(resource)

    collect()
    return found


@pytest.mark.parametrize("package", ["hl7.fhir.r4.examples", "hl7.fhir.no.basis"])
def test_every_official_example_comes_back_the_same(shared: Path, package: str) -> None:
    tried = 0
    for name, data in in_scope(shared, package):
        if name not in FORBIDDEN:
            assert same(fhir.encode(fhir.decode(data).value), data), name
            tried += 1
    assert tried > 40


def test_an_official_example_that_r4_forbids_is_refused_for_that_alone(shared: Path) -> None:
    for name, (key, element, _) in FORBIDDEN.items():
        with pytest.raises(Refusal) as refusal:
            fhir.decode((shared / "packages" / "hl7.fhir.r4.examples" / name).read_bytes())
        assert {issue.key for issue in refusal.value.issues} == {key}
        assert {issue.where.rpartition(".")[2] for issue in refusal.value.issues} == {element}


@judged("forbidden")
def forbidden(shared: Path) -> Mapping[str, bytes]:
    return {name: (shared / "packages" / "hl7.fhir.r4.examples" / name).read_bytes() for name in FORBIDDEN}


def test_hl7_refuses_those_examples_as_well(hl7: Mapping[str, list[Verdict]]) -> None:
    for name, (_, element, _) in FORBIDDEN.items():
        assert any(element in verdict.text for verdict in hl7[f"forbidden/{name}"])


def test_the_types_without_an_example_are_known(shared: Path) -> None:
    names = {json.loads(data)["resourceType"] for _, data in in_scope(shared, "hl7.fhir.r4.examples")}
    assert fhir.RESOURCES.keys() - names == WITHOUT_EXAMPLE


NOT_GENERATED = {
    "StructureDefinition": "HL7's validator stops at a type that it does not know; no-basis has real ones"
}
NOT_THE_SHAPE = re.compile(
    "Constraint failed"  # invariants
    "|value ?set|ValueSet|Unknown code"  # what a code means
    "|SimpleQuantity"  # a profile on a datatype
    "|profile .* can not be resolved"
    "|hash of the data|Attachment Size"  # one element against another
    "|[Ss]earch ?[Pp]arameter|search expression|CodeSystem Supplements|fullUrl"
)
"""Errors that are no matter of names, cardinality, types, formats or required codes."""


@judged("generated")
def generated(_: Path) -> Mapping[str, bytes]:
    return {
        f"{name}/{at}": fhir.encode(resource)
        for name in sorted(fhir.RESOURCES.keys() - NOT_GENERATED.keys())
        for at, resource in enumerate(sample(name, 3 if name in WITHOUT_EXAMPLE else 1))
    }


def test_hl7_finds_nothing_wrong_with_the_shape_of_what_is_generated(
    hl7: Mapping[str, list[Verdict]],
) -> None:
    mine = {name: verdicts for name, verdicts in hl7.items() if name.startswith("generated/")}
    wrong = {
        name: [verdict for verdict in found if not NOT_THE_SHAPE.search(verdict.text)]
        for name, found in mine.items()
    }
    assert len(mine) > 60
    assert not any(wrong.values()), {name: found for name, found in wrong.items() if found}


HL7_READS = {
    "fhir-characters": "R4 forbids control characters in strings",
    "base64 padded inside": "RFC 4648, which R4 names, has padding at the end only",
    "base64 of spaces": "R4's own pattern asks for a group of four",
    "base64 of many spaces": "same",
}
"""What we refuse and HL7's validator does not: the rule that we hold."""
HL7_FAULTS = {
    "a time": "R4's pattern has fractions of a second; the validator's reading of time has none",
    "siblings instead of a required list": "R4 lets an extension stand in for a value; the validator wants the code",
}
"""What we accept and HL7's validator does not: why."""
JSON_FAULTS = {"fhir-json", "fhir-number", "fhir-encoding", "fhir-depth", "fhir-size", "fhir-repeated"}
"""What no parser but a strict one is asked about."""


@judged("faulty")
def faulty(_: Path) -> Mapping[str, bytes]:
    return {
        **{key: data for key, (data, _) in BY_KEY.items() if key not in JSON_FAULTS and len(data) < 1000},
        **{name: data for name, (data, key) in HOSTILE.items() if key == "fhir-format"},
    }


def test_hl7_refuses_what_we_refuse(hl7: Mapping[str, list[Verdict]]) -> None:
    accepted = {name for name, verdicts in hl7.items() if name.startswith("faulty/") and not verdicts}
    assert accepted == {f"faulty/{name}" for name in HL7_READS}


@judged("kept")
def kept(_: Path) -> Mapping[str, bytes]:
    return KEPT


def test_hl7_accepts_what_we_accept(hl7: Mapping[str, list[Verdict]]) -> None:
    refused = {name: verdicts for name, verdicts in hl7.items() if name.startswith("kept/") and verdicts}
    assert refused.keys() == {f"kept/{name}" for name in HL7_FAULTS}, refused


KNOWN_DIFFERENCES = {
    "uuid_version": "fhir.resources takes UUIDs of version 4 only",
    "fixedMeta": "it has no ElementDefinition.fixedMeta",
}
"""What fhir.resources (R4B) refuses of what R4 4.0.1 allows."""


def test_fhir_resources_accepts_what_is_generated_where_it_can() -> None:
    unknown = []
    for resource in (resource for name in fhir.RESOURCES for resource in sample(name, 2)):
        try:
            fhir.typed(resource)
        except ValidationError as error:
            unknown += [
                one for one in error.errors() if not any(known in str(one) for known in KNOWN_DIFFERENCES)
            ]
    assert unknown == []
