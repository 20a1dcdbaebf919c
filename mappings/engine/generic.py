"""Content without a struct, as generic nodes: elements inside text (`xs:anyType`), a signature, what is only kept."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from mappings import element as el

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element

Append = Callable[[str], None]

XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
IGNORED_ATTRIBUTES = frozenset({XSI + "schemaLocation", XSI + "noNamespaceSchemaLocation"})
"""They may stand on any element, are never followed, and are no part of what a message says."""

_XML = "http://www.w3.org/XML/1998/namespace"
_XMLNS = "http://www.w3.org/2000/xmlns/"

# --- reading ----------------------------------------------------------------------------------------------------------


def node(element: _Element) -> el.Node:
    """An element as a generic tree, mixed text kept."""
    return el.Node(str(element.tag), _attributes_of(element), _items_of(element))


def any_content(element: _Element) -> el.AnyType:
    """Content of type anyType: plain text as it is, anything else as a tree."""
    attributes = _attributes_of(element)
    if not attributes and not len(element):
        return element.text or ""
    return el.AnyContent(attributes, _items_of(element))


def _attributes_of(element: _Element) -> dict[str, str]:
    return {str(key): str(value) for key, value in element.items() if key not in IGNORED_ATTRIBUTES}


def _items_of(element: _Element) -> list[str | el.Node]:
    items: list[str | el.Node] = [element.text] if element.text else []
    for child in element:
        items.append(node(child))
        if child.tail:
            items.append(child.tail)
    return items


# --- text, attributes and names as XML -------------------------------------------------------------------------------

_IN_TEXT = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;", ord("\r"): "&#13;"}
_IN_ATTRIBUTE = _IN_TEXT | {ord('"'): "&quot;", ord("\n"): "&#10;", ord("\t"): "&#9;"}

FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot carry at all (XML 1.0, 2.2)."""

_START = (
    "A-Z_a-z\xc0-\xd6\xd8-\xf6\xf8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f\u2c00-\u2fef"
    "\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_NAME = re.compile(rf"[{_START}][{_START}\-.0-9\xb7\u0300-\u036f\u203f\u2040]*").fullmatch
"""A name without colon (XML 1.0, 2.3; Namespaces in XML 1.0, 3)."""


def escape(text: str) -> str:
    """Text of an element; CR too, or a parser would make it LF (XML 1.0, 2.11)."""
    return text.translate(_IN_TEXT)


def escape_attribute(text: str) -> str:
    """Value of an attribute; white space too, or a parser would normalise it (XML 1.0, 3.3.3)."""
    return text.translate(_IN_ATTRIBUTE)


def split(tag: str) -> tuple[str, str]:
    """URI and local part of a Clark name."""
    uri, _, name = tag.rpartition("}")
    return uri[1:], name


# --- writing ----------------------------------------------------------------------------------------------------------


def write_node(value: el.Node, append: Append, default: str) -> None:
    """A generic element; it declares its namespace where it differs from `default`, the default one in force."""
    uri, name = split(value.tag)
    inside = default
    if uri == _XML:
        name = "xml:" + name
    elif uri != default:
        inside = uri
    append(f"<{name}" if inside == default else f"<{name} xmlns={quoteattr(uri)}")
    _write_attributes(value.attributes, append)
    _write_items(value.items, append, inside)
    append(f"</{name}>")


def write_any(value: el.AnyType, append: Append, default: str) -> None:
    """Attributes and content of an element of type anyType; `<name` is written, the end tag follows."""
    if isinstance(value, str):
        append(">" + escape(value))
        return
    _write_attributes(value.attributes, append)
    _write_items(value.items, append, default)


def _write_attributes(attributes: dict[str, str], append: Append) -> None:
    for number, (tag, value) in enumerate(attributes.items()):
        uri, name = split(tag)
        if uri == _XML:
            append(f' xml:{name}="{escape_attribute(value)}"')
        elif uri:
            append(f' xmlns:n{number}={quoteattr(uri)} n{number}:{name}="{escape_attribute(value)}"')
        else:
            append(f' {name}="{escape_attribute(value)}"')


def _write_items(items: list[str | el.Node], append: Append, default: str) -> None:
    append(">")
    for item in items:
        if isinstance(item, str):
            append(escape(item))
        else:
            write_node(item, append, default)


# --- what can be written ----------------------------------------------------------------------------------------------


def can_be_written(value: object) -> bool:
    """Whether generic content made in the program is XML at all: types, names, characters."""
    if isinstance(value, str):
        return FORBIDDEN.search(value) is None
    if isinstance(value, el.Node):
        return _is_name(value.tag) and _inside_can_be_written(value.attributes, value.items)
    return isinstance(value, el.AnyContent) and _inside_can_be_written(value.attributes, value.items)


def _inside_can_be_written(attributes: object, items: object) -> bool:
    return (
        isinstance(attributes, dict)
        and all(
            _is_name(tag) and not tag.startswith(XSI) and isinstance(text, str) and can_be_written(text)
            for tag, text in attributes.items()
        )
        and isinstance(items, list)
        and all(not isinstance(item, el.AnyContent) and can_be_written(item) for item in items)
    )


def _is_name(tag: object) -> bool:
    if not isinstance(tag, str) or FORBIDDEN.search(tag):
        return False
    uri, name = split(tag)
    return tag in (name, f"{{{uri}}}{name}") and uri != _XMLNS and _NAME(name) is not None


def nodes(items: Iterable[str | el.Node]) -> list[el.Node]:
    """The elements among mixed items."""
    return [item for item in items if isinstance(item, el.Node)]
