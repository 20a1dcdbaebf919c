"""Calls to a running adapter as its development clients, with tokens and proofs as anybody needs them."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from adapter.core.dev_clients import AUDIENCE, CLIENTS, ISSUER_PATH
from adapter.core.tokens.scopes import scopes
from adapter.edges.clock import SystemClock
from adapter.edges.helseid.calling import calling
from adapter.edges.helseid.registration import Registration
from adapter.edges.keys.development import client_key

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    import httpx

    from adapter.events import Event
    from tests.adapter.app.process import Adapter


def nobody(event: Event, **ids: str | int) -> None:
    """Does not listen."""


@asynccontextmanager
async def client(adapter: Adapter, name: str) -> AsyncIterator[httpx.AsyncClient]:
    """A client of that name, for relative URLs."""
    key = client_key(adapter.var, CLIENTS[name])
    known = Registration(adapter.url + ISSUER_PATH, name, key, scopes(AUDIENCE))
    async with calling(adapter.url, known, SystemClock(), nobody) as found:
        yield found


async def post(caller: httpx.AsyncClient, data: bytes) -> httpx.Response:
    """Send a message."""
    return await caller.post("/messages", content=data, headers={"Content-Type": "application/xml"})
