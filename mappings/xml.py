"""The only XML parser: bytes in, an lxml tree out, or a `Refusal` that says why not and where.

No DTD, no entities, no network, and our own limits before libxml2's, so that time stays linear and memory bounded
whatever the bytes are. Comments and processing instructions are left out of the tree.
"""

from __future__ import annotations

import re
import threading
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from mappings.result import Issue, Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

MAX_BYTES = 26_000_000
"""Body of a message: an attachment of 18 MB as base64, and its envelope (decisions "size")."""

MAX_ELEMENTS = 200_000
"""Counted before parsing (decisions "size")."""

MAX_ATTRIBUTES = 200_000
"""Counted before parsing: libxml2 spends more memory on an attribute than on an element."""

MAX_DEPTH = 256
"""Levels of elements, the root included: libxml2's own limit, kept where its limits are off (decisions "size")."""

_HARMLESS_BYTES = 4 * MAX_ELEMENTS
"""A body up to this size cannot hold too many elements (`<a/>`) or attributes (` a=""`)."""

_LARGE_BYTES = 5_000_000
"""From here on a text node may pass libxml2's 10 MB (a byte of ISO-8859-1 becomes two), so its limits are lifted."""


def parse(data: bytes, *, keep_blank: bool = False) -> _Element:
    """Read a document and give its root element.

    Whitespace-only text between elements is dropped; `keep_blank` keeps it, for content where it means something
    (`xs:anyType` with elements inside). Raises `Refusal` with one issue, whose place is `line:column` where there is one.
    """
    if len(data) > _HARMLESS_BYTES or _COMMON_START.match(data) is None:
        _inspect(data)
    data, keep_blank = _as_blanks_need(data, keep_blank=keep_blank)
    large = len(data) > _LARGE_BYTES
    try:
        root = etree.fromstring(data, _parsers.of_kind[keep_blank, large])
    except etree.XMLSyntaxError as error:
        issue = _issue(error)
    else:
        if not (large and _too_deep(root)):
            return root
        issue = _limit("xml-too-deep", MAX_DEPTH)
    raise Refusal(issue)  # outside the handler: libxml2's own message may quote the document


class _Parsers(threading.local):
    """Hardened parsers of this thread, by (keep blank text, large document); lxml locks one that is shared."""

    def __init__(self) -> None:
        self.of_kind = {
            (keep_blank, large): etree.XMLParser(
                remove_blank_text=not keep_blank,
                huge_tree=large,
                remove_comments=True,
                remove_pis=True,
                resolve_entities=False,
                load_dtd=False,
                no_network=True,
                collect_ids=False,
            )
            for keep_blank in (False, True)
            for large in (False, True)
        }


_parsers = _Parsers()

_too_deep = etree.XPath(f"boolean({'/*' * (MAX_DEPTH + 1)})")


# --- blanks that are text ---------------------------------------------------------------------------------------------

_FIRST_TAG = re.compile(rb"<[A-Za-z_:\x80-\xff]")
_LONE_CR = re.compile(rb"\r(?!\n)")
_THEN_AN_ELEMENT = re.compile(rb"-->[ \t\n]*+<[A-Za-z_:\x80-\xff!]")
_LESS = ord("<")
_MANY = 1000
"""Exclamation or question marks looked at in one document; where there are more, nothing is concluded."""


def _as_blanks_need(data: bytes, *, keep_blank: bool) -> tuple[bytes, bool]:
    """The document with LF for line ends (XML 1.0 § 2.11), and whether its blanks must be kept.

    Where blanks are dropped libxml2 also drops those at the start of a text that stand before a CR, a comment, a
    processing instruction or a CDATA section.
    """
    if b"\0" in data[:4]:  # UTF-16: none of this can be seen in its bytes
        return data, True
    if b"\r" in data:
        data = _with_line_feeds(data)
    return data, keep_blank or _may_split_text(data)


def _with_line_feeds(data: bytes) -> bytes:
    if _LONE_CR.search(data) is None:
        return data.replace(b"\r", b"")  # six times as quick as replacing pairs
    return data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")


def _may_split_text(data: bytes) -> bool:
    """Whether anything but comments before elements stands inside the root element (or it is too long to tell)."""
    first = _FIRST_TAG.search(data)
    root = first.start() if first else 0
    return not all(_is_before_element(data, at) for at in _marks(data, b"!", root)) or any(
        _marks(data, b"?", root)
    )


def _is_before_element(data: bytes, at: int) -> bool:
    end = data.find(b"-->", at + 4)
    return data.startswith(b"<!--", at) and _THEN_AN_ELEMENT.match(data, max(end, at)) is not None


def _marks(data: bytes, mark: bytes, at: int) -> Iterator[int]:
    """Where `<` and this byte stand; it is looked for alone, as one byte is found much quicker than two."""
    for _ in range(_MANY):
        at = data.find(mark, at + 1)
        if at < 0:
            return
        if data[at - 1] == _LESS:
            yield at - 1
    yield at


# --- what libxml2 said ------------------------------------------------------------------------------------------------

_KEY_OF_ERROR = {
    9: "xml-character",  # XML_ERR_INVALID_CHAR
    26: "xml-entity",  # XML_ERR_UNDECLARED_ENTITY
    27: "xml-entity",  # XML_WAR_UNDECLARED_ENTITY
    31: "xml-encoding",  # XML_ERR_UNKNOWN_ENCODING
    32: "xml-encoding",  # XML_ERR_UNSUPPORTED_ENCODING
    81: "xml-encoding",  # XML_ERR_INVALID_ENCODING
}
_XML_ERR_RESOURCE_LIMIT = 114


def _issue(error: etree.XMLSyntaxError) -> Issue:
    """Translate an error of libxml2 into key and place; its text may quote the document and goes no further."""
    if error.code == _XML_ERR_RESOURCE_LIMIT:
        return _limit("xml-too-deep", MAX_DEPTH)
    line, column = error.position
    key = _KEY_OF_ERROR.get(error.code, "xml-not-well-formed")
    return Issue(key, f"{line}:{column}", (str(line), str(column)))


def _limit(key: str, limit: int) -> Issue:
    return Issue(key, params=(str(limit),))


# --- before parsing ---------------------------------------------------------------------------------------------------

_MISC = rb"""(?: [ \t\r\n]++ | <!--[^-]*+(?:-(?!->)[^-]*+)*+--> | <\?[^?]*+(?:\?(?!>)[^?]*+)*+\?> )*+"""
"""Blanks, comments and processing instructions; possessive, so that time is linear."""

_PROLOG = re.compile(_MISC, re.VERBOSE)
"""What stands before the root element. A DOCTYPE can stand at its end and nowhere else (XML 1.0 § 2.8)."""

_COMMON_START = re.compile(
    rb"""(?:\xef\xbb\xbf)?
    (?:<\?xml\s+version\s*=\s*["']1\.0["'](?:\s+encoding\s*=\s*["'](?i:utf-8)["'])?\s*\?>)?
    (?!<\?xml\s)"""
    + _MISC
    + rb"<[A-Za-z_]",
    re.VERBOSE,
)
"""UTF-8, and the root element without a DOCTYPE: nothing more to look at before parsing."""

_DECLARATION = re.compile(
    rb"""<\?xml \s{1,99} version \s{0,99}=\s{0,99} ["'][0-9.]{1,9}["']
    (?:\s{1,99} encoding \s{0,99}=\s{0,99} ["']([A-Za-z][A-Za-z0-9._-]{0,39})["'])?
    (?:\s{1,99} standalone \s{0,99}=\s{0,99} ["'](?:yes|no)["'])? \s{0,99} \?>""",
    re.VERBOSE,
)
"""XML 1.0 § 2.8, whole, so that nothing else in it can be taken for the encoding; of a length that ends."""

_FIRST = re.compile(rb"[ \t\r\n]*+(.)", re.DOTALL)
_DECLARED = re.compile(rb"<\?xml\s")


class _Start(NamedTuple):
    """How a document begins, the codec that these bytes tell of, and the declared encodings that agree with it."""

    mark: bytes
    codec: str
    encodings: frozenset[bytes]


_UTF8 = frozenset({b"UTF-8"})
_UTF16 = frozenset({b"UTF-16", b"UTF-16LE", b"UTF-16BE"})
_BYTE_BY_BYTE = _UTF8 | {b"US-ASCII", b"ISO-8859-1", b"ISO-8859-15", b"WINDOWS-1252"}
_UNREADABLE: frozenset[bytes] = frozenset()

_STARTS = (
    _Start(b"\xff\xfe\0\0", "utf-32-le", _UNREADABLE),
    _Start(b"\0\0\xfe\xff", "utf-32-be", _UNREADABLE),
    _Start(b"\xff\xfe", "utf-16-le", _UTF16),
    _Start(b"\xfe\xff", "utf-16-be", _UTF16),
    _Start(b"<\0?\0", "utf-16-le", _UTF16),
    _Start(b"\0<\0?", "utf-16-be", _UTF16),
    _Start(b"\xef\xbb\xbf", "", _UTF8),
    _Start(b"", "", _BYTE_BY_BYTE),
)
"""Only encodings in which `<` is `<` (or that are turned into UTF-8 for counting): in UTF-7 or EBCDIC it could hide."""


def _inspect(data: bytes) -> None:
    """Refuse what must not reach libxml2; the parser itself finds the rest."""
    if len(data) > MAX_BYTES:
        raise Refusal(_limit("xml-too-large", MAX_BYTES))
    start = next(start for start in _STARTS if data.startswith(start.mark))
    plain = data.decode(start.codec, "replace").encode() if start.codec else data
    bare = plain.removeprefix(b"\xef\xbb\xbf")
    _must_be_xml(bare)
    _must_have_encoding(bare, start.encodings)
    _must_be_small(bare)
    prolog = _PROLOG.match(bare)
    if prolog and bare.startswith(b"<!DOCTYPE", prolog.end()):
        raise Refusal(Issue("xml-doctype"))


def _must_be_xml(bare: bytes) -> None:
    first = _FIRST.match(bare)
    if first is None or first[1] != b"<":
        raise Refusal(Issue("xml-not-xml" if first else "xml-empty"))


def _must_have_encoding(bare: bytes, encodings: frozenset[bytes]) -> None:
    """The declared encoding, where there is one, must be known and agree with the first bytes (XML 1.0 § 4.3.3)."""
    declaration = _DECLARATION.match(bare)
    if declaration is None and _DECLARED.match(bare):
        raise Refusal(Issue("xml-not-well-formed", "1:1", ("1", "1")))
    named = declaration[1] if declaration else None
    if not encodings or (named and named.upper() not in encodings):
        raise Refusal(Issue("xml-encoding"))


def _must_be_small(bare: bytes) -> None:
    """Upper bounds that hold whatever the text is: comments, CDATA sections and equal signs in text are counted too."""
    if len(bare) <= _HARMLESS_BYTES:
        return
    if bare.count(b"<") - bare.count(b"</") > MAX_ELEMENTS:
        raise Refusal(_limit("xml-too-many-elements", MAX_ELEMENTS))
    if bare.count(b"=") > MAX_ATTRIBUTES:
        raise Refusal(_limit("xml-too-many-attributes", MAX_ATTRIBUTES))


# --- where something is ----------------------------------------------------------------------------------------------


_before = etree.XPath("count(preceding-sibling::*[local-name() = $name])")
_after = etree.XPath("boolean(following-sibling::*[local-name() = $name])")


def place(element: _Element, attribute: str = "") -> str:
    """Give an XPath-like place (`/MsgHead/Document[2]/RefDoc/@V`): local names, a position only among siblings alike.

    It tells a person where to look and holds no value. Takes time in proportion to the siblings on the way up.
    """
    steps = [_step(element), *map(_step, element.iterancestors())]
    return "/" + "/".join(reversed(steps)) + (f"/@{_local(attribute)}" if attribute else "")


def _step(element: _Element) -> str:
    name = str(element.tag).rpartition("}")[2]
    before = int(_before(element, name=name))
    position = f"[{before + 1}]" if before or _after(element, name=name) else ""
    return _local(name) + position


_LONGEST_NAME = 80
"""No name of the standards is longer; what an unknown element is called is cut, as it may be anything."""


def _local(name: str) -> str:
    return name.rpartition("}")[2][:_LONGEST_NAME]
