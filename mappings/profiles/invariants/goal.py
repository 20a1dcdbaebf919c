"""Invariants of goals, and of what the person has and needs (R-007, R-087, R-101)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mappings.extensions import system
from mappings.profiles.invariants.paths import coded, shows

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from mappings import fhir

_CATEGORY: Final = system("ip-goal-category")
_ACHIEVEMENT: Final = "http://terminology.hl7.org/CodeSystem/goal-achievement"


def _is_expressed_by_the_person(goal: fhir.Goal) -> bool:
    if not coded(goal.category, _CATEGORY, "eget-maal"):
        return True
    return goal.expressedBy is not None and shows(goal.expressedBy, ("Patient", "RelatedPerson"))


def _says_why_it_was_given_up(goal: fhir.Goal) -> bool:
    return goal.lifecycleStatus not in ("cancelled", "rejected") or goal.statusReason is not None


def _says_whose_it_is(goal: fhir.Goal) -> bool:
    return coded(goal.category, _CATEGORY)


def _says_why_it_was_not_achieved(goal: fhir.Goal) -> bool:
    achieved = [goal.achievementStatus] if goal.achievementStatus is not None else []
    missed = goal.lifecycleStatus == "completed" and coded(achieved, _ACHIEVEMENT, "not-achieved")
    return not missed or goal.statusReason is not None


def _is_resource_or_need(entry: fhir.Observation) -> bool:
    wanted = system("ip-resource-need")
    codings = [coding for concept in entry.category for coding in concept.coding if coding.system == wanted]
    return len({coding.code for coding in codings if coding.code is not None}) == 1


GOAL: Final[dict[str, Callable[[Any], bool]]] = {
    "ip-goal-1": _is_expressed_by_the_person,
    "ip-goal-2": _says_why_it_was_given_up,
    "ip-goal-3": _says_whose_it_is,
    "ip-goal-4": _says_why_it_was_not_achieved,
    "ip-rn-1": _is_resource_or_need,
}
