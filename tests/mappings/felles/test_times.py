"""XSD's points in time as FHIR's: Norwegian time where no offset is given, nothing invented (emessages.md 4.8)."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mappings.felles.times import OSLO, in_order, moment

FORMS = {
    "2026": "2026",
    "2026-11": "2026-11",
    "2026-11-20": "2026-11-20",
    "2026-11-20T08:15:30": "2026-11-20T08:15:30+01:00",
    "2026-06-20T08:15:30": "2026-06-20T08:15:30+02:00",
    "2026-06-20T08:15:30.1234567": "2026-06-20T08:15:30.1234567+02:00",
    "2026-11-20T08:15:30Z": "2026-11-20T08:15:30Z",
    "2026-11-20T08:15:30-14:00": "2026-11-20T08:15:30-14:00",
    " 2026-11-20\n": "2026-11-20",
    # a date's zone has no place in FHIR
    "2026-11-20Z": "2026-11-20",
    "2026-11-20+01:00": "2026-11-20",
    "2026Z": "2026",
    "2026-11-14:00": "2026-11",
    # hour 24 is the next day's first
    "2026-12-31T24:00:00": "2027-01-01T00:00:00+01:00",
    "2026-12-31T24:00:00Z": "2027-01-01T00:00:00Z",
    "0044-03-15": "0044-03-15",
    # FHIR has no time alone, no year with more or fewer digits, none before our era
    "08:15:30": None,
    "24:00:00Z": None,
    "12026-01-01": None,
    "-0044-03-15T12:00:00": None,
    "9999-12-31T24:00:00": None,
}


@pytest.mark.parametrize("lexical", FORMS)
def test_the_form_of_a_point_in_time(lexical: str) -> None:
    assert moment(lexical) == (FORMS[lexical], "")


@pytest.mark.parametrize(
    ("lexical", "said", "remark"),
    [
        ("2026-10-25T01:59:59", "+02:00", ""),
        ("2026-10-25T02:00:00", "+02:00", "time-ambiguous"),
        ("2026-10-25T02:59:59.9", "+02:00", "time-ambiguous"),
        ("2026-10-25T03:00:00", "+01:00", ""),
        ("2026-03-29T01:59:59", "+01:00", ""),
        ("2026-03-29T02:30:00", "+01:00", "time-missing"),
        ("2026-03-29T03:00:00", "+02:00", ""),
    ],
)
def test_of_the_hour_that_comes_twice_the_first_is_meant_and_both_odd_hours_are_remarked(
    lexical: str, said: str, remark: str
) -> None:
    assert moment(lexical) == (lexical + said, remark)


@given(st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1)).map(lambda time: time.replace(microsecond=0)))  # noqa: DTZ001 - local time is what is tried
def test_a_local_time_is_the_one_that_the_clocks_in_oslo_show(local: datetime) -> None:
    value, remark = moment(local.isoformat())
    assert value is not None
    shown = datetime.fromisoformat(value).astimezone(OSLO).replace(tzinfo=None)
    assert shown == (local + timedelta(hours=1) if remark == "time-missing" else local)


PAIRS = {
    ("2026-01-01", "2026-01-01"): True,
    ("2026-01-01", "2026-12-31"): True,
    ("2026-01-02", "2026-01-01"): False,
    ("2026", "2027"): True,
    ("2026", "2026-01-01"): False,  # which comes first cannot be told
    ("2026-01-01", "2026-01-01T12:00:00Z"): False,
    ("2026-01-01T12:00:00+01:00", "2026-01-01T11:30:00Z"): True,
    ("2026-01-01T12:00:00+01:00", "2026-01-01T10:30:00Z"): False,
    ("2026-01-01T12:00:00.123456789Z", "2026-01-01T12:00:00.2Z"): True,
}


@pytest.mark.parametrize("pair", PAIRS)
def test_what_may_be_start_and_end_of_one_period(pair: tuple[str, str]) -> None:
    assert in_order(*pair) == PAIRS[pair]
