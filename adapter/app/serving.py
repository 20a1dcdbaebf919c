"""`serve`: every edge wired to the journeys, until told to stop.

HTTP ───────┐                       ┌── PostgreSQL
folder in/ ─┤─▶ receive ─▶ store ◀──┤
(demo) ─────┘                       └── deliver ─▶ folder out/
"""

from __future__ import annotations

import asyncio
import json
import sys
from contextlib import AsyncExitStack, contextmanager
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple
from uuid import UUID

from adapter import __date__, __version__
from adapter.app.background import Work, going_on
from adapter.app.collector import spare_what_stays
from adapter.app.opening import database, receiver
from adapter.app.opening import rules as deciding
from adapter.app.stopping import stopping
from adapter.core import answering
from adapter.core.capability import capability
from adapter.core.letter import OUTCOME, Audit
from adapter.core.tokens.rules import Refused, Rule
from adapter.core.tokens.scopes import allowed, scope
from adapter.edges.clock import SystemClock
from adapter.edges.folder.files import Disk
from adapter.edges.folder.inlet import Done, Handled, Inlet, Later, Parked
from adapter.edges.folder.outlet import Outlet
from adapter.edges.folder.preparing import prepare
from adapter.edges.folder.turn import turn
from adapter.edges.http.application import application
from adapter.edges.http.guard import REQUEST
from adapter.edges.http.server import serving
from adapter.edges.http.wiring import Wiring
from adapter.edges.log import Log, listening
from adapter.edges.metrics import Metrics
from adapter.errors import Unavailable
from adapter.events import Event
from adapter.journeys import deliver as outgoing
from adapter.journeys.consent import Consents
from adapter.journeys.fhir import Fhir
from adapter.journeys.read import Read
from mappings.fhir import encode
from mappings.result import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from adapter.app.identity import Identity
    from adapter.app.mode import Mode
    from adapter.core.caller import Caller
    from adapter.core.letter import Answer
    from adapter.edges.folder.turn import Turn
    from adapter.edges.http.wiring import Meter
    from adapter.edges.store import Store
    from adapter.edges.terminal.console import Console
    from adapter.journeys.receive import Receive
    from adapter.ports import Channel, Clock, Told
    from adapter.settings import Listening, Settings

POLL: Final = 0.5
"""Seconds between two looks into the folder and the outbox."""

GRACE: Final = timedelta(seconds=30)
"""How long a letter may be without a verdict before it is taken again: whoever keeps it is given time to decide on it."""

NOBODY: Final = UUID(int=0)
"""A letter that is never there: asking for it tells whether the store answers."""


class Wired(NamedTuple):
    """What everything here is made of."""

    store: Store
    receive: Receive
    clock: Clock
    told: Told


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
    clock = SystemClock()
    log = Log(sys.stderr, clock, REQUEST.get, as_json=as_json)
    metrics = Metrics(__version__)

    def told(event: Event, **ids: str | int) -> None:
        log(event, **ids)
        metrics.told(event, **ids)

    async with AsyncExitStack() as open_:
        open_.enter_context(listening(told))
        found = await open_.enter_async_context(database(settings, console.say, told))
        wired = Wired(found, receiver(found, settings, told), clock, told)
        loaded = await mode.begin(wired.store, wired.receive, clock)
        while await wired.receive.recover(timedelta(0)):
            pass
        channels: dict[str, Channel] = {}
        works = [
            Work("recover", GRACE.total_seconds() / 2, partial(_recover, wired)),
            Work("figures", 15, partial(_figures, wired, metrics)),
            Work("retention", 3600, partial(_retention, wired, settings.retention_days)),
            Work("deliver", POLL, partial(_deliver, wired, channels)),
        ]
        if where.folder is not None:
            works.append(open_.enter_context(_watching(wired, where.folder, channels)))
        callers = await open_.enter_async_context(mode.identity(settings, wired.store, clock, told))
        await open_.enter_async_context(going_on([*works, *callers.works], told))
        app = application(_wiring(wired, settings, callers, metrics)._replace(development=mode.development))
        here = await open_.enter_async_context(serving(app, where.host, where.port, told))
        spare_what_stays()
        told(Event.STARTED, version=__version__)
        console.say(mode.said(settings, here.url, where.folder, loaded))
        await stop.wait()
        console.say("stopping: what is under way comes to its end")
        told(Event.STOPPED)


def _wiring(wired: Wired, settings: Settings, identity: Identity, meter: Meter) -> Wiring:
    rules = deciding(settings)
    base, store = settings.fhir_base, wired.store
    fhir = Fhir(
        Read(store.records, wired.clock, rules.key, base),
        Consents(store.records, store.parties, wired.clock, rules, base),
        identity.audience,
        encode(capability(base, __date__)),
    )
    needed = scope(identity.audience, "Bundle", "c")

    async def receive(caller: Caller, data: bytes) -> Answer:
        if not allowed(caller, needed):
            raise Refused(Rule.SCOPE, scope=needed, client=caller.client)
        try:
            return (await wired.receive("http", "", data, caller)).answer
        except Refusal as refusal:  # the sender is another one; nothing was kept
            return answering.told(403, *refusal.issues)

    async def ready() -> Mapping[str, bool]:
        await store.inbox.answered(NOBODY)
        return {"store": True, **({"keys": identity.jwks.ready} if identity.works else {})}

    return Wiring(
        identity.gate.identify,
        receive,
        fhir,
        ready,
        wired.told,
        meter,
        {path: json.dumps(document).encode() for path, document in identity.published.items()},
        identity.mounted,
    )


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
