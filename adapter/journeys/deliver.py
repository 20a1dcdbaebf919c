"""What is due leaves: take it, try it over its channel, decide what follows, note all of it (architecture.md 2; R-027).

    take ─▶ deliver ─▶ decide ─▶ settle ─▶ tell

What is taken is lent, not given. A crash before `settle` loses nothing: the lease runs out, the same thing is taken and
delivered again, and delivering it twice does no harm.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from adapter.core import retry
from adapter.core.delivery import Settled, Tried
from adapter.core.letter import Audit
from adapter.errors import place
from adapter.events import Event
from adapter.journeys.patience import patiently

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from adapter.core.delivery import Due
    from adapter.ports import Channel, Clock, Outbox, Told

MOST: Final = 20
"""How much is taken at a time."""

LEASE: Final = timedelta(minutes=1)
"""How long it is lent: time enough for each to be tried on a slow file server."""

NO_CHANNEL: Final = Tried("no-channel", lasting=True)
"""Nothing here can deliver it; an operator can have it tried again once something does."""

DEFECT: Final = Tried("defect")
"""A channel raised, which none may; it is tried again, and does not hold up the others."""


class _Outcome(NamedTuple):
    """Something that was tried: how it went, and what follows as of when it ended."""

    due: Due
    tried: Tried
    next: retry.Next
    ended: datetime


async def deliver(outbox: Outbox, channels: Mapping[str, Channel], clock: Clock, told: Told) -> int:
    """Try everything that is due, at most `MOST` at a time; how much was tried. Raises `Unavailable`.

    To be called again at once while it answers `MOST`.
    """
    now = clock.now()
    outcomes = [await _try(due, channels, clock, told) for due in await outbox.take(now, now + LEASE, MOST)]
    if outcomes:
        settled = [_settled(one, clock) for one in outcomes]
        await patiently(lambda: outbox.settle(settled))
    for one in outcomes:
        _tell(one, told)
    return len(outcomes)


async def _try(due: Due, channels: Mapping[str, Channel], clock: Clock, told: Told) -> _Outcome:
    channel = channels.get(due.channel)
    tried = await _over(channel, due, told) if channel is not None else NO_CHANNEL
    ended = clock.now()
    return _Outcome(due, tried, retry.decide(due, tried, ended), ended)


async def _over(channel: Channel, due: Due, told: Told) -> Tried:
    try:
        return await channel.deliver(due)
    except Exception as error:  # noqa: BLE001 - a defect of one channel must not stop all that is due
        told(Event.DEFECT, error=type(error).__name__, raised=place(error.__traceback__))
        return DEFECT


def _settled(outcome: _Outcome, clock: Clock) -> Settled:
    due, tried, then, ended = outcome
    audit = Audit(clock.new_id(), ended, then.event, "", due.letter, then.rule, tried.fault)
    return Settled(due.id, then.state, then.at, tried.fault, then.alarmed, audit)


def _tell(outcome: _Outcome, told: Told) -> None:
    due, tried, then, _ = outcome
    ids = {"outgoing": str(due.id), "letter": str(due.letter), "channel": due.channel, "rule": then.rule}
    told(then.event, **ids, **({"fault": tried.fault} if tried.fault else {}), tries=due.tries)
