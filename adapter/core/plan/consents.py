"""C-2: the consents that a plan or a coordinator rests on.

What is absent, another person's, withdrawn or about something else is told alike: nobody learns by a refusal what consents
there are (R-003, R-035–R-037, R-054; decisions.md, "errors").
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from adapter.core.consent import provisions, shape
from adapter.core.plan.parts import keys
from mappings.result import Issue

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from adapter.core.plan.facts import Facts
    from adapter.core.plan.parts import Plan
    from mappings import fhir


def of_plan(plan: Plan, facts: Facts) -> Iterator[Issue]:
    """C-2: every consent that a plan refers to is one in force of its person, and one of them is to the plan.

    The unit that makes a new plan is named by it (R-003).
    """
    yield from (
        Issue("plan-consent-reference", place) for place, one in _referred(plan, facts) if one is None
    )
    maker = "" if facts.before else facts.writer
    yield from consent_fault("plan", held(plan, facts), facts, "CarePlan.extension", maker)


def to_coordinator(plan: Plan, facts: Facts) -> Iterator[Issue]:
    """Of the consents that an active plan refers to, one is to a coordinator (R-036, R-054)."""
    yield from consent_fault("coordinator", held(plan, facts), facts, "CarePlan.extension")


def held(plan: Plan, facts: Facts) -> list[fhir.Consent]:
    """The consents that a plan refers to and may rest on: its person's, given and not withdrawn."""
    return [one for _, one in _referred(plan, facts) if one is not None]


def _referred(plan: Plan, facts: Facts) -> Iterator[tuple[str, fhir.Consent | None]]:
    persons = keys(plan.care_plan.subject) | facts.person
    for place, part in plan.consents():
        rests = (
            part is not None and shape.is_live(part.resource) and bool(keys(part.resource.patient) & persons)
        )
        yield place, part.resource if part is not None and rests else None


def consent_fault(
    category: Literal["plan", "coordinator"],
    consents: Iterable[fhir.Consent],
    facts: Facts,
    place: str,
    maker: str = "",
) -> tuple[Issue, ...]:
    """The fault of having no consent of a category in force now, among the person's; one naming `maker`, if given."""
    if any(_in_force(one, category, facts.now, maker) for one in consents):
        return ()
    return (Issue(f"{category}-consent", place),)


def _in_force(consent: fhir.Consent, category: str, now: datetime, maker: str) -> bool:
    """Whether it is of the category, live, and, where it permits something by time and name, permits it now."""
    if shape.category(consent) != category or not shape.is_live(consent):
        return False
    inner = consent.provision.provision if consent.provision is not None else []
    permits = [provisions.read(one) for one in inner if one.type == "permit"]
    running = [
        one
        for one in permits
        if (one.start is None or one.start <= now) and (one.end is None or now <= one.end)
    ]
    named = not maker or any(one.actor == maker and one.action == "make-plan" for one in running)
    return named and (bool(running) or not permits)
