"""Who records a person's consent (decisions.md, "who records consent"; R-037, R-043, R-045)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapter.core.consent.answers import Deny, Permit
from adapter.core.consent.facts import Address, Standing
from adapter.core.consent.kinds import KINDS
from adapter.core.consent.rules import REASONS
from adapter.core.consent.who_records import RECORDERS, Change, may_record, municipality
from tests.adapter.core.consent.values import (
    DENY,
    DOCTORS,
    HOME_CARE,
    KE,
    NOW,
    PERMIT,
    SECOND,
    WHOLE,
    caller,
    directives,
    params,
)

if TYPE_CHECKING:
    from adapter.core.consent.answers import Decision
    from adapter.core.consent.facts import Directive

HOSPITAL, OTHER_KE = "312120216", "311010107"
AT_HOME = Address("9901", HOSPITAL)
KEYS = (("9901", KE), ("9902", OTHER_KE))
NEW = Standing(NOW, known=True, addresses=(AT_HOME,), keys=KEYS, units=frozenset({HOSPITAL, HOME_CARE}))
RECORDED = NEW._replace(recorded_by=KE, recipients=frozenset({DOCTORS}))
MAY = Permit("record-consent")
SHARE = Change("share", KE, (PERMIT,))
WITHDRAWN = PERMIT._replace(live=False)
TO_KE = PERMIT._replace(actor=KE)
TO_HOME_CARE = PERMIT._replace(actor=HOME_CARE)


def no(reason: str) -> Deny:
    return Deny("record-consent", reason)


class Case(NamedTuple):
    name: str
    unit: str
    change: Change
    standing: Standing
    answer: Decision


GIVING = (
    Case("the KE where the person lives", KE, SHARE, NEW, MAY),
    Case("the KE of elsewhere", OTHER_KE, SHARE, NEW, no("not-key")),
    Case("a KE that lives nowhere", KE, SHARE, NEW._replace(keys=()), no("not-key")),
    Case("another unit", HOME_CARE, SHARE, NEW, no("not-key")),
    Case("the recipient itself", DOCTORS, SHARE, NEW, no("recipient")),
    Case("the KE for itself", KE, Change("share", KE, (PERMIT, TO_KE)), NEW, no("recipient")),
    Case("the KE, a recipient before", KE, SHARE, NEW._replace(recipients=frozenset({KE})), no("recipient")),
    Case("about nobody known", KE, SHARE, NEW._replace(known=False), no("person-unknown")),
    Case("of no known municipality", KE, SHARE, NEW._replace(addresses=()), no("municipality-unknown")),
    Case(
        "with a protected address",
        KE,
        SHARE,
        NEW._replace(addresses=(AT_HOME, Address("9901", HOME_CARE, protected=True))),
        no("protected"),
    ),
    Case(
        "with addresses that disagree",
        KE,
        SHARE,
        NEW._replace(addresses=(AT_HOME, Address("9902", HOME_CARE))),
        no("municipality-unknown"),
    ),
    Case("widening", KE, SHARE._replace(before=(WITHDRAWN,)), RECORDED, MAY),
    Case("widening by a recipient", DOCTORS, SHARE._replace(before=(WITHDRAWN,)), RECORDED, no("recipient")),
    Case(
        "lifting a refusal by whom it names",
        DOCTORS,
        Change("objection", KE, (), (DENY,)),
        RECORDED,
        no("recipient"),
    ),
    Case("lifting a refusal by the KE", KE, Change("objection", KE, (), (DENY,)), RECORDED, MAY),
)


@pytest.mark.parametrize("case", GIVING, ids=lambda case: case.name)
def test_R038_what_opens_is_recorded_by_the_coordinating_unit_and_never_by_a_recipient(case: Case) -> None:
    assert may_record(caller(case.unit), case.change, case.standing) == case.answer


@pytest.mark.parametrize("category", ["share", "transfer", "dialog"])
def test_sharing_transfer_and_dialogue_are_recorded_alike(category: str) -> None:
    for case in GIVING[:11]:
        change = case.change._replace(category=category)
        assert may_record(caller(case.unit), change, case.standing) == case.answer


LESS = (
    ("withdrawing", (WITHDRAWN,), (PERMIT,)),
    ("narrowing", (PERMIT._replace(end=NOW),), (PERMIT,)),
    ("refusing further", (PERMIT, DENY), (PERMIT,)),
)


@pytest.mark.parametrize(("after", "before"), params(LESS))
@pytest.mark.parametrize(
    ("unit", "answer"),
    [(DOCTORS, MAY), (KE, MAY), (HOME_CARE, no("not-key")), (OTHER_KE, no("not-key"))],
)
def test_R043_what_opens_nothing_is_also_recorded_by_recipients_and_by_who_recorded_it(
    after: tuple[Directive, ...],
    before: tuple[Directive, ...],
    unit: str,
    answer: Decision,
) -> None:
    nowhere = RECORDED._replace(addresses=())
    change = Change("share", KE, after, before)
    assert may_record(caller(unit), change, RECORDED) == answer
    if answer is MAY:
        assert may_record(caller(unit), change, nowhere) == MAY, "whatever is known of the address"


def test_a_new_refusal_is_recorded_by_whom_it_names_if_it_has_to_do_with_the_person() -> None:
    refusal = Change("objection", HOME_CARE, (DENY._replace(actor=HOME_CARE),))
    assert may_record(caller(HOME_CARE), refusal, NEW) == MAY
    assert may_record(caller(HOME_CARE), refusal, NEW._replace(units=frozenset())) == no("not-key")
    assert may_record(caller(HOSPITAL), refusal, NEW) == no("municipality-unknown"), "it told the address"
    assert may_record(caller(HOME_CARE), refusal, NEW._replace(known=False)) == no("person-unknown")


def test_who_is_only_in_a_refusal_of_an_older_version_is_none_of_its_recipients() -> None:
    standing = RECORDED._replace(recipients=frozenset())
    change = Change("share", KE, (WITHDRAWN,), (PERMIT,))
    assert may_record(caller(DOCTORS), change, standing) == no("recipient")


NAMING = (
    Case("the unit named", HOME_CARE, Change("plan", "", (TO_HOME_CARE,)), NEW, MAY),
    Case("not the one named", KE, Change("plan", "", (TO_HOME_CARE,)), NEW, no("not-named")),
    Case("nobody named", KE, Change("plan", "", ()), NEW, no("not-named")),
    Case("one of several", HOME_CARE, Change("plan", "", (TO_HOME_CARE, TO_KE)), NEW, no("not-named")),
    Case("a stranger", DOCTORS, Change("plan", "", (PERMIT,)), NEW, no("not-key")),
    Case("the KE of the municipality", KE, Change("plan", "", (TO_KE,)), NEW, MAY),
    Case(
        "a stranger to whom nothing is known",
        DOCTORS,
        Change("plan", "", (PERMIT,)),
        NEW._replace(addresses=()),
        no("municipality-unknown"),
    ),
    Case(
        "its own again",
        HOME_CARE,
        Change("plan", "", (TO_HOME_CARE,)),
        NEW._replace(recorded_by=HOME_CARE),
        MAY,
    ),
    Case("another unit's", HOME_CARE, Change("plan", "", (TO_HOME_CARE,)), RECORDED, no("not-recorder")),
)


@pytest.mark.parametrize("category", ["plan", "coordinator"])
@pytest.mark.parametrize("case", NAMING, ids=lambda case: case.name)
def test_R035_R036_plan_and_coordinator_are_recorded_by_the_unit_that_they_name(
    case: Case, category: str
) -> None:
    change = case.change._replace(category=category)
    assert may_record(caller(case.unit), change, case.standing) == case.answer


NOTICE = (
    Case("the sending unit", HOSPITAL, Change("notice", HOSPITAL, (TO_KE,)), NEW, MAY),
    Case("another holds it", HOSPITAL, Change("notice", KE, (TO_KE,)), NEW, no("not-sender")),
    Case("a stranger", DOCTORS, Change("notice", DOCTORS, (TO_KE,)), NEW, no("no-relation")),
    Case(
        "its own again",
        HOSPITAL,
        Change("notice", HOSPITAL, (TO_KE,)),
        NEW._replace(recorded_by=HOSPITAL),
        MAY,
    ),
    Case("another's", HOSPITAL, Change("notice", HOSPITAL, (TO_KE,)), RECORDED, no("not-recorder")),
)


@pytest.mark.parametrize("case", NOTICE, ids=lambda case: case.name)
def test_a_consent_to_a_notice_is_recorded_by_the_unit_that_sends_it(case: Case) -> None:
    assert may_record(caller(case.unit), case.change, case.standing) == case.answer


def test_of_several_that_a_new_refusal_names_each_may_record_it() -> None:
    both = (DENY, DENY._replace(actor=HOME_CARE))
    assert may_record(caller(HOME_CARE), Change("objection", "", both), NEW) == MAY


def test_a_person_is_unknown_until_the_store_says_otherwise() -> None:
    assert may_record(caller(KE), SHARE, Standing(NOW)) == no("person-unknown")


def test_every_reason_of_the_table_is_some_rows() -> None:
    given_ = {case.answer.reason for case in (*GIVING, *NAMING, *NOTICE) if isinstance(case.answer, Deny)}
    recording = list(REASONS)[list(REASONS).index("person-unknown") :]
    assert sorted(given_ | {"no-unit", "no-rule"}) == sorted(recording)


def test_who_stands_for_no_unit_records_nothing() -> None:
    standing = NEW._replace(keys=(("9901", ""),), recorded_by="", units=frozenset({""}))
    for category in KINDS:
        for after in ((), (PERMIT._replace(actor=""),)):
            change = Change(category, "", after)
            assert may_record(caller(""), change, standing) == Deny("", "no-unit")


# --- where the person lives -------------------------------------------------------------------------------------------

MUNICIPALITIES = (
    ("one that another unit supplied", (AT_HOME,), "9901"),
    ("two that agree", (AT_HOME, Address("9901", HOME_CARE)), "9901"),
    ("two that disagree", (AT_HOME, Address("9902", HOME_CARE)), ""),
    ("none", (), ""),
    ("none stated", (AT_HOME, Address("", HOME_CARE)), "9901"),
    ("only the caller's own", (Address("9901", KE),), ""),
    ("only its organisation's own", (Address("9901", WHOLE),), ""),
    ("the caller's own disagrees", (AT_HOME, Address("9902", KE)), "9901"),
    ("its organisation's own disagrees", (AT_HOME, Address("9902", WHOLE)), "9901"),
)


@pytest.mark.parametrize(("addresses", "answer"), params(MUNICIPALITIES))
def test_the_municipality_is_what_others_say_and_agree_on(
    addresses: tuple[Address, ...], answer: str
) -> None:
    assert municipality(caller(KE), addresses) == answer


def test_a_ke_does_not_make_itself_responsible() -> None:
    own = NEW._replace(addresses=(Address("9901", KE), Address("9901", WHOLE)))
    assert may_record(caller(KE), SHARE, own) == no("municipality-unknown")


# --- all of it --------------------------------------------------------------------------------------------------------


@given(
    st.sampled_from((KE, DOCTORS, HOME_CARE, OTHER_KE)),
    st.sampled_from(sorted(KINDS)),
    directives,
    directives,
    st.sampled_from((NEW, RECORDED, NEW._replace(known=False), NEW._replace(addresses=()))),
)
def test_every_change_has_an_answer_of_the_tables(
    unit: str,
    category: str,
    after: tuple[Directive, ...],
    before: tuple[Directive, ...],
    standing: Standing,
) -> None:
    answer = may_record(caller(unit), Change(category, unit, after, before), standing)
    assert answer.rule == "record-consent"
    assert isinstance(answer, Permit) or answer.reason in REASONS
    if not standing.known:
        assert answer == no("person-unknown")


@given(st.sampled_from((DOCTORS, HOME_CARE)), st.sampled_from(("share", "transfer", "dialog")), directives)
def test_nobody_opens_anything_to_itself(unit: str, category: str, before: tuple[Directive, ...]) -> None:
    """A permit to the caller that was not there before, by a caller that is a KE as well."""
    everywhere = NEW._replace(keys=(*KEYS, ("9901", unit)), recorded_by=unit)
    opened = PERMIT._replace(actor=unit, instance="Goal/new", end=NOW + 9 * SECOND)
    held = tuple(one._replace(instance="Goal/old") for one in before)
    change = Change(category, KE, (*held, opened), held)
    assert may_record(caller(unit), change, everywhere) == no("recipient")


def test_every_category_has_its_recorder() -> None:
    assert RECORDERS.keys() == KINDS.keys()
