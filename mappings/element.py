"""The vocabulary in which the elements of a message are written down.

A struct is an element (or a named type) of an XSD; its annotated fields, in order, are the rows of the one
description that the reader, the writer and the checker are made from:

* the field's name is the element's (or attribute's) name, letter by letter;
* `T` is exactly one, `T | None = None` at most one, `list[T] = []` any number, `Some[T]` at least one;
* `String`, `Boolean`, `Date` … are the XSD's simple types; the received lexical form is kept as `str`;
* marks inside `Annotated[…]` say what else the XSD says: where the value stands (`In`, `Attribute`, `Text`, `Wild`,
  `Either`, `Rest`), in which versions (`Since`, `Until`, `RequiredIn`, `SingleIn`, `PlainIn`), `Default`, `Kodeverk`;
* the default says nothing about the XSD: it only lets the fields keep the XSD's order (`REQUIRED`);
* a lower-case `items` or `text` is content that has no name of its own in the XSD.

Where the content is not the plain sequence of the fields, `CONTENT` holds it as a DTD-like expression over field names
(for an `Either` field, over the names of its structs).
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Final, TypeAlias, TypeVar

import msgspec

T = TypeVar("T")


class Element(msgspec.Struct, gc=False):
    """Base of all element structs. `NS` is the prefix of its child elements' namespace, given once per module."""

    NS: ClassVar[str] = ""
    CONTENT: ClassVar[str] = ""
    """DTD-like content model, e.g. `(OrganisationName, Ident+, Address?)?`; empty: the fields in order."""
    CONTENT_OF: ClassVar[dict[str, str]] = {}
    """Version -> its content model, for the versions in which it is not `CONTENT`."""


REQUIRED: Final[Any] = None
"""Default of a field that must be set but comes after one that need not: absent is None there too, and the checker says so.

msgspec allows no field without a default after one with; keyword-only fields would give up positional construction.
"""


class Simple(msgspec.Struct, frozen=True):
    """A simple type: an XSD base type with its facets."""

    base: str
    pattern: str = ""
    enumeration: tuple[str, ...] = ()
    min_length: int | None = None
    max_length: int | None = None
    fixed: str | None = None


class In(msgspec.Struct, frozen=True):
    """The child element is in the namespace of this prefix, not in its parent's."""

    prefix: str


class Attribute(msgspec.Struct, frozen=True):
    """The field is an attribute, not an element; qualified when a prefix is given."""

    prefix: str = ""


class Text(msgspec.Struct, frozen=True):
    """The field is the element's own text (simple content)."""


class Wild(msgspec.Struct, frozen=True):
    """The field holds any registered global elements (`xs:any`, strict), as `Payload`s in order."""


class Rest(msgspec.Struct, frozen=True):
    """The field keeps, as `Node`s, the elements that have no row; a struct with such a field is read and never written."""


class Either(msgspec.Struct, frozen=True):
    """The field holds elements of several names in the order received; each is named as its struct."""


class Since(msgspec.Struct, frozen=True):
    """The row exists from this version of its standard on."""

    version: str


class Until(msgspec.Struct, frozen=True):
    """The row exists up to and including this version of its standard."""

    version: str


class RequiredIn(msgspec.Struct, frozen=True):
    """The row must be there (`1`, or `+` for a list) in the versions named; in others it is optional or absent."""

    versions: tuple[str, ...]


class SingleIn(msgspec.Struct, frozen=True):
    """The list holds at most one in the versions named."""

    versions: tuple[str, ...]


class PlainIn(msgspec.Struct, frozen=True):
    """The `AnyType` row is a plain `xs:string` in the versions named."""

    versions: tuple[str, ...]


class Default(msgspec.Struct, frozen=True):
    """What an empty element stands for in this version (`default` in the XSD); the empty text is kept as received."""

    version: str
    value: str


class Kodeverk(msgspec.Struct, frozen=True):
    """The code list (or lists) that the standard's text binds a coded element to: `2.16.578.1.12.4.1.1.<number>`."""

    numbers: tuple[int, ...]


class AtLeastOne(msgspec.Struct, frozen=True):
    """A list that must not be empty."""


Some: TypeAlias = Annotated[list[T], AtLeastOne()]

String: TypeAlias = Annotated[str, Simple("string")]
Boolean: TypeAlias = Annotated[str, Simple("boolean")]
Date: TypeAlias = Annotated[str, Simple("date")]
DateTime: TypeAlias = Annotated[str, Simple("dateTime")]
Integer: TypeAlias = Annotated[str, Simple("integer")]
Int: TypeAlias = Annotated[str, Simple("int")]
Decimal: TypeAlias = Annotated[str, Simple("decimal")]
Double: TypeAlias = Annotated[str, Simple("double")]
GYear: TypeAlias = Annotated[str, Simple("gYear")]
AnyURI: TypeAlias = Annotated[str, Simple("anyURI")]
Token: TypeAlias = Annotated[str, Simple("token")]
Base64Binary: TypeAlias = Annotated[str, Simple("base64Binary")]
TimePoint: TypeAlias = Annotated[str, Simple("dateTime|date|gYear|gYearMonth|time")]


class Node(msgspec.Struct):
    """An element without a struct: unknown payload, XHTML inside text, a signature. `tag` is a Clark name."""

    tag: str
    attributes: dict[str, str] = {}
    items: list[str | Node] = []


class AnyContent(msgspec.Struct):
    """Content of an element of type `xs:anyType` that is more than plain text."""

    attributes: dict[str, str] = {}
    items: list[str | Node] = []


AnyType: TypeAlias = str | AnyContent
"""`xs:anyType`: plain text as `str`, anything else as `AnyContent`."""


class Payload(msgspec.Struct):
    """One element of a wildcard: its Clark name, and its struct (or a `Node` where none is known)."""

    tag: str
    value: Element | Node


class Version(msgspec.Struct, frozen=True):
    """A version of a message family: its name ("1.6") and the namespace behind each prefix that its structs use."""

    name: str
    uris: dict[str, str]


class Namespace(msgspec.Struct, frozen=True):
    """A namespace with global elements: the module of their structs, its version, and what this version lacks."""

    module: str
    version: Version
    absent: tuple[str, ...] = ()
    """Names in the module's `ELEMENTS` that are no global elements of this namespace."""
