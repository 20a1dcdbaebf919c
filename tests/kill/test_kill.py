"""R-169: the process is killed at every call of a port, and started again: nothing lost, nothing doubled, nothing waits.

Real processes end by a real SIGKILL, over a real database and real files. What two lives leave is compared, row by row
and file by file, with what one whole life leaves.
"""

from __future__ import annotations

import json
import os
import signal
from typing import TYPE_CHECKING, Final, NamedTuple

import pytest

from adapter.core.linking import digest
from adapter.events import Event
from tests.kill.stories import STORIES
from tests.messages.letters import KEY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.kill.aftermath import Aftermath
    from tests.kill.ward import Lived, Wards

THOROUGH: Final = os.environ.get("HYPOTHESIS_PROFILE") == "thorough"


class Ended(NamedTuple):
    """Two lives, and at which call the first ended (its number from 1, its name), before or after it."""

    call: int
    name: str
    moment: str
    lived: Lived


def ended_everywhere(story: str, clean: Lived, wards: Wards) -> list[Ended]:
    ends = moments(clean.calls)
    lives = zip(ends, wards.all_lived(story, ends), strict=True)
    return [Ended(call, clean.calls[call - 1], moment, lived) for (call, moment), lived in lives]


def moments(calls: list[str]) -> list[tuple[int, str]]:
    """Before each call, and after the last.

    The moment after a call is the moment before the next one: nothing that happens between them outlives the process.
    The thorough profile does not rely on that, and ends the process after each call as well.
    """
    numbers = range(1, len(calls) + 1)
    after = numbers if THOROUGH else [len(calls)]
    return [*((number, "before") for number in numbers), *((number, "after") for number in after)]


@pytest.mark.parametrize("story", [name for name, story in STORIES.items() if not story.once])
def test_R169_killed_at_any_call_and_started_again_all_is_as_if_never_killed(
    story: str, wards: Wards
) -> None:
    clean = wards.lived(story)
    assert clean.ends == [0]
    is_whole(story, clean.left)
    ended = ended_everywhere(story, clean, wards)
    found = {end[:3]: list(differences(story, clean.left, end.lived)) for end in ended}
    assert {where: what for where, what in found.items() if what} == {}


@pytest.mark.parametrize("story", [name for name, story in STORIES.items() if story.once])
def test_R169_what_was_kept_is_decided_on_though_nobody_asks_again(story: str, wards: Wards) -> None:
    clean = wards.lived(story)
    keeping = (clean.calls.index("PostgresInbox.keep") + 1, "PostgresInbox.keep", "before")
    for end in ended_everywhere(story, clean, wards):
        if end.lived.left.tables["letter"]:
            assert list(differences(story, clean.left, end.lived)) == [], end[:3]
        else:
            assert end[:3] == keeping


# --- one life ---------------------------------------------------------------------------------------------------------


def is_whole(story: str, left: Aftermath) -> None:
    """What every story comes to: each letter decided on, each answer out, nothing waiting."""
    told = STORIES[story]
    letters = {row["digest"]: row for row in left.tables["letter"]}
    come = dict.fromkeys(named(data) for data in (*told.posted, *told.put))
    assert tuple(letters[name]["verdict"] for name in come) == told.verdicts
    assert len(letters) == len(come)
    assert {row["state"] for row in left.tables["outgoing"]} <= {"sent"}
    decided = [row for row in map(json.loads, left.audit) if row["event"] == Event.LETTER_DECIDED]
    assert {row["letter"] for row in decided} == set(letters)
    answers_are_those_stored(story, left)
    files_are_where_they_belong(story, left)


def answers_are_those_stored(story: str, left: Aftermath) -> None:
    """Every sender was answered in the words that are stored, a duplicate in those of the first time."""
    first = {row["digest"]: row["same_as"] or row["digest"] for row in left.tables["letter"]}
    posted = [named(data) for data in STORIES[story].posted]
    assert left.noted == {str(number): left.answers[first[name]] for number, name in enumerate(posted)}


def files_are_where_they_belong(story: str, left: Aftermath) -> None:
    """Each file in `done` with its receipt in `out` (a receipt itself has none), or in `parked` with the reason."""
    verdicts = {row["digest"]: row["verdict"] for row in left.tables["letter"]}
    expected = set()
    for number, data in enumerate(STORIES[story].put):
        verdict = verdicts[named(data)]
        parked = {f"parked/{number}.xml", f"parked/{number}.xml.reason.json"}
        done = {f"done/{number}.xml"}
        receipt = {f"out/{number}.xml.apprec.xml"}
        expected |= parked if verdict == "silent" else done if verdict == "acknowledged" else done | receipt
    assert set(left.files) == expected


def named(data: bytes) -> str:
    """A letter's name in an aftermath."""
    return digest(KEY, data).hex()


# --- two lives --------------------------------------------------------------------------------------------------------


def differences(story: str, clean: Aftermath, lived: Lived) -> Iterator[object]:
    """Everything in which two lives differ from one."""
    left = lived.left
    if lived.ends != [-signal.SIGKILL, 0]:
        yield lived.ends
    for table, rows in clean.tables.items():
        if left.tables[table] != rows:
            yield table, rows, left.tables[table]
    if left.files != clean.files:
        yield "files", clean.files.keys(), left.files.keys()
    if left.noted.keys() != clean.noted.keys():
        yield "answers", clean.noted.keys(), left.noted.keys()
    stored = left.answers.values()
    if wrong := {number for number, note in left.noted.items() if note and note not in stored}:
        yield "answers that are not those stored", wrong
    if missing := clean.audit - left.audit:
        yield "missing in the audit", missing
    if more := {json.loads(row)["event"] for row in left.audit - clean.audit} - may_come_again(story):
        yield "too much in the audit", more


def may_come_again(story: str) -> set[str]:
    """What a restart may add to the audit: a letter comes, or a receipt leaves, once more; an operator asks again."""
    operated = {Event.LETTER_REOPENED, Event.LETTER_DECIDED} if STORIES[story].reread else set()
    return {Event.LETTER_REPEATED, Event.DELIVERED} | operated
