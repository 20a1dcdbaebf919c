"""What is made in the program is checked while it is written: nothing leaves that the XSDs would not take."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from mappings import element as el
from mappings import namespaces
from mappings.dialog import dia
from mappings.felles import base64container, epj3, fk1, kith
from mappings.henvisning import henvisning
from mappings.message import LAYER
from mappings.msghead import mh
from mappings.personvern import sam
from mappings.plo import helseopplysninger_ved_soknad as hso
from mappings.plo import pasientlogistikk, po
from mappings.result import Refusal
from tests.judges.disagreements import EXAMPLES
from tests.judges.infoset import infoset
from tests.judges.mutants import PARSER
from tests.strategies.messages import MEDICAL, MSGHEAD, PLAIN, Knobs, Maker, medical_message

if TYPE_CHECKING:
    from collections.abc import Callable

INFO = "/MsgHead/MsgInfo"
ANY_EVENT = (
    "OrienteringOmDod eller MeldingOmUtskrevetPasient eller MeldingUtskrivningsklarPasient eller "
    "AvmeldingUtskrivningsklarPasient eller MeldingInnlagtPasient"
)
LOG = "/MsgHead/Document/RefDoc/Content/Pasientlogistikk"
NOTE = "/MsgHead/Document[1]/RefDoc/Content/Dialogmelding/Notat/TekstNotatInnhold"


def message(name: str = "log_utskrevet-1.6") -> Any:  # noqa: ANN401 - the tests change what they please
    return LAYER.read((EXAMPLES / f"{name}.xml").read_bytes()).value


def payload(head: mh.MsgHead, document: int = 0) -> Any:  # noqa: ANN401 - same
    content = head.Document[document].RefDoc.Content
    assert content is not None
    return content.items[0].value


def faults(value: object, tag: str = MSGHEAD) -> list[tuple[str, str, tuple[str, ...]]]:
    """What writing is refused for; the checker says the same."""
    with pytest.raises(Refusal) as refused:
        LAYER.write(tag, value)  # type: ignore[arg-type]  # wrong types are the point
    assert refused.value.issues == LAYER.check(tag, value)  # type: ignore[arg-type]  # same
    return [(issue.key, issue.where, issue.params) for issue in refused.value.issues]


def put(path: str, value: object) -> Callable[[mh.MsgHead], None]:
    """A change of one field: names and positions from the head down."""

    def change(head: mh.MsgHead) -> None:
        target: Any = head
        *way, last = path.split(".")
        for step in way:
            target = (
                payload(target)
                if step == "*"
                else target[int(step)]
                if step.isdigit()
                else getattr(target, step)
            )
        setattr(target, last, value)

    return change


DISCHARGE = "*.MeldingOmUtskrevetPasient"

FAULTY: dict[str, tuple[Callable[[mh.MsgHead], None], tuple[str, str, tuple[str, ...]]]] = {
    "absent though required": (put("MsgInfo.MsgId", None), ("element-missing", INFO, ("MsgId",))),
    "an empty list though one is required": (
        put("MsgInfo.Receiver.Organisation.Ident", []),
        ("element-missing", f"{INFO}/Receiver/Organisation", ("Ident",)),
    ),
    "none of a choice": (
        put(DISCHARGE, None),
        (
            "element-missing",
            LOG,
            (ANY_EVENT,),
        ),
    ),
    "two of a choice": (
        put(
            "*.OrienteringOmDod",
            pasientlogistikk.OrienteringOmDod(
                po.TidsfestetHendelse(TidspunktForHendelse=kith.TS(), Anslag="0")
            ),
        ),
        (
            "element-unexpected",
            f"{LOG}/MeldingOmUtskrevetPasient",
            ("MeldingOmUtskrevetPasient", "ingenting"),
        ),
    ),
    "a bad value": (put("MsgInfo.GenDate", "i dag"), ("value-invalid", f"{INFO}/GenDate", ("dateTime",))),
    "a bad value in an attribute": (
        put("MsgInfo.Sender.Organisation.TypeOrganisation.S", "x"),
        ("value-invalid", f"{INFO}/Sender/Organisation/TypeOrganisation/@S", ("token",)),
    ),
    "another fixed value": (
        put("MsgInfo.MIGversion", "v1.1"),
        ("value-fixed", f"{INFO}/MIGversion", ("v1.2 2006-05-24",)),
    ),
    "a number for a text": (put("MsgInfo.MsgId", 7), ("value-invalid", f"{INFO}/MsgId", ("string",))),
    "a number for a token": (put("MsgInfo.Type.V", 7), ("value-invalid", f"{INFO}/Type/@V", ("token",))),
    "a number for a truth value": (
        put("*.InformasjonOmForsendelsen.ForbeholdOmVideresending", 1),
        ("value-invalid", f"{LOG}/InformasjonOmForsendelsen/ForbeholdOmVideresending", ("boolean",)),
    ),
    "a text for an element": (put("MsgInfo.Type", "LOG"), ("value-invalid", f"{INFO}/Type", ("CS",))),
    "a code with more than may be written": (
        put("MsgInfo.Type", kith.CV("LOG_UTSKREVET", "2.16.578.1.12.4.1.1.8279", "x")),
        ("value-invalid", f"{INFO}/Type", ("CS",)),
    ),
    "the same element of another namespace": (
        put("MsgInfo.Patient.Address", fk1.Address(City="Fjellvik")),
        ("value-invalid", f"{INFO}/Patient/Address", ("Address",)),
    ),
    "one for a list": (
        put("MsgInfo.Patient.Ident", mh.Ident("1", kith.CV())),
        ("value-invalid", f"{INFO}/Patient/Ident", ("list",)),
    ),
    "nothing for a list": (put("Document", None), ("value-invalid", "/MsgHead/Document", ("list",))),
    "nothing in a list": (
        put("MsgInfo.Patient.Ident", [None]),
        ("value-invalid", f"{INFO}/Patient/Ident", ("Ident",)),
    ),
    "a list for one": (put("MsgInfo.Patient", []), ("value-invalid", f"{INFO}/Patient", ("Patient",))),
    "a control character": (
        put("MsgInfo.Patient.FamilyName", "Fu\x00ru"),
        ("value-invalid", f"{INFO}/Patient/FamilyName", ("string",)),
    ),
    "an escape character in an attribute": (
        put("MsgInfo.Type.DN", "\x1b"),
        ("value-invalid", f"{INFO}/Type/@DN", ("string",)),
    ),
    "half a character": (
        put("MsgInfo.Patient.FamilyName", "\ud800"),
        ("value-invalid", f"{INFO}/Patient/FamilyName", ("string",)),
    ),
    "a character that is none": (
        put("MsgInfo.Patient.FamilyName", "x\ufffe"),
        ("value-invalid", f"{INFO}/Patient/FamilyName", ("string",)),
    ),
    "the other one": (
        put("MsgInfo.Patient.FamilyName", "\uffff"),
        ("value-invalid", f"{INFO}/Patient/FamilyName", ("string",)),
    ),
    "an unknown payload": (
        put("Document.0.RefDoc.Content.items", [el.Payload("{urn:x}y", el.Node("{urn:x}y"))]),
        ("payload-unknown", "/MsgHead/Document/RefDoc/Content/y", ("y",)),
    ),
    "a generic payload where a struct is known": (
        put("Document.0.RefDoc.Content.items", [el.Payload(MEDICAL[2], el.Node(MEDICAL[2]))]),
        ("value-invalid", "/MsgHead/Document/RefDoc/Content/Dialogmelding", ("Dialogmelding",)),
    ),
    "a payload under another's name": (
        put(
            "Document.0.RefDoc.Content.items",
            [el.Payload(MEDICAL[2], pasientlogistikk.Pasientlogistikk(None))],
        ),  # type: ignore[arg-type]  # the point
        ("value-invalid", "/MsgHead/Document/RefDoc/Content/Dialogmelding", ("Dialogmelding",)),
    ),
    "no payload in the list of payloads": (
        put("Document.0.RefDoc.Content.items", ["x"]),
        ("payload-unknown", "/MsgHead/Document/RefDoc/Content/", ("",)),
    ),
    "an attachment without content": (
        put(
            "Document.0.RefDoc.Content.items",
            [
                el.Payload(
                    "{http://www.kith.no/xmlstds/base64container}Base64Container",
                    base64container.Base64Container(None),  # type: ignore[arg-type]  # the point
                )
            ],
        ),
        ("value-invalid", "/MsgHead/Document/RefDoc/Content/Base64Container", ("base64Binary",)),
    ),
    "no signature": (put("Signature", "x"), ("value-invalid", "/MsgHead/Signature", ("XML",))),
    "a referral, which is only read": (
        put(
            "Document.0.RefDoc.Content.items",
            [
                el.Payload(
                    "{http://ehelse.no/xmlstds/henvisning/2017-11-30}Henvisning", henvisning.Henvisning()
                )
            ],
        ),
        ("never-written", "/MsgHead/Document/RefDoc/Content/Henvisning", ("Henvisning",)),
    ),
}


@pytest.mark.parametrize("name", FAULTY)
def test_one_fault(name: str) -> None:
    change, fault = FAULTY[name]
    head = message()
    change(head)
    assert faults(head) == [fault, *IN_CONSEQUENCE.get(name, [])]


IN_CONSEQUENCE = {
    "nothing for a list": [("element-missing", "/MsgHead", ("Document eller PatientReport",))],
}
"""What is missing is told as well where a required list is none."""


def test_all_faults_are_listed_with_their_places() -> None:
    head = message()
    for name in ("a bad value", "absent though required", "a control character", "a number for a token"):
        FAULTY[name][0](head)
    payload(head).KontaktpersonHelsepersonell[1].Kontaktperson.Ident[0].Id = None
    place = f"{LOG}/KontaktpersonHelsepersonell[2]/Kontaktperson/Ident"
    assert sorted(faults(head)) == sorted(
        [
            FAULTY[name][1]
            for name in (
                "a bad value",
                "absent though required",
                "a control character",
                "a number for a token",
            )
        ]
        + [("element-missing", place, ("Id",))]
    )


def test_places_are_those_that_reading_gives() -> None:
    head = message()
    data = LAYER.write(MSGHEAD, head)
    payload(head).ParorendeForesatt[0].Referanseperson.DateOfBirth = "x"
    head.MsgInfo.Sender.Organisation.Ident[1].TypeId.S = "x"
    with pytest.raises(Refusal) as read:
        LAYER.read(
            data.replace(b"1971-03-03", b"x", 1).replace(
                b'<TypeId V="ENH" S="2.16.578.1.12.4.1.1.9051"', b'<TypeId V="ENH" S="x"', 1
            )
        )
    assert set(read.value.issues) == set(LAYER.check(MSGHEAD, head))


def test_an_unknown_root_is_refused() -> None:
    assert faults(message(), "{urn:x}MsgHead") == [("root-unknown", "/MsgHead", ("MsgHead",))]


def test_a_root_of_another_kind_is_refused() -> None:
    assert faults(kith.CS()) == [("value-invalid", "/MsgHead", ("MsgHead",))]
    assert faults(None) == [("value-invalid", "/MsgHead", ("MsgHead",))]
    role = "{http://www.kith.no/xmlstds/apprec/2004-11-21}Role"
    assert faults(kith.CV("x"), role) == [("value-invalid", "/Role", ("CS",))]
    assert LAYER.write(role, kith.CS("x")).endswith(b' V="x"/>')


# --- versions ---------------------------------------------------------------------------------------------------------

OLD, NEW = MEDICAL[:2]


def test_what_a_version_lacks_is_refused_and_not_dropped() -> None:
    body = payload(message())
    body.ParorendeForesatt[0].FodselsarMindrearigParorende = "2014"
    assert b"<po:FodselsarMindrearigParorende>2014<" in LAYER.write(NEW, body)
    assert faults(body, OLD)[0] == (
        "version-lacks",
        "/Pasientlogistikk/ParorendeForesatt/FodselsarMindrearigParorende",
        ("1.5",),
    )
    body.ParorendeForesatt[0].FodselsarMindrearigParorende = ""
    assert [key for key, _, _ in faults(body, OLD)] == ["version-lacks", "element-missing"]


def test_a_list_that_a_version_lacks_is_refused() -> None:
    tag = namespaces.tag(hso.HelseopplysningerVedSoknad, "1.5")
    body = Maker(Random(1), PLAIN).message(tag)
    assert isinstance(body, hso.HelseopplysningerVedSoknad)
    LAYER.write(tag, body)
    body.OpplysningOpphold = [po.OpplysningOpphold(po.TidsfestetHendelse())]
    assert faults(body, tag) == [("version-lacks", "/HelseopplysningerVedSoknad/OpplysningOpphold", ("1.5",))]


def test_what_a_version_must_have_is_missing() -> None:
    given = payload(message()).MeldingOmUtskrevetPasient.InfoInformasjonGitt.InformasjonGitt
    assert [one.MuntligInformasjon for one in given] == ["true", None]
    body = payload(message())
    assert faults(body, OLD) == [
        (
            "element-missing",
            "/Pasientlogistikk/MeldingOmUtskrevetPasient/InfoInformasjonGitt/InformasjonGitt[2]",
            ("MuntligInformasjon",),
        )
    ]
    body.MeldingOmUtskrevetPasient.InfoInformasjonGitt.InformasjonGitt[1].MuntligInformasjon = "false"
    data = LAYER.write(OLD, body)
    assert LAYER.read(data).value == body
    assert b"2009-06-30" in data
    assert b"2012-04-01" not in data


def test_a_list_of_one_in_the_older_version() -> None:
    two = dia.Dialogmelding(
        Foresporsel=[dia.Foresporsel(kith.CV("1"), TypeJournalinfo=[kith.CV(), kith.CV()])]
    )
    newer, older = MEDICAL[2], namespaces.tag(dia.Dialogmelding, "1.0")
    assert LAYER.read(LAYER.write(newer, two)).value == two
    assert [(key, where) for key, where, _ in faults(two, older)] == [
        ("element-unexpected", "/Dialogmelding/Foresporsel/TypeJournalinfo[2]")
    ]


def test_text_that_became_markup_is_text_in_the_older_version() -> None:
    markup = el.AnyContent({}, [el.Node("b")])
    asked = dia.Dialogmelding(Foresporsel=[dia.Foresporsel(kith.CV("1"), Sporsmal=markup)])
    assert b'<b xmlns=""></b>' in LAYER.write(MEDICAL[2], asked)
    older = namespaces.tag(dia.Dialogmelding, "1.0")
    assert faults(asked, older) == [("value-invalid", "/Dialogmelding/Foresporsel/Sporsmal", ("string",))]


# --- characters -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["\r", "\r\n", "\t", "\n", " ", "", "<&>\"'", "]]>", "æ\u2028\x85\x7f", "\ufffd", "\U0001f600"]
)
def test_every_character_comes_back(text: str) -> None:
    head = message()
    head.MsgInfo.Patient.FamilyName = head.MsgInfo.Patient.Sex.DN = text
    data = LAYER.write(MSGHEAD, head)
    assert LAYER.read(data).value == head
    tree = etree.fromstring(data)
    assert tree.findtext(".//{*}Patient/{*}FamilyName") == text
    sex = tree.find(".//{*}Patient/{*}Sex")
    assert sex is not None
    assert sex.get("DN") == text


@given(st.text(st.characters(codec="utf-8"), max_size=20))
def test_text_is_written_just_when_xml_can_carry_it(text: str) -> None:
    head = mh.TeleCom(TeleAddress=kith.URL(""))
    root = mh.ConversationRef(text, text)
    tag = "{http://www.kith.no/xmlstds/msghead/2006-05-24}ConversationRef"
    can = all(char in "\t\n\r" or (char >= " " and char not in "\ufffe\uffff") for char in text)
    if can:
        assert LAYER.read(LAYER.write(tag, root)).value == root
    else:
        assert {key for key, _, _ in faults(root, tag)} == {"value-invalid"}
    assert head.TypeTelecom is None


def test_absent_and_empty_are_written_apart() -> None:
    head = message()
    head.MsgInfo.Patient = mh.Patient(FamilyName="", Sex=kith.CS(V=""), Nationality=kith.CS())
    data = LAYER.write(MSGHEAD, head)
    assert b'<Patient><FamilyName></FamilyName><Sex V=""/><Nationality/></Patient>' in data
    assert LAYER.read(data).value == head


# --- generic content --------------------------------------------------------------------------------------------------


def with_note(content: object) -> mh.MsgHead:
    head = message("dialog_helsefaglig-1.1")
    payload(head).Notat[0].TekstNotatInnhold = content
    return head  # type: ignore[no-any-return]  # `message` gives anything


XHTML = "{http://www.w3.org/1999/xhtml}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
MARKUP = [
    el.AnyContent(
        {}, [el.Node(XHTML + "p", {}, [el.Node(XHTML + "b"), " ", el.Node(XHTML + "i", {}, ["x"])])]
    ),
    el.AnyContent(
        {"lang": "nb", LANG: "nb"}, ["a ", el.Node("plain", {"a": "1\t2\r3\"'<"}, ["<&\r]]>"]), "\n"]
    ),
    el.AnyContent({"{urn:a}x": "1", "{urn:b}x": "2"}, []),
    el.AnyContent(
        {}, [el.Node("{urn:a'&c}d", {"{urn:'}e": "f"}, [el.Node("{urn:a'&c}g", {}, [el.Node("h")])])]
    ),
    el.AnyContent(
        {}, [el.Node("{http://www.kith.no/xmlstds/dialog/2013-01-23}Fritt", {}, [el.Node(XHTML + "br")])]
    ),
    el.AnyContent(
        {}, [el.Node("{http://www.w3.org/XML/1998/namespace}x", {}, [el.Node("y"), el.Node("Ål")])]
    ),
    el.AnyContent({}, [" ", el.Node(XHTML + "br"), " "]),
]


@pytest.mark.parametrize("content", MARKUP, ids=range(len(MARKUP)))
def test_markup_comes_back_equal(content: el.AnyContent) -> None:
    head = with_note(content)
    data = LAYER.write(MSGHEAD, head)
    assert LAYER.read(data).value == head
    again = LAYER.read(data)
    assert infoset(LAYER.write(again.tag, again.value)) == infoset(data)


NOT_XML: list[object] = [
    el.AnyContent({}, [el.Node("a b")]),
    el.AnyContent({}, [el.Node("")]),
    el.AnyContent({}, [el.Node("a:b")]),
    el.AnyContent({}, [el.Node("{urn:x}")]),
    el.AnyContent({}, [el.Node("{urn:x")]),
    el.AnyContent({}, [el.Node("1a")]),
    el.AnyContent({}, [el.Node("{urn:\x00}a")]),
    el.AnyContent({}, [el.Node("{http://www.w3.org/2000/xmlns/}a")]),
    el.AnyContent({}, [el.Node("{a b}c")]),
    el.AnyContent({"{urn:[}a": "b"}, []),
    el.AnyContent({"a b": "c"}, []),
    el.AnyContent({"a": "\x00"}, []),
    el.AnyContent({"a": 1}, []),  # type: ignore[dict-item]  # the point
    el.AnyContent({"{http://www.w3.org/2001/XMLSchema-instance}type": "x"}, []),
    el.AnyContent({}, ["\x00"]),
    el.AnyContent({}, ["\ud800"]),
    el.AnyContent({}, [7]),  # type: ignore[list-item]  # the point
    el.AnyContent({}, [el.AnyContent()]),  # type: ignore[list-item]  # the point
    el.AnyContent({}, None),  # type: ignore[arg-type]  # the point
    el.AnyContent({}, [el.Node("a", {}, [el.Node("b", {}, ["\ufffe"])])]),
    7,
    b"x",
    "\x00",
    ["x"],
]


@pytest.mark.parametrize("content", NOT_XML, ids=repr)
def test_what_is_no_xml_is_refused(content: object) -> None:
    assert faults(with_note(content)) == [("value-invalid", NOTE, ("XML",))]


def test_a_registered_element_in_markup_is_judged() -> None:
    metadata = "{http://ehelse.no/xmlstds/samtykke/v1.0}"
    head = message("personvern_samtykke-1.0")
    consent = payload(head)
    assert isinstance(consent, sam.InnbyggersSamtykke)
    assert LAYER.check(MSGHEAD, head) == ()
    consent.Metadata = el.AnyContent({}, [el.Node("x", {}, [el.Node(metadata + "SamtykkeMetadata")])])
    place = "/MsgHead/Document/RefDoc/Content/InnbyggersSamtykke/Metadata/x/SamtykkeMetadata"
    assert faults(head) == [("element-missing", place, ("SamtykkeOmfangElement",))]


def test_the_order_of_a_repeating_choice_is_kept() -> None:
    dose = epj3.AdmAvHelsepersonell(AdmStart=kith.TS("2026-11-01"))
    own = epj3.Egenadministrering(
        AdmStart=kith.TS("2026-11-02"), UtlevertLegemiddel=[epj3.UtlevertLegemiddel("2")]
    )
    tag = "{http://www.kith.no/xmlstds/epj/epj3/2008-02-20}LegemidlerAdministrertVedOverforing"
    given_ = epj3.LegemidlerAdministrertVedOverforing([dose, own, dose], komponentID="1")
    data = LAYER.write(tag, given_)
    assert [etree.QName(one).localname[:3] for one in etree.fromstring(data)] == ["Adm", "Ege", "Adm"]
    assert LAYER.read(data).value == given_
    given_.items = [dose, kith.TS()]  # type: ignore[list-item]  # the point
    assert faults(given_, tag) == [
        (
            "value-invalid",
            "/LegemidlerAdministrertVedOverforing/AdmAvHelsepersonell[2]",
            ("AdmAvHelsepersonell",),
        )
    ]


# --- the law ----------------------------------------------------------------------------------------------------------

ODD: list[Any] = [
    None, "", "x", "1", "\x00", "\ud800", "\ufffe", 7, True, b"x", [], ["x"], [None], (), {}, kith.CS(), kith.CV("1"),
    kith.TS("x"), mh.Ident("1", kith.CV()), fk1.Ident("1", kith.CV()), el.Node("a"), el.AnyContent({"a": "b"}, []),
    el.Payload("{urn:x}y", el.Node("y")), "2026-09-01", "true", "2.16.578",
]  # fmt: skip


def structs(value: object) -> list[el.Element]:
    """A struct and all inside it."""
    if isinstance(value, el.Payload):
        return structs(value.value)
    if isinstance(value, list):
        return [one for item in value for one in structs(item)]
    if not isinstance(value, el.Element):
        return []
    return [value, *(one for name in value.__struct_fields__ for one in structs(getattr(value, name)))]


@given(st.randoms(use_true_random=False))
@settings(max_examples=200)
def test_writing_and_checking_agree_on_anything(random: Random) -> None:
    head = medical_message(random, (random.choice(MEDICAL),), Knobs(density=0.2, depth=5))
    for _ in range(1 + random.randrange(2)):
        target = random.choice(structs(head))
        setattr(target, random.choice(target.__struct_fields__), random.choice(ODD))
    issues = LAYER.check(MSGHEAD, head)
    if issues:
        with pytest.raises(Refusal) as refused:
            LAYER.write(MSGHEAD, head)
        assert refused.value.issues == issues
    else:
        assert LAYER.read(LAYER.write(MSGHEAD, head)).value == head


@pytest.mark.judge
def test_what_is_written_is_valid_whatever_was_changed(official_schema: etree.XMLSchema) -> None:
    written = 0
    for seed in range(400):
        random = Random(seed)
        head = medical_message(random, (random.choice(MEDICAL),), Knobs(density=0.2, depth=5))
        target = random.choice(structs(head))
        setattr(target, random.choice(target.__struct_fields__), random.choice(ODD))
        try:
            data = LAYER.write(MSGHEAD, head)
        except Refusal:
            continue
        written += 1
        assert official_schema.validate(etree.fromstring(data, PARSER)), official_schema.error_log
    assert written > 40
