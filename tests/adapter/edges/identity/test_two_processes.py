"""Case 80: what one process has let in, another one does not let in again."""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import TYPE_CHECKING

import httpx

from adapter.edges.http.server import serving
from conformance.served import free_port, server
from conformance.token_cases import Draft, World
from tests.adapter.edges.identity.scene import AUDIENCE, BASES, JWKS, KEYS, METADATA, Heard, Site

if TYPE_CHECKING:
    from pathlib import Path

    from conformance.token_cases import Sent

ATTEMPTS = 200
WORKER = ("-m", "tests.adapter.edges.identity.worker")


def test_of_200_uses_of_one_proof_at_two_processes_one_is_the_first(database: str, tmp_path: Path) -> None:
    async def scenario() -> Counter[tuple[int, str]]:
        issuer = Site()
        async with serving(issuer, "127.0.0.1", 0, Heard()) as at:
            world = World(f"{at.url}/sts", AUDIENCE, BASES, at.url, **KEYS)
            issuer.says(METADATA, {"issuer": world.issuer, "jwks_uri": world.issuer + JWKS[4:]})
            issuer.says(JWKS, world.jwks)
            one, two = free_port(), free_port()
            async with (
                server((*WORKER, str(one), database, world.issuer), one, tmp_path / "one", {}),
                server((*WORKER, str(two), database, world.issuer), two, tmp_path / "two", {}),
            ):
                return await replayed(world, (one, two))

    answers = asyncio.run(scenario())
    refused = 'DPoP error="invalid_dpop_proof", error_description="the proof was used before"'
    assert answers == {(200, ""): 1, (401, refused): ATTEMPTS - 1}


async def replayed(world: World, ports: tuple[int, int]) -> Counter[tuple[int, str]]:
    """The same request, again and again, by turns; how often it was answered how."""
    limits = httpx.Limits(max_connections=40)
    async with httpx.AsyncClient(trust_env=False, limits=limits, timeout=60) as client:
        for port in ports:  # both know the issuer's keys
            assert (await arrived(client, port, lasting(world))).status_code == 200
        one = lasting(world)
        answers = await asyncio.gather(
            *(arrived(client, ports[number % 2], one) for number in range(ATTEMPTS))
        )
    return Counter(
        (one.status_code, one.headers.get("www-authenticate", "").rpartition(", algs")[0]) for one in answers
    )


def lasting(world: World) -> Sent:
    """A request that is in time however slow the machine is; the processes take proofs of a minute."""
    draft = Draft(world)
    draft.claims["exp"] = draft.now + 3600
    return draft.sent()


async def arrived(client: httpx.AsyncClient, port: int, sent: Sent) -> httpx.Response:
    return await client.get(f"http://127.0.0.1:{port}{sent.path}?{sent.query}", headers=sent.headers)
