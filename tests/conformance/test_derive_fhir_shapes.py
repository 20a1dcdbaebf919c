"""The step that derives the shapes of types without structs; that the committed ones are its output `test_derive_fhir` asks."""

from __future__ import annotations

from conformance.derive.fhir_definitions import Definitions
from conformance.derive.fhir_shapes import shapes, written
from mappings import fhir
from mappings.fhir_xml_shape import Form, shape
from mappings.r4.shapes import SHAPES


def structure(kind: str, base: str, *rows: tuple[str, str, str]) -> dict[str, object]:
    """A definition: rows of path, greatest number, and types."""
    elements = [
        {"path": path, "max": most} | ({"contentReference": types} if types.startswith("#") else typed(types))
        for path, most, types in rows
    ]
    return {"kind": kind, "abstract": False, "baseDefinition": f"x/{base}", "snapshot": {"element": elements}}


def typed(types: str) -> dict[str, object]:
    return {"type": [{"code": code} for code in types.split()]} if types else {}


BASE = structure("resource", "", ("Thing", "*", ""), ("Thing.id", "1", "id")) | {"abstract": True}
STRUCTURES = {
    "Thing": BASE,
    "BackboneElement": structure(
        "complex-type", "", ("BackboneElement", "*", ""), ("BackboneElement.id", "1", "string")
    ),
    "Known": structure("resource", "Thing", ("Known", "*", ""), ("Known.id", "1", "id")),
    "Amount": structure(
        "complex-type", "BackboneElement", ("Amount", "*", ""), ("Amount.value", "1", "decimal")
    ),
    "Other": structure(
        "resource",
        "Thing",
        ("Other", "*", ""),
        ("Other.id", "1", "id"),
        ("Other.value[x]", "1", "boolean Amount"),
        ("Other.part", "*", "BackboneElement"),
        ("Other.part.id", "1", "string"),
        ("Other.part.code", "*", "code"),
        ("Other.more", "*", "#Other.part"),
    ),
}


def test_a_definition_becomes_a_shape_with_what_it_is_made_of() -> None:
    assert shapes(Definitions(STRUCTURES, {}, {}), {"Known"}) == {
        "Amount": "BackboneElement value:decimal",
        "Other": "Thing valueBoolean:boolean valueAmount:Amount part:Other.part* more:Other.part*",
        "Other.part": "BackboneElement code:code*",
    }


def test_a_long_shape_is_written_in_lines() -> None:
    text = written({"Short": "a b", "Long": " ".join(["some:words"] * 30)})
    assert max(map(len, text.splitlines())) <= 110
    namespace: dict[str, dict[str, str]] = {}
    exec(text.partition(":")[0] + text.partition("]")[2], namespace)  # noqa: S102 - what we have just written
    assert namespace["SHAPES"] == {"Short": "a b", "Long": " ".join(["some:words"] * 30)}


def test_every_shape_leads_to_what_is_known() -> None:
    for path in SHAPES:
        assert all(isinstance(slot.holds, Form) or shape(slot.holds) for slot in shape(path).values()), path


def test_a_shape_begins_as_its_base() -> None:
    device = shape("Device")
    assert list(device)[: len(shape(fhir.DomainResource))] == list(shape(fhir.DomainResource))
    assert [slot.at for slot in device.values()] == list(range(len(device)))
