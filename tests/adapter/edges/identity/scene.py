"""The gate in a real server, an issuer and an attacker beside it: everything on loopback."""

from __future__ import annotations

import json
from collections import Counter
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

import httpx

from adapter.core.interaction import LETTERS, interaction
from adapter.core.letter import Answer
from adapter.core.replies import Reply
from adapter.core.tokens import access_token
from adapter.core.tokens.rules import Refused, Rule
from adapter.core.tokens.scopes import allowed, scope
from adapter.edges.clock import SystemClock
from adapter.edges.http.application import application
from adapter.edges.http.server import serving
from adapter.edges.http.wiring import Wiring
from adapter.edges.identity import Gate, Jwks, Policy
from adapter.edges.metrics import Metrics
from adapter.errors import Unavailable
from conformance.token_cases import World
from conformance.token_cases.world import Rsa

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from uuid import UUID

    from starlette.types import ASGIApp, Receive, Scope, Send

    from adapter.core.asked import Asked
    from adapter.core.caller import Caller
    from adapter.events import Event
    from conformance.token_cases import Sent

AUDIENCE = "ip-adapter"
BASES = ("https://fhir.adapter.test", "https://fhir.helsenett.test")
KEYS = {"issuer_key": Rsa(), "attacker_key": Rsa(), "client_rsa": Rsa(), "weak_key": Rsa(bits=1024)}
"""Made once for all tests."""


class Moment:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.at = datetime.now(UTC)

    def now(self) -> datetime:
        return self.at

    def new_id(self) -> UUID:
        return SystemClock().new_id()

    def move(self, **by: float) -> None:
        self.at += timedelta(**by)


class Heard:
    """What was told, by event."""

    def __init__(self) -> None:
        self.lines: list[tuple[Event, dict[str, str | int]]] = []

    def __call__(self, event: Event, **ids: str | int) -> None:
        self.lines.append((event, ids))


class Used:
    """Proofs that were used, of one process; `away` is a store that does not answer."""

    def __init__(self) -> None:
        self.until: dict[bytes, datetime] = {}
        self.away = False

    async def first(self, key: bytes, until: datetime, now: datetime) -> bool:
        if self.away:
            raise Unavailable("the store does not answer")
        if key in self.until and self.until[key] > now:
            return False
        self.until[key] = until
        return True


class Site:
    """A server of documents that counts what it is asked for: the issuer's, and under another host's name an attacker's."""

    def __init__(self) -> None:
        self.asked: Counter[str] = Counter()
        self.answers: dict[str, tuple[int, dict[str, str], bytes]] = {}

    def says(self, path: str, document: object, status: int = 200, **headers: str) -> None:
        body = document if isinstance(document, bytes) else json.dumps(document).encode()
        self.answers[path] = (status, headers, body)

    async def __call__(self, asked: Scope, _: Receive, send: Send) -> None:
        self.asked[asked["path"]] += 1
        status, headers, body = self.answers.get(asked["path"], (404, {}, b""))
        shown = [(name.encode(), value.encode()) for name, value in headers.items()]
        await send({"type": "http.response.start", "status": status, "headers": shown})
        await send({"type": "http.response.body", "body": body})


METADATA = "/sts/.well-known/openid-configuration"
JWKS = METADATA + "/jwks"
ATTACKER = "/attacker"


class Scene(NamedTuple):
    """Who is there. `url` is where the gate's server is reached."""

    world: World
    issuer: Site
    jwks: Jwks
    clock: Moment
    used: Used
    heard: Heard
    client: httpx.AsyncClient
    url: str

    async def send(self, sent: Sent) -> httpx.Response:
        request = self.client.build_request(
            sent.method,
            f"{self.url}{sent.path}" + (f"?{sent.query}" if sent.query else ""),
            headers=sent.headers,
            content=sent.body,
        )
        return await self.client.send(request)

    def publish(self) -> None:
        """The issuer's metadata and its keys as the world has them."""
        self.issuer.says(METADATA, {"issuer": self.world.issuer, "jwks_uri": self.world.issuer + JWKS[4:]})
        self.issuer.says(JWKS, self.world.jwks)

    def attacked(self) -> list[str]:
        """What was asked of the attacker."""
        return [path for path in self.issuer.asked if path.startswith(ATTACKER)]


@asynccontextmanager
async def scene(*, secret: bytes = b"") -> AsyncIterator[Scene]:
    """An issuer with its keys, an attacker, and the gate, outside of development but for the issuer's place."""
    issuer, clock, used, heard = Site(), Moment(), Used(), Heard()
    async with AsyncExitStack() as stack:
        at = await stack.enter_async_context(serving(issuer, "127.0.0.1", 0, heard))
        client = await stack.enter_async_context(httpx.AsyncClient(trust_env=False))
        attacker = f"http://localhost:{at.port}{ATTACKER}"
        world = World(f"{at.url}/sts", AUDIENCE, BASES, attacker, **KEYS, now=lambda: clock.now().timestamp())
        jwks = Jwks(client, [world.issuer], clock, heard, development=True)
        policy = Policy(access_token.Expected((world.issuer,), AUDIENCE), BASES, secret=secret)
        app = gated(Gate(policy, jwks, used, clock), heard)
        url = (await stack.enter_async_context(serving(app, "127.0.0.1", 0, heard))).url
        made = Scene(world, issuer, jwks, clock, used, heard, client, url)
        made.publish()
        yield made


def gated(gate: Gate, heard: Heard) -> ASGIApp:
    """The adapter's HTTP edge over the gate. FHIR is answered with who asked, where the scope goes that far."""

    async def receive(caller: Caller, _: bytes) -> Answer:
        return Answer(200, "application/json", json.dumps([caller.client, caller.unit]).encode())

    async def fhir(caller: Caller, asked: Asked) -> Reply:
        wanted = interaction(asked.method, asked.path)
        if wanted is None:
            return Reply(404, b"{}")
        needed = scope(AUDIENCE, wanted.type, LETTERS[wanted.kind])
        if not allowed(caller, needed):
            raise Refused(Rule.SCOPE, scope=needed, client=caller.client)
        return Reply(200, json.dumps([caller.client, caller.organisation, caller.unit]).encode())

    async def ready() -> dict[str, bool]:
        return {}

    return application(Wiring(gate.identify, receive, fhir, ready, heard, Metrics("test")))
