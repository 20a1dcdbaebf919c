"""The table of instances: every file has its row, a bad one differs from its good twin in one thing, and all are synthetic."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

import pytest

from mappings import fhir
from mappings.identifiers import Synthetic, classify, is_org_nr
from tests.conformance.instances.table import (
    BAD,
    DISAGREEMENTS,
    GOOD,
    INSTANCES,
    ROWS,
    WARNED,
    document,
    text,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conformance.instances.table import Row

LEAST = 220
MOST_DISAGREEMENTS = 12

PERSONS = {f"urn:oid:2.16.578.1.12.4.1.4.{kind}" for kind in (1, 2)}
ORGANISATION = "urn:oid:2.16.578.1.12.4.1.4.101"

ENTRY = len(("entry", "0", "resource"))
PAIR = 2


def changed(one: object, other: object, *path: str) -> Iterator[list[str]]:
    """The paths at which two documents differ, as high up as one of them has nothing that the other one has."""
    if isinstance(one, dict) and isinstance(other, dict):
        for name in sorted(one.keys() | other.keys()):
            if name in one and name in other:
                yield from changed(one[name], other[name], *path, name)
            else:
                yield [*path, name]
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for at, (left, right) in enumerate(zip(one, other, strict=True)):
            yield from changed(left, right, *path, str(at))
    elif one != other:
        yield [*path]


def test_every_file_has_one_row_and_every_row_its_file() -> None:
    files = sorted(str(file.relative_to(INSTANCES)) for file in INSTANCES.rglob("*.json"))
    assert files == sorted(row.file for row in ROWS)


def test_there_are_enough_and_the_disagreements_are_few() -> None:
    assert len(ROWS) >= LEAST
    assert len(DISAGREEMENTS) <= MOST_DISAGREEMENTS


def test_a_good_row_says_what_it_shows_and_a_bad_one_what_is_wrong() -> None:
    for row in ROWS:
        assert bool(row.shows) != bool(row.fault and row.rule and row.twin), row.file
        assert row.file.endswith(".bad.json" if row.rule else ".good.json")


def test_the_twin_is_a_good_one_of_the_same_profile() -> None:
    good = {row.file: row for row in GOOD if row not in WARNED}
    assert [row.file for row in (*BAD, *WARNED) if good[row.twin].profile != row.profile] == []


@pytest.mark.parametrize("row", [*BAD, *WARNED], ids=[row.file for row in (*BAD, *WARNED)])
def test_one_element_alone_differs_from_the_twin(row: Row) -> None:
    """In a Bundle one element of one entry; a value[x] of another type is one element with another name."""
    paths = list(changed(document(row.twin), document(row.file)))
    shared = [one[0] for one in takewhile(lambda names: len(set(names)) == 1, zip(*paths, strict=False))]
    assert len(shared) > (ENTRY if shared[:1] == ["entry"] and len(paths) > 1 else 0) or _is_choice(paths), (
        paths
    )


def _is_choice(paths: list[list[str]]) -> bool:
    """Whether one name goes and one comes that begins as it does."""
    return len(paths) == PAIR and paths[0][-1][:5] == paths[1][-1][:5]


def test_each_is_base_r4_and_is_written_again_as_it_stands() -> None:
    """What is wrong in a file is wrong by a profile: the codec takes all of them."""
    for row in ROWS:
        mapped = fhir.decode(text(row.file).encode())
        assert not any(issue.is_error for issue in mapped.issues), row.file


def identifiers(node: object) -> Iterator[tuple[str, str]]:
    """System and value of every identifier, wherever it stands."""
    if isinstance(node, dict):
        if isinstance(node.get("system"), str) and isinstance(node.get("value"), str):
            yield node["system"], node["value"]
        for value in node.values():
            yield from identifiers(value)
    elif isinstance(node, list):
        for value in node:
            yield from identifiers(value)


def test_all_persons_are_synthetic_and_all_numbers_add_up() -> None:
    """Month + 80 (R-127); organisation numbers begin with 3, as none that is given out does."""
    found = {one for row in ROWS for one in identifiers(document(row.file))}
    persons = {value for system, value in found if system in PERSONS}
    organisations = {value for system, value in found if system == ORGANISATION}
    assert persons
    assert {number for number in persons if classify(number) != Synthetic(80)} == set()
    assert {number for number in organisations if not is_org_nr(number) or number[0] != "3"} == set()
