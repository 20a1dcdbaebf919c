"""Work beside the requests goes on whatever happens to it, and stops when told."""

from __future__ import annotations

import asyncio

from adapter.app.background import Work, going_on
from adapter.errors import Unavailable
from adapter.events import Event


def test_R169_a_store_that_is_away_is_told_once_and_told_when_it_is_back() -> None:
    said: list[Event] = []
    answers = iter([Unavailable("away"), Unavailable("away"), None, ZeroDivisionError("person"), None])
    done = asyncio.Event()

    async def work() -> bool:
        answer = next(answers, done)
        if isinstance(answer, Exception):
            raise answer
        if answer is done:
            done.set()
        return False

    async def story() -> None:
        async with going_on([Work("work", 0.001, work)], lambda event, **_: said.append(event)):
            await asyncio.wait_for(done.wait(), 10)

    asyncio.run(story())
    assert said == [Event.STORE_UNAVAILABLE, Event.STORE_BACK, Event.DEFECT]


def test_work_that_has_more_to_do_does_not_wait() -> None:
    left = [3, 2, 1]
    done = asyncio.Event()

    async def work() -> bool:
        if left:
            left.pop()
            return True
        done.set()
        return False

    async def story() -> None:
        async with going_on([Work("work", 3600, work)], lambda *_, **__: None):
            await asyncio.wait_for(done.wait(), 10)

    asyncio.run(story())
