"""Who may be coordinator: consent, health personnel, the person's wish (R-071–R-074, R-077, R-079, R-080)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from adapter.core.plan.appointment import of_team
from adapter.core.plan.declined import may_ask
from adapter.core.plan.judge import judge
from mappings import fhir
from tests.adapter.core.plan.plans import (
    BRYGGE,
    COORDINATOR,
    FACTS,
    HOSPITALS,
    HPR,
    MYSELF,
    NEW,
    NOW,
    PERMITTED,
    PLAN,
    STI,
    TEAM,
    change,
    consent,
    extension,
    part,
    participant,
    plan,
    to,
    world,
)

GIVEN = [consent("coordinator")]
FIRST = FACTS._replace(before="")


def keys(team: fhir.CareTeam, consents: list[fhir.Consent] = GIVEN, **at_hand: fhir.Resource) -> list[str]:
    return [issue.key for issue in of_team(team, {**world(), **at_hand}, consents, FIRST)]


def team(*participants: fhir.CareTeamParticipant) -> fhir.CareTeam:
    return replace(world()[TEAM], participant=[MYSELF, *participants])


# --- with or without a plan -------------------------------------------------------------------------------------------


def test_R072_a_coordinator_needs_no_plan() -> None:
    assert keys(team(COORDINATOR)) == []


def test_R036_R072_R074_no_coordinator_is_appointed_without_the_persons_consent() -> None:
    for consents in ([], [consent("plan")], [consent("coordinator", status="rejected")]):
        assert keys(team(COORDINATOR), consents) == ["coordinator-consent"]
    (issue,) = of_team(team(COORDINATOR), world(), [], FIRST)
    assert (issue.fault.error, issue.fault.status) == ("consent-missing", 403)
    assert issue.where == "CareTeam.participant"
    (issue,) = of_team(team(), world(), GIVEN, FIRST)
    assert (issue.key, issue.where) == ("coordinator-none", "CareTeam.participant")
    proposed = replace(team(COORDINATOR), status="proposed")
    assert keys(proposed, []) == []


def test_R071_a_plan_that_was_declined_is_not_made() -> None:
    made = world("draft")
    made["Consent/plan"] = consent("plan", PERMITTED, status="rejected")
    found = judge(plan(made), NEW)
    assert {issue.fault.error for issue in found} == {"consent-missing"}


def test_R073_who_changes_their_mind_keeps_the_team() -> None:
    had = team(COORDINATOR)
    assert keys(had, [consent("plan", status="rejected"), *GIVEN]) == []
    made = world("draft")
    made[TEAM] = had
    assert made[PLAN].careTeam == [to(TEAM)]
    assert judge(plan(made), NEW) == ()


WEEK = timedelta(days=7)


@pytest.mark.parametrize(
    ("status", "said", "prompted", "may"),
    [
        ("rejected", "2026-08-25T08:59:59+02:00", False, True),
        ("rejected", "2026-08-25T09:00:01+02:00", False, False),
        ("rejected", "2026-08-31", False, False),
        ("rejected", "2026-08-31", True, True),
        ("inactive", "2026-08-31", False, False),
        ("rejected", "2026", False, False),
        ("rejected", None, False, False),
        ("active", "2026-08-01", True, False),
        ("proposed", "2026-08-31", False, True),
        ("rejected", "2026-08-25T09:00:00+02:00", False, True),
    ],
)
def test_R071_after_a_no_the_question_is_not_put_again_unless_the_person_raises_it(
    status: str,
    said: str | None,
    prompted: bool,  # noqa: FBT001 - columns of the table
    may: bool,  # noqa: FBT001 - same
) -> None:
    one = replace(consent("plan", status=status), dateTime=None)
    dated = [extension("ip-consent-status-date", valueDateTime=said)] if said else []
    own = replace(one, extension=dated)
    other = replace(consent("coordinator", status="rejected"), dateTime="2026-09-01")
    assert may_ask([own, other], "plan", NOW, WEEK, prompted=prompted) is may


def test_R074_a_no_to_both_leaves_nothing_to_ask_and_nothing_running() -> None:
    both = [
        replace(consent(one, status="rejected"), dateTime="2026-09-01") for one in ("plan", "coordinator")
    ]
    assert not may_ask(both, "plan", NOW, WEEK)
    assert not may_ask(both, "coordinator", NOW, WEEK)
    assert keys(team(COORDINATOR), both) == ["coordinator-consent"]
    assert may_ask([], "plan", NOW, WEEK)


# --- who ----------------------------------------------------------------------------------------------------------------


def test_R077_the_hospitals_coordinator_is_health_personnel() -> None:
    number = fhir.Identifier(system=HPR, value="9990102")
    secretary = {
        BRYGGE: fhir.PractitionerRole(practitioner=to("Practitioner/none")),
        "Practitioner/none": fhir.Practitioner(),
    }
    by_number = {BRYGGE: fhir.PractitionerRole(practitioner=fhir.Reference(identifier=number))}
    hospital = participant(to(BRYGGE), HOSPITALS)
    logical = participant(fhir.Reference(type="PractitionerRole", identifier=number), HOSPITALS)
    told = ["coordinator-no-health-personnel"]
    assert keys(team(COORDINATOR, hospital)) == []
    assert keys(team(COORDINATOR, hospital), **secretary) == told
    assert keys(team(COORDINATOR, hospital), **by_number) == []
    assert keys(team(COORDINATOR, logical)) == []
    assert keys(team(COORDINATOR, participant(to("PractitionerRole/nowhere"), HOSPITALS))) == told
    over = participant(to("PractitionerRole/nowhere"), HOSPITALS, end="2026-08-31")
    assert keys(team(COORDINATOR, over)) == []
    until_now = participant(to("PractitionerRole/nowhere"), HOSPITALS, end="2026-09-01T07:00:00Z")
    assert keys(team(COORDINATOR, until_now)) == told
    for identifier in (fhir.Identifier(system="urn:x", value="1"), fhir.Identifier(system=HPR)):
        unproved = fhir.PractitionerRole(practitioner=fhir.Reference(identifier=identifier))
        assert keys(team(COORDINATOR, hospital), **{BRYGGE: unproved}) == told
    (issue,) = of_team(team(COORDINATOR, hospital), {**world(), **secretary}, GIVEN, FIRST)
    assert (issue.fault.error, issue.fault.status, issue.where) == (
        "coordinator",
        422,
        "CareTeam.participant[2].member",
    )


def test_R080_the_municipalitys_coordinator_may_have_any_profession() -> None:
    educator = fhir.PractitionerRole(practitioner=to("Practitioner/educator"))
    at_hand = {STI: educator, "Practitioner/educator": fhir.Practitioner()}
    assert keys(team(COORDINATOR), **at_hand) == []


# --- the person's wish ------------------------------------------------------------------------------------------------


def wished(
    *parts: fhir.Extension, members: tuple[fhir.CareTeamParticipant, ...] = (COORDINATOR,)
) -> list[str]:
    return keys(replace(team(*members), extension=[extension("ip-coordinator-wish", extension=list(parts))]))


STATED = part("text", valueString="Nøyaktig Sti")
NOT_FOLLOWED = part("followed", valueBoolean=False)
REASON = part("reason", valueString="arbeider ikke lenger i kommunen")


def test_R079_going_against_the_persons_wish_needs_a_reason() -> None:
    other = part("person", valueReference=to("PractitionerRole/other"))
    no = ["coordinator-wish"]
    assert wished(STATED) == no
    assert wished(STATED, NOT_FOLLOWED) == no
    assert wished(STATED, NOT_FOLLOWED, part("reason", valueString=" ")) == no
    assert wished(STATED, NOT_FOLLOWED, REASON) == []
    assert wished(STATED, part("followed", valueBoolean=True)) == []
    assert wished(other) == no
    assert wished(other, part("followed", valueBoolean=True)) == no
    assert wished(other, REASON) == []
    asked = replace(team(COORDINATOR), extension=[extension("ip-coordinator-wish", extension=[STATED])])
    (issue,) = of_team(asked, world(), GIVEN, FIRST)
    assert (issue.key, issue.where) == ("coordinator-wish", "CareTeam.extension[0]")


@pytest.mark.parametrize("name", [STI, "Practitioner/sti"])
def test_R079_a_wish_for_the_one_appointed_is_followed(name: str) -> None:
    assert wished(part("person", valueReference=to(name))) == []


def test_R079_a_wish_weighs_when_somebody_is_appointed() -> None:
    made = replace(
        team(), status="proposed", extension=[extension("ip-coordinator-wish", extension=[STATED])]
    )
    assert keys(made) == []
    ended = participant(to(STI), ("urn:oid:2.16.578.1.12.4.1.1.9034", "8"), end="2026-08-31")
    assert wished(STATED, members=(ended,)) == ["coordinator-none"]
    until_now = replace(ended, period=fhir.Period(end="2026-09-01T07:00:00Z"))
    assert wished(STATED, members=(until_now,)) == ["coordinator-none", "coordinator-wish"]


def test_a_team_goes_the_ways_of_an_appointment() -> None:
    made = world()
    change(TEAM, status="inactive")(made)
    found = of_team(made[TEAM], made, GIVEN, FACTS._replace(before="proposed"))
    assert found == ()
    (issue,) = of_team(made[TEAM], made, GIVEN, FIRST)
    assert (issue.key, issue.where) == ("state-not-allowed", "CareTeam.status")
