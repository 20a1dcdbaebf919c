"""Around every request: its id, headers that every answer has, and an end for whatever was not foreseen.

Plain ASGI for HTTP alone; the server runs without lifespan and websockets.
"""

from __future__ import annotations

import asyncio
import re
from contextvars import ContextVar
from typing import TYPE_CHECKING, Final
from uuid import uuid4

from adapter.edges.http.refusals import RefusedError, response
from adapter.errors import place
from adapter.events import Event

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from adapter.ports import Told

REQUEST: Final[ContextVar[str]] = ContextVar("request", default="")
"""The id of the request being served, for whoever writes a log line; empty outside of one."""

SAFE: Final = re.compile(rb"[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}|[0-9A-Fa-f]{32}")
"""The form in which a caller's own id is taken over: a UUID, or a trace's id. Any freer form holds names and numbers."""

ALWAYS: Final = [(b"cache-control", b"no-store"), (b"x-content-type-options", b"nosniff")]


class Guard:
    """The outermost layer of ours: no exception and no stack trace gets past it."""

    def __init__(self, app: ASGIApp, told: Told) -> None:
        self._app, self._told = app, told

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        given = request_id(scope["headers"])
        REQUEST.set(given)  # each request is a task of its own
        headers, begun = [(b"x-request-id", given.encode()), *ALWAYS], False

        async def sending(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                message["headers"] = [*message["headers"], *headers]
            await send(message)

        try:
            await self._app(scope, receive, sending)
        except asyncio.CancelledError:  # the server ends, and has waited long enough
            if not begun:
                await response(RefusedError("http-unavailable"))(scope, receive, sending)
            raise
        except Exception as error:  # noqa: BLE001 - the last stop before a stack trace, which may quote a message
            self._told(Event.DEFECT, error=type(error).__name__, at=place(error.__traceback__))
            if not begun:  # else the server sees an answer without an end, and closes
                await response(RefusedError("http-defect"))(scope, receive, sending)


def request_id(headers: list[tuple[bytes, bytes]]) -> str:
    """The caller's own id where it gave one of a safe form, else a new one."""
    given = [value for name, value in headers if name == b"x-request-id"]
    return given[0].decode() if len(given) == 1 and SAFE.fullmatch(given[0]) else uuid4().hex
