"""Faults of FHIR XML: found in every type, named and placed; several are all reported."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from lxml import etree

from mappings import fhir, fhir_xml
from mappings.faults.fhir import FHIR as ROWS
from mappings.fhir_text import MAX_DEPTH
from mappings.fhir_walk import MAX_FAULTS
from mappings.fhir_xml_shape import PRIMITIVES, Form, shape
from mappings.result import Refusal
from mappings.xml import MAX_ELEMENTS
from tests.mappings.fhir_json import document, minimal, places
from tests.mappings.fhir_trees import FHIR, XHTML, at, patient
from tests.mappings.test_fhir_xml import NOT_WRITTEN, SECRET

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from mappings.fhir_base import Base

DIV = json.dumps(f'<div xmlns="{XHTML}"/>')


def issues(data: bytes) -> list[tuple[str, str]]:
    """Key and place of every fault of a document; its sentences can be filled, and never repeat the document."""
    with pytest.raises(Refusal) as refusal:
        fhir_xml.from_xml(data)
    for issue in refusal.value.issues:
        said = issue.where + issue.text + issue.fault.nn.format(*issue.params)
        assert SECRET not in said
    return [(issue.key, issue.where) for issue in refusal.value.issues]


def from_json(data: bytes) -> bytes:
    """A resource in JSON as XML."""
    return fhir_xml.to_xml(fhir.decode(data).value)


# --- every fault, in every type -----------------------------------------------------------------------------------------


def spoilable(cls: type[Base]) -> tuple[_Element, _Element, str]:
    """A document that has a struct, as a tree, with the struct's element in it and its place."""
    node, path = document(cls, minimal(cls))
    root = etree.fromstring(from_json(json.dumps(node).replace('"div": "text"', f'"div": {DIV}').encode()))
    return root, at(root, path), path


def child(element: _Element, name: str, at_: int = 0, **attributes: str) -> _Element:
    made = etree.Element(f"{{{FHIR}}}{name}", attributes)
    element.insert(at_, made)
    return made


def test_an_unknown_element_attribute_or_text_is_found_in_every_type() -> None:
    for cls in places():
        root, element, path = spoilable(cls)
        child(element, "unheardOf", len(element), value=SECRET)
        assert issues(etree.tostring(root)) == [("fhir-xml-unknown", f"{path}.unheardOf")]
        root, element, path = spoilable(cls)
        element.set("unheardOf", SECRET)
        assert issues(etree.tostring(root)) == [("fhir-xml-attribute", f"{path}.unheardOf")]
        root, element, path = spoilable(cls)
        element.text = SECRET
        assert issues(etree.tostring(root)) == [("fhir-xml-text", path)]


def test_an_element_of_no_namespace_of_fhir_is_found_in_every_type() -> None:
    for cls in places():
        root, element, path = spoilable(cls)
        element.append(etree.Element("{urn:other}id"))
        assert issues(etree.tostring(root)) == [("fhir-xml-namespace", f"{path}.id")]


def known(cls: type[Base]) -> Iterator[tuple[str, Any]]:
    """The elements of a struct that are FHIR's."""
    others = (Form.ATTRIBUTE, Form.NARRATIVE)
    return ((name, slot) for name, slot in shape(cls).items() if slot.holds not in others)


def alone(element: _Element, *names: str) -> bytes:
    """The document with an element that has these children only."""
    for each in list(element):
        element.remove(each)
    for name in names:
        etree.SubElement(element, f"{{{FHIR}}}{name}", value="x")
    return etree.tostring(element.getroottree())


def test_every_two_neighbours_are_held_to_their_order() -> None:
    tried = 0
    for cls in places():
        _, element, path = spoilable(cls)
        for (first, early), (second, _) in pairwise(known(cls)):
            found = issues(alone(element, second, first))
            place = f"{path}.{first}[0]" if early.many else f"{path}.{first}"
            assert [issue for issue in found if issue[0] == "fhir-xml-order"] == [("fhir-xml-order", place)]
            tried += 1
    assert tried > 1000


def test_what_cannot_repeat_is_refused_twice_and_what_can_is_not() -> None:
    for cls in places():
        _, element, path = spoilable(cls)
        for name, slot in known(cls):
            found = issues(alone(element, name, name, "unheardOf"))
            assert (("fhir-xml-repeated", f"{path}.{name}") in found) is not slot.many


def test_a_primitive_without_a_value_and_a_wrong_value_are_found_in_every_type() -> None:
    for cls in places():
        _, element, path = spoilable(cls)
        for name, slot in known(cls):
            if slot.holds in PRIMITIVES:
                place = f"{path}.{name}[0]" if slot.many else f"{path}.{name}"
                data = alone(element, name)
                assert ("fhir-empty", place) in issues(data.replace(b' value="x"', b""))
                assert ("fhir-empty", place) in issues(data.replace(b'"x"', b'""'))
                if slot.holds is not Form.TEXT:
                    wrong = issues(data.replace(b'"x"', f'"{SECRET}  "'.encode()))
                    assert ("fhir-format", place) in wrong


# --- every row of the fault table ---------------------------------------------------------------------------------------

BUNDLE = (
    f'<Bundle xmlns="{FHIR}"><type value="collection"/><entry>'
    '<fullUrl value="urn:uuid:c757873d-ec9a-4326-a141-556f43239520"/><resource>%s</resource></entry></Bundle>'
)
NARRATIVE = '<text><status value="empty"/>%s</text>'
DEEP = MAX_DEPTH // 2
FAULTY: dict[str, tuple[bytes, list[tuple[str, str]]]] = {
    "no XML": (b"text", [("xml-not-xml", "")]),
    "cut": (f'<Patient xmlns="{FHIR}"><active'.encode(), [("xml-not-well-formed", "1:45")]),
    "another encoding": (
        '<?xml version="1.0" encoding="ISO-8859-1"?>'.encode("latin-1") + patient('<active value="true"/>'),
        [("fhir-xml-encoding", "")],
    ),
    "UTF-16": (
        patient('<active value="true"/>').decode().encode("utf-16"),
        [("fhir-xml-encoding", "")],
    ),
    "a DOCTYPE": (
        b'<!DOCTYPE Patient [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + patient('<id value="&a;"/>'),
        [("xml-doctype", "")],
    ),
    "an HTML entity": (
        patient(NARRATIVE % f'<div xmlns="{XHTML}">&nbsp;</div>'),
        [("xml-entity", "1:115")],
    ),
    "a double attribute": (patient('<id value="a" value="b"/>'), [("xml-not-well-formed", "1:61")]),
    "too deep for XML": (
        patient('<extension url="urn:x">' * 256 + "</extension>" * 256),
        [("fhir-depth", "")],
    ),
    "too deep for JSON": (
        patient('<extension url="urn:x">' * (DEEP + 1) + "</extension>" * (DEEP + 1)),
        [("fhir-depth", "")],
    ),
    "too large": (patient('<id value="a"/>' * MAX_ELEMENTS), [("fhir-size", "")]),
    "too many faults": (
        patient("<x/>" * (MAX_FAULTS + 1)),
        [("fhir-xml-unknown", "Patient.x")] * MAX_FAULTS + [("fhir-more", "")],
    ),
    "no resource": (f'<Paitent xmlns="{FHIR}"/>'.encode(), [("fhir-xml-resource", "")]),
    "no namespace": (b'<Patient><active value="true"/></Patient>', [("fhir-xml-namespace", "Patient")]),
    "a namespace of HL7's messages": (
        b'<Patient xmlns="urn:hl7-org:v3"/>',
        [("fhir-xml-namespace", "Patient")],
    ),
    "a resource out of scope": (
        f'<Account xmlns="{FHIR}"><status value="x"/></Account>'.encode(),
        [("fhir-not-supported", "Account")],
    ),
    "a resource whose definition is not at hand": (
        (BUNDLE % "<ResearchStudy/>").encode(),
        [("fhir-not-supported", "Bundle.entry[0].resource")],
    ),
    "an element that R4 has not": (patient('<animal value="x"/>'), [("fhir-xml-unknown", "Patient.animal")]),
    "an element in other letters": (
        patient('<birthdate value="1958"/>'),
        [("fhir-xml-unknown", "Patient.birthdate")],
    ),
    "a name that could be a person's": (patient(f'<{SECRET} value="x"/>'), [("fhir-xml-unknown", "Patient")]),
    "a choice without its type": (
        patient('<deceased value="true"/>'),
        [("fhir-xml-unknown", "Patient.deceased")],
    ),
    "an attribute as an element": (
        patient('<extension><url value="urn:x"/></extension>'),
        [("fhir-xml-unknown", "Patient.extension[0].url"), ("fhir-empty", "Patient.extension[0]")],
    ),
    "an element as an attribute": (patient("", ' id="a"'), [("fhir-xml-attribute", "Patient.id")]),
    "a value of a complex type": (
        patient('<name value="x"><family value="x"/></name>'),
        [("fhir-xml-attribute", "Patient.name[0].value")],
    ),
    "a schema's location": (
        patient("", ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="a b"'),
        [("fhir-xml-attribute", "Patient")],
    ),
    "a misplaced element": (
        patient('<active value="true"/><id value="a"/>'),
        [("fhir-xml-order", "Patient.id")],
    ),
    "a list torn apart": (
        patient('<name id="a"/><gender value="male"/><name id="b"/>'),
        [("fhir-xml-order", "Patient.name[1]")],
    ),
    "an element twice": (
        patient('<gender value="male"/><gender value="x"/>'),
        [("fhir-xml-repeated", "Patient.gender")],
    ),
    "text between elements": (
        patient('<active value="true"/>true<gender value="male"/>'),
        [("fhir-xml-text", "Patient")],
    ),
    "text for a value": (
        patient("<birthDate>1958</birthDate>"),
        [("fhir-xml-text", "Patient.birthDate"), ("fhir-empty", "Patient.birthDate")],
    ),
    "no value": (patient("<birthDate/>"), [("fhir-empty", "Patient.birthDate")]),
    "an empty value": (patient('<birthDate value=""/>'), [("fhir-empty", "Patient.birthDate")]),
    "an empty url": (
        patient('<extension url=""><valueCode value="x"/></extension>'),
        [("fhir-empty", "Patient.extension[0].url")],
    ),
    "an empty element": (patient("<name/>"), [("fhir-empty", "Patient.name[0]")]),
    "a boolean of XSD": (patient('<active value="1"/>'), [("fhir-format", "Patient.active")]),
    "a boolean with a blank": (patient('<active value="true "/>'), [("fhir-format", "Patient.active")]),
    "an integer with zeros": (
        patient('<multipleBirthInteger value="02"/>'),
        [("fhir-format", "Patient.multipleBirthInteger")],
    ),
    "an integer beyond 32 bits": (
        patient('<multipleBirthInteger value="2147483648"/>'),
        [("fhir-range", "Patient.multipleBirthInteger")],
    ),
    "a decimal that is none": (
        patient('<extension url="urn:x"><valueDecimal value="NaN"/></extension>'),
        [("fhir-format", "Patient.extension[0].valueDecimal")],
    ),
    "no resource where one belongs": (
        (BUNDLE % "").encode(),
        [("fhir-xml-resource", "Bundle.entry[0].resource")],
    ),
    "two resources where one belongs": (
        (BUNDLE % "<Patient/><Patient/>").encode(),
        [("fhir-xml-resource", "Bundle.entry[0].resource")],
    ),
    "an attribute of what holds a resource": (
        (BUNDLE % "<Patient/>").replace("<resource>", '<resource id="a">').encode(),
        [("fhir-xml-attribute", "Bundle.entry[0].resource.id")],
    ),
    "a narrative in FHIR's namespace": (
        patient(NARRATIVE % "<div><p>x</p></div>"),
        [("fhir-xml-namespace", "Patient.text.div"), ("fhir-required", "Patient.text.div")],
    ),
    "an unknown element out of scope": (
        (BUNDLE % '<Device><status value="x"/><x/><note/></Device>').encode(),
        [
            ("fhir-xml-unknown", "Bundle.entry[0].resource.x"),
            ("fhir-empty", "Bundle.entry[0].resource.note[0]"),
            ("fhir-not-checked", "Bundle.entry[0].resource"),
        ],
    ),
    "a narrative with another's elements": (
        patient(NARRATIVE % f'<div xmlns="{XHTML}"><x xmlns="urn:x"/></div>'),
        [("fhir-xml-div", "Patient.text.div")],
    ),
    "a narrative with another's attributes": (
        patient(NARRATIVE % f'<div xmlns="{XHTML}"><p xmlns:x="urn:x" x:a="b"/></div>'),
        [("fhir-xml-div", "Patient.text.div")],
    ),
    "faults of both": (
        patient('<gender value="x"/><birthDate value="today"/><active value="yes"/>'),
        [
            ("fhir-xml-order", "Patient.active"),
            ("fhir-format", "Patient.active"),
            ("fhir-code", "Patient.gender"),
            ("fhir-format", "Patient.birthDate"),
        ],
    ),
}
"""Documents that are refused, with every fault that is to be told of them."""


@pytest.mark.parametrize("name", FAULTY)
def test_a_faulty_document_is_refused_with_all_its_faults(name: str) -> None:
    data, expected = FAULTY[name]
    assert issues(data) == expected


def test_every_row_of_xml_has_its_document() -> None:
    tried = {key for _, found in (*FAULTY.values(), *NOT_WRITTEN.values()) for key, _ in found}
    assert {key for key in ROWS if key.startswith("fhir-xml-")} <= tried


def test_a_deep_stack_of_the_caller_is_no_excuse() -> None:
    data = patient('<extension url="urn:x">' * 100 + '<valueUri value="x y"/>' + "</extension>" * 100)

    def below(levels: int) -> list[tuple[str, str]]:
        return below(levels - 1) if levels else issues(data)

    assert below(0)[-1][0] == "fhir-format"
    assert below(700)[-1][0] == "fhir-depth"
