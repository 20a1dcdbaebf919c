"""Uvicorn's HTTP protocol with limits on what comes before a body, where it has none: of size, and of time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from adapter.core.letter import OUTCOME
from adapter.edges.http.guard import ALWAYS
from adapter.edges.http.refusals import REFUSALS, told_body
from adapter.events import Event

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable

    from uvicorn import Config
    from uvicorn.protocols.http.httptools_impl import RequestResponseCycle
    from uvicorn.server import ServerState

    from adapter.ports import Told

MOST_HEAD: Final = 65_536
"""Bytes of a request's line and headers that are waited on; one read of the socket more may come."""


class PatientProtocol(HttpToolsProtocol):
    """Waits for the end of a head as long as for the next request, and refuses by the table of refusals."""

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        *,
        told: Told,
        lost: Callable[[], None],
    ) -> None:
        super().__init__(config, server_state, app_state)
        self._told, self._lost = told, lost
        self._head: asyncio.TimerHandle | None = None
        self._head_size = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn does
        """Wait for the first head."""
        super().connection_made(transport)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing more."""
        self._lost()
        self._come()
        super().connection_lost(exc)

    def on_message_begin(self) -> None:
        """Wait for a further head."""
        super().on_message_begin()
        if self._head is None:
            self._wait()

    def on_headers_complete(self) -> None:
        """The head has come."""
        self._come()
        super().on_headers_complete()

    def data_received(self, data: bytes) -> None:
        """Count what belongs to a head that neither begins nor ends in these bytes."""
        head = self._head
        super().data_received(data)
        if head is not None and head is self._head:
            self._head_size += len(data)
            if self._head_size > MOST_HEAD:
                self._refuse("http-head-too-large")

    def on_response_complete(self) -> None:
        """Close where the request is still coming though it is answered: nobody would end that."""
        last = self._last
        if last is not None and last.more_body and not self.pipeline:
            self.transport.close()
        super().on_response_complete()

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002 - uvicorn's words, not ours
        """Refuse what is no HTTP."""
        self._refuse("http-malformed")

    def _wait(self) -> None:
        self._head_size = 0
        self._head = self.loop.call_later(self.timeout_keep_alive, self._late)

    def _come(self) -> None:
        if self._head is not None:
            self._head.cancel()
            self._head = None

    def _late(self) -> None:
        if self._last is None and not self._head_size:  # a connection that was never used
            self.transport.close()
        else:
            self._refuse("http-slow")

    def _refuse(self, key: str) -> None:
        """Answer and close; only close where another answer is on its way, which this one would run into."""
        self._come()
        last = self._last
        answering = last is not None and last.response_started and not last.response_complete
        self._told(Event.REQUEST_REFUSED, rule=key, status=REFUSALS[key].status)
        if not answering and not self.pipeline:
            self.transport.write(answer(key, self.server_state.default_headers))
        self.transport.close()

    @property
    def _last(self) -> RequestResponseCycle | None:
        """The request whose head came last; None before the first, whatever uvicorn's types say."""
        return cast("RequestResponseCycle | None", self.cycle)


def answer(key: str, headers: list[tuple[bytes, bytes]]) -> bytes:
    """A refusal as bytes of HTTP/1.1."""
    body = told_body(key)
    every = [
        *headers,
        *ALWAYS,
        (b"content-type", OUTCOME.encode()),
        (b"content-length", b"%d" % len(body)),
        (b"connection", b"close"),
    ]
    lines = b"".join(b"%b: %b\r\n" % header for header in every)
    return STATUS_LINE[REFUSALS[key].status] + lines + b"\r\n" + body
