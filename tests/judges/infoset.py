"""When two messages are equal (decisions "equal"), told from lxml's trees alone: our own reading has no say in it.

Not compared: comments, processing instructions, prefixes, schema locations, white space between elements; base64 is
compared decoded. White space in a leaf, and everything inside `xs:anyType`, is kept.
"""

from __future__ import annotations

import base64
from typing import Any

from lxml import etree

PARSER = etree.XMLParser(
    no_network=True,
    load_dtd=False,
    resolve_entities=False,
    remove_comments=True,
    remove_pis=True,
    huge_tree=True,
)
ANY_TYPE = frozenset(
    {
        "TekstNotatInnhold",
        "Sporsmal",
        "FunksjonsbeskrivelseTekst",
        "DefinisjonMetadata",
        "YtterligereBeskrivelse",
        "Metadata",
    }
)
"""Elements that may hold markup; the names are used for nothing else that has child elements."""

SCHEMA_LOCATIONS = tuple(
    f"{{http://www.w3.org/2001/XMLSchema-instance}}{name}"
    for name in ("schemaLocation", "noNamespaceSchemaLocation")
)

Infoset = tuple[str, frozenset[tuple[str, str]], tuple[Any, ...]]


def infoset(data: bytes, element_only: frozenset[str] = frozenset()) -> Infoset:
    """What a message says. `element_only` names elements whose white space is nothing although they have no children."""
    return _element(etree.fromstring(data, PARSER), element_only, mixed=False)


def _element(element: etree._Element, element_only: frozenset[str], *, mixed: bool) -> Infoset:
    name = etree.QName(element)
    mixed = mixed or name.localname in ANY_TYPE
    attributes = {(str(key), str(value)) for key, value in element.items() if key not in SCHEMA_LOCATIONS}
    items: list[Any] = []
    if name.localname == "Base64Container":
        items = [base64.b64decode(element.text or "")]
    else:
        between = bool(len(element)) or name.localname in element_only
        for text, child in zip(
            [element.text, *(child.tail for child in element)], [*element, None], strict=True
        ):
            if text and (mixed or not between or text.strip(" \t\r\n")):
                items.append(text)
            if child is not None:
                items.append(_element(child, element_only, mixed=mixed))
    return str(element.tag), frozenset(attributes), tuple(items)


def element_only(data: bytes, schema: etree.XMLSchema) -> frozenset[str]:
    """Names of the elements without children, but with white space, in which the XSD takes no text at all."""
    root = etree.fromstring(data, PARSER)
    blank = [one for one in root.iter() if one.text and not len(one) and not one.text.strip(" \t\r\n")]
    found = set()
    for one in blank:
        kept, one.text = one.text, "text"
        schema.validate(root)
        if any(error.type_name == "SCHEMAV_CVC_COMPLEX_TYPE_2_3" for error in schema.error_log):
            found.add(etree.QName(one).localname)
        one.text = kept
    return frozenset(found)
