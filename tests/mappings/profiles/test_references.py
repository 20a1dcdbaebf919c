"""References: what they may point to, told by literal form, by `type`, and by the target where it is in the Bundle."""

from __future__ import annotations

from typing import Any

import pytest

from mappings.profiles.scope import residents, type_named
from tests.conformance.instances.table import document
from tests.mappings.profiles.making import bundle, changed, concept, faults, made, uuid

DRAFT = "careplan/draft.good.json"
SUBJECT = [("profile-target", "CarePlan.subject")]


@pytest.mark.parametrize(
    ("reference", "named"),
    [
        ("Patient/1", "Patient"),
        ("https://a.example/fhir/Patient/1", "Patient"),
        ("https://a.example/Group/Patient/1/_history/2", "Patient"),
        ("Patient?identifier=a|b", "Patient"),
        ("urn:uuid:00000000-0000-4000-8000-000000000001", ""),
        ("#a", ""),
        ("Pasient/1", ""),
        ("https://a.example/Files/1", ""),
        ("Patient/1/2", ""),
        ("", ""),
    ],
)
def test_a_reference_shows_its_type(reference: str, named: str) -> None:
    assert type_named(reference) == named


@pytest.mark.parametrize(
    ("subject", "expected"),
    [
        ({"reference": "Patient/1"}, []),
        ({"reference": "Group/1"}, SUBJECT),
        ({"reference": "https://a.example/fhir/Group/1/_history/1"}, SUBJECT),
        ({"reference": "Group?identifier=x"}, SUBJECT),
        ({"type": "Patient", "identifier": {"value": "1"}}, []),
        ({"type": "Group", "identifier": {"value": "1"}}, SUBJECT),
        ({"reference": "Patient/1", "type": "Group"}, SUBJECT),
        ({"reference": "urn:uuid:00000000-0000-4000-8000-000000000001"}, []),
        ({"reference": "https://a.example/Files/1"}, []),
        ({"display": "en person"}, []),
    ],
)
def test_a_reference_is_judged_as_far_as_it_shows(
    subject: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    assert faults(changed(DRAFT, subject=subject)) == expected


def whole(target: dict[str, Any], reference: str, base: str = "https://epj.example/fhir/") -> dict[str, Any]:
    plan = changed(DRAFT, id="plan", subject={"reference": reference})
    return bundle(plan, target, type_="searchset", base=base)


PATIENT = {"resourceType": "Patient", "id": "p"}
LOCATION = {"resourceType": "Location", "id": "p"}


@pytest.mark.parametrize(
    ("reference", "base"),
    [
        ("https://epj.example/fhir/Patient/p", "https://epj.example/fhir/"),
        ("Patient/p", "https://epj.example/fhir/"),
        ("Patient/p/_history/4", "https://epj.example/fhir/"),
        (uuid(1), ""),
        ("Patient/p", ""),
    ],
)
def test_a_target_in_the_bundle_is_found_and_judged(reference: str, base: str) -> None:
    assert faults(whole(PATIENT, reference, base)) == []
    wrong = whole(LOCATION, reference.replace("Patient", "Location"), base)
    assert faults(wrong) == [("profile-target", "Bundle.entry[0].resource.subject")]


def test_a_target_is_judged_by_the_profile_that_the_reference_asks_for() -> None:
    number = {"system": "urn:oid:2.16.578.1.12.4.1.4.1"}
    patient = PATIENT | {"identifier": [number]}
    assert faults(bundle(patient, type_="searchset")) == []
    assert faults(whole(patient, "Patient/p")) == [
        ("profile-required", "Bundle.entry[1].resource.identifier[0].value")
    ]


def test_two_services_in_a_bundle_are_not_mistaken_for_one_another() -> None:
    """A relative reference is to the service that its own entry is of."""
    value = whole(PATIENT, "Patient/p")
    other = {
        "fullUrl": "https://annen.example/fhir/Patient/p",
        "resource": {**PATIENT, "identifier": [{"system": "urn:oid:2.16.578.1.12.4.1.4.1"}]},
    }
    value["entry"].insert(0, other)
    assert faults(value) == []
    value["entry"][1]["fullUrl"] = "https://annen.example/fhir/CarePlan/plan"
    assert [key for key, _ in faults(value)] == ["profile-required"]


def test_a_contained_target_is_found_in_its_own_resource_alone() -> None:
    plan = changed(DRAFT, subject={"reference": "#p"}, contained=[PATIENT])
    assert faults(plan) == []
    assert faults(plan | {"contained": [LOCATION]}) == SUBJECT
    assert faults(bundle(plan | {"contained": [LOCATION]}, PATIENT, type_="searchset")) == [
        ("profile-target", "Bundle.entry[0].resource.subject")
    ]
    number = {"system": "urn:oid:2.16.578.1.12.4.1.4.1"}
    assert faults(plan | {"contained": [PATIENT | {"identifier": [number]}]}) == [
        ("profile-required", "CarePlan.contained[0].identifier[0].value")
    ]


def test_a_target_that_is_ours_of_another_kind_is_refused_at_the_reference() -> None:
    plan = document(DRAFT) | {"id": "plan"}
    part = document("subplan/crisis-plan.good.json") | {"id": "part"}
    again = part | {"id": "again", "partOf": [{"reference": "CarePlan/part"}]}
    part["partOf"] = [{"reference": "CarePlan/plan"}]
    found = faults(bundle(again, part, plan, type_="searchset"), "no-ip-subplan")
    assert found == [("profile-target", "Bundle.entry[0].resource.partOf[0]")]


def test_one_of_two_profiles_of_a_type_will_do() -> None:
    task = {
        "resourceType": "Task",
        "id": "t",
        "status": "draft",
        "intent": "proposal",
        "code": concept("ip-task-code", "need-notice"),
    }
    plan = changed(DRAFT, activity=[{"reference": {"reference": "Task/t"}}])
    keys = {where for key, where in faults(bundle(plan, task, type_="searchset")) if key == "profile-target"}
    assert keys == set()


def test_of_two_entries_of_one_name_the_first_is_meant() -> None:
    value = whole(PATIENT, "Patient/p")
    value["entry"].append(
        value["entry"][1]
        | {"resource": PATIENT | {"identifier": [{"system": "urn:oid:2.16.578.1.12.4.1.4.1"}]}}
    )
    assert faults(value) == []


def test_a_bundle_has_room_for_what_is_not_read_here() -> None:
    value = bundle(PATIENT, {"resourceType": "Substance", "id": "s"}, type_="searchset")
    value["entry"].append({"search": {"mode": "match"}})
    assert [one.place for one in residents(made(value))] == ["Bundle.entry[0].resource"]
    assert faults(value) == []
