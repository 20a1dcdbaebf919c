"""The invariants' functions against their FHIRPath text, evaluated by fhirpathpy on the same instances."""

from __future__ import annotations

import json
import warnings
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from mappings import fhir
from mappings.profiles.invariants import INVARIANTS
from mappings.profiles.table import table
from tests.conformance.instances.table import INSTANCES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PROJECT = Path(__file__).resolve().parents[3]
EXAMPLES = PROJECT / "profiles" / "package" / "example"


@cache
def path(key: str) -> Callable[[Any], list[Any]]:
    """The text of an invariant, compiled."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # those of its parser
        fhirpathpy = pytest.importorskip("fhirpathpy", reason="fhirpathpy is not installed")
        models = pytest.importorskip("fhirpathpy.models").models
        return fhirpathpy.compile(table().invariants[key].expression, models["r4"])


def resources() -> Iterator[tuple[str, fhir.Resource]]:
    """All instances and examples, and what their Bundles hold."""
    for file in sorted([*INSTANCES.rglob("*.json"), *EXAMPLES.glob("*.json")]):
        one = fhir.decode(file.read_bytes()).value
        yield file.name, one
        if isinstance(one, fhir.Bundle):
            for entry in one.entry:
                if isinstance(entry.resource, fhir.Resource):
                    yield file.name, entry.resource


def stated(resource: fhir.Resource) -> list[str]:
    """The invariants of all profiles of a resource's type. They stand on resources, none deeper."""
    kind = type(resource).__name__
    return sorted(
        {key for row in table().profiles.values() if row.type == kind for key in row.rules.invariants}
    )


def test_the_functions_say_what_the_texts_say() -> None:
    answers: Counter[tuple[str, bool]] = Counter()
    for name, resource in resources():
        document = json.loads(fhir.encode(resource))
        for key in stated(resource):
            said = INVARIANTS[key](resource)
            assert (path(key)(document) == [True]) is said, (name, key)
            answers[key, said] += 1
    assert {key for key in INVARIANTS if not answers[key, True] or not answers[key, False]} == set()


def test_every_invariant_is_evaluated_here() -> None:
    rows = table().profiles.values()
    assert {key for row in rows for key in row.rules.invariants} == set(INVARIANTS)
