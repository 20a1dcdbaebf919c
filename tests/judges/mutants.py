"""Messages with something wrong (or merely odd) in them: a deterministic generator over lxml trees.

Most mutants are invalid, many are not: both verdicts must be found out, not guessed from the mutation.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from mappings.namespace_table import NAMESPACES
from tests.strategies.values import RARE_TEXT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

Tree = etree._Element

PARSER = etree.XMLParser(no_network=True, load_dtd=False, resolve_entities=False, huge_tree=True)
XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
M1 = "{http://www.kith.no/xmlstds/epj/meta/2008-02-20}"

# fmt: off
VALUES = (
    "", " ", "\n", "x", "0", "1", "-1", "+1", "01", "1.", ".5", "1e5", "1e", "INF", "NaN", "true", "false",
    "TRUE", " true ", "ja", "2", "3", "03", "4", "5", "9" * 12, "9" * 30, "-2147483648", "2147483648",
    "1 2", "1,5", "٣", "2026-09-01", " 2026-09-01", "2026-09-01 ", "2026-02-29", "2024-02-29",
    "1900-02-29", "2026-9-1", "2026-09-01Z", "2026-09-01+14:00", "2026-09-01+14:01", "2026-13-01",
    "2026-00-10", "2026-04-31", "0000-01-01", "-0001-01-01", "12026-01-01", "012026-01-01", "20260901",
    "01.09.2026", "2026", "0000", "02012", "-0044", "2026-09", "2026-13", "2026-09Z", "09:00:00",
    "24:00:00", "24:00:01", "9:00", "09:00:60", "2026-09-01T09:00:00", "2026-09-01T24:00:00",
    "2026-09-01T24:00:01", "2026-09-01T09:00", "2026-09-01 09:00:00", "2026-09-01T09:00:00.",
    "2026-09-01T09:00:00.5Z", "2026-09-01T09:00:00+02:00", "2026-09-01T09:00:00+2", "2026-09-01T25:00:00",
    "2026-02-30T09:00:00", "2.16.578.1.12.4.1.1.9051", "2.16.", ".2.16", "2..16", "1.2.a", "٢.16",
    " 2.16 ", "9" * 5000, "7b2e9c14-60d8-4a3f-91c5-0e4f7a6b8d14", "{7b2e9c14-60d8-4a3f-91c5-0e4f7a6b8d14",
    "NO", "Norge", "0001", "12345", "tel:99900001", "tel:+47 999 00 001", "a b", "%zz", "#a#b",
    "http://[::1", ":", "10:00", "//[", "1:2", "{}", "\\", "YQ==", "YQ=", "Y Q = =", "YR==", "YQ", "æ",
    "YWJj=", "====", "v1.2 2006-05-24", " v1.2 2006-05-24", "EPJ sak", "DIREKTE_RETUR", "x" * 100,
    "x" * 101, "x" * 193, "x" * 256, *RARE_TEXT,
)
# fmt: on
"""Good and bad values of every type, tried everywhere."""

NAMES = (
    "V",
    "S",
    "DN",
    "OT",
    "U",
    "Id",
    "Ident",
    "Merknad",
    "Organisation",
    "Patient",
    "Content",
    "Notat",
    "Tidspunkt",
    "Å",
)
ATTRIBUTES = (
    *NAMES[:6],
    XSI + "schemaLocation",
    XSI + "noNamespaceSchemaLocation",
    XSI + "type",
    XSI + "nil",
    M1 + "informasjonskategori",
    M1 + "komponenttype",
    "komponentID",
    "Tidspunkt",
    "{http://www.w3.org/XML/1998/namespace}lang",
    "{urn:x}y",
)
URIS = (
    "",
    "urn:x",
    "http://www.w3.org/1999/xhtml",
    "http://www.kith.no/xmlstds/felleskomponent1",
    *NAMESPACES,
)


class Source(NamedTuple):
    """Messages to mutate: their trees, and all their elements as donors."""

    trees: tuple[Tree, ...]
    donors: tuple[Tree, ...]


def source(messages: list[bytes]) -> Source:
    """The messages as trees."""
    trees = tuple(etree.fromstring(data, PARSER) for data in messages)
    donors = tuple(
        one for tree in trees for one in tree.iter(etree.Element) if len(etree.tostring(one)) < 2000
    )
    return Source(trees, donors)


def mutants(found: Source, number: int, random: Random) -> Iterator[bytes]:
    """So many mutants: each message in its turn, mostly with one mutation."""
    for count in range(number):
        tree = deepcopy(found.trees[count % len(found.trees)])
        for _ in range(random.choice((1, 1, 1, 2, 4))):
            random.choice(MUTATIONS)(tree, found, random)
        yield _bytes(tree, random)


def _bytes(tree: Tree, random: Random) -> bytes:
    encoding = random.choice(("UTF-8",) * 8 + ("ISO-8859-1", "UTF-16"))
    data = etree.tostring(tree, encoding=encoding, xml_declaration=True)
    if encoding != "UTF-16" and random.random() < 0.2:
        data = data.replace(b"\n", b"\r\n")
    return data


# --- where ------------------------------------------------------------------------------------------------------------


def _any(tree: Tree, random: Random) -> Tree:
    return random.choice(list(tree.iter(etree.Element)))


def _inner(tree: Tree, random: Random) -> Tree:
    """Any element but the root; the root where there is no other."""
    return random.choice(list(tree.iter(etree.Element))[1:] or [tree])


def _leaf(tree: Tree, random: Random) -> Tree:
    return random.choice([one for one in tree.iter(etree.Element) if not len(one)] or [tree])


def _with_attributes(tree: Tree, random: Random) -> Tree:
    return random.choice([one for one in tree.iter(etree.Element) if one.attrib] or [tree])


def _put(parent: Tree, child: Tree, random: Random) -> None:
    parent.insert(random.randrange(len(parent) + 1), child)


# --- what -------------------------------------------------------------------------------------------------------------

Mutation = "Callable[[Tree, Source, Random], None]"


def delete(tree: Tree, _: Source, random: Random) -> None:
    found = _inner(tree, random)
    parent = found.getparent()
    if parent is not None:
        parent.remove(found)


def duplicate(tree: Tree, _: Source, random: Random) -> None:
    found = _inner(tree, random)
    parent = found.getparent()
    if parent is not None:
        parent.insert(parent.index(found), deepcopy(found))


def swap(tree: Tree, _: Source, random: Random) -> None:
    found = _inner(tree, random)
    other = found.getnext()
    if other is not None:
        found.addprevious(other)


def move(tree: Tree, _: Source, random: Random) -> None:
    found, target = _inner(tree, random), _any(tree, random)
    if found not in (target, tree) and found not in list(target.iterancestors()):
        _put(target, found, random)


def donate(tree: Tree, found: Source, random: Random) -> None:
    _put(_any(tree, random), deepcopy(random.choice(found.donors)), random)


def donate_alike(tree: Tree, found: Source, random: Random) -> None:
    """Another element of the same name in the place of one: mostly good, mostly different."""
    one = _inner(tree, random)
    parent = one.getparent()
    alike = [donor for donor in found.donors if donor.tag == one.tag]
    if parent is not None and alike:
        parent.replace(one, deepcopy(random.choice(alike)))


def rename(tree: Tree, _: Source, random: Random) -> None:
    found = _any(tree, random)
    name = random.choice((*NAMES, etree.QName(_any(tree, random)).localname))
    found.tag = etree.QName(etree.QName(found).namespace, name).text


def to_other_namespace(tree: Tree, _: Source, random: Random) -> None:
    found = _any(tree, random)
    found.tag = etree.QName(random.choice(URIS) or None, etree.QName(found).localname).text


def delete_attribute(tree: Tree, _: Source, random: Random) -> None:
    found = _with_attributes(tree, random)
    if found.attrib:
        del found.attrib[random.choice(list(found.attrib))]


def add_attribute(tree: Tree, _: Source, random: Random) -> None:
    _any(tree, random).set(random.choice(ATTRIBUTES), random.choice(VALUES[:40]))


def change_attribute(tree: Tree, _: Source, random: Random) -> None:
    found = _with_attributes(tree, random)
    if found.attrib:
        found.set(random.choice(list(found.attrib)), random.choice(VALUES))


def reorder_attributes(tree: Tree, _: Source, random: Random) -> None:
    found = _with_attributes(tree, random)
    kept = list(found.attrib.items())
    random.shuffle(kept)
    found.attrib.clear()
    found.attrib.update(kept)


def change_text(tree: Tree, _: Source, random: Random) -> None:
    _leaf(tree, random).text = random.choice(VALUES)


def take_text(tree: Tree, _: Source, random: Random) -> None:
    _leaf(tree, random).text = _leaf(tree, random).text


def pad_text(tree: Tree, _: Source, random: Random) -> None:
    found = _leaf(tree, random)
    found.text = (
        random.choice((" ", "\n\t", "\r\n ", "")) + (found.text or "") + random.choice((" ", "\r", ""))
    )


def stray_text(tree: Tree, _: Source, random: Random) -> None:
    found = _any(tree, random)
    text = random.choice((" ", "\n", "stray", "\u00a0", "\r\n", "."))
    if random.random() < 0.5 or found is tree:
        found.text = (found.text or "") + text
    else:
        found.tail = (found.tail or "") + text


def empty(tree: Tree, _: Source, random: Random) -> None:
    found = _any(tree, random)
    text = random.choice((None, " ", "\n"))
    attributes = dict(found.attrib)
    tail = found.tail
    found.clear()
    found.attrib.update(attributes)
    found.text, found.tail = text, tail


def nest(tree: Tree, _: Source, random: Random) -> None:
    """An element inside one of its own name."""
    found = _inner(tree, random)
    inner = deepcopy(found)
    inner.tail = None
    _put(found, inner, random)


def split(tree: Tree, _: Source, random: Random) -> None:
    """A comment or processing instruction in the middle of anything: no change to what is said."""
    found = _any(tree, random)
    mark = etree.Comment(" <x/> ") if random.random() < 0.5 else etree.ProcessingInstruction("x", "y")
    if len(found):
        _put(found, mark, random)
    elif found.text:
        at = random.randrange(len(found.text) + 1)
        found.text, mark.tail = found.text[:at], found.text[at:]
        found.insert(0, mark)


def markup(tree: Tree, _: Source, random: Random) -> None:
    """XHTML in a leaf: allowed in anyType alone."""
    found = _leaf(tree, random)
    inner = etree.SubElement(found, "{http://www.w3.org/1999/xhtml}b")
    inner.text, inner.tail = random.choice((None, " ", "fet")), random.choice((None, " ", "etter"))


MUTATIONS = (
    delete,
    duplicate,
    swap,
    move,
    donate,
    donate_alike,
    rename,
    to_other_namespace,
    delete_attribute,
    add_attribute,
    change_attribute,
    change_attribute,
    reorder_attributes,
    change_text,
    change_text,
    take_text,
    pad_text,
    stray_text,
    empty,
    nest,
    split,
    markup,
)
