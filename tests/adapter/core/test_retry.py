"""When something is tried again, given up, alarmed: laws that hold for every delivery (R-027, emessages.md 4.4)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapter.core import receipt, retry
from adapter.core.delivery import Due, Tried
from adapter.core.retry import ALARM, FIRST_PAUSE, LONGEST_PAUSE, MOST_TRIES, Next, back_off, decide, pause
from adapter.events import Event

NOW = datetime(2026, 9, 1, 7, tzinfo=UTC)
ID = UUID("01990000-0000-7000-8000-000000000001")
IN_TIME = timedelta(hours=receipt.HOURS_TO_ANSWER)
FULL = Tried("disk-full")
LONGEST_POSSIBLE = LONGEST_PAUSE * (1 + retry.SPREAD)

lefts = st.timedeltas(timedelta(days=-2), timedelta(days=9))
tries = st.integers(1, MOST_TRIES + 5)
ids = st.uuids()
trieds = st.sampled_from([Tried(), FULL, Tried("name-refused", lasting=True)])


def due(left: timedelta = IN_TIME, tries_: int = 1, *, alarmed: bool = False, what: UUID = ID) -> Due:
    return Due(what, ID, "folder", "brev.xml", b"", NOW + left, tries_, alarmed)


dues = st.builds(due, lefts, tries, alarmed=st.booleans(), what=ids)


class Case(NamedTuple):
    name: str
    due: Due
    tried: Tried
    state: str
    rule: str
    event: Event


CASES = (
    Case("delivered", due(), Tried(), "sent", "in-time", Event.DELIVERED),
    Case("delivered at its deadline", due(timedelta()), Tried(), "sent", "in-time", Event.DELIVERED),
    Case("delivered too late", due(timedelta(seconds=-1)), Tried(), "sent", "late", Event.DELIVERED),
    Case("refused for now", due(), FULL, "due", "back-off", Event.DELIVERY_POSTPONED),
    Case("no try can help", due(), Tried("x", lasting=True), "dead", "lasting", Event.DELIVERY_GIVEN_UP),
    Case("time is up", due(timedelta()), FULL, "dead", "deadline", Event.DELIVERY_GIVEN_UP),
    Case("tried enough", due(IN_TIME, MOST_TRIES), FULL, "dead", "most-tries", Event.DELIVERY_GIVEN_UP),
    Case("a day is left", due(ALARM), FULL, "due", "back-off", Event.DELIVERY_OVERDUE),
    Case(
        "more is left", due(ALARM + timedelta(seconds=1)), FULL, "due", "back-off", Event.DELIVERY_POSTPONED
    ),
    Case("alarmed before", due(ALARM, alarmed=True), FULL, "due", "back-off", Event.DELIVERY_POSTPONED),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_follows_from_a_try(case: Case) -> None:
    then = decide(case.due, case.tried, NOW)
    assert (then.state, then.rule, then.event) == case[3:]


@given(dues, trieds)
def test_nothing_is_due_in_the_past_or_after_its_deadline(one: Due, tried: Tried) -> None:
    then = decide(one, tried, NOW)
    assert then.at >= NOW
    if then.state == "due":
        assert NOW < then.at <= one.deadline


@given(dues, trieds)
def test_what_has_not_left_a_day_before_its_deadline_is_alarmed(one: Due, tried: Tried) -> None:
    then = decide(one, tried, NOW)
    if then.state == "dead" or (then.state == "due" and one.deadline - NOW <= ALARM):
        assert then.alarmed


@given(dues, trieds)
def test_an_alarm_that_was_raised_stays_raised(one: Due, tried: Tried) -> None:
    assert decide(one._replace(alarmed=True), tried, NOW).alarmed


@given(dues, trieds)
def test_it_is_told_exactly_when_an_alarm_is_raised(one: Due, tried: Tried) -> None:
    then = decide(one, tried, NOW)
    assert (then.event == Event.DELIVERY_OVERDUE) == (then.state == "due" and then.alarmed > one.alarmed)


@given(dues)
def test_what_was_delivered_is_sent_whatever_the_hour(one: Due) -> None:
    assert decide(one, Tried(), NOW).state == "sent"


@given(ids, st.integers(0, 2 * MOST_TRIES))
def test_the_pause_never_shrinks_and_has_a_longest(what: UUID, n: int) -> None:
    assert FIRST_PAUSE <= back_off(what, n) <= back_off(what, n + 1) <= LONGEST_POSSIBLE


def test_two_that_fail_together_are_not_tried_together() -> None:
    others = [UUID(int=ID.int + n) for n in range(50)]
    assert len({back_off(what, 8) for what in others}) == len(others)


def ever_failing(first: Due) -> list[tuple[datetime, Next]]:
    """All tries of something that never succeeds, each when the one before asked for it."""
    told: list[tuple[datetime, Next]] = []
    now, one = NOW, first
    while not told or told[-1][1].state == "due":
        then = decide(one, FULL, now)
        told.append((now, then))
        now, one = then.at, one._replace(tries=one.tries + 1, alarmed=then.alarmed)
    return told


@given(lefts, ids)
def test_what_never_succeeds_is_given_up_in_time_and_with_few_tries(left: timedelta, what: UUID) -> None:
    told = ever_failing(due(left, what=what))
    assert len(told) <= MOST_TRIES
    assert told[-1][1].state == "dead"
    assert told[-1][0] <= max(NOW, NOW + left)


@given(st.timedeltas(ALARM, IN_TIME), ids)
def test_R027_somebody_is_called_once_while_there_is_time_to_help(left: timedelta, what: UUID) -> None:
    told = ever_failing(due(left, what=what))
    (called,) = [at for at, then in told if then.event == Event.DELIVERY_OVERDUE]
    assert called <= NOW + left - ALARM + LONGEST_POSSIBLE
    assert told[-1][1].rule == "deadline"
    assert told[-1][0] == NOW + left


def test_the_store_is_asked_a_few_times_ever_more_patiently() -> None:
    waits = [wait for n in range(1, 100) if (wait := pause(n)) is not None]
    assert waits == sorted(set(waits))
    assert 0 < sum(waits) < 10
    assert pause(len(waits) + 1) is None
