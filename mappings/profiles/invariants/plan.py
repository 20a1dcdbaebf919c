"""Invariants of plans, sub-plans and their activities (domain.md 1.H, 3.5, 3.7)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mappings.extensions import system
from mappings.profiles.invariants.paths import VOLVEN, coded, extended, parts, there

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from mappings import fhir

_STATUS_REASON: Final = "http://hl7.org/fhir/StructureDefinition/request-statusReason"
_DOCUMENTS: Final = frozenset({"A01-2", "B01-2", "I00-1"})
"""Documents of list 9602 that may belong to a plan, beside those of group J."""


def _has_period_and_revision(plan: fhir.CarePlan) -> bool:
    period = plan.period
    whole = period is not None and there(period.start) and there(period.end)
    return plan.status != "active" or (whole and bool(extended(plan.extension, "ip-next-revision")))


def _has_goal_and_team(plan: fhir.CarePlan) -> bool:
    return plan.status != "active" or bool(plan.goal and plan.careTeam)


def _says_when_and_why_it_ended(plan: fhir.CarePlan) -> bool:
    if plan.status not in ("completed", "revoked"):
        return True
    ended = plan.period is not None and there(plan.period.end)
    return ended and bool(extended(plan.extension, "ip-end-reason"))


def _is_revised_before_its_end(plan: fhir.CarePlan) -> bool:
    end = plan.period.end if plan.period is not None else None
    revisions = extended(plan.extension, "ip-next-revision")
    dates = [one.valueDate or one.valueDateTime or one.valueString for one in revisions]
    return end is None or all(
        last_day(date) <= last_day(end, most=True) for date in dates if date is not None
    )


_SHORT: Final = {"02": "28", "04": "30", "06": "30", "09": "30", "11": "30"}


def last_day(date: str, *, most: bool = False) -> str:
    """The last day of a date that may lack day or month, as text that can be compared (decisions.md, "dates").

    `most`: no day of a month is later than it, and it may be none of the calendar's.
    """
    if len(date) == len("2026-06"):
        return f"{date}-{'31' if most else _SHORT.get(date[5:], '31')}"
    return f"{date}-12-31" if len(date) == len("2026") else date[:10]


def _levels(plan: fhir.CarePlan) -> set[str | None]:
    codings = [one.valueCoding for one in extended(plan.extension, "ip-service-level")]
    return {coding.code for coding in codings if coding is not None}


def _is_municipal(responsibility: fhir.Extension) -> bool:
    codings = [one.valueCoding for one in parts(responsibility, "level")]
    return any(coding is not None and coding.code == "kommune" for coding in codings)


def _is_led_by_the_municipality(plan: fhir.CarePlan) -> bool:
    led = extended(plan.extension, "ip-main-responsibility")
    return not led or not {"kommune", "spesialist"} <= _levels(plan) or any(map(_is_municipal, led))


def _names_the_municipality(plan: fhir.CarePlan) -> bool:
    led = extended(plan.extension, "ip-main-responsibility")
    return not any(map(_is_municipal, led)) or any(parts(one, "municipality") for one in led)


def _says_what_an_active_plan_says(plan: fhir.CarePlan) -> bool:
    names = ("ip-service-level", "ip-main-responsibility")
    return plan.status != "active" or (
        there(plan.title)
        and plan.author is not None
        and there(plan.created)
        and all(extended(plan.extension, name) for name in names)
    )


def _says_with_whom(plan: fhir.CarePlan) -> bool:
    return all(parts(one, "party", "type") for one in extended(plan.extension, "ip-wanted-cooperation"))


def _was_heard_or_not(view: fhir.Extension) -> bool:
    heard = bool(parts(view, "date") and parts(view, "heardBy"))
    return heard != bool(parts(view, "reasonNotHeard"))


def _hears_the_child(plan: fhir.CarePlan) -> bool:
    return all(map(_was_heard_or_not, extended(plan.extension, "ip-child-view")))


def _ends_only_when_ended(plan: fhir.CarePlan) -> bool:
    names = ("ip-end-reason", "ip-end-decided-by")
    ended = plan.status in ("completed", "revoked", "entered-in-error")
    return ended or not any(extended(plan.extension, name) for name in names)


def _is_no_individual_plan(plan: fhir.CarePlan) -> bool:
    return not coded(plan.category, system("ip-plan-kind"), "individuell-plan")


# --- activities and documents -----------------------------------------------------------------------------------------


def _has_a_start(activity: fhir.ServiceRequest) -> bool:
    if activity.status not in ("active", "completed"):
        return True
    period, timing = activity.occurrencePeriod, activity.occurrenceTiming
    if timing is not None:
        bounds = timing.repeat.boundsPeriod if timing.repeat is not None else None
        return bool(timing.event) or (bounds is not None and there(bounds.start))
    return period is not None and there(period.start)


def _says_why_it_stopped(activity: fhir.ServiceRequest) -> bool:
    return activity.status != "revoked" or any(one.url == _STATUS_REASON for one in activity.extension)


def _has_one_responsible(activity: fhir.ServiceRequest) -> bool:
    return activity.status not in ("active", "completed") or len(activity.performer) == 1


def _is_no_journal_document(document: fhir.DocumentReference) -> bool:
    codings = document.type.coding if document.type is not None else []
    codes = [one.code or "" for one in codings if one.system == f"{VOLVEN}9602"]
    return all(code in _DOCUMENTS or code.startswith("J") for code in codes)


PLAN: Final[dict[str, Callable[[Any], bool]]] = {
    "ip-cp-2": _has_period_and_revision,
    "ip-cp-3": _has_goal_and_team,
    "ip-cp-4": _says_when_and_why_it_ended,
    "ip-cp-5": _is_revised_before_its_end,
    "ip-cp-6": _is_led_by_the_municipality,
    "ip-cp-7": _names_the_municipality,
    "ip-cp-8": _says_what_an_active_plan_says,
    "ip-cp-9": _says_with_whom,
    "ip-cp-10": _hears_the_child,
    "ip-cp-11": _ends_only_when_ended,
    "ip-sp-1": _is_no_individual_plan,
    "ip-act-1": _has_a_start,
    "ip-act-2": _says_why_it_stopped,
    "ip-act-3": _has_one_responsible,
    "ip-att-1": _is_no_journal_document,
}
