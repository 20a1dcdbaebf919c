"""Nothing that the XSDs allow is lost: each value shows in FHIR where `conformance/mapping.tsv` says.

Every path from MsgHead to a value is walked, in PLO 1.5 and 1.6 and dialogmelding 1.1, with all choices. In each message
every value is one of its own, so that it can be told where it went.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import NamedTuple

import pytest

from conformance import mapping
from mappings import message
from tests.messages.building import KINDS, Builder, Leaf, Step, paths
from tests.messages.elements import elements
from tests.messages.markers import TURNS, Markers

EVENT = frozenset({Step("po.TidsfestetHendelse", "Hendelsekode")})
MESSAGES = [
    *((kind, Markers(turn)) for kind in KINDS for turn in range(TURNS)),
    *((kind, Markers(turn, real=True)) for kind in KINDS for turn in (1, 5)),
    *(("PLO 1.6", Markers(turn, without=EVENT)) for turn in range(TURNS - 1)),
]
"""Unknown codes, the codes of the lists, and events that only the message's kind tells."""

BITS = 6
"""Enough for every boolean of a message to have an order of its own in which it is both."""


class Told(NamedTuple):
    """What became of the values of a message."""

    lost: list[str]
    used: set[tuple[str, str, int]]


shown = cache(mapping.shown)


def outcome(kind: str, pick: Markers) -> Told:
    """Convert a message, and look for each of its values."""
    builder = Builder(kind, pick)
    made = message.to_fhir(builder.message()).value
    held = {path: {one.value for one in values} for path, values in elements(made).items()}
    lost, used = [], set()
    for leaf in builder.leaves:
        if leaf.simple.base == "boolean":
            continue
        found = [one for one in shown(leaf.at.steps) if shows(leaf, one.target, held)]
        used.update(by for one in found for by in one.by)
        if not found and not has_reason(leaf.at.steps):
            lost.append(f"{kind} turn {pick.turn}: {leaf.at.place} = {leaf.value}")
    return Told(lost, used)


def shows(leaf: Leaf, target: mapping.Target, held: dict[str, set[str]]) -> bool:
    """Whether a value is at an element, or beside it in the form received."""
    beside = held.get(f"{target.element}.extension(ip-received-value).valueString", ())
    return leaf.value in beside or target.written(leaf.value) in held.get(target.element, ())


def flipped() -> Told:
    """Convert all five events often, each boolean true and false in an order of its own; look for places with that order."""
    picks = [Markers(TURNS - 1, bit=bit, without=EVENT) for bit in range(BITS)]
    builders = [Builder("PLO 1.6", pick) for pick in picks]
    orders: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for builder in builders:
        for path, values in elements(message.to_fhir(builder.message()).value).items():
            for one in values:
                orders[path][one.place].append(one.value)
    lost, used = [], set()
    for leaves in zip(*(builder.leaves for builder in builders), strict=True):
        if leaves[0].simple.base == "boolean":
            found = [
                one
                for one in shown(leaves[0].at.steps)
                if [one.target.written(leaf.value) for leaf in leaves] in orders[one.target.element].values()
            ]
            used.update(by for one in found for by in one.by)
            if not found:
                lost.append(leaves[0].at.place)
    return Told(lost, used)


def has_reason(steps: tuple[Step, ...]) -> bool:
    return any(mapping.table()[step].is_nowhere for step in steps)


@cache
def outcomes() -> list[Told]:
    return [flipped(), *(outcome(kind, pick) for kind, pick in MESSAGES)]


@pytest.mark.parametrize("kind", KINDS)
def test_every_path_that_the_tables_allow_is_in_a_message_that_is_tried(kind: str) -> None:
    tried: set[tuple[Step, ...]] = set()
    for turn in range(TURNS):
        builder = Builder(kind, Markers(turn))
        builder.message()
        tried |= {leaf.at.steps for leaf in builder.leaves}
    assert tried == paths(kind)


def test_every_field_has_a_row_and_every_row_is_a_field() -> None:
    fields = {step for kind in KINDS for path in paths(kind) for step in path}
    assert fields == set(mapping.table())


def test_no_value_is_lost() -> None:
    assert [lost for told in outcomes() for lost in told.lost] == []


def test_every_element_that_the_table_names_is_one_where_a_value_shows() -> None:
    used = set().union(*(told.used for told in outcomes()))
    named = {
        (row.struct, row.field, number)
        for row in mapping.table().values()
        for number in range(len(row.targets))
    }
    assert named - used == set()
