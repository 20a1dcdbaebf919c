"""Who sees a row: every condition of every rule, by which rule, and why not (R-038–R-046, R-052)."""

from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING, NamedTuple, get_args

import pytest

from adapter.core.consent.answers import Deny, Permit, RuleId
from adapter.core.consent.decide import READERS, decide
from adapter.core.consent.facts import Action, Facts, Row
from adapter.core.consent.rules import REASONS, RULES
from mappings import fhir
from tests.adapter.core.consent.values import (
    ANOTHER,
    CONSENT,
    DENY,
    DOCTORS,
    HOME_CARE,
    NOW,
    PERMIT,
    PERSON,
    ROW,
    SECOND,
    SOMEBODY_ELSE,
    WHOLE,
    caller,
    params,
)

if TYPE_CHECKING:
    from adapter.core.caller import Caller
    from adapter.core.consent.answers import Decision
    from adapter.core.consent.facts import Directive

SHARED = Permit("share", CONSENT)
NOT_PARTY = Deny("party", "not-party")
MICRO = SECOND / 1_000_000


def read(*directives: Directive, row: Row = ROW, who: Caller | None = None) -> Decision:
    return decide(who or caller(), "read", row, Facts(NOW, directives=directives))


# --- share: each condition by itself ----------------------------------------------------------------------------------


class Case(NamedTuple):
    name: str
    permit: Directive
    answer: Decision
    row: Row = ROW


CASES = (
    Case("all as it should be", PERMIT, SHARED),
    Case("another unit", PERMIT._replace(actor=HOME_CARE), NOT_PARTY),
    Case("the whole organisation is not its units", PERMIT._replace(actor=WHOLE), NOT_PARTY),
    Case("nobody in particular", PERMIT._replace(actor=""), NOT_PARTY),
    Case("another person", PERMIT._replace(person=SOMEBODY_ELSE), NOT_PARTY),
    Case("a row about nobody", PERMIT, NOT_PARTY, ROW._replace(person=None)),
    Case("a consent to something else", PERMIT._replace(category="transfer"), NOT_PARTY),
    Case("another section", PERMIT._replace(section="goals"), Deny("share", "other-section")),
    Case("no section permitted", PERMIT._replace(section=""), Deny("share", "other-section")),
    Case("no section on the row", PERMIT, Deny("share", "other-section"), ROW._replace(section=None)),
    Case(
        "no section on either",
        PERMIT._replace(section=""),
        Deny("share", "other-section"),
        ROW._replace(section=""),
    ),
    Case("another action", PERMIT._replace(action="contribute"), Deny("share", "other-action")),
    Case("no action", PERMIT._replace(action=""), Deny("share", "other-action")),
    Case("this resource alone", PERMIT._replace(instance="Observation/o1"), SHARED),
    Case("another resource", PERMIT._replace(instance="Observation/o2"), Deny("share", "other-instance")),
    Case("another type's id", PERMIT._replace(instance="Goal/o1"), Deny("share", "other-instance")),
    Case("proposed, declined or withdrawn", PERMIT._replace(live=False), Deny("share", "not-in-force")),
    Case("from now on", PERMIT._replace(start=NOW), SHARED),
    Case("from soon on", PERMIT._replace(start=NOW + MICRO), Deny("share", "not-yet")),
    Case("until now", PERMIT._replace(end=NOW), SHARED),
    Case("until a moment ago", PERMIT._replace(end=NOW - MICRO), Deny("share", "expired")),
    Case("from before until after", PERMIT._replace(start=NOW - SECOND, end=NOW + SECOND), SHARED),
    Case("a refusal is no permit", PERMIT._replace(kind="deny", live=False), NOT_PARTY),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_R041_a_share_needs_recipient_section_action_time_and_person(case: Case) -> None:
    assert read(case.permit, row=case.row) == case.answer


def test_R038_no_fact_no_permit() -> None:
    assert read() == NOT_PARTY


@pytest.mark.parametrize("action", ["create", "update"])
def test_a_permit_to_read_lets_nobody_write(action: Action) -> None:
    facts = Facts(NOW, frozenset({DOCTORS}), (PERMIT,))
    assert decide(caller(), action, ROW, facts) == Deny("", "no-rule")


def test_of_several_consents_the_same_one_is_named_whatever_their_order() -> None:
    both = (PERMIT._replace(consent=ANOTHER), PERMIT, PERMIT._replace(consent=ANOTHER, section="goals"))
    assert {read(*order) for order in permutations(both)} == {SHARED}


# --- a refusal beats it -----------------------------------------------------------------------------------------------

DENIED = Deny("share", "denied")
REFUSALS = (
    ("this unit", DENY, DENIED),
    ("any unit", DENY._replace(actor=""), DENIED),
    ("the whole organisation", DENY._replace(actor=WHOLE), DENIED),
    ("another unit", DENY._replace(actor=HOME_CARE), SHARED),
    ("any section", DENY._replace(section=""), DENIED),
    ("another section", DENY._replace(section="goals"), SHARED),
    ("any action", DENY._replace(action=""), DENIED),
    ("another action", DENY._replace(action="contribute"), SHARED),
    ("this resource", DENY._replace(instance="Observation/o1"), DENIED),
    ("another resource", DENY._replace(instance="Observation/o2"), SHARED),
    ("not in force", DENY._replace(live=False), SHARED),
    ("another person's", DENY._replace(person=SOMEBODY_ELSE), SHARED),
    ("from now on", DENY._replace(start=NOW), DENIED),
    ("from soon on", DENY._replace(start=NOW + MICRO), SHARED),
    ("until now", DENY._replace(end=NOW), DENIED),
    ("until a moment ago", DENY._replace(end=NOW - MICRO), SHARED),
    ("within the same consent", DENY._replace(consent=CONSENT, category="share"), DENIED),
)


@pytest.mark.parametrize(("deny", "answer"), params(REFUSALS))
def test_R042_a_refusal_that_is_about_it_beats_every_permit(deny: Directive, answer: Decision) -> None:
    assert read(PERMIT, deny) == read(deny, PERMIT) == answer


def test_R044_what_a_unit_sent_or_received_itself_no_refusal_takes_away() -> None:
    facts = Facts(NOW, frozenset({DOCTORS}), (DENY._replace(actor="", section="", action=""),))
    assert decide(caller(), "read", ROW, facts) == Permit("party")


# --- party, public, custodian -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("unit", "answer"),
    [(DOCTORS, Permit("party")), (HOME_CARE, NOT_PARTY), (WHOLE, NOT_PARTY)],
)
def test_a_party_is_the_innermost_unit_that_the_message_states(unit: str, answer: Decision) -> None:
    facts = Facts(NOW, frozenset({DOCTORS}))
    assert decide(caller(unit), "read", ROW._replace(section=None), facts) == answer


def test_a_message_to_the_whole_organisation_is_not_its_units() -> None:
    facts = Facts(NOW, frozenset({WHOLE}))
    assert decide(caller(DOCTORS, WHOLE), "read", ROW, facts) == NOT_PARTY
    assert decide(caller(WHOLE, WHOLE), "read", ROW, facts) == Permit("party")


def test_who_stands_for_no_unit_is_shown_nothing() -> None:
    facts = Facts(NOW, frozenset({""}), (PERMIT._replace(actor=""),))
    for row in (ROW, ROW._replace(type="Consent"), ROW._replace(type="CodeSystem", person=None)):
        assert decide(caller(""), "read", row, facts) == Deny("", "no-unit")


DEFINITIONAL = (
    "CapabilityStatement",
    "CodeSystem",
    "OperationDefinition",
    "SearchParameter",
    "StructureDefinition",
    "ValueSet",
)


@pytest.mark.parametrize("name", DEFINITIONAL)
def test_definitions_are_open_to_everybody_unless_they_are_about_somebody(name: str) -> None:
    definition = ROW._replace(type=name, person=None, section=None)
    assert read(row=definition) == Permit("public")
    assert read(row=definition._replace(person=PERSON)) == NOT_PARTY
    assert read(row=definition._replace(type="Organization")) == NOT_PARTY


def test_what_came_by_message_has_no_custodian() -> None:
    assert Row("Consent", "c", 1, None, PERSON).custodian == ""


def test_no_other_type_is_open_to_everybody() -> None:
    opened = [name for name in fhir.RESOURCES if read(row=ROW._replace(type=name, person=None)) != NOT_PARTY]
    assert sorted(opened) == sorted((*DEFINITIONAL, "Consent"))


def test_a_consent_is_read_by_the_unit_that_recorded_it() -> None:
    consent = ROW._replace(type="Consent", section="consents", custodian=DOCTORS)
    assert read(row=consent) == Permit("custodian")
    assert read(row=consent, who=caller(HOME_CARE)) == Deny("custodian", "not-custodian")
    assert read(row=consent, who=caller(WHOLE)) == Deny("custodian", "not-custodian")
    assert read(row=consent._replace(type="Observation")) == NOT_PARTY


# --- which rule and reason is told ------------------------------------------------------------------------------------


def test_where_several_rules_open_the_first_of_the_table_is_named() -> None:
    consent = ROW._replace(type="Consent", custodian=DOCTORS)
    party = Facts(NOW, frozenset({DOCTORS}), (PERMIT,))
    opened = [
        decide(caller(), "read", consent, facts) for facts in (party, party._replace(parties=frozenset()))
    ]
    assert opened == [Permit("party"), SHARED]


NEAREST = (
    ("denied", DENY),
    ("expired", PERMIT._replace(end=NOW - SECOND)),
    ("not-yet", PERMIT._replace(start=NOW + SECOND)),
    ("not-in-force", PERMIT._replace(live=False)),
    ("other-instance", PERMIT._replace(instance="Goal/g")),
    ("other-action", PERMIT._replace(action="contribute")),
    ("other-section", PERMIT._replace(section="goals")),
)


@pytest.mark.parametrize("place", range(len(NEAREST)))
def test_of_several_reasons_the_nearest_is_told(place: int) -> None:
    reason = NEAREST[place][0]
    farther = [directive for _, directive in NEAREST[place:]]
    assert read(*farther) == read(*reversed(farther)) == Deny("share", reason)


def test_the_reasons_stand_in_the_order_of_nearness() -> None:
    order = [reason for reason, _ in NEAREST]
    rest = ["not-custodian", "not-party", "no-directive"]
    assert list(REASONS)[: len(order) + len(rest)] == order + rest


def test_the_tables_are_whole() -> None:
    assert [rule.id for rule in RULES] == list(get_args(RuleId))
    assert READERS.keys() == {rule.id for rule in RULES if "read" in rule.actions}
    assert {action for rule in RULES for action in rule.actions} == set(get_args(Action))
    for rule in RULES:
        assert rule.clause
        assert rule.nb != rule.nn
        assert all(sentence.endswith(".") for sentence in (rule.nb, rule.nn))
    assert all(REASONS.values())
