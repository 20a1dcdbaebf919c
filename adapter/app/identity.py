"""Who asks: the gate over the issuers that are trusted, and in development the token service that issues."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, NamedTuple

import httpx

from adapter.core import loopback
from adapter.core.dev_clients import AUDIENCE, ISSUER_PATH
from adapter.core.dev_clients import scopes as all_scopes
from adapter.core.tokens.access_token import Expected
from adapter.core.tokens.published import Door, protected_resource, smart_configuration
from adapter.edges.identity.gate import Gate, Policy
from adapter.edges.identity.jwks import Jwks
from adapter.edges.keys.development import dev_keys
from adapter.edges.sts.application import application as token_application
from adapter.edges.sts.service import TokenService, registry

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from starlette.types import ASGIApp

    from adapter.edges.store import Store
    from adapter.ports import Clock, Told
    from adapter.settings import Settings

PROTECTED = "/.well-known/oauth-protected-resource"
SMART = "/fhir/.well-known/smart-configuration"


class Identity(NamedTuple):
    """The gate with the keys it checks by, its audience, what is published, and what is mounted beside, by path."""

    gate: Gate
    jwks: Jwks
    audience: str
    published: Mapping[str, Mapping[str, object]]
    mounted: Mapping[str, ASGIApp]


@asynccontextmanager
async def development(settings: Settings, store: Store, clock: Clock, told: Told) -> AsyncIterator[Identity]:
    """Callers of the development token service, which this process runs itself. Raises `StartError`."""
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
        door = Door(settings.public_base, (issuer,), all_scopes(audience))
        published = {PROTECTED: protected_resource(door), SMART: smart_configuration(door)}
        yield Identity(gate, jwks, audience, published, {ISSUER_PATH: token_application(service)})
