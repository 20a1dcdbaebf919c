"""Metrics for Prometheus: counts, depths and times, with labels out of closed tables only.

What happened is counted from the same events that the log is told; how things stand is set from the store's status.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Final, get_args

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, Info, ProcessCollector
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4, generate_latest

from adapter.core.delivery import State
from adapter.core.letter import VERDICTS, Transport
from adapter.events import Event
from mappings.faults.http import HTTP

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from adapter.core.desk import Status

OTHER: Final = "other"
"""The label of whatever is in no table, so that nothing told can make a new one."""

STATES: Final[tuple[str, ...]] = get_args(State)

BUCKETS: Final = (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
"""Seconds."""

STORE_UP: Final = {Event.STARTED: 1, Event.STORE_BACK: 1, Event.STORE_UNAVAILABLE: 0, Event.STOPPED: 0}
"""What an event says of the store."""

RULES: Final = (*HTTP, "xml-empty", "xml-too-large")
"""Keys of faults that a request is refused for before its message is kept."""

COUNTED: Final[dict[Event, tuple[str, str, dict[str, Collection[str]]]]] = {
    Event.LETTER_DECIDED: (
        "ip_letters_decided",
        "Letters decided on.",
        {"transport": get_args(Transport), "verdict": VERDICTS},
    ),
    Event.REQUEST_REFUSED: ("ip_requests_refused", "HTTP requests refused, by rule.", {"rule": RULES}),
}
"""Event -> counter beside `ip_events`, what it says, and its labels, each with the table of what it may be."""


class Metrics:
    """A `Told` that counts. Its registry is its own; nothing is kept beside it."""

    media: Final = CONTENT_TYPE_PLAIN_0_0_4

    def __init__(self, version: str) -> None:
        registry = self._registry = CollectorRegistry()
        self._events = Counter(
            "ip_events",
            "What happened, by event (delivery-overdue: look at it).",
            ["event"],
            registry=registry,
        )
        self._counted = {
            event: (Counter(name, about, [*tables], registry=registry), tables)
            for event, (name, about, tables) in COUNTED.items()
        }
        self._answer = Histogram(
            "ip_answer_seconds", "From a message read to its answer.", buckets=BUCKETS, registry=registry
        )
        self._outgoing = Gauge(
            "ip_outgoing", "Things that are or were to leave.", ["state"], registry=registry
        )
        self._undecided = Gauge(
            "ip_oldest_undecided_seconds", "Age of the oldest letter without a verdict.", registry=registry
        )
        self._up = Gauge("ip_store_up", "1 while the store answers.", registry=registry)
        Info("ip_build", "The program.", registry=registry).info({"version": version})
        ProcessCollector(registry=registry)
        self._begin()

    def _begin(self) -> None:
        """Show every series from the first moment, at nought: an alarm needs something to rise from."""
        self._by_event = {event: self._events.labels(event.value) for event in Event}
        for counter, tables in self._counted.values():
            for labels in product(*tables.values()):
                counter.labels(*labels)
        for state in STATES:
            self._outgoing.labels(state)

    def told(self, event: Event, **ids: str | int) -> None:
        """Count an event."""
        self._by_event[event].inc()
        if event in STORE_UP:
            self._up.set(STORE_UP[event])
        if event in self._counted:
            counter, tables = self._counted[event]
            counter.labels(*(one_of(table, ids.get(label)) for label, table in tables.items())).inc()

    def answered(self, seconds: float) -> None:
        """Note how long the answer to a message took."""
        self._answer.observe(seconds)

    def stand(self, status: Status, now: datetime) -> None:
        """Show how things stand: to be called now and then, whenever the store was asked."""
        for state in STATES:
            self._outgoing.labels(state).set(status.outgoing.get(state, 0))
        oldest = status.oldest_undecided
        self._undecided.set((now - oldest).total_seconds() if oldest else 0)

    def page(self) -> bytes:
        """Everything, in Prometheus' text format."""
        return generate_latest(self._registry)


def one_of(table: Collection[str], value: str | int | None) -> str:
    """The label that was told, if the table has it."""
    return value if isinstance(value, str) and value in table else OTHER
