"""What is the person's own: the goals that they take on, and their words (domain.md 3.6; R-008, R-097)."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from adapter.core.plan.goals import of_goal, reworded
from adapter.core.plan.purpose import PURPOSE, described
from mappings import fhir
from tests.adapter.core.plan.plans import GOAL, PERSON, PLAN, STI, mapped, part, to, world

OWN = world()[GOAL]
PROPOSED = replace(OWN, expressedBy=to(STI), lifecycleStatus="proposed")
ACCEPTANCE = "http://hl7.org/fhir/StructureDefinition/goal-acceptance"


def accepted(by: str | None, status: str) -> fhir.Extension:
    individual = [part("individual", valueReference=to(by))] if by else []
    return fhir.Extension(url=ACCEPTANCE, extension=[*individual, part("status", valueCode=status)])


@pytest.mark.parametrize(
    ("by", "status", "told"),
    [
        (PERSON, "agree", []),
        ("RelatedPerson/r1", "agree", []),
        (PERSON, "disagree", ["goal-not-accepted"]),
        (PERSON, "pending", ["goal-not-accepted"]),
        (STI, "agree", ["goal-not-accepted"]),
        (None, "agree", ["goal-not-accepted"]),
    ],
)
def test_a_professionals_goal_is_the_persons_to_accept(by: str | None, status: str, told: list[str]) -> None:
    goal = replace(PROPOSED, lifecycleStatus="accepted", extension=[accepted(by, status)])
    assert [issue.key for issue in of_goal(goal, "proposed")] == told


def test_an_acceptance_that_is_none_does_not_count() -> None:
    other_parts = fhir.Extension(
        url=ACCEPTANCE, extension=[part("other", valueReference=to(PERSON)), part("other", valueCode="agree")]
    )
    by_nobody = fhir.Extension(
        url=ACCEPTANCE, extension=[part("individual"), part("status", valueCode="agree")]
    )
    other_status = fhir.Extension(
        url=ACCEPTANCE,
        extension=[part("individual", valueReference=to(PERSON)), part("other", valueCode="agree")],
    )
    other_person = fhir.Extension(
        url=ACCEPTANCE,
        extension=[part("other", valueReference=to(PERSON)), part("status", valueCode="agree")],
    )
    for one in (other_parts, by_nobody, other_status, other_person):
        goal = replace(PROPOSED, lifecycleStatus="accepted", extension=[one])
        (issue,) = of_goal(goal, "proposed")
        assert issue.where == "Goal.lifecycleStatus"
    nobodys = replace(PROPOSED, lifecycleStatus="accepted", expressedBy=None)
    assert [issue.key for issue in of_goal(nobodys, "proposed")] == ["goal-not-accepted"]


def test_until_then_it_is_proposed_and_can_be_turned_down() -> None:
    assert of_goal(PROPOSED, "") == ()
    assert [issue.key for issue in of_goal(replace(PROPOSED, lifecycleStatus="active"), "")] == [
        "goal-not-accepted"
    ]
    for state in ("rejected", "cancelled", "entered-in-error"):
        assert of_goal(replace(PROPOSED, lifecycleStatus=state), "proposed") == ()


def test_a_goal_of_the_persons_own_needs_nobodys_acceptance() -> None:
    assert of_goal(OWN, "") == ()
    assert [issue.key for issue in of_goal(OWN, "completed")] == ["state-not-allowed"]


def test_R097_what_the_person_said_stays_as_it_is() -> None:
    said = mapped("behov", "hjelp til å komme i gang")
    summary = replace(said, valueString="aktivitetsbehov")
    (issue,) = reworded(said, summary, by_person=False)
    assert (issue.key, issue.where) == ("plan-own-words", "Observation.value")
    both = replace(said, performer=[to(PERSON), to(STI)])
    assert reworded(both, replace(both, valueString="x"), by_person=False) != ()
    assert reworded(said, replace(said, performer=[to(STI)]), by_person=False) != ()
    assert reworded(said, summary, by_person=True) == ()
    assert reworded(said, replace(said, status="amended"), by_person=False) == ()


def test_R097_what_a_professional_wrote_can_be_written_anew() -> None:
    written = replace(mapped("behov"), performer=[to(STI)])
    assert reworded(written, replace(written, valueString="noe annet"), by_person=False) == ()


def test_R008_a_plan_carries_its_purpose_in_the_persons_written_language() -> None:
    made = world()[PLAN]
    assert described(made, "nb").description == PURPOSE["nb"]
    assert described(made, "nn").description == PURPOSE["nn"] != PURPOSE["nb"]
    own = replace(made, description="å komme ut igjen")
    assert described(own, "nn") == own
