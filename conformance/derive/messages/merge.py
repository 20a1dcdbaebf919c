"""From the XSDs of all versions of a module to one struct per type, its rows marked with what differs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from conformance.derive.messages.modules import MODULES, SAME, SIGNATURE, Module
from conformance.derive.messages.xsd import ANY_TYPE, ComplexType, Group, Simple, Type, Use

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Place: TypeAlias = Literal["element", "attribute", "text", "wild", "either"]


class At(NamedTuple):
    """A struct as annotations name it: `module.struct`."""

    module: str
    struct: str


Ref: TypeAlias = Simple | At | Literal["any", "node"]
"""A row's type without versions: simple, struct, `xs:anyType`, or a generic node."""

HOME = {uri: module for module in MODULES for uri in module.versions.values()}


class Row(NamedTuple):
    """A row in one version. `choices` are the structs of an `either` row; `prefix` is "" for the struct's own."""

    name: str
    place: Place
    type: Ref | None
    required: bool
    many: bool
    prefix: str = ""
    fixed: str | None = None
    default: str | None = None
    choices: tuple[At, ...] = ()


class Merged(NamedTuple):
    """A row in all versions: the newest form, and the versions in which something is otherwise."""

    row: Row
    since: str = ""
    until: str = ""
    required_in: tuple[str, ...] = ()
    single_in: tuple[str, ...] = ()
    plain_in: tuple[str, ...] = ()
    defaults: tuple[tuple[str, str], ...] = ()


class Struct(NamedTuple):
    """A struct of a module; `content` holds the content model of each version where any is not the plain sequence."""

    name: str
    rows: tuple[Merged, ...]
    content: dict[str, str]
    parent: At | None = None


def reference(kind: Type) -> Ref:
    """A type as it is written in annotations."""
    if isinstance(kind, Simple):
        return kind
    if kind == ANY_TYPE:
        return "any"
    uri, local = SAME.get(kind.name, kind.name)
    return "node" if uri == SIGNATURE else At(HOME[uri].called, local)


def expression(group: Group) -> str:
    """A group as a DTD-like expression."""
    parts = (
        expression(part) if isinstance(part, Group) else part.name.local + part.occurs for part in group.parts
    )
    return "(" + (" | " if group.kind == "choice" else ", ").join(parts) + ")" + group.occurs


def is_plain(group: Group) -> bool:
    """Whether the content is the plain sequence of its elements."""
    return (
        group.kind == "sequence" and not group.occurs and all(isinstance(part, Use) for part in group.parts)
    )


def _rows_of_group(group: Group, home: Module, *, always: bool) -> Iterator[Row]:
    """The elements of a group in order; `always` is False where the group may be left out."""
    always = always and group.kind != "choice" and group.occurs in ("", "+")
    if group.kind == "wild":
        yield Row("items", "wild", None, always, many=True)
    elif group.occurs in ("*", "+"):
        yield _either(group)
    else:
        for part in group.parts:
            if isinstance(part, Group):
                yield from _rows_of_group(part, home, always=always)
            else:
                yield _row(part, "element", home, always=always)


def _either(group: Group) -> Row:
    """A repeated group keeps the order of its elements in one list."""
    choices = [reference(part.type) for part in group.parts if isinstance(part, Use)]
    structs = tuple(choice for choice in choices if isinstance(choice, At))
    if len(structs) != len(group.parts):
        raise NotImplementedError("a repeated group of anything but structs")
    return Row("items", "either", None, group.occurs == "+", many=True, choices=structs)


def _row(use: Use, place: Place, home: Module, *, always: bool = True) -> Row:
    prefix = HOME[use.name.uri].prefix if use.name.uri in HOME else "ds" if use.name.uri == SIGNATURE else ""
    return Row(
        use.name.local,
        place,
        reference(use.type),
        always and use.occurs in ("", "+"),
        use.occurs in ("*", "+"),
        "" if place == "element" and prefix == home.prefix else prefix,
        use.fixed,
        use.default,
    )


def rows(kind: ComplexType, home: Module) -> list[Row]:
    """The rows of a type in one version: elements, attributes, text."""
    found = list(_rows_of_group(kind.content, home, always=True)) if kind.content else []
    found += [_row(use, "attribute", home) for use in kind.attributes]
    if kind.text:
        found.append(Row("text", "text", kind.text, required=True, many=False))
    return found


def plain_in(versions: dict[str, Row], newest: Row) -> tuple[str, ...]:
    """The versions in which a row of `xs:anyType` is a string: no other change of type can be said."""
    changed = {
        version: row
        for version, row in versions.items()
        if (row.type, row.place, row.prefix) != (newest.type, newest.place, newest.prefix)
    }
    for row in changed.values():
        if (row.type, newest.type) != (Simple("string"), "any"):
            raise NotImplementedError(f"{row.name} changes its type")
    return tuple(changed)


def merge(versions: dict[str, Row], every: list[str]) -> Merged:
    """One row from its forms by version, `every` being all versions that have the type, oldest first.

    Raises NotImplementedError for a difference that the marks cannot say.
    """
    first, newest = next(iter(versions)), next(reversed(versions))
    many = any(row.many for row in versions.values())
    required_in = tuple(version for version, row in versions.items() if row.required)
    required = list(required_in) == every
    return Merged(
        versions[newest]._replace(many=many, required=required),
        since=first if first != every[0] else "",
        until=newest if newest != every[-1] else "",
        required_in=() if required else required_in,
        single_in=tuple(version for version, row in versions.items() if many and not row.many),
        plain_in=plain_in(versions, versions[newest]),
        defaults=tuple(
            (version, row.default) for version, row in versions.items() if row.default is not None
        ),
    )


def order(lists: Iterable[list[str]]) -> list[str]:
    """One order that holds every given order. Raises NotImplementedError where they contradict each other."""
    result: list[str] = []
    for names in lists:
        place = 0
        for name in names:
            if name in result:
                if result.index(name) < place:
                    raise NotImplementedError(f"{name} changes its place")
                place = result.index(name) + 1
            else:
                result.insert(place, name)
                place += 1
    return result


def struct(module: Module, name: str, types: dict[str, ComplexType]) -> Struct:
    """One struct from a type in all versions that have it (oldest first)."""
    by_version = {version: {row.name: row for row in rows(kind, module)} for version, kind in types.items()}
    names = order(list(known) for known in by_version.values())
    merged = (
        merge({version: known[row] for version, known in by_version.items() if row in known}, list(types))
        for row in names
    )
    contents = {version: kind.content for version, kind in types.items() if kind.content}
    special = any(group.kind != "wild" and not is_plain(group) for group in contents.values())
    return Struct(name, tuple(merged), {v: expression(g) for v, g in contents.items()} if special else {})
