"""Metrics for Prometheus: counts, depths and times, with labels out of closed tables only.

What happened is counted from the same events that the log is told; how things stand is set from the store's status.
All series are known from the first moment, so that each is a cell of a table; several processes share one, a row each.
"""

from __future__ import annotations

import os
from bisect import bisect_left
from itertools import product
from multiprocessing import get_context
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias, get_args

from prometheus_client import CollectorRegistry, ProcessCollector
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    InfoMetricFamily,
)
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4, generate_latest

from adapter.core.delivery import State
from adapter.core.letter import VERDICTS, Transport
from adapter.events import Event
from mappings.faults.http import HTTP

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
    from ctypes import Array, c_double
    from datetime import datetime

    from prometheus_client.metrics_core import Metric

    from adapter.core.desk import Status

Labels: TypeAlias = tuple[str, ...]

Table: TypeAlias = "Sequence[Array[c_double]]"

OTHER: Final = "other"
"""The label of whatever is in no table, so that nothing told can make a new one."""

STATES: Final[tuple[str, ...]] = get_args(State)

BUCKETS: Final = (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
"""Seconds."""

STORE_UP: Final = {Event.STARTED: 1, Event.STORE_BACK: 1, Event.STORE_UNAVAILABLE: 0, Event.STOPPED: 0}
"""What an event says of the store."""

RULES: Final = (*HTTP, "xml-empty", "xml-too-large")
"""Keys of faults that a request is refused for before its message is kept."""


class Counted(NamedTuple):
    """A counter: its name, what it says, and its labels, each with the table of what it may be."""

    name: str
    about: str
    tables: dict[str, Collection[str]]


EVENTS: Final = Counted(
    "ip_events", "What happened, by event (delivery-overdue: look at it).", {"event": [*Event]}
)

COUNTED: Final[dict[Event, Counted]] = {
    Event.LETTER_DECIDED: Counted(
        "ip_letters_decided",
        "Letters decided on.",
        {"transport": get_args(Transport), "verdict": VERDICTS},
    ),
    Event.REQUEST_REFUSED: Counted("ip_requests_refused", "HTTP requests refused, by rule.", {"rule": RULES}),
}
"""Event -> counter beside that of all events."""

OUTGOING: Final = "ip_outgoing"
UNDECIDED: Final = "ip_oldest_undecided_seconds"
UP: Final = "ip_store_up"
CONNECTIONS: Final = "ip_connections"
ANSWERED: Final = "ip_answer_seconds"


def _series() -> Iterator[tuple[str, Labels]]:
    """Every number that there is: its name and labels."""
    for counted in (EVENTS, *COUNTED.values()):
        for labels in product(*([*table, OTHER] for table in counted.tables.values())):
            yield counted.name, labels
    for state in STATES:
        yield OUTGOING, (state,)
    yield UNDECIDED, ()
    yield UP, ()
    yield CONNECTIONS, ()
    yield ANSWERED, ()  # the sum of seconds
    for bucket in (*BUCKETS, float("inf")):
        yield ANSWERED, (str(bucket),)


CELL: Final = {series: place for place, series in enumerate(_series())}
"""Name and labels -> column of the table. The last column is the number of the process."""

FIRST_BUCKET: Final = CELL[ANSWERED, (str(BUCKETS[0]),)]

OPEN: Final = CELL[CONNECTIONS, ()]

PROCESS: Final = len(CELL)


def table(processes: int = 1) -> Table:
    """A table at nought, a row a process; whoever is given it when begun shares it."""
    return [get_context("spawn").RawArray("d", PROCESS + 1) for _ in range(processes)]


class Metrics:
    """A `Told` that counts into a row of a table; its page is about all rows. What is set is set by the first one alone."""

    media: Final = CONTENT_TYPE_PLAIN_0_0_4

    def __init__(self, version: str, rows: Table | None = None, row: int = 0) -> None:
        self._version, self._rows, self._row = version, rows or table(), row
        self._mine = self._rows[row]
        self._mine[PROCESS] = os.getpid()
        self._mine[OPEN] = 0  # one that went before in this row left its own
        self._registry = CollectorRegistry(auto_describe=False)
        self._registry.register(self)

    def told(self, event: Event, **ids: str | int) -> None:
        """Count an event."""
        self._mine[CELL[EVENTS.name, (event,)]] += 1
        if event in STORE_UP and self._row == 0:
            self._mine[CELL[UP, ()]] = STORE_UP[event]
        if event in COUNTED:
            name, _, tables = COUNTED[event]
            labels = tuple(one_of(table, ids.get(label)) for label, table in tables.items())
            self._mine[CELL[name, labels]] += 1

    def answered(self, seconds: float) -> None:
        """Note how long the answer to a message took."""
        place = bisect_left(BUCKETS, seconds)
        self._mine[CELL[ANSWERED, ()]] += seconds
        self._mine[FIRST_BUCKET + place] += 1

    def opened(self, change: int) -> None:
        """One more connection in this process, or (-1) one less."""
        self._mine[OPEN] += change

    def is_ahead(self) -> bool:
        """Whether another process has fewer connections than this one."""
        return self._mine[OPEN] > min(row[OPEN] for row in self._rows)

    def stand(self, status: Status, now: datetime) -> None:
        """Show how things stand: to be called now and then, whenever the store was asked."""
        for state in STATES:
            self._mine[CELL[OUTGOING, (state,)]] = status.outgoing.get(state, 0)
        oldest = status.oldest_undecided
        self._mine[CELL[UNDECIDED, ()]] = (now - oldest).total_seconds() if oldest else 0

    def page(self) -> bytes:
        """Everything, in Prometheus' text format."""
        return generate_latest(self._registry)

    # --- what Prometheus' library asks ---------------------------------------------------------------------------------

    def collect(self) -> Iterator[Metric]:
        """Every series, summed over the processes."""
        for counted in (EVENTS, *COUNTED.values()):
            yield self._counter(counted)
        yield self._answers()
        outgoing = GaugeMetricFamily(OUTGOING, "Things that are or were to leave.", labels=["state"])
        for state in STATES:
            outgoing.add_metric([state], self._sum(OUTGOING, (state,)))
        yield outgoing
        yield GaugeMetricFamily(
            UNDECIDED, "Age of the oldest letter without a verdict.", value=self._sum(UNDECIDED)
        )
        yield GaugeMetricFamily(UP, "1 while the store answers.", value=self._sum(UP))
        yield GaugeMetricFamily(CONNECTIONS, "Connections over HTTP.", value=self._sum(CONNECTIONS))
        yield InfoMetricFamily("ip_build", "The program.", value={"version": self._version})
        yield from self._processes()

    def _sum(self, name: str, labels: Labels = ()) -> float:
        cell = CELL[name, labels]
        return sum(row[cell] for row in self._rows)

    def _counter(self, counted: Counted) -> CounterMetricFamily:
        """What is in no table is shown once it happened."""
        family = CounterMetricFamily(counted.name, counted.about, labels=[*counted.tables])
        for name, labels in CELL:
            if name == counted.name and (OTHER not in labels or self._sum(name, labels)):
                family.add_metric(labels, self._sum(name, labels))
        return family

    def _answers(self) -> HistogramMetricFamily:
        buckets, total = [], 0.0
        for bucket in (*BUCKETS, float("inf")):
            total += self._sum(ANSWERED, (str(bucket),))
            buckets.append(("+Inf" if bucket == float("inf") else str(bucket), total))
        return HistogramMetricFamily(
            ANSWERED, "From a message read to its answer.", buckets=buckets, sum_value=self._sum(ANSWERED)
        )

    def _processes(self) -> Iterator[Metric]:
        """Memory, time, open files: of all processes together, but for what is no sum."""
        found: dict[str, list[Metric]] = {}
        for row in self._rows:
            for family in _of_process(int(row[PROCESS])):
                found.setdefault(family.name, []).append(family)
        for name, (first, *others) in found.items():
            samples = [first.samples[0], *(other.samples[0] for other in others)]
            value = FOLD.get(name, sum)([sample.value for sample in samples])
            first.samples = [samples[0]._replace(value=value)]
            yield first


FOLD: Final[dict[str, Callable[[list[float]], float]]] = {
    "process_start_time_seconds": min,
    "process_max_fds": min,
}
"""Figures of processes that are no sum."""


def _of_process(number: int) -> Iterable[Metric]:
    """The figures of a process, by its number; 0: not begun yet."""
    return ProcessCollector(pid=lambda: number, registry=None).collect() if number else ()


def one_of(table: Collection[str], value: str | int | None) -> str:
    """The label that was told, if the table has it."""
    return value if isinstance(value, str) and value in table else OTHER
