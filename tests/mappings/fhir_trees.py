"""Small documents of FHIR XML, when two FHIR JSON texts say the same, and where an element of XML stands."""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from lxml import etree

from mappings.fhir_text import Lexeme, parse

if TYPE_CHECKING:
    from lxml.etree import _Element

FHIR = "http://hl7.org/fhir"
XHTML = "http://www.w3.org/1999/xhtml"
HOLDERS = {"contained", "resource", "outcome"}
"""Elements whose only child is the resource of that place."""


def patient(inside: str, attributes: str = "") -> bytes:
    """A Patient with these elements."""
    return f'<Patient xmlns="{FHIR}"{attributes}>{inside}</Patient>'.encode()


def same(one: bytes, other: bytes) -> bool:
    """Equal values: numbers by their digits, narratives as canonical XML, lists and their siblings of equal length."""
    return said(parse(one)) == said(parse(other))


def said(node: Any) -> Any:  # noqa: ANN401 - any JSON
    """What a parsed text says, in one form."""
    if isinstance(node, Lexeme):
        return ("number", node.lexeme)
    if isinstance(node, list):
        return [said(item) for item in node]
    if not isinstance(node, dict):
        return node
    plain = {name: canonical(value) if name == "div" else said(value) for name, value in node.items()}
    for name in [name for name, value in plain.items() if isinstance(value, list)]:
        own, sibling = name.removeprefix("_"), f"_{name.removeprefix('_')}"
        rows = [*zip_longest(plain.get(own) or [], plain.get(sibling) or [])]
        plain |= {own: [row[0] for row in rows], sibling: [row[1] for row in rows]}
    return {
        name: value for name, value in plain.items() if not (isinstance(value, list) and not any_of(value))
    }


def any_of(items: list[Any]) -> bool:
    """Whether a list has an item that is not null."""
    return any(item is not None for item in items)


def canonical(div: str) -> str:
    """A narrative as canonical XML, without comments and whatever its prefixes are."""
    return etree.canonicalize(div, rewrite_prefixes=True)


def at(root: _Element, path: str) -> _Element:
    """The element of a place such as `Bundle.entry[0].resource.name[1]`; of a resource inside, the resource's own."""
    element = root
    for step in path.split(".")[1:]:
        name, index = re.fullmatch(r"(\w+)(?:\[(\d+)\])?", step).groups()
        element = element.findall(f"{{{FHIR}}}{name}")[int(index or 0)]
        if name in HOLDERS and etree.QName(element[0]).localname[0].isupper():
            element = element[0]
    return element
