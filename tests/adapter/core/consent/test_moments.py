"""What a date spans: Norwegian days, both ends included (decisions.md, "dates")."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapter.core.consent.moments import span

TICK = timedelta(microseconds=1)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


SPANS = (
    ("2026", "2025-12-31T23:00", "2026-12-31T23:00"),
    ("2026-12", "2026-11-30T23:00", "2026-12-31T23:00"),
    ("2026-02", "2026-01-31T23:00", "2026-02-28T23:00"),
    ("2024-02", "2024-01-31T23:00", "2024-02-29T23:00"),
    ("2026-03", "2026-02-28T23:00", "2026-03-31T22:00"),
    ("2026-09-01", "2026-08-31T22:00", "2026-09-01T22:00"),
    ("2026-03-29", "2026-03-28T23:00", "2026-03-29T22:00"),  # an hour short
    ("2026-10-25", "2026-10-24T22:00", "2026-10-25T23:00"),  # an hour long
)
"""A date, when it begins, when the next one begins, in UTC."""


@pytest.mark.parametrize(("text", "first", "following"), SPANS)
def test_R046_a_date_lasts_until_the_next_one_begins(text: str, first: str, following: str) -> None:
    assert span(text) == (utc(first), utc(following) - TICK)


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2026-09-01T09:00:00+02:00", "2026-09-01T07:00:00"),
        ("2026-09-01T09:00:00Z", "2026-09-01T09:00:00"),
        ("2026-09-01T09:00:00.25-01:30", "2026-09-01T10:30:00.250000"),
        ("2016-12-31T23:59:60Z", "2016-12-31T23:59:59"),
    ],
)
def test_a_time_of_day_is_one_instant(text: str, instant: str) -> None:
    assert span(text) == (utc(instant), utc(instant))


@pytest.mark.parametrize("text", ["0001", "0001-01-01T00:00:00+01:00", "9999-12-31T23:59:59-01:00"])
def test_what_lies_outside_the_calendar_has_no_span(text: str) -> None:
    assert span(text) is None


@given(st.dates())
def test_a_day_lies_within_its_month_and_year(day: object) -> None:
    text = str(day)
    spans = [span(text), span(text[:7]), span(text[:4])]
    found = [one for one in spans if one is not None]
    assert [first for first, _ in found] == sorted((first for first, _ in found), reverse=True)
    assert [last for _, last in found] == sorted(last for _, last in found)
    assert all(first < last for first, last in found)
