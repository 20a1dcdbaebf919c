"""The load: reads in a closed loop over the connections of `bench_ingest.load`, in a process of its own.

A line of JSON in (`Job`), a line of JSON out (`Done`). Token and proofs are made before the clock starts: a proof is good
for ten seconds, so that a job has to be done within them.
"""

from __future__ import annotations

import asyncio
import sys
from contextlib import AsyncExitStack
from itertools import cycle, islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

import httpx
import msgspec
import uvloop

from adapter.core.dev_clients import AUDIENCE, CLIENTS, ISSUER_PATH
from adapter.core.tokens.scopes import scopes
from adapter.edges.clock import SystemClock
from adapter.edges.helseid.registration import Registration
from adapter.edges.helseid.source import TokenSource
from adapter.edges.keys.development import client_key
from conformance.bench_ingest.load import run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from adapter.events import Event

READER: Final = CLIENTS["o3"]


class Job(msgspec.Struct, frozen=True):
    """So many reads of the paths in turn, sent to a port, as the reader of the adapter at `base` with that folder."""

    port: int
    base: str
    var: str
    paths: list[str]
    count: int


class Reader:
    """The reader's tokens at several adapters."""

    def __init__(self, http: httpx.AsyncClient) -> None:
        self._http = http
        self._sources: dict[str, TokenSource] = {}

    async def requests(self, job: Job) -> Iterator[bytes]:
        """What the job sends; each with a proof of its own."""
        source = self._source(job)
        token = await source.token()
        paths = list(islice(cycle(job.paths), job.count))
        return iter([request(path, token, source.proof("GET", job.base + path, token)) for path in paths])

    def _source(self, job: Job) -> TokenSource:
        if job.base not in self._sources:
            key = client_key(Path(job.var), READER)
            asked = Registration(job.base + ISSUER_PATH, READER.id, key, scopes(AUDIENCE, ("Observation",)))
            self._sources[job.base] = TokenSource(asked, self._http, SystemClock(), _untold)
        return self._sources[job.base]


def _untold(event: Event, **ids: str | int) -> None:
    """What is told here is of no interest: a refused token shows in the answers."""


def request(path: str, token: str, proof: str) -> bytes:
    """A read as an HTTP request."""
    head = "GET {} HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: DPoP {}\r\ndpop: {}\r\n\r\n"
    return head.format(path, token, proof).encode()


async def main() -> None:
    """Do job after job, until there is no further line."""
    async with AsyncExitStack() as opened:
        reader = Reader(await opened.enter_async_context(httpx.AsyncClient(trust_env=False)))
        while line := await asyncio.to_thread(sys.stdin.buffer.readline):
            job = msgspec.json.decode(line, type=Job)
            done = await run(job.port, await reader.requests(job))
            sys.stdout.buffer.write(msgspec.json.encode(done) + b"\n")
            sys.stdout.buffer.flush()


if __name__ == "__main__":
    uvloop.run(main())
