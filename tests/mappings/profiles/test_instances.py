"""The checker on every instance: a good one is accepted, a bad one is refused by its rule and its good twin is not."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from mappings import fhir, outcome, profile
from mappings.faults import FAULTS
from mappings.outcome import Found
from mappings.profiles.table import table
from tests.conformance.instances.table import BAD, GOOD, ROWS, WARNED, text
from tests.mappings.profiles.rules import place, rule

if TYPE_CHECKING:
    from mappings.result import Issue
    from tests.conformance.instances.table import Row


def read(row: Row) -> fhir.Resource:
    return fhir.decode(text(row.file).encode()).value


def checked(row: Row) -> list[Issue]:
    return list(profile.check(read(row), row.profile))


@pytest.mark.parametrize("row", GOOD, ids=[row.file for row in GOOD])
def test_a_good_instance_has_no_fault(row: Row) -> None:
    assert [issue for issue in checked(row) if issue.is_error] == []


@pytest.mark.parametrize("row", BAD, ids=[row.file for row in BAD])
def test_a_bad_instance_is_refused_by_its_rule_or_at_its_place(row: Row) -> None:
    resource, issues = read(row), checked(row)
    found = [issue for issue in issues if rule(issue) == row.rule or place(issue, resource) in row.place]
    assert found, [(rule(issue), issue.where) for issue in issues]
    assert any(issue.is_error for issue in found)


@pytest.mark.parametrize("row", WARNED, ids=[row.file for row in WARNED])
def test_what_is_only_advised_is_warned_of(row: Row) -> None:
    assert row.rule in [rule(issue) for issue in checked(row) if issue.fault.severity == "warning"]


def test_every_invariant_is_broken_by_an_instance_made_for_it() -> None:
    assert {row.rule for row in ROWS} >= set(table().invariants)


def test_every_fault_has_place_clause_code_and_both_sentences() -> None:
    for row in BAD:
        for issue in checked(row):
            assert issue.where[:1].isalpha()
            assert issue.fault is FAULTS[issue.key]
        for lang in ("nb", "nn"):
            told = outcome.outcome(Found(tuple(checked(row))), lang=lang).issue
            assert all(one.diagnostics and one.details and one.details.text for one in told)
            assert "{" not in "".join(one.details.text or "" for one in told if one.details)


def test_no_sentence_holds_what_an_instance_says() -> None:
    said = {"Linerle", "Stein", "Fjord"}
    for row in BAD:
        texts = " ".join(issue.text + issue.where for issue in checked(row))
        assert not any(word in texts for word in said), row.file


def test_what_is_written_again_is_judged_the_same() -> None:
    for row in ROWS:
        again = fhir.decode(fhir.encode(read(row))).value
        assert profile.check(again, row.profile) == tuple(checked(row))


def test_the_order_of_members_decides_nothing() -> None:
    for row in BAD:
        turned = json.loads(text(row.file), object_pairs_hook=lambda pairs: dict(reversed(pairs)))
        resource = fhir.decode(json.dumps(turned).encode()).value
        assert profile.check(resource, row.profile) == tuple(checked(row))
