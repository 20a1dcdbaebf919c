"""A narrative's `div`, which is text in FHIR JSON and an element in FHIR XML (R4 2.4, 2.6.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mappings import xml
from mappings.fhir_xml_shape import XHTML
from mappings.result import Refusal

if TYPE_CHECKING:
    from lxml.etree import _Element

_XML = "{http://www.w3.org/XML/1998/namespace}"
_OURS = f"{{{XHTML}}}"

_MAY_BE_SHORT = frozenset({"area", "br", "col", "hr", "img"})
"""HTML's empty elements (XHTML 1.0, C.2): a program that reads the text as HTML takes `<p/>` for `<p>`."""

_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
ATTRIBUTE = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
)
"""White space as references, or a parser makes blanks of it (XML 1.0 § 3.3.3)."""


def from_text(text: str) -> str | None:
    """The text of a `div` as FHIR XML can have it, `None` where it is none.

    It is read and written anew: no declaration, comment, DOCTYPE or entity of it gets into the document.
    """
    if text.removeprefix("\ufeff").startswith("<?xml"):
        return None  # it would say how bytes are to be read, and there were none
    try:
        element = xml.parse(text.encode(), keep_blank=True)
    except Refusal:
        return None
    return to_text(element)


def to_text(element: _Element) -> str | None:
    """A `div` element as text in the default namespace; `None` where it is none, or has anything but XHTML in it."""
    if element.tag != f"{_OURS}div" or not all(_is_xhtml(one) for one in element.iter()):
        return None
    parts: list[str] = []
    _write(element, parts, f' xmlns="{XHTML}"')
    return "".join(parts)


def _is_xhtml(element: _Element) -> bool:
    named = (not name.startswith("{") or name.startswith(_XML) for name in element.keys())  # noqa: SIM118 - no dict
    return str(element.tag).startswith(_OURS) and all(named)


def _write(element: _Element, parts: list[str], declared: str = "") -> None:
    name = str(element.tag).removeprefix(_OURS)
    attributes = (
        f' {key.replace(_XML, "xml:")}="{value.translate(ATTRIBUTE)}"' for key, value in element.items()
    )
    start = f"<{name}{declared}{''.join(attributes)}"
    if name in _MAY_BE_SHORT and not len(element) and not element.text:
        parts.append(f"{start}/>")
        return
    parts.append(f"{start}>{(element.text or '').translate(_TEXT)}")
    for child in element:
        _write(child, parts)
        parts.append((child.tail or "").translate(_TEXT))
    parts.append(f"</{name}>")
