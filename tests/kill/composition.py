"""The adapter over real PostgreSQL and real files, with somebody at the door of every port who may end the process there.

One life: begin as `adapter.app.serving` begins, take in what comes, deliver what is due, end when there is nothing left.
One thing is done after the other, so that every life of a story makes the same calls in the same order.
"""

from __future__ import annotations

import asyncio
import os
import signal
from argparse import Namespace
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial
from inspect import iscoroutinefunction
from io import BytesIO
from time import monotonic
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from adapter.app.answering import Wired
from adapter.app.serving import handle
from adapter.core.letter import Audit
from adapter.core.linking import check_value
from adapter.edges.clock import SystemClock
from adapter.edges.folder.files import Disk
from adapter.edges.folder.inlet import Inlet
from adapter.edges.folder.outlet import Outlet
from adapter.edges.folder.preparing import prepare
from adapter.edges.store import Store, opened
from adapter.edges.terminal.again import retry
from adapter.edges.terminal.console import Console
from adapter.edges.terminal.installation import Opened
from adapter.events import Event
from adapter.journeys.deliver import LEASE, deliver
from adapter.journeys.receive import Receive
from tests.kill.stories import STORIES
from tests.messages.letters import KEY, RULES, START, UNIVERSE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from adapter.edges.folder.inlet import Handled

CHECK_VALUE: Final = check_value(KEY)

PAUSE: Final = 2 * LEASE
"""From the beginning of a life to the beginning of the next: what the first had been lent is free again."""


class Life(NamedTuple):
    """One process: its story, where its data are, the how many-eth it is, and at which call it ends (from 1; 0: none)."""

    story: str
    url: str
    folder: Path
    number: int = 1
    call: int = 0
    moment: str = "before"

    @property
    def exchange(self) -> Path:
        """The watched folder."""
        return self.folder / "exchange"

    @property
    def answers(self) -> Path:
        """Where senders note how they were answered, by the place of their letter in the story."""
        return self.folder / "answers"

    @property
    def calls(self) -> Path:
        """Where a life that comes to its end notes what it called."""
        return self.folder / "calls"


class Reaper:
    """Counts the calls of all ports, and ends the process before or after one of them."""

    def __init__(self, life: Life) -> None:
        self._appointed = (life.call, life.moment)
        self.calls: list[str] = []

    @contextmanager
    def at(self, call: str) -> Iterator[None]:
        self.calls.append(call)
        number = len(self.calls)
        self._meet(number, "before")
        yield
        self._meet(number, "after")

    def _meet(self, number: int, moment: str) -> None:
        if (number, moment) == self._appointed:
            os.kill(os.getpid(), signal.SIGKILL)


class Watched:
    """Any port, with the reaper at its door."""

    def __init__(self, port: object, reaper: Reaper) -> None:
        self._port, self._reaper = port, reaper

    def __getattr__(self, name: str) -> Callable[..., Any]:
        method = getattr(self._port, name)
        call = f"{type(self._port).__name__}.{name}"

        async def asked(*args: object) -> object:
            with self._reaper.at(call):
                return await method(*args)

        def done(*args: object) -> object:
            with self._reaper.at(call):
                return method(*args)

        return asked if iscoroutinefunction(method) else done


class Clock(SystemClock):
    """Begins on the day of the test universe, each life a while after the one before."""

    def __init__(self, life: Life) -> None:
        self._began, self._start = START + life.number * PAUSE, monotonic()

    def now(self) -> datetime:
        return self._began + timedelta(seconds=monotonic() - self._start)


class Here(ThreadPoolExecutor):
    """Does at once, in the loop's own thread, what would be done in another: these files are quick, and threads are not."""

    def submit(self, work: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:  # noqa: ANN401 - as its base has it
        done: Future[Any] = Future()
        try:
            done.set_result(work(*args, **kwargs))
        except OSError as error:
            done.set_exception(error)
        return done


def nobody(event: Event, **ids: str | int) -> None:
    """Does not listen: nothing that is told outlives the process."""


async def live(life: Life) -> None:
    """One life, to its end unless the reaper comes."""
    asyncio.get_running_loop().set_default_executor(Here())
    story, reaper, clock = STORIES[life.story], Reaper(life), Clock(life)
    async with opened(life.url, check_value=CHECK_VALUE) as store:
        found = Store(*(Watched(port, reaper) for port in store))  # type: ignore[arg-type]
        wired = Wired(found, Receive(found.inbox, found.parties, clock, RULES, nobody), clock, nobody)
        await begin(wired)
        await be_posted_to(wired, life, reaper)
        if story.reread:
            await be_operated(wired, life, reaper)
        if story.put:
            await go_through_the_folder(wired, life, reaper)
    life.calls.write_text("\n".join(reaper.calls))


async def begin(wired: Wired) -> None:
    if not (await wired.store.parties.directory()).parties:
        audit = Audit(wired.clock.new_id(), wired.clock.now(), Event.PARTIES_LOADED, "test")
        await wired.store.parties.load(UNIVERSE, audit)
    while await wired.receive.recover(timedelta(0)):
        pass


async def be_posted_to(wired: Wired, life: Life, reaper: Reaper) -> None:
    """What senders note outlives us, so that it counts as a call."""
    story = STORIES[life.story]
    for number, data in enumerate(story.posted):
        note = life.answers / str(number)
        if note.exists():
            continue
        if story.once:
            note.touch()
        answer = (await wired.receive("http", "", data)).answer
        with reaper.at("sender"):
            note.write_bytes(answer.body)


async def be_operated(wired: Wired, life: Life, reaper: Reaper) -> None:
    """`ip-adapter inbox retry --state refused --yes`."""
    note = life.folder / "operated"
    if note.exists():
        return
    office = Opened(wired.store.desk, wired.store.parties, wired.receive, wired.clock, "operator:test")
    options = Namespace(ids=[], state="refused", yes=True, json=True)
    await retry(options, Console(None, BytesIO(), None), office)
    with reaper.at("operator"):
        note.touch()


async def go_through_the_folder(wired: Wired, life: Life, reaper: Reaper) -> None:
    story, files = STORIES[life.story], Watched(Disk(), reaper)
    folders = prepare(life.exchange, files if story.trying else Disk())
    channels = {"folder": Watched(Outlet(folders.out, files), reaper)}
    leave = partial(deliver, wired.store.outbox, channels, wired.clock, wired.told)

    async def handled(name: str, data: bytes) -> Handled:
        became = await handle(wired, name, data)
        if story.eager:
            await leave()
        return became

    inlet = Inlet(folders, files, wired.clock, handled, wired.told)
    while await inlet.poll():
        pass
    while await leave():
        pass
