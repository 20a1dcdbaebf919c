"""Calls to an API that is protected as ours is: token and proof on each, and nowhere else (security.md 1.3, 1.4)."""

from __future__ import annotations

import asyncio
from collections import Counter
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from starlette.applications import Starlette
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from adapter.core.dev_clients import CLIENTS
from adapter.edges.helseid.calling import calling
from adapter.errors import NoToken, Unavailable
from tests.adapter.edges.helseid.api import Api, protected, registration
from tests.adapter.edges.sts.stand import served, standing, untold

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    import httpx
    from starlette.requests import Request

    from tests.adapter.edges.sts.stand import Stand

STRICT = [client._replace(strict=True) for client in CLIENTS.values()]


@asynccontextmanager
async def caller(*, secret: bytes = b"") -> AsyncIterator[tuple[httpx.AsyncClient, Api, Stand]]:
    """A client of ours at a protected API."""
    async with (
        standing(STRICT) as stand,
        protected(stand, secret=secret) as api,
        calling(api.base, registration(stand), stand.clock, untold) as client,
    ):
        yield client, api, stand


def test_every_method_body_and_path_arrives_with_a_proof_of_its_own() -> None:
    requests = [
        ("GET", "/fhir/Patient/1", b""),
        ("GET", "/fhir/Patient?_id=1&name=%C3%A5", b""),
        ("GET", "/fhir/Patient/a%7Cb%2Fc", b""),
        ("GET", "/", b""),
        ("POST", "/messages", b"<a/>"),
        ("PUT", "/fhir/Consent/1", b"{}"),
    ]

    async def work() -> None:
        async with caller() as (client, api, _):
            for method, path, body in requests * 2:
                response = await client.request(method, path, content=body or None)
                assert (response.status_code, response.json()) == (200, {"client": "o3", "unit": "310030309"})
            found = [(path, body) for _, path, body in api.called]
            assert found == [(path.partition("?")[0], body) for _, path, body in requests] * 2

    asyncio.run(work())


def test_requests_at_the_same_time_share_a_token() -> None:
    async def work() -> None:
        async with caller() as (client, api, _):
            answers = await asyncio.gather(*[client.get(f"/fhir/Patient/{number}") for number in range(20)])
            assert {answer.status_code for answer in answers} == {200}
            assert len({one.token for one, _, _ in api.called}) == 1

    asyncio.run(work())


def test_an_api_that_wants_nonces_gets_them() -> None:
    async def work() -> None:
        async with caller(secret=b"secret") as (client, api, stand):
            for _ in range(2):
                assert (await client.post("/messages", content=b"<a/>")).status_code == 200
            stand.clock.ahead = timedelta(minutes=11)
            assert (await client.post("/messages", content=b"<b/>")).status_code == 200
            assert [body for _, _, body in api.called] == [b"<a/>", b"<a/>", b"<b/>"]

    asyncio.run(work())


def test_a_token_that_is_refused_is_replaced_once() -> None:
    shown: list[tuple[str, str]] = []

    async def refuse(request: Request) -> Response:
        shown.append((request.headers["authorization"], request.headers["dpop"]))
        return Response(
            status_code=401, headers={"WWW-Authenticate": 'DPoP error="invalid_token", algs="ES256"'}
        )

    async def work() -> None:
        async with (
            standing(STRICT) as stand,
            served(lambda _: Starlette(routes=[Route("/", refuse)])) as base,
            calling(base, registration(stand), stand.clock, untold) as client,
        ):
            assert (await client.get("/")).status_code == 401
            assert [len(set(column)) for column in zip(*shown, strict=True)] == [2, 2]

    asyncio.run(work())


def test_any_other_refusal_is_handed_on() -> None:
    times: dict[str, int] = {
        "": 1,
        'DPoP algs="ES256"': 1,
        'Bearer error="invalid_token"': 1,
        'DPoP error="invalid_dpop_proof"': 1,
        'DPoP error="insufficient_scope"': 1,
        'DPoP error="use_dpop_nonce"': 2,
    }
    asked: list[str] = []

    async def refuse(request: Request) -> Response:
        asked.append(request.headers["x-challenge"])
        return Response(status_code=401, headers={"WWW-Authenticate": asked[-1]} if asked[-1] else None)

    async def work() -> None:
        async with (
            standing(STRICT) as stand,
            served(lambda _: Starlette(routes=[Route("/", refuse)])) as base,
            calling(base, registration(stand), stand.clock, untold) as client,
        ):
            for challenge in times:
                assert (await client.get("/", headers={"X-Challenge": challenge})).status_code == 401

    asyncio.run(work())
    assert Counter(asked) == times


def test_the_token_goes_to_the_api_alone() -> None:
    async def work() -> None:
        async with caller() as (client, api, stand):
            with pytest.raises(NoToken, match=r"for http://127\.0\.0\.1:[0-9]+ alone"):
                await client.get(stand.base + "/fhir/Patient/1")
            assert api.called == []

    asyncio.run(work())


def test_no_redirect_is_followed() -> None:
    async def away(_: Request) -> Response:
        return RedirectResponse("/other")

    async def work() -> None:
        async with (
            standing(STRICT) as stand,
            served(lambda _: Starlette(routes=[Route("/", away)])) as base,
            calling(base, registration(stand), stand.clock, untold) as client,
        ):
            assert (await client.get("/")).status_code == 307

    asyncio.run(work())


def test_without_a_token_service_nothing_is_asked() -> None:
    async def work() -> None:
        async with (
            standing(STRICT) as stand,
            protected(stand) as api,
            calling(
                api.base, registration(stand, issuer="http://127.0.0.1:1"), stand.clock, untold
            ) as client,
        ):
            with pytest.raises(Unavailable, match="does not answer"):
                await client.get("/")
            assert api.called == []

    asyncio.run(work())
