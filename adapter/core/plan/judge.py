"""Everything that the law asks of a version of a plan, at once (decisions.md, "draft or active")."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from adapter.core.plan import consents, coordinator, measures, points, rules
from adapter.core.plan.life_cycles import OPEN, state_fault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from adapter.core.plan.facts import Facts
    from adapter.core.plan.parts import Plan
    from mappings.result import Issue

    Rule: TypeAlias = Callable[[Plan, Facts], Iterator[Issue]]


def judge(plan: Plan, facts: Facts) -> tuple[Issue, ...]:
    """All faults of a plan as a transaction would leave it; what is no error (`Issue.is_error`) is a remark.

    The nine points are asked of an active plan, whichever listed part is written. A later version that a withdrawal, a
    death or something entered in error makes is asked for nothing but its state. Whoever makes a plan without the
    person's consent is told that and nothing else, and nobody without one that there is another plan (R-003, R-035).
    """
    unasked = () if facts.before else tuple(consents.of_plan(plan, facts))
    if unasked:
        return unasked
    found = list(state_fault("CarePlan", facts.before, plan.status))
    if facts.before and (facts.cause or plan.status == "entered-in-error"):
        return tuple(found)
    found += _told(ALWAYS, plan, facts)
    if plan.status in OPEN:
        found += _told(_of_open(plan), plan, facts)
        if not any(issue.fault.error == "consent-missing" for issue in found):
            found += rules.one_plan(plan, facts)
    return tuple(found)


ALWAYS: Final[tuple[Rule, ...]] = (
    measures.orders,
    rules.one_person,
    rules.not_by_hospital,
    rules.nothing_copied_in,
    rules.no_journal,
    rules.no_open_goal_left,
)
"""What is asked in every state."""

WHILE_OPEN: Final[tuple[Rule, ...]] = (
    rules.responsible_municipality,
    rules.no_gap_in_transfer,
    rules.revision_overdue,
)
"""What is asked of a plan that has not ended."""


def _of_open(plan: Plan) -> Iterable[Rule]:
    """The rules for an open plan: all nine points of an active one, else what stands in every open state."""
    if plan.status == "active":
        return (*WHILE_OPEN, *(check for checks in points.POINTS.values() for check in checks))
    return (*WHILE_OPEN, consents.of_plan, coordinator.never_two)


def _told(asked: Iterable[Rule], plan: Plan, facts: Facts) -> Iterator[Issue]:
    return (issue for rule in asked for issue in rule(plan, facts))
