"""Our verdict against that of the official XSDs on messages with something wrong in them; and what both paths make of them.

`MUTANTS` in the environment says how many (default 2 400), `MUTANTS_SEED` from which seed.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from random import Random
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from mappings import xml
from mappings.message import LAYER
from tests.judges import disagreements
from tests.judges.infoset import element_only, infoset
from tests.judges.mutants import MUTATIONS, PARSER, mutants, source
from tests.strategies.messages import (
    MEDICAL,
    MSGHEAD,
    PLAIN,
    RICH,
    ROOTS,
    Knobs,
    Maker,
    medical_message,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from mappings.element import Element
    from mappings.engine.layer import Examined

NUMBER = int(os.environ.get("MUTANTS", "2400"))
SEED = int(os.environ.get("MUTANTS_SEED", "1"))
MOST = 40_000
"""Bytes of a message that is worth mutating: larger ones hold an attachment and nothing more."""


def generated() -> Iterator[bytes]:
    """Messages of every family and version, sparse and rich."""
    for tag in ROOTS:
        for knobs in (PLAIN, Knobs(density=0.45)):
            yield LAYER.write(tag, Maker(Random(tag), knobs).message(tag))
    for tag in MEDICAL:
        for seed in range(6):
            yield LAYER.write(MSGHEAD, medical_message(Random(seed), (tag,), RICH))


def own_examples() -> list[bytes]:
    return [path.read_bytes() for path in sorted(disagreements.EXAMPLES.glob("*.xml"))]


def paths(data: bytes) -> tuple[Element | None, Examined]:
    """What the fast path makes of a message (None: it is not sure), and what the thorough one does."""
    root = xml.parse(data)
    tag = str(root.tag)
    known = LAYER.known(tag)
    if known is None:
        return None, LAYER.examine(data)
    thorough = LAYER._thorough(xml.parse(data, keep_blank=True), tag, *known)
    return LAYER._fast(root, tag), thorough


def has_rest(data: bytes) -> bool:
    """Whether a message holds one that is only read in part."""
    return etree.fromstring(data, PARSER).find(f".//{{{disagreements.HENVISNING}}}Henvisning") is not None


def test_the_fast_path_is_sound_on_mutants() -> None:
    found = source([*own_examples(), *generated()])
    seen: Counter[str] = Counter()
    for data in mutants(found, NUMBER // 4, Random(SEED)):
        fast, thorough = paths(data)
        if fast is not None:
            assert (thorough.issues, thorough.value) == ((), fast), data
        examined = LAYER.examine(data)
        assert (examined.issues, examined.value) == (thorough.issues, thorough.value), data
        seen["fast" if fast is not None else "thorough" if not thorough.issues else "refused"] += 1
    assert min(seen["fast"], seen["thorough"], seen["refused"]) > NUMBER // 400, seen


def test_a_mutant_that_is_accepted_is_written_back_equal() -> None:
    found = source([*own_examples(), *generated()])
    accepted = 0
    for data in mutants(found, NUMBER // 4, Random(SEED + 1)):
        examined = LAYER.examine(data)
        if examined.value is None or examined.issues or has_rest(data):
            continue
        written = LAYER.write(examined.tag, examined.value)
        assert LAYER.read(written).value == examined.value, data
        accepted += 1
    assert accepted > NUMBER // 40


@pytest.mark.judge
def test_both_verdicts_are_the_same_on_mutants_or_a_row_says_why_not(
    shared: Path, official_schema: etree.XMLSchema, capsys: pytest.CaptureFixture[str]
) -> None:
    official = [path.read_bytes() for path in sorted((shared / "standards" / "examples").rglob("*.xml"))]
    valid = [data for data in official if len(data) < MOST and not LAYER.examine(data).issues]
    found = source([*valid, *own_examples(), *generated()])
    seen: Counter[str] = Counter()
    for data in mutants(found, NUMBER, Random(SEED + 2)):
        tree = etree.fromstring(data, PARSER)
        theirs = official_schema.validate(tree)
        fast, thorough = paths(data)
        ours = not thorough.issues
        if fast is not None:
            assert (thorough.issues, thorough.value) == ((), fast), data
        if ours != theirs:
            rows = disagreements.explain(tree, official_schema)
            assert rows, (ours, thorough.issues, official_schema.error_log, data)
            seen.update(rows)
        elif ours and thorough.value is not None and not has_rest(data):
            written = LAYER.write(thorough.tag, thorough.value)
            blank = element_only(data, official_schema)
            assert infoset(written, blank) == infoset(data, blank), data
            assert official_schema.validate(etree.fromstring(written, PARSER)), data
        seen["valid" if theirs else "invalid"] += 1
    lines = [f"{count:7} {name}" for name, count in seen.most_common()]
    with capsys.disabled():
        sys.stdout.write("\n".join(["", f"{NUMBER} mutants by {len(MUTATIONS)} mutations:", *lines, ""]))
    assert min(seen["valid"], seen["invalid"]) > NUMBER // 5, seen


@pytest.mark.judge
@pytest.mark.parametrize("row", disagreements.ROWS, ids=lambda row: row.name)
def test_every_row_of_disagreements_still_holds(
    row: disagreements.Row, official_schema: etree.XMLSchema
) -> None:
    tree = etree.parse(disagreements.EXAMPLES / row.example, PARSER).getroot()
    assert disagreements.verdicts(tree, official_schema) == (True, True)
    row.sample(tree)
    ours, theirs = disagreements.verdicts(tree, official_schema)
    assert (ours, theirs) == (row.stricter != "ours", row.stricter != "libxml2")
    assert disagreements.explain(tree, official_schema) == [row.name]
    assert row.reason
