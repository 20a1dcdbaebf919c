"""What goes on beside the requests: letters taken again, receipts delivered, old rows removed, figures taken."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, NamedTuple

from adapter.errors import Unavailable, place
from adapter.events import Event

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Sequence

    from adapter.ports import Told


class Work(NamedTuple):
    """Something to be done again and again; `do` answers whether there is more to do at once."""

    name: str
    seconds: float
    do: Callable[[], Awaitable[bool]]


@asynccontextmanager
async def going_on(works: Sequence[Work], told: Told) -> AsyncIterator[None]:
    """Do all of it while inside; what is under way is let come to its end."""
    stop = asyncio.Event()
    tasks = [asyncio.create_task(_again(work, stop, told)) for work in works]
    try:
        yield
    finally:
        stop.set()
        await asyncio.gather(*tasks)


async def _again(work: Work, stop: asyncio.Event, told: Told) -> None:
    away = False
    while not stop.is_set():
        more = False
        try:
            more = await work.do()
        except Unavailable:
            if not away:
                told(Event.STORE_UNAVAILABLE, work=work.name)
            away = True
        except Exception as error:  # noqa: BLE001 - one defect must not end the work
            told(Event.DEFECT, work=work.name, error=type(error).__name__, where=place(error.__traceback__))
        else:
            if away:
                told(Event.STORE_BACK, work=work.name)
            away = False
        if not more:
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), work.seconds)
