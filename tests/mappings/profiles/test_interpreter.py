"""The interpreter on rules of its own: each kind of rule, on each kind of element."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mappings import fhir, profile
from mappings.extensions import BASE
from mappings.profiles.scope import Scope
from mappings.profiles.slices import belongs
from mappings.profiles.table import Node, table
from mappings.profiles.walk import inside, together
from tests.mappings.profiles.making import made
from tests.strategies.fhir import resources

if TYPE_CHECKING:
    from mappings.fhir_base import Base


def found(rules: dict[str, Any], value: dict[str, Any]) -> list[tuple[str, str]]:
    """Key and place of all that the rules of a resource's elements find in it."""
    resource = made(value)
    node = msgspec.convert({"elements": rules}, Node)
    check = together(inside(type(resource), node, ("p", "R")))
    return [(key, place) for key, place, _ in check(resource, Scope({}, []))]


OBSERVATION: dict[str, Any] = {"resourceType": "Observation", "status": "final", "code": {"text": "x"}}
CODING = {"system": "s", "code": "a"}
EXTENDED = {"extension": [{"url": "x", "valueBoolean": True}]}


@pytest.mark.parametrize(
    ("rule", "members", "expected"),
    [
        ({"issued": {"min": 1}}, {}, [("profile-required", ".issued")]),
        ({"issued": {"min": 1}}, {"issued": "2026-01-01T00:00:00Z"}, []),
        ({"issued": {"min": 1}}, {"_issued": EXTENDED}, []),
        ({"issued": {"max": 0}}, {"_issued": EXTENDED}, [("profile-max", ".issued")]),
        ({"issued": {"max": 0}}, {}, []),
        ({"subject": {"max": 0}}, {"subject": {"display": "x"}}, [("profile-max", ".subject")]),
        ({"note": {"min": 1}}, {}, [("profile-required", ".note")]),
        ({"note": {"min": 2}}, {"note": [{"text": "x"}]}, [("profile-required", ".note")]),
        ({"note": {"max": 1}}, {"note": [{"text": "x"}] * 2}, [("profile-max", ".note")]),
        ({"note": {"elements": {"time": {"min": 1}}}}, {"note": [{"text": "x"}] * 2}, [("profile-required", ".note[0].time"), ("profile-required", ".note[1].time")]),
        ({"status": {"fixed": "final"}}, {}, []),
        ({"status": {"fixed": "amended"}}, {}, [("profile-fixed", ".status")]),
        ({"status": {"pattern": "amended"}}, {}, [("profile-fixed", ".status")]),
        ({"code": {"fixed": {"text": "x"}}}, {}, []),
        ({"code": {"fixed": {"text": "x"}}}, {"code": {"text": "x", "coding": [CODING]}}, [("profile-fixed", ".code")]),
        ({"code": {"pattern": {"text": "x"}}}, {"code": {"text": "x", "coding": [CODING]}}, []),
        ({"code": {"pattern": {"coding": [CODING]}}}, {}, [("profile-fixed", ".code")]),
        ({"code": {"pattern": {"coding": [CODING]}}}, {"code": {"coding": [{"system": "t", "code": "a"}, CODING | {"display": "A"}]}}, []),
        ({"code": {"pattern": {"coding": [CODING]}}}, {"code": {"coding": [{"system": "t", "code": "a"}, {"code": "a"}]}}, [("profile-fixed", ".code")]),
        ({"value[x]": {"min": 1}}, {}, [("profile-required", ".value[x]")]),
        ({"value[x]": {"min": 1}}, {"valueString": "x"}, []),
        ({"value[x]": {"min": 1}}, {"_valueString": EXTENDED}, []),
        ({"value[x]": {"max": 0}}, {"valueString": "x"}, [("profile-max", ".valueString")]),
        ({"value[x]": {"types": ["string"]}}, {}, []),
        ({"value[x]": {"types": ["string"]}}, {"valueBoolean": False}, [("profile-type", ".valueBoolean")]),
        ({"value[x]": {"types": ["string", "boolean"]}}, {"valueBoolean": False}, []),
        ({"value[x]": {"elements": {"start": {"min": 1}}}}, {"valuePeriod": {"end": "2026"}}, [("profile-required", ".valuePeriod.start")]),
        ({"value[x]": {"elements": {"start": {"min": 1}}}}, {"valueString": "x"}, []),
        (
            {"value[x]": {"by": [["type", "$this"]], "slices": {"valuePeriod": {"types": ["Period"], "elements": {"start": {"min": 1}}}}}},
            {"valuePeriod": {"end": "2026"}},
            [("profile-required", ".valuePeriod.start")],
        ),
        ({"birthDate": {"elements": {"extension": {"max": 1}}}}, {}, []),
    ],
)  # fmt: skip
def test_a_rule_of_an_element(
    rule: dict[str, Any], members: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    base = {"resourceType": "Patient"} if "birthDate" in rule else OBSERVATION
    assert found(rule, base | members) == expected


def test_a_primitives_extensions_are_counted_on_its_sibling() -> None:
    rule = {"birthDate": {"elements": {"extension": {"max": 1}}}}
    twice = {"_birthDate": {"extension": EXTENDED["extension"] * 2}}
    assert found(rule, {"resourceType": "Patient", **twice}) == [("profile-max", ".birthDate.extension")]


def concept(*codes: tuple[str, str]) -> dict[str, Any]:
    return {"coding": [{"system": system, "code": code} for system, code in codes]}


BY_SYSTEM = {
    "by": [["value", "coding.system"]],
    "slices": {
        "a": {
            "min": 1,
            "max": 1,
            "elements": {"coding": {"elements": {"system": {"fixed": "sa"}, "display": {"min": 1}}}},
        }
    },
}
BY_PATTERN = {"by": [["pattern", "$this"]], "slices": {"a": {"max": 1, "pattern": concept(("sa", "x"))}}}


@pytest.mark.parametrize(
    ("rule", "values", "expected"),
    [
        (BY_SYSTEM, [], [("profile-slice-min", ".category")]),
        (BY_SYSTEM, [concept(("sb", "x"))], [("profile-slice-min", ".category")]),
        (BY_SYSTEM, [concept(("sa", "x"))], [("profile-required", ".category[0].coding[0].display")]),
        (BY_SYSTEM, [{"text": "x"}, concept(("sa", "x"), ("sb", "y"))], [("profile-slice-min", ".category")]),
        (
            BY_SYSTEM,
            [{"coding": [{"system": "sa", "display": "x"}]}] * 2,
            [("profile-slice-max", ".category")],
        ),
        (BY_PATTERN, [concept(("sa", "x")), concept(("sa", "y"))], []),
        (
            BY_PATTERN,
            [concept(("sa", "x")), concept(("sb", "y"), ("sa", "x"))],
            [("profile-slice-max", ".category")],
        ),
        (BY_PATTERN | {"closed": True}, [concept(("sa", "x"))], []),
        (BY_PATTERN | {"closed": True}, [concept(("sa", "y"))], [("profile-slice-closed", ".category")]),
    ],
)
def test_a_rule_of_slices(rule: dict[str, Any], values: list[Any], expected: list[tuple[str, str]]) -> None:
    value = OBSERVATION | ({"category": values} if values else {})
    assert found({"category": rule}, value) == expected


@pytest.mark.parametrize(
    ("kind", "path", "node", "inside_", "outside"),
    [
        (fhir.Identifier, "system", Node(elements={"system": Node(fixed="s")}), {"system": "s"}, {"value": "s"}),
        (fhir.Identifier, "type", Node(elements={"type": Node(pattern=concept(("s", "a")))}), {"type": concept(("s", "a"))}, {"type": {"text": "a"}}),
        (fhir.Identifier, "type.coding.code", Node(pattern={"type": concept(("s", "a"))}), {"type": concept(("s", "a"))}, {"type": concept(("s", "b"))}),
        (fhir.Coding, "$this", Node(values=f"{BASE}/ValueSet/ip-section"), {"system": f"{BASE}/CodeSystem/ip-section", "code": "goals"}, {"code": "goals"}),
        (fhir.Extension, "url", Node(profile="http://x"), {"url": "http://x"}, {"url": "http://y"}),
    ],
)  # fmt: skip
def test_an_item_belongs_to_a_slice_by_what_its_discriminator_says(
    kind: type[Base], path: str, node: Node, inside_: dict[str, Any], outside: dict[str, Any]
) -> None:
    test = belongs(kind, [("value", path)], node)
    assert test(msgspec.convert(inside_, kind))
    assert not test(msgspec.convert(outside, kind))


def test_two_discriminators_must_both_agree() -> None:
    node = Node(elements={"system": Node(fixed="s"), "code": Node(fixed="a")})
    test = belongs(fhir.Coding, [("value", "system"), ("value", "code")], node)
    assert [test(fhir.Coding(system="s", code=code)) for code in ("a", "b")] == [True, False]


@pytest.mark.parametrize(("kind", "path"), [(fhir.Coding, "system"), (fhir.Coding, "system.value")])
def test_a_slice_that_nothing_tells_apart_is_a_slip_in_the_table(kind: type[Base], path: str) -> None:
    with pytest.raises((ValueError, TypeError)):
        belongs(kind, [("value", path)], Node())


@given(resources(), st.data())
def test_the_checker_has_an_answer_for_every_resource(resource: fhir.Resource, data: st.DataObject) -> None:
    name = type(resource).__name__
    names = ["", *(key for key, row in table().profiles.items() if row.type == name)]
    issues = profile.check(resource, data.draw(st.sampled_from(names)))
    assert all(issue.where.startswith(name) for issue in issues)
    assert all(issue.text for issue in issues)
