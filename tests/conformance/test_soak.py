"""A short soak, with the database killed in the middle (`make soak` is the long one); and that the soak would see a loss."""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from conformance.soak import checks
from conformance.soak.plan import BROKEN, FOLDER, IN_ANOTHERS_NAME, SCRIPTS, Plan, plan
from conformance.soak.run import Wanted, soak
from conformance.soak.senders import Answered

if TYPE_CHECKING:
    from pathlib import Path

    from conformance.soak.plan import Sending

MESSAGES = 150


def test_R028_nothing_is_lost_and_nothing_doubled_while_the_database_dies(
    open_folder: Path,
) -> None:
    report = asyncio.run(soak(Wanted(MESSAGES, down=2), open_folder))
    assert report.faults == []
    assert report.figures["messages"] == MESSAGES


# --- what is sent -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def sent() -> Plan:
    return plan(1_000, seed=3)


def test_the_same_seed_sends_the_same_messages(sent: Plan) -> None:
    def told(one: Plan) -> list[tuple[str, list[tuple[str, str, str]]]]:
        return [(lane, [(s.kind, s.msg_id, s.verdict) for s in all_]) for lane, all_ in one.lanes.items()]

    assert told(sent) == told(plan(1_000, seed=3))
    assert told(sent) != told(plan(1_000, seed=4))


def test_a_tenth_is_sent_twice_a_twentieth_is_broken_and_every_script_is_played(sent: Plan) -> None:
    kinds = Counter(one.kind for one in sent.sendings.values())
    assert len(sent.sendings) == 1_000
    assert kinds["again"] + kinds["again, other bytes"] == 100
    assert sum(kinds[kind] for kind in (*BROKEN, IN_ANOTHERS_NAME)) == 50
    assert all(kinds[step.template] for script in SCRIPTS for step in script.steps)
    assert all(sent.lanes.values())


def test_a_duplicate_comes_after_the_first_unless_it_comes_another_way(sent: Plan) -> None:
    for lane in sent.lanes.values():
        order = {one.number: place for place, one in enumerate(lane)}
        for one in lane:
            if one.first in order:
                assert order[one.first] < order[one.number]


# --- what would be seen -----------------------------------------------------------------------------------------------


def right(one: Sending) -> Answered:
    """As a sender is answered who is answered rightly."""
    body = f'<AppRec xmlns="u"><Status V="{one.receipt}"/><OriginalMsgId><Id>{one.msg_id}</Id></OriginalMsgId></AppRec>'
    return Answered(one.status, body.encode() if one.receipt else b"", 0.1, 0.1, 1)


def test_an_answer_that_is_missing_wrong_or_of_another_message_is_seen(sent: Plan) -> None:
    over_http = [one for lane, all_ in sent.lanes.items() if lane != FOLDER for one in all_]
    answers = {one.number: right(one) for one in over_http}
    assert list(checks.of_answers(sent, answers)) == []
    good = next(one for one in over_http if one.receipt == "1")
    others = next(one for one in over_http if one.receipt == "1" and one.msg_id != good.msg_id)
    twice = next(one for one in over_http if one.first in answers and one.receipt)
    for wrong in (
        {key: value for key, value in answers.items() if key != good.number},
        answers | {good.number: answers[good.number]._replace(status=500)},
        answers | {good.number: answers[good.number]._replace(body=right(others).body)},
        answers | {good.number: right(good._replace(receipt="2"))},
        answers | {twice.number: answers[twice.number]._replace(body=answers[twice.number].body + b" ")},
    ):
        assert list(checks.of_answers(sent, wrong)) != []


def test_a_letter_that_is_missing_strange_twice_there_or_called_otherwise_is_seen(sent: Plan) -> None:
    letters = list(sent.verdicts.items())
    assert list(checks.wrong_letters(sent, letters)) == []
    (data, _), *rest = letters
    for wrong in (rest, [*letters, (b"?", "stored")], [*letters, letters[0]], [(data, "failed"), *rest]):
        assert list(checks.wrong_letters(sent, wrong)) != []
