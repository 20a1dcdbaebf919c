"""Requests answered: what every process of a server does, the first one and those that help it."""

from __future__ import annotations

import json
import sys
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Final, NamedTuple
from uuid import UUID

from adapter import __date__, __version__
from adapter.app.background import going_on
from adapter.app.opening import receiver
from adapter.app.opening import rules as deciding
from adapter.core import answering
from adapter.core.capability import capability
from adapter.core.tokens.rules import Refused, Rule
from adapter.core.tokens.scopes import allowed, scope
from adapter.edges.clock import SystemClock
from adapter.edges.http.application import application
from adapter.edges.http.guard import REQUEST
from adapter.edges.http.server import serving_on
from adapter.edges.http.wiring import Wiring
from adapter.edges.log import Log
from adapter.edges.metrics import Metrics
from adapter.journeys.consent import Consents
from adapter.journeys.fhir import Fhir
from adapter.journeys.read import Read
from mappings.fhir import encode
from mappings.result import Refusal

if TYPE_CHECKING:
    import socket
    from collections.abc import AsyncIterator, Mapping

    from adapter.app.identity import Identity
    from adapter.core.caller import Caller
    from adapter.core.letter import Answer
    from adapter.edges.http.accepting import Share
    from adapter.edges.http.server import Listening
    from adapter.edges.http.wiring import Meter
    from adapter.edges.metrics import Table
    from adapter.edges.store import Store
    from adapter.events import Event
    from adapter.journeys.receive import Receive
    from adapter.ports import Clock, Told
    from adapter.settings import Settings

NOBODY: Final = UUID(int=0)
"""A letter that is never there: asking for it tells whether the store answers."""


class Telling:
    """What happens, told to the log and the metrics of this process: row `row` of a table that all processes share."""

    def __init__(self, clock: Clock, rows: Table, row: int, *, as_json: bool) -> None:
        self._log = Log(sys.stderr, clock, REQUEST.get, as_json=as_json)
        self.metrics = Metrics(__version__, rows, row)

    def __call__(self, event: Event, **ids: str | int) -> None:
        """See `adapter.ports.Told`."""
        self._log(event, **ids)
        self.metrics.told(event, **ids)


class Wired(NamedTuple):
    """What everything here is made of."""

    store: Store
    receive: Receive
    clock: Clock
    told: Told


def wire(store: Store, settings: Settings, told: Told) -> Wired:
    """The journey of a letter over a store, on this machine's clock."""
    return Wired(store, receiver(store, settings, told), SystemClock(), told)


@asynccontextmanager
async def answered(
    listener: socket.socket, share: Share, callers: Identity, wiring: Wiring
) -> AsyncIterator[Listening]:
    """Answer this process' share of what comes to the socket while inside, and look after what callers are known by."""
    async with (
        going_on(callers.works, wiring.told),
        serving_on(listener, application(wiring), wiring.told, share=share) as here,
    ):
        yield here


def wiring(
    parts: Wired, settings: Settings, identity: Identity, meter: Meter, *, development: bool
) -> Wiring:
    """What the HTTP edge is handed."""
    rules = deciding(settings)
    base, store = settings.fhir_base, parts.store
    fhir = Fhir(
        Read(store.records, parts.clock, rules.key, base),
        Consents(store.records, store.parties, parts.clock, rules, base),
        identity.audience,
        encode(capability(base, __date__)),
    )
    needed = scope(identity.audience, "Bundle", "c")

    async def receive(caller: Caller, data: bytes) -> Answer:
        if not allowed(caller, needed):
            raise Refused(Rule.SCOPE, scope=needed, client=caller.client)
        try:
            return (await parts.receive("http", "", data, caller)).answer
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
        parts.told,
        meter,
        {path: json.dumps(document).encode() for path, document in identity.published.items()},
        identity.mounted,
        development,
    )
