"""An HTTP client for an API that is protected by HelseID."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Final

import httpx

from adapter import __version__
from adapter.core import loopback
from adapter.edges.helseid.auth import HelseIdAuth
from adapter.edges.helseid.source import TokenSource

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from adapter.edges.helseid.registration import Registration
    from adapter.ports import Clock, Told

TO_TOKENS: Final = httpx.Timeout(10, connect=5)
TO_API: Final = httpx.Timeout(60, connect=5)


@asynccontextmanager
async def calling(
    base: str, registration: Registration, clock: Clock, told: Told
) -> AsyncIterator[httpx.AsyncClient]:
    """A client whose relative URLs begin at `base`, the API's; it adds token and proof, and follows no redirect.

    Requests raise `NoToken`, `Unavailable`, and what httpx raises.
    """
    async with (
        _client(registration.issuer, TO_TOKENS) as tokens,
        _client(base, TO_API) as api,
    ):
        api.auth = HelseIdAuth(TokenSource(registration, tokens, clock, told), base)
        yield api


def _client(base: str, patience: httpx.Timeout) -> httpx.AsyncClient:
    """Without cookies' and redirects' surprises. A proxy of the environment is for others than this machine."""
    return httpx.AsyncClient(
        base_url=base,
        timeout=patience,
        follow_redirects=False,
        trust_env=not loopback.url_is_here(base),
        headers={"User-Agent": f"ip-adapter/{__version__}"},
    )
