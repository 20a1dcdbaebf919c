"""The HTTP edge on a free port, in a loop of its own, and a client that says exactly what it is told to."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from http.client import HTTPResponse
from io import StringIO
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

import msgspec
import uvloop

from adapter.core import replies
from adapter.core.caller import Caller
from adapter.core.letter import Answer
from adapter.edges.http.application import application
from adapter.edges.http.guard import REQUEST
from adapter.edges.http.server import Listening, Patience, serving
from adapter.edges.http.wiring import Limits, Wiring
from adapter.edges.log import Log, listening
from adapter.edges.metrics import Metrics

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from adapter.core.asked import Asked
    from adapter.core.tokens.presented import Presented
    from adapter.events import Event

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
RECEIPT = Answer(200, "application/xml", b'<?xml version="1.0"?><AppRec/>')
DEADLINE = 20.0


class Still:
    """A clock that stands still."""

    def now(self) -> datetime:
        return NOON

    def new_id(self) -> UUID:
        return UUID(int=1)


class Journey:
    """Stands for the journey of a message: answers by a table of bodies, and remembers what it was handed."""

    def __init__(self) -> None:
        self.received: list[bytes] = []
        self.answers: dict[bytes, Answer | Exception] = {}
        self.checks: dict[str, bool] | Exception = {"store": True, "schema": True}
        self.held = threading.Event()
        self.release = threading.Event()

    async def receive(self, _: Caller, data: bytes) -> Answer:
        self.received.append(data)
        if data == HOLD:
            self.held.set()
            await asyncio.to_thread(self.release.wait, DEADLINE)
        found = self.answers.get(data, RECEIPT)
        if isinstance(found, Exception):
            raise found
        return found

    async def ready(self) -> dict[str, bool]:
        if isinstance(self.checks, Exception):
            raise self.checks
        return self.checks


HOLD = b"<hold/>"


async def _somebody(_: Presented) -> Caller:
    return Caller("somebody", "310010103", "310030309", frozenset())


async def _nothing(_: Caller, __: Asked) -> replies.Reply:
    return replies.ABSENT


class Door(NamedTuple):
    listening: Listening
    journey: Journey
    log: StringIO
    metrics: Metrics
    stop: Callable[[], None]

    @property
    def lines(self) -> list[dict[str, str | int]]:
        return [msgspec.json.decode(line) for line in self.log.getvalue().splitlines()]

    def told(self, **ids: str | int) -> bool:
        return any(ids.items() <= line.items() for line in self.lines)


class Reply(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes
    closed: bool


@contextmanager
def opened(
    limits: Limits = Limits(),  # noqa: B008 - an immutable value
    patience: Patience = Patience(stop=5),  # noqa: B008 - same
    *,
    development: bool = False,
) -> Iterator[Door]:
    """A door that is open while inside."""
    journey, log, metrics = Journey(), StringIO(), Metrics("1.2.3")
    write = Log(log, Still(), REQUEST.get)
    started: list[Listening] = []
    up, loops = threading.Event(), []
    done: list[asyncio.Event] = []

    def told(event: Event, **ids: str | int) -> None:
        write(event, **ids)
        metrics.told(event, **ids)

    async def serve() -> None:
        wiring = Wiring(
            _somebody, journey.receive, _nothing, journey.ready, told, metrics, {}, {}, development, limits
        )
        done.append(asyncio.Event())
        loops.append(asyncio.get_running_loop())
        async with serving(application(wiring), "127.0.0.1", 0, told, patience) as here:
            started.append(here)
            up.set()
            await done[0].wait()

    def stop() -> None:
        with suppress(RuntimeError):  # it has stopped already
            loops[0].call_soon_threadsafe(done[0].set)

    with listening(told):
        thread = threading.Thread(target=uvloop.run, args=[serve()])
        thread.start()
        try:
            assert up.wait(DEADLINE)
            yield Door(started[0], journey, log, metrics, stop)
        finally:
            journey.release.set()
            stop()
            thread.join(DEADLINE)


@contextmanager
def connected(door: Door) -> Iterator[socket.socket]:
    with socket.create_connection(("127.0.0.1", door.listening.port), timeout=DEADLINE) as sock:
        yield sock


def reply(sock: socket.socket, method: str = "POST") -> Reply:
    """The next answer on a connection."""
    found = HTTPResponse(sock, method=method)
    try:
        found.begin()
        headers = {name.lower(): value for name, value in found.getheaders()}
        return Reply(found.status, headers, found.read(), headers.get("connection") == "close")
    finally:
        found.close()


def said(door: Door, *pieces: bytes) -> Reply:
    """What is answered to bytes sent in pieces."""
    with connected(door) as sock:
        for piece in pieces:
            sock.sendall(piece)
        return reply(sock, "HEAD" if pieces[0].startswith(b"HEAD") else "POST")


def post(
    body: bytes = b"<a/>", *lines: str, media: str = "application/xml", length: int | None = None
) -> bytes:
    """A POST of a message as bytes; further header lines as given."""
    size = len(body) if length is None else length
    head = [
        "POST /messages HTTP/1.1",
        "Host: localhost",
        f"Content-Type: {media}",
        f"Content-Length: {size}",
        *lines,
    ]
    return "\r\n".join(head).encode() + b"\r\n\r\n" + body


def chunked(*chunks: bytes) -> bytes:
    """A POST whose length nobody says beforehand, without its end."""
    head = b"POST /messages HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/xml\r\nTransfer-Encoding: chunked\r\n\r\n"
    return head + b"".join(b"%x\r\n%b\r\n" % (len(chunk), chunk) for chunk in chunks)


def get(path: str, *lines: str, method: str = "GET") -> bytes:
    return "\r\n".join([f"{method} {path} HTTP/1.1", "Host: localhost", *lines]).encode() + b"\r\n\r\n"


def eventually(holds: Callable[[], bool]) -> bool:
    """Whether it holds before the deadline."""
    end = time.monotonic() + DEADLINE
    while not holds():
        if time.monotonic() > end:
            return False
        time.sleep(0.01)
    return True
