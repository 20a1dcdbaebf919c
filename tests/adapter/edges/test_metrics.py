"""Counts, depths and times for Prometheus, with labels out of closed tables."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import get_args

import pytest
from prometheus_client.parser import text_string_to_metric_families

from adapter.core.delivery import State
from adapter.core.desk import Status
from adapter.core.letter import VERDICTS, Transport
from adapter.edges.http.refusals import REFUSALS
from adapter.edges.metrics import RULES, Metrics, table
from adapter.events import Event

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def shown(metrics: Metrics, name: str) -> dict[tuple[str, ...], float]:
    """Label values -> value of a series."""
    return {
        tuple(sample.labels.values()): sample.value
        for family in text_string_to_metric_families(metrics.page().decode())
        for sample in family.samples
        if sample.name == name
    }


def stand(outgoing: dict[str, int], oldest: datetime | None) -> Status:
    return Status(1, "18.6", {}, outgoing, 0, 0, oldest, 0)


def test_every_series_is_there_at_nought_from_the_first_moment() -> None:
    metrics = Metrics("1.0")
    letters = {(transport, verdict) for transport in get_args(Transport) for verdict in VERDICTS}
    assert shown(metrics, "ip_letters_decided_total") == dict.fromkeys(letters, 0)
    assert shown(metrics, "ip_events_total") == {(event.value,): 0 for event in Event}
    assert shown(metrics, "ip_requests_refused_total") == {(rule,): 0 for rule in RULES}
    assert shown(metrics, "ip_outgoing") == {(state,): 0 for state in get_args(State)}


def test_every_rule_of_the_door_has_a_label() -> None:
    assert set(RULES) == set(REFUSALS)


@pytest.mark.parametrize("event", Event)
def test_every_event_is_counted(event: Event) -> None:
    metrics = Metrics("1.0")
    metrics.told(event, letter="3f2b", verdict="stored")
    metrics.told(event)
    counted = shown(metrics, "ip_events_total")
    assert {name: value for name, value in counted.items() if value} == {(event.value,): 2}


@pytest.mark.parametrize("verdict", VERDICTS)
def test_letters_are_counted_by_transport_and_verdict(verdict: str) -> None:
    metrics = Metrics("1.0")
    metrics.told(Event.LETTER_DECIDED, transport="folder", verdict=verdict, letter="3f2b")
    assert shown(metrics, "ip_letters_decided_total")["folder", verdict] == 1


@pytest.mark.parametrize("told", [{"verdict": "Nordmann", "transport": "ftp"}, {"verdict": 13850098765}, {}])
def test_what_is_in_no_table_makes_no_label_of_its_own(told: dict[str, str | int]) -> None:
    metrics = Metrics("1.0")
    metrics.told(Event.LETTER_DECIDED, **told)
    metrics.told(Event.REQUEST_REFUSED, rule="Nordmann")
    assert shown(metrics, "ip_letters_decided_total")["other", "other"] == 1
    assert shown(metrics, "ip_requests_refused_total")["other",] == 1
    assert not re.search(rb"Nordmann|ftp|13850098765", metrics.page())


def test_the_store_is_up_between_its_events() -> None:
    metrics = Metrics("1.0")
    steps = [Event.STARTED, Event.STORE_UNAVAILABLE, Event.LETTER_KEPT, Event.STORE_BACK, Event.STOPPED]
    found = []
    for event in steps:
        metrics.told(event)
        found.append(shown(metrics, "ip_store_up")[()])
    assert found == [1, 0, 0, 1, 0]


def test_answers_are_measured() -> None:
    metrics = Metrics("1.0")
    for seconds in (0.001, 0.02, 100):
        metrics.answered(seconds)
    assert shown(metrics, "ip_answer_seconds_count") == {(): 3}
    buckets = shown(metrics, "ip_answer_seconds_bucket")
    assert (buckets["0.002",], buckets["0.025",], buckets["30.0",], buckets["+Inf",]) == (1, 2, 2, 3)


def test_how_things_stand_is_shown_as_the_store_told_it_last() -> None:
    metrics = Metrics("1.0")
    metrics.stand(stand({"due": 4, "dead": 1}, NOW - timedelta(minutes=2)), NOW)
    assert shown(metrics, "ip_outgoing") == {("due",): 4, ("sent",): 0, ("dead",): 1}
    assert shown(metrics, "ip_oldest_undecided_seconds") == {(): 120}
    metrics.stand(stand({"sent": 5}, None), NOW)
    assert shown(metrics, "ip_outgoing") == {("due",): 0, ("sent",): 5, ("dead",): 0}
    assert shown(metrics, "ip_oldest_undecided_seconds") == {(): 0}


def test_two_of_them_share_nothing() -> None:
    one, other = Metrics("1.0"), Metrics("2.0")
    one.told(Event.DEFECT)
    assert shown(one, "ip_events_total")["defect",] == 1
    assert shown(other, "ip_events_total")["defect",] == 0
    assert shown(other, "ip_build_info") == {("2.0",): 1}


def test_those_of_one_table_tell_of_all() -> None:
    rows = table(3)
    first, second = Metrics("1.0", rows, 0), Metrics("1.0", rows, 1)
    alone = shown(first, "process_resident_memory_bytes")[()]
    for metrics in (first, second, second):
        metrics.told(Event.LETTER_DECIDED, transport="http", verdict="stored")
        metrics.answered(0.003)
    first.told(Event.STARTED)
    second.told(Event.STORE_UNAVAILABLE)  # of its own work; whether the store is there is told by the first
    for metrics in (first, second):
        assert shown(metrics, "ip_letters_decided_total")["http", "stored"] == 3
        assert shown(metrics, "ip_answer_seconds_count") == {(): 3}
        assert shown(metrics, "ip_answer_seconds_sum")[()] == pytest.approx(0.009)
        assert shown(metrics, "ip_store_up")[()] == 1
    assert alone > 0
    assert shown(first, "process_max_fds") == shown(Metrics("1.0"), "process_max_fds")


def test_the_process_is_shown() -> None:
    assert shown(Metrics("1.0"), "process_resident_memory_bytes")[()] > 0
