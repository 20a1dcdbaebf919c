"""Messages made from the tables: any root of any family and version, valid by its plan, as large as asked for.

`Maker` draws from a `random.Random`, so that the same tables serve hypothesis (`messages`, `medical`: give a source that
shrinks) and the deterministic generator of mutants (give a seeded one).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st
from lxml import etree

from mappings import element as el
from mappings import namespaces
from mappings.engine.generic import node
from mappings.engine.plan import Plan, Row, kodeverk
from mappings.felles import base64container, kith
from mappings.message import LAYER
from mappings.msghead import mh
from mappings.namespace_table import NAMESPACES
from tests.strategies import values

if TYPE_CHECKING:
    from random import Random

    from hypothesis.strategies import SearchStrategy

    from mappings.engine.content import Automaton

COMPONENTS = ("/poKomponent/", "/epj/", "/base64container", "kith.no/xmlstds")
"""Namespaces (parts, or ends) whose elements are pieces of messages, no messages of their own."""

MSGHEAD = "{http://www.kith.no/xmlstds/msghead/2006-05-24}MsgHead"
CONTAINER = "{http://www.kith.no/xmlstds/base64container}Base64Container"


def _is_component(uri: str) -> bool:
    return any(part in uri for part in COMPONENTS[:3]) or uri.endswith(COMPONENTS[3])


ELEMENTS = tuple(f"{{{uri}}}{name}" for uri in NAMESPACES for name in namespaces.elements(uri))
"""Clark names of all global elements."""


def _roots(uri: str) -> list[str]:
    """The messages of a namespace: its first element, or all but the metadata where privacy settings are defined."""
    names = list(namespaces.elements(uri))
    if "pvi" in NAMESPACES[uri].version.uris:
        return [name for name in names if not name.endswith("Metadata")]
    return [] if _is_component(uri) else names[:1]


ROOTS = tuple(f"{{{uri}}}{name}" for uri in NAMESPACES for name in _roots(uri))
"""Clark names of the messages: at least one root for each family and version."""

PAYLOADS = tuple(tag for tag in ROOTS if tag != MSGHEAD and "/apprec/" not in tag)
"""The messages that stand inside a MsgHead."""


@dataclass(frozen=True)
class Knobs:
    """How large and how odd a message is."""

    density: float = 0.35
    """How often what is optional is there, and how often what may be repeated is repeated (0 to 1)."""
    edge: float = 0.2
    """How often a value takes a rare form (0 to 1)."""
    depth: int = 8
    """From this level on only what must be there is there."""
    payloads: tuple[str, ...] = (*PAYLOADS, CONTAINER)
    """What stands inside `Content`."""


PLAIN = Knobs(density=0.2, edge=0.0, depth=6)
RICH = Knobs(density=0.6, edge=0.3, depth=7)


@cache
def held_codes(number: int) -> tuple[tuple[str, str], ...]:
    """Codes and displays of a code list that the project holds; empty where it holds none."""
    path = Path(import_module("mappings").__path__[0]) / "tables" / f"kodeverk-{number}.json"
    if not path.is_file():
        return ()
    concepts = json.loads(path.read_text(encoding="utf-8"))["concept"]
    return tuple((concept["code"], concept["display"]) for concept in concepts)


@cache
def _lists(struct: type[el.Element]) -> dict[str, tuple[int, ...]]:
    return kodeverk(struct)


_RIVALS: dict[tuple[type[el.Element], int, int, str], list[str]] = {}


def _rivals(struct: type[el.Element], content: Automaton, state: int, name: str) -> list[str]:
    """A step and those that stand for it in a choice: neither may follow the other."""
    key = (struct, len(content.steps), state, name)
    if key not in _RIVALS:
        steps = content.steps[state]
        apart = [
            other
            for other in steps
            if content.path(steps[name], other) is None and content.path(steps[other], name) is None
        ]
        _RIVALS[key] = [name, *(other for other in apart if other != name)]
    return _RIVALS[key]


class Maker:
    """Makes elements from their plans. `random` is the only source of choice."""

    def __init__(self, random: Random, knobs: Knobs = Knobs()) -> None:
        self.random = random
        self.knobs = knobs

    def often(self, share: float) -> bool:
        """True in this share of the draws; the smallest draw says no."""
        return self.random.random() > 1 - share

    def message(self, tag: str) -> el.Element:
        """A message by its Clark name."""
        known = namespaces.known(tag)
        assert known is not None
        return self.struct(*known, self.knobs.depth)

    def struct(self, struct: type[el.Element], version: el.Version, depth: int) -> el.Element:
        """A struct with everything that must be there, and some of what may."""
        plan = LAYER.plan(struct, version)
        fields: dict[str, Any] = {
            plan.fields[row.field]: [] if row.many else None for row in plan.rows.values()
        }
        for row in plan.attributes:
            if row.required or self.often(self.knobs.density):
                fields[row.name] = self.value(row.simple)
            else:
                fields[row.name] = None
        if plan.text is not None:
            fields[plan.text.name] = self.value(plan.text.simple)
        if plan.wild is not None:
            fields[plan.wild.name] = self.payloads(depth - 1)
        for name in self.names(plan, depth):
            row = plan.rows[name]
            item = self.child(plan, row, version, depth - 1)
            if row.many:
                fields[plan.fields[row.field]].append(item)
            else:
                fields[plan.fields[row.field]] = item
        return struct(**fields)

    def names(self, plan: Plan, depth: int) -> list[str]:
        """A word of the content model; at depth 0 one of the shortest."""
        state, names = 0, []
        density = self.knobs.density if depth > 0 else 0.0
        while True:
            steps = plan.content.steps[state]
            name = next((name for name in steps if self.often(density)), None)
            if name is None and plan.content.accepts[state]:
                return names
            if name is None:
                name = self.nearest(plan, state)
            name = self.random.choice(_rivals(plan.struct, plan.content, state, name))
            names.append(name)
            state = steps[name]

    def nearest(self, plan: Plan, state: int) -> str:
        """One of the steps that lead to an end on the shortest way."""
        steps = plan.content.steps[state]
        ways = {name: len(plan.content.path(there, None) or ()) for name, there in steps.items()}
        return self.random.choice([name for name, way in ways.items() if way == min(ways.values())])

    def child(self, plan: Plan, row: Row, version: el.Version, depth: int) -> object:
        """A value for one element."""
        if row.struct is not None:
            lists = _lists(plan.struct).get(plan.fields[row.field], ())
            return self.coded(row.struct, lists) or self.struct(row.struct, version, depth)
        if row.kind == "node":
            return SIGNATURE
        if row.simple is not None:
            return self.value(row.simple)
        return self.any_content(depth)

    def coded(self, struct: type[el.Element], lists: tuple[int, ...]) -> el.Element | None:
        """A code of a list that is held, mostly, for an element that is bound to one."""
        held = [(number, codes) for number in lists if (codes := held_codes(number))]
        if not held or self.often(0.3 * self.knobs.density) or struct not in (kith.CS, kith.CV):
            return None
        number, codes = self.random.choice(held)
        code, display = self.random.choice(codes)
        oid = f"2.16.578.1.12.4.1.1.{number}"
        return kith.CS(code, display) if struct is kith.CS else kith.CV(code, oid, display)

    def value(self, simple: el.Simple) -> str:
        """A value of a simple type."""
        return values.value(simple, self.random, self.knobs.edge)

    def payloads(self, depth: int) -> list[el.Payload]:
        """What stands inside `Content`: mostly one message."""
        found = []
        while not found or self.often(self.knobs.density / 4):
            tag = self.random.choice(self.knobs.payloads)
            known = namespaces.known(tag)
            assert known is not None
            found.append(el.Payload(tag, self.struct(*known, max(depth, 2))))
        return found

    def any_content(self, depth: int) -> el.AnyType:
        """Plain text, or markup as it occurs: XHTML with inline blanks, other namespaces, a registered element."""
        if not self.often(self.knobs.density) or depth <= 0:
            return values.text(self.random, self.knobs.edge)
        return el.AnyContent({}, self.random.choice((*MARKUP, [self.registered()])))

    def registered(self) -> el.Node:
        """A registered element as a generic tree: anyType lets it stand, and the XSD then judges it."""
        tag = "{http://ehelse.no/xmlstds/samtykke/v1.0}SamtykkeMetadata"
        return node(etree.fromstring(LAYER.write(tag, Maker(self.random, PLAIN).message(tag))))


_XHTML = "{http://www.w3.org/1999/xhtml}"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
MARKUP: tuple[list[str | el.Node], ...] = (
    [
        el.Node(
            _XHTML + "div",
            {"class": "notat"},
            [
                el.Node(_XHTML + "b", {}, ["Varsom"]),
                " ",
                el.Node(_XHTML + "i", {_LANG: "nb"}, ["Furu"]),
                " \n",
                el.Node(_XHTML + "br"),
            ],
        )
    ],
    [
        "før ",
        el.Node(_XHTML + "p", {}, ["a < b & c\r\n", el.Node("{urn:x:y}z", {"{urn:x:a}q": "1\t2"})]),
        " etter",
    ],
    [el.Node("bare", {"a": 'b"c'}, [el.Node(_XHTML + "p", {}, ["  "]), el.Node("bare")])],
)

_DS = "{http://www.w3.org/2000/09/xmldsig#}"
SIGNATURE = el.Node(
    _DS + "Signature",
    {},
    [
        el.Node(
            _DS + "SignedInfo",
            {},
            [
                el.Node(
                    _DS + "CanonicalizationMethod", {"Algorithm": "http://www.w3.org/2001/10/xml-exc-c14n#"}
                ),
                el.Node(
                    _DS + "SignatureMethod",
                    {"Algorithm": "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"},
                ),
                el.Node(
                    _DS + "Reference",
                    {"URI": ""},
                    [
                        el.Node(
                            _DS + "DigestMethod", {"Algorithm": "http://www.w3.org/2001/04/xmlenc#sha256"}
                        ),
                        el.Node(_DS + "DigestValue", {}, ["AAAA"]),
                    ],
                ),
            ],
        ),
        el.Node(_DS + "SignatureValue", {}, ["AAAA"]),
    ],
)
"""A signature that signs nothing: valid by its XSD."""


# --- messages that the rules on content accept (mappings/msghead/rules.py) -------------------------------------------

LOGISTICS = tuple(
    f"{{http://www.kith.no/xmlstds/po/Pasientlogistikk/{date}}}Pasientlogistikk"
    for date in ("2009-06-30", "2012-04-01")
)
DIALOG = "{http://www.kith.no/xmlstds/dialog/2013-01-23}Dialogmelding"
MEDICAL = (*LOGISTICS, DIALOG)
"""The kinds that have FHIR: Pasientlogistikk 1.5 and 1.6, Dialogmelding 1.1."""

_TYPES = {
    "MeldingInnlagtPasient": ("LOG_INNLAGT", "Melding om innlagt pasient"),
    "MeldingUtskrivningsklarPasient": ("LOG_UTSKRIVNINGSKLAR", "Melding om utskrivningsklar pasient"),
    "AvmeldingUtskrivningsklarPasient": ("LOG_AVMELDING", "Avmelding av utskrivningsklar pasient"),
    "MeldingOmUtskrevetPasient": ("LOG_UTSKREVET", "Melding om utskrevet pasient"),
    "OrienteringOmDod": ("LOG_DOD", "Orientering om dødsfall"),
}
_HELSEFAGLIG = ("DIALOG_HELSEFAGLIG", "Helsefaglig dialog")
_NUMBERS = "2.16.578.1.12.4.1.1."
_HOSPITAL = (("Helse Fjordland HF", "9000031", "312020203"), ("Medisinsk avdeling", "9000034", "312120216"))
_HOME = (("Fjellvik kommune", "9000001", "310010103"), ("Fjellvik hjemmetjeneste", "9000012", "310030309"))
_WEIGHTS = ((3, 7, 6, 1, 8, 9, 4, 5, 2), (5, 4, 3, 2, 7, 6, 5, 4, 3, 2))
"""For the two check digits of a fødselsnummer (modulus 11; a rest of 10 gives no number)."""


def type_of(message: el.Element) -> kith.CS:
    """MsgInfo/Type that goes with a payload."""
    found = (_TYPES[name] for name in _TYPES if getattr(message, name, None) is not None)
    return kith.CS(*next(found, _HELSEFAGLIG))


def person_number(random: Random) -> tuple[str, str]:
    """A synthetic fødselsnummer (month + 80) and the date of birth that it holds."""
    day, month, year = 1 + random.randrange(28), 1 + random.randrange(12), 1940 + random.randrange(60)
    for serial in range(499):
        digits = f"{day:02}{month + 80:02}{year % 100:02}{serial:03}"
        for weights in _WEIGHTS:
            digits += str(
                -sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=False)) % 11
            )
        if len(digits) == 11:
            return digits, f"{year}-{month:02}-{day:02}"
    raise AssertionError("no number for this day")


def uuid(random: Random) -> str:
    """A MsgId, in one of the forms that occur."""
    digits = f"{random.getrandbits(128):032x}"
    plain = "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))
    return random.choice((plain, plain.upper(), f"{{{plain}}}"))


def organisation(levels: tuple[tuple[str, str, str], ...]) -> mh.Organisation:
    """A party with its identifiers on every level."""
    name, her, enh = levels[0]
    return mh.Organisation(
        OrganisationName=name,
        Ident=[
            mh.Ident(her, kith.CV("HER", _NUMBERS + "9051", "HER-id")),
            mh.Ident(enh, kith.CV("ENH", _NUMBERS + "9051", "Organisasjonsnummeret i Enhetsregister")),
        ],
        Organisation=organisation(levels[1:]) if len(levels) > 1 else None,
    )


def identified(patient: mh.Patient, random: Random) -> mh.Patient:
    """The patient with a name and a synthetic number; what else was drawn stays."""
    number, born = person_number(random)
    patient.GivenName, patient.FamilyName, patient.DateOfBirth = "Varsom", "Furu", born
    own = mh.Ident(number, kith.CV("FNR", _NUMBERS + "8116", "Fødselsnummer"))
    patient.Ident = [own, *(other for other in patient.Ident if other.TypeId.V not in ("FNR", "DNR", "FHN"))]
    return patient


def attachment(random: Random) -> mh.Document:
    """A document with a small attachment."""
    data = values.value(el.Simple("base64Binary"), random, 0.5)
    content = mh.Content([el.Payload(CONTAINER, base64container.Base64Container(data))])
    return mh.Document(
        DocumentConnection=kith.CS("V", "Vedlegg"),
        RefDoc=mh.RefDoc(
            IssueDate=kith.TS("2026-09-01"),
            MsgType=kith.CS("A", "Vedlegg"),
            MimeType="application/pdf",
            Description="Vedlegg",
            Content=content,
        ),
    )


def medical_message(random: Random, tags: tuple[str, ...], knobs: Knobs = Knobs()) -> mh.MsgHead:
    """A whole message with one payload of each kind named, that the rules on content accept."""
    maker = Maker(random, knobs)
    known = namespaces.known(MSGHEAD)
    assert known is not None
    contents = [(tag, maker.message(tag)) for tag in tags]
    info = maker.struct(mh.MsgInfo, known[1], knobs.depth)
    assert isinstance(info, mh.MsgInfo)
    info.Type = type_of(contents[0][1])
    info.MsgId = uuid(random)
    info.GenDate = random.choice(
        ("2026-09-01T09:00:00", "2026-09-01T07:00:00Z", "2026-10-25T02:30:00.5+01:00")
    )
    info.Sender.Organisation, info.Receiver.Organisation = organisation(_HOSPITAL), organisation(_HOME)
    info.Patient = identified(info.Patient or mh.Patient(), random)
    documents = [
        mh.Document(
            RefDoc=mh.RefDoc(
                IssueDate=kith.TS("2026-09-01T08:59:00"),
                MsgType=kith.CS("XML", "XML-instans"),
                Content=mh.Content([el.Payload(tag, value)]),
            )
        )
        for tag, value in contents
    ]
    while maker.often(knobs.density):
        documents.append(attachment(random))
    return mh.MsgHead(info, documents)


# --- for hypothesis ---------------------------------------------------------------------------------------------------


def messages(tag: str, knobs: Knobs = Knobs()) -> SearchStrategy[el.Element]:
    """Messages of one kind by its Clark name: any of `ROOTS` (or any other of `ELEMENTS`)."""
    return st.randoms(use_true_random=False).map(lambda random: Maker(random, knobs).message(tag))


def medical(*tags: str, knobs: Knobs = Knobs()) -> SearchStrategy[mh.MsgHead]:
    """Whole messages with these payloads (of `MEDICAL`, or any other), as the receiving adapter takes them in."""
    return st.randoms(use_true_random=False).map(lambda random: medical_message(random, tags, knobs))
