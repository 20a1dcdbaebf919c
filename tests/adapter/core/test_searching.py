"""A search as asked for: what is read, what is refused, and pages that serve one caller alone."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapter.core.caller import Caller
from adapter.core.linking import LinkKey, link
from adapter.core.searching import MOST, Asked, opened, parse, sealed
from mappings.identifiers import ID_TYPES
from mappings.result import Refusal

KEY = LinkKey(bytes(32))
FNR = ID_TYPES["FNR"].system
CALLER = Caller("client", "310010103", "310030309", frozenset())


def faults(*parameters: tuple[str, str], posted: bool = False) -> list[str]:
    with pytest.raises(Refusal) as refused:
        parse("Observation", parameters, KEY, posted=posted)
    return [issue.key for issue in refused.value.issues]


def asked(*parameters: tuple[str, str], posted: bool = False) -> Asked:
    return parse("Observation", parameters, KEY, posted=posted)


def test_a_search_names_a_patient_an_identifier_or_ids() -> None:
    assert faults() == ["rest-search-open"]
    assert faults(("_count", "5")) == ["rest-search-open"]
    assert asked(("patient", "Patient/a")).patients == asked(("patient", "a")).patients == ("a",)
    assert asked(("_id", "a,b")).ids == ("a", "b")


def test_every_fault_is_told_at_once() -> None:
    assert faults(("_sort", "date"), ("_count", "no"), ("_lastUpdated", "x")) == [
        "rest-parameter-unknown",
        "rest-parameter-value",
        "rest-parameter-value",
    ]


def test_R121_an_identifier_comes_in_a_body_and_is_looked_for_by_its_digest() -> None:
    assert faults(("identifier", f"{FNR}|14835812368")) == ["rest-identifier-by-post"]
    found = asked(("identifier", f"{FNR}|14835812368"), posted=True)
    assert found.tokens == (("identifier", (link(KEY, FNR, "14835812368"),)),)
    assert link(KEY, FNR, "14835812368") in asked(("identifier", "14835812368"), posted=True).tokens[0][1]
    assert found.shown == ()


def test_parameters_said_twice_must_both_hold() -> None:
    assert asked(("_id", "a,b"), ("_id", "b,c")).ids == ("b",)
    assert asked(("patient", "a,b"), ("patient", "b")).patients == ("b",)


WHEN = {
    "2026": ("2025-12-31T23:00:00", "2026-12-31T22:59:59.999999"),
    "ge2026-09": ("2026-08-31T22:00:00", "2026-09-30T21:59:59.999999"),
    "lt2026-09-01": ("2026-08-31T22:00:00", "2026-09-01T21:59:59.999999"),
    "2026-09-01T09:00": ("2026-09-01T07:00:00", "2026-09-01T07:00:59.999999"),
    "2026-09-01T09:00:30+02:00": ("2026-09-01T07:00:30", "2026-09-01T07:00:30.999999"),
    "gt2026-09-01T07:00:30.5Z": ("2026-09-01T07:00:30.500000", "2026-09-01T07:00:30.599999"),
}


@pytest.mark.parametrize("value", WHEN)
def test_a_date_is_the_period_that_it_names(value: str) -> None:
    (written,) = asked(("_id", "a"), ("_lastUpdated", value)).written
    start, end = (datetime.fromisoformat(one).replace(tzinfo=UTC) for one in WHEN[value])
    assert (written.start, written.end) == (start, end)
    assert written.prefix == (value[:2] if value[:2].isalpha() else "eq")


@pytest.mark.parametrize("value", ["2026-13", "0000", "2026-02-30", "ap2026", "2026-09-01T25:00", ""])
def test_what_is_no_date_is_refused(value: str) -> None:
    assert faults(("_id", "a"), ("_lastUpdated", value)) == ["rest-parameter-value"]


def test_a_page_is_bounded() -> None:
    assert asked(("_id", "a"), ("_count", "100000")).page == MOST
    assert faults(("_id", "a"), ("_count", "0")) == ["rest-parameter-value"]


def test_case_98_a_next_link_serves_the_caller_that_it_was_made_for() -> None:
    first = asked(("identifier", f"{FNR}|14835812368"), posted=True)._replace(after="b")
    word = sealed(first, CALLER, KEY)
    assert opened(word, "Observation", CALLER, KEY) == first
    for other in (CALLER._replace(client="other"), CALLER._replace(unit="310010103")):
        assert opened(word, "Observation", other, KEY) is None
    assert opened(word, "Patient", CALLER, KEY) is None
    assert opened(word, "Observation", CALLER, LinkKey(bytes(31) + b"1")) is None
    assert "14835812368" not in word


@given(st.text(max_size=60), st.binary(max_size=60))
def test_no_word_of_others_is_opened(text: str, data: bytes) -> None:
    assert opened(text, "Observation", CALLER, KEY) is None
    assert opened(data.hex(), "Observation", CALLER, KEY) is None


@given(
    st.lists(
        st.tuples(st.sampled_from(["_id", "patient", "identifier", "_lastUpdated", "_count", "x"]), st.text())
    )
)
def test_whatever_is_asked_it_is_read_or_refused(parameters: list[tuple[str, str]]) -> None:
    with suppress(Refusal):
        assert parse("Observation", parameters, KEY, posted=True).page
