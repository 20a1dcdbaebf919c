"""What the law does not ask is not refused: resources that nobody here wrote, and an EPJ's own ways (R-001, R-009)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from mappings import fhir, message, profile
from mappings.extensions import BASE
from mappings.result import Refusal
from tests.conformance.instances.table import document
from tests.mappings.profiles.making import bundle, changed, concept, faults, issues, made, uuid

if TYPE_CHECKING:
    from collections.abc import Iterator

PROJECT = Path(__file__).resolve().parents[3]
PLAN = "careplan/active.good.json"
KINDS = ("CarePlan", "Goal", "Consent", "Task", "ServiceRequest")


def examples(shared: Path) -> Iterator[tuple[str, fhir.Resource]]:
    for file in sorted((shared / "packages" / "hl7.fhir.r4.examples").glob("*.json")):
        data = file.read_bytes()
        if json.loads(data)["resourceType"] in fhir.RESOURCES:
            try:
                yield file.name, fhir.decode(data).value
            except Refusal:  # examples that base R4 itself forbids, listed in test_fhir_examples
                continue


@pytest.mark.judge
def test_official_examples_pass_as_what_they_are(shared: Path) -> None:
    found = dict(examples(shared))
    for name, resource in found.items():
        assert {issue.key for issue in profile.check(resource)} <= {"profile-foreign"}, name
    for kind in KINDS:
        assert any(name.startswith(f"{kind}-") for name in found), kind


@pytest.mark.judge
@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("CarePlan", "no-ip-careplan"),
        ("Goal", "no-ip-goal"),
        ("Consent", "no-ip-consent"),
        ("Task", "no-ip-notice-task"),
        ("ServiceRequest", "no-ip-activity"),
    ],
)
def test_they_are_no_individual_plans(shared: Path, kind: str, name: str) -> None:
    """The profiles tell: had they been applied, every one of these would have been refused."""
    found = [one for _, one in examples(shared) if type(one).__name__ == kind]
    assert found
    assert all(any(issue.is_error for issue in profile.check(one, name)) for one in found)


def test_the_packages_own_examples_have_no_fault() -> None:
    files = sorted((PROJECT / "profiles" / "package" / "example").glob("*.json"))
    assert files
    for file in files:
        found = profile.check(fhir.decode(file.read_bytes()).value)
        assert [issue for issue in found if issue.is_error] == [], file.name


def test_what_is_made_of_messages_has_no_fault() -> None:
    for file in sorted((PROJECT / "conformance" / "examples").glob("*.xml")):
        try:
            resource = message.to_fhir(file.read_bytes()).value
        except Refusal:
            continue
        assert [issue for issue in profile.check(resource) if issue.is_error] == [], file.name


TEAMS: list[dict[str, Any]] = [
    {
        "resourceType": "CareTeam",
        "contained": [{"resourceType": "Practitioner", "id": "lege", "name": [{"family": "Sti"}]}],
        "status": "active",
        "name": "Avdelingens team",
        "subject": {"reference": "Patient/p"},
        "participant": [
            {
                "role": [{"text": "lege"}],
                "member": {"reference": "#lege"},
                "onBehalfOf": {"display": "Sykehuset"},
            }
        ],
    },
    {
        "resourceType": "CareTeam",
        "status": "proposed",
        "category": [{"coding": [{"system": "http://loinc.org", "code": "LA27976-2"}]}],
        "subject": {"reference": "Group/g"},
        "period": {"end": "2026"},
    },
]


@pytest.mark.parametrize("team", TEAMS)
def test_a_team_of_another_kind_is_a_team(team: dict[str, Any]) -> None:
    assert issues(team) == []


VENDOR = {"url": "https://leverandor.example/felt", "valueString": "x"}


OWN_WAYS: dict[str, dict[str, Any]] = {
    "second identifier": {
        "identifier": [*document(PLAN)["identifier"], {"system": "https://epj.example/id", "value": "17"}]
    },
    "vendor's extension": {"extension": [*document(PLAN)["extension"], VENDOR]},
    "vendor's extension of a value": {"title": "Min plan", "_title": {"extension": [VENDOR]}},
    "person by number": {
        "subject": {
            "type": "Patient",
            "identifier": {"system": "urn:oid:2.16.578.1.12.4.1.4.1", "value": "13816900299"},
        }
    },
    "organisation by number": {
        "author": {
            "type": "Organization",
            "identifier": {"system": "urn:oid:2.16.578.1.12.4.1.4.101", "value": "312020203"},
        }
    },
    "party without type": {"author": {"identifier": {"value": "17"}}},
    "party by name alone": {"author": {"display": "Kommunen"}},
    "person elsewhere by uuid": {"subject": {"reference": "urn:uuid:00000000-0000-4000-8000-000000000099"}},
    "version of a person elsewhere": {
        "subject": {"reference": "https://annen.example/fhir/Patient/1/_history/2"}
    },
    "conditional reference": {"subject": {"reference": "Patient?identifier=x"}},
    "category of its own": {
        "category": [
            *document(PLAN)["category"],
            {"coding": [{"system": "https://epj.example/k", "code": "plan"}]},
        ]
    },
    "partial date": {"created": "2026-03"},
}


@pytest.mark.parametrize("name", OWN_WAYS)
def test_an_epjs_own_ways_are_accepted(name: str) -> None:
    assert faults(changed(PLAN, **OWN_WAYS[name])) == []


@pytest.mark.parametrize("end", ["2027", "2027-06", "2027-06-30", "2027-06-30T15:00:00+02:00"])
@pytest.mark.parametrize("revision", ["2027", "2027-06", "2027-06-30"])
def test_partial_dates_count_to_their_last_day(end: str, revision: str) -> None:
    plan = document(PLAN)
    extension = next(one for one in plan["extension"] if one["url"].endswith("/ip-next-revision"))
    extension["valueDate"] = revision
    broken = {key for key, _ in faults(plan | {"period": {"start": "2026", "end": end}})}
    later = revision == "2027" and end != "2027"
    assert broken == ({"ip-cp-5"} if later else set())


def test_references_by_uuid_reach_their_targets() -> None:
    plan = changed(
        "careplan/draft.good.json", id="plan", subject={"reference": uuid(1)}, goal=[{"reference": uuid(2)}]
    )
    patient = {"resourceType": "Patient", "id": "p"}
    goal = document("goal/own.good.json") | {"id": "g", "subject": {"reference": uuid(1)}}
    whole = bundle(plan, patient, goal, type_="batch-response", base="")
    assert faults(whole) == []
    whole["entry"][0]["resource"]["subject"] = {"reference": uuid(2)}
    assert ("profile-target", "Bundle.entry[0].resource.subject") in faults(whole)


def participant(role: dict[str, Any], member: str, **period: str) -> dict[str, Any]:
    return {"role": [role], "member": {"reference": member}, "period": {"start": "2026-01-01", **period}}


def coordinator(code: str) -> dict[str, Any]:
    return {"coding": [{"system": "urn:oid:2.16.578.1.12.4.1.1.9034", "code": code}]}


def team(*participants: dict[str, Any]) -> dict[str, Any]:
    person = participant(concept("ip-team-role", "personen"), "Patient/p")
    return {
        "resourceType": "CareTeam",
        "status": "active",
        "category": [concept("ip-team-kind", "ip-team")],
        "subject": {"reference": "Patient/p"},
        "period": {"start": "2026"},
        "participant": [person, *participants],
        "managingOrganization": [{"reference": "Organization/o"}],
    }


@pytest.mark.parametrize(
    "value",
    [
        team(participant(coordinator("8"), "PractitionerRole/a", end="2027-06-30")),
        team(
            participant(coordinator("8"), "PractitionerRole/a", end="2027"),
            participant(coordinator("8"), "PractitionerRole/b"),
        ),
        team(participant(coordinator("18"), "PractitionerRole/a")),
        team(
            participant(coordinator("18"), "PractitionerRole/a"),
            participant(coordinator("8"), "PractitionerRole/b"),
        ),
        team(participant(concept("ip-team-role", "barnekoordinator"), "PractitionerRole/a")),
    ],
    ids=["planned end", "change that is planned", "hospital first", "both levels", "barnekoordinator"],
)
def test_R076_coordinators_that_the_dates_allow_are_accepted(
    value: dict[str, Any],
) -> None:  # C-3 looks at the dates
    assert issues(value) == []


def test_two_lasting_municipal_coordinators_are_not() -> None:
    two = [participant(coordinator("8"), f"PractitionerRole/{one}") for one in "ab"]
    assert faults(team(*two)) == [("ip-ct-1", "CareTeam")]


def test_checking_changes_nothing() -> None:
    resource = made(document(PLAN))
    before = fhir.encode(resource)
    profile.check(resource)
    assert fhir.encode(resource) == before


def test_everything_that_is_wrong_is_told_at_once() -> None:
    found = faults(
        changed(
            PLAN,
            meta=None,
            intent="order",
            title=None,
            partOf=[{"reference": "Goal/x"}],
            identifier=[{"system": f"{BASE}/sid/plan-id", "value": "a"}] * 2,
        )
    )
    assert {key for key, _ in found} >= {
        "profile-fixed",
        "profile-max",
        "profile-slice-max",
        "profile-target",
        "ip-cp-8",
    }
