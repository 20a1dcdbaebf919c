"""What a faulty message is refused for, and where: each kind of fault, several at once, and no end of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from time import perf_counter

import pytest
from lxml import etree

from mappings.element import AnyContent, Node
from mappings.engine.reader import MOST_FAULTS
from mappings.faults import FAULTS
from mappings.felles import epj3
from mappings.message import LAYER
from mappings.msghead import mh
from mappings.result import Issue, Refusal
from tests.judges.disagreements import EXAMPLES, XSI

MESSAGE = (EXAMPLES / "log_innlagt-1.6.xml").read_bytes()
REPORT = (EXAMPLES / "utskrivningsrapport-1.6.xml").read_bytes()
DIALOG = (EXAMPLES / "dialog_helsefaglig-1.1.xml").read_bytes()

INFO = "/MsgHead/MsgInfo"
ANY_EVENT = (
    "OrienteringOmDod eller MeldingOmUtskrevetPasient eller MeldingUtskrivningsklarPasient eller "
    "AvmeldingUtskrivningsklarPasient eller MeldingInnlagtPasient"
)
LOG = "/MsgHead/Document/RefDoc/Content/Pasientlogistikk"
EVENT = f"{LOG}/MeldingInnlagtPasient/TidsfestetHendelse"
Change = Callable[[bytes], bytes]


def found(data: bytes) -> list[tuple[str, str, tuple[str, ...]]]:
    """Key, place and parameters of every fault."""
    with pytest.raises(Refusal) as refused:
        LAYER.read(data)
    return [(issue.key, issue.where, issue.params) for issue in refused.value.issues]


def replace(old: str, new: str, count: int = 1) -> Change:
    """A change of the message's text, which must be there."""

    def change(data: bytes) -> bytes:
        assert old.encode() in data
        return data.replace(old.encode(), new.encode(), count)

    return change


def drop(pattern: str) -> Change:
    """The message without the first match."""

    def change(data: bytes) -> bytes:
        assert re.search(pattern.encode(), data, re.DOTALL)
        return re.sub(pattern.encode(), b"", data, count=1, flags=re.DOTALL)

    return change


FAULTY: dict[str, tuple[Change, tuple[str, str, tuple[str, ...]]]] = {
    "an element is missing": (
        drop("<MsgId>.*?</MsgId>"),
        ("element-missing", INFO, ("MsgId",)),
    ),
    "the last element is missing": (
        drop("<RefDoc>.*</RefDoc>"),
        ("element-missing", "/MsgHead/Document", ("RefDoc",)),
    ),
    "one of several is missing": (
        drop("<log:MeldingInnlagtPasient>.*</log:MeldingInnlagtPasient>"),
        (
            "element-missing",
            LOG,
            (ANY_EVENT,),
        ),
    ),
    "an element too many": (
        replace("<GenDate>", "<GenDate>2026-09-01T09:00:00</GenDate><GenDate>"),
        ("element-unexpected", f"{INFO}/GenDate[2]", ("GenDate", "MsgId")),
    ),
    "an unknown element": (
        replace("<MsgId>", "<Id>1</Id><MsgId>"),
        ("element-unexpected", f"{INFO}/Id", ("Id", "MsgId")),
    ),
    "an element of another namespace": (
        replace("<GenDate>", '<GenDate xmlns="urn:x">2026-09-01T09:00:00</GenDate><GenDate>'),
        ("element-unexpected", f"{INFO}/GenDate[1]", ("GenDate", "GenDate")),
    ),
    "an element where there may be none": (
        replace("<Anslag>false</Anslag>", "<Anslag>false<b/></Anslag>"),
        ("element-unexpected", f"{EVENT}/Anslag/b", ("b", "ingenting")),
    ),
    "a child of an element of attributes": (
        replace('<Sex V="1" DN="Mann"/>', '<Sex V="1" DN="Mann"><V/></Sex>'),
        ("element-unexpected", f"{INFO}/Patient/Sex/V", ("V", "ingenting")),
    ),
    "after the last": (
        replace("</MsgInfo>", "<Patient/></MsgInfo>"),
        ("element-unexpected", f"{INFO}/Patient[2]", ("Patient", "ingenting")),
    ),
    "an unknown attribute": (
        replace("<MsgInfo>", '<MsgInfo V="1">'),
        ("attribute-unknown", INFO, ("V",)),
    ),
    "an unknown attribute of a leaf": (
        replace("<Anslag>", '<Anslag xml:lang="nb">'),
        ("attribute-unknown", f"{EVENT}/Anslag", ("lang",)),
    ),
    "an unknown attribute of a code": (
        replace('<Sex V="1"', '<Sex S="1.2" V="1"'),
        ("attribute-unknown", f"{INFO}/Patient/Sex", ("S",)),
    ),
    "a type of its own": (
        replace('<Sex V="1"', '<Sex xsi:type="x" V="1"'),
        ("attribute-unknown", f"{INFO}/Patient/Sex", ("type",)),
    ),
    "text between elements": (
        replace("<MsgInfo>", "<MsgInfo>stray"),
        ("text-unexpected", INFO, ()),
    ),
    "text after an element": (
        replace("</GenDate>", "</GenDate>\u00a0"),
        ("text-unexpected", INFO, ()),
    ),
    "white space in an element of attributes": (
        replace('<Sex V="1" DN="Mann"/>', '<Sex V="1" DN="Mann"> </Sex>'),
        ("text-unexpected", f"{INFO}/Patient/Sex", ()),
    ),
    "text among payloads": (
        replace("<Content>", "<Content>stray"),
        ("text-unexpected", "/MsgHead/Document/RefDoc/Content", ()),
    ),
    "a bad value": (
        replace("1958-03-14", "14.03.1958"),
        ("value-invalid", f"{INFO}/Patient/DateOfBirth", ("date",)),
    ),
    "a bad value in an attribute": (
        replace('TidspunktForHendelse V="2026-08-24T13:40:00"', 'TidspunktForHendelse V="i går"'),
        ("value-invalid", f"{EVENT}/TidspunktForHendelse/@V", ("dateTime, date, gYear, gYearMonth, time",)),
    ),
    "an OID that is none": (
        replace('S="2.16.578.1.12.4.1.1.9040"', 'S="2.16."'),
        ("value-invalid", f"{INFO}/Sender/Organisation/TypeOrganisation/@S", ("token",)),
    ),
    "a number of thousands of digits": (
        replace("1958-03-14", "9" * 5000),
        ("value-invalid", f"{INFO}/Patient/DateOfBirth", ("date",)),
    ),
    "another fixed value": (
        replace("v1.2 2006-05-24", "v1.1"),
        ("value-fixed", f"{INFO}/MIGversion", ("v1.2 2006-05-24",)),
    ),
    "an unknown payload": (
        replace("<Content>", '<Content><Ukjent xmlns="urn:x"/>'),
        ("payload-unknown", "/MsgHead/Document/RefDoc/Content/Ukjent", ("Ukjent",)),
    ),
    "a payload of no namespace": (
        replace("<Content>", '<Content><Pasientlogistikk xmlns=""/>'),
        ("payload-unknown", "/MsgHead/Document/RefDoc/Content/Pasientlogistikk[1]", ("Pasientlogistikk",)),
    ),
    "an unknown root": (
        lambda _: b'<MsgHead xmlns="urn:x"/>',
        ("root-unknown", "/MsgHead", ("MsgHead",)),
    ),
    "an element of this version alone": (
        lambda data: replace(
            "<TilknyttetEnhet>",
            "<ParorendeForesatt><FodselsarMindrearigParorende>2014</FodselsarMindrearigParorende>"
            "<Referanseperson/></ParorendeForesatt><TilknyttetEnhet>",
        )(data).replace(b"2012-04-01", b"2009-06-30"),
        (
            "element-unexpected",
            f"{LOG}/ParorendeForesatt/FodselsarMindrearigParorende",
            ("FodselsarMindrearigParorende", "Slektskap, Omsorgsfunksjon, Referanseperson"),
        ),
    ),
}
"""What is wrong -> how to make it so in our example, and the one fault found."""


@pytest.mark.parametrize("name", FAULTY)
def test_one_fault(name: str) -> None:
    change, fault = FAULTY[name]
    assert found(change(MESSAGE)) == [fault]


def test_what_the_faults_are_made_in_is_good() -> None:
    change, _ = FAULTY["an element of this version alone"]
    for data in (MESSAGE, REPORT, DIALOG, change(MESSAGE).replace(b"2009-06-30", b"2012-04-01")):
        assert LAYER.examine(data).issues == ()


def test_two_elements_that_changed_places() -> None:
    swapped = re.sub(rb"(<GenDate>.*</GenDate>)\s*(<MsgId>.*</MsgId>)", rb"\2\1", MESSAGE)
    assert found(swapped) == [
        ("element-missing", INFO, ("GenDate",)),
        (
            "element-unexpected",
            f"{INFO}/GenDate",
            ("GenDate", "ProcessingStatus, RequestedPriority, Ack, ConversationRef, Sender"),
        ),
    ]


def test_a_missing_attribute() -> None:
    data = re.sub(rb' komponentID="adm-1"', b"", REPORT)
    place = (
        "/MsgHead/Document/RefDoc/Content/TverrfagligEpikrise/Sykepleierdokumentasjon/"
        "LegemidlerAdministrertVedOverforing"
    )
    assert found(data) == [("attribute-missing", place, ("komponentID",))]


def test_another_value_of_a_fixed_attribute() -> None:
    data = REPORT.replace(b"13.10302.0", b"13.10301.0")
    ((key, place, params),) = found(data)
    assert (key, params) == ("value-fixed", ("2.16.578.1.12.4.1.6.13.10302.0",))
    assert place.endswith("/LegemidlerAdministrertVedOverforing/@komponenttype")


def test_all_faults_are_listed_in_the_order_of_the_message() -> None:
    data = MESSAGE
    for name in ("a bad value", "an unknown attribute", "another fixed value", "text among payloads"):
        data = FAULTY[name][0](data)
    data = FAULTY["a bad value in an attribute"][0](data)
    assert [key for key, _, _ in found(data)] == [
        "attribute-unknown",
        "value-fixed",
        "value-invalid",
        "text-unexpected",
        "value-invalid",
    ]


def test_the_same_fault_twice_is_two_faults_with_two_places() -> None:
    data = replace("<fk1:Id>9000034</fk1:Id>", "<fk1:Id>1<x/></fk1:Id>")(MESSAGE)
    data = replace("<fk1:Id>9990103</fk1:Id>", "<fk1:Id>2<x/></fk1:Id>")(data)
    assert [where.split("/")[-4:] for _, where, _ in found(data)] == [
        ["Kontaktenhet", "Ident", "Id", "x"],
        ["AnsvarligRapport", "Ident", "Id", "x"],
    ]


def test_a_place_tells_which_of_several() -> None:
    data = MESSAGE.replace(b'<TypeId V="ENH"', b'<TypeId W="ENH"')
    assert [where for key, where, _ in found(data)] == [
        f"{INFO}/Sender/Organisation/Ident[2]/TypeId",
        f"{INFO}/Sender/Organisation/Organisation/Ident[2]/TypeId",
        f"{INFO}/Receiver/Organisation/Ident[2]/TypeId",
        f"{INFO}/Receiver/Organisation/Organisation/Ident[2]/TypeId",
    ]


def test_no_fault_holds_what_the_message_says() -> None:
    said = "Hemmelig"
    changes = [
        replace("1958-03-14", said),
        replace("<MsgInfo>", f"<MsgInfo>{said}"),
        replace('<Sex V="1"', f'<Sex X="{said}" V="1"'),
        replace("<MIGversion>v1.2 2006-05-24", f"<MIGversion>{said}"),
    ]
    for change in changes:
        assert said not in repr(found(change(MESSAGE)))


def test_a_name_from_the_message_is_cut() -> None:
    ((_, where, params),) = found(replace("<MsgId>", f"<{'x' * 5000}/><MsgId>")(MESSAGE))
    assert len(where) < 120
    assert len(params[0]) == 80


def test_every_fault_has_its_row_and_fits_its_sentence() -> None:
    for change, _ in FAULTY.values():
        for key, where, params in found(change(MESSAGE)):
            issue = Issue(key, where, params)
            assert issue.fault is FAULTS[key]
            assert "{" not in issue.text
            assert issue.fault.nn.format(*params)


def test_endless_faults_are_cut_short_in_linear_time() -> None:
    many = b"<x/>" * 20_000
    start = perf_counter()
    faults = found(replace("<MsgId>", many.decode() + "<MsgId>")(MESSAGE))
    assert perf_counter() - start < 5
    assert len(faults) == MOST_FAULTS + 1
    assert faults[-1] == ("faults-more", "", (str(MOST_FAULTS),))


@pytest.mark.parametrize("wrong", [b"", b"<x/>"])
def test_the_deepest_message_is_read_by_both_paths(wrong: bytes) -> None:
    inner = (
        b"<Organisation><OrganisationName/><Ident><Id/><TypeId/></Ident>" * 240
        + wrong
        + b"</Organisation>" * 240
    )
    data = re.sub(rb"<Sender>.*</Sender>", b"<Sender>" + inner + b"</Sender>", MESSAGE, flags=re.DOTALL)
    if wrong:
        ((key, where, _),) = found(data)
        assert (key, where.count("Organisation")) == ("element-unexpected", 240)
        return
    root = LAYER.read(data)
    assert LAYER.read(LAYER.write(root.tag, root.value)) == root


def test_deep_markup_is_read_and_written() -> None:
    deep = b"<b xmlns='urn:x'>" * 200 + b"</b>" * 200
    root = LAYER.read(DIALOG.replace(b"<TekstNotatInnhold>", b"<TekstNotatInnhold>" + deep))
    assert LAYER.read(LAYER.write(root.tag, root.value)) == root


# --- absent, empty, blank ---------------------------------------------------------------------------------------------


def patient(inside: str) -> mh.Patient:
    data = re.sub(
        rb"<Patient>.*</Patient>", f"<Patient>{inside}</Patient>".encode(), MESSAGE, flags=re.DOTALL
    )
    root = LAYER.read(data).value
    assert isinstance(root, mh.MsgHead)
    assert root.MsgInfo.Patient is not None
    return root.MsgInfo.Patient


def test_absent_is_not_empty() -> None:
    assert patient("") == mh.Patient()
    assert patient("<FamilyName/>").FamilyName == ""
    assert patient("<FamilyName></FamilyName>").FamilyName == ""
    empty = patient("<Sex/>").Sex
    assert empty is not None
    assert (empty.V, empty.DN) == (None, None)
    blank = patient('<Sex V=""/>').Sex
    assert blank is not None
    assert blank.V == ""


BLANKS = [
    " ",
    "\n\t ",
    " Furu ",
    "\n Furu",
    "Furu\n",
    " \nFuru",
    "\t<!-- c -->Furu",
    " <!-- c --> ",
    " <![CDATA[ <Furu> ]]> ",
    " <?p i?>Furu",
    " &#32;Furu",
    "&#13;&#10; Furu",
    " &amp; ",
]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("text", BLANKS)
def test_white_space_of_a_leaf_is_kept_whatever_stands_beside_it(text: str, ending: str) -> None:
    written = text.replace("\n", ending)
    expected = whole_text(etree.fromstring(f"<a>{written}</a>"))
    assert patient(f"<FamilyName>{written}</FamilyName>").FamilyName == expected
    pretty = f"{ending}  <!-- before -->{ending}  <FamilyName>{written}</FamilyName>{ending}"
    assert patient(pretty).FamilyName == expected


def test_white_space_is_kept_however_many_marks_stand_elsewhere() -> None:
    many = "!?" * 2000
    made = patient(f"<FamilyName> <!-- c -->Furu</FamilyName><GivenName>{many}</GivenName>")
    assert (made.FamilyName, made.GivenName) == (" Furu", many)


def whole_text(leaf: etree._Element) -> str:
    """All text of an element, by lxml's full tree."""
    return (leaf.text or "") + "".join(child.tail or "" for child in leaf)


def test_line_ends_are_one_line_feed_and_escaped_ones_are_kept() -> None:
    assert patient("<FamilyName>a\r\nb\rc&#13;d</FamilyName>").FamilyName == "a\nb\nc\rd"
    sex = patient('<Sex DN="a\tb\r\nc&#9;d&#10;e&#13;f"/>').Sex
    assert sex is not None
    assert sex.DN == "a b c\td\ne\rf"


@pytest.mark.parametrize("encoding", ["UTF-8", "ISO-8859-1", "UTF-16"])
def test_the_encoding_makes_no_difference(encoding: str) -> None:
    tree = etree.fromstring(MESSAGE)
    data = etree.tostring(tree, encoding=encoding, xml_declaration=True)
    assert LAYER.read(data) == LAYER.read(MESSAGE)


# --- generic content --------------------------------------------------------------------------------------------------

XHTML = "{http://www.w3.org/1999/xhtml}"


def note(inside: str) -> object:
    """What the text of the dialogue message is read as."""
    data = re.sub(
        rb"(<TekstNotatInnhold)>.*(</TekstNotatInnhold>)",
        rb"\1 %s\2" % inside.encode(),
        DIALOG,
        flags=re.DOTALL,
    )
    root = LAYER.read(data).value
    assert isinstance(root, mh.MsgHead)
    content = root.Document[0].RefDoc.Content
    assert content is not None
    return content.items[0].value.Notat[0].TekstNotatInnhold  # type: ignore[union-attr]  # a Dialogmelding


def test_plain_text_is_text() -> None:
    assert note(">a &lt; b") == "a < b"
    assert note(">") == ""
    assert note("> \n ") == " \n "
    assert note(' xsi:schemaLocation="a b">text') == "text"


def test_markup_is_a_tree_with_its_blanks() -> None:
    made = note('><p xmlns="http://www.w3.org/1999/xhtml"><b>x</b> <i xml:lang="nb">y</i></p>\n')
    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    bold, italic = Node(XHTML + "b", {}, ["x"]), Node(XHTML + "i", {lang: "nb"}, ["y"])
    assert made == AnyContent({}, [Node(XHTML + "p", {}, [bold, " ", italic]), "\n"])


def test_an_attribute_alone_makes_it_more_than_text() -> None:
    assert note(' lang="nb">text') == AnyContent({"lang": "nb"}, ["text"])


def test_comments_in_text_leave_it_text() -> None:
    assert note("> a<!-- c --> b") == " a b"


def test_a_registered_element_in_markup_is_judged() -> None:
    place = "/MsgHead/Document[1]/RefDoc/Content/Dialogmelding/Notat/TekstNotatInnhold"
    bad = '<x><r:Reservasjon xmlns:r="http://www.kith.no/xmlstds/reservasjon/2016-12"/></x>'
    data = DIALOG.replace(b"<TekstNotatInnhold>", b"<TekstNotatInnhold>" + bad.encode())
    faults = found(data)
    assert {where for _, where, _ in faults} == {f"{place}/x/Reservasjon"}
    assert [params for _, _, params in faults][:2] == [("Part",), ("Omfang",)]


@pytest.mark.parametrize("name", ["type", "nil"])
def test_no_type_is_chosen_in_markup(name: str) -> None:
    data = DIALOG.replace(b"<TekstNotatInnhold>", f'<TekstNotatInnhold xsi:{name}="x">'.encode())
    ((key, _, params),) = found(data)
    assert (key, params) == ("attribute-unknown", (name,))
    assert XSI.endswith("XMLSchema-instance}")


def test_a_repeating_choice_keeps_its_order() -> None:
    root = LAYER.read(REPORT).value
    assert isinstance(root, mh.MsgHead)
    content = root.Document[0].RefDoc.Content
    assert content is not None
    given = content.items[0].value.Sykepleierdokumentasjon.LegemidlerAdministrertVedOverforing  # type: ignore[union-attr]
    assert [type(item) for item in given.items] == [
        epj3.AdmAvHelsepersonell,
        epj3.Egenadministrering,
        epj3.AdmAvHelsepersonell,
    ]
    written = LAYER.write("{http://www.kith.no/xmlstds/msghead/2006-05-24}MsgHead", root)
    assert LAYER.read(written).value == root


def test_a_signature_is_kept_as_it_is() -> None:
    signature = b'<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#">\n<ds:x a="b"/> </ds:Signature>'
    root = LAYER.read(MESSAGE.replace(b"</MsgHead>", signature + b"</MsgHead>"))
    assert isinstance(root.value, mh.MsgHead)
    ds = "{http://www.w3.org/2000/09/xmldsig#}"
    assert root.value.Signature == Node(ds + "Signature", {}, ["\n", Node(ds + "x", {"a": "b"}), " "])
    assert LAYER.read(LAYER.write(root.tag, root.value)) == root
