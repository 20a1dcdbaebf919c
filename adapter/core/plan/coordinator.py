"""C-3: one coordinator at every date, by the dates of the team's participants (R-075, R-076; decisions.md, "coordinator").

Where the municipality is responsible, exactly one of the plan's coordinator (9034#8) and barnekoordinator leads; before
that the hospital's (9034#18), who may stand beside afterwards. Time from now on is cut where anything begins or ends:

    now ├── A ──┤├────────── B ──────────┤ planned end      each stretch has the same participants from end to end
        └ 1 ────┘└ 1 ────────────────────┘└ 0 …             1: well · 2: many · 0 with a leader after it: a gap

A planned end that nobody follows yet is no gap until it comes; it is told as a warning.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

from adapter.core.consent.moments import Span, span
from adapter.core.plan import names
from adapter.core.plan.parts import keys
from mappings.result import Issue

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from adapter.core.plan.facts import Facts
    from adapter.core.plan.parts import Plan
    from mappings import fhir

Level: TypeAlias = Literal["municipal", "hospital"]

LEVELS: Final[dict[tuple[str | None, str | None], Level]] = {
    (names.ROLE, "8"): "municipal",
    (names.TEAM_ROLE, "barnekoordinator"): "municipal",
    (names.ROLE, "18"): "hospital",
}
"""Role of a coordinator -> at which level they lead."""

HANDOVER: Final = timedelta(seconds=1)
"""What one coordinator's end and the next one's start may lie apart or overlap: both are inclusive, to the second."""

FIRST: Final = datetime.min.replace(tzinfo=UTC)
LAST: Final = datetime.max.replace(tzinfo=UTC)
"""What is unbounded."""


class Assignment(NamedTuple):
    """A participant who is a coordinator: who, at which levels, and from which instant to which, both inclusive."""

    who: str
    levels: frozenset[Level]
    start: datetime = FIRST
    end: datetime = LAST


class Stretch(NamedTuple):
    """A stretch of time in which nothing changes, and how many lead."""

    start: datetime
    end: datetime
    leaders: int


def assignments(team: fhir.CareTeam) -> list[Assignment]:
    """The coordinators of a team, of all times; one person in two roles at once is one."""
    return [
        Assignment(_who(one.member, number), found, *bounds(one.period))
        for number, one in enumerate(team.participant)
        if (found := levels(one))
    ]


def levels(participant: fhir.CareTeamParticipant) -> frozenset[Level]:
    """At which levels a participant is a coordinator; empty where at none."""
    roles = [(coding.system, coding.code) for role in participant.role for coding in role.coding]
    return frozenset(LEVELS[role] for role in roles if role in LEVELS)


def bounds(period: fhir.Period | None) -> Span:
    """First and last instant of a period, days being Norwegian days; what is not stated is unbounded."""
    start = span(period.start) if period is not None and period.start else None
    end = span(period.end) if period is not None and period.end else None
    return (start[0] if start else FIRST), (end[1] if end else LAST)


def stretches(
    found: Iterable[Assignment], since: datetime, until: datetime, municipal_from: datetime | None
) -> list[Stretch]:
    """The time from `since` to `until`, cut where an assignment begins or ends or the responsibility changes."""
    found = tuple(found)
    changes = {municipal_from or LAST, *(end for one in found for end in (one.start, one.end))}
    cuts = sorted({since, until, *(change for change in changes if since < change < until)})
    return [
        Stretch(
            start,
            end,
            len({one.who for one in found if one.start <= start and end <= one.end and level in one.levels}),
        )
        for start, end in pairwise(cuts)
        if end - start > HANDOVER
        for level in (_level(start, municipal_from),)
    ]


def faults(found: Iterable[Assignment], needed: Span, place: str, facts: Facts) -> Iterator[Issue]:
    """The faults of a team that needs a coordinator in a span of time, from now on. What is over is not judged.

    One Issue of a kind: two leaders at once, nobody now, a gap between two, an end without a next.
    """
    since, until = max(facts.now, needed[0]), needed[1]
    pieces = stretches(found, since, until if until > since else LAST, facts.municipal_from)
    yield from overlaps(pieces, place)
    leaders = [piece.leaders for piece in pieces]
    if 0 in leaders:
        nobody = leaders.index(0)
        followed = any(leaders[nobody:])
        yield Issue(
            "coordinator-none" if nobody == 0 else "coordinator-gap" if followed else "coordinator-ends",
            place,
        )


def overlaps(pieces: Iterable[Stretch], place: str) -> Iterator[Issue]:
    """The fault of more than one at once, which no state of a plan excuses."""
    if any(piece.leaders > 1 for piece in pieces):
        yield Issue("coordinator-many", place)


def of_active_plan(plan: Plan, facts: Facts) -> Iterator[Issue]:
    """The faults of an active plan's active teams together."""
    yield from faults(_of_teams(plan), bounds(plan.care_plan.period), "CarePlan.careTeam", facts)


def never_two(plan: Plan, facts: Facts) -> Iterator[Issue]:
    """The fault of two coordinators at once, whatever the plan's state."""
    yield from overlaps(
        stretches(_of_teams(plan), facts.now, LAST, facts.municipal_from), "CarePlan.careTeam"
    )


def _of_teams(plan: Plan) -> list[Assignment]:
    return [one for team in plan.teams() for one in assignments(team.resource)]


def _level(at: datetime, municipal_from: datetime | None) -> Level:
    return "municipal" if municipal_from is not None and municipal_from <= at else "hospital"


def _who(member: fhir.Reference | None, number: int) -> str:
    """A name for the participant: the same for the same member, another for each that names none."""
    return min(keys(member), default=f"participant {number}")
