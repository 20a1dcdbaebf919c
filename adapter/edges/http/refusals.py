"""What a request is refused with: a status a rule, and a constant OperationOutcome that repeats nothing of the request.

The rules are rows of the fault table (`mappings.faults.http`, and two of the message's own).
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from starlette.exceptions import HTTPException
from starlette.responses import Response

from adapter.core.letter import OUTCOME
from adapter.core.tokens.challenge import said
from adapter.core.tokens.rules import Refused
from adapter.errors import Unavailable
from adapter.events import Event
from mappings import fhir
from mappings.outcome import Found, outcome
from mappings.result import Issue

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Mapping
    from typing import Any

    from starlette.requests import Request
    from starlette.types import Receive, Scope, Send

    from adapter.ports import Told

    Handler = Callable[[Request, Any], Coroutine[Any, Any, Response]]


class Row(NamedTuple):
    """A rule's status and headers. `read` tells that the whole request has been read when the rule is applied."""

    status: int
    headers: Mapping[str, str] = {}
    read: bool = False


REFUSALS: Final[dict[str, Row]] = {
    "http-malformed": Row(400),
    "http-broken-off": Row(400),
    "xml-empty": Row(400, read=True),
    "http-path-unknown": Row(404),
    "http-method-unknown": Row(405),
    "http-slow": Row(408),
    "xml-too-large": Row(413),
    "http-media-unknown": Row(415, {"accept-post": "application/xml, text/xml"}),
    "http-encoding-unknown": Row(415, {"accept-encoding": "identity"}),
    "http-head-too-large": Row(431),
    "http-defect": Row(500, read=True),
    "http-busy": Row(503, {"retry-after": "5"}),
    "http-unavailable": Row(503, {"retry-after": "30"}, read=True),
}
"""Rule -> how the request is answered."""

BY_STATUS: Final = {404: "http-path-unknown", 405: "http-method-unknown"}
"""Statuses that the routes themselves refuse with."""


class RefusedError(Exception):
    """Ends a request: the key of its rule, and what fills the rule's sentence."""

    def __init__(self, key: str, *params: str) -> None:
        super().__init__(key)
        self.key, self.params = key, params


@cache
def told_body(key: str, *params: str) -> bytes:
    """The OperationOutcome of a rule, in bokmål."""
    return fhir.encode(outcome(Found((Issue(key, params=params),))))


def response(error: RefusedError, headers: Mapping[str, str] | None = None) -> Response:
    """The answer to a refused request."""
    row = REFUSALS[error.key]
    make = Response if row.read else Parting
    return make(told_body(error.key, *error.params), row.status, {**row.headers, **(headers or {})}, OUTCOME)


def handlers(told: Told) -> dict[int | type[Exception], Handler]:
    """How errors on the way of a request are answered; what is not here is a defect."""

    async def refuse(_: Request, error: Exception) -> Response:
        refused = error if isinstance(error, RefusedError) else RefusedError(_rule(error))
        told(Event.REQUEST_REFUSED, rule=refused.key, status=REFUSALS[refused.key].status)
        return response(refused, getattr(error, "headers", None))

    async def challenge(_: Request, error: Exception) -> Response:
        assert isinstance(error, Refused)  # noqa: S101 - for the type checker: it is registered for that
        answer = said(error)
        told(Event.CALLER_REFUSED, rule=error.rule.name.lower(), status=answer.status, client=error.client)
        return Parting(answer.body, answer.status, dict(answer.headers))

    known: dict[int | type[Exception], Handler] = dict.fromkeys(
        (*BY_STATUS, RefusedError, Unavailable), refuse
    )
    return {**known, Refused: challenge}


def _rule(error: Exception) -> str:
    return BY_STATUS[error.status_code] if isinstance(error, HTTPException) else "http-unavailable"


LINGER_SECONDS: Final = 2.0
LINGER_BYTES: Final = 64_000_000


class Parting(Response):
    """An answer to a request that nobody reads to its end: said at once, and then the connection is closed.

    What still comes is dropped for a while first (RFC 9112 § 9.6), or a sender busy sending would see a broken
    connection instead of the answer.
    """

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002 - ASGI's form
        """Say it, hear the sender out, close."""
        headers = [*self.raw_headers, (b"connection", b"close")]
        await send({"type": "http.response.start", "status": self.status_code, "headers": headers})
        await send({"type": "http.response.body", "body": self.body, "more_body": True})
        with suppress(TimeoutError):
            async with asyncio.timeout(LINGER_SECONDS):
                await _drop(receive)
        await send({"type": "http.response.body", "body": b""})


async def _drop(receive: Receive) -> None:
    left = LINGER_BYTES
    while left > 0:
        message = await receive()
        if not message.get("more_body"):  # the end, or the sender is gone
            return
        left -= len(message["body"])
