"""HL7's validator and pyrofile on every instance. Where one of them is wrong, the table of disagreements says why.

Our own checker is judged by the same table in `tests/mappings/profiles`.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from mappings import fhir, profile
from tests.conformance.instances import pyrofile
from tests.conformance.instances.table import DISAGREEMENTS, ROWS
from tests.conformance.instances.verdicts import claiming, differences, explained
from tests.judges.hl7 import judged

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tests.judges.hl7 import Verdict

pytestmark = pytest.mark.judge

OFFICIAL = ("CarePlan", "Goal", "Consent", "Task", "ServiceRequest")
"""Types of which R4 has examples at hand; of CareTeam there are two of our own among the instances."""


@judged("instances")
def instances(_: Path) -> Mapping[str, bytes]:
    return {row.file: json.dumps(claiming(row), ensure_ascii=False).encode() for row in ROWS}


def test_hl7_says_the_same_but_for_its_own_faults(hl7: Mapping[str, list[Verdict]]) -> None:
    words = {row.file: hl7[f"instances/{row.file}"] for row in ROWS}
    assert differences(words) == explained("hl7")


def test_pyrofile_says_the_same_but_for_its_own_faults(shared: Path, tmp_path: Path) -> None:
    words = pyrofile.judge({row.file: claiming(row) for row in ROWS}, shared, tmp_path)
    assert differences(words) == explained("pyrofile")


def test_a_disagreement_names_a_file_that_shows_it() -> None:
    for one in DISAGREEMENTS:
        assert one.reason
        for judge in one.judges:
            assert explained(judge)[one.shows] == one.verdict


@pytest.mark.parametrize("kind", OFFICIAL)
def test_official_examples_pass_as_what_they_are(shared: Path, kind: str) -> None:
    """No plan, goal or consent of R4 is taken for an individual plan's."""
    files = sorted((shared / "packages" / "hl7.fhir.r4.examples").glob(f"{kind}-*.json"))
    assert files
    for file in files:
        assert profile.check(fhir.decode(file.read_bytes()).value) == (), file.name
