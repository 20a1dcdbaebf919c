"""The nine points that the law asks of an active plan: each refused alone, and all combinations (R-087–R-095)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from adapter.core.plan.judge import judge
from adapter.core.plan.points import POINTS, missing
from mappings import fhir
from mappings.outcome import Found, outcome
from tests.adapter.core.plan.plans import (
    ACTIVITY,
    BRYGGE,
    COORDINATOR,
    FACTS,
    GOAL,
    HELP,
    HOME_CARE,
    LACKS,
    LATER,
    MYSELF,
    NAV,
    NOW,
    PERMITTED,
    PERSON,
    PLAN,
    PPT,
    STI,
    TEAM,
    change,
    consent,
    extension,
    part,
    participant,
    plan,
    revised,
    to,
    unit,
    without,
    world,
)

if TYPE_CHECKING:
    from adapter.core.plan.facts import Facts
    from tests.adapter.core.plan.plans import World

LETTERS = "abcdefghi"


def keys(made: World, facts: Facts = FACTS) -> list[str]:
    return [issue.key for issue in judge(plan(made), facts)]


def test_R087_R088_R089_R090_R091_R092_R093_R094_R095_a_plan_with_all_nine_points_becomes_active() -> None:
    assert judge(plan(world()), FACTS) == ()
    assert "".join(POINTS) == LETTERS


PLACES = {
    "plan-a-goal": "CarePlan.goal",
    "plan-a-own-goal": "CarePlan.goal",
    "plan-a-resource": "CarePlan.supportingInfo",
    "plan-a-need": "CarePlan.supportingInfo",
    "plan-b-responsible": "CarePlan.activity[0]",
    "coordinator-none": "CarePlan.careTeam",
    "coordinator-contact": "CarePlan.careTeam[0]",
    "plan-d-person": "CarePlan.careTeam",
    "plan-e-activity": "CarePlan.activity",
    "plan-e-what": "CarePlan.activity[0]",
    "plan-e-extent": "CarePlan.activity[0]",
    "plan-e-responsible": "CarePlan.activity[0]",
    "plan-f-how": "CarePlan.activity[0]",
    "plan-g-period": "CarePlan.period",
    "plan-g-revision": "CarePlan.extension",
    "plan-g-revision-after-end": "CarePlan.extension[5]",
    "plan-consent": "CarePlan.extension",
    "coordinator-consent": "CarePlan.extension",
    "plan-i-cooperation": "CarePlan.extension",
}
"""Rule -> where the plan is to be mended."""


def refused_for(point: str) -> None:
    """Everything that can be missing of a point: activation is refused with exactly that, by letter and word."""
    lacks = [lack for lack in LACKS if lack.point == point]
    assert lacks
    for lack in lacks:
        made = world()
        lack.apply(made)
        issues = judge(plan(made), FACTS)
        assert [(issue.key, issue.where) for issue in issues] == [(lack.key, PLACES[lack.key])]
        assert all(issue.is_error for issue in issues)
        assert [one.diagnostics for one in outcome(Found(issues)).issue] == [lack.said]
        assert lack.said.startswith(f"{point}: ")


def test_R087_without_goals_resources_or_needs_no_plan_becomes_active() -> None:
    refused_for("a")


def test_R088_who_answers_for_a_measure_takes_part() -> None:
    refused_for("b")
    made = world()
    change(ACTIVITY, performer=[unit(PPT)])(made)
    change(TEAM, participant=[MYSELF, COORDINATOR, HELP, participant(unit(PPT), ("x", "y"))])(made)
    assert keys(made) == []


def test_R089_without_a_coordinator_who_can_be_reached_no_plan_becomes_active() -> None:
    refused_for("c")


def test_R090_without_the_persons_own_contribution_no_plan_becomes_active() -> None:
    refused_for("d")


def test_R091_each_measure_says_what_how_much_and_who_answers() -> None:
    refused_for("e")


def test_R092_each_measure_says_how() -> None:
    refused_for("f")


def test_R093_a_plan_says_how_long_and_when_it_is_revised() -> None:
    refused_for("g")


def test_R094_a_plan_refers_to_the_consents_that_it_rests_on() -> None:
    refused_for("h")


def test_R095_a_plan_says_what_cooperation_is_wanted() -> None:
    refused_for("i")


INDEPENDENT = {
    lack.point: lack
    for lack in LACKS
    if lack.key
    in {
        "plan-a-resource",
        "plan-b-responsible",
        "coordinator-none",
        "plan-d-person",
        "plan-e-extent",
        "plan-f-how",
        "plan-g-revision",
        "coordinator-consent",
        "plan-i-cooperation",
    }
}
"""One lack a point, none of which hides another. The team's two are applied together: see `lacking`."""


def lacking(letters: str) -> World:
    made = world()
    for letter in letters:
        INDEPENDENT[letter].apply(made)
    if "c" in letters and "d" in letters:
        change(TEAM, participant=[HELP])(made)
    return made


def test_all_512_combinations_of_missing_points_are_told_exactly() -> None:
    subsets = ["".join(some) for size in range(10) for some in combinations(LETTERS, size)]
    assert len(subsets) == 512
    for letters in subsets:
        issues = judge(plan(lacking(letters)), FACTS)
        assert "".join(sorted(issue.fault.point[0] for issue in issues)) == letters
        assert all(issue.is_error for issue in issues)


def test_what_is_missing_can_be_asked_of_a_draft() -> None:
    for letters in ("", "ag", LETTERS):
        made = lacking(letters)
        change(PLAN, status="draft")(made)
        assert "".join(issue.fault.point[0] for issue in missing(plan(made), FACTS)) == letters


def test_a_draft_may_lack_any_point_but_the_consent_to_it() -> None:
    for lack in LACKS:
        made = world("draft")
        lack.apply(made)
        assert keys(made) == (["plan-consent"] if lack.key == "plan-consent" else [])


# --- a ----------------------------------------------------------------------------------------------------------------


def test_R007_a_goal_of_the_person_or_of_a_relative_who_speaks_for_them_is_needed() -> None:
    for by, told in ((PERSON, []), ("RelatedPerson/r1", []), (STI, ["plan-a-own-goal"])):
        made = world()
        change(GOAL, expressedBy=to(by))(made)
        assert keys(made) == told


def test_a_goal_of_a_professional_may_stand_beside_the_persons_own() -> None:
    made = world()
    made["Goal/service"] = replace(made[GOAL], category=[], expressedBy=to(STI))
    change(PLAN, goal=[to("Goal/service"), to(GOAL)])(made)
    assert keys(made) == []


def test_a_goal_said_by_somebody_at_hand_needs_no_type_in_its_reference() -> None:
    made = world()
    made["urn:uuid:4f0d"], made["urn:uuid:5a1c"] = fhir.Patient(), fhir.PractitionerRole()
    change(GOAL, expressedBy=to("urn:uuid:4f0d"))(made)
    assert keys(made) == []
    change(GOAL, expressedBy=to("urn:uuid:5a1c"))(made)
    assert keys(made) == ["plan-a-own-goal"]


def test_a_resource_may_be_sorted_by_more_than_its_kind_and_counts_unless_taken_back() -> None:
    made = world()
    other = fhir.CodeableConcept(text="fritid")
    change("Observation/strength", category=[other, *made["Observation/strength"].category])(made)
    assert keys(made) == []
    change("Observation/strength", status="cancelled")(made)
    assert keys(made) == ["plan-a-resource"]


# --- b ----------------------------------------------------------------------------------------------------------------


def test_a_plan_without_an_active_team_lacks_participants_coordinator_and_contributions() -> None:
    made = world()
    change(TEAM, status="suspended")(made)
    told = ["plan-b-team", "plan-b-responsible", "coordinator-none", "plan-d-person"]
    assert keys(made) == told
    assert judge(plan(made), FACTS)[0].where == "CarePlan.careTeam"


def test_R088_a_party_takes_part_by_itself_its_organisation_or_one_who_acts_for_it() -> None:
    home = participant(to("PractitionerRole/home"), ("x", "y"))
    acts = fhir.PractitionerRole(organization=unit(HOME_CARE))
    cases = (
        (unit(HOME_CARE), HELP, True),
        (to("PractitionerRole/home"), home, True),
        (to("PractitionerRole/home"), HELP, True),
        (unit(HOME_CARE), home, True),
        (to("Organization/home"), HELP, True),
        (to(PERSON), HELP, True),
        (to("PractitionerRole/other"), home, False),
        (unit(NAV), HELP, False),
        (unit(HOME_CARE), participant(unit(HOME_CARE), ("x", "y"), end="2026-08-31"), False),
    )
    for performer, member, takes_part in cases:
        made = world()
        made["PractitionerRole/home"] = made["PractitionerRole/other"] = acts
        change(ACTIVITY, performer=[performer])(made)
        change(TEAM, participant=[MYSELF, COORDINATOR, member])(made)
        assert keys(made, FACTS._replace(numbers={"Organization/home": HOME_CARE})) == (
            [] if takes_part else ["plan-b-responsible"]
        )


# --- c, d -------------------------------------------------------------------------------------------------------------


def test_a_coordinator_is_reached_as_role_or_as_person_or_by_the_register_of_another_system() -> None:
    phone = [fhir.ContactPoint(system="phone", value="00000001")]
    role = fhir.PractitionerRole(telecom=phone)
    logical = fhir.Reference(type="PractitionerRole", identifier=fhir.Identifier(system="x", value="1"))
    for member, at_hand, told in (
        (to(STI), {}, []),
        (to(STI), {STI: role, "Practitioner/sti": fhir.Practitioner()}, []),
        (to(STI), {STI: fhir.PractitionerRole()}, ["coordinator-contact"]),
        (to("PractitionerRole/nowhere"), {}, ["coordinator-contact"]),
        (logical, {}, []),
    ):
        made = {**world(), **at_hand}
        change(TEAM, participant=[MYSELF, replace(COORDINATOR, member=member), HELP])(made)
        assert keys(made) == told


def test_R090_the_persons_contribution_may_be_none_or_a_measure_and_is_a_warning_unless_strict() -> None:
    made = world()
    none = participant(to(PERSON), ("x", "y"), contribution="ingen")
    change(TEAM, participant=[none, COORDINATOR, HELP])(made)
    assert keys(made) == []
    change(TEAM, participant=[COORDINATOR, HELP])(made)
    (advised,) = judge(plan(made), FACTS._replace(strict=False))
    assert (advised.key, advised.is_error) == ("plan-d-person-advised", False)
    change(ACTIVITY, performer=[to(PERSON)])(made)
    assert keys(made) == []


def test_what_others_contribute_is_not_the_persons_contribution() -> None:
    made = world()
    others = participant(unit(HOME_CARE), ("x", "y"), contribution="følger på tur")
    change(TEAM, participant=[participant(to(PERSON), ("x", "y")), COORDINATOR, others])(made)
    (issue,) = judge(plan(made), FACTS)
    assert (issue.key, issue.where) == ("plan-d-person", "CarePlan.careTeam")


# --- e, f -------------------------------------------------------------------------------------------------------------


def test_R091_R092_the_measure_that_lacks_something_is_named() -> None:
    made = world()
    made["ServiceRequest/second"] = replace(made[ACTIVITY], performer=[], note=[])
    listed = [fhir.CarePlanActivity(reference=to(name)) for name in (ACTIVITY, "ServiceRequest/second")]
    change(PLAN, activity=listed)(made)
    assert [(issue.key, issue.where) for issue in judge(plan(made), FACTS)] == [
        ("plan-e-responsible", "CarePlan.activity[1]"),
        ("plan-f-how", "CarePlan.activity[1]"),
    ]


def test_a_measure_that_somebody_was_asked_for_waits_without_a_responsible() -> None:
    made = world()
    change(ACTIVITY, status="draft", performer=[])(made)
    assert keys(made, FACTS._replace(asked=frozenset({ACTIVITY}))) == []
    assert keys(made) == ["plan-e-responsible"]


def test_a_measure_proposed_later_may_lack_everything_until_it_runs() -> None:
    made = world()
    made["ServiceRequest/idea"] = replace(
        made[ACTIVITY], status="draft", performer=[], note=[], occurrencePeriod=None
    )
    listed = [fhir.CarePlanActivity(reference=to(name)) for name in (ACTIVITY, "ServiceRequest/idea")]
    change(PLAN, activity=listed)(made)
    assert keys(made, LATER) == []
    change("ServiceRequest/idea", status="active")(made)
    assert keys(made, LATER) == ["plan-e-extent", "plan-e-responsible", "plan-f-how"]


def test_meetings_and_tasks_among_the_activities_are_no_measures() -> None:
    made = world()
    meeting = fhir.Appointment(status="booked", participant=[])
    made["Appointment/m"] = meeting
    listed = [fhir.CarePlanActivity(reference=to(name)) for name in (ACTIVITY, "Appointment/m", "Task/none")]
    change(PLAN, activity=listed)(made)
    assert keys(made) == []


def test_R091_extent_is_how_much_or_when_in_any_form_of_r4() -> None:
    for said in (
        {"quantityQuantity": fhir.Quantity(unit="timer i uka")},
        {"quantityRatio": fhir.Ratio()},
        {"quantityRange": fhir.Range()},
        {"occurrenceDateTime": "2026-10-01"},
        {"occurrenceTiming": fhir.Timing()},
    ):
        made = world()
        change(ACTIVITY, occurrencePeriod=None, **said)(made)
        assert keys(made) == []


def test_R091_what_is_a_code_or_words() -> None:
    coded = fhir.CodeableConcept(coding=[fhir.Coding(code="5"), fhir.Coding(display="støttekontakt")])
    blank = fhir.CodeableConcept(text=" ", coding=[fhir.Coding(display="støttekontakt")])
    for code, told in ((coded, []), (blank, ["plan-e-what"])):
        made = world()
        change(ACTIVITY, code=code)(made)
        assert keys(made) == told


def test_R092_how_may_be_told_to_the_person_in_plain_words() -> None:
    made = world()
    change(ACTIVITY, note=[], patientInstruction="Vi går sammen.")(made)
    assert keys(made) == []


def test_a_measure_that_is_done_is_one_and_asked_nothing_more() -> None:
    made = world()
    change(ACTIVITY, status="completed", note=[], code=None)(made)
    assert keys(made) == []


def test_R089_a_coordinator_who_is_not_named_cannot_be_reached() -> None:
    made = world()
    change(TEAM, participant=[MYSELF, HELP, replace(COORDINATOR, member=None)])(made)
    assert keys(made) == ["coordinator-contact"]


def test_who_runs_a_measure_is_not_waited_for_nor_one_of_two() -> None:
    asked = FACTS._replace(asked=frozenset({ACTIVITY}))
    made = world()
    change(ACTIVITY, performer=[])(made)
    assert keys(made, asked) == ["plan-e-responsible"]
    change(ACTIVITY, status="draft", performer=[unit(HOME_CARE), to(PERSON)])(made)
    assert keys(made, asked) == ["plan-e-responsible"]


def test_a_paused_plan_becomes_active_again_like_one_that_was_active() -> None:
    made = world()
    revised("2026-08-31")(made)
    assert keys(made, FACTS._replace(before="on-hold")) == ["plan-revision-overdue"]


# --- g ----------------------------------------------------------------------------------------------------------------

REVISIONS = (
    (("2027-08-31",), []),  # inclusive: the plan's last day
    (("2026-09-01",), []),  # today
    (("2027",), ["plan-g-revision-after-end", "plan-g-revision-far"]),  # widened to its last day
    (("2027-08",), []),
    (("2026-08-31", "2027-01-15"), []),
    (("2026-08-31",), ["plan-g-revision"]),
    (("2026-10-01", "2027-09-01"), ["plan-g-revision-after-end"]),
)


@pytest.mark.parametrize(("days", "told"), REVISIONS)
def test_R093_a_revision_is_to_come_and_not_after_the_end(days: tuple[str, ...], told: list[str]) -> None:
    made = world()
    revised(*days)(made)
    assert keys(made) == told


def test_R093_the_next_revision_lies_within_a_year() -> None:
    made = world()
    change(PLAN, period=fhir.Period(start="2026", end="2030"))(made)
    far = ["plan-g-revision-far"]
    for days, told in (
        (("2027-09-01",), []),
        (("2027-09-02",), far),
        (("2026-08-31", "2027-12-01"), far),
        (("2028-01-01", "2027-12-01"), far),
        (("2029-01-01", "2027-01-01"), []),
    ):
        revised(*days)(made)
        assert keys(made) == told
    revised("2028-01-01", "2027-12-01")(made)
    assert [issue.where for issue in judge(plan(made), FACTS)] == ["CarePlan.extension[5]"]


def test_R093_a_revision_is_to_come_until_the_last_instant_of_its_day() -> None:
    last = FACTS._replace(now=datetime(2026, 9, 1, 21, 59, 59, 999999, tzinfo=UTC))
    made = world()
    change(PLAN, period=fhir.Period(start="2026", end="2030"))(made)
    revised("2026-09-01", "2028-01-01")(made)
    assert keys(made, last) == []
    assert keys(made, last._replace(now=last.now + timedelta(microseconds=1))) == ["plan-g-revision-far"]


@pytest.mark.parametrize("said", [{}, {"valueDate": "0001-01-01"}, {"valueString": "til våren"}])
def test_R093_a_revision_without_a_day_is_none(said: dict[str, object]) -> None:
    made = world()
    revised()(made)
    change(PLAN, extension=[*made[PLAN].extension, extension("ip-next-revision", **said)])(made)
    assert keys(made) == ["plan-g-revision"]
    assert keys(made, LATER) == ["plan-g-revision"]


def test_a_day_counts_to_its_last_instant_in_oslo() -> None:
    """Everything that ends on the first of September ends after this moment, which is its last."""
    last = FACTS._replace(now=datetime(2026, 9, 1, 21, 59, 59, 999999, tzinfo=UTC))
    made = world()
    today = "2026-09-01"
    change(PLAN, period=fhir.Period(start=today, end=today))(made)
    revised(today)(made)
    ends = [
        replace(one, period=fhir.Period(start="2026-01-01", end=today)) for one in (MYSELF, COORDINATOR, HELP)
    ]
    change(TEAM, participant=ends)(made)
    period = fhir.Period(start="2026-01-01", end=today)
    made["Consent/plan"] = consent("plan", replace(PERMITTED, period=period))
    assert "plan-consent" not in keys(made, last)
    told = keys(made, last)
    assert not {"plan-g-revision", "plan-b-team", "plan-b-responsible", "plan-d-person"} & set(told)
    assert "plan-revision-overdue" not in keys(made, last._replace(before="active"))
    change("Practitioner/sti", telecom=[])(made)
    assert "coordinator-contact" in keys(made, last)


def test_a_period_outside_the_calendar_is_unbounded() -> None:
    made = world()
    change(PLAN, period=fhir.Period(start="0001", end="9999-12-31"))(made)
    assert keys(made) == []


def test_a_year_from_a_leap_day_ends_on_the_last_of_february() -> None:
    made = world()
    leap = FACTS._replace(now=NOW.replace(year=2028, month=2, day=29))
    change(PLAN, period=fhir.Period(start="2028", end="2030"))(made)
    change("Consent/plan", provision=None)(made)
    for day, told in (("2029-02-28", []), ("2029-03-01", ["plan-g-revision-far"])):
        revised(day)(made)
        assert keys(made, leap) == told


def test_an_active_plan_whose_revision_has_passed_can_still_be_worked_on() -> None:
    made = world()
    revised("2026-08-31")(made)
    (overdue,) = judge(plan(made), LATER)
    assert (overdue.key, overdue.is_error) == ("plan-revision-overdue", False)
    assert overdue.where == "CarePlan.extension"
    change(PLAN, status="on-hold")(made)
    assert keys(made, LATER) == []
    change(PLAN, status="active")(made)
    revised("2026-08-31", "2027-03-01")(made)
    assert keys(made, LATER) == []
    without("ip-next-revision")(made)
    assert keys(made, LATER) == ["plan-g-revision"]


def test_a_period_ends_after_it_begins() -> None:
    made = world()
    for start, end, told in (
        ("2026-09-01", "2026-09-01", ["plan-g-revision-after-end"]),
        ("2027-08", "2027-08-15", []),
        ("2026-09-01T09:00:00+02:00", "2026-09-01T07:00:00Z", ["plan-g-revision-after-end"]),
        ("2027-09-01", "2027-08-31", ["plan-g-period-turned"]),
    ):
        change(PLAN, period=fhir.Period(start=start, end=end))(made)
        assert keys(made) == told
    assert [issue.where for issue in judge(plan(made), FACTS)] == ["CarePlan.period"]


def test_R095_wanted_cooperation_says_what_it_is_for() -> None:
    for name, words, told in (
        ("purpose", "ingen", []),
        ("purpose", " ", ["plan-i-cooperation"]),
        ("type", "arbeidsgiver", ["plan-i-cooperation"]),
    ):
        made = world()
        without("ip-wanted-cooperation")(made)
        one = extension("ip-wanted-cooperation", extension=[part(name, valueString=words)])
        change(PLAN, extension=[*made[PLAN].extension, one])(made)
        assert keys(made) == told


def test_the_hospitals_coordinator_beside_the_municipalitys_is_no_fault() -> None:
    made = world()
    beside = participant(to(BRYGGE), ("urn:oid:2.16.578.1.12.4.1.1.9034", "18"))
    change(TEAM, participant=[MYSELF, COORDINATOR, HELP, beside])(made)
    assert keys(made) == []
