"""Resources for the tests of the checker: read from plain values, or taken from the instances and changed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from mappings import fhir, profile
from mappings.extensions import BASE
from tests.conformance.instances.table import document

if TYPE_CHECKING:
    from mappings.result import Issue

PATIENT = {"reference": "Patient/p"}


def made(value: dict[str, Any]) -> fhir.Resource:
    """A resource of plain values."""
    return fhir.decode(json.dumps(value).encode()).value


def changed(file: str, **members: object) -> dict[str, Any]:
    """An instance's content with other members; None takes one out."""
    whole = document(file) | members
    return {name: value for name, value in whole.items() if value is not None}


def concept(system: str, code: str) -> dict[str, Any]:
    """A CodeableConcept of one of our code systems."""
    return {"coding": [{"system": f"{BASE}/CodeSystem/{system}", "code": code}]}


def extension(name: str, **value: object) -> dict[str, Any]:
    """An extension of ours."""
    return {"url": f"{BASE}/StructureDefinition/{name}", **value}


def bundle(
    *resources: dict[str, Any], type_: str = "collection", base: str = "https://epj.example/fhir/"
) -> dict[str, Any]:
    """A Bundle of resources; with an empty base their fullUrls are UUIDs by their position."""
    entries = [
        {
            "fullUrl": f"{base}{one['resourceType']}/{one['id']}" if base else uuid(at),
            "resource": one,
        }
        for at, one in enumerate(resources)
    ]
    return {"resourceType": "Bundle", "type": type_, "entry": entries}


def uuid(at: int) -> str:
    """The fullUrl of the entry at a position."""
    return f"urn:uuid:00000000-0000-4000-8000-{at:012}"


def issues(value: dict[str, Any], profile_: str = "") -> list[Issue]:
    """What the checker finds in plain values."""
    return list(profile.check(made(value), profile_))


def faults(value: dict[str, Any], profile_: str = "") -> list[tuple[str, str]]:
    """Key and place of every error."""
    return [(one.key, one.where) for one in issues(value, profile_) if one.is_error]


def keys(value: dict[str, Any], profile_: str = "") -> set[str]:
    """The keys of all that is found, warnings too."""
    return {one.key for one in issues(value, profile_)}
