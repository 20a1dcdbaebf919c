"""Dialogmelding 1.1 as FHIR: notes as Communication, requests as Task (emessages.md 2.4, 6.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mappings import fhir
from mappings.felles import parties, requests, values
from mappings.felles.values import text

if TYPE_CHECKING:
    from mappings.dialog import dia
    from mappings.felles.sheet import Sheet

LONGEST = 1_000_000
"""Characters of a text in one `contentString` (R4: a string has at most 1 MiB)."""


def to_fhir(
    sheet: Sheet, message: dia.Dialogmelding, place: str, event: fhir.Coding | None
) -> list[fhir.Reference]:
    """Everything of the message, put on the sheet; answers what the message is about (MessageHeader.focus)."""
    place += "/Dialogmelding"
    case = _titled(values.concept(sheet, message, "SakstypeKodet", place), message.Sakstype)
    if case is not None and not (message.Notat or message.Foresporsel):
        sheet.leave(place, "saken: meldingen har verken notat eller forespørsel")
    focus = [
        note(sheet, one, f"{place}/Notat[{number}]", case, event)
        for number, one in enumerate(message.Notat, 1)
    ]
    focus += [
        request(sheet, one, f"{place}/Foresporsel[{number}]", case)
        for number, one in enumerate(message.Foresporsel, 1)
    ]
    return focus + parties.team(sheet, place)


def note(
    sheet: Sheet,
    found: dia.Notat,
    place: str,
    case: fhir.CodeableConcept | None,
    event: fhir.Coding | None,
) -> fhir.Reference:
    """Notat."""
    topic = values.concept(sheet, found, "TemaKodet", place)
    roles = [
        role(sheet, one, f"{place}/RollerRelatertNotat[{number}]")
        for number, one in enumerate(found.RollerRelatertNotat, 1)
    ]
    said = values.plain(sheet, found.TekstNotatInnhold, f"{place}/TekstNotatInnhold")
    asked = request(sheet, found.Foresporsel, f"{place}/Foresporsel", None) if found.Foresporsel else None
    extension = [one for one in roles if one is not None]
    extension += values.dated(sheet, "ip-note-date", found.DatoNotat, f"{place}/DatoNotat")
    return sheet.add(
        fhir.Communication(
            identifier=[fhir.Identifier(value=number)] if (number := text(found.DokIdNotat)) else [],
            status="completed",
            category=[fhir.CodeableConcept(coding=[event])] if event else [],
            topic=_titled(topic, found.Tema),
            reasonCode=[case] if case else [],
            subject=sheet.subject,
            about=[asked] if asked else [],
            sent=sheet.facts.sent,
            sender=sheet.sender,
            recipient=sheet.recipients,
            payload=[
                fhir.CommunicationPayload(contentString=said[start : start + LONGEST])
                for start in range(0, len(said), LONGEST)
            ]
            if said
            else [],
            note=[fhir.Annotation(text=remark)] if (remark := text(found.Merknad)) else [],
            extension=extension,
        ),
        place,
    )


def _titled(concept: fhir.CodeableConcept | None, title: str | None) -> fhir.CodeableConcept | None:
    """A code and its title (Tema, Sakstype) as one; the code's own text (OT), where there is one, stands beside."""
    if (said := text(title)) is None:
        return concept
    if concept is None:
        return fhir.CodeableConcept(text=said)
    concept.extension = values.received(concept.text or "")
    concept.text = said
    return concept


def request(
    sheet: Sheet, found: dia.Foresporsel, place: str, case: fhir.CodeableConcept | None
) -> fhir.Reference:
    """Foresporsel."""
    roles = [
        role(sheet, one, f"{place}/RollerRelatertNotat[{number}]")
        for number, one in enumerate(found.RollerRelatertNotat, 1)
    ]
    extension = [one for one in roles if one is not None]
    return requests.task(
        sheet,
        requests.Request(
            element=found,
            reason=found.Begrunnelse,
            start=found.FraDato,
            end=found.TilDato,
            journal=found.TypeJournalinfo,
            inputs=[
                ("EmneSporsmal", found.EmneSporsmal),
                ("Sporsmal", values.plain(sheet, found.Sporsmal, f"{place}/Sporsmal")),
                ("DokIdForesp", found.DokIdForesp),
            ],
            details=["Formål", "KodetOpplysning"],
            given=(("SakstypeKodet", case),) if case else (),
        ),
        place,
        extension,
    )


def role(sheet: Sheet, found: dia.RollerRelatertNotat, place: str) -> fhir.Extension | None:
    """RollerRelatertNotat: who had which role in the note, towards the patient, and for which unit."""
    unit = found.TilknyttetEnhet
    to_patient = values.concept(sheet, found, "RoleToPatient", place)
    actor = _actor(sheet, found, place, to_patient)
    contact = _actor(sheet, unit, f"{place}/TilknyttetEnhet") if unit else None
    if to_patient is not None and actor is not None:
        sheet.team.append(fhir.CareTeamParticipant(role=[to_patient], member=actor))
    said = values.parts(
        "ip-participant",
        role=("CodeableConcept", values.concept(sheet, found, "RolleNotat", place)),
        roleToPatient=("CodeableConcept", to_patient),
        actor=("Reference", actor),
        unit=(
            "Reference",
            parties.unit(sheet, unit.Kontaktenhet, f"{place}/TilknyttetEnhet/Kontaktenhet") if unit else None,
        ),
        contact=("Reference", contact),
        note=("String", text(unit.Merknad) if unit else None),
    )
    return said[0] if said else None


def _actor(
    sheet: Sheet,
    found: dia.RollerRelatertNotat | dia.TilknyttetEnhet,
    place: str,
    to_patient: fhir.CodeableConcept | None = None,
) -> fhir.Reference | None:
    """Who it is; a person with a role to the patient is a related one, the only person that a CareTeam takes."""
    if found.HealthcareProfessional is not None:
        here = f"{place}/HealthcareProfessional"
        return parties.professional(sheet, found.HealthcareProfessional, here, told=to_patient)
    if found.Person is None:
        return None
    place += "/Person"
    if to_patient is None:
        return parties.other_person(sheet, found.Person, place)
    person = parties.related_person(sheet, found.Person, place)
    person.relationship = [to_patient]
    return sheet.add(person, place)
