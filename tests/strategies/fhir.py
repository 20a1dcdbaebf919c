"""Hypothesis strategies for FHIR, made from the same structs that the door reads with.

`resources()` is a resource of any type in scope, `structs(cls)` a struct of one class: all that must be there, and a
few other elements. All of them are shapes that R4 allows; its invariants, and what a code means, are not looked at.
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st
from msgspec import UNSET, Raw, inspect

from mappings import fhir
from mappings.fhir_base import MAX_INTEGER, Base, Number
from mappings.fhir_leaf import TYPE_OF_PATTERN
from mappings.fhir_table import Repeats, choice_names, rows
from mappings.fhir_text import ENCODER

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_EXTRA = 4
MAX_DEPTH = 3

NOT_PLAIN = {
    "meta",
    "language",
    "text",
    "contained",
    "extension",
    "modifierExtension",
    "resource",
    "outcome",
    "id",
}
NOT_PLAIN_OF = {fhir.Reference: {"type"}, fhir.Quantity: {"comparator"}}
"""What plain structs are without: its sense is in other definitions, or in rules of the place where it stands."""

WORD = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=8)
TEXT = st.text(
    st.one_of(st.characters(codec="utf-8", exclude_categories=["C"]), st.sampled_from('\t\r\n"\\')),
    min_size=1,
    max_size=20,
)
DAY = st.dates().map(str)
DATE = DAY.flatmap(lambda day: st.sampled_from([day, day[:7], day[:4]]))
TIME = st.builds("{:%H:%M:%S}{}".format, st.times(), st.sampled_from(["", ".1", ".100", ".000000001"]))
INSTANT = st.builds(
    "{}T{}{}".format, DAY, TIME, st.sampled_from(["Z", "+01:00", "-13:59", "+14:00", "+00:00"])
)
BASE64 = st.binary(min_size=1, max_size=12).map(lambda data: base64.b64encode(data).decode())
BY_TYPE = {
    "uri": st.builds("http://example.org/{}".format, WORD),
    "code": st.lists(WORD, min_size=1, max_size=3).map(" ".join),
    "id": st.from_regex(r"\A[A-Za-z0-9.-]{1,64}\Z"),
    "oid": st.lists(st.integers(1, 99), min_size=3).map(lambda arcs: "urn:oid:2." + ".".join(map(str, arcs))),
    "uuid": st.uuids().map(lambda uuid: uuid.urn),
    "date": DATE,
    "dateTime": st.one_of(DATE, INSTANT),
    "instant": INSTANT,
    "time": TIME,
    "base64Binary": st.one_of(BASE64, BASE64.map(lambda text: f" {text[:3]}\r\n{text[3:]} ")),
}
PLAIN_WORD = st.text("abcdefghij", min_size=1, max_size=8)
BY_TYPE_PLAIN = BY_TYPE | {
    "uri": st.builds("http://example.org/{}".format, PLAIN_WORD),
    "code": PLAIN_WORD,
    "time": st.builds("{:%H:%M:%S}".format, st.times()),
    "base64Binary": BASE64,
}
PLAIN_NUMBER = st.decimals(0, 1000, places=2).map(lambda number: Number(str(number)))
NUMBER = st.from_regex(r"\A-?(0|[1-9][0-9]{0,20})(\.[0-9]{1,12})?([eE][+-]?[0-9]{1,2})?\Z").map(Number)
FOREIGN = st.builds(
    lambda kind, text, number: Raw(ENCODER.encode({"resourceType": kind, "x": [text, number, None, {}]})),
    st.sampled_from(["Device", "Immunization", "Substance"]),
    TEXT,
    NUMBER,
)
"""Resources of types out of scope, with things in them that are nobody's business."""


def resources(types: Iterable[str] = tuple(fhir.RESOURCES), *, plain: bool = False) -> st.SearchStrategy[Any]:
    """A resource of one of the types.

    `plain`: without what needs other definitions (extensions, profiles, narrative), and with values that HL7's
    validator takes as well: it knows no fractions of a `time`, no exponents of 0, no white space in base64.
    """
    return st.sampled_from(sorted(types)).flatmap(lambda name: structs(fhir.RESOURCES[name], plain=plain))


@st.composite
def structs(draw: st.DrawFn, cls: type[Base], depth: int = MAX_DEPTH, *, plain: bool = False) -> Base:
    """A struct; below `depth` only what must be there."""
    names = draw(names_of(cls, depth, plain=plain))
    made = {name: draw(values(rows(cls)[name][1], depth - 1, plain=plain)) for name in sorted(names)}
    for name in [name for name in made if f"_{name}" in made]:
        made |= draw(pairs(cls, name, made[name], made[f"_{name}"]))
    return cls(**{rows(cls)[name][0].name: value for name, value in made.items()})


@st.composite
def names_of(draw: st.DrawFn, cls: type[Base], depth: int, *, plain: bool) -> set[str]:
    """The JSON names that a struct is to have: at least one."""
    table = rows(cls)
    chosen = {name for name, (field, _) in table.items() if field.required}
    free = table.keys() - chosen - (not_plain(cls) if plain else set())
    for choice, expanded in choice_names(cls):
        types = [name for name in expanded if name in free]
        shallow = _shallow(cls, types, depth)
        free -= set(expanded)
        if choice.required or (shallow and draw(st.booleans())):
            chosen.add(draw(st.sampled_from(shallow or types)))
    bare = not chosen and cls.__struct_config__.tag is None
    possible = _shallow(cls, sorted(free), depth) or (sorted(free) if bare else [])
    if possible:
        chosen |= draw(
            st.sets(st.sampled_from(possible), min_size=int(bare), max_size=MAX_EXTRA if depth > 0 else 1)
        )
    return chosen


def not_plain(cls: type[Base]) -> set[str]:
    """What a plain struct is without."""
    return {name for name in rows(cls) if name.startswith("_")} | NOT_PLAIN | NOT_PLAIN_OF.get(cls, set())


def _shallow(cls: type[Base], names: list[str], depth: int) -> list[str]:
    """Of the names, at the bottom, those of primitives."""
    table = rows(cls)
    return names if depth > 0 else [name for name in names if isinstance(table[name][1], inspect.Type)]


@st.composite
def pairs(draw: st.DrawFn, cls: type[Base], name: str, value: object, sibling: object) -> dict[str, Any]:
    """A primitive and its sibling: in lists an item may be missing from one of them, a required value may be absent."""
    field, kind = rows(cls)[name]
    if isinstance(kind, Repeats):
        sides = draw(st.lists(st.sampled_from(["value", "sibling", "both"]), min_size=1, max_size=3))
        return {
            name: [None if side == "sibling" else value[0] for side in sides],
            f"_{name}": [None if side == "value" else sibling[0] for side in sides],
        }
    if field.required and sibling.extension and draw(st.booleans()):
        return {name: UNSET}
    return {}


def values(kind: object, depth: int, *, plain: bool = False) -> st.SearchStrategy[Any]:
    """A value of a kind."""
    if isinstance(kind, Repeats):
        return st.lists(values(kind.item, depth, plain=plain), min_size=1, max_size=2)
    if isinstance(kind, type) and issubclass(kind, Base):
        return structs(kind, depth, plain=plain)
    if isinstance(kind, inspect.RawType):
        return st.one_of(FOREIGN, structs(fhir.Patient, depth - 1), structs(fhir.Parameters, depth - 1))
    return LEAVES[type(kind)](kind, plain)


def _text(kind: inspect.StrType, plain: bool) -> st.SearchStrategy[str]:  # noqa: FBT001 - a row of LEAVES
    if kind.pattern is None:
        return PLAIN_WORD if plain else TEXT
    return (BY_TYPE_PLAIN if plain else BY_TYPE)[TYPE_OF_PATTERN[kind.pattern]]


LEAVES: dict[type, Any] = {
    inspect.StrType: _text,
    inspect.LiteralType: lambda kind, _: st.sampled_from(kind.values),
    inspect.BoolType: lambda _, __: st.booleans(),
    inspect.IntType: lambda kind, _: st.integers(kind.ge, MAX_INTEGER),
    inspect.CustomType: lambda _, plain: PLAIN_NUMBER if plain else NUMBER,
}
