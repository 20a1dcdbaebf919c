"""Slices: which items of a repeating element belong together, how many there may be, and what each of them must be."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from msgspec import structs

from mappings.fhir_table import Repeats, rows
from mappings.profiles.table import ABSENT, Node
from mappings.profiles.values import bound, fixed, pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping
    from typing import TypeAlias

    from mappings.fhir_table import Kind
    from mappings.profiles.scope import Scope
    from mappings.profiles.values import Check, Found, Test, Value

    Members: TypeAlias = list[tuple[int, Value]]
    """Items with their positions."""
    Sort: TypeAlias = Callable[[list[Value]], dict[str, Members]]
    Whole: TypeAlias = Callable[[Kind, Node, tuple[str, str]], list[Check]]


class Slice(NamedTuple):
    """A slice compiled: which items are in it, how many there may be, what each must be."""

    belongs: Test
    least: int
    most: int | None
    checks: list[Check]
    few: tuple[Found, ...]
    many: tuple[Found, ...]

    @property
    def asks_something(self) -> bool:
        """Whether it asks anything of its items."""
        return bool(self.least or self.most is not None or self.checks)


def slicing(kind: Kind, node: Node, label: tuple[str, str], whole: Whole) -> Check | None:
    """The check of all items of an element, where it is sliced. `whole` compiles an item's rules.

    Places begin with an item's position.
    """
    made = {name: _compiled(kind, name, node, label, whole) for name in node.slices}
    asked = {name: one for name, one in made.items() if one.asks_something or node.closed}
    sort = _by_key(kind, node, list(asked)) or _by_tests(asked)
    needed = [(name, one.few) for name, one in asked.items() if one.least]
    stray: tuple[Found, ...] = (("profile-slice-closed", "", (*label, ", ".join(node.slices))),)

    def check(values: list[Value], scope: Scope) -> Iterable[Found]:
        found: list[Found] = []
        groups = sort(values)
        for name, few in needed:
            if name not in groups:
                found += few
        for name, members in groups.items():
            found += _of_slice(asked[name], members, scope)
        if node.closed and len({at for members in groups.values() for at, _ in members}) < len(values):
            found += stray
        return found

    return check if asked else None


def _compiled(kind: Kind, name: str, node: Node, label: tuple[str, str], whole: Whole) -> Slice:
    inner = node.slices[name]
    named = (label[0], f"{label[1]}:{name}")
    rest = _without(inner, {path for _, path in node.by})
    return Slice(
        belongs(kind, node.by, inner),
        inner.min,
        inner.max,
        whole(kind, rest, named),
        (("profile-slice-min", "", (*named, str(inner.min))),),
        (("profile-slice-max", "", (*named, str(inner.max))),),
    )


def _without(inner: Node, paths: Collection[str]) -> Node:
    """A slice's rules without those that every item of it keeps, as they tell the slice."""
    if "$this" in paths:
        return structs.replace(inner, fixed=ABSENT, pattern=ABSENT)
    kept = {name: one for name, one in inner.elements.items() if name in paths}
    bare = {name: structs.replace(one, fixed=ABSENT, pattern=ABSENT, min=0) for name, one in kept.items()}
    return structs.replace(inner, elements=inner.elements | bare)


def _of_slice(one: Slice, members: Members, scope: Scope) -> Iterable[Found]:
    found: list[Found] = []
    if len(members) < one.least:
        found += one.few
    if one.most is not None and len(members) > one.most:
        found += one.many
    for at, value in members:
        for check in one.checks:
            for key, below, params in check(value, scope):
                found.append((key, f"[{at}]{below}", params))
    return found


# --- who belongs ------------------------------------------------------------------------------------------------------


def _by_tests(slices: Mapping[str, Slice]) -> Sort:
    """The items of each slice, by its test; a slice without items is left out."""

    def sort(values: list[Value]) -> dict[str, Members]:
        groups: dict[str, Members] = {}
        for name, one in slices.items():
            members = [(at, value) for at, value in enumerate(values) if one.belongs(value)]
            if members:
                groups[name] = members
        return groups

    return sort


def _by_key(kind: Kind, node: Node, names: list[str]) -> Sort | None:
    """As `_by_tests`, where one text of an item tells all slices apart (`url`, `system`)."""
    (_, path), *others = node.by or (("", ""),)
    keys = [_below(node.slices[name], path).fixed for name in names]
    if (
        others
        or not isinstance(kind, type)
        or path not in rows(kind)
        or not all(isinstance(key, str) for key in keys)
    ):
        return None
    named = dict(zip(keys, names, strict=True))
    get = attrgetter(rows(kind)[path][0].name)

    def sort(values: list[Value]) -> dict[str, Members]:
        groups: dict[str, Members] = {}
        for at, value in enumerate(values):
            name = named.get(get(value))
            if name is not None:
                groups.setdefault(name, []).append((at, value))
        return groups

    return sort


def belongs(kind: Kind, by: Iterable[tuple[str, str]], inner: Node) -> Test:
    """Whether an item is of a slice, by all discriminators."""
    tests = [_discriminated(kind, path, inner) for _, path in by]
    if len(tests) == 1:
        return tests[0]
    return lambda value: all(test(value) for test in tests)


def _discriminated(kind: Kind, path: str, inner: Node) -> Test:
    """Whether what stands at a path is what the slice says of it; with several values there, whether all are."""
    node, at, steps = inner, kind, []
    for name in () if path == "$this" else path.split("."):
        if not isinstance(at, type):
            raise TypeError(f"{path}: nothing below {at}")
        field, found = rows(at)[name]
        node = _below(node, name)
        at = found.item if isinstance(found, Repeats) else found
        steps.append((attrgetter(field.name), isinstance(found, Repeats)))
    return _reaching(steps, expectation(at, node))


def _below(node: Node, name: str) -> Node:
    """What a slice says of a part: in its own rule, or inside a pattern; `url` is that of the extension's definition."""
    if name in node.elements:
        return node.elements[name]
    if name == "url" and node.profile:
        return Node(fixed=node.profile)
    for whole in (node.pattern, node.fixed):
        if isinstance(whole, dict) and name in whole:
            part = whole[name]
            return Node(pattern=part[0] if isinstance(part, list) else part)
    return Node()


def expectation(kind: Kind, node: Node) -> Test:
    """What tells a slice: a fixed value, a pattern or a required binding. Raises `ValueError` where there is none."""
    if node.fixed is not ABSENT:
        return fixed(node.fixed)
    if node.pattern is not ABSENT:
        return pattern(kind, node.pattern)
    if node.values:
        return bound(kind, node.values)
    raise ValueError("a slice that nothing tells apart")


def _reaching(steps: list[tuple[attrgetter[Value], bool]], test: Test) -> Test:
    """The test of what stands at the end of the steps."""
    if not steps:
        return test
    if len(steps) == 1 and not steps[0][1]:
        get = steps[0][0]
        return lambda value: (found := get(value)) is not None and test(found)

    def reaches(value: Value) -> bool:
        ends = [value]
        for get, repeats in steps:
            below = [get(one) for one in ends]
            ends = (
                [each for one in below for each in one]
                if repeats
                else [one for one in below if one is not None]
            )
        return bool(ends) and all(map(test, ends))

    return reaches
