"""What the store must know to judge a plan: tier C, and what belongs in a plan at all."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from adapter.core.plan.facts import Facts
from adapter.core.plan.judge import judge
from mappings import fhir
from tests.adapter.core.plan.plans import (
    ACTIVITY,
    BRYGGE,
    COORDINATOR,
    FACTS,
    GOAL,
    HELP,
    HOSPITAL,
    HOSPITALS,
    KE,
    LATER,
    MUNICIPALITY,
    MYSELF,
    NAV,
    NEW,
    NOW,
    PERMITTED,
    PLAN,
    RESPONSIBLE,
    TEAM,
    change,
    consent,
    mapped,
    participant,
    plan,
    to,
    unit,
    without,
    world,
)

KE_CONTACT = "KE Fjellvik, 310020206"


def keys(made: dict[str, object], facts: object = FACTS) -> list[str]:
    return [issue.key for issue in judge(plan(made), facts)]


@pytest.mark.parametrize("born", ["2024-04-01", "1938-05-06"])
def test_R001_neither_age_nor_diagnosis_is_asked_for(born: str) -> None:
    made = world("draft")
    made["Patient/p1"] = fhir.Patient(birthDate=born)
    assert plan(made).care_plan.addresses == []
    assert judge(plan(made), NEW) == ()
    change(PLAN, status="active")(made)
    assert judge(plan(made), FACTS) == ()


# --- C-1 --------------------------------------------------------------------------------------------------------------


def test_R003_a_second_plan_is_refused_with_how_to_reach_the_coordinating_unit() -> None:
    (issue,) = judge(plan(world("draft")), NEW._replace(open_plans=(KE_CONTACT,)))
    assert (issue.fault.error, issue.fault.status, issue.params) == ("plan-exists", 409, (KE_CONTACT,))
    assert KE_CONTACT in issue.text
    assert issue.where == "CarePlan"


def test_R003_without_a_consent_that_names_the_maker_nobody_is_told_of_another_plan() -> None:
    made = world("draft")
    for facts in (NEW._replace(writer=NAV), NEW._replace(writer=NAV, open_plans=(KE_CONTACT,))):
        (issue,) = judge(plan(made), facts)
        assert (issue.key, issue.fault.error, issue.fault.status) == ("plan-consent", "consent-missing", 403)


def test_R003_R035_whoever_makes_a_plan_without_consent_is_told_nothing_else() -> None:
    made = world("active")
    for name in (GOAL, ACTIVITY, TEAM):
        change(name, subject=to("Patient/other"))(made)
    assert keys(made, NEW._replace(writer=NAV, open_plans=(KE_CONTACT,))) == ["plan-consent"]
    assert "state-not-allowed" in keys(made, NEW)


def test_R003_without_consent_a_later_version_tells_of_no_other_plan_either() -> None:
    made = world("draft")
    change("Consent/plan", status="inactive")(made)
    facts = FACTS._replace(open_plans=(KE_CONTACT,))
    assert keys(made, facts) == ["plan-consent-reference", "plan-consent"]


def test_R003_a_maker_whom_the_person_named_is_told() -> None:
    made = world("draft")
    actor = [replace(PERMITTED.actor[0], reference=unit(NAV))]
    made["Consent/plan"] = consent("plan", replace(PERMITTED, actor=actor))
    assert keys(made, NEW._replace(writer=NAV, open_plans=(KE_CONTACT,))) == ["plan-exists"]
    assert keys(made, NEW._replace(writer=NAV)) == []


def test_a_plan_that_ends_is_no_second_one() -> None:
    made = world("revoked")
    assert keys(made, LATER._replace(open_plans=(KE_CONTACT,))) == []


# --- R-096 --------------------------------------------------------------------------------------------------


def test_R004_nothing_in_a_plan_is_an_order() -> None:
    for intent in ("order", "original-order", "reflex-order", "filler-order", "instance-order", "directive"):
        made = world()
        change(ACTIVITY, intent=intent)(made)
        (issue,) = judge(plan(made), LATER)
        assert (issue.fault.error, issue.fault.status, issue.where) == ("order", 422, "CarePlan.activity[0]")
    for intent in ("proposal", "plan"):
        made = world()
        change(ACTIVITY, intent=intent)(made)
        assert keys(made) == []


def test_R004_a_plan_is_no_order_itself() -> None:
    made = world("draft")
    change(PLAN, intent="order")(made)
    assert [(issue.key, issue.where) for issue in judge(plan(made), NEW)] == [
        ("plan-order", "CarePlan.intent")
    ]


def test_R006_other_plans_are_linked_and_never_copied_in() -> None:
    made = world()
    iop = replace(made[PLAN], extension=[])
    change(PLAN, contained=[fhir.Organization(name="Fjellvik skole"), iop])(made)
    assert [(issue.key, issue.where) for issue in judge(plan(made), FACTS)] == [
        ("plan-contained", "CarePlan.contained[1]")
    ]
    linked = [*made[PLAN].supportingInfo, to("DocumentReference/iop"), to("CarePlan/iop")]
    change(PLAN, contained=[], supportingInfo=linked)(made)
    assert keys(made) == []


def test_R096_what_is_documented_day_by_day_is_no_part_of_a_plan() -> None:
    laboratory = fhir.CodeableConcept(
        coding=[
            fhir.Coding(
                system="http://terminology.hl7.org/CodeSystem/observation-category", code="laboratory"
            )
        ]
    )
    found = replace(mapped("behov"), category=[laboratory])
    for name, told in (
        ("MedicationStatement/1", ["plan-journal"]),
        ("https://ehr.example/fhir/Procedure/2", ["plan-journal"]),
        ("Observation/lab", ["plan-journal"]),
        ("Observation/need", []),
        ("DocumentReference/1", []),
        ("Task/1", []),
    ):
        made = world()
        made["Observation/lab"] = found
        change(PLAN, supportingInfo=[*made[PLAN].supportingInfo, to(name)])(made)
        assert keys(made) == told


JOURNALED = (
    *(
        "AllergyIntolerance",
        "ClinicalImpression",
        "Composition",
        "DiagnosticReport",
        "Encounter",
        "ImagingStudy",
    ),
    *("Immunization", "MedicationAdministration", "MedicationDispense", "MedicationRequest"),
    *("MedicationStatement", "Procedure", "Specimen"),
)
PLANNED = ("Observation", "DocumentReference", "CarePlan", "Task", "Consent", "Condition", "Appointment")


def test_R096_types_of_health_care_documentation_are_the_journals_and_those_of_planning_are_not() -> None:
    for name in (*JOURNALED, *PLANNED):
        made = world()
        change(PLAN, supportingInfo=[*made[PLAN].supportingInfo, to(f"{name}/x")])(made)
        assert keys(made) == (["plan-journal"] if name in JOURNALED else [])


def test_R096_findings_are_the_journals_and_what_else_is_observed_is_not() -> None:
    system_ = "http://terminology.hl7.org/CodeSystem/observation-category"
    for code in ("laboratory", "imaging", "vital-signs", "procedure", "social-history", "activity"):
        made = world()
        own = made["Observation/need"]
        found = fhir.CodeableConcept(coding=[fhir.Coding(system=system_, code=code)])
        change("Observation/need", category=[*own.category, found])(made)
        assert keys(made) == ([] if code in ("social-history", "activity") else ["plan-journal"])


def test_R006_who_and_where_may_be_contained() -> None:
    administrative = (
        fhir.Practitioner(),
        fhir.PractitionerRole(),
        fhir.Organization(),
        fhir.HealthcareService(),
        fhir.Location(),
        fhir.Endpoint(
            status="active",
            connectionType=fhir.Coding(code="hl7-fhir-rest"),
            payloadType=[fhir.CodeableConcept(text="plan")],
            address="https://ehr.example/fhir",
        ),
    )
    made = world()
    change(PLAN, contained=[*administrative])(made)
    assert keys(made) == []
    for one in (
        mapped("behov"),
        made[GOAL],
        made[TEAM],
        fhir.Patient(),
        fhir.DocumentReference(status="current", content=[]),
    ):
        change(PLAN, contained=[one])(made)
        assert keys(made) == ["plan-contained"]


def test_a_journal_type_is_told_by_what_a_logical_reference_says_too() -> None:
    made = world()
    logical = fhir.Reference(type="DiagnosticReport", identifier=fhir.Identifier(value="1"))
    change(PLAN, supportingInfo=[*made[PLAN].supportingInfo, logical])(made)
    (issue,) = judge(plan(made), FACTS)
    assert (issue.fault.error, issue.where) == ("journal", "CarePlan.supportingInfo[2]")


# --- R-101 ------------------------------------------------------------------------------------------------------------


def test_R101_a_plan_is_not_completed_while_goals_are_pursued() -> None:
    made = world("completed")
    made["Goal/b"] = made["Goal/c"] = made[GOAL]
    change("Goal/b", lifecycleStatus="completed")(made)
    change("Goal/c", lifecycleStatus="on-hold")(made)
    change(PLAN, goal=[to(GOAL), to("Goal/b"), to("Goal/c")])(made)
    issues = judge(plan(made), LATER)
    assert [(issue.where, issue.fault.error, issue.fault.status) for issue in issues] == [
        ("CarePlan.goal[0]", "state", 409),
        ("CarePlan.goal[2]", "state", 409),
    ]
    for name in (GOAL, "Goal/c"):
        change(name, lifecycleStatus="cancelled")(made)
    assert judge(plan(made), LATER) == ()


# --- R-076 ------------------------------------------------------------------------------------------------------------


def with_hospital(status: str) -> dict[str, object]:
    made = world(status)
    beside = participant(to(BRYGGE), HOSPITALS)
    change(TEAM, participant=[MYSELF, COORDINATOR, HELP, beside])(made)
    change(GOAL, lifecycleStatus="completed")(made)
    return made


def test_R076_the_hospitals_coordinator_neither_starts_nor_ends_a_municipal_plan() -> None:
    hospital = LATER._replace(writer=HOSPITAL)
    for before, status in (("draft", "active"), ("active", "completed"), ("active", "revoked")):
        for writer, told in ((HOSPITAL, ["plan-hospital-state"]), (MUNICIPALITY, []), (KE, []), (NAV, [])):
            facts = hospital._replace(before=before, writer=writer)
            assert keys(with_hospital(status), facts) == told
    (issue,) = judge(plan(with_hospital("completed")), hospital)
    assert (issue.fault.status, issue.where) == (403, "CarePlan.status")
    assert keys(with_hospital("active"), hospital) == []  # work on it


def test_R076_who_manages_the_team_or_was_the_hospitals_coordinator_once_is_not_meant() -> None:
    made = with_hospital("completed")
    facts = LATER._replace(writer=HOSPITAL, lead_before=HOSPITAL)
    change(TEAM, managingOrganization=[unit(HOSPITAL)])(made)
    assert keys(made, facts) == []
    stands = ["plan-hospital-state"]
    for start, end, told in (
        ("2026-01-01", "2026-08-31", []),
        ("2026-09-02", None, []),
        ("2026-09-01T07:00:00Z", None, stands),
        ("2026-01-01", "2026-09-01T07:00:00Z", stands),
    ):
        made = with_hospital("completed")
        beside = participant(to(BRYGGE), HOSPITALS, start=start, end=end)
        change(TEAM, participant=[MYSELF, COORDINATOR, HELP, beside])(made)
        assert keys(made, LATER._replace(writer=HOSPITAL)) == told


def test_R076_a_writer_who_is_not_known_is_nobodys_coordinator() -> None:
    made = with_hospital("completed")
    made[BRYGGE] = fhir.PractitionerRole()
    assert keys(made, LATER._replace(writer="")) == []


def test_R076_a_hospital_may_pause_and_correct_a_plan_and_lead_before_its_time_is_over() -> None:
    hospital = LATER._replace(writer=HOSPITAL)
    assert keys(with_hospital("on-hold"), hospital) == []
    assert keys(with_hospital("completed"), hospital._replace(municipal_from=None)) == []
    later = hospital._replace(municipal_from=hospital.now.replace(year=2027))
    assert keys(with_hospital("completed"), later) == []
    assert keys(with_hospital("completed"), hospital._replace(municipal_from=hospital.now)) == [
        "plan-hospital-state"
    ]


def test_R076_until_the_municipality_is_responsible_the_hospital_starts_and_ends() -> None:
    made = with_hospital("active")
    change(TEAM, participant=[MYSELF, HELP, participant(to(BRYGGE), HOSPITALS)])(made)
    facts = FACTS._replace(writer=HOSPITAL, municipal_from=None)
    assert keys(made, facts) == []


# --- C-4, C-7, one person -------------------------------------------------------------------------------------------------


def test_the_author_is_of_the_municipality_with_the_main_responsibility() -> None:
    for author, told in (
        (MUNICIPALITY, []),
        (KE, []),
        ("310090905", ["plan-responsible"]),
        (HOSPITAL, ["plan-responsible"]),
    ):
        made = world("draft")
        change(PLAN, author=unit(author))(made)
        assert keys(made, NEW) == told


def test_a_responsibility_that_names_no_municipality_is_nobodys() -> None:
    made = world("draft")
    without("ip-main-responsibility")(made)
    unnamed = replace(RESPONSIBLE, extension=RESPONSIBLE.extension[:1])
    change(PLAN, author=unit(HOSPITAL), extension=[*made[PLAN].extension, unnamed])(made)
    (issue,) = judge(plan(made), NEW)
    assert (issue.key, issue.where) == ("plan-responsible", "CarePlan.extension[4]")


def test_an_author_by_place_is_told_by_its_number() -> None:
    made = world("draft")
    change(PLAN, author=to("Organization/fjellvik"))(made)
    assert keys(made, NEW) == ["plan-responsible"]
    assert keys(made, NEW._replace(numbers={"Organization/fjellvik": MUNICIPALITY})) == []


def test_a_draft_without_author_or_responsibility_and_one_of_a_hospital_are_asked_nothing() -> None:
    made = world("draft")
    change(PLAN, author=None)(made)
    assert keys(made, NEW) == []
    made = world("draft")
    without("ip-main-responsibility")(made)
    change(PLAN, author=unit(HOSPITAL))(made)
    assert keys(made, NEW) == []
    unsaid = replace(RESPONSIBLE, extension=[replace(RESPONSIBLE.extension[0], valueCoding=None)])
    change(PLAN, extension=[*made[PLAN].extension, unsaid])(made)
    assert keys(made, NEW) == []
    level = replace(
        RESPONSIBLE.extension[0], valueCoding=replace(RESPONSIBLE.extension[0].valueCoding, code="spesialist")
    )
    change(PLAN, extension=[*made[PLAN].extension, replace(RESPONSIBLE, extension=[level])])(made)
    assert keys(made, NEW) == []


def test_the_responsibility_stays_where_it_is_until_a_transfer_is_completed() -> None:
    made = world()
    change(TEAM, managingOrganization=[unit("311010107")])(made)
    (issue,) = judge(plan(made), LATER)
    assert (issue.key, issue.fault.status) == ("plan-transfer-open", 409)
    assert keys(made, LATER._replace(transferred_to=frozenset({"311010107"}))) == []
    assert keys(made, LATER._replace(transferred_to=frozenset({NAV}))) == ["plan-transfer-open"]


@pytest.mark.parametrize(
    ("name", "where"),
    [
        (GOAL, "CarePlan.goal[0]"),
        (ACTIVITY, "CarePlan.activity[0]"),
        (TEAM, "CarePlan.careTeam[0]"),
        ("Observation/need", "CarePlan.supportingInfo[1]"),
    ],
)
def test_everything_in_a_plan_is_about_its_person(name: str, where: str) -> None:
    made = world()
    change(name, subject=to("Patient/other"))(made)
    assert [(issue.key, issue.where) for issue in judge(plan(made), FACTS)] == [("plan-other-person", where)]


def test_identifiers_without_a_value_name_nobody() -> None:
    nobody = fhir.Reference(identifier=fhir.Identifier(system="urn:x"))
    made = world("draft")
    change(PLAN, subject=nobody)(made)
    change(GOAL, subject=nobody)(made)
    change("Consent/plan", patient=nobody)(made)
    told = keys(made, FACTS)
    assert "plan-other-person" in told
    assert "plan-consent" in told


# --- what is known at first -----------------------------------------------------------------------------------------------


def test_of_a_plan_of_which_nothing_else_is_known_nothing_is_taken_for_known() -> None:
    made = world("draft")
    without("ip-main-responsibility")(made)
    made["Consent/plan"] = consent("plan")
    known = Facts(NOW, strict=True)
    assert keys(made, known) == []
    assert (known.number(None), known.was_in_force, known.is_municipal) == ("", False, False)
