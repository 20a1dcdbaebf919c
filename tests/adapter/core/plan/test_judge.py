"""Everything that is asked of a version of a plan, by state and cause (decisions.md, "draft or active")."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st
from msgspec import UNSET
from msgspec.structs import fields

from adapter.core.plan.judge import judge
from adapter.core.plan.life_cycles import LIFE_CYCLES, allowed
from adapter.core.plan.parts import Plan
from mappings import fhir
from tests.adapter.core.plan.plans import (
    FACTS,
    GOAL,
    HELP,
    HPR,
    LACKS,
    LATER,
    MUNICIPAL,
    MYSELF,
    NEW,
    PERSON,
    PLAN,
    TEAM,
    change,
    participant,
    plan,
    revised,
    to,
    world,
)

STATES = tuple(LIFE_CYCLES["CarePlan"].next)


def test_R108_every_later_version_of_an_active_plan_is_asked_for_all_points_again() -> None:
    assert judge(plan(world()), LATER) == ()
    told = {}
    for number, lack in enumerate(LACKS):
        made = world()
        lack.apply(made)
        told[number] = [issue.key for issue in judge(plan(made), LATER)]
    free = [lack.key for number, lack in enumerate(LACKS) if lack.key not in told[number]]
    assert free == [
        "plan-e-responsible",
        "plan-g-revision",
    ]  # a later proposal, and a revision that is overdue


def test_R108_a_part_that_is_changed_alone_is_asked_about_too() -> None:
    made = world()
    change(GOAL, lifecycleStatus="rejected")(made)
    assert [issue.key for issue in judge(plan(made), LATER)] == ["plan-a-goal"]


def test_what_a_withdrawal_a_death_or_an_error_leaves_behind_is_never_refused() -> None:
    for lack, cause in product(LACKS, ("withdrawal", "death", "error")):
        made = world()
        lack.apply(made)
        for status in ("active", "on-hold", "revoked", "entered-in-error"):
            change(PLAN, status=status)(made)
            assert judge(plan(made), LATER._replace(cause=cause)) == ()


def test_a_plan_of_the_wrong_person_can_be_entered_in_error() -> None:
    made = world("entered-in-error")
    change(GOAL, subject=to("Patient/other"))(made)
    assert judge(plan(made), LATER) == ()


def test_no_cause_frees_the_first_version() -> None:
    made = world("draft")
    change("Consent/plan", status="inactive")(made)
    told = {issue.key for issue in judge(plan(made), NEW._replace(cause="death"))}
    assert told == {"plan-consent-reference", "plan-consent"}
    made = world("draft")
    change(GOAL, subject=to("Patient/other"))(made)
    assert [issue.key for issue in judge(plan(made), NEW._replace(cause="death"))] == ["plan-other-person"]


def test_states_go_their_ways_whatever_else_is_right() -> None:
    for before, after in product(("", *STATES), STATES):
        made = world(after)
        change(GOAL, lifecycleStatus="completed")(made)
        told = [issue.key for issue in judge(plan(made), FACTS._replace(before=before))]
        assert told == ([] if allowed("CarePlan", before, after) else ["state-not-allowed"])


def test_an_ended_plan_is_asked_for_no_point() -> None:
    made = world("revoked")
    for lack in LACKS:
        lack.apply(made)
    change(PLAN, status="revoked")(made)
    assert judge(plan(made), LATER) == ()


def test_only_what_is_at_hand_counts() -> None:
    alone = Plan(world()[PLAN])
    told = {issue.fault.point[0] for issue in judge(alone, FACTS)}
    assert told == set("abcdeh")


FIELDS = sorted(
    (name, field.name)
    for name, resource in world().items()
    for field in fields(resource)
    if not field.required and getattr(resource, field.name)
)
EMPTY = {
    "participant": [fhir.CareTeamParticipant()],
    "activity": [fhir.CarePlanActivity()],
    "goal": [fhir.Reference()],
    "careTeam": [fhir.Reference(), to(GOAL)],
    "performer": [fhir.Reference()],
    "period": fhir.Period(start="0001", end="9999-12-31"),
    "extension": [fhir.Extension(url=one.url) for one in world()[PLAN].extension],
    "provision": fhir.ConsentProvision(provision=[fhir.ConsentProvision(type="permit")]),
}
"""Element -> a value of its type that says next to nothing."""


@given(
    st.sampled_from(("draft", "active", "on-hold", "completed", "unknown", UNSET)),
    st.sets(st.sampled_from(FIELDS)),
    st.booleans(),
)
def test_a_plan_with_holes_anywhere_is_judged_without_a_defect(
    status: str,
    holes: set[tuple[str, str]],
    hollow: bool,  # noqa: FBT001 - drawn
) -> None:
    made = world(status)
    for name, field in holes:
        nothing = [] if isinstance(getattr(world()[name], field), list) else None
        change(name, **{field: EMPTY.get(field, nothing) if hollow else nothing})(made)
    for issue in judge(plan(made), FACTS):
        assert issue.text


def test_a_person_with_two_rows_here_is_one_person() -> None:
    made = world()
    change(GOAL, subject=to("Patient/row2"))(made)
    change("Consent/plan", patient=fhir.Reference(identifier=fhir.Identifier(system="s", value="1")))(made)
    assert [issue.key for issue in judge(plan(made), FACTS)] != []
    assert judge(plan(made), FACTS._replace(person=frozenset({"Patient/row2", "s|1", PERSON}))) == ()


def test_a_record_systems_plan_with_things_of_its_own_is_accepted() -> None:
    made = world()
    coordinator = fhir.Reference(
        type="PractitionerRole", identifier=fhir.Identifier(system=HPR, value="9990101")
    )
    members = [MYSELF, participant(coordinator, MUNICIPAL, start="2026", end="2027"), HELP]
    change(TEAM, participant=members)(made)
    made["urn:uuid:9b1f"] = made[GOAL]
    vendor = fhir.Extension(url="https://ehr.example/fhir/StructureDefinition/case", valueString="1")
    revised("2027-03")(made)
    change(
        PLAN,
        identifier=[fhir.Identifier(system="https://ehr.example/plans", value="7")],
        extension=[vendor, *made[PLAN].extension],
        goal=[to("urn:uuid:9b1f")],
        period=fhir.Period(start="2026-09", end="2027"),
        addresses=[to("Condition/c")],
    )(made)
    assert judge(plan(made), FACTS) == ()


def test_a_subject_named_in_two_ways_is_known_by_either() -> None:
    number = fhir.Identifier(system="s", value="1")
    made = world()
    change(PLAN, subject=fhir.Reference(reference=PERSON, identifier=number))(made)
    change(GOAL, subject=fhir.Reference(identifier=number))(made)
    assert judge(plan(made), FACTS) == ()
    change(GOAL, subject=fhir.Reference(identifier=fhir.Identifier(system="s")))(made)
    assert [issue.key for issue in judge(plan(made), FACTS)] == ["plan-other-person"]
    change(GOAL, subject=fhir.Reference(identifier=fhir.Identifier(value="1")))(made)
    assert [issue.key for issue in judge(plan(made), FACTS)] == ["plan-other-person"]
