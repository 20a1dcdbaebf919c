"""The resources of a Bundle, a line each, for a person to read."""

from __future__ import annotations

from functools import singledispatch

from mappings import fhir

Names = dict[str, str]
"""`Type/id` -> what to call it."""


def lines(bundle: fhir.Bundle) -> list[str]:
    """Type and content of every resource, in order."""
    resources = [entry.resource for entry in bundle.entry if isinstance(entry.resource, fhir.Resource)]
    names = _names(resources)
    return [
        f"{type(one).__name__:<18}{' · '.join(part for part in says(one, names) if part)}"
        for one in resources
    ]


def _names(resources: list[fhir.Resource]) -> Names:
    """Persons and organisations by name; a role by its person's."""
    names: Names = {}
    for one in resources:
        here = f"{type(one).__name__}/{one.id}"
        if isinstance(one, fhir.Organization):
            names[here] = one.name or ""
        elif isinstance(one, fhir.Patient | fhir.RelatedPerson | fhir.Practitioner | fhir.Person):
            names[here] = human(one.name)
        elif isinstance(one, fhir.PractitionerRole):
            names[here] = called(one.practitioner, names)
    return names


def human(names: list[fhir.HumanName]) -> str:
    """A person's first name as text."""
    if not names:
        return ""
    parts = [*names[0].given, names[0].family]
    return " ".join(part for part in parts if part)


def called(reference: fhir.Reference | None, names: Names) -> str:
    """What a reference points to, by name."""
    return names.get(reference.reference or "", "") if reference else ""


def coded(*concepts: fhir.CodeableConcept | None) -> str:
    """The words of the first concept that has any."""
    for one in concepts:
        if one is not None:
            words = [coding.display or coding.code or "" for coding in one.coding[:1]]
            return one.text or " ".join(words)
    return ""


@singledispatch
def says(_one: fhir.Resource, _names: Names) -> list[str]:
    """What a resource says, in a few parts; nothing for a type without a row below."""
    return []


@says.register
def _(one: fhir.MessageHeader, names: Names) -> list[str]:
    receivers = [called(to.receiver, names) for to in one.destination]
    what = one.eventCoding.display or one.eventCoding.code if one.eventCoding else ""
    return [what or "", f"{called(one.sender, names)} → {', '.join(receivers)}"]


@says.register
def _(one: fhir.Organization, names: Names) -> list[str]:
    part = called(one.partOf, names)
    return [one.name or "", f"part of {part}" if part else ""]


@says.register
def _(one: fhir.Patient, _: Names) -> list[str]:
    return [human(one.name), one.birthDate or "", coded(one.maritalStatus)]


@says.register
def _(one: fhir.RelatedPerson, names: Names) -> list[str]:
    return [
        human(one.name),
        coded(*one.relationship),
        called(one.patient, names) and f"of {called(one.patient, names)}",
    ]


@says.register
def _(one: fhir.Practitioner, _: Names) -> list[str]:
    kinds = [qualification.code for qualification in one.qualification]
    return [human(one.name), coded(*kinds)]


@says.register
def _(one: fhir.Person, _: Names) -> list[str]:
    return [human(one.name)]


@says.register
def _(one: fhir.OperationOutcome, _: Names) -> list[str]:
    return [f"{issue.severity}: {coded(issue.details)}" for issue in one.issue]


@says.register
def _(one: fhir.PractitionerRole, names: Names) -> list[str]:
    return [called(one.practitioner, names), coded(*one.code)]


@says.register
def _(one: fhir.CareTeam, names: Names) -> list[str]:
    return [called(member.member, names) for member in one.participant]


@says.register
def _(one: fhir.Encounter, names: Names) -> list[str]:
    stay = one.period
    leaving = coded(one.hospitalization.dischargeDisposition) if one.hospitalization else ""
    return [
        str(one.status),
        f"from {stay.start}" if stay and stay.start else "",
        f"until {stay.end}" if stay and stay.end else "",
        f"to {leaving}" if leaving else "",
        called(one.serviceProvider, names),
    ]


@says.register
def _(one: fhir.Observation, _: Names) -> list[str]:
    return [coded(one.code), one.effectiveDateTime or "", one.valueString or ""]


@says.register
def _(one: fhir.Communication, names: Names) -> list[str]:
    said = [part.contentString or "" for part in one.payload]
    people = ", ".join(called(to, names) for to in one.recipient)
    return [str(one.status), coded(one.topic), *said, f"to {people}" if people else ""]


@says.register
def _(one: fhir.Task, names: Names) -> list[str]:
    return [str(one.status), coded(one.code), called(one.owner, names)]


@says.register
def _(one: fhir.Consent, names: Names) -> list[str]:
    said = one.provision.type if one.provision and one.provision.type else str(one.status)
    return [coded(*one.category), said, called(one.patient, names)]


@says.register
def _(one: fhir.DocumentReference, _: Names) -> list[str]:
    kinds = [content.attachment.contentType or "" for content in one.content]
    return [coded(one.type), one.description or "", *kinds]


@says.register
def _(one: fhir.Binary, _: Names) -> list[str]:
    return [f"{one.contentType}, word for word"]


@says.register
def _(one: fhir.Provenance, names: Names) -> list[str]:
    who = ", ".join(name for agent in one.agent if (name := called(agent.who, names)))
    return [f"{len(one.target)} resources said by {who}", one.recorded or ""]
