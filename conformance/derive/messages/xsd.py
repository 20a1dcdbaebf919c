"""What the official XSDs say, as plain values: the part of XML Schema that they use, and an error for any other part.

Annotations are skipped: only names, order, occurrence, types and facets are taken over.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

XS_URI = "http://www.w3.org/2001/XMLSchema"
XS = f"{{{XS_URI}}}"
CATALOG = "{urn:oasis:names:tc:entity:xmlns:xml:catalog}"

Occurs: TypeAlias = Literal["", "?", "*", "+"]
OCCURS: dict[tuple[str, str], Occurs] = {
    ("1", "1"): "",
    ("0", "1"): "?",
    ("0", "unbounded"): "*",
    ("1", "unbounded"): "+",
}


class Name(NamedTuple):
    """A qualified name; the namespace is empty for an unqualified attribute."""

    uri: str
    local: str


class Simple(NamedTuple):
    """A simple type: built-in base (or `a|b` for a union) and facets; `name` where the XSD names a type with facets."""

    base: str
    pattern: str = ""
    enumeration: tuple[str, ...] = ()
    min_length: int | None = None
    max_length: int | None = None
    name: Name | None = None

    @property
    def has_facets(self) -> bool:
        """Whether anything is said beyond the base."""
        return bool(self.pattern or self.enumeration) or (self.min_length, self.max_length) != (None, None)


class Complex(NamedTuple):
    """A reference to a complex type: its own name, or the name given to an anonymous one."""

    name: Name


Type: TypeAlias = Simple | Complex
ANY_TYPE = Complex(Name(XS_URI, "anyType"))


class Use(NamedTuple):
    """One element of a content model or one attribute; `occurs` of an attribute is "" (required) or "?"."""

    name: Name
    type: Type
    occurs: Occurs
    fixed: str | None = None
    default: str | None = None


class Group(NamedTuple):
    """A sequence or choice; `wild` for the one `xs:any`, which has no parts."""

    kind: Literal["sequence", "choice", "wild"]
    occurs: Occurs
    parts: tuple[Use | Group, ...] = ()


class ComplexType(NamedTuple):
    """A complex type: content (None: no child elements), attributes, and the type of its text for simple content."""

    name: Name
    content: Group | None
    attributes: tuple[Use, ...]
    text: Simple | None = None


class Namespace(NamedTuple):
    """One XSD: its complex types in the order of the file (local types after their parents), and its global elements."""

    uri: str
    types: dict[Name, ComplexType]
    elements: dict[str, Type]


class Schemas:
    """The XSDs of a catalogue, read on demand. Raises NotImplementedError for any construct that is not expected."""

    def __init__(self, standards: Path) -> None:
        self._parser = etree.XMLParser(
            no_network=True, load_dtd=False, resolve_entities=False, remove_comments=True
        )
        catalogue = etree.parse(standards / "catalog.xml", self._parser)
        self._files = {
            entry.attrib["name"]: standards / entry.attrib["uri"] for entry in catalogue.iter(CATALOG + "uri")
        }
        self._roots: dict[str, etree._Element] = {}

    def root(self, uri: str) -> etree._Element:
        """The `xs:schema` element of a namespace."""
        if uri not in self._roots:
            self._roots[uri] = etree.parse(self._files[uri], self._parser).getroot()
        return self._roots[uri]

    def component(self, kind: str, name: Name) -> etree._Element:
        """The global component of this kind and name."""
        for child in self.root(name.uri).iterchildren(XS + kind):
            if child.get("name") == name.local:
                return child
        raise KeyError(f"{kind} {name.local} is not in {name.uri}")

    def namespace(self, uri: str) -> Namespace:
        """The types and elements of one namespace."""
        return _Reader(self, uri).namespace()

    def simple(self, name: Name) -> Simple | None:
        """The simple type of this name; None when it is complex (or `xs:anyType`)."""
        if name.uri == XS_URI:
            return None if name.local == "anyType" else Simple(name.local)
        for child in self.root(name.uri).iterchildren(XS + "simpleType"):
            if child.get("name") == name.local:
                found = self.simple_content(child)
                return found._replace(name=name) if found.has_facets else found
        return None

    def simple_content(self, node: etree._Element) -> Simple:
        """What stands inside a `xs:simpleType`."""
        (inner,) = _children(node)
        if inner.tag == XS + "union":
            members = (_qualified(inner, member) for member in inner.attrib["memberTypes"].split())
            return Simple("|".join(member.local for member in members))
        if inner.tag != XS + "restriction":
            raise NotImplementedError(inner.tag)
        base = self.simple(_qualified(inner, inner.attrib["base"]))
        if base is None or base.has_facets:
            raise NotImplementedError("restriction of a restricted or complex type")
        return _with_facets(base, inner)


def _with_facets(base: Simple, restriction: etree._Element) -> Simple:
    for facet in _children(restriction):
        value = facet.attrib["value"]
        match _kind(facet):
            case "pattern" if not base.pattern:
                base = base._replace(pattern=value)
            case "enumeration":
                base = base._replace(enumeration=(*base.enumeration, value))
            case "minLength":
                base = base._replace(min_length=int(value))
            case "maxLength":
                base = base._replace(max_length=int(value))
            case other:
                raise NotImplementedError(other)
    return base


class _Reader:
    """Reads one XSD. Local anonymous types are named by their element, or by the path where that name is taken."""

    def __init__(self, schemas: Schemas, uri: str) -> None:
        self.schemas = schemas
        self.uri = uri
        self.root = schemas.root(uri)
        self.qualified = self.root.get("elementFormDefault") == "qualified"
        self.types: dict[Name, ComplexType] = {}
        self.taken = {
            child.attrib["name"] for child in self.root.iterchildren(XS + "element", XS + "complexType")
        }

    def namespace(self) -> Namespace:
        elements: dict[str, Type] = {}
        for child in self.root.iterchildren(XS + "element", XS + "complexType"):
            local = child.attrib["name"]
            if child.tag == XS + "complexType":
                self.complex(child, Name(self.uri, local))
            else:
                elements[local] = self.type_of(child, local)
        return Namespace(self.uri, self.types, elements)

    def type_of(self, element: etree._Element, anonymous: str) -> Type:
        """The type of a declared element or attribute; an anonymous complex type is read under the name given."""
        if "type" in element.attrib:
            name = _qualified(element, element.attrib["type"])
            return self.schemas.simple(name) or Complex(name)
        (inner,) = _children(element)
        if inner.tag == XS + "simpleType":
            return self.schemas.simple_content(inner)
        return self.complex(inner, Name(self.uri, anonymous))

    def complex(self, node: etree._Element, name: Name) -> Complex:
        """Read one complex type."""
        if node.get("mixed") == "true" or node.find(XS + "complexContent[@mixed]") is not None:
            return Complex(name)  # kith:ED and kith:TN: used by no element, so left out
        self.types[name] = ComplexType(name, None, ())  # keeps the place before the local types inside
        content: Group | None = None
        text: Simple | None = None
        for child in _contents(node):
            match _kind(child):
                case "sequence" | "choice":
                    content = self.group(child, name.local)
                case "simpleContent":
                    (extension,) = _children(child)
                    text = self.schemas.simple(_qualified(extension, extension.attrib["base"]))
                case "attribute" | "attributeGroup":
                    pass
                case other:
                    raise NotImplementedError(other)
        self.types[name] = ComplexType(name, content, tuple(self.attributes(node)), text)
        return Complex(name)

    def group(self, node: etree._Element, parent: str) -> Group:
        """A sequence or choice with what is inside it."""
        kind: Literal["sequence", "choice"] = "choice" if node.tag == XS + "choice" else "sequence"
        parts = list(_children(node))
        if [part.tag for part in parts] == [XS + "any"]:
            return Group("wild", _occurs(parts[0]))
        return Group(kind, _occurs(node), tuple(self.part(part, parent) for part in parts))

    def part(self, node: etree._Element, parent: str) -> Use | Group:
        """An element or group inside a group."""
        if node.tag != XS + "element":
            return self.group(node, parent)
        if "ref" in node.attrib:
            name = _qualified(node, node.attrib["ref"])
            declared = self.schemas.component("element", name)
            kind = self.referred(declared, name)
        else:
            local = node.attrib["name"]
            name = Name(self.uri if self.qualified else "", local)
            declared, kind = node, self.type_of(node, parent + local if local in self.taken else local)
            if isinstance(kind, Complex) and "type" not in node.attrib:
                self.taken.add(local)
        return Use(name, kind, _occurs(node), declared.get("fixed"), declared.get("default"))

    def referred(self, declared: etree._Element, name: Name) -> Type:
        """The type of a global element referred to: its named type, or the anonymous one under the element's name."""
        if "type" not in declared.attrib:
            return Complex(name)
        kind = _qualified(declared, declared.attrib["type"])
        return self.schemas.simple(kind) or Complex(kind)

    def attributes(self, node: etree._Element) -> Iterator[Use]:
        """The attributes, those of attribute groups in place."""
        for child in _children(node):
            if child.tag == XS + "attributeGroup":
                yield from self.attributes(
                    self.schemas.component("attributeGroup", _qualified(child, child.attrib["ref"]))
                )
            elif child.tag == XS + "attribute":
                yield self.attribute(child)

    def attribute(self, node: etree._Element) -> Use:
        """One attribute: a global one keeps its namespace."""
        name, declared = Name("", node.get("name", "")), node
        if "ref" in node.attrib:
            name = _qualified(node, node.attrib["ref"])
            declared = self.schemas.component("attribute", name)
        kind = self.type_of(declared, "")
        if name.uri and isinstance(kind, Simple) and kind.has_facets:
            kind = kind._replace(name=kind.name or name)
        return Use(name, kind, "" if node.get("use") == "required" else "?", node.get("fixed"))


def _kind(node: etree._Element) -> str:
    return str(node.tag).removeprefix(XS)


def _children(node: etree._Element) -> Iterator[etree._Element]:
    return (child for child in node if child.tag != XS + "annotation")


def _contents(node: etree._Element) -> Iterator[etree._Element]:
    """The children of a complex type; those of a restriction of `xs:anyType` stand for it."""
    for child in _children(node):
        restriction = child.find(XS + "restriction") if child.tag == XS + "complexContent" else None
        if restriction is None:
            yield child
        elif _qualified(restriction, restriction.attrib["base"]) == ANY_TYPE.name:
            yield from _children(restriction)
        else:
            raise NotImplementedError("restriction of a complex type")


def _qualified(node: etree._Element, value: str) -> Name:
    """A QName in an attribute's value; without a prefix it is in the default namespace."""
    prefix, _, local = value.rpartition(":")
    return Name(node.nsmap[prefix or None], local)


def _occurs(node: etree._Element) -> Occurs:
    return OCCURS[node.get("minOccurs", "1"), node.get("maxOccurs", "1")]
