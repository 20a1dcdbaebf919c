"""The element structs against the official XSDs: regenerated to the byte, and read row by row a second way.

The second reading knows nothing of the derivation: it starts from the table of namespaces, follows the annotations and
looks up each row in the XSD from below (an element's occurrence is what all its ancestors allow), while the derivation
goes down from the top.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, get_args, get_origin, get_type_hints

import pytest
from lxml import etree

from conformance.derive.messages.files import PROJECT, derive
from mappings import element as el
from mappings import namespaces
from mappings.namespace_table import NAMESPACES
from mappings.plo import po2

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.judge

XS = "{http://www.w3.org/2001/XMLSchema}"
CATALOGUE = "{urn:oasis:names:tc:entity:xmlns:xml:catalog}uri"
LEFT_OUT = ("henvisning", "xmldsig")
"""Of Henvisning 2.0 only an element of poKomponent 2.0 is read; a signature is kept as it is."""

Node = etree._Element
Definition = tuple[Node, str, str]
"""The node that defines a type (a complexType or simpleType), or a built-in type: (declaration, kind, name)."""


class Row(NamedTuple):
    """One row as both sides state it. `place` is the namespace of an element; attributes are marked with an @."""

    place: str
    occurs: tuple[int, bool]
    fixed: str | None
    default: str | None


class Xsds:
    """All XSDs of the catalogue, indexed by global name."""

    def __init__(self, standards: Path) -> None:
        parser = etree.XMLParser(
            no_network=True, load_dtd=False, resolve_entities=False, remove_comments=True
        )
        entries = etree.parse(standards / "catalog.xml").iter(CATALOGUE)
        found = {entry.attrib["name"]: standards / entry.attrib["uri"] for entry in entries}
        del found["http://www.w3.org/2001/XMLSchema"]  # built-in types are known by name
        self.roots = {uri: etree.parse(path, parser).getroot() for uri, path in found.items()}
        self.named = {
            (str(child.tag), uri, child.get("name")): child
            for uri, root in self.roots.items()
            for child in root
        }

    def look_up(self, tag: str, node: Node, value: str) -> Node | None:
        """The global component that a QName in an attribute of this node refers to."""
        prefix, _, name = value.rpartition(":")
        return self.named.get((tag, node.nsmap.get(prefix or None, ""), name))

    def declared(self, use: Node) -> Node:
        """The declaration of an element or attribute, which may be elsewhere."""
        found = self.look_up(str(use.tag), use, use.attrib["ref"]) if "ref" in use.attrib else use
        return use if found is None else found

    def type_of(self, use: Node) -> Node | str:
        """The defining node of the type, or the local name of a built-in type."""
        declared = self.declared(use)
        if "type" not in declared.attrib:
            return next(child for child in declared if child.tag in (XS + "complexType", XS + "simpleType"))
        for tag in (XS + "complexType", XS + "simpleType"):
            found = self.look_up(tag, declared, declared.attrib["type"])
            if found is not None:
                return found
        return declared.attrib["type"].rpartition(":")[2]

    def attributes(self, node: Node) -> Iterator[Node]:
        """The attributes of a complex type, groups opened."""
        for child in node:
            if child.tag == XS + "attribute":
                yield child
            elif child.tag == XS + "attributeGroup":
                group = self.look_up(child.tag, child, child.attrib["ref"])
                assert group is not None
                yield from self.attributes(group)

    def facets(self, definition: Node | str) -> tuple[str, list[str], set[str], dict[str, str]]:
        """Base, patterns, enumeration and lengths of a simple type."""
        if isinstance(definition, str):
            return definition, [], set(), {}
        union = definition.find(XS + "union")
        if union is not None:
            return "|".join(union.attrib["memberTypes"].split()), [], set(), {}
        restriction = definition.find(XS + "restriction")
        assert restriction is not None
        found = [(str(facet.tag).removeprefix(XS), facet.attrib["value"]) for facet in restriction]
        return (
            restriction.attrib["base"].rpartition(":")[2],
            [value for facet, value in found if facet == "pattern"],
            {value for facet, value in found if facet == "enumeration"},
            {facet: value for facet, value in found if facet.endswith("Length")},
        )


@pytest.fixture(scope="module")
def xsds(shared: Path) -> Xsds:
    return Xsds(shared / "standards")


def own(complex_type: Node, kind: str) -> list[Node]:
    """The particles of a complex type of this kind, without those of types defined inside it."""
    found = complex_type.iter(XS + kind)
    return [node for node in found if next(node.iterancestors(XS + "complexType")) is complex_type]


def occurs(node: Node, inside: Node) -> tuple[int, bool]:
    """At least how often, and whether more than once, counting every group around a particle."""
    least, many = 1, False
    while node is not inside:
        least *= int(node.get("minOccurs", "1"))
        many |= node.get("maxOccurs", "1") == "unbounded"
        node = next(node.iterancestors())
        least *= node.tag != XS + "choice"
    return least, many


def expression(node: Node) -> str:
    """A group of an XSD in the notation of `CONTENT`."""
    mark = {"01": "?", "0unbounded": "*", "1unbounded": "+", "11": ""}[
        node.get("minOccurs", "1") + node.get("maxOccurs", "1")
    ]
    if node.tag == XS + "element":
        return (node.get("name") or node.attrib["ref"].rpartition(":")[2]) + mark
    joint = " | " if node.tag == XS + "choice" else ", "
    return f"({joint.join(expression(child) for child in node if child.tag != XS + 'annotation')}){mark}"


def marks(hint: object) -> list[Any]:
    """Every mark in an annotation, however deep."""
    inner = [mark for part in get_args(hint) for mark in marks(part)]
    return [*getattr(hint, "__metadata__", ()), *inner]


def classes(hint: object) -> list[Any]:
    """The classes in an annotation, None among them."""
    if hasattr(hint, "__metadata__"):
        return classes(get_args(hint)[0])
    if get_origin(hint) is None:
        return [hint]
    return [part for inner in get_args(hint) for part in classes(inner)]


class Stated:
    """One annotation, read for one version."""

    def __init__(self, name: str, hint: object, struct: type[el.Element], version: el.Version) -> None:
        self.name, self.hint, self.struct, self.version = name, hint, struct, version
        self.marks = {type(mark): mark for mark in marks(hint)}
        self.optional = type(None) in classes(hint)
        self.classes = [one for one in classes(hint) if one is not type(None)]
        if el.PlainIn in self.marks and version.name in self.marks[el.PlainIn].versions:
            self.marks[el.Simple], self.classes = el.Simple("string"), [str]

    @property
    def exists(self) -> bool:
        since, until = self.marks.get(el.Since), self.marks.get(el.Until)
        name = self.version.name
        return (since is None or since.version <= name) and (until is None or name <= until.version)

    @property
    def row(self) -> Row:
        attribute, inside = self.marks.get(el.Attribute), self.marks.get(el.In)
        prefix = attribute.prefix if attribute else inside.prefix if inside else self.struct.NS
        uri = self.version.uris[prefix] if prefix else ""
        many = list in (get_origin(self.hint), *(get_origin(part) for part in get_args(self.hint)))
        if el.SingleIn in self.marks:
            many = self.version.name not in self.marks[el.SingleIn].versions
        required = el.AtLeastOne in self.marks if many else not self.optional
        if el.RequiredIn in self.marks:
            required = self.version.name in self.marks[el.RequiredIn].versions
        if el.SingleIn in self.marks and not many:
            required = False
        simple = self.marks.get(el.Simple)
        defaults = [
            mark.value
            for mark in marks(self.hint)
            if isinstance(mark, el.Default)
            if mark.version == self.version.name
        ]
        return Row(
            ("@" if attribute else "") + uri,
            (int(required), many),
            simple.fixed if simple else None,
            defaults[0] if defaults else None,
        )


class Walk:
    """Both sides from one root down, each pair of struct and type once."""

    def __init__(self, xsds: Xsds, version: el.Version) -> None:
        self.xsds, self.version = xsds, version
        self.seen: dict[Node, type[el.Element]] = {}
        self.rows = 0

    def pair(self, struct: type[el.Element], definition: Node) -> None:
        """Compare one struct with one complex type, and go on to what is inside."""
        if definition in self.seen:
            assert issubclass(struct, self.seen[definition]) or issubclass(self.seen[definition], struct)
            return
        self.seen[definition] = struct
        hints = get_type_hints(struct, include_extras=True)
        stated = [Stated(name, hints[name], struct, self.version) for name in struct.__struct_fields__]
        stated = [one for one in stated if one.exists]
        if own(definition, "any"):
            assert [set(one.marks) & {el.Wild} for one in stated] == [{el.Wild}]
            return
        if definition.find(XS + "simpleContent") is not None:
            extension = definition.find(f".//{XS}extension")
            assert extension is not None
            assert [set(one.marks) for one in stated] == [{el.Simple, el.Text}]
            assert extension.attrib["base"].endswith(":" + stated[0].marks[el.Simple].base)
            return
        self.content(struct, definition)
        self.compare(stated, definition)

    def content(self, struct: type[el.Element], definition: Node) -> None:
        """The content model as a whole."""
        groups = [child for child in definition if child.tag in (XS + "sequence", XS + "choice")]
        plain = all(
            group.tag == XS + "sequence"
            and not group.attrib
            and not group.findall(XS + "sequence")
            and not group.findall(XS + "choice")
            for group in groups
        )
        written = struct.CONTENT_OF.get(self.version.name, struct.CONTENT)
        assert written == ("" if plain else expression(groups[0])), struct

    def compare(self, stated: list[Stated], definition: Node) -> None:
        """The rows one by one: names and order, then each."""
        uses = own(definition, "element")
        if any(el.Either in one.marks for one in stated):
            self.either(stated.pop(0), uses, definition)
            uses = []
        uses += self.xsds.attributes(definition)
        assert [one.name for one in stated] == [self.name(use) for use in uses]
        for one, use in zip(stated, uses, strict=True):
            self.rows += 1
            assert one.row == self.expected(use, definition), (one.struct, one.name, self.version.name)
            self.type(one, use)

    def either(self, one: Stated, uses: list[Node], definition: Node) -> None:
        """One list stands for all the elements of a repeated choice."""
        assert [struct.__name__ for struct in one.classes] == [self.name(use) for use in uses]
        (choice,) = definition.iterchildren(XS + "choice")
        assert choice.attrib["maxOccurs"] == "unbounded"
        assert one.row.occurs == (int(choice.get("minOccurs", "1")), True)
        for struct, use in zip(one.classes, uses, strict=True):
            definition_of = self.xsds.type_of(use)
            assert not isinstance(definition_of, str)
            self.pair(struct, definition_of)

    def name(self, use: Node) -> str:
        return self.xsds.declared(use).attrib["name"]

    def expected(self, use: Node, inside: Node) -> Row:
        """The row as the XSD states it."""
        declared = self.xsds.declared(use)
        home = declared.getroottree().getroot()
        if use.tag == XS + "attribute":
            place = "@" + (home.attrib["targetNamespace"] if "ref" in use.attrib else "")
            return Row(place, (int(use.get("use") == "required"), False), use.get("fixed"), None)
        assert "ref" in use.attrib or home.get("elementFormDefault") == "qualified"
        place = home.attrib["targetNamespace"]
        return Row(place, occurs(use, inside), declared.get("fixed"), declared.get("default"))

    def type(self, one: Stated, use: Node) -> None:
        """The type of a row; a struct's is compared in its turn."""
        definition = self.xsds.type_of(use)
        if el.Node in one.classes:
            assert one.row.place == "http://www.w3.org/2000/09/xmldsig#"
        elif definition == "anyType":
            assert set(one.classes) == {str, el.AnyContent}
        elif not isinstance(definition, str) and definition.tag == XS + "complexType":
            (struct,) = one.classes
            assert struct.__name__.endswith(definition.get("name") or self.name(use))
            self.pair(struct, definition)
        else:
            assert one.classes == [str]
            self.simple(one.marks[el.Simple], definition)

    def simple(self, simple: el.Simple, definition: Node | str) -> None:
        """Base and facets of a simple type; a fixed value makes the facets superfluous if it obeys them."""
        base, patterns, enumeration, lengths = self.xsds.facets(definition)
        assert simple.base == base
        if simple.fixed is not None:
            assert simple.fixed in (enumeration or {simple.fixed})
            return
        assert set(simple.enumeration) == enumeration
        stated = {"minLength": simple.min_length, "maxLength": simple.max_length}
        assert {facet: str(value) for facet, value in stated.items() if value is not None} == lengths
        assert bool(simple.pattern) == bool(patterns)
        for sample in SAMPLES if patterns else ():
            ours, theirs = re.fullmatch(simple.pattern, sample), re.fullmatch(patterns[0], sample, re.ASCII)
            assert bool(ours) == bool(theirs), sample


GUID = "0f8fad5b-d9cb-469f-A165-70867728950e"
PLAIN = [
    " ",
    "1",
    "12",
    "1.2",
    "2.16.578.1",
    "1..2",
    ".1",
    "1.",
    "1.a",
    "٣",
    "123",
    "1234",
    "12345",
    "12a4",
    "1 2",
    "NO",
    "no",
    "N",
    "NOR",
    "N1",
    "ØL",
]
BRACED = (GUID, GUID.upper(), f"{{{GUID}}}", f"{{{GUID}", f"{GUID}}}", GUID[:-1], GUID + "0", "x" + GUID)
SAMPLES = ("", *PLAIN, *BRACED)


def test_the_structs_are_what_the_derivation_makes_of_the_official_xsds(shared: Path) -> None:
    made = derive(shared / "standards")
    assert len(made) == 33
    differing = [path for path, text in made.items() if (PROJECT / path).read_text(encoding="utf-8") != text]
    assert differing == []


@cache
def walk(xsds: Xsds, uri: str) -> Walk:
    """Compare everything below the global elements of a namespace."""
    done = Walk(xsds, NAMESPACES[uri].version)
    for name, struct in namespaces.elements(uri).items():
        definition = xsds.type_of(xsds.named[XS + "element", uri, name])
        assert not isinstance(definition, str)
        done.pair(struct, definition)
    return done


@pytest.mark.parametrize("uri", NAMESPACES)
def test_every_row_is_what_the_xsd_says(xsds: Xsds, uri: str) -> None:
    declared = {node.get("name") for node in xsds.roots[uri].findall(XS + "element")}
    assert declared == set(namespaces.elements(uri))
    assert walk(xsds, uri).seen


def test_every_struct_is_compared_with_some_type(xsds: Xsds) -> None:
    walks = [walk(xsds, uri) for uri in NAMESPACES]
    roots = {struct for uri in NAMESPACES for struct in namespaces.elements(uri).values()}
    reached = roots.union(*(done.seen.values() for done in walks))
    by_hand = {
        struct for struct in structs_below(el.Element) if struct.__module__.startswith("mappings.henvisning")
    }
    assert structs_below(el.Element) - by_hand <= {parent for struct in reached for parent in struct.__mro__}
    assert sum(done.rows for done in walks) > 3000


def structs_below(struct: type[el.Element]) -> set[type[el.Element]]:
    """Every struct that is loaded, base classes apart."""
    own = set() if struct.__name__.startswith("_") or struct is el.Element else {struct}
    return own.union(*map(structs_below, struct.__subclasses__()))


def test_no_namespace_with_elements_is_forgotten(xsds: Xsds) -> None:
    holding = {uri for uri, root in xsds.roots.items() if root.find(XS + "element") is not None}
    assert {uri for uri in holding if not any(part in uri for part in LEFT_OUT)} == set(NAMESPACES)


def test_henvisning_takes_the_plan_flags_from_plo_2(xsds: Xsds) -> None:
    (henvisning,) = (root for uri, root in xsds.roots.items() if "henvisning" in uri)
    (use,) = henvisning.iterfind(f".//{XS}element[@ref='po:OpplysningerOmIndividuellPlan']")
    known = namespaces.known(f"{{{use.nsmap['po']}}}OpplysningerOmIndividuellPlan")
    assert known
    assert (known[0], known[1].name) == (po2.OpplysningerOmIndividuellPlan, "2.0")


NAMED_LIST = re.compile(r"(?:kodeverk|volven|OID=)\D{0,9}(\d{4})(?!\d)", re.IGNORECASE)


def numbers(hint: object) -> set[int]:
    """The code lists of one annotation."""
    return {number for mark in marks(hint) if isinstance(mark, el.Kodeverk) for number in mark.numbers}


def numbers_at(note: Node, known: dict[Node, type[el.Element]]) -> set[int]:
    """The code lists at the element that a note stands at; for one with children, those of its children's rows."""
    element = next(note.iterancestors(XS + "element"))
    outer = next(element.iterancestors(XS + "complexType"), None)
    if outer is not None:
        return numbers(get_type_hints(known[outer], include_extras=True)[element.attrib["name"]])
    (inner,) = element.iterchildren(XS + "complexType")
    rows = get_type_hints(known[inner], include_extras=True).values()
    structs = [part for row in rows for part in classes(row) if issubclass(part, el.Element)]
    return set().union(
        *(numbers(hint) for one in structs for hint in get_type_hints(one, include_extras=True).values())
    )


def test_every_code_list_that_an_xsd_names_is_in_the_table(xsds: Xsds) -> None:
    named: set[int] = set()
    known = {node: struct for uri in NAMESPACES for node, struct in walk(xsds, uri).seen.items()}
    for uri in {node.getroottree().getroot().attrib["targetNamespace"] for node in known}:
        for note in xsds.roots[uri].iter(XS + "documentation"):
            for number in NAMED_LIST.findall(" ".join(note.itertext())):
                named.add(int(number))
                assert int(number) in numbers_at(note, known)
    assert named == {7608, 7609, 9034, 9121, 9246}
