"""C-3: one coordinator at every date, by the dates of the participants (R-075, R-076)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from adapter.core.plan.appointment import of_team
from adapter.core.plan.coordinator import (
    FIRST,
    HANDOVER,
    LAST,
    Assignment,
    Stretch,
    assignments,
    bounds,
    faults,
    stretches,
)
from adapter.core.plan.judge import judge
from mappings import fhir
from tests.adapter.core.plan.plans import (
    BRYGGE,
    CHILDS,
    FACTS,
    HELP,
    HOSPITALS,
    LATER,
    MUNICIPAL,
    MYSELF,
    NOW,
    PLAN,
    STI,
    TEAM,
    change,
    consent,
    participant,
    plan,
    to,
    world,
)

A, B = to(STI), to("PractitionerRole/dor")
PHONE = fhir.PractitionerRole(telecom=[fhir.ContactPoint(value="00000003")])
Row = tuple[fhir.Reference, tuple[tuple[str, str], ...], str, str | None]

ROWS: tuple[tuple[str, tuple[Row, ...], list[str]], ...] = (
    ("one", ((A, (MUNICIPAL,), "2026-01-01", None),), []),
    ("one with two roles", ((A, (MUNICIPAL, CHILDS), "2026-01-01", None),), []),
    ("one, listed twice", ((A, (MUNICIPAL,), "2026-01-01", None), (A, (CHILDS,), "2026-01-01", None)), []),
    ("a barnekoordinator", ((A, (CHILDS,), "2026-01-01", None),), []),
    ("nobody", (), ["coordinator-none"]),
    ("only the hospital's", ((A, (HOSPITALS,), "2026-01-01", None),), ["coordinator-none"]),
    ("beside the hospital's", ((A, (MUNICIPAL,), "2026", None), (B, (HOSPITALS,), "2026", None)), []),
    ("one over", ((A, (MUNICIPAL,), "2026-01-01", "2026-08-31"),), ["coordinator-none"]),
    ("one to come", ((A, (MUNICIPAL,), "2026-09-02", None),), ["coordinator-none"]),
    ("a planned end", ((A, (MUNICIPAL,), "2026-01-01", "2026-09-30"),), ["coordinator-ends"]),
    ("an end with the plan's", ((A, (MUNICIPAL,), "2026-01-01", "2027-08-31"),), []),
    ("an end in a month", ((A, (MUNICIPAL,), "2026", "2026-09"), (B, (MUNICIPAL,), "2026-10", None)), []),
    (
        "B from 25.9. without ending A",
        ((A, (MUNICIPAL,), "2026-01-01", "2026-09-30"), (B, (MUNICIPAL,), "2026-09-25", None)),
        ["coordinator-many"],
    ),
    (
        "A ends 24.9., B starts 25.9.",
        ((A, (MUNICIPAL,), "2026-01-01", "2026-09-24"), (B, (MUNICIPAL,), "2026-09-25", None)),
        [],
    ),
    (
        "a day between",
        ((A, (MUNICIPAL,), "2026-01-01", "2026-09-23"), (B, (MUNICIPAL,), "2026-09-25", None)),
        ["coordinator-gap"],
    ),
    (
        "both on one day",
        ((A, (MUNICIPAL,), "2026-01-01", "2026-09-25"), (B, (CHILDS,), "2026-09-25", None)),
        ["coordinator-many"],
    ),
    (
        "old end is new start, by the second",
        (
            (A, (MUNICIPAL,), "2026-01-01", "2026-09-25T12:00:00+02:00"),
            (B, (MUNICIPAL,), "2026-09-25T10:00:00Z", None),
        ),
        [],
    ),
    (
        "two at once, and a gap",
        (
            (A, (MUNICIPAL,), "2026", "2026-10"),
            (B, (MUNICIPAL,), "2026-10", "2026-11"),
            (A, (MUNICIPAL,), "2027", None),
        ),
        ["coordinator-many", "coordinator-gap"],
    ),
    (
        "two at once, long ago",
        ((A, (MUNICIPAL,), "2026-01-01", None), (B, (MUNICIPAL,), "2026-01-01", "2026-08-31")),
        [],
    ),
)


def told(rows: tuple[Row, ...], **values: object) -> list[str]:
    made = world()
    made[B.reference] = PHONE
    found = [participant(who, *codes, start=start, end=end) for who, codes, start, end in rows]
    change(TEAM, participant=[MYSELF, HELP, *found])(made)
    change(PLAN, **values)(made)
    return [issue.key for issue in judge(plan(made), LATER)]


@pytest.mark.parametrize(("rows", "keys"), [pytest.param(rows, keys, id=name) for name, rows, keys in ROWS])
def test_R075_an_active_plan_has_exactly_one_coordinator_at_every_date(
    rows: tuple[Row, ...], keys: list[str]
) -> None:
    assert told(rows) == keys


def test_what_is_wrong_is_told_of_the_teams_of_the_plan() -> None:
    made = world("on-hold")
    change(TEAM, participant=[MYSELF, HELP, participant(A, MUNICIPAL), participant(B, MUNICIPAL)])(made)
    (issue,) = judge(plan(made), LATER)
    assert (issue.key, issue.where) == ("coordinator-many", "CarePlan.careTeam")


def test_R075_a_gap_pauses_a_plan_and_two_at_once_are_refused_in_every_state() -> None:
    both = ((A, (MUNICIPAL,), "2026", None), (B, (MUNICIPAL,), "2026", None))
    assert told((), status="on-hold") == []
    assert told(both, status="on-hold") == ["coordinator-many"]


def test_R075_a_plan_that_ends_this_moment_still_needs_a_coordinator() -> None:
    assert [issue.key for issue in faults([], (FIRST, NOW), "x", FACTS)] == ["coordinator-none"]


def test_a_period_without_a_start_has_always_been() -> None:
    assert bounds(fhir.Period(end="2026-09-01"))[0] == FIRST
    assert bounds(fhir.Period(start="2026-09-01"))[1] == LAST


def test_a_planned_end_is_only_a_warning() -> None:
    found = faults([Assignment("a", frozenset({"municipal"}), FIRST, NOW + DAY)], (FIRST, LAST), "x", FACTS)
    assert [(issue.key, issue.is_error) for issue in found] == [("coordinator-ends", False)]


def test_R075_a_plan_that_begins_later_needs_its_coordinator_then() -> None:
    later = fhir.Period(start="2026-10-01", end="2027-08-31")
    assert told(((A, (MUNICIPAL,), "2026-10-01", None),), period=later) == []


def test_R075_an_active_plan_whose_period_is_over_still_needs_a_coordinator() -> None:
    over = fhir.Period(start="2026-01-01", end="2026-08-31")
    assert "coordinator-none" in told((), period=over)
    assert "coordinator-none" not in told(((A, (MUNICIPAL,), "2026-09-01", None),), period=over)


def test_R076_before_the_municipality_is_responsible_the_hospitals_coordinator_leads() -> None:
    hospital = participant(to(BRYGGE), HOSPITALS)
    municipal = participant(to(STI), MUNICIPAL)
    for municipal_from, members, keys in (
        (None, [hospital], []),
        (None, [municipal], ["coordinator-none"]),
        (NOW + DAY, [hospital], ["coordinator-ends"]),
        (NOW + DAY, [hospital, municipal], []),
        (NOW, [hospital], ["coordinator-none"]),
        (NOW, [hospital, municipal], []),
    ):
        made = world()
        change(TEAM, participant=[MYSELF, HELP, *members])(made)
        assert [
            issue.key for issue in judge(plan(made), LATER._replace(municipal_from=municipal_from))
        ] == keys


def test_R072_R075_a_team_without_a_plan_has_one_coordinator_too() -> None:
    team = world()[TEAM]
    given_ = [consent("coordinator")]
    assert of_team(team, world(), given_, FACTS._replace(before="")) == ()
    nobody = replace(team, participant=[MYSELF])
    assert [issue.key for issue in of_team(nobody, {}, given_, FACTS._replace(before="active"))] == [
        "coordinator-none"
    ]


# --- laws -------------------------------------------------------------------------------------------------------------

DAY = timedelta(days=1)
HOURS = st.integers(0, 12).map(lambda hour: NOW + timedelta(hours=hour))
WHO = st.sampled_from("abc")
AT = st.frozensets(st.sampled_from(("municipal", "hospital")))
ASSIGNED = st.builds(Assignment, WHO, AT, st.one_of(st.just(FIRST), HOURS), st.one_of(st.just(LAST), HOURS))
TEAMS = st.lists(ASSIGNED, max_size=5)
CHANGES = st.one_of(st.none(), HOURS)
SINCE, UNTIL = NOW, NOW + timedelta(hours=12)


def cut(team: list[Assignment], municipal_from: datetime | None = NOW) -> list[Stretch]:
    return stretches(team, SINCE, UNTIL, municipal_from)


def at(pieces: list[Stretch], moment: datetime) -> int:
    (found,) = (piece.leaders for piece in pieces if piece.start <= moment < piece.end)
    return found


@given(TEAMS, CHANGES)
def test_stretches_partition_the_time(team: list[Assignment], municipal_from: datetime | None) -> None:
    pieces = cut(team, municipal_from)
    assert (pieces[0].start, pieces[-1].end) == (SINCE, UNTIL)
    assert all(one.end == other.start for one, other in pairwise(pieces))


@given(TEAMS, CHANGES, st.integers(0, 11))
def test_in_each_stretch_it_is_as_at_any_moment_of_it(
    team: list[Assignment], municipal_from: datetime | None, hour: int
) -> None:
    moment = NOW + timedelta(hours=hour, minutes=30)
    level = "municipal" if municipal_from is not None and municipal_from <= moment else "hospital"
    leaders = {one.who for one in team if level in one.levels and one.start <= moment <= one.end}
    assert at(cut(team, municipal_from), moment) == len(leaders)


@given(TEAMS, CHANGES, st.randoms(use_true_random=False))
def test_the_order_of_participants_does_not_matter(
    team: list[Assignment], municipal_from: datetime | None, dice: object
) -> None:
    mixed = list(team)
    dice.shuffle(mixed)
    assert cut(mixed, municipal_from) == cut(team, municipal_from)


@given(TEAMS, CHANGES, st.timedeltas(timedelta(days=-3000), timedelta(days=3000)))
def test_all_dates_may_be_shifted_together(
    team: list[Assignment], municipal_from: datetime | None, by: timedelta
) -> None:
    def shifted(moment: datetime) -> datetime:
        return moment if moment in (FIRST, LAST) else moment + by

    later = [one._replace(start=shifted(one.start), end=shifted(one.end)) for one in team]
    begin = municipal_from and municipal_from + by
    found = stretches(later, SINCE + by, UNTIL + by, begin)
    assert [piece.leaders for piece in found] == [piece.leaders for piece in cut(team, municipal_from)]


@given(TEAMS, HOURS)
def test_an_assignment_may_be_written_as_two_that_follow_each_other(
    team: list[Assignment], moment: datetime
) -> None:
    halves = [
        half
        for one in team
        for half in (one._replace(end=min(one.end, moment)), one._replace(start=max(one.start, moment)))
    ]
    whole, split = cut(team), cut(halves)
    for hour in range(12):
        middle = NOW + timedelta(hours=hour, minutes=30)
        assert at(whole, middle) == at(split, middle)


@given(TEAMS, st.sampled_from((-HANDOVER, timedelta(0), HANDOVER)), HOURS)
def test_a_second_at_a_handover_is_neither_gap_nor_overlap(
    team: list[Assignment], second: timedelta, moment: datetime
) -> None:
    levels = frozenset({"municipal"})
    one = Assignment("one", levels, FIRST, moment + second)
    next_ = Assignment("next", levels, moment, LAST)
    only = [person for person in team if not person.levels]
    assert {piece.leaders for piece in cut([one, next_, *only])} == {1}


def test_two_seconds_at_a_handover_are() -> None:
    levels, moment = frozenset({"municipal"}), NOW + DAY / 4
    for second, leaders in ((-2 * HANDOVER, [1, 0, 1]), (2 * HANDOVER, [1, 2, 1])):
        found = [Assignment("one", levels, FIRST, moment + second), Assignment("next", levels, moment, LAST)]
        assert [piece.leaders for piece in cut(found)] == leaders
    assert timedelta(seconds=1) == HANDOVER


@given(TEAMS, TEAMS)
def test_those_who_are_no_coordinators_change_nothing(
    team: list[Assignment], others: list[Assignment]
) -> None:
    quiet = [one._replace(levels=frozenset()) for one in others]
    before, after = cut(team), cut([*team, *quiet])
    for hour in range(12):
        middle = NOW + timedelta(hours=hour, minutes=30)
        assert at(before, middle) == at(after, middle)


def test_a_period_turned_round_or_outside_the_calendar_is_no_defect() -> None:
    turned = Assignment("a", frozenset({"municipal"}), UNTIL, SINCE)
    assert [piece.leaders for piece in cut([turned])] == [0]
    team = fhir.CareTeam(participant=[participant(A, MUNICIPAL, start="0001-01-01", end="9999-12-31")])
    (one,) = assignments(team)
    assert one.start.year == 1
    assert one.end > datetime(9999, 1, 1, tzinfo=UTC)


def test_participants_who_name_nobody_are_several() -> None:
    unnamed = fhir.CareTeamParticipant(role=participant(A, MUNICIPAL).role)
    team = fhir.CareTeam(participant=[unnamed, unnamed])
    assert len({one.who for one in assignments(team)}) == 2
