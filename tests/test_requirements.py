"""Requirements of the domain that are there in part, shown on the messages that the project ships."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from mappings import fhir, namespaces
from mappings.henvisning import henvisning
from mappings.message import LAYER, to_fhir
from mappings.msghead import mh
from mappings.msghead.documents import messages
from mappings.plo import po2

if TYPE_CHECKING:
    from collections.abc import Iterator

EXAMPLES = Path(__file__).resolve().parents[1] / "conformance" / "examples"

T = TypeVar("T", bound=fhir.Resource)


def bundle(name: str) -> fhir.Bundle:
    return to_fhir((EXAMPLES / name).read_bytes()).value


def of_type(made: fhir.Bundle, kind: type[T]) -> Iterator[T]:
    return (entry.resource for entry in made.entry if isinstance(entry.resource, kind))


def code_of(concept: fhir.CodeableConcept | None) -> tuple[str, str]:
    assert concept is not None
    return concept.coding[0].system or "", concept.coding[0].code or ""


def kodeverk(number: int) -> str:
    return f"urn:oid:2.16.578.1.12.4.1.1.{number}"


def test_R025_the_consent_that_a_sender_states_is_kept_with_its_code() -> None:
    (consent,) = of_type(bundle("dialog_helsefaglig-1.1.xml"), fhir.Consent)
    assert code_of(consent.category[0]) == (kodeverk(9064), "1")
    assert consent.status == "active"
    assert consent.provision is None  # it opens nothing


def test_R028_a_negative_receipt_says_why_in_norwegian() -> None:
    made = bundle("apprec-1.1.xml")
    (header,), (outcome,) = of_type(made, fhir.MessageHeader), of_type(made, fhir.OperationOutcome)
    assert header.response is not None
    assert (header.response.identifier, header.response.code) == (
        "3f6d8a52-6a0e-4d7b-9f0c-0d5b6f1c7a01",
        "fatal-error",
    )
    assert code_of(outcome.issue[0].details) == (kodeverk(8221), "E21")
    assert outcome.issue[0].details is not None
    assert outcome.issue[0].details.text == "Tjenesten er nedlagt; bruk Koordinerende enhet Fjellvik."


def test_R032_a_cancellation_is_read_as_what_was_never_so_and_names_its_conversation() -> None:
    made = bundle("log_innlagt-1.6-kansellering.xml")
    content = [*of_type(made, fhir.Encounter), *of_type(made, fhir.Observation)]
    assert {one.status for one in content} == {"entered-in-error"}
    (header,) = of_type(made, fhir.MessageHeader)
    named = {part.valueString for one in header.extension for part in one.extension}
    assert bundle("log_innlagt-1.6.xml").identifier == fhir.Identifier(
        system="urn:ietf:rfc:3986", value=f"urn:uuid:{named.pop()}"
    )


def test_R160_a_notice_in_a_dialogue_message_becomes_a_communication() -> None:
    made = bundle("dialog_helsefaglig-1.1.xml")
    (note,) = of_type(made, fhir.Communication)
    assert code_of(note.topic) == (kodeverk(7322), "6")
    assert note.topic is not None
    assert note.topic.text == "Mulig behov for individuell plan"
    assert (note.payload[0].contentString or "").startswith("Pasienten trenger tjenester")
    (team,) = of_type(made, fhir.CareTeam)
    assert {code_of(member.role[0]) for member in team.participant} == {
        (kodeverk(9034), "18"),
        (kodeverk(9034), "8"),
    }


def test_R161_the_three_facts_on_a_plan_are_read_and_written_and_what_is_unknown_is_left_out() -> None:
    tag = namespaces.tag(po2.OpplysningerOmIndividuellPlan, "2.0")
    for facts in (
        po2.OpplysningerOmIndividuellPlan("false", "true", "Kommunens koordinator er oppnevnt."),
        po2.OpplysningerOmIndividuellPlan(),
    ):
        data = LAYER.write(tag, facts)
        assert LAYER.read(data).value == facts
        assert (b"Foreligger" in data) == (facts.IndividuellPlanForeligger is not None)


def test_R161_the_facts_are_read_out_of_a_whole_referral() -> None:
    head = LAYER.read((EXAMPLES / "henvisning-2.0.xml").read_bytes()).value
    assert isinstance(head, mh.MsgHead)
    referral = messages(head)[0].value
    assert isinstance(referral, henvisning.Henvisning)
    assert referral.OpplysningerOmIndividuellPlan is not None
    facts = referral.OpplysningerOmIndividuellPlan
    assert (facts.IndividuellPlanForeligger, facts.KoordinatorOppnevnt) == ("false", "true")


def test_R165_the_messages_on_a_stay_become_encounter_and_observation() -> None:
    for name, event in (
        ("log_innlagt-1.6.xml", "1"),
        ("log_utskrivningsklar-1.5.xml", "3"),
        ("log_avmelding-1.5.xml", "4"),
        ("log_utskrevet-1.6.xml", "2"),
        ("log_dod-1.6.xml", "13"),
    ):
        made = bundle(name)
        assert (kodeverk(9121), event) in [code_of(told.code) for told in of_type(made, fhir.Observation)]
        assert len([*of_type(made, fhir.Encounter)]) == (name != "log_dod-1.6.xml")


def test_R168_the_same_message_again_gives_the_same_resources() -> None:
    for path in sorted(EXAMPLES.glob("log_*-1.[56].xml")):
        first, again = (fhir.encode(to_fhir(path.read_bytes()).value) for _ in range(2))
        assert first == again


def test_R168_messages_of_one_conversation_speak_of_one_stay_whatever_their_order() -> None:
    stays = {
        stay.id
        for name in ("log_utskrevet-1.6.xml", "log_innlagt-1.6.xml")
        for stay in of_type(bundle(name), fhir.Encounter)
    }
    assert len(stays) == 1
