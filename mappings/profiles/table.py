"""The one compact table of our profiles, as `python -m conformance.derive.profiles` compiles it: read once, typed."""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec

from mappings import codes

ABSENT = msgspec.UNSET
"""A node without fixed value or pattern has this in their place."""


class Node(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The rules of one element, beyond those that the structs of `mappings.r4` hold already.

    `min`, `max` are its cardinality. `types` are those that a choice may have. `targets` are types and profiles that a
    reference may point to. `profile` is that of an extension (canonical) or datatype (name). `values` is the value set
    that it is bound to (required). `by` tells `slices` apart: pairs of discriminator type and path; `closed`: nothing
    else may be there. `elements` are the rules of its parts, by FHIR name (`value[x]`). `invariants` are keys.
    """

    min: int = 0
    max: int | None = None
    fixed: Any = ABSENT
    pattern: Any = ABSENT
    types: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    profile: str = ""
    values: str = ""
    by: tuple[tuple[str, str], ...] = ()
    closed: bool = False
    slices: dict[str, Node] = {}
    elements: dict[str, Node] = {}
    invariants: tuple[str, ...] = ()


class Profile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A profile: its canonical, the R4 type, the names of the profiles that it is derived from, its rules."""

    url: str
    type: str
    rules: Node
    derived: tuple[str, ...] = ()


class ExtensionRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An extension: the elements that it may stand on (none: not looked at), its rules."""

    rules: Node
    context: tuple[str, ...] = ()


class Invariant(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A rule that no structure holds: FHIRPath on the element that states it, and the clause it defends."""

    severity: str
    expression: str
    clause: str


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole table: profiles by name, extensions by canonical, codes by value set and code system, invariants by key."""

    profiles: dict[str, Profile]
    extensions: dict[str, ExtensionRow]
    value_sets: dict[str, dict[str, frozenset[str]]]
    invariants: dict[str, Invariant]


@cache
def table() -> Table:
    """The table, read when it is first asked for."""
    return msgspec.json.decode(codes.data("profiles.json"), type=Table)


@cache
def named(profile: str) -> str | None:
    """The name of a profile by its canonical, with or without version, or by its name; None where it is not held."""
    url = profile.partition("|")[0]
    found = (name for name, row in table().profiles.items() if url in (name, row.url))
    return next(found, None)


def is_a(profile: str, other: str) -> bool:
    """Whether a profile is another one, or derived from it."""
    return profile == other or other in table().profiles[profile].derived
