"""Invariants of notices, transfers and other tasks (domain.md 1.C, 1.K; hpl § 38 a)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mappings.extensions import system
from mappings.profiles.invariants.paths import TASK_IO, VOLVEN, coded, in_list, there

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from mappings import fhir

_UNSENT: Final = ("draft", "cancelled", "entered-in-error")
_PERSON: Final = tuple(f"urn:oid:2.16.578.1.12.4.1.4.{number}" for number in (1, 2, 3))
"""National identity number, D-number, common help number."""


def _inputs(task: fhir.Task, *codes: str) -> list[fhir.TaskInput]:
    return [one for one in task.input if coded([one.type], TASK_IO, *codes)]


def _is_sent(task: fhir.Task) -> bool:
    return task.status not in _UNSENT


def _says_why_in_words(task: fhir.Task) -> bool:
    reason = task.statusReason.text if task.statusReason is not None else None
    return task.status not in ("rejected", "cancelled", "failed", "on-hold") or there(reason)


def _names_a_person(task: fhir.Task) -> bool:
    identifier = task.for_.identifier if task.for_ is not None else None
    if identifier is None:
        return False
    local = identifier.type is not None and any(one.code == "HNR" for one in identifier.type.coding)
    return identifier.system in _PERSON or (local and identifier.assigner is not None)


def _has_an_output(task: fhir.Task) -> bool:
    return task.status != "completed" or bool(task.output)


def _says_what_is_needed(task: fhir.Task) -> bool:
    codes = [task.code] if task.code is not None else []
    asks = coded(codes, system("ip-task-code"), "need-notice")
    return not _is_sent(task) or not asks or bool(_inputs(task, "need"))


def _says_how_it_stands_with_consent(task: fhir.Task) -> bool:
    return not _is_sent(task) or bool(_inputs(task, "consent-state"))


def _has_consent_or_basis(task: fhir.Task) -> bool:
    return not _is_sent(task) or bool(_inputs(task, "consent", "legal-basis"))


def _is_not_refused(task: fhir.Task) -> bool:
    states = [one.valueCodeableConcept for one in _inputs(task, "consent-state")]
    refused = any(state is not None and in_list(state.coding, f"{VOLVEN}9064", "4") for state in states)
    return not _is_sent(task) or not refused


def _carries_the_consent(task: fhir.Task) -> bool:
    return bool(_inputs(task, "consent"))


def _names_the_new_team(task: fhir.Task) -> bool:
    teams = [one for one in task.output if coded([one.type], TASK_IO, "new-team")]
    return task.status != "completed" or bool(teams)


def _goes_to_another(task: fhir.Task) -> bool:
    parties = [one.identifier for one in (task.requester, task.owner) if one is not None]
    values = [one.value for one in parties if one is not None and one.value is not None]
    return len(values) == len(set(values))


NOTICE: Final[dict[str, Callable[[Any], bool]]] = {
    "ip-nt-1": _says_why_in_words,
    "ip-nt-2": _names_a_person,
    "ip-nt-3": _has_an_output,
    "ip-nt-4": _says_what_is_needed,
    "ip-nt-5": _says_how_it_stands_with_consent,
    "ip-nt-6": _has_consent_or_basis,
    "ip-nt-7": _is_not_refused,
    "ip-tr-1": _carries_the_consent,
    "ip-tr-2": _names_the_new_team,
    "ip-tr-3": _goes_to_another,
}
