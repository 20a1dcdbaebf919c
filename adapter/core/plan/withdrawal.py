"""C-5: what becomes of plan and team when a consent that they rest on is withdrawn (domain.md 3.3, effects; R-054).

What a consent opened is shut by the consent itself (`adapter.core.consent`). Nothing is deleted: what was done is documented.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec

from adapter.core.consent.moments import span
from adapter.core.plan import names
from adapter.core.plan.parts import keys
from mappings import fhir

if TYPE_CHECKING:
    from adapter.core.consent.kinds import Category


def withdrawn(
    care_plan: fhir.CarePlan, category: Category, references: frozenset[str], at: str
) -> fhir.CarePlan:
    """The next version of an open plan when a consent of a category is withdrawn `at` a FHIR dateTime.

    Without the consent to it a plan is revoked and says when and why; it keeps the reference to what was withdrawn. To
    any other consent (by one of `references`) it refers no more, and without the one to a coordinator it pauses if active.
    """
    if category == "plan":
        return ended(care_plan, "revoked", "consent-withdrawn", at)
    kept = [
        one
        for one in care_plan.extension
        if one.url != names.CONSENT or not keys(one.valueReference) & references
    ]
    pauses = category == "coordinator" and care_plan.status == "active"
    status = "on-hold" if pauses else care_plan.status
    return msgspec.structs.replace(care_plan, extension=kept, status=status)


def ended(
    care_plan: fhir.CarePlan, status: Literal["completed", "revoked"], reason: str, at: str
) -> fhir.CarePlan:
    """A plan ended `at` a FHIR dateTime, with the reason, a code of ip-end-reason."""
    because = fhir.CodeableConcept(coding=[fhir.Coding(system=names.END_REASON, code=reason)])
    others = [one for one in care_plan.extension if one.url != names.ENDED_BECAUSE]
    return msgspec.structs.replace(
        care_plan,
        status=status,
        period=_until(care_plan.period, at),
        extension=[*others, fhir.Extension(url=names.ENDED_BECAUSE, valueCodeableConcept=because)],
    )


def dissolved(team: fhir.CareTeam, at: str) -> fhir.CareTeam:
    """The next version of a team whose consent to a coordinator is withdrawn: nobody is appointed any more."""
    return msgspec.structs.replace(team, status="inactive", period=_until(team.period, at))


def _until(period: fhir.Period | None, at: str) -> fhir.Period:
    """A period that ends now; one that had not begun ends as it begins (R4 per-1)."""
    period = period or fhir.Period()
    start, end = (span(period.start) if period.start else None), span(at)
    has_begun = start is None or end is None or start[0] <= end[1]
    return msgspec.structs.replace(period, end=at if has_begun else period.start)
