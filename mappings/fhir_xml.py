"""FHIR XML (R4 2.6.1), both ways: beside `mappings.fhir`, which reads and writes JSON.

The same values either way, numbers digit for digit; a narrative is equal as canonical XML. Resources of types out of
scope that stand inside are translated by R4's names, order and types, and not checked otherwise.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mappings import fhir, xml
from mappings.fhir_text import ENCODER, parse
from mappings.fhir_xml_read import read
from mappings.fhir_xml_shape import FHIR
from mappings.fhir_xml_write import write
from mappings.result import Issue, Mapped, Refusal

if TYPE_CHECKING:
    from lxml.etree import _Element

_LIMITS = {
    "xml-too-large": ("fhir-size", f"{xml.MAX_BYTES} byte"),
    "xml-too-many-elements": ("fhir-size", f"{xml.MAX_ELEMENTS} element"),
    "xml-too-many-attributes": ("fhir-size", f"{xml.MAX_ATTRIBUTES} attributt"),
    "xml-too-deep": ("fhir-depth",),
}
"""The parser's limits as FHIR's faults have them: the key, and what fills its sentence."""


def from_xml(data: bytes) -> Mapped[fhir.Resource]:
    """Read a resource in XML; comments and processing instructions are left out.

    Issues of the answer are information, as `fhir.decode` has them. Raises `Refusal` with every fault: those of XML
    first (R4 2.6.1), then those that the same resource has in JSON; or with the one for which it is no XML.
    """
    tree = read(_parsed(data))
    found = _checked(tree.node) if tree.node else ()
    if isinstance(found, Mapped) and not tree.faults:
        return found
    issues = found.issues if isinstance(found, Mapped) else found
    raise Refusal(*tree.faults, *(issue for issue in issues if issue.where not in tree.unread))


def to_xml(resource: fhir.Resource) -> bytes:
    """Write a resource as XML in UTF-8 without white space between elements; the same resource gives the same bytes.

    Raises `Refusal` with every fault for which it cannot be written so that it can be read again: a narrative that is
    no XHTML, characters that XML does not have, more elements or levels than are read here, and what a resource out
    of scope inside has that its R4 type has not, or of a type whose definition is not at hand. Values of the resource
    itself are not checked, see `fhir.check`; raises `TypeError` or `ValueError` as `fhir.encode` does.
    """
    text, faults = write(parse(fhir.encode(resource)))
    if faults:
        raise Refusal(*faults)
    data = text.encode()
    _parsed(data)
    return data


def is_fhir_xml(data: bytes) -> bool:
    """Whether a document is XML whose root element is FHIR's."""
    try:
        return str(xml.parse(data).tag).startswith(f"{{{FHIR}}}")
    except Refusal:
        return False


def _parsed(data: bytes) -> _Element:
    """The root element. Raises `Refusal`, limits told as FHIR's."""
    try:
        root = xml.parse(data, keep_blank=True)
    except Refusal as refusal:
        issues = refusal.issues
    else:
        declared = str(root.getroottree().docinfo.encoding).upper()
        if declared == "UTF-8" and b"\0" not in data[:4]:  # UTF-16 may go without a declaration
            return root
        issues = (Issue("fhir-xml-encoding"),)
    raise Refusal(*(_told(issue) for issue in issues))


def _told(issue: Issue) -> Issue:
    if issue.key not in _LIMITS:
        return issue
    key, *params = _LIMITS[issue.key]
    return Issue(key, params=tuple(params))


def _checked(node: object) -> Mapped[fhir.Resource] | tuple[Issue, ...]:
    """The resource of a tree, or its faults."""
    try:
        return fhir.decode(ENCODER.encode(node))
    except Refusal as refusal:
        return refusal.issues
    except RecursionError:
        return (Issue("fhir-depth"),)
