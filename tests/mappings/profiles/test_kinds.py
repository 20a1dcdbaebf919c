"""Which profile applies: told by what a resource is, never by what it claims (decisions.md)."""

from __future__ import annotations

from typing import Any

import pytest

from mappings.extensions import BASE, DEFINITION
from mappings.profiles import kinds
from mappings.profiles.scope import residents
from tests.conformance.instances.table import document
from tests.mappings.profiles.making import PATIENT, bundle, changed, concept, faults, issues, keys, made

PLAN = "careplan/active.good.json"
DRAFT = "careplan/draft.good.json"
SUB_PLAN = "subplan/crisis-plan.good.json"
GOAL = "goal/own.good.json"
ROLE_8 = {"coding": [{"system": "urn:oid:2.16.578.1.12.4.1.1.9034", "code": "8"}]}


def kind(value: dict[str, Any]) -> tuple[str, ...]:
    first = residents(made(value))[0]
    return kinds.of(first.resource, first.scope)


def task(code: str, system: str = "ip-task-code") -> dict[str, Any]:
    return {"resourceType": "Task", "status": "draft", "intent": "proposal", "code": concept(system, code)}


CONSENT = {"resourceType": "Consent", "status": "active", "scope": {"text": "x"}, "policyRule": {"text": "x"}}
TEAM: dict[str, Any] = {"resourceType": "CareTeam", "status": "active"}
PARTICIPANT = {"role": [ROLE_8], "member": {"reference": "PractitionerRole/r"}}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (document(PLAN), ("no-ip-careplan",)),
        (document(SUB_PLAN), ("no-ip-subplan",)),
        (task("need-notice"), ("no-ip-notice-task",)),
        (task("coordinator-notice"), ("no-ip-notice-task",)),
        (task("hab-need-notice"), ("no-ip-notice-task",)),
        (task("transfer"), ("no-ip-transfer-task",)),
        (task("complaint"), ("no-ip-task",)),
        (task("a-code-that-there-is-not"), ("no-ip-task",)),
        (task("transfer", "a-vendors"), ()),
        (TEAM | {"category": [concept("ip-team-kind", "ip-team")]}, ("no-ip-careteam",)),
        (TEAM | {"participant": [PARTICIPANT]}, ()),
        (CONSENT | {"category": [concept("ip-consent-type", "share")]}, ("no-ip-consent",)),
        (CONSENT | {"category": [{"text": "share"}]}, ()),
        (document(GOAL), ()),
        (changed(PLAN, category=[concept("ip-plan-kind", "behandlingsplan")]), ()),
    ],
)
def test_a_resource_is_what_its_own_code_says(value: dict[str, Any], expected: tuple[str, ...]) -> None:
    assert kind(value) == expected


def test_a_team_read_from_a_message_is_a_generic_one() -> None:
    assert issues(TEAM | {"participant": [PARTICIPANT]}) == []


def test_a_plan_is_a_sub_plan_by_the_plan_that_it_is_part_of() -> None:
    whole = document(DRAFT) | {"id": "hel"}
    other = {"resourceType": "CarePlan", "id": "del", "status": "draft", "intent": "plan", "subject": PATIENT}
    part = other | {"partOf": [{"reference": "CarePlan/hel"}]}
    assert kind(bundle(part, whole)["entry"][0]["resource"]) == ()  # the reference alone tells nothing
    found = residents(made(bundle(part, whole)))
    assert [kinds.of(one.resource, one.scope) for one in found] == [("no-ip-subplan",), ("no-ip-careplan",)]
    generic = residents(made(bundle(part, whole | {"category": [{"text": "annen"}]})))
    assert [kinds.of(one.resource, one.scope) for one in generic] == [(), ()]


def test_plans_that_are_parts_of_one_another_are_looked_at_once() -> None:
    part = {
        "resourceType": "CarePlan",
        "id": "x",
        "status": "draft",
        "intent": "plan",
        "subject": PATIENT,
        "partOf": [{"reference": "CarePlan/y"}],
    }
    circle = bundle(part, part | {"id": "y", "partOf": [{"reference": "CarePlan/x"}]})
    assert issues(circle) == []


@pytest.mark.parametrize(
    "value", [document(GOAL) | {"category": [{"text": "mål"}]}, TEAM, CONSENT | {"category": [{"text": "x"}]}]
)
def test_a_claim_of_ours_makes_nothing_ours(value: dict[str, Any]) -> None:
    claimed = {"Goal": "no-ip-goal", "CareTeam": "no-ip-careteam", "Consent": "no-ip-consent"}[
        value["resourceType"]
    ]
    (issue,) = issues(value | {"meta": {"profile": [DEFINITION + claimed]}})
    assert (issue.key, issue.params, issue.is_error) == ("profile-not-applied", (claimed,), False)


def test_a_claim_of_anothers_profile_is_not_checked_and_warned_of() -> None:
    plan = document(PLAN)
    plan["meta"]["profile"] = ["http://example.no/StructureDefinition/plan", DEFINITION + "no-ip-careplan"]
    (issue,) = issues(plan)
    assert (issue.key, issue.where, issue.is_error) == ("profile-foreign", "CarePlan.meta.profile[0]", False)


def test_a_claim_of_the_type_itself_says_nothing() -> None:
    assert issues(TEAM | {"meta": {"profile": ["http://hl7.org/fhir/StructureDefinition/CareTeam"]}}) == []


@pytest.mark.parametrize(
    "name", ["no-ip-careteam", DEFINITION + "no-ip-careteam", DEFINITION + "no-ip-careteam|0.1.0"]
)
def test_a_profile_can_be_asked_for(name: str) -> None:
    assert faults(TEAM) == []
    assert ("profile-required", "CareTeam.participant") in faults(TEAM, name)


def test_what_a_bundle_is_asked_for_is_asked_of_its_first_of_that_type() -> None:
    teams = bundle(TEAM | {"id": "a"}, TEAM | {"id": "b"})
    assert {where.partition(".resource")[0] for _, where in faults(teams, "no-ip-careteam")} == {
        "Bundle.entry[0]"
    }


@pytest.mark.parametrize(
    ("name", "key"),
    [("http://example.no/annen", "profile-unknown"), ("no-ip-goal", "profile-other-type")],
)
def test_a_profile_that_cannot_be_checked_is_told(name: str, key: str) -> None:
    assert keys(TEAM, name) == {key}
    assert keys(bundle(TEAM | {"id": "a"}), name) == {key}


def test_the_base_type_may_be_asked_for() -> None:
    assert issues(TEAM, "http://hl7.org/fhir/StructureDefinition/CareTeam") == []


SUBSETTED = {
    "tag": [{"system": "http://terminology.hl7.org/CodeSystem/v3-ObservationValue", "code": "SUBSETTED"}]
}


def test_a_filtered_copy_is_not_blamed_for_what_it_leaves_out() -> None:
    bare = changed(PLAN, meta=SUBSETTED, extension=None, goal=None, period=None)
    assert faults(bare) == []
    assert faults(bundle(bare)) == []
    assert faults(bundle(document(PLAN)) | {"meta": SUBSETTED}) == []


def test_a_filtered_copy_that_a_whole_plan_refers_to_is_not_blamed_either() -> None:
    bare = changed(GOAL, id="g", category=None, expressedBy=None)
    assert len(faults(plan_with(bare))) > 0
    assert faults(plan_with(bare | {"meta": SUBSETTED})) == []


def test_a_collection_with_a_plan_is_a_plan_with_everything() -> None:
    alone = bundle(document(PLAN))
    assert {"ip-bdl-1", "ip-bdl-2", "ip-bdl-6"} <= keys(alone)
    assert not any(key.startswith("ip-bdl") for key in keys(alone | {"type": "batch-response"}))


# --- what such a plan refers to ---------------------------------------------------------------------------------------


def plan_with(goal: dict[str, Any]) -> dict[str, Any]:
    plan = changed(DRAFT, goal=[{"reference": f"Goal/{goal['id']}"}])
    return bundle(plan, goal, type_="searchset")


def test_a_goal_is_ours_when_an_individual_plan_refers_to_it() -> None:
    goal = changed(GOAL, id="g", category=[{"text": "eget"}])
    assert faults(goal) == []
    assert faults(bundle(goal, type_="searchset")) == []
    assert faults(plan_with(document(GOAL) | {"id": "g"})) == []
    assert ("ip-goal-3", "Bundle.entry[1].resource") in faults(plan_with(goal))


def test_a_generic_plan_makes_nothing_ours() -> None:
    whole = plan_with(changed(GOAL, id="g", category=[{"text": "eget"}]))
    whole["entry"][0]["resource"]["category"] = [{"text": "pleieplan"}]
    assert faults(whole) == []


def test_a_consent_that_the_plan_rests_on_is_ours() -> None:
    consent = CONSENT | {"id": "c", "category": [{"text": "samtykke"}]}
    plan = document(DRAFT)
    plan["extension"][0]["valueReference"] = {"reference": "Consent/c"}
    assert faults(bundle(consent, type_="searchset")) == []
    found = faults(bundle(plan, consent, type_="searchset"))
    assert ("profile-binding", "Bundle.entry[1].resource.category[0]") in found


def test_the_coordinator_of_our_team_has_the_role_and_of_another_team_need_not() -> None:
    role = {"resourceType": "PractitionerRole", "id": "r"}
    found = faults(bundle(_team(), role, type_="searchset"))
    assert ("ip-cr-1", "Bundle.entry[1].resource") in found
    wrong = role | {"organization": {"reference": "Patient/p"}}
    found = faults(bundle(_team(), wrong, type_="searchset"))
    assert found.count(("profile-target", "Bundle.entry[1].resource.organization")) == 1, (
        "said once of a derived one"
    )
    generic = TEAM | {"id": "t", "participant": [PARTICIPANT]}
    assert faults(bundle(generic, role, type_="searchset")) == []


def _team() -> dict[str, Any]:
    participant = PARTICIPANT | {"period": {"start": "2026-01-01"}}
    return TEAM | {"id": "t", "category": [concept("ip-team-kind", "ip-team")], "participant": [participant]}


def test_a_document_that_the_plan_points_to_is_ours_and_another_is_not() -> None:
    document_ = {
        "resourceType": "DocumentReference",
        "id": "d",
        "status": "current",
        "content": [{"attachment": {"title": "x"}}],
    }
    plan = changed(DRAFT, supportingInfo=[{"reference": "DocumentReference/d"}])
    assert faults(bundle(document_, type_="searchset")) == []
    assert ("profile-required", "Bundle.entry[1].resource.type") in faults(
        bundle(plan, document_, type_="searchset")
    )


def test_a_code_system_of_ours_is_named_by_its_canonical() -> None:
    assert all(row.system.startswith(f"{BASE}/CodeSystem/ip-") for row in kinds.BY_CODE.values())
