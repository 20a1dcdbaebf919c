"""The development token service on a free port, its clients' keys, and requests to it piece by piece."""

from __future__ import annotations

import secrets
from contextlib import asynccontextmanager
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import httpx
from starlette.applications import Starlette
from starlette.routing import Mount

from adapter.core.dev_clients import AUDIENCE, CLIENTS, ISSUER_PATH
from adapter.core.tokens import assertion, dpop, jws, keys
from adapter.core.tokens.text import decoded, members
from adapter.edges.clock import SystemClock
from adapter.edges.http.server import Patience, serving
from adapter.edges.memory import MemoryStore
from adapter.edges.sts import fresh
from adapter.edges.sts.application import application
from adapter.edges.sts.service import TokenService, registry

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence
    from datetime import datetime

    from starlette.routing import BaseRoute
    from starlette.types import ASGIApp, Receive, Scope, Send

    from adapter.core.dev_clients import DevClient
    from adapter.core.tokens.keys import Signer
    from adapter.core.tokens.text import Members
    from adapter.events import Event
    from adapter.ports import Replay

SCOPE = f"{AUDIENCE}/system/Patient.r"


class MovedClock(SystemClock):
    """The machine's clock, moved by as much as a test says."""

    def __init__(self) -> None:
        self.ahead = timedelta(0)

    def now(self) -> datetime:
        return super().now() + self.ahead


def untold(event: Event, **ids: str | int) -> None:
    """Nothing is worth telling here."""


class _Late:
    """An application that is made when its address is known."""

    app: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.app(scope, receive, send)


@asynccontextmanager
async def served(make: Callable[[str], ASGIApp]) -> AsyncIterator[str]:
    """The base URL of an application that is served while inside."""
    late = _Late()
    async with serving(late, "127.0.0.1", 0, untold, Patience(idle=600, stop=5)) as here:
        late.app = make(here.url)
        yield here.url


@cache
def service_key() -> Signer:
    """One for all tests: it takes a while to make."""
    jwk = fresh.rsa("dev-service")
    return keys.signer(jwk, jwk["alg"])


@cache
def elliptic(name: str) -> Signer:
    """A client's key."""
    return keys.signer(fresh.elliptic(name), "ES256")


class Stand(NamedTuple):
    """A service that answers at `base`, and an HTTP client."""

    base: str
    service: TokenService
    signers: dict[str, Signer]
    clock: MovedClock
    http: httpx.AsyncClient

    @property
    def issuer(self) -> str:
        return self.base + ISSUER_PATH

    @property
    def endpoint(self) -> str:
        return self.issuer + "/connect/token"

    def now(self) -> float:
        return self.clock.now().timestamp()

    def assertion(self, client: str = "o1", **changed: Any) -> str:  # noqa: ANN401 - claims of any wrong type
        """A client's assertion; by `None` a claim is left out. `head`, `key`: what else is to be different."""
        head, key = changed.pop("head", {}), changed.pop("key", self.signers[client])
        now = int(self.now())
        claims = {
            "iss": client,
            "sub": client,
            "aud": self.issuer,
            "iat": now,
            "nbf": now,
            "exp": now + 10,
            "jti": secrets.token_hex(16),
        } | changed
        return jws.sign(key, _there({"kid": key.kid, "typ": assertion.TYP} | head), _there(claims))

    def form(self, client: str = "o1", **changed: str | None) -> dict[str, str]:
        """A token request's form; by `None` a field is left out."""
        fields = {
            "grant_type": "client_credentials",
            "client_id": client,
            "scope": SCOPE,
            "client_assertion_type": assertion.FORM_TYPE,
            "client_assertion": changed.pop("client_assertion", None) or self.assertion(client),
        } | changed
        return _there(fields)

    def proof(self, *, nonce: str | None = None, key: Signer | None = None) -> str:
        return dpop.build(
            key or elliptic("proof"), "POST", self.endpoint, self.now(), secrets.token_hex(16), nonce=nonce
        )

    async def nonce(self) -> str:
        """The service's nonce, as it gives it to whoever has none."""
        return (await self.post(self.form(), [self.proof()])).headers["dpop-nonce"]

    async def post(self, form: dict[str, str], proofs: Sequence[str]) -> httpx.Response:
        return await self.http.post(self.endpoint, data=form, headers=[("DPoP", proof) for proof in proofs])

    async def granted(self, client: str = "o1", **changed: str | None) -> httpx.Response:
        """A request that is right but for what is changed in its form."""
        return await self.post(self.form(client, **changed), [self.proof(nonce=await self.nonce())])


def _there(said: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in said.items() if value is not None}


@asynccontextmanager
async def standing(
    clients: Sequence[DevClient] = tuple(CLIENTS.values()),
    replay: Replay | None = None,
    routes: Callable[[TokenService], Sequence[BaseRoute]] = lambda _: (),
) -> AsyncIterator[Stand]:
    """The service of these clients, mounted as the adapter does, beside other routes."""
    clock, signers = MovedClock(), {client.id: elliptic(client.id) for client in clients}
    made: list[TokenService] = []

    def app(base: str) -> ASGIApp:
        known = registry(base + ISSUER_PATH, AUDIENCE, [(client, signers[client.id]) for client in clients])
        store = replay or MemoryStore().replay
        made.append(TokenService(known, service_key(), store, clock, development=True))
        return Starlette(routes=[Mount(ISSUER_PATH, application(made[0])), *routes(made[0])])

    async with served(app) as base, httpx.AsyncClient(trust_env=False) as http:
        yield Stand(base, made[0], signers, clock, http)


def parts(token: str) -> tuple[Members, Members]:
    """Header and claims of a token."""
    head, claims, _ = token.split(".")
    return members(decoded(head)), members(decoded(claims))
