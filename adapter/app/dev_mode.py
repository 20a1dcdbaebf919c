"""Development mode: callers of a token service that this process runs itself. Nothing else loads that service."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Final

import httpx

from adapter.app import development
from adapter.app.identity import Identity, published
from adapter.app.mode import Mode
from adapter.core import loopback
from adapter.core.dev_clients import AUDIENCE, ISSUER_PATH
from adapter.core.tokens.access_token import Expected
from adapter.core.tokens.published import Door
from adapter.core.tokens.scopes import scopes
from adapter.edges.identity.gate import Gate, Policy
from adapter.edges.identity.jwks import Jwks
from adapter.edges.keys.development import dev_keys
from adapter.edges.sts.application import application as token_application
from adapter.edges.sts.service import TokenService, registry

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from adapter.edges.store import Store
    from adapter.ports import Clock, Told
    from adapter.settings import Settings


@asynccontextmanager
async def identity(settings: Settings, store: Store, clock: Clock, told: Told) -> AsyncIterator[Identity]:
    """Callers of the development token service. Raises `StartError`."""
    issuer = settings.public_base + ISSUER_PATH
    audience = settings.audience or AUDIENCE
    keys = await asyncio.to_thread(dev_keys, settings.var)
    service = TokenService(
        registry(issuer, audience, keys.clients), keys.service, store.replay, clock, development=True
    )
    async with httpx.AsyncClient(
        timeout=3, follow_redirects=False, trust_env=not loopback.url_is_here(issuer)
    ) as http:
        jwks = Jwks(http, (issuer,), clock, told, development=True)
        expected = Expected((issuer,), audience, development=True)
        gate = Gate(Policy(expected, (settings.public_base,)), jwks, store.replay, clock)
        documents = published(Door(settings.public_base, (issuer,), scopes(audience)))
        yield Identity(gate, jwks, audience, documents, {ISSUER_PATH: token_application(service)})


MODE: Final = Mode(identity, development.fill, development.told, development=True)
