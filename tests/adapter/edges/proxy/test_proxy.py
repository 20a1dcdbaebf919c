"""The development proxy over real sockets: a plain HTTP client on one side, an API that wants DPoP on the other."""

from __future__ import annotations

import asyncio
import json
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, NamedTuple

import httpx
from starlette.responses import JSONResponse, Response, StreamingResponse

from adapter.edges.helseid.calling import calling
from adapter.edges.proxy.application import Proxy
from tests.adapter.edges.helseid.api import Api, protected, registration
from tests.adapter.edges.sts.stand import served, standing, untold

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from starlette.requests import Request

    from adapter.core.caller import Caller

FHIR = "application/fhir+json"


class Room(NamedTuple):
    """A client of the proxy, where the proxy is, what is behind it, what the proxy told its operator."""

    client: httpx.AsyncClient
    here: str
    api: Api
    told: list[str]


def echo(request: Request, caller: Caller, body: bytes) -> Response:
    """What came in: method, path, query, headers and body, and who asked."""
    return JSONResponse(
        {
            "method": request.method,
            "query": request.scope["query_string"].decode(),
            "headers": {name.decode(): value.decode() for name, value in request.headers.raw},
            "unit": caller.unit,
            "body": body.decode("latin-1"),
        }
    )


@asynccontextmanager
async def proxied(
    answering: Callable[[Request, Caller, bytes], Response] = echo, *, issuer: str = ""
) -> AsyncIterator[Room]:
    told: list[str] = []
    async with standing() as stand, protected(stand, answering=answering) as api:
        known = registration(stand, issuer=issuer or stand.issuer)
        async with (
            calling(api.base, known, stand.clock, untold) as onward,
            served(lambda here: Proxy(onward, api.base, here, told.append, 1000)) as here,
            httpx.AsyncClient(base_url=here, trust_env=False) as client,
        ):
            yield Room(client, here, api, told)


def test_a_client_that_knows_nothing_of_tokens_is_answered() -> None:
    async def work() -> None:
        async with proxied() as room:
            answer = await room.client.get("/fhir/Patient/a%7Cb?_id=1&name=%C3%A5", headers={"X-Own": "1"})
            said = answer.json()
            assert (answer.status_code, said["unit"], said["query"]) == (
                200,
                "310030309",
                "_id=1&name=%C3%A5",
            )
            assert said["headers"]["x-own"] == "1"
            assert [path for _, path, _ in room.api.called] == ["/fhir/Patient/a%7Cb"]

    asyncio.run(work())


def test_credentials_of_the_client_go_no_further() -> None:
    async def work() -> None:
        async with proxied() as room:
            own = {"Authorization": "Bearer mine", "DPoP": "mine", "Cookie": "mine"}
            said = (await room.client.get("/", headers=own)).json()["headers"]
            assert said["authorization"].startswith("DPoP ")
            assert "mine" not in json.dumps(said)

    asyncio.run(work())


def test_every_method_and_body_goes_through() -> None:
    async def work() -> None:
        async with proxied() as room:
            for method in ("POST", "PUT", "PATCH", "DELETE", "GET"):
                body = b"" if method in ("GET", "DELETE") else b"<a/>"
                said = (await room.client.request(method, "/messages", content=body)).json()
                assert (said["method"], said["body"]) == (method, body.decode())
            assert (await room.client.head("/messages")).status_code == 200

    asyncio.run(work())


def test_an_update_without_if_match_is_sent_with_the_version_that_its_body_names() -> None:
    async def work() -> None:
        async with proxied() as room:

            async def sent(method: str, body: bytes, media: str = FHIR, **headers: str) -> str | None:
                named = {
                    "Content-Type": media,
                    **{key.replace("_", "-"): value for key, value in headers.items()},
                }
                answer = await room.client.request(method, "/fhir/Consent/1", content=body, headers=named)
                found: str | None = answer.json()["headers"].get("if-match")
                return found

            body = b'{"meta":{"versionId":"3"}}'
            assert await sent("PUT", body) == 'W/"3"'
            assert await sent("PUT", body, If_Match='W/"2"') == 'W/"2"'
            assert await sent("POST", body) is None
            assert await sent("PUT", b"{}") is None
            assert await sent("PUT", body, media="text/plain") is None

    asyncio.run(work())


def test_links_of_the_adapter_become_links_of_the_proxy_and_back() -> None:
    def link(request: Request, _: Caller, body: bytes) -> Response:
        base = f"{request.url.scheme}://{request.headers['host']}"
        said = {
            "next": f"{base}/fhir/Patient?page=2",
            "sent": json.loads(body or b"null"),
            "text": f"at {base}",
        }
        headers = {"Location": f"{base}/fhir/Patient/1", "Link": f"<{base}/fhir>; rel=self", "ETag": 'W/"1"'}
        return JSONResponse(said, 201, headers, FHIR)

    async def work() -> None:
        async with proxied(link) as room:
            answer = await room.client.post("/fhir", json=f"{room.here}/fhir/Patient/7")
            there = room.api.base
            assert answer.status_code == 201
            assert answer.json() == {
                "next": f"{room.here}/fhir/Patient?page=2",
                "sent": f"{room.here}/fhir/Patient/7",
                "text": f"at {there}",
            }
            assert answer.headers["location"] == f"{room.here}/fhir/Patient/1"
            assert answer.headers["link"] == f"<{room.here}/fhir>; rel=self"
            assert answer.headers["etag"] == 'W/"1"'
            assert room.api.called[0][2] == json.dumps(f"{there}/fhir/Patient/7").encode()

    asyncio.run(work())


def test_an_answer_is_handed_on_while_it_comes_and_other_types_stay_letter_by_letter() -> None:
    async def work() -> None:
        going = asyncio.Event()

        def slowly(request: Request, _: Caller, __: bytes) -> Response:
            async def pieces() -> AsyncIterator[bytes]:
                yield f'"http://{request.headers["host"]}/x'.encode()
                await going.wait()  # until the first piece has arrived at the client
                yield b'"'

            return StreamingResponse(pieces(), media_type="application/octet-stream")

        async with proxied(slowly) as room, room.client.stream("GET", "/") as answer:
            arriving = answer.aiter_raw()
            first = await anext(arriving)
            going.set()
            rest = b"".join([piece async for piece in arriving])
            assert first + rest == f'"{room.api.base}/x"'.encode()

    asyncio.run(work())


def test_a_body_that_is_too_large_or_broken_off_goes_no_further() -> None:
    async def work() -> None:
        async with proxied() as room:
            answer = await room.client.post("/messages", content=b"x" * 1001)
            assert (answer.status_code, answer.json()["issue"][0]["code"]) == (413, "too-long")
            _, writer = await asyncio.open_connection(*room.here.removeprefix("http://").split(":"))
            host = room.here.removeprefix("http://").encode()
            writer.write(b"POST /messages HTTP/1.1\r\nHost: " + host + b"\r\nContent-Length: 9\r\n\r\nhalf")
            await writer.drain()
            writer.close()
            await writer.wait_closed()
            assert (await room.client.get("/")).status_code == 200
            assert [path for _, path, _ in room.api.called] == ["/"]

    asyncio.run(work())


def test_refusals_of_the_adapter_are_handed_on() -> None:
    def refuse(_: Request, __: Caller, ___: bytes) -> Response:
        return JSONResponse({"resourceType": "OperationOutcome"}, 404, media_type=FHIR)

    async def work() -> None:
        async with proxied(refuse) as room:
            answer = await room.client.get("/fhir/Patient/1")
            assert (answer.status_code, answer.json()) == (404, {"resourceType": "OperationOutcome"})
            assert answer.headers["content-type"] == FHIR

    asyncio.run(work())


def test_pages_of_other_sites_are_not_let_through() -> None:
    async def work() -> None:
        async with proxied() as room:
            for headers in (
                {"Host": "rebound.example"},
                {"Origin": "https://evil.example"},
                {"Origin": "null"},
            ):
                answer = await room.client.get("/fhir/Patient/1", headers=headers)
                assert (answer.status_code, answer.json()["issue"][0]["code"]) == (403, "forbidden")
            assert room.api.called == []
            assert (await room.client.get("/", headers={"Origin": room.here})).status_code == 200

    asyncio.run(work())


def test_what_cannot_be_reached_is_told() -> None:
    async def work() -> None:
        async with proxied(issuer="http://127.0.0.1:1") as room:
            answer = await room.client.get("/fhir/Patient/1")
            assert (answer.status_code, answer.json()["issue"][0]["code"]) == (502, "transient")
            assert room.told == ["the token service does not answer"]

    asyncio.run(work())


def test_an_adapter_that_is_gone_is_told() -> None:
    async def work() -> None:
        async with standing() as stand:
            gone = "http://127.0.0.1:1"
            told: list[str] = []
            async with (
                calling(gone, registration(stand), stand.clock, untold) as onward,
                served(lambda here: Proxy(onward, gone, here, told.append)) as here,
                httpx.AsyncClient(base_url=here, trust_env=False) as client,
            ):
                assert (await client.get("/fhir/metadata")).status_code == 502
                assert told == [f"{gone} does not answer"]

    asyncio.run(work())
