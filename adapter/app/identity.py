"""Who asks: the gate over the issuers that are trusted."""

from __future__ import annotations

from contextlib import asynccontextmanager
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

import httpx

from adapter.app.background import Work
from adapter.core.tokens.access_token import Expected
from adapter.core.tokens.published import Door, protected_resource, smart_configuration
from adapter.core.tokens.scopes import scopes
from adapter.edges.identity.gate import Gate, Policy
from adapter.edges.identity.jwks import Jwks

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from starlette.types import ASGIApp

    from adapter.edges.store import Store
    from adapter.ports import Clock, Told
    from adapter.settings import Settings

PROTECTED = "/.well-known/oauth-protected-resource"
SMART = "/fhir/.well-known/smart-configuration"

LOOK: Final = 5
"""Seconds between two looks whether an issuer's keys are due."""


class Identity(NamedTuple):
    """The gate with the keys it checks by, its audience, what is published, and what is mounted beside, by path.

    `works` go on while it is asked.
    """

    gate: Gate
    jwks: Jwks
    audience: str
    published: Mapping[str, Mapping[str, object]]
    mounted: Mapping[str, ASGIApp] = {}
    works: tuple[Work, ...] = ()


@asynccontextmanager
async def trusted(settings: Settings, store: Store, clock: Clock, told: Told) -> AsyncIterator[Identity]:
    """Callers of the issuers that the settings name; their keys are looked after, and none is taken on trust."""
    async with httpx.AsyncClient(timeout=3, follow_redirects=False) as http:
        jwks = Jwks(http, settings.issuers, clock, told)
        expected = Expected(settings.issuers, settings.audience)
        gate = Gate(Policy(expected, (settings.public_base,)), jwks, store.replay, clock)
        documents = published(Door(settings.public_base, settings.issuers, scopes(settings.audience)))
        works = (Work("keys", LOOK, partial(_refreshed, jwks)),)
        yield Identity(gate, jwks, settings.audience, documents, works=works)


async def _refreshed(jwks: Jwks) -> bool:
    await jwks.refresh()
    return False


def published(door: Door) -> Mapping[str, Mapping[str, object]]:
    """What anybody may know about how to get in, by path."""
    return {PROTECTED: protected_resource(door), SMART: smart_configuration(door)}
