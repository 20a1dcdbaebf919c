"""`POST /messages`: a message's bytes in, its answer out."""

from __future__ import annotations

import asyncio
import re
from contextlib import aclosing
from time import perf_counter
from typing import TYPE_CHECKING, Final

from starlette.requests import ClientDisconnect
from starlette.responses import Response

from adapter.core.tokens.presented import Presented
from adapter.edges.http.refusals import RefusedError

if TYPE_CHECKING:
    from starlette.datastructures import Headers
    from starlette.requests import Request

    from adapter.core.caller import Caller
    from adapter.edges.http.wiring import Wiring

MEDIA: Final = re.compile(r'(?:application|text)/xml\s*(?:;\s*charset=(?:utf-8|"utf-8")\s*)?', re.IGNORECASE)


class Messages:
    """The endpoint. What is refused here has not been kept."""

    def __init__(self, wiring: Wiring) -> None:
        self._wiring = wiring
        self._inside = 0

    async def post(self, request: Request) -> Response:
        """The stops of a request, dearest last: who calls, its head, room for it, its body, the journey of its message.

        Who calls is judged by the head, before a byte of the body is read.
        """
        limits = self._wiring.limits
        caller = await self._wiring.identify(presented(request))
        _judge(request.headers, limits.body)
        if self._inside >= limits.at_once:
            raise RefusedError("http-busy")
        self._inside += 1
        try:
            return await self._answer(caller, await read_body(request, limits.body, limits.seconds))
        finally:
            self._inside -= 1

    async def _answer(self, caller: Caller, data: bytes) -> Response:
        began = perf_counter()
        answer = await self._wiring.receive(caller, data)
        self._wiring.meter.answered(perf_counter() - began)
        return Response(answer.body, answer.status, {"content-type": answer.media} if answer.media else None)


def presented(request: Request, *, form: bool = False) -> Presented:
    """What the request presents of who asks: the path undecoded, every header."""
    scope = request.scope
    return Presented(scope["method"], scope["raw_path"], scope["headers"], scope["query_string"], form)


def _judge(headers: Headers, most: int) -> None:
    """Whether the head announces a message that can be taken (decisions.md, "HTTP POST /messages")."""
    media = headers.getlist("content-type")
    if len(media) != 1 or not MEDIA.fullmatch(media[0].strip()):
        raise RefusedError("http-media-unknown")
    if any(coding.strip().lower() != "identity" for coding in headers.getlist("content-encoding")):
        raise RefusedError("http-encoding-unknown")
    _within(int(headers.get("content-length", 0)), most)


def _within(size: int, most: int) -> None:
    if size > most:
        raise RefusedError("xml-too-large", str(most))


async def read_body(request: Request, most: int, seconds: float) -> bytes:
    """The whole body. A sender has that many seconds for it, however fast it begins."""
    try:
        async with asyncio.timeout(seconds):
            data = await _body(request, most)
    except TimeoutError:
        raise RefusedError("http-slow") from None
    except ClientDisconnect:
        raise RefusedError("http-broken-off") from None
    if not data:
        raise RefusedError("xml-empty")
    return data


async def _body(request: Request, most: int) -> bytes:
    """Counted while it comes: a chunked body does not say how large it will be."""
    chunks, size = [], 0
    async with aclosing(request.stream()) as stream:
        async for chunk in stream:
            size += len(chunk)
            _within(size, most)
            chunks.append(chunk)
    return b"".join(chunks)
