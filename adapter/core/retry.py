"""Whether and when something is tried again: tables and sums, without a clock and without chance.

A receipt has to reach its sender within 96 hours of the message's GenDate (HIS 80415; emessages.md 4.4): silence after
that is a refusal to the sender, who follows up by hand. So nothing is tried after its deadline, and what has not left a
day before it is alarmed while there is still time to mend the cause.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

from adapter.events import Event

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from uuid import UUID

    from adapter.core.delivery import Due, State, Tried

MOST_TAKES: Final = 5
"""How often a letter without a verdict is taken again before it is left to an operator: it may be what ends us."""

MOST_TRIES: Final = 150
"""How often something is tried to be delivered: more than the back-off reaches in 96 hours. It bounds what has a far
deadline (a GenDate in the future) and what ends the process at each try."""

FIRST_PAUSE: Final = timedelta(seconds=10)
LONGEST_PAUSE: Final = timedelta(hours=1)
DOUBLINGS: Final = 9
"""After so many tries the pause is the longest one."""

SPREAD: Final = 0.25
"""By how much, at most, a pause is lengthened by the id: what failed at one moment is not tried again at one moment."""

ALARM: Final = timedelta(hours=24)
"""How long before its deadline something that has not left is alarmed."""

PAUSES: Final = (0.02, 0.1, 0.4, 1.0, 2.0)
"""Seconds between tries of the store inside a request: in all less than a caller's patience."""

Rule: TypeAlias = Literal["in-time", "late", "back-off", "lasting", "deadline", "most-tries"]
"""Why: left before or after its deadline; tried again; given up, because no try can help, it is too late, or enough."""


class Next(NamedTuple):
    """What becomes of something after a try: its state, from `at` on, and the rule that said so.

    `alarmed` tells that an alarm is or was raised; it is raised now where `event` is `DELIVERY_OVERDUE` or
    `DELIVERY_GIVEN_UP`, so one alarm before the end and one at it.
    """

    state: State
    at: datetime
    rule: Rule
    event: Event
    alarmed: bool


def decide(due: Due, tried: Tried, now: datetime) -> Next:
    """What follows from a try that ended now."""
    if not tried.fault:
        return Next("sent", now, "in-time" if now <= due.deadline else "late", Event.DELIVERED, due.alarmed)
    rule = next((rule for rule, holds in GIVEN_UP if holds(due, tried, now)), None)
    if rule is not None:
        return Next("dead", now, rule, Event.DELIVERY_GIVEN_UP, alarmed=True)
    at = min(now + back_off(due.id, due.tries), due.deadline)
    if not due.alarmed and now >= due.deadline - ALARM:
        return Next("due", at, "back-off", Event.DELIVERY_OVERDUE, alarmed=True)
    return Next("due", at, "back-off", Event.DELIVERY_POSTPONED, due.alarmed)


GIVEN_UP: Final[tuple[tuple[Rule, Callable[[Due, Tried, datetime], bool]], ...]] = (
    ("lasting", lambda _, tried, __: tried.lasting),
    ("deadline", lambda due, _, now: now >= due.deadline),
    ("most-tries", lambda due, _, __: due.tries >= MOST_TRIES),
)
"""When something is given up; the first rule that holds is the reason."""


def back_off(what: UUID, tries: int) -> timedelta:
    """The pause after so many tries (from 1): doubled each time up to the longest, and lengthened by the id's share."""
    pause = min(FIRST_PAUSE * (1 << min(max(tries, 1) - 1, DOUBLINGS)), LONGEST_PAUSE)
    return pause * (1 + SPREAD * (what.int % 1024) / 1024)


def pause(attempt: int) -> float | None:
    """Seconds to wait after an attempt at the store (from 1) before the next; None where there is to be no next."""
    return PAUSES[attempt - 1] if 1 <= attempt <= len(PAUSES) else None
