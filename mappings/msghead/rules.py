"""Rules on the head that the XSD does not hold: what must be there before a message can be taken in."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mappings.felles import times
from mappings.felles.values import code_of, text
from mappings.identifiers import comparable, msg_id
from mappings.result import Issue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mappings.msghead import mh

INFO = "/MsgHead/MsgInfo"
PERSON_NUMBERS = frozenset({"FNR", "DNR", "FHN"})


def check(head: mh.MsgHead) -> Iterator[Issue]:
    """The faults of a head that the XSD accepts (emessages.md 4.1, 4.4); those with severity error stop the message."""
    info = head.MsgInfo
    if msg_id(info.MsgId) is None:
        yield Issue("msgid-not-uuid", f"{INFO}/MsgId")
    if not has_instant(info.GenDate):
        yield Issue("gendate-form", f"{INFO}/GenDate")
    if not sender_key(info.Sender.Organisation):
        yield Issue("sender-unknown", f"{INFO}/Sender/Organisation")
    yield from _addresses(info)
    for place in without_patient(head):
        yield Issue("patient-not-identified", place)
    for stated in patients_of(head):
        if not identified(stated.patient):
            yield Issue("patient-not-identified", stated.place)


def has_instant(lexical: str) -> bool:
    """Whether GenDate can be said in FHIR: a year of four digits."""
    return times.moment(lexical)[0] is not None


class Stated(NamedTuple):
    """A patient that a message names: for the report with this number, or (0) for all that name none."""

    report: int
    place: str
    patient: mh.Patient


def patients_of(head: mh.MsgHead) -> list[Stated]:
    """The patients that a message is about: of the head, of its reports."""
    found = [Stated(0, f"{INFO}/Patient", head.MsgInfo.Patient)] if head.MsgInfo.Patient else []
    for number, report in enumerate(head.PatientReport, 1):
        if report.Patient is not None:
            found.append(Stated(number, f"/MsgHead/PatientReport[{number}]/Patient", report.Patient))
    return found


def without_patient(head: mh.MsgHead) -> list[str]:
    """The places where a patient is missing: nothing may be taken to be about another report's patient."""
    if head.MsgInfo.Patient is not None:
        return []
    if not head.PatientReport:
        return [f"{INFO}/Patient"]
    return [
        f"/MsgHead/PatientReport[{number}]/Patient"
        for number, report in enumerate(head.PatientReport, 1)
        if report.Patient is None
    ]


def identified(patient: mh.Patient) -> bool:
    """Name and a national number, or name, date of birth and sex (receipt code E36)."""
    if not (text(patient.FamilyName) or text(patient.GivenName)):
        return False
    numbers = {code_of(ident.TypeId) for ident in patient.Ident if text(ident.Id)}
    return bool(numbers & PERSON_NUMBERS) or bool(patient.DateOfBirth and code_of(patient.Sex))


def her_id(idents: list[mh.Ident]) -> str | None:
    """The HER-id among identifiers, as received."""
    for ident in idents:
        if code_of(ident.TypeId) == "HER" and text(ident.Id):
            return ident.Id
    return None


def innermost(organisation: mh.Organisation) -> list[mh.Ident]:
    """The identifiers of the communicating party: HealthcareProfessional or the innermost Organisation (HIS 1153)."""
    while organisation.Organisation is not None and organisation.Organisation.Ident:
        organisation = organisation.Organisation
    professional = organisation.HealthcareProfessional
    return professional.Ident if professional is not None else organisation.Ident


def sender_key(organisation: mh.Organisation) -> str:
    """What identifies the stated sender on level 1: its HER-id, else its first identifier with type; empty when unknown."""
    her = her_id(organisation.Ident)
    if her is not None:
        return comparable("HER", her)
    first = next((ident for ident in organisation.Ident if text(ident.Id)), None)
    return f"{code_of(first.TypeId) or ''}:{first.Id.strip()}" if first else ""


def _addresses(info: mh.MsgInfo) -> Iterator[Issue]:
    """HER-ids on both levels (HIS 1153); their lack is remarked, whether it stops anything is the receiver's rule."""
    for name, party in (("Sender", info.Sender), ("Receiver", info.Receiver)):
        organisation = party.Organisation
        place = f"{INFO}/{name}/Organisation"
        if her_id(organisation.Ident) is None:
            yield Issue("herid-missing", place, (name, "1"))
        if (organisation.Organisation is None and organisation.HealthcareProfessional is None) or her_id(
            innermost(organisation)
        ) is None:
            yield Issue("herid-missing", place, (name, "2"))
