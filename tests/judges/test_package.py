"""The package and all its examples pass HL7's validator, which makes its own snapshots of our differentials."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.adapter.core.consent.consents import NAMES, shipped
from tests.judges.hl7 import judged
from tests.profiles.definitions import examples, of_type, profiles

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tests.judges.hl7 import Verdict
    from tests.profiles.definitions import Json

pytestmark = pytest.mark.judge


def documents() -> dict[str, Json]:
    """The examples, each claiming its profile; the consents that tests record; what HL7's validator can judge of the rest.

    It cannot read code systems, value sets and structure definitions as documents: it holds the languages nb and nn to a
    list that R4 only prefers, and stops at value sets of systems unknown to it. It loads all of them as definitions.
    """
    consent = profiles()["no-ip-consent"]["url"]
    recorded = {name: shipped(name) for name in NAMES}
    claimed = {name: one | {"meta": {**one["meta"], "profile": [consent]}} for name, one in recorded.items()}
    return {
        **examples(),
        **claimed,
        **of_type("SearchParameter"),
        **of_type("CapabilityStatement"),
    }


@judged("package")
def encoded(_: Path) -> Mapping[str, bytes]:
    return {name: json.dumps(one).encode() for name, one in documents().items()}


def test_hl7_loads_the_package_and_finds_no_error_in_what_it_can_judge(
    hl7: Mapping[str, list[Verdict]],
) -> None:
    assert {name: faults for name in documents() if (faults := hl7[f"package/{name}"])} == {}
