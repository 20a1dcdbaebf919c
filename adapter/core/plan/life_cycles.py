"""How plan, coordinator assignment, goal, activity and consent go on, as data (domain.md 3.3–3.7).

Anything not listed is refused with 409 `state`. What has ended is read only: wanted again, it is a new one with `replaces`.
A closed plan's way back after a death reported wrongly (R-150) is an act of its own, not a version that somebody writes.
"""

from __future__ import annotations

from typing import Final, Literal, NamedTuple, TypeAlias

from adapter.core.consent import kinds
from mappings.result import Issue

Kind: TypeAlias = Literal["CarePlan", "CareTeam", "Goal", "ServiceRequest", "Consent"]
"""What has a life cycle: a plan, a coordinator assignment, a goal, an activity, a consent."""


class LifeCycle(NamedTuple):
    """The states of a kind of resource: in which it begins, and which the next version of each may have."""

    first: frozenset[str]
    next: dict[str, frozenset[str]]


def _cycle(first: str, **states: str) -> LifeCycle:
    """From lines of states between blanks; a state's name has an underscore for its hyphen."""
    return LifeCycle(
        frozenset(first.split()),
        {state.replace("_", "-"): frozenset(following.split()) for state, following in states.items()},
    )


LIFE_CYCLES: Final[dict[Kind, LifeCycle]] = {
    "CarePlan": _cycle(  # utkast, virksom, pauset, avsluttet, avbrutt/trukket/opphørt, feilført
        "draft",
        draft="draft active revoked entered-in-error",
        active="active on-hold completed revoked entered-in-error",
        on_hold="on-hold active completed revoked entered-in-error",
        completed="entered-in-error",
        revoked="entered-in-error",
        entered_in_error="",
    ),
    "CareTeam": _cycle(  # ønsket/foreslått, oppnevnt, fratrådt uten erstatter, avsluttet/ønsker ikke/ikke rett, feil
        "proposed active",
        proposed="proposed active inactive entered-in-error",
        active="active suspended inactive entered-in-error",
        suspended="suspended active inactive entered-in-error",
        inactive="entered-in-error",
        entered_in_error="",
    ),
    "Goal": _cycle(  # foreslått, planlagt, godtatt, pågår, parkert, oppnådd/avsluttet, droppet, avvist, feil
        "proposed planned accepted active",
        proposed="proposed planned accepted cancelled rejected entered-in-error",
        planned="planned accepted active cancelled rejected entered-in-error",
        accepted="accepted planned active cancelled rejected entered-in-error",
        active="active on-hold completed cancelled rejected entered-in-error",
        on_hold="on-hold active completed cancelled rejected entered-in-error",
        completed="entered-in-error",
        cancelled="entered-in-error",
        rejected="entered-in-error",
        entered_in_error="",
    ),
    "ServiceRequest": _cycle(  # foreslått/venter på ansvarlig, akseptert/pågår, på vent, fullført, stoppet/avvist, feil
        "draft active",
        draft="draft active revoked entered-in-error",
        active="active draft on-hold completed revoked entered-in-error",  # draft: waits for a new responsible
        on_hold="on-hold draft active completed revoked entered-in-error",
        completed="entered-in-error",
        revoked="entered-in-error",
        entered_in_error="",
    ),
    "Consent": LifeCycle(  # what was given, declined or withdrawn on paper is recorded afterwards
        frozenset(kinds.NEXT), {state: frozenset(following) for state, following in kinds.NEXT.items()}
    ),
}
"""Kind -> its life cycle, in FHIR's states."""

OPEN: Final = frozenset({"draft", "active", "on-hold"})
"""The states of a plan that is not ended: of these a person has one at most (R-003)."""

GOAL_OPEN: Final = frozenset({"proposed", "planned", "accepted", "active", "on-hold"})
"""The states of a goal that is still pursued."""

GOAL_COUNTS: Final = GOAL_OPEN | {"completed"}
"""The states of a goal that stands in the plan's overview."""

ACTIVITY_RUNS: Final = frozenset({"active", "on-hold"})
"""The states of an activity that somebody has taken on."""

ACTIVITY_OPEN: Final = ACTIVITY_RUNS | {"draft"}


def allowed(kind: Kind, before: str, after: str) -> bool:
    """Whether a version in state `after` may follow one in state `before`, or (empty) be the first."""
    cycle = LIFE_CYCLES[kind]
    return after in (cycle.next.get(before, frozenset()) if before else cycle.first)


def state_fault(kind: Kind, before: str, after: str) -> tuple[Issue, ...]:
    """The fault of a transition that the life cycle does not have."""
    if allowed(kind, before, after):
        return ()
    place = "Goal.lifecycleStatus" if kind == "Goal" else f"{kind}.status"
    return (Issue("state-not-allowed", place, (before or "–", after or "–")),)
