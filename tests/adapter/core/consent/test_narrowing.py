"""What is a narrowing of a consent, and what is not (R-043, R-045)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from adapter.core.consent.narrowing import narrows
from tests.adapter.core.consent.values import (
    DENY,
    DOCTORS,
    HOME_CARE,
    NOW,
    PERMIT,
    SECOND,
    SOMEBODY_ELSE,
    directives,
    params,
)

if TYPE_CHECKING:
    from adapter.core.consent.facts import Directive

BOUND = PERMIT._replace(start=NOW, end=NOW + 9 * SECOND)
EARLIER, LATER = NOW - SECOND, NOW + SECOND

STRICTLY_LESS = (
    ("withdrawn", BOUND, BOUND._replace(live=False)),
    ("ends earlier", BOUND, BOUND._replace(end=LATER)),
    ("begins later", BOUND, BOUND._replace(start=LATER)),
    ("ends at all", PERMIT, PERMIT._replace(end=LATER)),
    ("begins at all", PERMIT, PERMIT._replace(start=LATER)),
    ("one resource alone", PERMIT, PERMIT._replace(instance="Goal/g")),
)
"""Of permits: what is before, what is after."""

DIFFERENT = (
    ("another unit", PERMIT, PERMIT._replace(actor=HOME_CARE)),
    ("another section", PERMIT, PERMIT._replace(section="goals")),
    ("another action", PERMIT, PERMIT._replace(action="contribute")),
    ("another category", PERMIT, PERMIT._replace(category="transfer")),
    ("another person", PERMIT, PERMIT._replace(person=SOMEBODY_ELSE)),
    ("another resource", PERMIT._replace(instance="Goal/g"), PERMIT._replace(instance="Goal/h")),
    ("no unit permits none", PERMIT._replace(actor=""), PERMIT),
    ("no section permits none", PERMIT._replace(section=""), PERMIT),
    ("no action permits none", PERMIT._replace(action=""), PERMIT),
)
"""Of permits: neither lies within the other."""

WIDER_REFUSALS = (
    ("any unit", DENY._replace(actor="")),
    ("any section", DENY._replace(section="")),
    ("any action", DENY._replace(action="")),
    ("any time", DENY),
)


@pytest.mark.parametrize(("before", "after"), params(STRICTLY_LESS))
def test_a_permit_that_shrinks_narrows_and_one_that_grows_does_not(
    before: Directive, after: Directive
) -> None:
    assert narrows([after], [before])
    assert not narrows([before], [after])


@pytest.mark.parametrize(("before", "after"), params(DIFFERENT))
def test_a_permit_of_something_else_does_not_narrow(before: Directive, after: Directive) -> None:
    assert not narrows([after], [before])
    assert not narrows([before], [after])
    assert narrows([after], [before, after])


@pytest.mark.parametrize("wide", params(WIDER_REFUSALS))
def test_a_refusal_that_grows_narrows_and_one_that_shrinks_does_not(wide: Directive) -> None:
    for narrow in (
        DENY._replace(end=LATER),
        DENY._replace(start=LATER),
        DENY._replace(instance="Goal/g", end=LATER),
    ):
        assert narrows([PERMIT, wide], [PERMIT, narrow])
        assert not narrows([PERMIT, narrow], [PERMIT, wide])


@pytest.mark.parametrize(
    "other",
    [
        DENY._replace(actor=HOME_CARE),
        DENY._replace(section="goals"),
        DENY._replace(action="contribute"),
        DENY._replace(person=SOMEBODY_ELSE),
        DENY._replace(live=False),
        DENY._replace(instance="Goal/g"),
    ],
)
def test_a_refusal_is_not_replaced_by_another_one(other: Directive) -> None:
    assert not narrows([other], [DENY])
    assert narrows([other, DENY], [DENY])


def test_one_out_of_several_is_enough_to_lie_within_and_all_must() -> None:
    goals = PERMIT._replace(section="goals")
    assert narrows([PERMIT], [goals, PERMIT])
    assert narrows([], [PERMIT])
    assert not narrows([PERMIT, goals], [PERMIT])
    assert not narrows([DENY], [DENY, DENY._replace(section="goals")])


def test_a_refusal_can_be_added_and_permits_nothing() -> None:
    assert narrows([PERMIT, DENY], [PERMIT])
    assert not narrows([PERMIT], [PERMIT, DENY])
    assert not narrows([PERMIT], [PERMIT._replace(kind="deny")])


def test_withdrawing_what_holds_a_refusal_lifts_it_and_is_no_narrowing() -> None:
    before = [PERMIT, DENY]
    assert not narrows([one._replace(live=False) for one in before], before)


def test_giving_what_was_only_proposed_is_no_narrowing() -> None:
    assert not narrows([PERMIT], [PERMIT._replace(live=False)])


@given(directives)
def test_the_same_again_narrows(same: tuple[Directive, ...]) -> None:
    assert narrows(same, same)


@given(directives, directives, directives)
def test_narrowing_twice_is_narrowing(
    first: tuple[Directive, ...], second: tuple[Directive, ...], third: tuple[Directive, ...]
) -> None:
    if narrows(third, second) and narrows(second, first):
        assert narrows(third, first)


@given(directives)
def test_all_permits_can_be_dropped_and_no_refusal(all_: tuple[Directive, ...]) -> None:
    refusals = [one for one in all_ if one.kind == "deny"]
    assert narrows(refusals, all_)
    assert narrows([], all_) == (not any(one.live for one in refusals))


def test_names_of_units_are_whole() -> None:
    assert not narrows([PERMIT], [PERMIT._replace(actor=DOCTORS[:-1])])
