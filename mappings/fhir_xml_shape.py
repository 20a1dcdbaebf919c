"""What FHIR XML has to know of each type: the order of its elements, which repeat, and how their values are written.

Of types in scope it is read off the structs; of R4's others, which can stand inside a resource, off the table
`mappings.r4.shapes`.
"""

from __future__ import annotations

import re
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, cast

from msgspec import inspect

from mappings import r4
from mappings.fhir_base import Base
from mappings.fhir_table import Kind, Repeats, rows
from mappings.r4.shapes import SHAPES

if TYPE_CHECKING:
    from collections.abc import Mapping

FHIR = "http://hl7.org/fhir"
XHTML = "http://www.w3.org/1999/xhtml"


class Form(Enum):
    """How XML has what is no complex type; the value of a primitive's is the datatype that a fault names."""

    ATTRIBUTE = "attribute"
    TEXT = "string"
    BOOLEAN = "boolean"
    INTEGER = "integer"
    DECIMAL = "decimal"
    NARRATIVE = "xhtml"
    RESOURCE = "resource"


PRIMITIVES = frozenset({Form.TEXT, Form.BOOLEAN, Form.INTEGER, Form.DECIMAL})

NUMBERS: dict[Form | Key, re.Pattern[str]] = {
    Form.INTEGER: re.compile(r"(?:\+(?=[1-9]))?(-?(?:0|[1-9][0-9]*))\Z"),
    Form.DECIMAL: re.compile(r"(-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)\Z"),
}
"""R4 2.24.0.1: how numbers are written; the group is what JSON has of it, which knows no plus."""

Key: TypeAlias = type[Base] | str
"""What has a shape: a struct, or a path of the table of shapes."""


class Slot(NamedTuple):
    """An element of a shape: its place in the order, what it holds, whether it repeats."""

    at: int
    holds: Form | Key
    many: bool


Shape: TypeAlias = "Mapping[str, Slot]"
"""The elements (and attributes) of a type by name, in R4's order."""

_FORM_OF_LEAF: dict[type[inspect.Type], Form] = {
    inspect.StrType: Form.TEXT,
    inspect.LiteralType: Form.TEXT,
    inspect.BoolType: Form.BOOLEAN,
    inspect.IntType: Form.INTEGER,
    inspect.CustomType: Form.DECIMAL,
    inspect.RawType: Form.RESOURCE,
}
_FORM_OF_TYPE = {
    "boolean": Form.BOOLEAN,
    "integer": Form.INTEGER,
    "positiveInt": Form.INTEGER,
    "unsignedInt": Form.INTEGER,
    "decimal": Form.DECIMAL,
    "Resource": Form.RESOURCE,
}
"""Of R4's type codes; all other primitives are texts."""


def of_resource(name: str) -> Shape | None:
    """The shape of a resource type, `None` where its definition is not at hand."""
    if name in r4.RESOURCES:
        return shape(r4.RESOURCES[name])
    return shape(name) if name in SHAPES else None


@cache
def shape(key: Key) -> Shape:
    """The shape of a struct, or of a path of the table."""
    return _of_table(key) if isinstance(key, str) else _of_struct(key)


def _of_struct(cls: type[Base]) -> Shape:
    kinds = [(name, kind) for name, (_, kind) in rows(cls).items() if not name.startswith("_")]
    return {name: _slot(cls, at, name, kind) for at, (name, kind) in enumerate(kinds)}


def _slot(cls: type[Base], at: int, name: str, kind: Kind) -> Slot:
    if isinstance(kind, Repeats):
        return _slot(cls, at, name, kind.item)._replace(many=True)
    if isinstance(kind, type):
        return Slot(at, kind, many=False)
    return Slot(at, _form(cls, name, kind), many=False)


def _form(cls: type[Base], name: str, kind: inspect.Type) -> Form:
    """A primitive that takes no extensions is an attribute, but for a resource's id and the narrative."""
    if cls is r4.Narrative and name == "div":
        return Form.NARRATIVE
    form = _FORM_OF_LEAF[type(kind)]
    extensible = f"_{name}" in rows(cls) or issubclass(cls, r4.Resource)
    return form if extensible or form is Form.RESOURCE else Form.ATTRIBUTE


def _of_table(path: str) -> Shape:
    base, *own = SHAPES[path].split()
    inherited = shape(getattr(r4, base))
    slots = [one.partition(":") for one in own]
    return {
        **inherited,
        **{
            name: Slot(at, _held(code.rstrip("*")), code.endswith("*"))
            for at, (name, _, code) in enumerate(slots, len(inherited))
        },
    }


def _held(code: str) -> Form | Key:
    """What a type code of the table stands for."""
    if code in SHAPES:
        return code
    if code in _FORM_OF_TYPE or code[0].islower():
        return _FORM_OF_TYPE.get(code, Form.TEXT)
    return cast("type[Base]", getattr(r4, code))


EXTENDED = shape(r4.Element)
"""What a primitive has beside its value."""
