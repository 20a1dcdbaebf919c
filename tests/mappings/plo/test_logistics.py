"""New, changed, cancelled; the stay; the reservation: Pasientlogistikk (emessages.md 4.2, 6.4; decisions.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mappings import fhir
from mappings.felles import kith
from mappings.felles.sheet import NO_FURTHER_DISCLOSURE
from mappings.msghead import mh
from mappings.plo import po
from tests.messages.examples import (
    ADMITTED,
    DEATH,
    DISCHARGED,
    OTHER,
    READY,
    WITHDRAWN,
    bundle,
    logistics,
    of,
    references,
    shipped,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

# --- new, changed, cancelled ------------------------------------------------------------------------------------------

CONTENT = (fhir.Patient, fhir.Organization, fhir.Encounter, fhir.Observation, fhir.CareTeam)
OWN = (fhir.MessageHeader, fhir.Provenance)


def later(status: str) -> mh.MsgHead:
    """The shipped admission sent again under another MsgId, as an answer to itself."""
    head = shipped(ADMITTED)
    first = head.MsgInfo.MsgId
    head.MsgInfo.MsgId = OTHER
    head.MsgInfo.ConversationRef = mh.ConversationRef(first.upper(), first.upper())
    logistics(head).InformasjonOmForsendelsen.Forsendelsesstatus = kith.CS(status)
    return head


def raw(made: fhir.Bundle) -> set[str]:
    return {
        f"DocumentReference/{one.id}" for one in of(fhir.DocumentReference, made) if one.docStatus == "final"
    }


def test_a_change_is_a_new_version_of_what_its_conversation_made() -> None:
    new, changed = bundle(shipped(ADMITTED)), bundle(later("M"))
    assert references(new, *CONTENT) == references(changed, *CONTENT)
    assert not references(new, *OWN) & references(changed, *OWN)
    assert not raw(new) & raw(changed)


@pytest.mark.parametrize("status", ["C", " C "])
def test_a_cancellation_is_kept_as_entered_in_error_under_its_own_ids(status: str) -> None:
    new, cancelled = bundle(shipped(ADMITTED)), bundle(later(status))
    every = {type(entry.resource) for entry in new.entry if isinstance(entry.resource, fhir.Resource)}
    assert not references(new, *every) & references(cancelled, *every)
    stated: Sequence[fhir.Resource] = [
        *of(fhir.Encounter, cancelled),
        *of(fhir.Observation, cancelled),
        *of(fhir.CareTeam, cancelled),
        *of(fhir.Consent, cancelled),
        *(one for one in of(fhir.DocumentReference, cancelled) if not one.docStatus),
    ]
    assert {type(one) for one in stated} == {
        fhir.Encounter, fhir.Observation, fhir.CareTeam, fhir.Consent, fhir.DocumentReference
    }  # fmt: skip
    assert {getattr(one, "status", None) for one in stated} == {"entered-in-error"}


def test_a_conversation_has_one_encounter_whatever_the_kinds_of_its_messages() -> None:
    admitted, discharged = bundle(shipped(ADMITTED)), bundle(shipped(DISCHARGED))
    assert references(admitted, fhir.Encounter) == references(discharged, fhir.Encounter)
    assert not references(admitted, fhir.Observation) & references(discharged, fhir.Observation)


def test_another_sender_makes_other_resources() -> None:
    ours, theirs = shipped(ADMITTED), shipped(ADMITTED)
    theirs.MsgInfo.Sender.Organisation.Ident[0].Id = "9000099"
    every = (*CONTENT, *OWN)
    assert not references(bundle(ours), *every) & references(bundle(theirs), *every)


# --- the stay ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "status"),
    [(ADMITTED, "in-progress"), (READY, "in-progress"), (WITHDRAWN, "in-progress"), (DISCHARGED, "finished")],
)
def test_what_a_report_says_of_the_stay(name: str, status: str) -> None:
    (encounter,) = of(fhir.Encounter, bundle(shipped(name)))
    assert encounter.status == status
    assert encounter.class_.code == "IMP"
    period = encounter.period or fhir.Period()
    assert (period.start is not None) == (name == ADMITTED)
    assert (period.end is not None) == (name in (READY, DISCHARGED))  # planned, and real
    assert [one.valueBoolean for one in period.extension] == ([] if name == WITHDRAWN else [name != ADMITTED])
    assert (encounter.hospitalization is not None) == (name == DISCHARGED)


def test_ready_for_discharge_is_a_time_and_its_withdrawal_takes_it_back() -> None:
    def told(name: str) -> list[str]:
        (encounter,) = of(fhir.Encounter, bundle(shipped(name)))
        return [one.url.rpartition("/")[2] for one in encounter.extension]

    assert told(READY) == ["ip-ready-for-discharge"]
    assert told(WITHDRAWN) == []


def test_a_report_of_a_death_is_an_observation_and_never_makes_the_patient_deceased() -> None:
    made = bundle(shipped(DEATH))
    (patient,) = of(fhir.Patient, made)
    assert (patient.deceasedBoolean, patient.deceasedDateTime) == (None, None)
    assert of(fhir.Encounter, made) == []
    (report,) = of(fhir.Observation, made)
    assert report.code.coding[0].code == "13"


def test_an_event_of_another_list_says_nothing_of_the_stay() -> None:
    head = shipped(ADMITTED)
    report = logistics(head).MeldingInnlagtPasient
    assert report is not None
    report.TidsfestetHendelse.Hendelsekode = kith.CV("1", "2.999.1")
    (encounter,) = of(fhir.Encounter, bundle(head))
    assert encounter.period is None


def test_of_a_discharge_that_says_nothing_nothing_is_made() -> None:
    head = shipped(DISCHARGED)
    report = logistics(head).MeldingOmUtskrevetPasient
    assert report is not None
    report.UtskrevetTil = po.UtskrevetTil(UtTil=kith.CV())
    (encounter,) = of(fhir.Encounter, bundle(head))
    assert encounter.hospitalization is None


# --- the reservation ---


@pytest.mark.parametrize(("said", "labelled"), [("true", True), ("1", True), ("false", False), (None, False)])
def test_a_reservation_against_forwarding_labels_every_resource(said: str | None, labelled: bool) -> None:  # noqa: FBT001 - the expectation
    head = shipped(ADMITTED)
    logistics(head).InformasjonOmForsendelsen.ForbeholdOmVideresending = said
    made = bundle(head)
    labels = [
        NO_FURTHER_DISCLOSURE in entry.resource.meta.security if entry.resource.meta else False
        for entry in made.entry
        if isinstance(entry.resource, fhir.Resource)
    ]
    assert set(labels) == {labelled}
    kinds = [one.provision.type for one in of(fhir.Consent, made) if one.provision]
    assert kinds == ([] if said is None else ["deny" if labelled else "permit"])
