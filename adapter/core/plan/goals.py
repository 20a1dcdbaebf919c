"""A goal and a word of the person's own: who takes a goal on, and that nobody rewrites what the person said (3.6; R-097)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from adapter.core.consent.references import type_named
from adapter.core.plan import names
from adapter.core.plan.life_cycles import GOAL_OPEN, state_fault
from adapter.core.plan.parts import extensions
from mappings.result import Issue

if TYPE_CHECKING:
    from mappings import fhir

_PERSON: Final = ("Patient", "RelatedPerson")
_TAKEN_ON: Final = GOAL_OPEN - {"proposed"}


def of_goal(goal: fhir.Goal, before: str) -> tuple[Issue, ...]:
    """All faults of a version of a goal; `before` is the state of the one before, empty for the first.

    What a professional proposes stays proposed until the person, or somebody for them, accepts it.
    """
    state = str(goal.lifecycleStatus or "")
    found = state_fault("Goal", before, state)
    is_own = goal.expressedBy is not None and type_named(goal.expressedBy) in _PERSON
    if state in _TAKEN_ON and not is_own and not _is_accepted(goal):
        found += (Issue("goal-not-accepted", "Goal.lifecycleStatus"),)
    return found


def _is_accepted(goal: fhir.Goal) -> bool:
    for _, one in extensions("Goal", goal.extension, names.GOAL_ACCEPTANCE):
        by = [part.valueReference for part in one.extension if part.url == "individual"]
        agrees = any(part.url == "status" and part.valueCode == "agree" for part in one.extension)
        if agrees and any(who is not None and type_named(who) in _PERSON for who in by):
            return True
    return False


def reworded(before: fhir.Observation, after: fhir.Observation, *, by_person: bool) -> tuple[Issue, ...]:
    """The fault of changing a resource or need that the person stated: others add an entry of their own instead."""
    is_own = any(type_named(one) in _PERSON for one in before.performer)
    said, says = (before.valueString, before.performer), (after.valueString, after.performer)
    if by_person or not is_own or said == says:
        return ()
    return (Issue("plan-own-words", "Observation.value"),)
