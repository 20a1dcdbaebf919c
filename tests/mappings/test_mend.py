"""What to do about a fault is told for every rule, in both languages, filled with the names that its sentence has."""

from __future__ import annotations

from string import Formatter
from typing import TYPE_CHECKING

from mappings.faults import FAULTS
from mappings.faults.errors import ERRORS
from mappings.faults.mend import BY_ERROR, BY_KEY, BY_TYPE, mending
from mappings.outcome import advice
from mappings.result import Issue

if TYPE_CHECKING:
    from collections.abc import Iterable


def places(sentences: Iterable[str]) -> set[str]:
    return {name for one in sentences for _, name, _, _ in Formatter().parse(one) if name is not None}


def test_every_fault_has_advice_in_both_languages() -> None:
    for key, row in FAULTS.items():
        nb, nn = mending(key, row)
        assert nb.endswith(".")
        assert nn.endswith(".")
        assert places([nb]) == places([nn])


def test_advice_is_filled_with_what_the_sentence_has() -> None:
    for key, row in FAULTS.items():
        assert places(mending(key, row)) <= places([row.nb, row.nn, row.clause]), key


def test_no_advice_is_of_a_rule_or_code_that_is_not() -> None:
    assert set(BY_KEY) <= set(FAULTS)
    assert set(BY_ERROR) == set(ERRORS)
    assert set(BY_TYPE) == {row.issue_type for row in FAULTS.values()}


def test_every_structural_rule_of_a_profile_has_advice_of_its_own() -> None:
    assert {key for key in FAULTS if key.startswith("profile-")} <= set(BY_KEY)


def test_the_nearest_advice_is_taken() -> None:
    issue = Issue("profile-required", "CarePlan.goal", ("no-ip-careplan", "CarePlan.goal", "1"))
    assert advice(issue) == "Legg til CarePlan.goal (minst 1)."
    assert advice(Issue("plan-e-activity"), "nn") == BY_ERROR["plan-content"][1]
    assert advice(Issue("fhir-bdl-1")) == BY_TYPE["invariant"][0]
