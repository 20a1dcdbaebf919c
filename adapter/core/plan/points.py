"""The nine points of a plan's content by law, a to i (IP-F, as the former § 19; R-087–R-095): what an active plan lacks.

Each check tells all that is missing of its sentence; `missing` asks all of them at once. What is a measure's stands in
`measures`, what is a coordinator's in `coordinator`, what is a consent's in `consents`.
"""

from __future__ import annotations

from calendar import monthrange
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from adapter.core.consent.moments import span
from adapter.core.consent.references import codes
from adapter.core.plan import consents, coordinator, measures, names
from adapter.core.plan.appointment import is_reachable
from adapter.core.plan.life_cycles import GOAL_COUNTS
from adapter.core.plan.parts import extensions, has_text, keys, resolved, type_of
from mappings import fhir
from mappings.felles.times import OSLO
from mappings.result import Issue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from adapter.core.plan.facts import Facts
    from adapter.core.plan.parts import Plan

    Check: TypeAlias = Callable[[Plan, Facts], Iterator[Issue]]

Point: TypeAlias = Literal["a", "b", "c", "d", "e", "f", "g", "h", "i"]

MOST_MONTHS: Final = 12
"""How far ahead the next revision lies at most (decisions.md, "draft or active")."""


def missing(plan: Plan, facts: Facts) -> tuple[Issue, ...]:
    """Everything that a plan lacks to be active, point by point."""
    return tuple(issue for checks in POINTS.values() for check in checks for issue in check(plan, facts))


# --- a: goals, resources, needs ---------------------------------------------------------------------------------------


def _goals(plan: Plan, _: Facts) -> Iterator[Issue]:
    if not _counting(plan):
        yield Issue("plan-a-goal", "CarePlan.goal")


def _own_goal(plan: Plan, _: Facts) -> Iterator[Issue]:
    """One goal at least is the person's own, said by them or by somebody who speaks for them (R-007)."""
    goals = _counting(plan)
    if goals and not any(_is_own(plan, goal) for goal in goals):
        yield Issue("plan-a-own-goal", "CarePlan.goal")


def _counting(plan: Plan) -> list[fhir.Goal]:
    found = [one.resource for one in plan.goals()]
    return [one for one in found if one.lifecycleStatus in GOAL_COUNTS and has_text(one.description.text)]


def _is_own(plan: Plan, goal: fhir.Goal) -> bool:
    kinds = [code for category in goal.category for code in codes(category.coding, names.GOAL_CATEGORY)]
    return "eget-maal" in kinds and type_of(plan.at_hand, goal.expressedBy) in ("Patient", "RelatedPerson")


def _resources(plan: Plan, _: Facts) -> Iterator[Issue]:
    if not _mapped(plan, "ressurs"):
        yield Issue("plan-a-resource", "CarePlan.supportingInfo")


def _needs(plan: Plan, _: Facts) -> Iterator[Issue]:
    if not _mapped(plan, "behov"):
        yield Issue("plan-a-need", "CarePlan.supportingInfo")


def _mapped(plan: Plan, kind: str) -> bool:
    """Whether the mapping has an entry of a kind that says something."""
    return any(
        any(kind in codes(category.coding, names.RESOURCE_NEED) for category in one.resource.category)
        and one.resource.status not in ("cancelled", "entered-in-error")
        and has_text(one.resource.valueString)
        for one in plan.supporting(fhir.Observation)
    )


# --- b: who takes part ------------------------------------------------------------------------------------------------


def _team(plan: Plan, facts: Facts) -> Iterator[Issue]:
    if not _participants(plan, facts):
        yield Issue("plan-b-team", "CarePlan.careTeam")


def _responsible_take_part(plan: Plan, facts: Facts) -> Iterator[Issue]:
    """Who answers for a measure is in the team: the same party, the organisation that it acts for, or one of theirs."""
    members = [one.member for _, one in _participants(plan, facts)]
    subject = keys(plan.care_plan.subject) | facts.person
    named = subject.union(*(_names(one, facts) for one in members))
    acting = frozenset().union(*(_names(_organisation(plan, one), facts) for one in members))
    for part in measures.judged(plan, facts):
        for one in part.resource.performer:
            behind = _names(_organisation(plan, one), facts)
            if not (_names(one, facts) & (named | acting) or behind & named):
                yield Issue("plan-b-responsible", part.place)


def _organisation(plan: Plan, member: fhir.Reference | None) -> fhir.Reference | None:
    """The organisation that a role acts for."""
    role = resolved(plan.at_hand, member, fhir.PractitionerRole)
    return role.organization if role is not None else None


def _names(party: fhir.Reference | None, facts: Facts) -> frozenset[str]:
    """All that a party is named by; an organisation by its number too."""
    return keys(party) | frozenset(filter(None, (facts.number(party),)))


def _participants(plan: Plan, facts: Facts) -> list[tuple[str, fhir.CareTeamParticipant]]:
    """Those of the active teams who take part now or will, each with the place of their team."""
    return [
        (team.place, one)
        for team in plan.teams()
        for one in team.resource.participant
        if coordinator.bounds(one.period)[1] >= facts.now
    ]


# --- c: who coordinates -----------------------------------------------------------------------------------------------


def _contact(plan: Plan, facts: Facts) -> Iterator[Issue]:
    """Each coordinator who leads now or will can be reached."""
    for place, one in _participants(plan, facts):
        if coordinator.levels(one) and not is_reachable(one.member, plan.at_hand):
            yield Issue("coordinator-contact", place)


# --- d: who contributes what ------------------------------------------------------------------------------------------


def _own_contribution(plan: Plan, facts: Facts) -> Iterator[Issue]:
    """What the person contributes is filled in, if only with *ingen*, or stands in a measure of theirs."""
    subject = keys(plan.care_plan.subject) | facts.person
    said = any(
        has_text(extension.valueString)
        for place, one in _participants(plan, facts)
        if keys(one.member) & subject
        for _, extension in extensions(place, one.extension, names.CONTRIBUTION)
    )
    does = any(keys(one) & subject for part in plan.activities() for one in part.resource.performer)
    if not said and not does:
        yield Issue("plan-d-person" if facts.strict else "plan-d-person-advised", "CarePlan.careTeam")


# --- g: how long, and when it is revised ------------------------------------------------------------------------------


def _period(plan: Plan, _: Facts) -> Iterator[Issue]:
    period = plan.care_plan.period
    if period is None or not period.start or not period.end:
        yield Issue("plan-g-period", "CarePlan.period")
        return
    start, end = coordinator.bounds(period)
    if end < start:
        yield Issue("plan-g-period-turned", "CarePlan.period")


def _revision(plan: Plan, facts: Facts) -> Iterator[Issue]:
    """A revision is planned; when the plan becomes active, one that is still to come."""
    planned = _revisions(plan)
    if not any(facts.was_in_force or facts.now <= last for _, last in planned):
        yield Issue("plan-g-revision", "CarePlan.extension")


def _revision_in_time(plan: Plan, facts: Facts) -> Iterator[Issue]:
    """No revision after the plan's end, and the next one within a year."""
    end = coordinator.bounds(plan.care_plan.period)[1]
    planned = _revisions(plan)
    yield from (Issue("plan-g-revision-after-end", place) for place, last in planned if last > end)
    coming = [(last, place) for place, last in planned if last >= facts.now]
    if coming and min(coming)[0] > _in_a_year(facts.now):
        yield Issue("plan-g-revision-far", min(coming)[1])


def _revisions(plan: Plan) -> list[tuple[str, datetime]]:
    """The planned revisions: place and last instant."""
    stated = extensions("CarePlan", plan.care_plan.extension, names.NEXT_REVISION)
    spans = [(place, span(one.valueDate)) for place, one in stated if one.valueDate]
    return [(place, found[1]) for place, found in spans if found is not None]


def _in_a_year(now: datetime) -> datetime:
    """The last instant of the day so many months ahead; the month's last day where it is shorter."""
    day = now.astimezone(OSLO)
    year, month = divmod(day.year * 12 + day.month - 1 + MOST_MONTHS, 12)
    last = min(day.day, monthrange(year, month + 1)[1])
    return day.replace(
        year=year, month=month + 1, day=last, hour=23, minute=59, second=59, microsecond=999999
    ).astimezone(now.tzinfo)


# --- i: cooperation with others ---------------------------------------------------------------------------------------


def _cooperation(plan: Plan, _: Facts) -> Iterator[Issue]:
    """Something is said on cooperation that is necessary or wanted with others, if only *ingen*."""
    stated = extensions("CarePlan", plan.care_plan.extension, names.WANTED_COOPERATION)
    if not any(
        part.url == "purpose" and has_text(part.valueString) for _, one in stated for part in one.extension
    ):
        yield Issue("plan-i-cooperation", "CarePlan.extension")


POINTS: Final[dict[Point, tuple[Check, ...]]] = {
    "a": (_goals, _own_goal, _resources, _needs),
    "b": (_team, _responsible_take_part),
    "c": (coordinator.of_active_plan, _contact),
    "d": (_own_contribution,),
    "e": (measures.none, measures.what, measures.extent, measures.responsible),
    "f": (measures.how,),
    "g": (_period, _revision, _revision_in_time),
    "h": (consents.of_plan, consents.to_coordinator),
    "i": (_cooperation,),
}
"""Point -> what is looked at for it."""
