"""Whose numbers an installation takes in: synthetic ones in test, ordinary ones in production (R-127)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

from mappings import fhir
from mappings.identifiers import ID_TYPES, SYNTHETIC_OFFSETS, Ordinary, Synthetic, classify
from mappings.result import Issue

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Allowed: TypeAlias = Literal["synthetic", "ordinary", "both"]
"""An installation tagged `test` takes synthetic numbers, one in production ordinary ones; `both` is for official test
material, whose numbers look ordinary, and is named so in the settings (`real_numbers=allowed`)."""

SYSTEMS: Final = frozenset(ID_TYPES[code].system for code in ("FNR", "DNR"))
"""Identifier systems whose numbers tell a date of birth."""

PERSONS: Final = (fhir.Patient, fhir.Person, fhir.Practitioner, fhir.RelatedPerson)
"""Types that have a person's identifiers."""

_REFUSED: Final[dict[Allowed, tuple[type, str]]] = {
    "synthetic": (Ordinary, "number-ordinary"),
    "ordinary": (Synthetic, "number-synthetic"),
}


class Numbers(NamedTuple):
    """The policy: which numbers are taken, and which month offsets count as synthetic."""

    allowed: Allowed = "synthetic"
    offsets: frozenset[int] = SYNTHETIC_OFFSETS


def faults(resources: Iterable[fhir.Resource], numbers: Numbers) -> Iterator[Issue]:
    """A fault for each resource that holds a number of the wrong sort, without the number."""
    for resource in resources:
        if isinstance(resource, PERSONS):
            for key in {wrong(one.system, one.value, numbers) for one in resource.identifier} - {""}:
                yield Issue(key, f"{type(resource).__name__}.identifier")


def wrong(system: str | None, value: str | None, numbers: Numbers) -> str:
    """The key of the fault where an identifier is a number of the wrong sort; empty where it is not."""
    if numbers.allowed not in _REFUSED or system not in SYSTEMS:
        return ""
    kind, key = _REFUSED[numbers.allowed]
    return key if isinstance(classify(value or "", numbers.offsets), kind) else ""
