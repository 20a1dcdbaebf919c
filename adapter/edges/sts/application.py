"""The service as an ASGI application, to be mounted at its issuer's path."""

from __future__ import annotations

import asyncio
import json
import re
import secrets
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl

import msgspec
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.responses import Response
from starlette.routing import Route

from adapter.core import loopback
from adapter.core.dev_clients import KID_PREFIX
from adapter.core.tokens import keys
from adapter.edges.sts import faulty, fresh
from adapter.edges.sts.discovery import CONFIGURATION, JWKS, TOKEN, metadata
from adapter.edges.sts.framework import Answer, wrong
from adapter.errors import Unavailable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request
    from starlette.types import ASGIApp, Receive, Scope, Send

    from adapter.edges.sts.service import TokenService

FORM: Final = re.compile(r"application/x-www-form-urlencoded\s*(;.*)?", re.IGNORECASE)
MOST: Final = 65_536
"""Bytes of a request's body."""

NO_STORE: Final = (("Cache-Control", "no-store"),)
TEST_TOKEN: Final = "/dev/create-test-token"  # noqa: S105 - a path
ROTATE: Final = "/dev/rotate"


def application(service: TokenService) -> Starlette:
    """The application over a service."""
    endpoints = _Endpoints(service)
    return Starlette(
        routes=[
            Route(CONFIGURATION, endpoints.configuration),
            Route(JWKS, endpoints.jwks),
            Route(TOKEN, endpoints.token, methods=["POST"]),
            Route(TEST_TOKEN, endpoints.test_token, methods=["POST"]),
            Route(ROTATE, endpoints.rotate, methods=["POST"]),
        ],
        middleware=[Middleware(_Here)],
    )


class _Here:
    """Only whoever calls this machine by its own name is answered: a page in a browser, behind a name of its own, is not."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        here = loopback.url_is_here(f"http://{Headers(scope=scope).get('host', '')}")
        answer = self._app if here else Response(status_code=403)
        await answer(scope, receive, send)


class _Endpoints:
    def __init__(self, service: TokenService) -> None:
        self._service = service

    async def configuration(self, _: Request) -> Response:
        known = self._service.registry
        return _json(metadata(known.issuer, known.scopes))

    async def jwks(self, _: Request) -> Response:
        return _json(self._service.jwks())

    async def token(self, request: Request) -> Response:
        """RFC 6749 § 3.2: a form, each parameter once."""
        form = await _form(request)
        if form is None:
            return _told(wrong("a form is wanted, with each parameter once"))
        try:
            return _told(await self._service.token(form, request.headers.getlist("dpop")))
        except Unavailable:
            error = {"error": "temporarily_unavailable"}
            return _told(Answer(503, error, (*NO_STORE, ("Retry-After", "5"))))

    async def test_token(self, request: Request) -> Response:
        """See `faulty`."""
        service = self._service
        try:
            wanted = msgspec.json.decode(await _body(request), type=faulty.Wanted)
            now = service.clock.now().timestamp()
            made = await asyncio.to_thread(faulty.make, wanted, service.registry, service.signer, now)
        except ValueError as error:
            return _json({"isError": True, "errorResponse": {"errorMessage": str(error)}}, 400)
        return _json({"isError": False, "successResponse": msgspec.to_builtins(made)})

    async def rotate(self, _: Request) -> Response:
        """Sign with a new key; those before it stay published."""
        made = await asyncio.to_thread(fresh.rsa, KID_PREFIX + secrets.token_hex(8))
        self._service.rotate(keys.signer(made, made["alg"]))
        return _json({"kid": made["kid"]})


def _told(answer: Answer) -> Response:
    return Response(json.dumps(answer.body), answer.status, dict(answer.headers))


def _json(body: Mapping[str, object], status: int = 200) -> Response:
    return Response(json.dumps(body), status, dict(NO_STORE), "application/json")


async def _form(request: Request) -> dict[str, str] | None:
    """The form; None for what is none."""
    media = request.headers.getlist("content-type")
    if len(media) != 1 or not FORM.fullmatch(media[0]):
        return None
    try:
        pairs = parse_qsl((await _body(request)).decode("utf-8"), keep_blank_values=True, errors="strict")
    except ValueError:
        return None
    form = dict(pairs)
    return form if len(form) == len(pairs) else None


async def _body(request: Request) -> bytes:
    """The body. Raises `ValueError` where it is too large."""
    data = b""
    async for chunk in request.stream():
        data += chunk
        if len(data) > MOST:
            raise ValueError("the request is too large")
    return data
