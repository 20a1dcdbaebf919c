"""`serve`: every edge wired to the journeys, until told to stop.

HTTP ───────┐                       ┌── PostgreSQL
folder in/ ─┤─▶ receive ─▶ store ◀──┤
(demo) ─────┘                       └── deliver ─▶ folder out/
"""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack, contextmanager
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Final

from adapter import __version__
from adapter.app.answering import Telling, answered, wire, wiring
from adapter.app.background import Work, going_on
from adapter.app.collector import spare_what_stays
from adapter.app.helping import Part, helped
from adapter.app.opening import database, opened
from adapter.app.stopping import stopping
from adapter.core.letter import OUTCOME, Audit
from adapter.edges.clock import SystemClock
from adapter.edges.folder.files import Disk
from adapter.edges.folder.inlet import Done, Handled, Inlet, Later, Parked
from adapter.edges.folder.outlet import Outlet
from adapter.edges.folder.preparing import prepare
from adapter.edges.folder.turn import turn
from adapter.edges.http.server import bound
from adapter.edges.log import listening
from adapter.edges.metrics import table
from adapter.errors import Unavailable
from adapter.events import Event
from adapter.journeys import deliver as outgoing

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from adapter.app.answering import Wired
    from adapter.app.mode import Mode
    from adapter.edges.folder.turn import Turn
    from adapter.edges.metrics import Metrics
    from adapter.edges.terminal.console import Console
    from adapter.ports import Channel
    from adapter.settings import Listening, Settings

POLL: Final = 0.5
"""Seconds between two looks into the folder and the outbox."""

GRACE: Final = timedelta(seconds=30)
"""How long a letter may be without a verdict before it is taken again: whoever keeps it is given time to decide on it."""


async def serve(
    settings: Settings,
    where: Listening,
    console: Console,
    mode: Mode,
    *,
    as_json: bool,
) -> None:
    """Serve until SIGINT or SIGTERM. Raises `AdapterError` where something cannot be begun."""
    stop = stopping()
    rows = table(settings.processes)
    told = Telling(SystemClock(), rows, 0, as_json=as_json)
    async with AsyncExitStack() as open_:
        open_.enter_context(listening(told))
        url = await open_.enter_async_context(database(settings, console.say, told))
        store = await open_.enter_async_context(opened(settings, url))
        parts = wire(store, settings, told)
        loaded = await mode.begin(parts.store, parts.receive, parts.clock)
        while await parts.receive.recover(timedelta(0)):
            pass
        works = _works(parts, settings, where.folder, told.metrics, open_)
        await open_.enter_async_context(going_on(works, told))
        callers = await open_.enter_async_context(mode.identity(settings, store, parts.clock, told))
        listener = open_.enter_context(bound(where.host, where.port))
        others = [
            Part(settings._replace(database_url=url), mode, listener, rows, row, as_json)
            for row in range(1, settings.processes)
        ]
        end = await open_.enter_async_context(helped(others, told))
        to = wiring(parts, settings, callers, told.metrics, development=mode.development)
        here = await open_.enter_async_context(answered(listener, told.metrics, callers, to))
        spare_what_stays()
        told(Event.STARTED, version=__version__)
        console.say(mode.said(settings, here.url, where.folder, loaded))
        await stop.wait()
        end.set()
        console.say("stopping: what is under way comes to its end")
        told(Event.STOPPED)


def _works(
    parts: Wired, settings: Settings, folder: Path | None, metrics: Metrics, open_: AsyncExitStack
) -> list[Work]:
    """What goes on beside the requests; of all processes the first does it."""
    channels: dict[str, Channel] = {}
    works = [
        Work("recover", GRACE.total_seconds() / 2, partial(_recover, parts)),
        Work("figures", 15, partial(_figures, parts, metrics)),
        Work("retention", 3600, partial(_retention, parts, settings.retention_days)),
        Work("deliver", POLL, partial(_deliver, parts, channels)),
    ]
    if folder is not None:
        works.append(open_.enter_context(_watching(parts, folder, channels)))
    return works


@contextmanager
def _watching(wired: Wired, folder: Path, channels: dict[str, Channel]) -> Iterator[Work]:
    """The watched folder, both ways. Of several adapters over one folder, one at a time takes what comes in."""
    files = Disk()
    folders = prepare(folder, files)
    channels["folder"] = Outlet(folders.out, files)
    inlet = Inlet(folders, files, wired.clock, partial(handle, wired), wired.told)
    with turn(folder, wired.told) as mine:
        yield Work("folder", POLL, partial(_poll, inlet, mine))


async def handle(wired: Wired, name: str, data: bytes) -> Handled:
    """A file as a letter: what cannot be answered in a receipt is parked with the reason."""
    try:
        received = await wired.receive("folder", name, data)
    except Unavailable:
        return Later()
    if received.answer.media == OUTCOME:
        return Parked(received.answer.body, received.kept.id)
    return Done(received.kept.id)


async def _poll(inlet: Inlet, mine: Turn) -> bool:
    return await asyncio.to_thread(mine.ours) and await inlet.poll() > 0


async def _deliver(wired: Wired, channels: Mapping[str, Channel]) -> bool:
    return await outgoing.deliver(wired.store.outbox, channels, wired.clock, wired.told) == outgoing.MOST


async def _recover(wired: Wired) -> bool:
    return await wired.receive.recover(GRACE) > 0


async def _figures(wired: Wired, metrics: Metrics) -> bool:
    metrics.stand(await wired.store.desk.status(), wired.clock.now())
    return False


async def _retention(wired: Wired, days: int) -> bool:
    """Remove what the setting no longer keeps; 0 days: nothing."""
    if not days:
        return False
    now = wired.clock.now()
    row = Audit(wired.clock.new_id(), now, Event.PURGED, "adapter", rule="retention", reason=f"{days} days")
    gone = await wired.store.desk.purge(now - timedelta(days=days), row)
    if gone:
        wired.told(Event.PURGED, rows=gone)
    return False
