"""Points e and f: what the measures (tiltak) of a plan say (R-091, R-092), and that they order nothing (R-004)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from adapter.core.plan.life_cycles import ACTIVITY_OPEN, ACTIVITY_RUNS
from adapter.core.plan.parts import has_text
from mappings.result import Issue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from adapter.core.plan.facts import Facts
    from adapter.core.plan.parts import Part, Plan
    from mappings import fhir

INTENTS: Final = frozenset({"proposal", "plan"})
"""What an activity of a plan may be: all other intents of R4 ask or authorise somebody to act (R-004)."""


def orders(plan: Plan, _: Facts) -> Iterator[Issue]:
    """A plan is no order and no decision on services, nor is anything in it."""
    if plan.care_plan.intent not in INTENTS:
        yield Issue("plan-order", "CarePlan.intent")
    for one in plan.activities():
        if one.resource.intent not in INTENTS:
            yield Issue("plan-order", one.place)


def judged(plan: Plan, facts: Facts) -> list[Part[fhir.ServiceRequest]]:
    """The measures that must be complete: all that are open when the plan becomes active, later those that run.

    A proposal made later lives in the plan before somebody has taken it on (domain.md 3.7).
    """
    states = ACTIVITY_RUNS if facts.was_in_force else ACTIVITY_OPEN
    return [one for one in plan.activities() if one.resource.status in states]


# --- e: which measures, how much, who answers ---------------------------------------------------------------------------


def none(plan: Plan, _: Facts) -> Iterator[Issue]:
    """A plan has a measure that is to be done, is done or was done."""
    states = ACTIVITY_OPEN | {"completed"}
    if not any(one.resource.status in states for one in plan.activities()):
        yield Issue("plan-e-activity", "CarePlan.activity")


def what(plan: Plan, facts: Facts) -> Iterator[Issue]:
    """Each says what it is."""
    for one in judged(plan, facts):
        code = one.resource.code
        if code is None or not (has_text(code.text) or any(coding.code for coding in code.coding)):
            yield Issue("plan-e-what", one.place)


def extent(plan: Plan, facts: Facts) -> Iterator[Issue]:
    """Each says how much, or when."""
    for one in judged(plan, facts):
        asked = one.resource
        said = (
            asked.quantityQuantity,
            asked.quantityRatio,
            asked.quantityRange,
            asked.occurrenceDateTime,
            asked.occurrencePeriod,
            asked.occurrenceTiming,
        )
        if all(value is None for value in said):
            yield Issue("plan-e-extent", one.place)


def responsible(plan: Plan, facts: Facts) -> Iterator[Issue]:
    """Exactly one answers for each; for one that waits, somebody may have been asked (domain.md 3.7)."""
    for one in judged(plan, facts):
        waits = one.resource.status == "draft" and one.name in facts.asked
        if len(one.resource.performer) != 1 and not (waits and not one.resource.performer):
            yield Issue("plan-e-responsible", one.place)


# --- f: how -------------------------------------------------------------------------------------------------------------


def how(plan: Plan, facts: Facts) -> Iterator[Issue]:
    """Each says in words how it is carried out."""
    for one in judged(plan, facts):
        words = [*(note.text for note in one.resource.note), one.resource.patientInstruction]
        if not any(map(has_text, words)):
            yield Issue("plan-f-how", one.place)
