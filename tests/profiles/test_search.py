"""Each search parameter finds something in an example of its type."""

from __future__ import annotations

from typing import Any

import pytest

from tests.profiles.definitions import examples, of_type


@pytest.fixture(scope="module")
def found() -> dict[str, list[Any]]:
    """Search parameter → what its expression gives over all examples of its type."""
    fhirpathpy = pytest.importorskip("fhirpathpy", reason="fhirpathpy is not installed")
    models = pytest.importorskip("fhirpathpy.models").models
    return {
        name: [
            value
            for one in examples().values()
            if one["resourceType"] in row["base"]
            for value in fhirpathpy.evaluate(one, row["expression"], {}, models["r4"])
        ]
        for name, row in of_type("SearchParameter").items()
    }


def test_each_search_parameter_finds_something(found: dict[str, list[Any]]) -> None:
    assert sorted(name for name, values in found.items() if not values) == []


def test_a_coordinator_is_found_whatever_the_level_and_nobody_else(found: dict[str, list[Any]]) -> None:
    named = {one["reference"] for one in found["careteam-coordinator"]}
    assert named == {
        "PractitionerRole/koordinator-fjellvik",
        "PractitionerRole/koordinator-helse-fjordland",
        "PractitionerRole/barnekoordinator-fjellvik",
    }


def test_a_parameter_is_named_by_its_type_and_code() -> None:
    for name, row in of_type("SearchParameter").items():
        assert name == f"{row['base'][0].lower()}-{row['code']}"
