"""What holds for every decision, whatever the facts."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from adapter.core.caller import Caller
from adapter.core.consent.answers import Deny, Permit
from adapter.core.consent.decide import decide
from adapter.core.consent.facts import Directive, Facts, Row
from adapter.core.consent.narrowing import narrows
from adapter.core.consent.rules import PUBLIC, REASONS, RULES
from tests.adapter.core.consent.values import NOW, callers, denies, directives, facts, permits, rows

if TYPE_CHECKING:
    from datetime import datetime
    from random import Random

    from adapter.core.consent.answers import Decision

actions = st.sampled_from(("read", "create", "update"))


def seen(caller: Caller, row: Row, facts: Facts, *more: Directive) -> bool:
    known = facts._replace(directives=(*facts.directives, *more))
    return isinstance(decide(caller, "read", row, known), Permit)


@given(callers, rows, facts, denies)
def test_more_refusals_never_show_more(caller: Caller, row: Row, known: Facts, deny: Directive) -> None:
    assert seen(caller, row, known) >= seen(caller, row, known, deny)


@given(callers, rows, facts, permits)
def test_adding_a_consent_never_removes_anothers_access(
    caller: Caller, row: Row, known: Facts, permit: Directive
) -> None:
    assert seen(caller, row, known) <= seen(caller, row, known, permit)


@given(callers, rows, facts, st.data())
def test_withdrawing_permits_never_shows_more(
    caller: Caller, row: Row, known: Facts, data: st.DataObject
) -> None:
    left = tuple(
        one._replace(live=one.live and data.draw(st.booleans())) if one.kind == "permit" else one
        for one in known.directives
    )
    assert seen(caller, row, known) >= seen(caller, row, known._replace(directives=left))


@given(callers, rows, facts, directives, directives)
def test_R045_narrowing_never_opens(
    caller: Caller,
    row: Row,
    known: Facts,
    after: tuple[Directive, ...],
    before: tuple[Directive, ...],
) -> None:
    if narrows(after, before):
        assert seen(caller, row, known, *before) >= seen(caller, row, known, *after)


@given(callers, rows, facts, directives, st.data())
def test_what_is_taken_away_step_by_step_is_a_narrowing_and_never_opens(
    caller: Caller, row: Row, known: Facts, before: tuple[Directive, ...], data: st.DataObject
) -> None:
    after = tuple(less for one in before for less in data.draw(lesser(one)))
    assert narrows(after, before)
    assert seen(caller, row, known, *before) >= seen(caller, row, known, *after)


def lesser(one: Directive) -> st.SearchStrategy[tuple[Directive, ...]]:
    """What a directive may become so that nothing more is open: a permit less, a refusal more."""
    if one.kind == "permit":
        shorter = one._replace(start=latest(one.start), end=NOW if one.end is None else min(one.end, NOW))
        alone = one._replace(instance=one.instance or "Observation/o1")
        return st.sampled_from(((), (one,), (one._replace(live=False),), (shorter,), (alone,)))
    wider = one._replace(live=True, actor="", section="", action="", start=None, end=None, instance="")
    return st.sampled_from(((one,), (one._replace(end=None),), (wider,), (one, wider)))


def latest(start: datetime | None) -> datetime:
    return NOW if start is None else max(start, NOW)


def by_the_text(caller: Caller, row: Row, known: Facts) -> bool:
    """decisions.md, "rules that read", said once more in other words."""
    read = {one for one in known.directives if one.live and one.person == row.person and is_now(one)}
    about = {one for one in read if one.instance in ("", f"{row.type}/{row.id}")}
    permitted = {
        one
        for one in about
        if one.kind == "permit" and (one.category, one.action) == ("share", "read")
        if one.actor == caller.unit and one.section == row.section and row.section
    }
    refused = {
        one
        for one in about
        if one.kind == "deny" and {one.action, "read", ""} == {"read", ""}
        if not one.actor or one.actor in caller[1:3]
        if not one.section or one.section == row.section
    }
    return caller.unit != "" and (
        caller.unit in known.parties
        or (bool(permitted) and not refused)
        or (row.type in PUBLIC and not row.person)
        or (row.type == "Consent" and caller.unit == row.custodian)
    )


def is_now(one: Directive) -> bool:
    return not (one.start and one.start > NOW) and not (one.end and one.end < NOW)


@given(callers, rows, facts)
def test_a_row_is_seen_exactly_when_the_text_says_so(caller: Caller, row: Row, known: Facts) -> None:
    assert seen(caller, row, known) == by_the_text(caller, row, known)


@given(callers, rows, facts)
def test_a_permit_names_a_live_directive_or_the_partys_role(caller: Caller, row: Row, known: Facts) -> None:
    answer = decide(caller, "read", row, known)
    if isinstance(answer, Permit) and answer.rule == "share":
        (named, *_) = [one for one in known.directives if one.consent == answer.directive and one.live]
        assert named.person == row.person
    elif isinstance(answer, Permit):
        assert answer.directive is None
        assert {"party": caller.unit in known.parties, "custodian": caller.unit == row.custodian}.get(
            answer.rule, row.type in PUBLIC
        )


@given(callers, actions, rows, facts, st.randoms(use_true_random=False))
def test_the_answer_does_not_hang_on_the_order_of_the_facts(
    caller: Caller, action: str, row: Row, known: Facts, random: Random
) -> None:
    mixed = list(known.directives)
    random.shuffle(mixed)
    other = known._replace(directives=tuple(mixed))
    assert decide(caller, action, row, known) == decide(caller, action, row, other)


texts = st.text(max_size=3)
any_moment = st.one_of(st.none(), st.datetimes(timezones=st.just(UTC)))
any_callers = st.builds(Caller, texts, texts, texts, st.just(frozenset()))
any_rows = st.builds(
    Row, texts, texts, st.integers(), st.one_of(st.none(), texts), st.binary(max_size=2), texts
)
any_directives = st.builds(
    Directive,
    st.uuids(),
    st.integers(),
    st.binary(max_size=2),
    texts,
    st.booleans(),
    st.sampled_from(("permit", "deny")),
    texts,
    texts,
    texts,
    any_moment,
    any_moment,
    texts,
)
any_facts = st.builds(
    Facts, st.just(NOW), st.frozensets(texts, max_size=2), st.lists(any_directives, max_size=3).map(tuple)
)


@given(any_callers, texts, any_rows, any_facts)
def test_every_question_has_an_answer_of_the_tables(
    caller: Caller, action: str, row: Row, known: Facts
) -> None:
    for asked in (action, "read", "create", "update"):
        assert is_of_the_tables(decide(caller, asked, row, known))


def is_of_the_tables(answer: Decision) -> bool:
    rules = {rule.id for rule in RULES}
    if isinstance(answer, Deny):
        return answer.reason in REASONS and answer.rule in rules | {""}
    return answer.rule in rules
