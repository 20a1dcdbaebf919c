"""Pasientlogistikk 1.5 and 1.6 as FHIR: five events of a stay (emessages.md 2.3, 6.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mappings import fhir
from mappings.extensions import ELEMENT_NAMES
from mappings.felles import parties, values
from mappings.felles.values import boolean, text
from mappings.plo import header as plo_header

if TYPE_CHECKING:
    from mappings.felles.sheet import Sheet
    from mappings.plo import pasientlogistikk as log
    from mappings.plo import po

EVENTS = "2.16.578.1.12.4.1.1.9121"
INPATIENT = fhir.Coding(system="http://terminology.hl7.org/CodeSystem/v3-ActCode", code="IMP")
MODES = "http://terminology.hl7.org/CodeSystem/v3-ParticipationMode"


class Use(NamedTuple):
    """One use of the message: its element, the MsgInfo/Type that goes with it, its own event (9121), the stay's status."""

    element: str
    type: str
    event: str
    status: fhir.EncounterStatus | None


USES = (
    Use("MeldingInnlagtPasient", "LOG_INNLAGT", "1", "in-progress"),
    Use("MeldingUtskrivningsklarPasient", "LOG_UTSKRIVNINGSKLAR", "3", "in-progress"),
    Use("AvmeldingUtskrivningsklarPasient", "LOG_AVMELDING", "4", "in-progress"),
    Use("MeldingOmUtskrevetPasient", "LOG_UTSKREVET", "2", "finished"),
    Use("OrienteringOmDod", "LOG_DOD", "13", None),
)
"""A report of a death says nothing of a stay, and never sets Patient.deceased (decisions.md)."""


def use_of(message: log.Pasientlogistikk) -> Use:
    """Which of the five uses a message is; the XSD lets exactly one be there."""
    return next(use for use in USES if getattr(message, use.element) is not None)


def to_fhir(
    sheet: Sheet, message: log.Pasientlogistikk, place: str, patient: fhir.Patient, header: fhir.MessageHeader
) -> list[fhir.Reference]:
    """Everything of the message, put on the sheet; answers what the message is about (MessageHeader.focus)."""
    place += "/Pasientlogistikk"
    focus = plo_header.shipment(sheet, message.InformasjonOmForsendelsen, place, header)
    if message.TilleggsopplysningPasient is not None:
        plo_header.about_patient(sheet, message.TilleggsopplysningPasient, place, patient)
    plo_header.relatives(sheet, message.ParorendeForesatt, place)
    plo_header.units(sheet, message.TilknyttetEnhet, place)
    plo_header.contacts(sheet, message.KontaktpersonHelsepersonell, place)
    plo_header.responsible(sheet, message.AnsvarForRapport, place)
    plo_header.sent_documents(sheet, message.SendtDokument, place)
    use = use_of(message)
    focus += stay(sheet, message, use, f"{place}/{use.element}")
    return focus + parties.team(sheet, place)


def stay(sheet: Sheet, message: log.Pasientlogistikk, use: Use, place: str) -> list[fhir.Reference]:
    """The Encounter that the events tell of, and an Observation for each event as it was told."""
    found = getattr(message, use.element).TidsfestetHendelse
    events: list[po.TidsfestetHendelse] = found if isinstance(found, list) else [found]
    told = [(event, f"{place}/TidsfestetHendelse[{number}]") for number, event in enumerate(events, 1)]
    reference: fhir.Reference | None = None
    if use.status is not None:
        encounter = fhir.Encounter(
            status="entered-in-error" if sheet.facts.cancelled else use.status,
            class_=INPATIENT,
            subject=sheet.subject,
        )
        _apply(sheet, encounter, told, use)
        if message.MeldingOmUtskrevetPasient is not None:
            encounter.hospitalization = _discharge(
                sheet, message.MeldingOmUtskrevetPasient.UtskrevetTil, f"{place}/UtskrevetTil"
            )
        reference = sheet.add_to_conversation(encounter)
    focus = [reference] if reference else []
    focus += [sheet.add(_observation(sheet, event, use, here, reference), here) for event, here in told]
    if message.MeldingOmUtskrevetPasient is not None:
        _information(sheet, message.MeldingOmUtskrevetPasient.InfoInformasjonGitt, place, reference)
    return focus


def _event(found: po.TidsfestetHendelse, use: Use) -> str:
    """The event's code; the use's own one where no code is told (Hendelsekode is optional), none for another list's."""
    told = found.Hendelsekode
    if told is not None and told.S and told.S != EVENTS:
        return ""
    return values.code_of(told) or use.event


def _apply(
    sheet: Sheet, encounter: fhir.Encounter, events: list[tuple[po.TidsfestetHendelse, str]], use: Use
) -> None:
    """What the events say of the stay: its start, its end, and when the patient was ready to leave."""
    told = {_event(event, use): (event, f"{place}/TidspunktForHendelse") for event, place in events}
    (start, start_place), (end, end_place) = told.get("1", _UNTOLD), told.get("2", _UNTOLD)
    encounter.period = values.period(sheet, _time(start), _time(end), (start_place, end_place))
    if encounter.period is not None:
        estimated = any(boolean(event.Anslag) for event in (start, end) if event)
        encounter.period.extension = values.extension("ip-estimated", "valueBoolean", estimated)
    if "3" in told and use.event != "4":  # a withdrawal takes the time back
        ready, _ = values.point(sheet, told["3"][0].TidspunktForHendelse, told["3"][1])
        encounter.extension = (
            values.extension("ip-ready-for-discharge", "valueDateTime", ready) if ready else []
        )


_UNTOLD: tuple[po.TidsfestetHendelse | None, str] = (None, "")


def _time(event: po.TidsfestetHendelse | None) -> str | None:
    return event.TidspunktForHendelse.V if event is not None else None


def _observation(
    sheet: Sheet, found: po.TidsfestetHendelse, use: Use, place: str, encounter: fhir.Reference | None
) -> fhir.Observation:
    """TidsfestetHendelse as it was told."""
    code = values.concept(sheet, found, "Hendelsekode", place)
    if code is None:
        code = fhir.CodeableConcept(coding=[fhir.Coding(system=ELEMENT_NAMES, code=use.element)])
    point, lexical = values.point(sheet, found.TidspunktForHendelse, f"{place}/TidspunktForHendelse")
    place_of = found.StedForHendelse
    return fhir.Observation(
        status="entered-in-error" if sheet.facts.cancelled else "final",
        code=code,
        subject=sheet.subject,
        encounter=encounter,
        effectiveDateTime=point,
        effectiveDateTime_ext=lexical,
        valueString=text(found.BeskrivelseAvHendelse),
        note=[fhir.Annotation(text=note)] if (note := text(found.Merknad)) else [],
        extension=[
            *values.extension("ip-estimated", "valueBoolean", boolean(found.Anslag)),
            *values.extension("ip-place", "valueString", text(place_of.StedHendelse) if place_of else None),
        ],
    )


def _discharge(sheet: Sheet, found: po.UtskrevetTil, place: str) -> fhir.EncounterHospitalization | None:
    """UtskrevetTil: where to, in which condition, with what remark; all of it may be empty."""
    discharge = fhir.EncounterHospitalization(
        dischargeDisposition=values.concept(sheet, found, "UtTil", place),
        extension=[
            *values.extension(
                "ip-discharge-condition",
                "valueCodeableConcept",
                values.concept(sheet, found, "Uttilstand", place),
            ),
            *values.extension("ip-note", "valueString", text(found.Merknad)),
        ],
    )
    return discharge if discharge.dischargeDisposition or discharge.extension else None


def _information(
    sheet: Sheet, found: po.InfoInformasjonGitt | None, place: str, encounter: fhir.Reference | None
) -> None:
    """InfoInformasjonGitt: one Communication for each time that somebody was informed."""
    for number, one in enumerate(found.InformasjonGitt if found else [], 1):
        here = f"{place}/InfoInformasjonGitt/InformasjonGitt[{number}]"
        person = parties.related_person(sheet, one.InformasjonGittTil, f"{here}/InformasjonGittTil")
        sent, sent_ext = values.time(sheet, one.InformasjonGittDato, f"{here}/InformasjonGittDato")
        said = text(one.BeskrivelseInformasjon)
        sheet.add(
            fhir.Communication(
                status="entered-in-error" if sheet.facts.cancelled else "completed",
                medium=_medium(boolean(one.MuntligInformasjon)),
                topic=values.concept(sheet, one, "TypeInformasjon", here),
                subject=sheet.subject,
                encounter=encounter,
                sent=sent,
                sent_ext=sent_ext,
                recipient=[sheet.add(person, f"{here}/InformasjonGittTil")],
                sender=parties.professional(sheet, one.InformasjonGittAv, f"{here}/InformasjonGittAv"),
                payload=[fhir.CommunicationPayload(contentString=said)] if said else [],
            ),
            here,
        )


def _medium(oral: bool | None) -> list[fhir.CodeableConcept]:  # noqa: FBT001 - the one fact it is about
    """MuntligInformasjon: by voice or in writing; absent: not told."""
    if oral is None:
        return []
    return [fhir.CodeableConcept(coding=[fhir.Coding(system=MODES, code="VERBAL" if oral else "WRITTEN")])]
