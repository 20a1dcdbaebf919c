"""A process of its own with the gate over a shared store: `python -m tests.adapter.edges.identity.worker PORT DATABASE ISSUER`."""

from __future__ import annotations

import asyncio
import signal
import sys

import httpx

from adapter.core.tokens.access_token import Expected
from adapter.core.tokens.dpop import Window
from adapter.edges.clock import SystemClock
from adapter.edges.http.server import serving
from adapter.edges.identity import Gate, Jwks, Policy
from adapter.edges.store import opened
from tests.adapter.edges.identity.scene import AUDIENCE, BASES, Heard, gated
from tests.edges.store.stores import CHECK_VALUE


async def work(port: int, database: str, issuer: str) -> None:
    """Until it is told to end."""
    ended, heard, clock = asyncio.Event(), Heard(), SystemClock()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, ended.set)
    async with (
        opened(database, check_value=CHECK_VALUE) as store,
        httpx.AsyncClient(trust_env=False) as client,
    ):
        jwks = Jwks(client, [issuer], clock, heard, development=True)
        policy = Policy(Expected((issuer,), AUDIENCE), BASES, Window(age=60, leeway=10))
        gate = Gate(policy, jwks, store.replay, clock)
        async with serving(gated(gate, heard), "127.0.0.1", port, heard):
            await ended.wait()


if __name__ == "__main__":
    asyncio.run(work(int(sys.argv[1]), *sys.argv[2:]))
