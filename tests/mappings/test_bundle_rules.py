"""What holds for every Bundle of a message, whatever the message says."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from base64 import b64decode
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest

from mappings import fhir, message
from mappings.extensions import DEFINITION
from mappings.result import Refusal
from tests.messages.building import KINDS, Builder
from tests.messages.elements import raw_binary
from tests.messages.examples import SHIPPED
from tests.messages.markers import TURNS, Markers
from tests.profiles.definitions import extensions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.profiles.definitions import Definition

FOREIGN = {
    "http://hl7.org/fhir/StructureDefinition/data-absent-reason",
    "http://hl7.org/fhir/StructureDefinition/iso21090-ADXP-postBox",
    "http://hl7.org/fhir/StructureDefinition/patient-citizenship",
    "http://hl7.no/fhir/StructureDefinition/no-basis-middlename",
}
"""Extensions of others; HL7's validator knows them."""

SECTION = "https://ip-adapter.example/fhir/CodeSystem/ip-section"
LABELS = {
    "overview": {"Patient"},
    "participants": {
        "CareTeam",
        "Practitioner",
        "PractitionerRole",
        "Organization",
        "RelatedPerson",
        "Person",
    },
    "health": {"Encounter", "Communication", "Observation"},
    "documents": {"DocumentReference"},
    "": {"MessageHeader", "Provenance", "Consent", "Task", "Binary", "OperationOutcome"},
}
"""decisions.md, "sections of what a message carries": section label -> types."""

MARKUP = re.compile(r"<[/!?]?[A-Za-z_]").search


def taken_in(data: bytes) -> fhir.Bundle | None:
    try:
        return message.to_fhir(data).value
    except Refusal:  # a kind that has no FHIR yet
        return None


@cache
def messages() -> dict[str, bytes]:
    """Every shipped message of the kinds that become FHIR, and messages with every element."""
    shipped = {file.name: file.read_bytes() for file in sorted(SHIPPED.glob("*.xml"))}
    built = {
        f"{kind} turn {turn}{' real' if real else ''}": Builder(kind, Markers(turn, real=real)).message()
        for kind in KINDS
        for turn, real in ((0, True), (1, False), (TURNS - 1, True))
    }
    return built | {name: data for name, data in shipped.items() if taken_in(data) is not None}


@cache
def bundles() -> dict[str, dict[str, Any]]:
    """Name → Bundle as JSON."""
    return {name: json.loads(fhir.encode(message.to_fhir(data).value)) for name, data in messages().items()}


def resources(bundle: dict[str, Any]) -> list[dict[str, Any]]:
    return [entry["resource"] for entry in bundle["entry"]]


def parts(value: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - JSON
    """Every object in a JSON value."""
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from parts(inner)


def structs(value: object) -> Iterator[fhir.Element | fhir.Resource]:
    """Every struct in a resource."""
    if isinstance(value, fhir.Element | fhir.Resource):
        yield value
        for name in value.__struct_fields__:
            yield from structs(getattr(value, name))
    elif isinstance(value, list):
        for inner in value:
            yield from structs(inner)


def test_the_shipped_messages_are_among_them() -> None:
    assert sum(name.endswith(".xml") for name in messages()) >= 8


def test_the_header_comes_first_and_says_what_the_message_is_about() -> None:
    for name, bundle in bundles().items():
        first, *others = resources(bundle)
        assert first["resourceType"] == "MessageHeader", name
        assert not any(one["resourceType"] == "MessageHeader" for one in others), name
        assert first.get("focus") or first.get("response"), name


def test_every_reference_and_every_address_of_a_binary_is_in_the_bundle() -> None:
    for name, bundle in bundles().items():
        here = {f"{one['resourceType']}/{one['id']}" for one in resources(bundle)}
        assert len(here) == len(bundle["entry"]), name
        for part in parts(bundle):
            assert part.get("reference", next(iter(here))) in here, name
            assert not str(part.get("url")).startswith("Binary/") or part["url"] in here, name


def test_provenance_names_all_resources_and_the_raw_message() -> None:
    for name, bundle in bundles().items():
        (provenance,) = (one for one in resources(bundle) if one["resourceType"] == "Provenance")
        named = {one["reference"] for one in provenance["target"]}
        assert named == {
            f"{one['resourceType']}/{one['id']}" for one in resources(bundle) if one is not provenance
        }
        (binary,) = (entry["resource"] for entry in bundle["entry"] if entry["fullUrl"] == raw_binary(bundle))
        assert b64decode(binary["data"]) == messages()[name]
        assert binary["contentType"] == "application/xml"


def test_no_text_and_no_binary_but_the_raw_message_holds_xml() -> None:
    for name, bundle in bundles().items():
        for entry in bundle["entry"]:
            if entry["fullUrl"] == raw_binary(bundle):
                continue
            resource = entry["resource"]
            assert "text" not in resource, f"{name}: a narrative"
            said = [value for part in parts(resource) for value in part.values() if isinstance(value, str)]
            assert not any(MARKUP(value) for value in said), name
            if resource["resourceType"] == "Binary":
                assert "xml" not in resource["contentType"], name
                assert not b64decode(resource.get("data", "")).lstrip().startswith(b"<"), name


def test_no_reference_shows_a_name() -> None:
    for name, bundle in bundles().items():
        for part in parts(bundle):
            assert "display" not in part or not {"reference", "identifier", "type"} & set(part), name


def test_every_resource_has_the_label_of_its_section() -> None:
    label_of = {kind: label for label, kinds in LABELS.items() for kind in kinds}
    for name, bundle in bundles().items():
        raw = raw_binary(bundle).rpartition("/")[2]
        for one in resources(bundle):
            labels = [
                found["code"]
                for found in one.get("meta", {}).get("security", [])
                if found["system"] == SECTION
            ]
            is_raw = any(part.get("url") == f"Binary/{raw}" for part in parts(one.get("content", [])))
            whole = is_raw and one.get("docStatus") == "final"  # the message's own DocumentReference
            expected = "" if whole else label_of[one["resourceType"]]
            assert labels == ([expected] if expected else []), f"{name}: {one['resourceType']}"


def test_every_extension_is_defined_and_is_where_its_definition_allows_it() -> None:
    for name, data in messages().items():
        for one in structs(message.to_fhir(data).value):
            for extension in getattr(one, "extension", []):
                if extension.url.startswith(DEFINITION):
                    assert _is_right(extensions()[extension.url.removeprefix(DEFINITION)], one, extension), (
                        name
                    )
                elif not isinstance(one, fhir.Extension):
                    assert extension.url in FOREIGN, name


def _is_right(row: Definition, holder: object, extension: fhir.Extension) -> bool:
    """Whether an extension stands on a type of its context, and has a value of its type or its named parts."""
    contexts = {"".join(part[0].upper() + part[1:] for part in context.split(".")) for context in row.context}
    if "Element" not in contexts and type(holder).__name__ not in contexts:
        return False
    if isinstance(row.value, str):
        return _has_value(extension, row.value)
    return bool(extension.extension) and all(
        _has_value(one, row.value[one.url]) for one in extension.extension
    )


def _has_value(extension: fhir.Extension, kind: str) -> bool:
    """Whether the value, and nothing else, is there and of the type."""
    said = {
        field
        for field in extension.__struct_fields__
        if field != "url" and getattr(extension, field) not in (None, [])
    }
    return said == {f"value{kind[0].upper()}{kind[1:]}"}


def test_the_same_bytes_give_the_same_bundle_in_any_process() -> None:
    """Sets have another order in each process."""
    name = "log_utskrevet-1.6.xml"
    program = (
        "import sys; from mappings import fhir, message;"
        "sys.stdout.buffer.write(fhir.encode(message.to_fhir(sys.stdin.buffer.read()).value))"
    )
    again = subprocess.run(
        [sys.executable, "-c", program], input=messages()[name], capture_output=True, check=True
    )
    assert again.stdout == fhir.encode(message.to_fhir(messages()[name]).value)


def test_bundles_begin_with_the_base_that_is_asked_for() -> None:
    made = message.to_fhir(messages()["log_innlagt-1.6.xml"], base="https://kommune.example/fhir").value
    assert all(str(entry.fullUrl).startswith("https://kommune.example/fhir/") for entry in made.entry)


@pytest.mark.parametrize("remarks", ["issues", "leftovers"])
def test_a_remark_is_made_once(remarks: str) -> None:
    for data in messages().values():
        made = getattr(message.to_fhir(data), remarks)
        assert len(made) == len(set(made))
