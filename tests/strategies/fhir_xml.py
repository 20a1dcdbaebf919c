"""Hypothesis strategies for what `tests.strategies.fhir` has no sense for: narratives that are XHTML, resources out of scope.

The latter are trees of JSON, made from the shapes that FHIR XML is read and written with.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from mappings.fhir_text import Lexeme
from mappings.fhir_xml_shape import EXTENDED, PRIMITIVES, Form, of_resource, shape
from mappings.r4.shapes import SHAPES
from tests.strategies.fhir import NUMBER, TEXT

if TYPE_CHECKING:
    from mappings.fhir_xml_shape import Shape, Slot

DEPTH = 3
FOREIGN = sorted(path for path in SHAPES if SHAPES[path].startswith(("DomainResource ", "Resource ")))
"""Resource types without a struct."""

LEAVES: dict[object, st.SearchStrategy[Any]] = {
    Form.ATTRIBUTE: TEXT,
    Form.TEXT: TEXT,
    Form.BOOLEAN: st.booleans(),
    Form.INTEGER: st.integers(1, 9999).map(lambda number: Lexeme(str(number))),
    Form.DECIMAL: NUMBER.map(lambda number: Lexeme(number.lexeme)),
}

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=10).map(
    lambda text: text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
)
MARKS = st.sampled_from(
    ["<br/>", "<!-- x -->", " \n ", "<![CDATA[<]]>", "<img alt='\"'/>", "&#13;", "<p></p>"]
)
INSIDE = st.recursive(
    WORDS | MARKS,
    lambda inner: st.builds(
        '<{0} xml:lang="nb">{1}</{0}>'.format,
        st.sampled_from(["b", "p", "td"]),
        st.lists(inner, max_size=3).map("".join),
    ),
    max_leaves=6,
)
DIVS = st.one_of(
    st.builds('<div xmlns="http://www.w3.org/1999/xhtml">{}</div>'.format, INSIDE),
    st.builds(
        '\n<x:div xmlns:x="http://www.w3.org/1999/xhtml" xmlns:y="urn:y">{}<x:hr/></x:div> '.format, WORDS
    ),
)
"""Narratives, told plainly and oddly."""


@st.composite
def foreign(draw: st.DrawFn, depth: int = DEPTH) -> dict[str, Any]:
    """A resource of a type without a struct."""
    name = draw(st.sampled_from(FOREIGN))
    known = of_resource(name)
    assert known is not None
    return {"resourceType": name, **draw(trees(known, depth))}


@st.composite
def trees(draw: st.DrawFn, known: Shape, depth: int) -> dict[str, Any]:
    """An object of a shape, with a few elements; below `depth` primitives only."""
    shallow = [name for name, slot in known.items() if slot.holds in LEAVES]
    names = draw(st.sets(st.sampled_from(sorted(known) if depth > 0 else shallow), min_size=1, max_size=4))
    node: dict[str, Any] = {}
    for name in sorted(names):
        node |= draw(slots(name, known[name], depth - 1))
    return node


@st.composite
def slots(draw: st.DrawFn, name: str, slot: Slot, depth: int) -> dict[str, Any]:
    """An element's properties: one, or for some primitives two."""
    if slot.holds not in PRIMITIVES:
        value = draw(values(slot, depth))
        return {name: [value] if slot.many else value}
    value, sibling = draw(pairs(slot, depth))
    found = {name: value, f"_{name}": sibling}
    return {key: [one] if slot.many else one for key, one in found.items() if one is not None}


@st.composite
def pairs(draw: st.DrawFn, slot: Slot, depth: int) -> tuple[Any, Any]:
    """A primitive's value, its sibling, or both."""
    value = draw(LEAVES[slot.holds] | st.none() if depth > 0 else LEAVES[slot.holds])
    return value, None if value is not None and depth <= 0 else draw(
        trees(EXTENDED, depth) if value is None else st.none() | trees(EXTENDED, depth)
    )


def values(slot: Slot, depth: int) -> st.SearchStrategy[Any]:
    """A value that is no primitive."""
    if slot.holds is Form.NARRATIVE:
        return DIVS
    if slot.holds is Form.RESOURCE:
        return foreign(depth)
    return LEAVES[slot.holds] if isinstance(slot.holds, Form) else trees(shape(slot.holds), depth)
