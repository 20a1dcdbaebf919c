"""C-2 and C-5: what a plan rests on, and what becomes of it when that is withdrawn."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from adapter.core.plan.judge import judge
from adapter.core.plan.withdrawal import dissolved, ended, withdrawn
from mappings import fhir
from mappings.extensions import system, url
from tests.adapter.core.plan.plans import (
    FACTS,
    LATER,
    NEW,
    PERMITTED,
    PLAN,
    TEAM,
    change,
    consent,
    extension,
    plan,
    to,
    world,
)


@pytest.mark.parametrize(
    "changed",
    [
        {"status": "proposed"},
        {"status": "rejected"},
        {"status": "inactive"},
        {"status": "entered-in-error"},
        {"patient": to("Patient/other")},
        {"patient": None},
    ],
)
@pytest.mark.parametrize("status", ["draft", "active", "on-hold"])
def test_R035_a_consent_that_an_open_plan_refers_to_is_one_in_force_of_its_person(
    status: str, changed: dict[str, object]
) -> None:
    made = world(status)
    change("Consent/plan", **changed)(made)
    issues = judge(plan(made), LATER._replace(before=status))
    assert [(issue.key, issue.where) for issue in issues] == [
        ("plan-consent-reference", "CarePlan.extension[0]"),
        ("plan-consent", "CarePlan.extension"),
    ]
    assert {(issue.fault.error, issue.fault.status) for issue in issues} == {("consent-missing", 403)}


def test_one_that_is_not_there_is_told_like_one_that_is_somebody_elses() -> None:
    absent, other = world(), world()
    del absent["Consent/plan"]
    change("Consent/plan", patient=to("Patient/other"))(other)
    assert judge(plan(absent), LATER) == judge(plan(other), LATER) != ()


def test_R035_one_to_something_else_is_none_to_a_plan() -> None:
    made = world("draft")
    change("Consent/plan", category=consent("share").category)(made)
    assert [issue.key for issue in judge(plan(made), NEW)] == ["plan-consent"]


@pytest.mark.parametrize(
    ("start", "end", "in_force"),
    [
        (None, None, True),
        ("2026-09-01", "2026-09-01", True),
        ("2026-09-02", None, False),
        (None, "2026-08-31", False),
        ("2026", "2026", True),
        ("2026-09-01T07:00:00Z", None, True),
        (None, "2026-09-01T07:00:00Z", True),
        ("2026-09-01T07:00:01Z", None, False),
        (None, "2026-09-01T06:59:59Z", False),
    ],
)
def test_a_consent_is_in_force_within_its_period(start: str | None, end: str | None, in_force: bool) -> None:  # noqa: FBT001 - a column of the table
    made = world("draft")
    made["Consent/plan"] = consent("plan", replace(PERMITTED, period=fhir.Period(start=start, end=end)))
    assert [issue.key for issue in judge(plan(made), NEW)] == ([] if in_force else ["plan-consent"])


def test_R035_a_consent_that_has_run_out_is_none_whoever_asks() -> None:
    made = world("draft")
    over = replace(PERMITTED, period=fhir.Period(end="2026-08-31"))
    made["Consent/plan"] = consent("plan", over)
    assert [issue.key for issue in judge(plan(made), FACTS)] == ["plan-consent"]


def test_R003_what_names_the_maker_permits_it_to_make_a_plan() -> None:
    reading = replace(PERMITTED, action=consent("plan").category)
    for provision in (replace(PERMITTED, type="deny"), reading):
        made = world("draft")
        made["Consent/plan"] = consent("plan", provision)
        assert [issue.key for issue in judge(plan(made), NEW)] == ["plan-consent"]


def test_a_consent_without_provisions_is_one_but_names_no_maker() -> None:
    made = world("draft")
    made["Consent/plan"] = consent("plan")
    assert [issue.key for issue in judge(plan(made), FACTS._replace(before="draft"))] == []
    assert [issue.key for issue in judge(plan(made), NEW)] == ["plan-consent"]


def test_an_ended_plan_rests_on_nothing() -> None:
    made = world("revoked")
    change("Consent/plan", status="inactive")(made)
    assert judge(plan(made), LATER) == ()


# --- withdrawn --------------------------------------------------------------------------------------------------------

AT = "2026-09-01T09:00:00+02:00"


def reason(made: fhir.CarePlan) -> list[str | None]:
    found = [one.valueCodeableConcept for one in made.extension if one.url == url("ip-end-reason")]
    return [coding.code for one in found for coding in one.coding if coding.system == system("ip-end-reason")]


def test_R054_a_plan_whose_consent_is_withdrawn_is_revoked_and_says_when_and_why() -> None:
    before = world()[PLAN]
    after = withdrawn(before, "plan", frozenset({"Consent/plan"}), AT)
    assert (after.status, after.period.end, reason(after)) == ("revoked", AT, ["consent-withdrawn"])
    assert (after.goal, after.activity, after.careTeam) == (before.goal, before.activity, before.careTeam)
    refers = [one for one in after.extension if one.url == url("ip-consent-ref")]
    assert len(refers) == 2
    assert before == world()[PLAN]


@pytest.mark.parametrize("status", ["draft", "active", "on-hold"])
@pytest.mark.parametrize("category", ["coordinator", "share", "transfer", "notice", "dialog", "objection"])
def test_a_plan_stops_referring_to_any_other_consent_that_is_withdrawn(status: str, category: str) -> None:
    made = world(status)
    gone = "Consent/coordinator"
    after = withdrawn(made[PLAN], category, frozenset({gone}), AT)
    pauses = category == "coordinator" and status == "active"
    assert after.status == ("on-hold" if pauses else status)
    assert [one.valueReference.reference for one in after.extension if one.url == url("ip-consent-ref")] == [
        "Consent/plan"
    ]


def test_what_else_a_plan_says_of_a_consent_that_is_withdrawn_stays() -> None:
    gone = "Consent/share"
    made = world()
    other = fhir.Extension(url="https://ehr.example/fhir/discussed", valueReference=to(gone))
    change(PLAN, extension=[*made[PLAN].extension, other])(made)
    assert other in withdrawn(made[PLAN], "share", frozenset({gone}), AT).extension


def test_R054_what_a_withdrawal_makes_is_accepted() -> None:
    for category in ("plan", "coordinator", "share"):
        made = world()
        name = f"Consent/{category}"
        made[name] = consent(category, status="inactive")
        made[PLAN] = withdrawn(made[PLAN], category, frozenset({name}), AT)
        made[TEAM] = dissolved(made[TEAM], AT) if category == "coordinator" else made[TEAM]
        assert judge(plan(made), LATER) == ()
        assert fhir.check(made[PLAN]) == ()


def test_a_team_whose_consent_is_withdrawn_is_over() -> None:
    after = dissolved(world()[TEAM], AT)
    assert (after.status, after.period.end) == ("inactive", AT)


@pytest.mark.parametrize(
    ("start", "end"), [(AT, AT), (None, AT), ("2026", AT), ("2026-09-01", AT), ("2026-10-01", "2026-10-01")]
)
def test_a_period_never_ends_before_it_begins(start: str | None, end: str) -> None:
    made = replace(world()[PLAN], period=fhir.Period(start=start))
    assert ended(made, "completed", "goals-reached", AT).period.end == end
    assert ended(replace(made, period=None), "completed", "goals-reached", AT).period.end == AT


def test_a_plan_has_one_reason_for_its_end() -> None:
    once = ended(world()[PLAN], "completed", "goals-reached", AT)
    again = ended(once, "revoked", "deceased", AT)
    assert reason(again) == ["deceased"]
    kept = extension("ip-next-revision", valueDate="2027-03-01")
    assert kept in again.extension
