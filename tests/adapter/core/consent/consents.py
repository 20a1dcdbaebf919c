"""Consents as JSON: the shipped examples, and changes of them by place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import conformance
from mappings import fhir
from mappings.extensions import system, url

FOLDER = Path(conformance.__file__).parent / "examples" / "fhir"
HL7 = "http://terminology.hl7.org/CodeSystem/"
ENH, HPR = "urn:oid:2.16.578.1.12.4.1.4.101", "urn:oid:2.16.578.1.12.4.1.4.4"
REPRESENTATION = "urn:oid:2.16.578.1.12.4.1.1.7456"
SCHOOL = "310040401"
MODIFIER = {"modifierExtension": [{"url": "https://example.org/not", "valueBoolean": True}]}

NAMES = ("consent-share-health", "consent-share-health-narrowed", "consent-share-health-withdrawn")

Json = dict[str, Any]
Place = tuple[str | int, ...]
GONE = object()
"""In a change: the element goes."""

NESTED: Place = ("provision", "provision", 0)
ACTOR: Place = (*NESTED, "actor", 0)


def shipped(name: str = "consent-share-health") -> Json:
    made: Json = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    return made


def changed(changes: dict[Place, Any], base: Json | None = None) -> Json:
    """The shipped Consent with other values at places; a list grows by one where the place is at its end."""
    made = json.loads(json.dumps(base or shipped()))
    for place, value in changes.items():
        element = made
        for step in place[:-1]:
            element = element[step] if isinstance(step, int) else element.setdefault(step, {})
        if value is GONE:
            del element[place[-1]]
        elif isinstance(element, list) and place[-1] == len(element):
            element.append(value)
        else:
            element[place[-1]] = value
    return made


def resource(made: Json) -> fhir.Consent:
    """The struct of a Consent, which R4 itself finds no fault in."""
    decoded = fhir.decode(json.dumps(made).encode()).value
    assert isinstance(decoded, fhir.Consent)
    return decoded


def concept(code: str, of: str) -> Json:
    return {"coding": [{"system": of, "code": code}]}


def kind(code: str) -> list[Json]:
    return [concept(code, system("ip-consent-type"))]


def section(code: str) -> Json:
    return {"system": system("ip-section"), "code": code}


def action(code: str) -> Json:
    return concept(code, system("ip-action"))


def unit(number: str) -> Json:
    return {"type": "Organization", "identifier": {"system": ENH, "value": number}}


def person(kind_: str, value: str, of: str = HPR) -> Json:
    return {"type": kind_, "identifier": {"system": of, "value": value}}


def extension(name: str, **value: object) -> Json:
    return {"url": url(name), **value}


def form(code: str) -> Json:
    return extension("ip-consent-form", valueCoding={"system": system("ip-consent-form"), "code": code})


def documents() -> dict[str, bytes]:
    """What HL7's validator is to judge: the shipped examples, and one given by a relative. Together they have all of our
    extensions of Consent."""
    basis = extension("ip-representation", valueCodeableConcept=concept("3", REPRESENTATION))
    relative = changed({("performer",): [person("RelatedPerson", "1")], ("extension", 3): basis})
    made = {name: shipped(name) for name in NAMES} | {"by a relative": relative}
    return {name: fhir.encode(resource(one)) for name, one in made.items()}
