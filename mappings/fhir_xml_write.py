"""The tree of FHIR JSON as FHIR XML: elements in R4's order, values in attributes, no white space between elements."""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, NamedTuple

from mappings.fhir_text import Lexeme, Object
from mappings.fhir_walk import R4_TYPES, EnoughError, Faults, below, if_a_name, type_of
from mappings.fhir_xml_div import ATTRIBUTE, from_text
from mappings.fhir_xml_shape import EXTENDED, FHIR, NUMBERS, PRIMITIVES, Form, of_resource, shape

if TYPE_CHECKING:
    from collections.abc import Callable

    from mappings.fhir_xml_shape import Key, Shape, Slot
    from mappings.result import Issue

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 § 2.2 has no place for."""


class _Json(NamedTuple):
    """What JSON has for a form: the type in the tree, what a fault calls it, the text of a value."""

    type: type
    called: str
    text: Callable[[Any], str]


_JSON: dict[Form | Key, _Json] = {
    Form.TEXT: _Json(str, "tekst", str),
    Form.ATTRIBUTE: _Json(str, "tekst", str),
    Form.BOOLEAN: _Json(bool, "true eller false", {True: "true", False: "false"}.__getitem__),
    Form.INTEGER: _Json(Lexeme, "heltall", lambda number: number.lexeme),
    Form.DECIMAL: _Json(Lexeme, "tall", lambda number: number.lexeme),
}


def write(node: object) -> tuple[str, tuple[Issue, ...]]:
    """The document of a resource's tree, and the faults for which it is none."""
    writing = _Writing()
    try:
        name = type_of(node)
        writing.resource(node, name if name in R4_TYPES else "", f' xmlns="{FHIR}"')
    except EnoughError:
        pass
    except RecursionError:  # called from deep within someone's stack
        writing.add("fhir-depth", "")
    return "".join((DECLARATION, *writing.parts)), tuple(writing.faults)


class _Writing(Faults):
    """One writing of one document. What was checked before has few faults here; a resource out of scope can have any."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def resource(self, node: object, where: str, namespace: str = "") -> None:
        """A resource by its `resourceType`."""
        name = type_of(node)
        known = of_resource(name)
        if isinstance(node, Object) and known is not None:
            self.element(name, known, node, where, namespace)
        elif name in R4_TYPES:
            self.add("fhir-not-supported", where, name)
        else:
            self.add("fhir-resource-type", where)

    def element(self, tag: str, known: Shape, node: Object, where: str, attributes: str = "") -> None:
        """An element with its attributes and children; `attributes` are further ones, written already."""
        start = len(self.parts)
        self.parts.append("")
        own = ""
        for name in self.names(known, node, where):
            slot, value, place = known[name], node.get(name), below(where, name)
            if slot.holds is Form.ATTRIBUTE:
                own += self.attribute(name, Form.ATTRIBUTE, value, place)
            else:
                self.slot(name, slot, (value, node.get(f"_{name}")), place)
        short = len(self.parts) == start + 1
        self.parts[start] = f"<{tag}{own}{attributes}{'/' if short else ''}>"
        if not short:
            self.parts.append(f"</{tag}>")

    def names(self, known: Shape, node: Object, where: str) -> list[str]:
        """The elements of an object in R4's order, each once and known."""
        for name in node.repeated:
            self.add("fhir-repeated", if_a_name(where, name))
        found = {name for name in node if _has(known, name)}
        for name in sorted(node.keys() - found - {"resourceType"}):
            self.add("fhir-unknown", if_a_name(where, name))
        return sorted({name.removeprefix("_") for name in found}, key=lambda name: known[name].at)

    def slot(self, name: str, slot: Slot, pair: tuple[object, object], where: str) -> None:
        """An element, or those that its list has: each a value and its sibling."""
        if not slot.many:
            self.one(name, slot.holds, pair, where)
            return
        for at, each in enumerate(zip_longest(*(self.items(side, where) for side in pair))):
            self.one(name, slot.holds, each, f"{where}[{at}]")

    def items(self, side: object, where: str) -> list[object]:
        """A list that has an item, or is absent."""
        if isinstance(side, list) and side:
            return side
        if side is not None:
            self.wrong(side, where, "liste")
        return []

    def wrong(self, value: object, where: str, expected: str) -> None:
        """Note that a value is not what belongs here."""
        if value in ("", [], {}):
            self.add("fhir-empty", where)
        else:
            super().wrong(value, where, expected)

    def one(self, name: str, holds: Form | Key, pair: tuple[object, ...], where: str) -> None:
        """One element."""
        value, sibling = pair
        if holds in PRIMITIVES:
            self.primitive(name, holds, value, sibling, where)
        elif holds is Form.NARRATIVE:
            self.narrative(value, where)
        elif isinstance(holds, Form):
            self.parts.append(f"<{name}>")
            self.resource(value, where)
            self.parts.append(f"</{name}>")
        elif isinstance(value, Object) and value:
            self.element(name, shape(holds), value, where)
        else:
            self.wrong(value, where, "objekt")

    def primitive(self, name: str, form: Form | Key, value: object, sibling: object, where: str) -> None:
        """A value as an attribute, with its sibling's id and extensions."""
        if value is None and sibling is None:
            self.add("fhir-null", where)
        elif sibling is not None and not (isinstance(sibling, Object) and sibling):
            self.wrong(sibling, where, "objekt")
        else:
            text = "" if value is None else self.attribute("value", form, value, where)
            self.element(name, EXTENDED, sibling or Object(), where, text)

    def attribute(self, name: str, form: Form | Key, value: object, where: str) -> str:
        """An attribute with the blank before it."""
        json = _JSON[form]
        if not isinstance(value, json.type) or value == "":
            self.wrong(value, where, json.called)
            return ""
        text = json.text(value)
        if form in NUMBERS and not NUMBERS[form].match(text):
            self.add("fhir-format", where, "integer")
        if _NO_XML.search(text):
            self.add("fhir-xml-characters", where)
        return f' {name}="{text.translate(ATTRIBUTE)}"'

    def narrative(self, value: object, where: str) -> None:
        """A `div`, which is text in JSON."""
        div = from_text(value) if isinstance(value, str) else None
        if div is None:
            self.add("fhir-xml-div", where)
        else:
            self.parts.append(div)


def _has(known: Shape, name: str) -> bool:
    """Whether JSON has a property in a type: an element, or a primitive's sibling."""
    slot = known.get(name.removeprefix("_"))
    return slot is not None and (slot.holds in PRIMITIVES or not name.startswith("_"))
