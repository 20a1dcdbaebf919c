"""Requests inside messages (Foresporsel of PLO and of dialogmelding) as Task (emessages.md 6.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mappings import fhir
from mappings.extensions import ELEMENT_NAMES
from mappings.felles import values
from mappings.felles.values import text

if TYPE_CHECKING:
    from mappings.felles import kith
    from mappings.felles.sheet import Sheet


class Request(NamedTuple):
    """What the two kinds of Foresporsel have alike, still as received; `inputs` are (element name, text)."""

    element: object
    reason: str | None
    start: str | None
    end: str | None
    journal: list[kith.CV]
    inputs: list[tuple[str, str | None]]
    details: list[str]
    """Names of further coded fields, each an input of its own."""
    given: tuple[tuple[str, fhir.CodeableConcept], ...] = ()
    """Further inputs that are FHIR already."""


def task(sheet: Sheet, found: Request, place: str, extension: list[fhir.Extension]) -> fhir.Reference:
    """A Task asked of the receiver; what R4 has no element for is an input named after its element."""
    code = values.concept(sheet, found.element, "TypeForesp", place)
    urgency = values.coding(sheet, found.element, "Hastegrad", place)
    return sheet.unlabelled(
        fhir.Task(
            status="entered-in-error" if sheet.facts.cancelled else "requested",
            intent="order",
            priority=values.translated("request-priority", urgency),
            code=code,
            for_=sheet.subject,
            authoredOn=sheet.facts.sent,
            requester=sheet.sender,
            owner=sheet.recipients[0] if sheet.recipients else None,
            reasonCode=fhir.CodeableConcept(text=reason) if (reason := text(found.reason)) else None,
            restriction=_restriction(sheet, found, place),
            input=[*_texts(found), *_codes(sheet, found, place)],
            extension=[*extension, *values.coded(sheet, "ip-urgency", urgency)],
        ),
        place,
    )


def _restriction(sheet: Sheet, found: Request, place: str) -> fhir.TaskRestriction | None:
    """FraDato and TilDato: the time that the request is about."""
    period = values.period(sheet, found.start, found.end, (f"{place}/FraDato", f"{place}/TilDato"))
    return fhir.TaskRestriction(period=period) if period is not None else None


def _named(name: str) -> fhir.CodeableConcept:
    return fhir.CodeableConcept(coding=[fhir.Coding(system=ELEMENT_NAMES, code=name)])


def _texts(found: Request) -> list[fhir.TaskInput]:
    return [
        fhir.TaskInput(type=_named(name), valueString=said)
        for name, value in found.inputs
        if (said := text(value)) is not None
    ]


def _codes(sheet: Sheet, found: Request, place: str) -> list[fhir.TaskInput]:
    coded = [
        *found.given,
        *((name, values.concept(sheet, found.element, name, place)) for name in found.details),
    ]
    coded += [
        ("TypeJournalinfo", values.concept_of(sheet, one, (9066,), place, f"TypeJournalinfo[{number}]"))
        for number, one in enumerate(found.journal, 1)
    ]
    return [
        fhir.TaskInput(type=_named(name), valueCodeableConcept=concept)
        for name, concept in coded
        if concept is not None
    ]
