"""Reference material that several tests of the mappings compare with."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def kodeverk(shared: Path) -> dict[str, dict[str, str]]:
    """The national code lists, state of 2018-10-15: number of the list -> code -> display."""
    lists: dict[str, dict[str, str]] = {}
    with (shared / "standards" / "kodeverk.tsv").open(encoding="utf-8", newline="") as lines:
        for number, code, display in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            lists.setdefault(number, {})[code] = display
    return lists
