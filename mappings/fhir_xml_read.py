"""FHIR XML as the tree that FHIR JSON of the same resource is parsed to: nothing but the names, order and form of XML.

What the values are is looked at in JSON. Places are those of JSON: `Patient.name[0].family`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from mappings.fhir_text import Lexeme
from mappings.fhir_walk import R4_TYPES, EnoughError, Faults, below, if_a_name
from mappings.fhir_xml_div import to_text
from mappings.fhir_xml_shape import EXTENDED, FHIR, NUMBERS, PRIMITIVES, XHTML, Form, of_resource, shape

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from lxml.etree import _Element

    from mappings.fhir_xml_shape import Key, Shape, Slot
    from mappings.result import Issue

_BLANK = " \t\r\n"
_BOOLEANS = {"true": True, "false": False}


class Read(NamedTuple):
    """What was read: the tree, the faults of XML in it, and the places of values that could not be read."""

    node: object
    faults: tuple[Issue, ...]
    unread: AbstractSet[str]


def read(root: _Element) -> Read:
    """Read a document by its root element. The tree is an object, or `None` where not even the root is a resource."""
    reading = _Reading()
    node: object = None
    try:
        name = _local(root)
        node = reading.resource(root, name if name in R4_TYPES else "")
    except EnoughError:
        pass
    except RecursionError:  # called from deep within someone's stack
        reading.add("fhir-depth", "")
    return Read(node or None, tuple(reading.faults), reading.unread)


class _Reading(Faults):
    """One reading of one document. A tree made by it is whole only where there are no faults."""

    def __init__(self) -> None:
        super().__init__()
        self.unread: set[str] = set()

    def unreadable(self, key: str, where: str, *params: str) -> str:
        """Note the fault of a value that cannot be read; gives what stands in its place."""
        self.add(key, where, *params)
        self.unread.add(where)
        return ""

    def resource(self, element: _Element, where: str) -> object:
        """A resource by its element's name."""
        name = _local(element)
        known = of_resource(name)
        if element.tag != f"{{{FHIR}}}{name}":
            return self.unreadable("fhir-xml-namespace", where, FHIR)
        if known is not None:
            return {"resourceType": name, **self.fields(known, element, where)}
        if name in R4_TYPES:
            return self.unreadable("fhir-not-supported", where, name)
        return self.unreadable("fhir-xml-resource", where)

    def fields(self, known: Shape, element: _Element, where: str, *more: str) -> dict[str, object]:
        """An element's attributes, but for those that are looked at elsewhere (`more`), and its children."""
        node: dict[str, object] = dict(self.attributes(known, element, where, *more))
        self.no_text(element, where)
        for name, children in self.by_name(known, element, where).items():
            slot = known[name]
            places = self.places(slot, children, below(where, name))
            if slot.holds in PRIMITIVES:
                node |= self.primitives(name, slot, places)
            else:
                items = [self.one(slot.holds, *each) for each in places]
                node[name] = items if slot.many else items[0]
        return node

    def attributes(
        self, known: Shape, element: _Element, where: str, *more: str
    ) -> Iterator[tuple[str, object]]:
        """The attributes that the element's type has."""
        for name, text in element.items():
            if name in known and known[name].holds is Form.ATTRIBUTE:
                yield name, text or self.unreadable("fhir-empty", below(where, name))
            elif name not in more:
                self.add("fhir-xml-attribute", if_a_name(where, name))

    def no_text(self, element: _Element, where: str) -> None:
        """Values are attributes: between elements there is white space only."""
        texts = (element.text, *(child.tail for child in element))
        if any(text and text.strip(_BLANK) for text in texts):
            self.add("fhir-xml-text", where)

    def by_name(self, known: Shape, element: _Element, where: str) -> dict[str, list[_Element]]:
        """The children that the element's type has, by name, held to R4's order."""
        found: dict[str, list[_Element]] = {}
        before = -1
        for child in element:
            name = _local(child)
            slot = known.get(name)
            namespace = XHTML if slot and slot.holds is Form.NARRATIVE else FHIR
            if child.tag != f"{{{namespace}}}{name}":
                self.add("fhir-xml-namespace", if_a_name(where, name), namespace)
            elif slot is None or slot.holds is Form.ATTRIBUTE:
                self.add("fhir-xml-unknown", if_a_name(where, name))
            else:
                alike = found.setdefault(name, [])
                if slot.at < before:
                    self.add("fhir-xml-order", _place(slot, below(where, name), len(alike)))
                before = slot.at
                alike.append(child)
        return found

    def places(self, slot: Slot, children: list[_Element], where: str) -> list[tuple[_Element, str]]:
        """Each child with its place; of what cannot repeat the first."""
        if len(children) > 1 and not slot.many:
            self.add("fhir-xml-repeated", where)
            children = children[:1]
        return [(child, _place(slot, where, at)) for at, child in enumerate(children)]

    def primitives(self, name: str, slot: Slot, places: list[tuple[_Element, str]]) -> dict[str, object]:
        """A primitive's values, and what JSON has in its sibling; an item that one of the two has not is null."""
        pairs = [self.primitive(slot.holds, *each) for each in places]
        sides = {name: [value for value, _ in pairs], f"_{name}": [sibling for _, sibling in pairs]}
        return {
            side: items if slot.many else items[0]
            for side, items in sides.items()
            if any(item is not None for item in items)
        }

    def primitive(self, form: Form | Key, element: _Element, where: str) -> tuple[object, object]:
        """One value, and its id and extensions."""
        sibling = self.fields(EXTENDED, element, where, "value") or None
        text = element.get("value")
        if text is None and sibling:
            return None, sibling
        return self.leaf(form, text, where) if text else self.unreadable("fhir-empty", where), sibling

    def leaf(self, form: Form | Key, text: str, where: str) -> object:
        """A value as JSON has it; a number keeps its digits."""
        if form is Form.TEXT:
            return text
        if form is Form.BOOLEAN and text in _BOOLEANS:
            return _BOOLEANS[text]
        number = NUMBERS[form].match(text) if form in NUMBERS else None
        if number is not None:
            return Lexeme(number[1])
        return self.unreadable("fhir-format", where, form.value if isinstance(form, Form) else "")

    def one(self, holds: Form | Key, element: _Element, where: str) -> object:
        """A value that is no primitive."""
        if holds is Form.NARRATIVE:
            return to_text(element) or self.unreadable("fhir-xml-div", where)
        if isinstance(holds, Form):
            return self.held(element, where)
        return self.fields(shape(holds), element, where) or self.unreadable("fhir-empty", where)

    def held(self, element: _Element, where: str) -> object:
        """The one resource that an element has inside it."""
        list(self.attributes({}, element, where))
        self.no_text(element, where)
        if len(element) != 1:
            return self.unreadable("fhir-xml-resource", where)
        return self.resource(element[0], where)


def _local(element: _Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _place(slot: Slot, where: str, at: int) -> str:
    return f"{where}[{at}]" if slot.many else where
