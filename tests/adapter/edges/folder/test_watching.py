"""Only complete files are taken (decisions.md, "folder transport")."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from adapter.edges.folder.files import Seen
from adapter.edges.folder.watching import QUIET, Since, complete, watch

START = datetime(2026, 9, 1, 7, tzinfo=UTC)
SECOND = 1_000_000_000


def seen(name: str = "a.xml", size: int = 10, age: float = 0, inode: int = 1) -> Seen:
    return Seen(name, size, int(START.timestamp() * SECOND - age * SECOND), inode)


def names(looks: list[tuple[float, list[Seen]]]) -> list[str]:
    """What is complete at the last of some looks, each at its second."""
    watched: dict[str, Since] = {}
    now = START
    for second, files in looks:
        now = START + timedelta(seconds=second)
        watched = watch(files, watched, now)
    return [one.name for one in complete(watched, now)]


def test_a_file_that_was_just_written_is_left() -> None:
    assert names([(0, [seen()])]) == []
    assert names([(0, [seen()]), (1.9, [seen()])]) == []


def test_a_file_that_says_it_is_old_is_taken_at_once() -> None:
    assert names([(0, [seen(age=QUIET)])]) == ["a.xml"]


def test_a_file_that_stays_the_same_is_taken_though_its_time_is_in_our_future() -> None:
    ahead = seen(age=-3600)
    assert names([(0, [ahead]), (1, [ahead])]) == []
    assert names([(0, [ahead]), (1, [ahead]), (2, [ahead])]) == ["a.xml"]


def test_a_file_that_grows_is_left() -> None:
    looks = [(float(n), [seen(size=n, age=-3600)]) for n in range(10)]
    assert names(looks) == []


def test_a_file_that_another_one_took_the_place_of_is_left() -> None:
    assert names([(0, [seen(age=-9)]), (2, [seen(age=-9, inode=2)])]) == []


def test_a_file_that_went_and_came_back_is_new() -> None:
    ahead = seen(age=-3600)
    assert names([(0, [ahead]), (1, []), (2, [ahead])]) == []


def test_the_oldest_comes_first_so_that_a_cancellation_follows_what_it_cancels() -> None:
    files = [seen("c.xml", age=10), seen("a.xml", age=30), seen("b.xml", age=10)]
    assert names([(0, files)]) == ["a.xml", "b.xml", "c.xml"]


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=12))
def test_what_is_complete_has_not_changed_for_two_seconds(looks: list[tuple[int, int]]) -> None:
    """Of a file with an unbelievable time nothing counts but what was seen: (seconds since the look before, size)."""
    now, history, watched = 0, list[tuple[int, int]](), dict[str, Since]()
    for wait, size in looks:
        now += wait
        history.append((now, size))
        watched = watch([seen(size=size, age=-9e9)], watched, START + timedelta(seconds=now))
    same_since = now
    for at, size in reversed(history):
        if size != history[-1][1]:
            break
        same_since = at
    assert bool(complete(watched, START + timedelta(seconds=now))) == (now - same_since >= QUIET)
