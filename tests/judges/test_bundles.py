"""Every Bundle passes HL7's validator, our own check and fhir.resources.

Bundles of the official examples, of the shipped ones, and of messages by a seed: dense and sparse, with the odd values that
the XSDs let through.
"""

from __future__ import annotations

from functools import cache
from random import Random
from typing import TYPE_CHECKING

import pytest

from mappings import fhir, message
from mappings.extensions import EXTENSIONS, url
from mappings.result import Refusal
from tests.adapter.core.consent.consents import documents as consents
from tests.judges.hl7 import judged
from tests.judges.test_package import encoded as package
from tests.messages.building import KINDS, Builder
from tests.messages.examples import SHIPPED
from tests.messages.seeded import Seeded

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tests.judges.hl7 import Verdict

pytestmark = pytest.mark.judge

SEEDS = 200
DENSITIES = (0.15, 0.35, 0.6)


def by_seed(seed: int) -> bytes:
    """A message: kinds and densities take turns."""
    density = DENSITIES[seed // len(KINDS) % len(DENSITIES)]
    return Builder(KINDS[seed % len(KINDS)], Seeded(Random(seed), density)).message()


def bundle(data: bytes) -> fhir.Bundle | None:
    """The Bundle of a message; None for one that is refused or has no FHIR yet."""
    try:
        return message.to_fhir(data).value
    except Refusal:
        return None


@cache
def bundles(shared: Path) -> dict[str, fhir.Bundle]:
    """Name → Bundle."""
    official = shared / "standards" / "examples"
    messages = {str(file.relative_to(official)): file.read_bytes() for file in official.rglob("*.xml")}
    messages |= {file.name: file.read_bytes() for file in SHIPPED.glob("*.xml")}
    messages |= {f"seed {seed}": by_seed(seed) for seed in range(SEEDS)}
    made = {name: bundle(data) for name, data in sorted(messages.items())}
    return {name: one for name, one in made.items() if one is not None}


@judged("bundles")
def encoded(shared: Path) -> Mapping[str, bytes]:
    return {name: fhir.encode(one) for name, one in bundles(shared).items()}


def test_messages_by_a_seed_are_taken_in(shared: Path) -> None:
    assert sum(name.startswith("seed") for name in bundles(shared)) == SEEDS


def test_hl7_finds_no_error_in_a_bundle(shared: Path, hl7: Mapping[str, list[Verdict]]) -> None:
    assert {name: faults for name in bundles(shared) if (faults := hl7[f"bundles/{name}"])} == {}


def test_our_check_finds_nothing_in_a_bundle(shared: Path) -> None:
    assert {name: faults for name, one in bundles(shared).items() if (faults := fhir.check(one))} == {}


def test_fhir_resources_reads_a_bundle(shared: Path) -> None:
    for one in bundles(shared).values():
        assert len(fhir.typed(one).entry) == len(one.entry)


def test_each_of_our_extensions_is_in_what_hl7_has_seen(shared: Path) -> None:
    """The validator refuses an extension whose definition it could not load, so that its silence tells of each."""
    seen = b"".join(
        [*map(fhir.encode, bundles(shared).values()), *consents().values(), *package(shared).values()]
    )
    assert [name for name in EXTENSIONS if f'"{url(name)}"'.encode() not in seen] == []
