"""The proxy as an ASGI application over an HTTP client that adds token and proof."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import httpx
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response, StreamingResponse

from adapter.core import loopback
from adapter.core.letter import OUTCOME
from adapter.edges.proxy.rewriting import Rewriting, headers, if_match, rewritten
from adapter.errors import AdapterError
from mappings import fhir

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from starlette.datastructures import Headers
    from starlette.types import Receive, Scope, Send

MOST: Final = 64_000_000
"""Bytes of a request's body; it is kept until it is answered, since it may have to be sent again."""

OF_THE_WAY: Final = frozenset(
    b"connection keep-alive proxy-authenticate proxy-authorization te trailer transfer-encoding upgrade".split()
)
"""Headers that are of one connection (RFC 9110 § 7.6.1)."""

NOT_ASKED_ON: Final = OF_THE_WAY | set(
    b"host authorization dpop content-length accept-encoding cookie expect".split()
)
NOT_ANSWERED_ON: Final = OF_THE_WAY | set(b"content-length date set-cookie".split())


class Proxy:
    """Hands requests on to `there`, the adapter; `here` is how its own clients see the proxy."""

    def __init__(
        self, client: httpx.AsyncClient, there: str, here: str, say: Callable[[str], None], most: int = MOST
    ) -> None:
        self._client, self._there, self._here, self._say, self._most = client, there, here, say, most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        answer = await self._answer(Request(scope, receive))
        await answer(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        if not _is_local(request.headers):
            return _refused(
                403, "forbidden", "the proxy is for programs on this machine, and not for pages of others"
            )
        try:
            body = await _body(request, self._most)
            if body is None:
                return _refused(413, "too-long", "the body is too large")
            response = await self._client.send(self._onward(request, body), stream=True)
        except ClientDisconnect:
            return Response(status_code=400)
        except AdapterError as error:
            return self._failed(str(error))
        except httpx.HTTPError:
            return self._failed(f"{self._there} does not answer")
        return self._back(response)

    def _onward(self, request: Request, body: bytes) -> httpx.Request:
        """The request as the adapter gets it."""
        given = [(name, value) for name, value in request.headers.raw if name not in NOT_ASKED_ON]
        if _is_json(request.headers):
            body = rewritten(body, self._here, self._there)
            version = (
                if_match(body) if request.method == "PUT" and "if-match" not in request.headers else None
            )
            given += [(b"if-match", version)] if version else []
        path, query = request.scope["raw_path"], request.scope["query_string"]
        url = httpx.URL(self._there).copy_with(raw_path=path + b"?" + query if query else path)
        return self._client.build_request(
            request.method, url, headers=[*given, (b"accept-encoding", b"identity")], content=body or None
        )

    def _back(self, response: httpx.Response) -> Response:
        """The answer as the proxy's client gets it."""
        pieces = response.aiter_raw()
        if _is_json(response.headers):
            pieces = Rewriting(self._there, self._here).all(pieces)
        answer = StreamingResponse(_closing(response, pieces), response.status_code)
        lower = [(name.lower(), value) for name, value in response.headers.raw]
        kept = [(name, value) for name, value in lower if name not in NOT_ANSWERED_ON]
        answer.raw_headers = headers(kept, self._there, self._here)
        return answer

    def _failed(self, sentence: str) -> Response:
        self._say(sentence)
        return _refused(502, "transient", sentence)


async def _closing(response: httpx.Response, pieces: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    try:
        async for piece in pieces:
            yield piece
    finally:
        await response.aclose()


def _is_local(given: Headers) -> bool:
    """A page of somebody else's site that a browser shows names that site, as the host or as the origin."""
    return loopback.url_is_here(f"http://{given.get('host', '')}") and all(
        loopback.url_is_here(origin) for origin in given.getlist("origin")
    )


def _is_json(given: Headers | httpx.Headers) -> bool:
    return "json" in given.get("content-type", "")


async def _body(request: Request, most: int) -> bytes | None:
    """The whole body; None for one that is too large."""
    pieces, size = [], 0
    async for piece in request.stream():
        pieces.append(piece)
        size += len(piece)
        if size > most:
            return None
    return b"".join(pieces)


def _refused(status: int, code: fhir.IssueType, sentence: str) -> Response:
    issue = fhir.OperationOutcomeIssue(severity="error", code=code, diagnostics=sentence)
    return Response(fhir.encode(fhir.OperationOutcome(issue=[issue])), status, media_type=OUTCOME)
