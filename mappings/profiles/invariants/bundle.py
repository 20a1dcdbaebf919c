"""Invariants of a plan with everything in one Bundle (R-003, R-006, R-007, R-035, R-075)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeVar

from mappings import fhir
from mappings.extensions import system
from mappings.profiles.invariants.paths import coded, there

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

T = TypeVar("T", bound=fhir.Resource)

_PATIENT: Final = re.compile(r"^.*Patient/")
_SUBJECTS: Final = (fhir.CarePlan, fhir.Goal, fhir.ServiceRequest, fhir.CareTeam, fhir.Observation)
"""Resources of a plan that are about their `subject`."""


def _of(bundle: fhir.Bundle, kind: type[T]) -> list[T]:
    return [one for entry in bundle.entry if isinstance(one := entry.resource, kind)]


def _is_individual(plan: fhir.CarePlan) -> bool:
    return coded(plan.category, system("ip-plan-kind"), "individuell-plan")


def _is_active(bundle: fhir.Bundle) -> bool:
    return any(plan.status == "active" and _is_individual(plan) for plan in _of(bundle, fhir.CarePlan))


def _has_a_consent(bundle: fhir.Bundle) -> bool:
    return not _is_active(bundle) or any(
        one.status == "active" and coded(one.category, system("ip-consent-type"), "plan")
        for one in _of(bundle, fhir.Consent)
    )


def _has_a_goal_in_own_words(bundle: fhir.Bundle) -> bool:
    return not _is_active(bundle) or any(
        coded(goal.category, system("ip-goal-category"), "eget-maal") and there(goal.description.text)
        for goal in _of(bundle, fhir.Goal)
    )


def _has_one_individual_plan(bundle: fhir.Bundle) -> bool:
    return sum(map(_is_individual, _of(bundle, fhir.CarePlan))) == 1


def _has_parts_of_it(bundle: fhir.Bundle) -> bool:
    return all(_is_individual(plan) or plan.partOf for plan in _of(bundle, fhir.CarePlan))


def _is_about_one_person(bundle: fhir.Bundle) -> bool:
    inside = [entry.resource for entry in bundle.entry]
    subjects = [one.subject for one in inside if isinstance(one, _SUBJECTS)]
    subjects += [one.patient for one in _of(bundle, fhir.Consent)]
    literals = [one.reference for one in subjects if one is not None and one.reference is not None]
    return len({_PATIENT.sub("Patient/", literal) for literal in literals}) <= 1


def _has_one_active_team(bundle: fhir.Bundle) -> bool:
    return not _is_active(bundle) or sum(team.status == "active" for team in _of(bundle, fhir.CareTeam)) == 1


BUNDLE: Final[dict[str, Callable[[Any], bool]]] = {
    "ip-bdl-1": _has_a_consent,
    "ip-bdl-2": _has_a_goal_in_own_words,
    "ip-bdl-3": _has_one_individual_plan,
    "ip-bdl-4": _has_parts_of_it,
    "ip-bdl-5": _is_about_one_person,
    "ip-bdl-6": _has_one_active_team,
}
