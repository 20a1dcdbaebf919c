"""Senders as there are: over HTTP until they are answered, and files put into a folder."""

from __future__ import annotations

import asyncio
import os
import time
from time import perf_counter
from typing import TYPE_CHECKING, Final, NamedTuple

import httpx

from adapter.core.dev_clients import AUDIENCE, CLIENTS, ISSUER_PATH
from adapter.core.tokens.scopes import scopes
from adapter.edges.clock import SystemClock
from adapter.edges.helseid.calling import calling
from adapter.edges.helseid.registration import Registration
from adapter.edges.keys.development import client_key
from adapter.errors import AdapterError

if TYPE_CHECKING:
    from contextlib import AbstractAsyncContextManager
    from pathlib import Path

    from adapter.events import Event
    from conformance.soak.plan import Sending

AGAIN: Final = 0.25
"""Seconds after which a sender tries again."""

BUSY: Final = 503

WRITTEN: Final = 5
"""Seconds ago that a file says it was written, so that it is known to be whole."""


class Answered(NamedTuple):
    """What a sender got: after how many seconds since its first try, at which moment, at which try."""

    status: int
    body: bytes
    seconds: float
    at: float
    tries: int


class Progress:
    """What was answered so far; `half` is set when half of it is."""

    def __init__(self, wanted: int) -> None:
        self.answers: dict[int, Answered] = {}
        self.half = asyncio.Event()
        self._wanted = wanted

    def note(self, number: int, answer: Answered) -> None:
        """A message was answered."""
        self.answers[number] = answer
        if len(self.answers) * 2 >= self._wanted:
            self.half.set()


def client_of(lane: str, base: str, var: Path) -> AbstractAsyncContextManager[httpx.AsyncClient]:
    """A lane's client, with tokens and proofs of its own."""
    known = CLIENTS[lane.partition("/")[0]]
    registration = Registration(base + ISSUER_PATH, known.id, client_key(var, known), scopes(AUDIENCE))
    return calling(base, registration, SystemClock(), _quiet)


def _quiet(event: Event, **ids: str | int) -> None:
    """Nobody listens."""


async def send(client: httpx.AsyncClient, sendings: list[Sending], progress: Progress) -> None:
    """Send one after the other; what is not answered is sent again."""
    for one in sendings:
        began, tries = perf_counter(), 1
        while (answer := await _tried(client, one.data)) is None:
            tries += 1
            await asyncio.sleep(AGAIN)
        now = perf_counter()
        progress.note(one.number, Answered(answer.status_code, answer.content, now - began, now, tries))


async def _tried(client: httpx.AsyncClient, data: bytes) -> httpx.Response | None:
    """The answer; None where the connection broke, no token was to be had, or the adapter asks to come again."""
    try:
        answer = await client.post("/messages", content=data, headers={"content-type": "application/xml"})
    except (httpx.TransportError, AdapterError):
        return None
    return None if answer.status_code == BUSY else answer


def name_of(sending: Sending) -> str:
    """The file's name."""
    return f"{sending.number:06}.xml"


async def put(folder: Path, sendings: list[Sending], seconds: float) -> None:
    """Put files into a folder, spread over some time; each says that it was written after the one before."""
    began = time.time_ns() - WRITTEN * 10**9
    for place, one in enumerate(sendings):
        _put(folder, one, began + place * 10**6)
        await asyncio.sleep(seconds / len(sendings))


def _put(folder: Path, sending: Sending, written: int) -> None:
    beside = folder / f".{name_of(sending)}"
    beside.write_bytes(sending.data)
    os.utime(beside, ns=(written, written))
    beside.rename(folder / name_of(sending))
