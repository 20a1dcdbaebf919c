"""From the annotations of a struct, for one version of its standard, to a plan that readers and writers follow."""

from __future__ import annotations

import types
from functools import cache
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

from mappings import element as el
from mappings.engine.content import Automaton, automaton
from mappings.engine.simple import Check, check, quick

Kind = Literal["leaf", "any", "node", "struct", "wild"]


class Row(NamedTuple):
    """One field of a struct as an element. `field` is its position in the struct."""

    field: int
    name: str
    tag: str
    kind: Kind
    many: bool
    required: bool
    single: bool
    """A list that holds at most one in this version."""
    simple: el.Simple | None
    struct: type[el.Element] | None
    check: Check | None
    """The check of a leaf's text; None where every text is good."""
    quick: Check | None
    """The fast check whose yes is enough, if there is one."""


class AttributeRow(NamedTuple):
    """One field of a struct as an attribute; `tag` is a Clark name where the attribute is qualified."""

    field: int
    name: str
    tag: str
    required: bool
    simple: el.Simple
    check: Check | None
    """The check of the value; None where every value is good."""
    quick: Check | None
    """The fast check whose yes is enough, if there is one."""


class Plan(NamedTuple):
    """How a struct is read and written in one version. `text` is the field that holds simple content, if any."""

    struct: type[el.Element]
    fields: tuple[str, ...]
    rows: dict[str, Row]
    attributes: tuple[AttributeRow, ...]
    text: AttributeRow | None
    wild: Row | None
    """The field that takes any registered element; such a struct has no other rows."""
    rest: int | None
    """Position of the field that keeps the elements without a row; such a struct is never written."""
    lists: frozenset[int]
    """Positions of the fields that are lists, those of other versions too: empty, never None."""
    absent: tuple[str, ...]
    """Names of the fields that this version lacks."""
    content: Automaton
    in_order: bool
    """Whether the content is the plain sequence of the rows."""
    by_tag: dict[str, Row]
    """Clark name of a child -> its row."""


class _Hint(NamedTuple):
    base: Any
    marks: dict[type, Any]
    optional: bool
    many: bool


def _unwrap(hint: Any) -> _Hint:  # noqa: ANN401 - type expressions have no better type
    """Peel Annotated, `| None` and list off a field's annotation."""
    marks: dict[type, Any] = {}
    optional = many = False
    while True:
        origin = get_origin(hint)
        if origin is Annotated:
            hint, *found = get_args(hint)
            marks = {type(mark): mark for mark in found} | marks
        elif origin in (Union, types.UnionType) and types.NoneType in get_args(hint):
            hint = Union[tuple(arg for arg in get_args(hint) if arg is not types.NoneType)]  # noqa: UP007 - built at run time
            optional = True
        elif origin is list:
            (hint,) = get_args(hint)
            many = True
        else:
            return _Hint(hint, marks, optional, many)


def _number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def _exists(marks: dict[type, Any], version: el.Version) -> bool:
    since, until = marks.get(el.Since), marks.get(el.Until)
    here = _number(version.name)
    return (since is None or _number(since.version) <= here) and (
        until is None or here <= _number(until.version)
    )


def clark(uri: str, name: str) -> str:
    """The name of an element or attribute as lxml writes it."""
    return f"{{{uri}}}{name}" if uri else name


def _attribute(position: int, name: str, hint: _Hint, version: el.Version) -> AttributeRow:
    """The row of a field that is an attribute, or the element's own text."""
    prefix = hint.marks[el.Attribute].prefix if el.Attribute in hint.marks else ""
    tag = clark(version.uris[prefix], name) if prefix else name
    simple = hint.marks[el.Simple]
    return AttributeRow(position, name, tag, not hint.optional, simple, check(simple), quick(simple))


def _holds(
    marks: dict[type, Any], mark: type[el.RequiredIn | el.SingleIn | el.PlainIn], version: el.Version
) -> bool:
    """Whether a mark that names versions is there and names this one."""
    return mark in marks and version.name in marks[mark].versions


def _elements(
    position: int, name: str, hint: _Hint, struct: type[el.Element], version: el.Version
) -> list[Row]:
    """The row of an element field; an `Either` field gives one for each of its structs."""
    marks = hint.marks
    inside = marks.get(el.In)
    uri = version.uris[inside.prefix if inside else struct.NS]
    always = not hint.optional and (not hint.many or el.AtLeastOne in marks)
    kind, simple, inner = _value(hint, version)
    row = Row(
        position,
        name,
        clark(uri, name),
        kind,
        hint.many,
        always or _holds(marks, el.RequiredIn, version),
        _holds(marks, el.SingleIn, version),
        simple,
        inner,
        *_checks(simple),
    )
    if el.Either not in marks:
        return [row]
    return [
        row._replace(name=one.__name__, tag=clark(uri, one.__name__), kind="struct", struct=one)
        for one in get_args(hint.base)
    ]


def _checks(simple: el.Simple | None) -> tuple[Check | None, Check | None]:
    """The checks of an element's text; an empty element has its fixed value (XSD part 1, 3.3.4)."""
    exact = check(simple) if simple else None
    if simple is None or exact is None or simple.fixed is None:
        return exact, quick(simple) if simple else None
    return (lambda text: text == "" or exact(text)), None


def _value(hint: _Hint, version: el.Version) -> tuple[Kind, el.Simple | None, type[el.Element] | None]:
    """What an element holds: text of a simple type, a struct, or something generic."""
    if el.Wild in hint.marks:
        return "wild", None, None
    if hint.base is el.Node:
        return "node", None, None
    if isinstance(hint.base, type) and issubclass(hint.base, el.Element):
        return "struct", None, hint.base
    if el.AnyContent not in get_args(hint.base):
        return ("leaf", hint.marks[el.Simple], None) if el.Simple in hint.marks else ("any", None, None)
    return (
        ("leaf", el.Simple("string"), None)
        if _holds(hint.marks, el.PlainIn, version)
        else ("any", None, None)
    )


def _mark_of(row: Row) -> str:
    if row.single:
        return "" if row.required else "?"
    return {(False, True): "", (False, False): "?", (True, True): "+", (True, False): "*"}[
        row.many, row.required
    ]


@cache
def hints(struct: type) -> dict[str, Any]:
    """The annotations of a struct, resolved in its module."""
    return get_type_hints(struct, include_extras=True)


def plan(struct: type[el.Element], version: el.Version) -> Plan:
    """Compile one struct for one version. Raises KeyError or ValueError when the tables are wrong (their tests find it)."""
    known = {name: _unwrap(hints(struct)[name]) for name in struct.__struct_fields__}
    rows: dict[str, Row] = {}
    attributes: list[AttributeRow] = []
    text = rest = None
    for position, (name, hint) in enumerate(known.items()):
        if not _exists(hint.marks, version):
            continue
        if el.Rest in hint.marks:
            rest = position
        elif el.Text in hint.marks:
            text = _attribute(position, name, hint, version)
        elif el.Attribute in hint.marks:
            attributes.append(_attribute(position, name, hint, version))
        else:
            rows |= {row.name: row for row in _elements(position, name, hint, struct, version)}
    wild = next((row for row in rows.values() if row.kind == "wild"), None)
    special = struct.CONTENT_OF.get(version.name, struct.CONTENT)
    content = "" if wild else special or ", ".join(name + _mark_of(row) for name, row in rows.items())
    return Plan(
        struct,
        struct.__struct_fields__,
        {} if wild else rows,
        tuple(attributes),
        text,
        wild,
        rest,
        frozenset(position for position, hint in enumerate(known.values()) if hint.many),
        tuple(name for name, hint in known.items() if not _exists(hint.marks, version)),
        automaton(content),
        not special and not any(row.single for row in rows.values()),
        {} if wild else {row.tag: row for row in rows.values()},
    )


def kodeverk(struct: type) -> dict[str, tuple[int, ...]]:
    """Field -> numbers of the code lists that its element is bound to, for the fields that are."""
    marks = {name: _unwrap(hint).marks for name, hint in hints(struct).items()}
    return {name: found[el.Kodeverk].numbers for name, found in marks.items() if el.Kodeverk in found}
