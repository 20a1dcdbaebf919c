"""FHIR XML, both ways: nothing is lost, and what XML has no place for is not written."""

from __future__ import annotations

import json
from contextlib import suppress
from copy import deepcopy
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from mappings import fhir, fhir_xml
from mappings.fhir_text import ENCODER, parse
from mappings.result import Refusal
from mappings.xml import MAX_ELEMENTS
from tests.mappings.fhir_trees import FHIR, XHTML, canonical, patient, same
from tests.mappings.test_fhir import KEPT
from tests.strategies.fhir import resources
from tests.strategies.fhir_xml import DIVS, foreign

if TYPE_CHECKING:
    from lxml.etree import _Element

SECRET = "Vårsol"  # noqa: S105 - what a person might have written: never to be seen in a fault


@st.composite
def whole(draw: st.DrawFn, node: object) -> object:
    """A generated resource whose narratives are XHTML, and whose resources out of scope are R4's."""
    if isinstance(node, list):
        return [draw(whole(item)) for item in node]
    if not isinstance(node, dict):
        return node
    if node.get("resourceType") in {"Device", "Immunization", "Substance"}:
        return draw(foreign())
    return {name: draw(DIVS) if name == "div" else draw(whole(value)) for name, value in node.items()}


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(resources().flatmap(lambda made: whole(parse(fhir.encode(made)))))
def test_every_resource_comes_back_from_xml_the_same(tree: object) -> None:
    resource = fhir.decode(ENCODER.encode(tree)).value
    data = fhir_xml.to_xml(resource)
    again = fhir_xml.from_xml(data).value
    assert same(fhir.encode(again), fhir.encode(resource))
    assert fhir_xml.to_xml(again) == data


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(foreign())
def test_a_resource_of_any_other_type_of_r4_comes_back_the_same_inside_one(tree: object) -> None:
    bundle = {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": tree}]}
    resource = fhir.decode(ENCODER.encode(bundle)).value
    mapped = fhir_xml.from_xml(fhir_xml.to_xml(resource))
    assert same(fhir.encode(mapped.value), fhir.encode(resource))
    assert {issue.key for issue in mapped.issues} == {"fhir-not-checked"}


@st.composite
def spoiled(draw: st.DrawFn) -> bytes:
    """A generated resource in XML, taken apart here and there."""
    tree = parse(fhir.encode(draw(resources())))
    root = etree.fromstring(fhir_xml.to_xml(fhir.decode(ENCODER.encode(draw(whole(tree)))).value))
    for _ in range(draw(st.integers(1, 3))):
        element = draw(st.sampled_from([*root.iter()]))
        draw(st.sampled_from(SPOILERS))(element)
    return etree.tostring(root)


def lose(element: _Element) -> None:
    """Take away an element's first child."""
    for first in element[:1]:
        element.remove(first)


SPOILERS = (
    lose,
    lambda element: element.attrib.clear(),
    lambda element: element.set("value", "1"),
    lambda element: element.set("id", "a"),
    lambda element: element.append(deepcopy(element)),
    lambda element: element.extend(deepcopy(element)[:1]),
    lambda element: element.extend(reversed(deepcopy(element))),
    lambda element: setattr(element, "tail", "x"),
    lambda element: setattr(element, "tag", f"{{{FHIR}}}value"),
)


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(spoiled())
def test_whatever_is_there_is_read_as_it_is_or_refused(data: bytes) -> None:
    resource = accepted(data)
    if resource is not None:
        assert c14n(fhir_xml.to_xml(resource)) == c14n(data)


def accepted(data: bytes) -> fhir.Resource | None:
    with suppress(Refusal):
        return fhir_xml.from_xml(data).value
    return None


def c14n(data: bytes) -> str:
    return canonical(data.decode())


@pytest.mark.parametrize("name", KEPT)
def test_what_json_keeps_xml_keeps(name: str) -> None:
    data = fhir_xml.to_xml(fhir.decode(KEPT[name]).value)
    again = fhir_xml.from_xml(data).value
    assert same(fhir.encode(again), KEPT[name])
    assert fhir_xml.to_xml(again) == data


def test_it_is_written_as_r4_says() -> None:
    made = fhir.Patient(
        id="a",
        text=fhir.Narrative(status="generated", div=f'<div xmlns="{XHTML}">Å<br/>&lt;<p/></div>'),
        contained=[fhir.Organization(id="b", name='"A" & <B>\t\r\n')],
        extension=[fhir.Extension(id="e", url="urn:x", valueDecimal=fhir.Number("1.50"))],
        active=True,
        name=[fhir.HumanName(given=["A", None], given_ext=[None, fhir.Element(id="g", extension=[EMPTY])])],
        birthDate="1958",
        birthDate_ext=fhir.Element(id="d", extension=[EMPTY]),
    )
    assert fhir_xml.to_xml(made).decode() == (
        '<?xml version="1.0" encoding="UTF-8"?><Patient xmlns="http://hl7.org/fhir"><id value="a"/>'
        '<text><status value="generated"/><div xmlns="http://www.w3.org/1999/xhtml">Å<br/>&lt;<p></p></div></text>'
        '<contained><Organization><id value="b"/><name value="&quot;A&quot; &amp; &lt;B&gt;&#9;&#13;&#10;"/>'
        '</Organization></contained><extension id="e" url="urn:x"><valueDecimal value="1.50"/></extension>'
        '<active value="true"/><name><given value="A"/><given id="g"><extension url="urn:y">'
        '<valueCode value="z"/></extension></given></name>'
        '<birthDate id="d" value="1958"><extension url="urn:y"><valueCode value="z"/></extension></birthDate></Patient>'
    )


EMPTY = fhir.Extension(url="urn:y", valueCode="z")


@pytest.mark.parametrize(
    "data",
    [
        b'<!-- a --><?b c?><f:Patient xmlns:f="http://hl7.org/fhir">\n  <!-- d --><f:active value="true"></f:active>\n</f:Patient>\n',
        '\ufeff<?xml version="1.0" encoding="utf-8"?>\n<Patient xmlns="http://hl7.org/fhir"><active value="true"/></Patient>'.encode(),
        b'<Patient\r\nxmlns="http://hl7.org/fhir"><active value="tr&#117;e"><![CDATA[ ]]></active></Patient>',
    ],
)
def test_what_xml_leaves_to_the_writer_makes_no_difference(data: bytes) -> None:
    assert fhir.encode(fhir_xml.from_xml(data).value) == b'{"resourceType":"Patient","active":true}'


def test_a_narrative_keeps_its_blanks_and_loses_its_comments() -> None:
    div = f'<div xmlns="{XHTML}"> <b>a</b> <i>b</i>\n<!-- c --></div>'
    data = patient(f'<text>\n<status value="empty"/>{div}</text>', ' xmlns:other="urn:other"')
    read = fhir_xml.from_xml(data).value
    assert read.text.div == div.replace("<!-- c -->", "")


def test_a_narrative_in_json_is_in_the_default_namespace() -> None:
    data = patient(
        '<text><status value="empty"/><h:div><h:p xml:lang="nb"/></h:div></text>', f' xmlns:h="{XHTML}"'
    )
    read = fhir_xml.from_xml(data).value
    assert read.text.div == f'<div xmlns="{XHTML}"><p xml:lang="nb"></p></div>'


def test_a_plus_before_an_integer_has_no_place_in_json() -> None:
    read = fhir_xml.from_xml(patient('<multipleBirthInteger value="+2"/>')).value
    assert fhir.encode(read) == b'{"resourceType":"Patient","multipleBirthInteger":2}'


# --- what XML has no place for -------------------------------------------------------------------------------------------

NOT_WRITTEN: dict[str, tuple[object, list[tuple[str, str]]]] = {
    "a character that XML has not": (
        {"resourceType": "Patient", "name": [{"text": f"{SECRET}\uffff"}]},
        [("fhir-xml-characters", "Patient.name[0].text")],
    ),
    "a narrative that is text": ({"div": "text"}, [("fhir-xml-div", "Patient.text.div")]),
    "a narrative without its namespace": ({"div": "<div>x</div>"}, [("fhir-xml-div", "Patient.text.div")]),
    "another element of HTML": ({"div": f'<p xmlns="{XHTML}"/>'}, [("fhir-xml-div", "Patient.text.div")]),
    "HTML that is no XHTML": (
        {"div": f'<div xmlns="{XHTML}"><br></div>'},
        [("fhir-xml-div", "Patient.text.div")],
    ),
    "a narrative with a DOCTYPE": (
        {"div": f'<!DOCTYPE div [<!ENTITY a "b">]><div xmlns="{XHTML}">&a;</div>'},
        [("fhir-xml-div", "Patient.text.div")],
    ),
    "a narrative that says its encoding": (
        {"div": f'<?xml version="1.0" encoding="ISO-8859-1"?><div xmlns="{XHTML}">Å</div>'},
        [("fhir-xml-div", "Patient.text.div")],
    ),
    "a narrative too deep": (
        {"div": f'<div xmlns="{XHTML}">' + "<b>" * 254 + "</b>" * 254 + "</div>"},
        [("fhir-depth", "")],
    ),
    "what a type out of scope has not": (
        {
            "resourceType": "Device",
            "x": 1,
            "contained": {},
            "status": 1,
            "note": [{}],
            "_patient": {},
            "expirationDate": None,
            "lotNumber": "",
            "text": {"div": 1},
            "deviceName": [{"_name": {"url": "x"}, "_type": [1]}],
            "extension": [{"url": "urn:x", "_url": {"id": "a"}}],
        },
        [
            ("fhir-unknown", "Bundle.entry[0].resource.patient"),
            ("fhir-unknown", "Bundle.entry[0].resource.x"),
            ("fhir-xml-div", "Bundle.entry[0].resource.text.div"),
            ("fhir-empty", "Bundle.entry[0].resource.contained"),
            ("fhir-unknown", "Bundle.entry[0].resource.extension[0].url"),
            ("fhir-type", "Bundle.entry[0].resource.status"),
            ("fhir-null", "Bundle.entry[0].resource.expirationDate"),
            ("fhir-empty", "Bundle.entry[0].resource.lotNumber"),
            ("fhir-unknown", "Bundle.entry[0].resource.deviceName[0].name.url"),
            ("fhir-type", "Bundle.entry[0].resource.deviceName[0].type"),
            ("fhir-empty", "Bundle.entry[0].resource.note[0]"),
        ],
    ),
    "a number that its type has not": (
        {"resourceType": "Account", "coverage": [{"priority": 1.5}]},
        [("fhir-format", "Bundle.entry[0].resource.coverage[0].priority")],
    ),
    "no resource in one out of scope": (
        {"resourceType": "Account", "contained": [{"resourceType": "Paitent"}, 1]},
        [
            ("fhir-resource-type", "Bundle.entry[0].resource.contained[0]"),
            ("fhir-resource-type", "Bundle.entry[0].resource.contained[1]"),
        ],
    ),
    "a type whose definition is not at hand": (
        {"resourceType": "ResearchStudy"},
        [("fhir-not-supported", "Bundle.entry[0].resource")],
    ),
}
"""What JSON has and XML has not; a text stands for a Patient's narrative."""


def resource_of(node: Any) -> fhir.Resource:  # noqa: ANN401 - any JSON
    if "div" in node:
        return fhir.Patient(text=fhir.Narrative(status="empty", div=node["div"]))
    if node["resourceType"] not in fhir.RESOURCES:
        node = {"resourceType": "Bundle", "type": "batch", "entry": [{"resource": node}]}
    return fhir.decode(json.dumps(node).encode()).value


@pytest.mark.parametrize("name", NOT_WRITTEN)
def test_what_xml_has_no_place_for_is_refused(name: str) -> None:
    node, expected = NOT_WRITTEN[name]
    with pytest.raises(Refusal) as refusal:
        fhir_xml.to_xml(resource_of(node))
    assert [(issue.key, issue.where) for issue in refusal.value.issues] == expected
    assert not [issue for issue in refusal.value.issues if SECRET in issue.text]


def test_what_is_too_large_to_be_read_again_is_not_written() -> None:
    entry = fhir.ListEntry(item=fhir.Reference(display="x"))
    many = fhir.List(status="current", mode="working", entry=[entry] * (MAX_ELEMENTS // 3))
    with pytest.raises(Refusal) as refusal:
        fhir_xml.to_xml(many)
    assert [issue.key for issue in refusal.value.issues] == ["fhir-size"]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (patient(""), True),
        (b'<!-- x --><f:Patient xmlns:f="http://hl7.org/fhir"/>', True),
        (b'<Patient xmlns="http://hl7.org/fhir/"/>', False),
        (b"<Patient/>", False),
        (b"{}", False),
        (b"", False),
    ],
)
def test_fhir_is_known_by_its_namespace(data: bytes, expected: bool) -> None:  # noqa: FBT001 - a table
    assert fhir_xml.is_fhir_xml(data) is expected
