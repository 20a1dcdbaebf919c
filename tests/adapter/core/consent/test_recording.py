"""What the engine understands of a Consent, and what it refuses, all at once (R-037–R-043, R-053; no-ip-consent)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, get_args

import pytest

from adapter.core.consent import kinds, recording
from adapter.core.consent.facts import Directive
from adapter.core.consent.kinds import KINDS, NEXT, Status
from adapter.core.consent.narrowing import narrows
from adapter.core.consent.references import Person
from mappings.extensions import CHECKPOINTS, CODES
from mappings.faults.consent import CONSENT
from mappings.faults.errors import ERRORS
from mappings.result import Issue, Refusal
from tests.adapter.core.consent.consents import (
    GONE,
    HL7,
    NAMES,
    NESTED,
    action,
    changed,
    concept,
    documents,
    extension,
    form,
    kind,
    resource,
    section,
    shipped,
)
from tests.adapter.core.consent.rows import PERMIT_ONLY_ACTOR, RIGHT, WRONG
from tests.adapter.core.consent.values import CONSENT as ID
from tests.adapter.core.consent.values import DOCTORS, KE, PERSON, params
from tests.judges.hl7 import judged

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from adapter.core.consent.recording import Reading
    from tests.adapter.core.consent.consents import Json, Place
    from tests.judges.hl7 import Verdict

HEALTH = frozenset({DOCTORS})


def faults(made: Json) -> set[tuple[str, str]]:
    """Key and place of every fault; empty for a Consent that is taken."""
    try:
        recording.read(resource(made), HEALTH)
    except Refusal as refusal:
        return {(issue.key, issue.where) for issue in refusal.issues}
    return set()


# --- what is understood -----------------------------------------------------------------------------------------------


def test_a_consent_becomes_directives() -> None:
    reading = recording.read(resource(shipped()))
    assert reading[:4] == ("share", "active", Person("", "urn:oid:2.16.578.1.12.4.1.4.1", "14835812368"), KE)
    assert reading.live
    assert reading.directives(ID, 3, PERSON) == (
        Directive(
            consent=ID,
            version=3,
            person=PERSON,
            category="share",
            live=True,
            kind="permit",
            actor=DOCTORS,
            section="health",
            action="read",
            start=datetime(2026, 8, 31, 22, tzinfo=UTC),
            end=datetime(2027, 8, 31, 21, 59, 59, 999999, tzinfo=UTC),
        ),
    )


def test_the_shipped_examples_narrow_and_withdraw_one_another() -> None:
    given, narrowed, withdrawn = (recording.read(resource(shipped(name))) for name in NAMES)
    before = given.directives(ID, 1, PERSON)
    assert narrows(narrowed.directives(ID, 2, PERSON), before)
    assert narrows(withdrawn.directives(ID, 2, PERSON), before)
    assert not narrows(before, narrowed.directives(ID, 2, PERSON))
    assert [one.live for one in (given, narrowed, withdrawn)] == [True, True, False]


def test_a_refusal_leaves_out_what_it_means_any_of() -> None:
    reading = recording.read(resource(changed({("provision", "provision", 1): {"type": "deny"}})))
    assert reading.provisions[1] == ("deny", "", "", "", None, None, "")


def test_one_resource_alone_can_be_named_and_a_purpose_that_all_share() -> None:
    data = [{"meaning": "instance", "reference": {"reference": "Goal/g-1"}}]
    purpose = [{"system": HL7 + "v3-ActReason", "code": "COC"}]
    reading = recording.read(
        resource(changed({(*NESTED, "data"): data, (*NESTED, "purpose"): purpose, (*NESTED, "period"): GONE}))
    )
    assert reading.provisions == (("permit", DOCTORS, "health", "read", None, None, "Goal/g-1"),)


@pytest.mark.parametrize(
    ("period", "start", "end"),
    [
        ({"start": "2026"}, datetime(2025, 12, 31, 23, tzinfo=UTC), None),
        ({"end": "2026-02"}, None, datetime(2026, 2, 28, 22, 59, 59, 999999, tzinfo=UTC)),
        ({"end": "2026-09-01T09:00:00+02:00"}, None, datetime(2026, 9, 1, 7, tzinfo=UTC)),
    ],
)
def test_a_period_may_be_open_at_either_end(
    period: Json, start: datetime | None, end: datetime | None
) -> None:
    (provision,) = recording.read(resource(changed({(*NESTED, "period"): period}))).provisions
    assert (provision.start, provision.end) == (start, end)


@pytest.mark.parametrize("status", get_args(Status))
def test_only_an_active_consent_is_live(status: str) -> None:
    date = extension("ip-consent-status-date", valueDateTime="2026-09")
    reading = recording.read(resource(changed({("status",): status, ("extension", 3): date})))
    assert reading.live == all(one.live for one in reading.directives(ID, 1, PERSON)) == (status == "active")


def test_the_holder_may_be_named_otherwise_and_then_has_no_number() -> None:
    literal = [{"reference": "Organization/ke"}]
    assert recording.read(resource(changed({("organization",): literal}))).holder == ""


def test_a_patient_may_be_named_by_place() -> None:
    made = changed({("patient",): {"reference": "Patient/p"}, ("performer",): [{"reference": "Patient/p"}]})
    assert recording.read(resource(made)).person == ("p", "", "")


def test_what_was_read_once_is_understood_again_whatever_the_rules_have_become() -> None:
    by_conduct = resource(changed({("extension", 0): form("by-conduct")}))
    assert recording.understood(by_conduct) == recording.read(by_conduct, HEALTH)
    with pytest.raises(Refusal):
        recording.read(by_conduct)


@pytest.mark.parametrize(
    "made", [changed({("category",): [concept("1", "urn:x")]}), changed({("patient",): GONE})]
)
def test_what_a_message_states_is_never_understood(made: Json) -> None:
    with pytest.raises(Refusal):
        recording.understood(resource(made))


SECTIONED = ("read", "contribute", "receive-copy")
SAID = {
    "plan": ("OPTIN", ("make-plan",)),
    "coordinator": ("OPTIN", ("", "contribute")),
    "notice": ("OPTIN", ("", "receive-copy")),
    "share": ("OPTIN", SECTIONED),
    "transfer": ("OPTIN", SECTIONED),
    "dialog": ("OPTIN", ("", "contribute")),
    "objection": ("OPTOUT", ("",)),
}
"""Category -> its policy rule, and the actions that its permits may name."""


def of_kind(name: str, provision: Json | None) -> Json:
    """A Consent of a category with one provision or none."""
    said = {"provision": [provision]} if provision else GONE
    return changed(
        {
            ("category",): kind(name),
            ("policyRule",): concept(SAID[name][0], HL7 + "v3-ActCode"),
            ("provision",): said,
        }
    )


def permit(named: str, *labels: str) -> Json:
    said = {"action": [action(named)] if named else [], "securityLabel": [section(one) for one in labels]}
    return PERMIT_ONLY_ACTOR | {name: value for name, value in said.items() if value}


@pytest.mark.parametrize("name", sorted(KINDS))
@pytest.mark.parametrize("label", [(), ("health",)])
@pytest.mark.parametrize("named", ["", *CODES["ip-action"]])
def test_R037_R041_each_category_permits_its_own_actions_and_nothing_else(
    name: str, named: str, label: tuple[str, ...]
) -> None:
    found = {key for key, _ in faults(of_kind(name, permit(named, *label)))}
    assert ("consent-provision-type" in found) == (name == "objection")
    assert ("consent-action" in found) == (named not in SAID[name][1])
    assert ("consent-section" in found) == (bool(label) != (name in ("share", "transfer")))
    assert found <= {"consent-provision-type", "consent-action", "consent-section", "consent-receivers"}


@pytest.mark.parametrize("name", sorted(KINDS))
@pytest.mark.parametrize("label", [(), ("health",)])
@pytest.mark.parametrize("named", ["", *CODES["ip-action"]])
def test_R042_a_refusal_may_name_any_section_and_action_in_every_category(
    name: str, named: str, label: tuple[str, ...]
) -> None:
    found = faults(of_kind(name, permit(named, *label) | {"type": "deny"}))
    assert found == ({("consent-receivers", "Consent.provision")} if name in ("share", "transfer") else set())


@pytest.mark.parametrize("name", sorted(KINDS))
def test_what_names_nobody_can_be_stored_but_sharing_and_transfer_in_force(name: str) -> None:
    assert bool(faults(of_kind(name, None))) == (name in ("share", "transfer"))
    assert not faults(changed({("status",): "proposed"}, of_kind(name, None)))


def test_the_actions_of_the_table_are_those_of_the_code_system() -> None:
    named = {one for _, actions in SAID.values() for one in actions} - {""}
    assert named == set(CODES["ip-action"])
    assert KINDS.keys() == SAID.keys() == set(CODES["ip-consent-type"])


# --- what is refused: one row a fault ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("changes", "expected"), params(WRONG))
def test_R040_R053_what_cannot_be_evaluated_is_refused_with_its_place(
    changes: dict[Place, Any], expected: set[tuple[str, str]]
) -> None:
    assert faults(changed(changes)) == expected


@pytest.mark.parametrize(
    "field",
    ["type", "period", "actor", "action", "securityLabel", "purpose", "class", "code", "dataPeriod", "data"],
)
def test_the_root_provision_only_holds_the_others(field: str) -> None:
    inner = shipped()["provision"]["provision"][0]
    said = {
        **inner,
        "class": [{"system": "urn:x", "code": "x"}],
        "purpose": [{"system": HL7 + "v3-ActReason", "code": "COC"}],
        "code": [concept("x", "urn:x")],
        "dataPeriod": {"start": "2026"},
        "data": [{"meaning": "instance", "reference": {"reference": "Goal/g"}}],
    }
    with pytest.raises(Refusal) as refused:
        recording.read(resource(changed({("provision", field): said[field]})))
    assert refused.value.issues == (Issue("consent-root", f"Consent.provision.{field}", (field,)),)


@pytest.mark.parametrize("checkpoint", range(len(CHECKPOINTS)))
def test_R039_what_the_person_was_not_told_keeps_a_consent_from_being_in_force(checkpoint: int) -> None:
    not_told = changed({("extension", 2, "extension", checkpoint, "valueBoolean"): False})
    left_out = changed({("extension", 2, "extension", checkpoint): GONE})
    for made in (not_told, left_out):
        with pytest.raises(Refusal) as refused:
            recording.read(resource(made))
        (issue,) = refused.value.issues
        assert issue == Issue("consent-informed", "Consent.extension", (CHECKPOINTS[checkpoint],))
        assert not faults(changed({("status",): "proposed"}, made))


@pytest.mark.parametrize("changes", params(RIGHT))
def test_what_can_be_evaluated_is_taken(changes: dict[Place, Any]) -> None:
    assert faults(changed(changes)) == set()


FILLED = (
    ("implicit rules", "consent-modifier", ("implicitRules",)),
    ("a modifier", "consent-modifier", ("modifierExtension",)),
    ("a modifier of the root", "consent-modifier", ("modifierExtension",)),
    ("a modifier of a provision", "consent-modifier", ("modifierExtension",)),
    (
        "an unknown category",
        "consent-category",
        ("plan, coordinator, notice, share, transfer, dialog, objection",),
    ),
    ("opt out", "consent-policy-rule", ("OPTIN",)),
    ("in no known form", "consent-form-unknown", ("oral, written, electronic, by-conduct",)),
    ("too many provisions", "consent-many", ("500",)),
    ("an inner provision without type", "consent-provision-type", ("permit | deny",)),
    ("no section", "consent-section", ("1..1",)),
    ("two sections refused", "consent-section", ("0..1",)),
    ("no action", "consent-action", ("1..1", "read, contribute, receive-copy")),
    (
        "an unknown action refused",
        "consent-action",
        ("0..1", "read, contribute, receive-copy, make-plan"),
    ),
    ("a class", "consent-element", ("class",)),
    ("a third level", "consent-element", ("provision",)),
)


@pytest.mark.parametrize(("name", "key", "filling"), FILLED)
def test_what_a_sentence_is_filled_with(name: str, key: str, filling: tuple[str, ...]) -> None:
    (changes,) = [changes for row, changes, _ in WRONG if row == name]
    with pytest.raises(Refusal) as refused:
        recording.read(resource(changed(changes)), HEALTH)
    (issue,) = refused.value.issues
    assert (issue.key, issue.params) == (key, filling)
    assert all(said in issue.text for said in filling)


def test_all_faults_are_told_at_once() -> None:
    every: dict[Place, Any] = {}
    wanted = set()
    for name in (
        "two scopes",
        "no patient",
        "no date",
        "no policy",
        "another purpose",
        "no action",
        "a class",
    ):
        (row,) = [row for row in WRONG if row[0] == name]
        every |= row[1]
        wanted |= row[2]
    assert faults(changed(every)) == wanted


def test_without_a_category_only_what_hangs_on_it_is_left_unsaid() -> None:
    made = changed({("category",): kind("x"), ("dateTime",): GONE, ("provision", "type"): "permit"})
    assert {key for key, _ in faults(made)} == {"consent-category", "consent-date-time", "consent-root"}


CHANGES = {"consent-other", "consent-state"}
"""Faults of a change, not of a Consent."""


def test_every_fault_of_the_table_is_found_by_a_row() -> None:
    found = {key for _, _, expected in WRONG for key, _ in expected}
    assert found | {"consent-root", "consent-informed"} | CHANGES == CONSENT.keys()
    for row in CONSENT.values():
        assert row.error in ERRORS
        assert row.status == (409 if row.error == "state" else 422)


# --- what follows what (domain.md 3.3) --------------------------------------------------------------------------------

BEFORE = recording.read(resource(shipped()))


def followed(status: Status, before: Status) -> set[str]:
    return {
        issue.key
        for issue in recording.changed(BEFORE._replace(status=status), BEFORE._replace(status=before))
    }


WAYS = {
    ("proposed", "proposed"),
    ("proposed", "active"),
    ("proposed", "rejected"),
    ("active", "active"),
    ("active", "inactive"),
} | {(status, "entered-in-error") for status in get_args(Status) if status != "entered-in-error"}


def test_R043_a_consent_goes_the_ways_of_its_life_and_no_others() -> None:
    assert NEXT.keys() == set(get_args(Status))
    for before in get_args(Status):
        for after in get_args(Status):
            wrong = set() if (before, after) in WAYS else {"consent-state"}
            assert followed(after, before) == wrong


def test_a_refused_change_says_from_what_to_what() -> None:
    (issue,) = recording.changed(BEFORE._replace(status="active"), BEFORE._replace(status="inactive"))
    assert (issue.where, issue.params) == ("Consent.status", ("inactive", "active"))


def test_a_consent_to_one_thing_never_becomes_a_consent_to_another() -> None:
    other: Reading = BEFORE._replace(category="transfer")
    assert [(issue.key, issue.where) for issue in recording.changed(other, BEFORE)] == [
        ("consent-other", "Consent.category")
    ]


def test_the_states_that_decide_and_those_that_say_when() -> None:
    assert sorted(kinds.LIVE) == ["active"]
    assert sorted(kinds.DECLINED) == ["inactive", "rejected"]


# --- judged from outside ----------------------------------------------------------------------------------------------


@judged("consents")
def consents(_: Path) -> Mapping[str, bytes]:
    return documents()


@pytest.mark.judge
def test_hl7_finds_no_error_in_our_consents(hl7: Mapping[str, list[Verdict]]) -> None:
    assert {name: hl7[f"consents/{name}"] for name in documents()} == {name: [] for name in documents()}
