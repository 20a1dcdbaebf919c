"""Where our verdict on a message is not that of the official XSDs as libxml2 applies them: one row a reason.

A row is proved by its repair: with the cause taken out of the message, both verdicts are the same. So no row can hide
another difference, and each has a sample in which it shows.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Literal, NamedTuple

import msgspec
from lxml import etree

from mappings.felles import epj1, epj2, epj3
from mappings.message import LAYER

Tree = etree._Element
Change = Callable[[Tree], None]

EXAMPLES = Path(__file__).resolve().parents[2] / "conformance" / "examples"
"""Our own synthetic messages."""

XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
M1 = "{http://www.kith.no/xmlstds/epj/meta/2008-02-20}"
XML = "{http://www.w3.org/XML/1998/namespace}"
SIGNATURE = "{http://www.w3.org/2000/09/xmldsig#}Signature"
HENVISNING = "http://ehelse.no/xmlstds/henvisning/2017-11-30"
NEEDED_OF_HENVISNING = f"""<Henvisning xmlns="{HENVISNING}" xmlns:po="http://ehelse.no/xmlstds/po/poKomponent/2017-11-30">
<ServType V="N"/><IssueDate>2026-09-01T09:00:00</IssueDate><DocumentId>1</DocumentId>
<po:TypeInnholdIMelding><po:TypeInnhold V="1"/></po:TypeInnholdIMelding>
<ReqServ><ServType V="1"/><Priority V="N"/></ReqServ></Henvisning>"""


class Row(NamedTuple):
    """One difference: who refuses, why, how to take its cause out of a message, and a message's part that shows it."""

    name: str
    stricter: Literal["ours", "libxml2"]
    reason: str
    repair: Change
    example: str
    """A file of `EXAMPLES` in which `sample` makes the difference show."""
    sample: Change


def _values(change: Callable[[str], str]) -> Change:
    """A repair of every attribute's value and every leaf's text."""

    def repair(tree: Tree) -> None:
        for one in tree.iter(etree.Element):
            for name, value in one.items():
                one.set(name, change(value))
            if one.text and not len(one):
                one.text = change(one.text)

    return repair


def _without_types(tree: Tree) -> None:
    for one in tree.iter(etree.Element):
        one.attrib.pop(XSI + "type", None)


FIXED = {
    (name, field.name): field.default
    for module in (epj1, epj2, epj3)
    for name, struct in module.ELEMENTS.items()
    for field in msgspec.structs.fields(struct)
    if field.name.endswith("komponenttype")
}


def _with_fixed_values(tree: Tree) -> None:
    for one in tree.iter(etree.Element):
        for (element, attribute), value in FIXED.items():
            if etree.QName(one).localname == element and M1 + attribute in one.attrib:
                one.set(M1 + attribute, str(value))


def _without_borrowed_attributes(tree: Tree) -> None:
    for one in tree.iter(etree.Element):
        for name in one.attrib:
            if name.startswith((M1, XML)) and "/xmlstds/" not in (etree.QName(one).namespace or ""):
                del one.attrib[name]


def _with_base64(tree: Tree) -> None:
    for one in tree.iter("{*}Base64Container", "{*}Innhold"):
        one.text = re.sub(r"[^A-Za-z0-9+/= \t\r\n]", "", one.text or "")


def _ascii_digits(value: str) -> str:
    return "".join(
        str(unicodedata.digit(one)) if one.isdecimal() and not one.isascii() else one for one in value
    )


def _with_telephone(tree: Tree) -> None:
    for one in tree.iter("{*}TeleAddress", "{*}REF", "{*}FileReference"):
        if "V" in one.attrib:
            one.set("V", "tel:1")
        elif one.text:
            one.text = "tel:1"


def _without_signature(tree: Tree) -> None:
    for one in list(tree.iter(SIGNATURE)):
        parent = one.getparent()
        if parent is not None:
            parent.remove(one)


def _with_henvisning(tree: Tree) -> None:
    for one in list(tree.iter(f"{{{HENVISNING}}}Henvisning")):
        parent = one.getparent()
        if parent is not None:
            parent.replace(one, etree.fromstring(NEEDED_OF_HENVISNING))


def _set(name: str, attribute: str, value: str | etree.QName) -> Change:
    """A change of the first element of this name: of an attribute, or of its text where none is named."""

    def change(tree: Tree) -> None:
        one = next(tree.iter(f"{{*}}{name}"))
        if attribute:
            one.set(attribute, value)
        else:
            one.text = str(value)

    return change


def _sign(tree: Tree) -> None:
    etree.SubElement(tree, SIGNATURE).text = "x"


def _mark_up(tree: Tree) -> None:
    text = next(tree.iter("{*}TekstNotatInnhold"))
    etree.SubElement(text, "{http://www.w3.org/1999/xhtml}b").set(M1 + "informasjonskategori", "x")


_REPORT = "innleggelsesrapport-1.6.xml"
_LOG = "log_innlagt-1.6.xml"
_DIALOG = "dialog_helsefaglig-1.1.xml"

ROWS = (
    Row(
        "xsi:type",
        "ours",
        "Refused on every element: none needs it, and the prefix in the type's name would have to be kept. XSD takes it "
        "where it names the declared type or one derived from it.",
        _without_types,
        _DIALOG,
        _set("TekstNotatInnhold", XSI + "type", etree.QName("http://www.w3.org/2001/XMLSchema", "string")),
    ),
    Row(
        "fixed value of an attribute declared elsewhere",
        "ours",
        "XSD part 1, 3.5.4: the value fixed on an attribute's use binds. libxml2 does not look at it where the attribute "
        "is used by reference (m1:basiskomponenttype, m1:komponenttype).",
        _with_fixed_values,
        _REPORT,
        _set("Cave", M1 + "komponenttype", "2.16"),
    ),
    Row(
        "characters outside the base64 alphabet",
        "ours",
        "XSD part 2, 3.2.16: the alphabet and white space; libxml2 skips any other character.",
        _with_base64,
        _DIALOG,
        _set("Base64Container", "", "YQ-_=="),
    ),
    Row(
        "exponent without digits",
        "ours",
        "XSD part 2, 3.2.5: the exponent is an integer, so 1e is no double; libxml2 takes it.",
        _values(lambda value: re.sub(r"^([ \t\r\n]*[-+]?[0-9.]+)[eE][-+]?(?=[ \t\r\n]*$)", r"\1", value)),
        _REPORT,
        _set("Styrke", "V", "75e"),
    ),
    Row(
        "digits of other scripts",
        "ours",
        "Identifiers are ASCII; \\d in a pattern of XSD is every Unicode digit.",
        _values(_ascii_digits),
        _REPORT,
        _set("Diagnosekode", "S", "2.16.٥٧٨"),
    ),
    Row(
        "white space around a date",
        "libxml2",
        "XSD part 2, 4.3.6: white space around dates is collapsed; libxml2 refuses it.",
        _values(lambda value: re.sub(r"^[ \t\r\n]+(?=-?[0-9])|(?<=[0-9Z])[ \t\r\n]+$", "", value)),
        _LOG,
        _set("DateOfBirth", "", "1958-03-14\n"),
    ),
    Row(
        "years of many digits",
        "libxml2",
        "XSD part 2, 3.2.7: four digits or more, however many; libxml2 counts only so far.",
        _values(lambda value: re.sub(r"^([ \t\r\n]*-?)[1-9][0-9]{15,}(?=\D|$)", r"\g<1>2026", value)),
        _LOG,
        _set("TidspunktForHendelse", "V", "9" * 30),
    ),
    Row(
        "the syntax of a URI",
        "libxml2",
        "XSD part 2, 3.2.17 asks no processor to judge it, and a telephone number in the wrong form is no reason to "
        "refuse a message; libxml2 judges by RFC 3986.",
        _with_telephone,
        _LOG,
        _set("TeleAddress", "V", "1:2"),
    ),
    Row(
        "the standards' attributes on others' elements",
        "libxml2",
        "Markup in a text is kept as it is; the registered elements in it are judged, single attributes are not.",
        _without_borrowed_attributes,
        _DIALOG,
        _mark_up,
    ),
    Row(
        "what is inside a signature",
        "libxml2",
        "A signature is kept as it is: none is made or verified here.",
        _without_signature,
        _LOG,
        _sign,
    ),
    Row(
        "what is inside a Henvisning",
        "libxml2",
        "Only the flags on the individual plan are read out of it; the rest is a named leftover.",
        _with_henvisning,
        "henvisning-2.0.xml",
        _set("Heading", "wrong", "x"),
    ),
)


def verdicts(tree: Tree, schema: etree.XMLSchema) -> tuple[bool, bool]:
    """Ours and that of the official XSDs."""
    return not LAYER.examine(etree.tostring(tree, encoding="UTF-8")).issues, schema.validate(tree)


def explain(tree: Tree, schema: etree.XMLSchema) -> list[str]:
    """Names of the rows whose repairs bring the verdicts together, one alone where that is enough; none: unexplained."""
    touching = [row for row in ROWS if _changes(row, tree)]
    for rows in (*([row] for row in touching), touching):
        repaired = deepcopy(tree)
        for row in rows:
            row.repair(repaired)
        ours, theirs = verdicts(repaired, schema)
        if ours == theirs:
            return [row.name for row in rows]
    return []


def _changes(row: Row, tree: Tree) -> bool:
    repaired = deepcopy(tree)
    row.repair(repaired)
    return etree.tostring(repaired) != etree.tostring(tree)
