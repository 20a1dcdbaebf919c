"""An API that is protected as the adapter is, by its own gate, and a token service that goes wrong in one way at a time."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import parse_qsl

import httpx
from starlette.applications import Starlette
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from adapter.core.dev_clients import AUDIENCE
from adapter.core.tokens.access_token import Expected
from adapter.core.tokens.challenge import said
from adapter.core.tokens.presented import Presented
from adapter.core.tokens.rules import Refused
from adapter.edges.helseid.registration import Registration
from adapter.edges.identity import Gate, Jwks, Policy
from adapter.edges.memory import MemoryStore
from tests.adapter.edges.sts.stand import elliptic, served, untold

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from starlette.requests import Request
    from starlette.types import ASGIApp

    from adapter.core.caller import Caller
    from tests.adapter.edges.sts.stand import Stand


class Api(NamedTuple):
    """Where it answers, and whom it has answered what."""

    base: str
    called: list[tuple[Caller, str, bytes]]


def who(_: Request, caller: Caller, __: bytes) -> Response:
    return JSONResponse({"client": caller.client, "unit": caller.unit})


@asynccontextmanager
async def protected(
    stand: Stand, *, secret: bytes = b"", answering: Callable[[Request, Caller, bytes], Response] = who
) -> AsyncIterator[Api]:
    """An API, by default one that tells who asks; with a secret it wants nonces."""
    called: list[tuple[Caller, str, bytes]] = []

    async with httpx.AsyncClient(trust_env=False) as http:
        jwks = Jwks(http, (stand.issuer,), stand.clock, untold, development=True)

        def app(base: str) -> ASGIApp:
            policy = Policy(Expected((stand.issuer,), AUDIENCE, development=True), (base,), secret=secret)
            gate = Gate(policy, jwks, MemoryStore().replay, stand.clock)

            async def answer(request: Request) -> Response:
                path, query = request.scope["raw_path"], request.scope["query_string"]
                try:
                    caller = await gate.identify(Presented(request.method, path, request.headers.raw, query))
                except Refused as refused:
                    told = said(refused)
                    return Response(told.body, told.status, dict(told.headers))
                body = await request.body()
                called.append((caller, path.decode(), body))
                return answering(request, caller, body)

            return Starlette(
                routes=[Route("/{rest:path}", answer, methods=["GET", "POST", "PUT", "PATCH", "DELETE"])]
            )

        async with served(app) as base:
            yield Api(base, called)


def registration(stand: Stand, client: str = "o3", **changed: Any) -> Registration:  # noqa: ANN401 - any field
    """A client as the development service has it."""
    scopes = (f"{AUDIENCE}/system/Patient.rs",)
    return Registration(stand.issuer, client, elliptic(client), scopes)._replace(**changed)


class Crooked:
    """A token service that answers as it is told: the metadata by `metadata`, tokens by `answers`, one after the other."""

    def __init__(self) -> None:
        self.metadata: Callable[[str], Response] = lambda issuer: JSONResponse(
            {"issuer": issuer, "token_endpoint": issuer + "/connect/token"}
        )
        self.answers: list[Response | float] = []
        self.forms: list[dict[str, str]] = []
        self.proofs: list[str] = []
        self.described = 0

    @asynccontextmanager
    async def standing(self) -> AsyncIterator[str]:
        """Its issuer, while it stands."""
        async with served(self._app) as base:
            yield base

    def _app(self, base: str) -> ASGIApp:
        async def describe(_: Request) -> Response:
            self.described += 1
            return self.metadata(base)

        async def token(request: Request) -> Response:
            self.forms.append(dict(parse_qsl((await request.body()).decode())))
            self.proofs += request.headers.getlist("dpop")
            answer = self.answers.pop(0)
            if isinstance(answer, Response):
                return answer
            await asyncio.sleep(answer)
            return Response(status_code=500)

        return Starlette(
            routes=[
                Route("/.well-known/openid-configuration", describe),
                Route("/connect/token", token, methods=["POST"]),
            ]
        )


def token(**changed: object) -> Response:
    """A sound answer, but for what is changed; by `None` a member is left out."""
    body = {"access_token": "a.b.c", "expires_in": 60, "token_type": "DPoP"} | changed
    return JSONResponse({name: value for name, value in body.items() if value is not None})


def error(status: int, name: str, description: str = "", nonce: str = "") -> Response:
    """A refusal."""
    headers = {"DPoP-Nonce": nonce} if nonce else {}
    return JSONResponse({"error": name, "error_description": description}, status, headers)
