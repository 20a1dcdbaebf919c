"""FHIR XML judged from outside: official examples come back the same, and HL7's validator says of both formats the same."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, get_args

import pytest

from conformance.derive.fhir_shapes import NOT_AS_IN_R4
from mappings import fhir, fhir_xml
from mappings.fhir_xml_shape import Form, of_resource, shape
from mappings.r4.shapes import SHAPES
from tests.judges.hl7 import judged
from tests.mappings.fhir_json import minimal
from tests.mappings.fhir_trees import same
from tests.mappings.test_fhir_examples import FORBIDDEN, NOT_GENERATED, in_scope, sample
from tests.mappings.test_fhir_xml import resource_of
from tests.mappings.test_fhir_xml_faults import FAULTY
from tests.strategies.fhir_xml import FOREIGN

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from mappings.fhir_xml_shape import Key
    from tests.judges.hl7 import Verdict

pytestmark = pytest.mark.judge

EXAMPLES = "hl7.fhir.r4.examples"


def examples(shared: Path, package: str) -> Iterator[tuple[str, bytes]]:
    """The resources of a package that base R4 allows: name of the file, text."""
    return ((name, data) for name, data in in_scope(shared, package) if name not in FORBIDDEN)


@pytest.mark.parametrize("package", [EXAMPLES, "hl7.fhir.no.basis"])
def test_every_official_example_comes_back_from_xml_the_same(shared: Path, package: str) -> None:
    tried = 0
    for name, data in examples(shared, package):
        written = fhir_xml.to_xml(fhir.decode(data).value)
        read = fhir_xml.from_xml(written)
        assert same(fhir.encode(read.value), data), name
        assert fhir_xml.to_xml(read.value) == written, name
        assert read.issues == fhir.decode(data).issues, name
        tried += 1
    assert tried > 40


def test_examples_with_resources_out_of_scope_inside_are_among_them(shared: Path) -> None:
    inside = {issue.params[0] for _, data in examples(shared, EXAMPLES) for issue in fhir.decode(data).issues}
    assert inside == {"DiagnosticReport", "FamilyMemberHistory", "MedicationRequest", "Specimen", "Substance"}


def test_every_resource_type_of_r4_but_four_can_be_translated() -> None:
    types = set(get_args(fhir.ResourceTypes)) - {"Resource", "DomainResource"}
    assert {name for name in types if of_resource(name) is None} == NOT_AS_IN_R4


def both(name: str, data: bytes) -> dict[str, bytes]:
    return {f"{name}.json": data, f"{name}.xml": fhir_xml.to_xml(fhir.decode(data).value)}


def generated(name: str) -> bytes:
    """A resource of a type that has something beside it; HL7's validator has none empty in XML, all in JSON."""
    return next(data for data in map(fhir.encode, sample(name, 9)) if data.count(b'"') > 4)


@judged("xml")
def in_both_formats(shared: Path) -> Mapping[str, bytes]:
    made: dict[str, bytes] = {}
    for name, data in examples(shared, EXAMPLES):
        made |= both(f"example/{name.removesuffix('.json')}", data)
    for name in sorted(fhir.RESOURCES.keys() - NOT_GENERATED.keys()):
        made |= both(f"generated/{name}", generated(name))
    return made


def test_hl7_says_the_same_of_the_xml_as_of_the_json(hl7: Mapping[str, list[Verdict]]) -> None:
    written = [name for name in hl7 if name.startswith("xml/") and name.endswith(".xml")]
    said = {name: (sorted(hl7[name]), sorted(hl7[name.removesuffix("xml") + "json"])) for name in written}
    assert len(written) > 250
    assert {name: pair for name, pair in said.items() if pair[0] != pair[1]} == {}


# --- types out of scope -------------------------------------------------------------------------------------------------

VALUES = {Form.TEXT: "2026", Form.BOOLEAN: True, Form.INTEGER: 1, Form.DECIMAL: 1.5}
DEEPEST = 3


def everything(path: str, *above: str) -> dict[str, Any]:
    """An object of a shape of the table with all of its own elements, but for further types of a choice."""
    node: dict[str, Any] = {}
    choice = ""
    for element in SHAPES[path].split()[1:]:
        name, _, code = element.partition(":")
        stem = re.sub(f"{code.rstrip('*')}$", "", name, flags=re.IGNORECASE)
        value = None if stem and stem == choice else one(shape(path)[name].holds, path, *above)
        choice = stem if stem != name else ""
        if value is not None:
            node[name] = [value] if code.endswith("*") else value
    return node


def one(holds: Key, *above: str) -> Any:  # noqa: ANN401 - any JSON
    """A value, `None` where it would hold itself."""
    if isinstance(holds, Form):
        return VALUES.get(holds)
    if isinstance(holds, str):
        return None if holds in above or len(above) > DEEPEST else everything(holds, *above)
    return minimal(holds)


STOPS_HL7 = {"StructureMap"}
"""Types whose values the validator looks at so closely that it falls over."""


@judged("xml-foreign")
def of_the_table(_: Path) -> Mapping[str, bytes]:
    made: dict[str, bytes] = {}
    for name in FOREIGN:
        if name not in STOPS_HL7:
            made |= both(name, fhir.encode(resource_of({"resourceType": name, **everything(name)})))
    return made


NAMES_ORDER_LISTS = re.compile("Undefined|out of order|max allowed|Unrecognized|Array|array")


def test_hl7_has_the_elements_of_the_table_in_that_order_and_the_same_lists(
    hl7: Mapping[str, list[Verdict]],
) -> None:
    mine = {name: verdicts for name, verdicts in hl7.items() if name.startswith("xml-foreign/")}
    assert len(mine) == 2 * (len(FOREIGN) - len(STOPS_HL7))
    assert not [one for found in mine.values() for one in found if NAMES_ORDER_LISTS.search(one.text)]


# --- what is refused ----------------------------------------------------------------------------------------------------

NOT_ASKED = {
    "no resource where one belongs": "the validator falls over",
    "UTF-16": "what is asked about begins with <",
}
LONGEST = 5000


@judged("xml-faulty")
def faulty(_: Path) -> Mapping[str, bytes]:
    return {
        name: data
        for name, (data, _) in FAULTY.items()
        if name not in NOT_ASKED and data.startswith(b"<") and len(data) < LONGEST
    }


HL7_READS = {
    "a schema's location": "R4 2.6.1.1: what is exchanged does not even have the schema instance namespace",
}
"""What we refuse and HL7's validator does not: the rule that we hold."""


def test_hl7_refuses_what_we_refuse(hl7: Mapping[str, list[Verdict]]) -> None:
    accepted = {name for name, verdicts in hl7.items() if name.startswith("xml-faulty/") and not verdicts}
    assert accepted == {f"xml-faulty/{name}" for name in HL7_READS}


def test_the_names_and_the_order_are_what_hl7_finds_wrong_where_they_are(
    hl7: Mapping[str, list[Verdict]],
) -> None:
    """So the test above it would see a fault of the table."""
    for name in ("an element that R4 has not", "a misplaced element", "an element twice"):
        assert any(NAMES_ORDER_LISTS.search(verdict.text) for verdict in hl7[f"xml-faulty/{name}"])
