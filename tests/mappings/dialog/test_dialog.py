"""Notes and those with a role in them: dialogmelding 1.1 (emessages.md 2.4, 6.4)."""

from __future__ import annotations

import pytest

from mappings import fhir, message
from mappings.dialog import dia
from mappings.felles import kith
from mappings.msghead import mh
from tests.messages.examples import DIALOG, OTHER, bundle, dialogue, of, references, shipped, written


def test_every_dialogmelding_is_its_own() -> None:
    first, second = shipped(DIALOG), shipped(DIALOG)
    second.MsgInfo.MsgId = OTHER
    second.MsgInfo.ConversationRef = mh.ConversationRef(first.MsgInfo.MsgId, first.MsgInfo.MsgId)
    assert not references(bundle(first), fhir.Communication) & references(bundle(second), fhir.Communication)


def test_a_person_with_a_role_to_the_patient_is_related_and_in_the_team() -> None:
    head = shipped(DIALOG)
    dialogue(head).Notat[0].RollerRelatertNotat = [
        dia.RollerRelatertNotat(
            RoleToPatient=kith.CV("8", "2.16.578.1.12.4.1.1.9034"), Person=dia.Person("Per", FamilyName="Sti")
        ),
        dia.RollerRelatertNotat(Person=dia.Person("Pål", FamilyName="Sti")),
    ]
    made = bundle(head)
    (related,), (team,), (other,) = (
        of(fhir.RelatedPerson, made),
        of(fhir.CareTeam, made),
        of(fhir.Person, made),
    )
    assert related.relationship[0].coding[0].code == "8"
    assert [one.member.reference for one in team.participant if one.member] == [f"RelatedPerson/{related.id}"]
    assert other.name[0].given == ["Pål"]


@pytest.mark.parametrize(
    ("code", "oid", "coordinates"), [("8", "9034", 1), ("18", "9034", 1), ("9", "9034", 0), ("8", "9246", 0)]
)
def test_a_coordinator_has_the_role_in_the_team_and_in_a_practitioner_role(
    code: str, oid: str, coordinates: int
) -> None:
    head = shipped(DIALOG)
    role = kith.CV(code, f"2.16.578.1.12.4.1.1.{oid}")
    inside = dia.HealthcareProfessional(RoleToPatient=role, FamilyName="Sti")
    beside = dia.RollerRelatertNotat(
        RoleToPatient=role, HealthcareProfessional=dia.HealthcareProfessional(FamilyName="Li")
    )
    dialogue(head).Notat[0].RollerRelatertNotat = [
        dia.RollerRelatertNotat(HealthcareProfessional=inside),
        beside,
    ]
    made = bundle(head)
    (team,) = of(fhir.CareTeam, made)
    assert [one.role[0].coding[0].code for one in team.participant] == [code, code]
    found = [one.code[0].coding[0].code for one in of(fhir.PractitionerRole, made) if one.code]
    assert found == [code, code][: 2 * coordinates]


def test_a_theme_stands_beside_the_codes_own_text() -> None:
    head = shipped(DIALOG)
    note = dialogue(head).Notat[0]
    note.TemaKodet, note.Tema = kith.CV("6", "2.16.578.1.12.4.1.1.7322", OT="kodens tekst"), "Temaet"
    (communication,) = of(fhir.Communication, bundle(head))
    assert communication.topic is not None
    assert communication.topic.text == "Temaet"
    assert [one.valueString for one in communication.topic.extension] == ["kodens tekst"]


def test_of_a_dialogmelding_without_note_and_request_the_case_is_named_as_left_over() -> None:
    head = shipped(DIALOG)
    dialogue(head).Notat = []
    dialogue(head).Sakstype = "Saken"
    left = message.to_fhir(written(head)).leftovers
    assert [one.where for one in left] == ["/MsgHead/Document[1]/RefDoc/Content/*[1]/Dialogmelding"]
