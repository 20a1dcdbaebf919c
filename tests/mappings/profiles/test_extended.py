"""Extensions: ours stand where they may and hold what they must, unknown ones are kept, unknown modifiers refused."""

from __future__ import annotations

from typing import Any

import pytest

from mappings.extensions import BASE
from mappings.profiles.table import table
from tests.conformance.instances.table import document
from tests.mappings.profiles.making import bundle, changed, extension, faults, issues

PLAN = "careplan/active.good.json"
UNKNOWN = {"url": "https://leverandor.example/felt", "valueString": "x"}
NOTE = extension("ip-note", valueString="x")
REVISION = extension("ip-next-revision", valueDate="2027-01-01")

PERSON: dict[str, Any] = {"resourceType": "Patient", "id": "p"}


@pytest.mark.parametrize(
    ("members", "place"),
    [
        ({"extension": [REVISION]}, "Patient.extension[0]"),
        ({"name": [{"family": "x", "extension": [UNKNOWN, REVISION]}]}, "Patient.name[0].extension[1]"),
        ({"birthDate": "2000", "_birthDate": {"extension": [REVISION]}}, "Patient.birthDate.extension[0]"),
        (
            {"name": [{"given": ["a", "b"], "_given": [None, {"extension": [REVISION]}]}]},
            "Patient.name[0].given[1].extension[0]",
        ),
        (
            {"deceasedBoolean": True, "_deceasedBoolean": {"extension": [REVISION]}},
            "Patient.deceasedBoolean.extension[0]",
        ),
        ({"contact": [{"name": {"extension": [REVISION]}}]}, "Patient.contact[0].name.extension[0]"),
        ({"contained": [PERSON | {"extension": [REVISION]}]}, "Patient.contained[0].extension[0]"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_one_of_ours_out_of_place_is_told_wherever_it_stands(members: dict[str, Any], place: str) -> None:
    """In a resource of any kind: it is ours that is wrong, not the resource."""
    assert faults(PERSON | members) == [("profile-context", place)]
    inside = bundle(PERSON | members, type_="searchset")
    assert faults(inside) == [("profile-context", place.replace("Patient", "Bundle.entry[0].resource", 1))]


def test_one_that_may_stand_on_every_element_may_stand_anywhere() -> None:
    assert table().extensions[NOTE["url"]].context == ("Element",)
    assert faults(PERSON | {"extension": [NOTE], "name": [{"extension": [NOTE], "family": "x"}]}) == []


CONTEXTS = [
    (
        {
            "resourceType": "CareTeam",
            "participant": [{"extension": [extension("ip-contribution", valueString="x")]}],
        },
        True,
    ),
    ({"resourceType": "CareTeam", "extension": [extension("ip-contribution", valueString="x")]}, False),
    (
        PERSON
        | {"photo": [{"url": "x:y", "extension": [extension("ip-compression", valueCoding={"code": "x"})]}]},
        True,
    ),
    (PERSON | {"extension": [extension("ip-compression", valueCoding={"code": "x"})]}, False),
]


@pytest.mark.parametrize(("value", "allowed"), CONTEXTS)
def test_a_context_is_a_path_or_a_datatype(value: dict[str, Any], allowed: bool) -> None:  # noqa: FBT001 - the table's
    assert ([key for key, _ in faults(value)] == []) is allowed


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (extension("ip-next-revision", valueString="snart"), ("profile-type", ".valueString")),
        (extension("ip-next-revision"), ("profile-required", ".value[x]")),
        (extension("ip-main-responsibility", extension=[]), None),
        (
            extension(
                "ip-main-responsibility", extension=[{"url": "municipality", "valueCoding": {"code": "4601"}}]
            ),
            ("profile-slice-min", ".extension"),
        ),
        (
            extension("ip-main-responsibility", extension=[{"url": "level", "valueCode": "kommune"}]),
            ("profile-type", ".extension[0].valueCode"),
        ),
        (
            extension(
                "ip-main-responsibility",
                extension=[
                    {
                        "url": "level",
                        "valueCoding": {"system": f"{BASE}/CodeSystem/ip-service-level", "code": "x"},
                    }
                ],
            ),
            ("profile-binding", ".extension[0].valueCoding"),
        ),
    ],
)
def test_one_of_ours_holds_what_it_must(one: dict[str, Any], expected: tuple[str, str] | None) -> None:
    if expected is None:
        del one["extension"]
        expected = ("profile-slice-min", ".extension")
    plan = {
        "resourceType": "CarePlan",
        "status": "draft",
        "intent": "plan",
        "subject": {},
        "extension": [UNKNOWN, one],
    }
    plan["subject"] = {"display": "x"}
    key, below = expected
    assert (key, f"CarePlan.extension[1]{below}") in faults(plan)


def test_unknown_extensions_are_kept_and_not_looked_at() -> None:
    nested = {"url": "https://leverandor.example/gruppe", "extension": [UNKNOWN, REVISION]}
    plan = document(PLAN)
    assert issues(plan | {"extension": [*plan["extension"], UNKNOWN, nested]}) == []


@pytest.mark.parametrize(
    ("members", "place"),
    [
        ({"modifierExtension": [UNKNOWN]}, "Patient.modifierExtension[0]"),
        (
            {"contact": [{"gender": "male", "modifierExtension": [UNKNOWN, UNKNOWN]}]},
            "Patient.contact[0].modifierExtension[1]",
        ),
        (
            {"contained": [PERSON | {"modifierExtension": [UNKNOWN]}]},
            "Patient.contained[0].modifierExtension[0]",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_an_unknown_modifier_is_refused_wherever_it_stands(members: dict[str, Any], place: str) -> None:
    assert ("profile-modifier", place) in faults(PERSON | members)


def test_an_unknown_modifier_of_a_bundles_entry_is_refused() -> None:
    value = bundle(PERSON, type_="searchset")
    value["entry"][0]["modifierExtension"] = [UNKNOWN]
    assert faults(value) == [("profile-modifier", "Bundle.entry[0].modifierExtension[0]")]


def test_implicit_rules_of_ours_are_refused_and_of_others_kept() -> None:
    assert faults(changed(PLAN, implicitRules="http://example.no/regler")) == [
        ("profile-max", "CarePlan.implicitRules")
    ]
    assert faults(PERSON | {"implicitRules": "http://example.no/regler"}) == []
