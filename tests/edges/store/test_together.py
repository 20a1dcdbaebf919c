"""What is asked at once is done together: first come first, as many as may be, and each is told of its own."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapter.core.letter import Letter
from adapter.edges.store.connections import Connections
from adapter.edges.store.inbox import PostgresInbox
from adapter.edges.store.pool import Database
from adapter.edges.store.together import Together
from adapter.errors import AdapterError, Unavailable
from tests.edges.store.values import START, decision, digest, message, new_id

if TYPE_CHECKING:
    from collections.abc import Hashable

    from adapter.edges.store.driver import Row
    from adapter.edges.store.statements import Statement


class Work:
    """Answers each number with its double, and remembers what was done together; 13 is at fault."""

    def __init__(self, error: type[Exception] = AdapterError) -> None:
        self.done: list[list[int]] = []
        self._error = error

    async def __call__(self, numbers: list[int]) -> list[int]:
        self.done.append(numbers)
        await asyncio.sleep(0)
        if 13 in numbers:
            raise self._error("13 is at fault")
        return [2 * number for number in numbers]


async def asked(together: Together[int, int], *numbers: int) -> list[int | BaseException]:
    return await asyncio.gather(*map(together, numbers), return_exceptions=True)


def test_those_who_come_at_once_are_served_at_once() -> None:
    work = Work()
    assert asyncio.run(asked(Together(work), *range(10))) == [2 * number for number in range(10)]
    assert work.done == [list(range(10))]


def test_those_who_come_in_the_same_turn_of_the_loop_come_along() -> None:
    async def scenario() -> None:
        first = asyncio.create_task(together(1))
        await asyncio.sleep(0)
        await asyncio.gather(first, together(2))

    work = Work()
    together = Together(work)
    asyncio.run(scenario())
    assert work.done == [[1, 2]]


@given(st.lists(st.integers(0, 12)), st.integers(1, 4))
def test_no_more_than_may_be_and_none_beside_whom_it_meets(numbers: list[int], most: int) -> None:
    def remainder(number: int) -> set[Hashable]:
        return {number % 5}

    work = Work()
    answers = asyncio.run(asked(Together(work, most, remainder), *numbers))
    assert answers == [2 * number for number in numbers]
    assert [number for together in work.done for number in together] == numbers
    for together in work.done:
        assert len(together) <= most
        assert len({number % 5 for number in together}) == len(together)


@pytest.mark.parametrize("error", [AdapterError, RuntimeError])
def test_a_fault_is_told_to_whom_it_belongs(error: type[Exception]) -> None:
    work = Work(error)
    answers = asyncio.run(asked(Together(work), 1, 13, 2))
    assert [answers[0], type(answers[1]), answers[2]] == [2, error, 4]
    assert work.done == [[1, 13, 2], [1], [13], [2]]


def test_who_does_not_answer_is_not_asked_again() -> None:
    work = Work(Unavailable)
    answers = asyncio.run(asked(Together(work), 1, 13, 2))
    assert [type(answer) for answer in answers] == [Unavailable] * 3
    assert work.done == [[1, 13, 2]]


def test_who_comes_alone_is_served_alone_and_at_once() -> None:
    async def scenario() -> list[int]:
        return [await together(1), await together(2)]

    work = Work()
    together = Together(work)
    assert asyncio.run(scenario()) == [2, 4]
    assert work.done == [[1], [2]]


def test_what_is_asked_for_is_done_though_nobody_waits() -> None:
    async def scenario() -> None:
        tasks = [asyncio.create_task(together(number)) for number in (1, 2)]
        await asyncio.sleep(0)
        tasks[0].cancel()
        await asyncio.wait(tasks)
        assert [task.cancelled() for task in tasks] == [True, False]

    work = Work()
    together = Together(work)
    asyncio.run(scenario())
    assert work.done == [[1, 2]]


def test_of_those_that_share_a_lane_one_works_at_a_time_and_the_others_gather() -> None:
    async def scenario() -> None:
        lane, held = asyncio.Lock(), asyncio.Event()
        done: list[str] = []

        async def first(letters: list[str]) -> list[str]:
            done.append("".join(letters))
            await held.wait()
            return letters

        async def second(letters: list[str]) -> list[str]:
            assert lane.locked()
            done.append("".join(letters).upper())
            return letters

        keep, commit = Together(first, lane=lane), Together(second, lane=lane)
        tasks = [asyncio.create_task(keep("a"))]
        await asyncio.sleep(0.001)
        for letter in "bcd":  # one by one, while the first is under way
            tasks.append(asyncio.create_task(commit(letter)))
            await asyncio.sleep(0.001)
        assert done == ["a"]
        held.set()
        assert await asyncio.gather(*tasks) == list("abcd")
        assert done == ["a", "BCD"]
        assert not lane.locked()

    asyncio.run(scenario())


class Watched(Database):
    """A database that notes the statements under way, each time one begins."""

    def __init__(self, connections: Connections) -> None:
        super().__init__(connections)
        self.under_way, self.seen = 0, list[int]()

    async def rows(self, statement: Statement, **values: object) -> list[Row]:
        self.under_way += 1
        self.seen.append(self.under_way)
        try:
            return await super().rows(statement, **values)
        finally:
            self.under_way -= 1


def test_letters_are_kept_and_committed_one_statement_at_a_time(emptied: str) -> None:
    """Those who wait meanwhile go along with the next one, eight at a time."""

    async def sent(inbox: PostgresInbox, number: int) -> None:
        data = b"%d" % number
        letter = Letter(new_id(), START, "http", "", data)
        assert (await inbox.keep(letter, digest(data))).first
        assert await inbox.commit(decision(letter.id, message=message(f"m{number}")))

    async def scenario() -> None:
        connections = Connections(emptied, 4)
        database = Watched(connections)
        inbox = PostgresInbox(database)
        await asyncio.gather(*(sent(inbox, number) for number in range(24)))
        await connections.close()
        assert set(database.seen) == {1}
        assert len(database.seen) < 12

    asyncio.run(scenario())
