"""Checks of one value: fixed, pattern, binding, reference, compiled from a node of the table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

import msgspec

from mappings import fhir
from mappings.fhir_table import Repeats, rows
from mappings.profiles.scope import type_named
from mappings.profiles.table import ABSENT, is_a, table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from mappings.fhir_base import Base
    from mappings.fhir_table import Kind
    from mappings.profiles.scope import Resident, Scope
    from mappings.profiles.table import Node

    Found: TypeAlias = tuple[str, str, tuple[str, ...]]
    """A fault: its key, the place below the element that is checked, what fills the sentence."""
    Check: TypeAlias = Callable[["Value", Scope], Iterable[Found]]
    Test: TypeAlias = Callable[["Value"], bool]

Value: TypeAlias = Any
"""A struct of `mappings.r4` or a leaf of one: what the field holds that the rule is compiled for."""

MANY = 20
"""Codes of a value set that a sentence lists; of a larger one it says the name."""


def value_checks(kind: Kind, node: Node, label: tuple[str, str]) -> list[Check]:
    """The checks of a value by itself. `label` are the names of profile and element for the sentences."""
    checks: list[Check] = []
    if node.fixed is not ABSENT:
        checks.append(_tested(fixed(node.fixed), "profile-fixed", (*label, _shown(node.fixed))))
    if node.pattern is not ABSENT:
        checks.append(_tested(pattern(kind, node.pattern), "profile-fixed", (*label, _shown(node.pattern))))
    if node.values:
        checks.append(_tested(bound(kind, node.values), "profile-binding", (*label, _listed(node.values))))
    if node.targets and kind is fhir.Reference:
        checks.append(reference(node.targets, label))
    return checks


def _tested(holds: Test, key: str, params: tuple[str, ...]) -> Check:
    faults: tuple[Found, ...] = ((key, "", params),)

    def check(value: Value, _: Scope) -> Iterable[Found]:
        return () if holds(value) else faults

    return check


# --- fixed and pattern ------------------------------------------------------------------------------------------------


def fixed(expected: Any) -> Test:  # noqa: ANN401 - any JSON value
    """Whether a value is exactly the one expected."""
    if isinstance(expected, dict | list):
        return lambda value: bool(msgspec.to_builtins(value) == expected)
    return lambda value: bool(value == expected)


def pattern(kind: Kind, expected: Any) -> Test:  # noqa: ANN401 - any JSON value
    """Whether a value holds at least what is expected (R4 ElementDefinition.pattern[x])."""
    if isinstance(expected, dict) and isinstance(kind, type):
        parts = [_part(kind, name, inner) for name, inner in expected.items()]
        return lambda value: all(part(value) for part in parts)
    return fixed(expected)


def _part(kind: type[Base], name: str, expected: Any) -> Test:  # noqa: ANN401 - any JSON value
    field, inner = rows(kind)[name]
    attribute = field.name
    if isinstance(inner, Repeats):
        tests = [pattern(inner.item, one) for one in expected]
        return lambda value: all(any(map(test, getattr(value, attribute))) for test in tests)
    test = pattern(inner, expected)

    def holds(value: Value) -> bool:
        found = getattr(value, attribute)
        return found is not None and test(found)

    return holds


def _shown(expected: Any) -> str:  # noqa: ANN401 - any JSON value
    """An expected value in a sentence: codes as system#code, all else as it is."""
    if isinstance(expected, dict):
        codings = expected.get("coding", [expected])
        return ", ".join(f"{one.get('system', '')}#{one.get('code', '')}" for one in codings)
    return str(expected)


# --- bindings ---------------------------------------------------------------------------------------------------------


def bound(kind: Kind, url: str) -> Test:
    """Whether a code, Coding or CodeableConcept (one coding of it) is in a value set."""
    systems = table().value_sets[url]
    nothing: frozenset[str] = frozenset()
    if kind is fhir.Coding:
        return lambda value: value.code in systems.get(value.system, nothing)
    if kind is fhir.CodeableConcept:
        return lambda value: any(one.code in systems.get(one.system, nothing) for one in value.coding)
    codes = nothing.union(*systems.values())
    return lambda value: value in codes


def _listed(url: str) -> str:
    codes = sorted(code for codes in table().value_sets[url].values() for code in codes)
    return ", ".join(codes) if len(codes) <= MANY else url


# --- references -------------------------------------------------------------------------------------------------------


def reference(targets: Sequence[str], label: tuple[str, str]) -> Check:
    """Whether a reference points to what it may, as far as it shows; what its target must be is noted in the scope."""
    wanted = _by_type(targets)
    faults: tuple[Found, ...] = (("profile-target", "", (*label, ", ".join(sorted(targets)))),)

    def check(value: Value, scope: Scope) -> Iterable[Found]:
        literal, stated = value.reference, value.type
        if stated is not None and stated not in wanted:
            return faults
        if literal is None:
            return ()
        target = scope.find(literal)
        if target is None:
            named = type_named(literal)
            return faults if named and named not in wanted else ()
        profiles = wanted.get(type(target.resource).__name__)
        told = target.kinds or (
            profiles and len(profiles) > 1
        )  # of what is told by its content nothing is asked
        if profiles is None or (profiles and told and not _is_one(target, profiles)):
            return faults
        if profiles and not target.kinds:
            scope.wanted.append((target.number, profiles[0]))
        return ()

    return check


def _is_one(target: Resident, profiles: tuple[str, ...]) -> bool:
    """Whether a target is of one of the profiles by its content."""
    return any(is_a(kind, one) for kind in target.kinds for one in profiles)


def _by_type(targets: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The types that may be pointed to, each with the profiles of which it must be one; none where the type will do."""
    found: dict[str, tuple[str, ...]] = {}
    profiles = table().profiles
    for name in targets:
        if name in profiles:
            kind = profiles[name].type
            found[kind] = (*found.get(kind, ()), name)
    return found | {name: () for name in targets if name not in profiles}
