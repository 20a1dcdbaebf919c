"""The header that all PLO messages 1.5 and 1.6 share, as FHIR (emessages.md 2.3, 6.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mappings import codes, fhir
from mappings.felles import parties, requests, values
from mappings.felles.sheet import NO_FURTHER_DISCLOSURE
from mappings.felles.values import boolean, text
from mappings.msghead.consents import OPTIN, SCOPE

if TYPE_CHECKING:
    from mappings.felles.sheet import Sheet
    from mappings.plo import po

DISCLOSE = fhir.CodeableConcept(
    coding=[fhir.Coding(system="http://terminology.hl7.org/CodeSystem/consentaction", code="disclose")]
)


def shipment(
    sheet: Sheet, found: po.InformasjonOmForsendelsen, place: str, header: fhir.MessageHeader
) -> list[fhir.Reference]:
    """InformasjonOmForsendelsen: status as the header's reason, the reservation as Consent, a request as Task."""
    place += "/InformasjonOmForsendelsen"
    status = values.concept(sheet, found, "Forsendelsesstatus", place)
    said = values.extension("ip-answer-to-request", "valueBoolean", boolean(found.SvarPaaForesporsel))
    if header.reason is None:
        header.reason = status
    else:
        said += values.extension("ip-report-status", "valueCodeableConcept", status)
    header.extension = header.extension + said
    if (reserved := boolean(found.ForbeholdOmVideresending)) is not None:
        _forwarding(sheet, f"{place}/ForbeholdOmVideresending", reserved=reserved)
    return [request(sheet, found.Foresporsel, f"{place}/Foresporsel")] if found.Foresporsel else []


def _forwarding(sheet: Sheet, place: str, *, reserved: bool) -> None:
    """ForbeholdOmVideresending: a statement about forwarding this message; the label stands on every resource of it."""
    sheet.unlabelled(
        fhir.Consent(
            status="entered-in-error" if sheet.facts.cancelled else "active",
            scope=SCOPE,
            category=[fhir.CodeableConcept(coding=[NO_FURTHER_DISCLOSURE])],
            patient=sheet.subject,
            dateTime=sheet.facts.sent,
            policyRule=OPTIN,
            provision=fhir.ConsentProvision(type="deny" if reserved else "permit", action=[DISCLOSE]),
        ),
        place,
    )


def request(sheet: Sheet, found: po.Foresporsel, place: str) -> fhir.Reference:
    """Foresporsel inside a PLO message."""
    return requests.task(
        sheet,
        requests.Request(
            element=found,
            reason=found.Begrunnelse,
            start=found.FraDato,
            end=found.TilDato,
            journal=[found.TypeJournalinfo] if found.TypeJournalinfo else [],
            inputs=[("Sporsmal", found.Sporsmal), ("RefDokIdForesp", found.RefDokIdForesp)],
            details=["Formål"],
        ),
        place,
        [],
    )


def about_patient(
    sheet: Sheet, found: po.TilleggsopplysningPasient, place: str, patient: fhir.Patient
) -> None:
    """TilleggsopplysningPasient, added to the head's Patient."""
    place += "/TilleggsopplysningPasient"
    patient.maritalStatus = values.concept(sheet, found, "SivilStatus", place)
    if patient.maritalStatus is not None:
        _translated(
            patient.maritalStatus, "marital-status", "http://terminology.hl7.org/CodeSystem/v3-MaritalStatus"
        )
    patient.extension = patient.extension + values.extension(
        "ip-lives-alone", "valueBoolean", boolean(found.BorAlene)
    )
    spoken = values.coding(sheet, found, "Sprak", place)
    if spoken is not None:
        patient.communication = [fhir.PatientCommunication(language=_language(sheet, spoken))]


def _language(sheet: Sheet, spoken: fhir.Coding) -> fhir.CodeableConcept:
    """Sprak (3303). The element is bound to BCP 47 at most, so the code as received stands beside it."""
    code = values.translated("language", spoken)
    return fhir.CodeableConcept(
        coding=[fhir.Coding(system="urn:ietf:bcp:47", code=code)] if code else [],
        text=spoken.display or spoken.code,
        extension=values.received_coding(sheet, spoken),
    )


def _translated(concept: fhir.CodeableConcept, table: str, system: str) -> None:
    """Add FHIR's own code beside the one received, where the table has one."""
    code = codes.translation(table).get(concept.coding[0].code or "") if concept.coding else None
    if code is not None:
        concept.coding.append(fhir.Coding(system=system, code=code))


FAMILY_RELATION = "http://hl7.no/fhir/CodeSystem/no-basis-family-relation"


def relatives(sheet: Sheet, found: list[po.ParorendeForesatt], place: str) -> None:
    """ParorendeForesatt: RelatedPerson with the received relation (9033) and function of care (9050)."""
    for number, one in enumerate(found, 1):
        here = f"{place}/ParorendeForesatt[{number}]"
        resource = parties.related_person(sheet, one.Referanseperson, f"{here}/Referanseperson")
        relation = values.concept(sheet, one, "Slektskap", here)
        if relation is not None:
            _translated(relation, "family-relation", FAMILY_RELATION)
            resource.relationship.append(relation)
        function = values.concept(sheet, one, "Omsorgsfunksjon", here)
        if function is not None:
            resource.relationship.append(function)
        resource.extension += values.extension(
            "ip-minor-birth-year", "valueString", one.FodselsarMindrearigParorende
        )
        resource.extension += _note(one.Merknad)
        sheet.add(resource, here)


def _note(merknad: str | None) -> list[fhir.Extension]:
    return values.extension("ip-note", "valueString", text(merknad))


def units(sheet: Sheet, found: list[po.TilknyttetEnhet], place: str) -> None:
    """TilknyttetEnhet: an Organization in the team."""
    for number, one in enumerate(found, 1):
        here = f"{place}/TilknyttetEnhet[{number}]"
        reference = parties.unit(sheet, one.Kontaktenhet, f"{here}/Kontaktenhet")
        if reference is not None:
            sheet.team.append(fhir.CareTeamParticipant(member=reference, extension=_note(one.Merknad)))


def contacts(sheet: Sheet, found: list[po.KontaktpersonHelsepersonell], place: str) -> None:
    """KontaktpersonHelsepersonell: a participant of the team, with the role to the patient where one is told."""
    for number, one in enumerate(found, 1):
        here = f"{place}/KontaktpersonHelsepersonell[{number}]"
        before = len(sheet.team)
        reference = parties.professional(sheet, one.Kontaktperson, f"{here}/Kontaktperson")
        if len(sheet.team) == before:
            sheet.team.append(fhir.CareTeamParticipant(member=reference))
        sheet.team[-1].extension = _note(one.Merknad)


def responsible(sheet: Sheet, found: list[po.AnsvarForRapport], place: str) -> None:
    """AnsvarForRapport: an agent of the message's Provenance."""
    for number, one in enumerate(found, 1):
        here = f"{place}/AnsvarForRapport[{number}]"
        approved = values.dated(sheet, "ip-report-approved", one.GodkjentDato, f"{here}/GodkjentDato")
        sheet.agents.append(
            fhir.ProvenanceAgent(
                type=values.concept(sheet, one, "TypeRelasjon", here),
                who=parties.professional(sheet, one.AnsvarligRapport, f"{here}/AnsvarligRapport"),
                extension=[*_note(one.Merknad), *approved],
            )
        )


def sent_documents(sheet: Sheet, found: list[po.SendtDokument], place: str) -> None:
    """SendtDokument: a Communication that took place, or did not."""
    for number, one in enumerate(found, 1):
        here = f"{place}/SendtDokument[{number}]"
        sent, sent_ext = values.time(sheet, one.DatoSendt, f"{here}/DatoSendt")
        was_sent = boolean(one.JaNei)
        sheet.add(
            fhir.Communication(
                status="entered-in-error"
                if sheet.facts.cancelled
                else "completed"
                if was_sent
                else "not-done",
                topic=values.concept(sheet, one, "Opplysning", here),
                subject=sheet.subject,
                sent=sent,
                sent_ext=sent_ext,
                note=[fhir.Annotation(text=note)] if (note := text(one.Merknad)) else [],
                extension=[
                    *values.extension("ip-sent", "valueBoolean", was_sent),
                    *_recipient(sheet, one, here),
                ],
            ),
            here,
        )


def _recipient(sheet: Sheet, found: po.SendtDokument, place: str) -> list[fhir.Extension]:
    kind = values.concept(sheet, found, "TypeMottaker", place)
    return values.parts(
        "ip-recipient", type=("CodeableConcept", kind), name=("String", text(found.NavnMottaker))
    )
