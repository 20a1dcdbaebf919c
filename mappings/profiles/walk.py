"""The interpreter: a profile's tree of rules compiled once, into closures over the structs of `mappings.r4`.

Only what a profile constrains is looked at. A check answers with its faults, their places relative to the element that
it was given, so that places are put together only where there is a fault.
"""

from __future__ import annotations

from functools import cache
from itertools import compress
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from msgspec import structs

from mappings import fhir
from mappings.fhir_table import Repeats, choice_names, rows
from mappings.profiles.invariants import INVARIANTS
from mappings.profiles.slices import slicing
from mappings.profiles.table import table
from mappings.profiles.values import value_checks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mappings.fhir_base import Base
    from mappings.fhir_table import Kind
    from mappings.profiles.scope import Scope
    from mappings.profiles.table import Node
    from mappings.profiles.values import Check, Found, Value


@cache
def profile_check(name: str) -> Check:
    """The check of a resource by a profile."""
    row = table().profiles[name]
    return together(inside(fhir.RESOURCES[row.type], row.rules, (name, row.type)))


@cache
def extension_check(url: str) -> Check:
    """The check of an extension by its definition."""
    label = (url.rpartition("/")[2], "Extension")
    return together(inside(fhir.Extension, table().extensions[url].rules, label))


def together(checks: list[Check]) -> Check:
    """Several checks of one value as one."""
    if len(checks) == 1:
        return checks[0]

    def check(value: Value, scope: Scope) -> Iterable[Found]:
        found: list[Found] = []
        for one in checks:
            found += one(value, scope)
        return found

    return check


def inside(kind: type[Base], node: Node, label: tuple[str, str]) -> list[Check]:
    """The check of what is inside an element and of its invariants, where there is anything to check."""
    found: list[Check | Part] = []
    for name, inner in node.elements.items():
        found += element(kind, name, inner, (label[0], f"{label[1]}.{name}"))
    parts = [one for one in found if isinstance(one, Part)]
    others = [one for one in found if not isinstance(one, Part)]
    return [_of_struct(node.invariants, others, parts)] if found or node.invariants else []


def whole(kind: Kind, node: Node, label: tuple[str, str]) -> list[Check]:
    """The checks of a value with all that is inside it."""
    checks = value_checks(kind, node, label)
    if isinstance(kind, type):
        checks += inside(kind, node, label)
        if node.profile in table().profiles:
            checks += inside(kind, table().profiles[node.profile].rules, (node.profile, label[1]))
    return checks


# --- elements ---------------------------------------------------------------------------------------------------------


FEW = 6
"""Fields of a struct that are looked at one by one."""


class Part(NamedTuple):
    """The check of what one field of a struct holds, and its name in places; `always`: though the field is empty."""

    attribute: str
    name: str
    check: Check
    always: bool = False


def _of_struct(invariants: Iterable[str], checks: list[Check], parts: list[Part]) -> Check:
    """The check of a whole struct."""
    rules = [(INVARIANTS[key], (key, "", ())) for key in invariants]
    often_empty = [part for part in parts if not part.always]
    rare = often_empty if len(often_empty) > FEW else []
    asked = [(attrgetter(part.attribute), part, f".{part.name}") for part in parts if part not in rare]
    others = [*checks, _of_rare(rare)] if rare else checks

    def check(value: Value, scope: Scope) -> Iterable[Found]:
        found: list[Found] = []
        for holds, fault in rules:
            if not holds(value):
                found.append(fault)
        for one in others:
            found += one(value, scope)
        for field, part, place in asked:
            inner = field(value)
            if inner or part.always:
                for key, below, params in part.check(inner, scope):
                    found.append((key, place + below, params))
        return found

    return check


def _of_rare(parts: list[Part]) -> Check:
    """The check of many fields, most of which are empty in most resources: those are passed by at once."""
    get = attrgetter(*(part.attribute for part in parts))
    rules = [(part.check, f".{part.name}") for part in parts]

    def check(value: Value, scope: Scope) -> Iterable[Found]:
        found: list[Found] = []
        held = get(value)
        for inner, (one, place) in compress(zip(held, rules, strict=True), held):
            for key, below, params in one(inner, scope):
                found.append((key, place + below, params))
        return found

    return check


def element(parent: type[Base], name: str, node: Node, label: tuple[str, str]) -> list[Check | Part]:
    """The checks of one element of a parent."""
    if name.endswith("[x]"):
        return choice(parent, name.removesuffix("[x]"), node, label)
    field, kind = rows(parent)[name]
    if isinstance(kind, Repeats):
        needed = node.min or any(one.min for one in node.slices.values())
        return [Part(field.name, name, repeating(kind.item, node, label), bool(needed))]
    if node.max == 0:
        return list(forbidden(parent, name, label))
    checks = whole(kind, node, label)
    if node.min and f"_{name}" not in rows(parent):
        return [Part(field.name, name, _needed(together(checks), label), always=True)]
    needed_ = [_required(parent, name, label)] if node.min else []
    return [*needed_, *held(parent, name, checks), *extensions(parent, name, node, label)]


def held(parent: type[Base], name: str, checks: list[Check]) -> list[Part]:
    """The checks of a value that does not repeat, where it is there."""
    field, kind = rows(parent)[name]
    if not checks:
        return []
    check_value = together(checks)
    if isinstance(kind, type):
        return [Part(field.name, name, check_value)]

    def check(value: Value, scope: Scope) -> Iterable[Found]:  # a leaf may be false or zero, and is a value
        return () if value is None else check_value(value, scope)

    return [Part(field.name, name, check, always=True)]


def extensions(parent: type[Base], name: str, node: Node, label: tuple[str, str]) -> list[Part]:
    """The checks of a primitive's sibling, which holds its extensions."""
    sibling = rows(parent).get(f"_{name}")
    if sibling is None or not node.elements:
        return []
    return [Part(sibling[0].name, name, together(inside(fhir.Element, node, label)))]


def forbidden(parent: type[Base], name: str, label: tuple[str, str]) -> Iterator[Part]:
    """The check that an element is not there; for a primitive neither its sibling with extensions."""
    faults: tuple[Found, ...] = (("profile-max", "", (*label, "0")),)
    yield from held(parent, name, [lambda _, __: faults])
    sibling = rows(parent).get(f"_{name}")
    if sibling is not None:
        yield Part(sibling[0].name, name, lambda _, __: faults)


def _needed(inner: Check, label: tuple[str, str]) -> Check:
    """The check of a struct or resource that must be there."""
    missing: tuple[Found, ...] = (("profile-required", "", (*label, "1")),)
    return lambda value, scope: missing if value is None else inner(value, scope)


def _required(parent: type[Base], name: str, label: tuple[str, str]) -> Check:
    """The check that a primitive is there; its sibling with extensions will do."""
    missing: tuple[Found, ...] = (("profile-required", f".{name}", (*label, "1")),)
    get = attrgetter(rows(parent)[name][0].name, rows(parent)[f"_{name}"][0].name)
    return lambda value, _: missing if get(value) == (None, None) else ()


def repeating(kind: Kind, node: Node, label: tuple[str, str]) -> Check:
    """The check of all items of an element: how many, each by itself, and its slices.

    Places begin with an item's position.
    """
    of_slices = slicing(kind, node, label, whole)
    checks = [*counted(node.min, node.max, label), *each(whole(kind, node, label))]
    return together([*checks, of_slices] if of_slices else checks)


def counted(least: int, most: int | None, label: tuple[str, str]) -> list[Check]:
    """The check of how many items there are, where that is limited."""
    few: tuple[Found, ...] = (("profile-required", "", (*label, str(least))),)
    many: tuple[Found, ...] = (("profile-max", "", (*label, str(most))),)

    def check(values: Value, _: Scope) -> Iterable[Found]:
        if len(values) < least:
            return few
        return many if most is not None and len(values) > most else ()

    return [check] if least or most is not None else []


def each(checks: list[Check]) -> list[Check]:
    """The check of every item by itself."""
    check_item = together(checks)

    def check(values: Value, scope: Scope) -> Iterable[Found]:
        found: list[Found] = []
        for at, value in enumerate(values):
            for key, below, params in check_item(value, scope):
                found.append((key, f"[{at}]{below}", params))
        return found

    return [check] if checks else []


# --- choices ----------------------------------------------------------------------------------------------------------


def choice(parent: type[Base], name: str, node: Node, label: tuple[str, str]) -> list[Check | Part]:
    """The checks of a choice element: which types, and each type by itself. `name` is without `[x]`."""
    variants = choices(parent)[f"{name}[x]"]
    allowed = [one for one in variants if not node.types or one in _named(name, node.types)]
    found: list[Check | Part] = []
    if node.types or node.min or node.max == 0:
        found.append(_typed(parent, name, node, (variants, allowed), label))
    for variant in allowed:
        kind = rows(parent)[variant][1]
        typed = [one for key, one in node.slices.items() if variant in (key, *_named(name, one.types))]
        checks = [check for one in (node, *typed) for check in whole(kind, _fitting(kind, one), label)]
        found += held(parent, variant, checks)
    return found


def _named(name: str, types: Iterable[str]) -> list[str]:
    """The JSON names of a choice element's types."""
    return [f"{name}{one[0].upper()}{one[1:]}" for one in types]


def _fitting(kind: Kind, node: Node) -> Node:
    """What of a choice's rules concerns one of its types."""
    elements = {
        name: one
        for name, one in node.elements.items()
        if isinstance(kind, type) and (name in rows(kind) or name in choices(kind))
    }
    values = node.values if kind in _CODED or not isinstance(kind, type) else ""
    return structs.replace(node, elements=elements, values=values, slices={})


def choices(kind: type[Base]) -> dict[str, list[str]]:
    """The choice elements of a struct, each with the JSON names of its types."""
    return {f"{row.name}[x]": [one for one in names if one[0] != "_"] for row, names in choice_names(kind)}


_CODED = (fhir.Coding, fhir.CodeableConcept)


def _typed(
    parent: type[Base], name: str, node: Node, names: tuple[list[str], list[str]], label: tuple[str, str]
) -> Check:
    """Whether a choice element is there, and of which type; for a primitive its sibling with extensions will do."""
    variants, allowed = names if node.max != 0 else (names[0], [])
    given = [one for name in variants for one in (name, f"_{name}") if one in rows(parent)]
    get_allowed = [attrgetter(rows(parent)[one][0].name) for one in allowed]
    get_given = attrgetter(*(rows(parent)[one][0].name for one in given))
    most: tuple[str, ...] = (*label, "0") if node.max == 0 else (*label, ", ".join(node.types))
    key = "profile-max" if node.max == 0 else "profile-type"
    missing: tuple[Found, ...] = (("profile-required", f".{name}[x]", (*label, "1")),) if node.min else ()

    def check(value: Value, _: Scope) -> Iterable[Found]:
        for get in get_allowed:
            if get(value) is not None:
                return ()
        values = get_given(value)
        if values.count(None) == len(values):
            return missing
        there = [one.removeprefix("_") for one, held in zip(given, values, strict=True) if held is not None]
        wrong = [one for one in there if one not in allowed]
        return ((key, f".{wrong[0]}", most),) if wrong else ()

    return check
