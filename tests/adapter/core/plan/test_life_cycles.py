"""The life cycles of plan, coordinator assignment, goal, activity and consent: every pair of states (domain.md 3.3–3.7)."""

from __future__ import annotations

from itertools import product
from typing import get_args

import pytest

from adapter.core.consent.kinds import NEXT
from adapter.core.plan.life_cycles import (
    ACTIVITY_OPEN,
    ACTIVITY_RUNS,
    GOAL_COUNTS,
    GOAL_OPEN,
    LIFE_CYCLES,
    OPEN,
    Kind,
    allowed,
    state_fault,
)
from mappings import fhir

STATES = {
    "CarePlan": get_args(fhir.RequestStatus),
    "CareTeam": get_args(fhir.CareTeamStatus),
    "Goal": get_args(fhir.GoalStatus),
    "ServiceRequest": get_args(fhir.RequestStatus),
    "Consent": get_args(fhir.ConsentStateCodes),
}
"""Kind -> all that R4 has."""

EVENTS: dict[Kind, tuple[tuple[str, str, str], ...]] = {
    "CarePlan": (
        ("", "create", "draft"),
        ("draft", "work on it", "draft"),
        ("draft", "all a–i met, coordinator, consents", "active"),
        ("draft", "dropped, or death", "revoked"),
        ("active", "revision", "active"),
        ("active", "coordinator gone, mandate change, contested ending", "on-hold"),
        ("on-hold", "work on it", "on-hold"),
        ("on-hold", "cause removed", "active"),
        ("active", "jointly ended, or moved to another system", "completed"),
        ("on-hold", "jointly ended, or moved to another system", "completed"),
        ("active", "consent withdrawn, or death", "revoked"),
        ("on-hold", "consent withdrawn, or death", "revoked"),
    ),
    "CareTeam": (
        ("", "wished or proposed", "proposed"),
        ("", "appointed at once, the consent being there", "active"),
        ("proposed", "another wish", "proposed"),
        ("proposed", "appointed", "active"),
        ("proposed", "declined by the person, or not entitled", "inactive"),
        ("active", "substitute, change of coordinator", "active"),
        ("active", "resigned without a next", "suspended"),
        ("suspended", "looking for one", "suspended"),
        ("suspended", "appointed", "active"),
        ("active", "no longer needed, moved, of age, death, consent withdrawn", "inactive"),
        ("suspended", "no longer needed, moved, of age, death, consent withdrawn", "inactive"),
    ),
    "Goal": (
        ("", "proposed by somebody", "proposed"),
        ("", "the person's own, for later", "planned"),
        ("", "the person's own", "accepted"),
        ("", "the person's own, under way", "active"),
        *((state, "reworded", state) for state in ("proposed", "planned", "accepted", "active", "on-hold")),
        ("proposed", "accepted, for later", "planned"),
        ("proposed", "accepted", "accepted"),
        ("planned", "taken up", "accepted"),
        ("accepted", "put off", "planned"),
        ("planned", "begun", "active"),
        ("accepted", "begun", "active"),
        ("active", "parked", "on-hold"),
        ("on-hold", "taken up again", "active"),
        ("active", "achieved or not", "completed"),
        ("on-hold", "achieved or not", "completed"),
        *(
            (state, "dropped", "cancelled")
            for state in ("proposed", "planned", "accepted", "active", "on-hold")
        ),
        *(
            (state, "the person says no", "rejected")
            for state in ("proposed", "planned", "accepted", "active", "on-hold")
        ),
    ),
    "ServiceRequest": (
        ("", "proposed, or waits for somebody responsible", "draft"),
        ("", "one's own", "active"),
        *((state, "changed", state) for state in ("draft", "active", "on-hold")),
        ("draft", "accepted", "active"),
        ("active", "the responsible leaves", "draft"),
        ("on-hold", "the responsible leaves", "draft"),
        ("active", "paused", "on-hold"),
        ("on-hold", "taken up again", "active"),
        ("active", "done", "completed"),
        ("on-hold", "done", "completed"),
        *((state, "declined, stopped, not relevant", "revoked") for state in ("draft", "active", "on-hold")),
    ),
    "Consent": (
        *(
            ("", "recorded", state)
            for state in ("proposed", "active", "rejected", "inactive", "entered-in-error")
        ),
        ("proposed", "one of several agrees", "proposed"),
        ("proposed", "all agree", "active"),
        ("proposed", "refused, or no answer in time", "rejected"),
        ("active", "narrowed, widened, confirmed", "active"),
        ("active", "withdrawn, run out, death", "inactive"),
    ),
}
"""What happens, in the words of domain.md; beside it anything but what is in error can be found to be in error."""


@pytest.mark.parametrize("kind", EVENTS)
def test_every_pair_of_states_is_allowed_or_refused_as_the_domain_says(kind: Kind) -> None:
    error = "entered-in-error"
    happens = {(before, after) for before, _, after in EVENTS[kind]}
    known = {state for pair in happens for state in pair} - {""}
    happens |= {(state, error) for state in known - {error}}
    for before, after in product(("", *STATES[kind]), STATES[kind]):
        assert allowed(kind, before, after) == ((before, after) in happens), (before, after)


@pytest.mark.parametrize("kind", EVENTS)
def test_a_state_that_is_none_leads_nowhere(kind: Kind) -> None:
    for state in ("", "unknown", "nonsense"):
        assert not any(allowed(kind, state or "x", after) for after in STATES[kind])
        assert not any(allowed(kind, before, state) for before in ("", *STATES[kind]))


@pytest.mark.parametrize("kind", EVENTS)
def test_every_state_of_a_cycle_is_one_of_r4_and_can_be_reached(kind: Kind) -> None:
    cycle = LIFE_CYCLES[kind]
    reached, new = set(cycle.first), set(cycle.first)
    while new:
        new = {after for state in new for after in cycle.next[state]} - reached
        reached |= new
    assert reached == set(cycle.next) <= set(STATES[kind])


def test_consents_have_the_one_life_cycle_that_recording_holds_them_to() -> None:
    assert LIFE_CYCLES["Consent"].next == NEXT


def test_these_five_have_a_life_cycle() -> None:
    assert set(LIFE_CYCLES) == set(EVENTS) == set(get_args(Kind))


def test_what_is_open_is_what_can_still_be_worked_on() -> None:
    for group, kind in ((OPEN, "CarePlan"), (GOAL_OPEN, "Goal"), (ACTIVITY_OPEN, "ServiceRequest")):
        assert group == {state for state in LIFE_CYCLES[kind].next if allowed(kind, state, state)}
    assert {"completed"} == GOAL_COUNTS - GOAL_OPEN
    assert {"draft"} == ACTIVITY_OPEN - ACTIVITY_RUNS


def test_what_is_refused_names_both_states() -> None:
    (issue,) = state_fault("CarePlan", "completed", "active")
    assert (issue.fault.error, issue.fault.status) == ("state", 409)
    assert (issue.where, issue.params) == ("CarePlan.status", ("completed", "active"))
    (issue,) = state_fault("Goal", "", "completed")
    assert (issue.where, issue.params) == ("Goal.lifecycleStatus", ("–", "completed"))
    assert state_fault("CareTeam", "active", "")[0].params == ("active", "–")
    assert state_fault("CarePlan", "draft", "active") == ()
