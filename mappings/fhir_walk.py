"""The thorough reading of FHIR: a parsed text beside the same structs, every fault listed with its place.

Places are FHIRPath-like, with the JSON names of choices: `Bundle.entry[2].resource.valueQuantity.value`.
"""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING, get_args

from msgspec import UNSET, Raw, inspect

from mappings.fhir_base import Base
from mappings.fhir_leaf import LeafError, leaf
from mappings.fhir_table import Repeats, choice_names, rows
from mappings.fhir_text import ENCODER, Object, parse
from mappings.r4 import RESOURCES, ResourceTypes
from mappings.result import Issue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mappings.fhir_table import Kind

MAX_FAULTS = 1000
"""Faults listed of one text; of the rest only that it is there."""
# What can be a property's name is shown; anything else may be someone's data.
_NAME = re.compile(r"_?[A-Za-z]{1,64}\Z")
R4_TYPES = frozenset(get_args(ResourceTypes)) - {"Resource", "DomainResource"}
"""All resource types of R4, in scope or not."""


def read(data: bytes) -> tuple[Base | None, tuple[Issue, ...]]:
    """Read a text: its resource, or `None` and every fault; with remarks. Raises `Refusal` where it is no JSON."""
    walk = Walk()
    made = None
    try:
        made = walk.root(parse(data))
    except EnoughError:
        pass
    except RecursionError:  # called from deep within someone's stack
        walk.add("fhir-depth", "")
    return (None if walk.faults else made), (*walk.faults, *walk.remarks)


class EnoughError(Exception):
    """So many faults are listed that the rest is left."""


class Faults:
    """The faults of one text, as many as are listed."""

    def __init__(self) -> None:
        self.faults: list[Issue] = []

    def add(self, key: str, where: str, *params: str) -> None:
        """Note a fault. Raises `EnoughError` where there are too many."""
        if len(self.faults) == MAX_FAULTS:
            self.faults.append(Issue("fhir-more", params=(str(MAX_FAULTS),)))
            raise EnoughError
        self.faults.append(Issue(key, where, params))

    def wrong(self, node: object, where: str, expected: str) -> None:
        """Note that a value is not of the JSON type that belongs here."""
        if node is None:
            self.add("fhir-null", where)
        else:
            self.add("fhir-type", where, expected)


class Walk(Faults):
    """One walk through one text. A value made by it is whole only where there are no faults; remarks stop nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.remarks: list[Issue] = []

    def root(self, node: object) -> Base | None:
        """The whole text as a resource in scope."""
        name = type_of(node)
        if name in R4_TYPES and name not in RESOURCES:
            self.add("fhir-not-supported", name, name)
            return None
        made = self.resource(node, name if name in RESOURCES else "")
        return made if isinstance(made, Base) else None

    def resource(self, node: object, where: str) -> Base | Raw | None:
        """A resource by its `resourceType`: its struct, or word for word where its type is out of scope."""
        if not isinstance(node, Object):
            self.wrong(node, where, "objekt")
            return None
        name = type_of(node)
        if name in RESOURCES:
            return self.struct(RESOURCES[name], node, where)
        if name in R4_TYPES:
            return self.foreign(node, where, name)
        self.add("fhir-resource-type", where)
        return None

    def foreign(self, node: Object, where: str, name: str) -> Raw | None:
        """A resource out of scope: what is no JSON in it is a fault; nothing else is looked at."""
        self.remarks.append(Issue("fhir-not-checked", where, (name,)))
        self.repeated(node, where)
        try:
            return Raw(ENCODER.encode(node))
        except UnicodeEncodeError:
            self.add("fhir-characters", where)
            return None

    def repeated(self, node: object, where: str) -> None:
        """Note every repeated property, at any level."""
        if isinstance(node, Object):
            for name in node.repeated:
                self.add("fhir-repeated", if_a_name(where, name))
            for name, value in node.items():
                self.repeated(value, if_a_name(where, name))
        elif isinstance(node, list):
            for at, item in enumerate(node):
                self.repeated(item, f"{where}[{at}]")

    def struct(self, cls: type[Base], node: object, where: str) -> Base | None:
        """An object as a struct."""
        if not isinstance(node, Object):
            self.wrong(node, where, "objekt")
            return None
        if not node:
            self.add("fhir-empty", where)
            return None
        self.names(cls, node, where)
        self.choices(cls, node, where)
        self.gaps(cls, node, where)
        values = {
            field.name: self.value(kind, node[name], below(where, name))
            for name, (field, kind) in rows(cls).items()
            if name in node
        }
        values |= self.missing(cls, node, where)
        return None if self.faults else cls(**values)

    def names(self, cls: type[Base], node: Object, where: str) -> None:
        """The names of an object's properties: each once, and known."""
        for name in node.repeated:
            self.add("fhir-repeated", if_a_name(where, name))
        for name in node:
            if name not in rows(cls) and name != cls.__struct_config__.tag_field:
                self.add("fhir-unknown", if_a_name(where, name))

    def missing(self, cls: type[Base], node: Object, where: str) -> dict[str, object]:
        """What must be there; a primitive may be stood in for by the extension of its sibling, and is then `UNSET`."""
        stood_in: dict[str, object] = {}
        for name, (field, _) in rows(cls).items():
            if field.required and name not in node:
                if _extended(node.get(f"_{name}")):
                    stood_in[field.name] = UNSET
                else:
                    self.add("fhir-required", below(where, name))
        return stood_in

    def choices(self, cls: type[Base], node: Object, where: str) -> None:
        """One type of each choice element."""
        for choice, names in choice_names(cls):
            given = {name.removeprefix("_") for name in names if name in node}
            if len(given) > 1:
                self.add("fhir-choice", below(where, choice.name), choice.name)
            elif choice.required and not given:
                self.add("fhir-required", below(where, choice.name))

    def gaps(self, cls: type[Base], node: Object, where: str) -> None:
        """A null in a list keeps the place of an item that the sibling's list has."""
        for name, (_, kind) in rows(cls).items():
            if isinstance(kind, Repeats) and kind.gaps and not name.startswith("_"):
                for at, pair in enumerate(_side_by_side(node.get(name), node.get(f"_{name}"))):
                    if pair == (None, None):
                        self.add("fhir-null", f"{below(where, name)}[{at}]")

    def value(self, kind: Kind, node: object, where: str) -> object:
        """A value of any kind."""
        if isinstance(kind, Repeats):
            return self.items(kind, node, where)
        if isinstance(kind, type) and issubclass(kind, Base):
            return self.struct(kind, node, where)
        if isinstance(kind, inspect.RawType):
            return self.resource(node, where)
        try:
            return leaf(kind, node)
        except LeafError as error:
            self.add(error.key, where, *error.params)
            return None

    def items(self, kind: Repeats, node: object, where: str) -> list[object]:
        """A list, which has an item."""
        if not isinstance(node, list):
            self.wrong(node, where, "liste")
            return []
        if not node:
            self.add("fhir-empty", where)
        return [
            None if item is None and kind.gaps else self.value(kind.item, item, f"{where}[{at}]")
            for at, item in enumerate(node)
        ]


def type_of(node: object) -> str:
    """The `resourceType` of an object, empty where it has none."""
    name = node.get("resourceType") if isinstance(node, Object) else None
    return name if isinstance(name, str) else ""


def below(where: str, name: str) -> str:
    """The place of a property."""
    return f"{where}.{name.removeprefix('_')}"


def if_a_name(where: str, name: str) -> str:
    """The place of a property that may be called anything: of its holder where the name is not to be shown."""
    return below(where, name) if _NAME.match(name) else where


def _side_by_side(values: object, siblings: object) -> Iterator[tuple[object, object]]:
    """The items of the two lists of a repeating primitive."""
    return zip_longest(*(node if isinstance(node, list) else [] for node in (values, siblings)))


def _extended(sibling: object) -> bool:
    """Whether a sibling, or one of a list of them, has an extension to stand in for its primitive."""
    siblings = sibling if isinstance(sibling, list) else [sibling]
    return any(isinstance(one, Object) and "extension" in one for one in siblings)
