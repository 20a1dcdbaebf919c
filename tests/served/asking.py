"""An adapter that is served, asked over HTTP as its development clients: few connections that stay, many questions."""

from __future__ import annotations

import asyncio
import json
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Self
from urllib.parse import urlsplit

import httpx

from adapter.core.dev_clients import AUDIENCE, CLIENTS, ISSUER_PATH
from adapter.core.tokens.scopes import scopes
from adapter.edges.clock import SystemClock
from adapter.edges.helseid.registration import Registration
from adapter.edges.helseid.source import TokenSource
from adapter.edges.keys.development import client_key

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping, Sequence
    from pathlib import Path

    from adapter.events import Event

AT_ONCE: Final = 8
JSON, FORM, XML = "application/fhir+json", "application/x-www-form-urlencoded", "application/xml"
OWN: Final = ("date", "x-request-id")
"""Headers in which no two answers are alike."""


class Place(NamedTuple):
    """Where an adapter is: its URL, and the folder with its clients' keys."""

    url: str
    var: Path

    @property
    def fhir(self) -> str:
        return f"{self.url}/fhir"


class Answer(NamedTuple):
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> dict[str, Any]:
        return json.loads(self.body)


class Request(NamedTuple):
    """A request; `path` is below the URL of the adapter, with its query."""

    method: str
    path: str
    body: bytes = b""
    media: str = ""
    headers: Sequence[tuple[str, str]] = ()


def quiet(event: Event, **ids: str | int) -> None:
    """Nobody listens."""


class Asker:
    """Asks as any client. Tokens are kept as long as they live, each request has a proof of its own."""

    def __init__(self, place: Place, tokens: httpx.AsyncClient) -> None:
        self._place, self._tokens = place, tokens
        self._sources = {name: self.source(name) for name in CLIENTS}
        self._lines = _Lines(place.url)

    def source(self, client: str, wanted: Sequence[str] = scopes(AUDIENCE)) -> TokenSource:
        """Where tokens of a client come from."""
        known = CLIENTS[client]
        key = client_key(self._place.var, known)
        registration = Registration(self._place.url + ISSUER_PATH, client, key, tuple(wanted))
        return TokenSource(registration, self._tokens, SystemClock(), quiet)

    async def __call__(
        self, client: str, method: str, path: str, body: bytes = b"", media: str = "", **headers: str
    ) -> Answer:
        """Ask as a client; names of headers have `_` for `-`."""
        more = [(name.replace("_", "-"), value) for name, value in headers.items()]
        return await self.asked(self._sources[client], Request(method, path, body, media, more))

    async def asked(self, source: TokenSource | None, request: Request) -> Answer:
        """Ask with a token of that source, or without one."""
        async with self._lines.lent() as line:
            shown: list[tuple[str, str]] = []
            if source is not None:
                token, url = await source.token(), self._place.url + request.path.partition("?")[0]
                shown = [
                    ("authorization", f"DPoP {token}"),
                    ("dpop", source.proof(request.method, url, token)),
                ]
            return await line.ask(request._replace(headers=[*request.headers, *shown]))

    def close(self) -> None:
        self._lines.close()


@asynccontextmanager
async def asking(place: Place) -> AsyncIterator[Asker]:
    """Whoever asks the adapter there."""
    async with httpx.AsyncClient(trust_env=False) as tokens:
        asker = Asker(place, tokens)
        try:
            yield asker
        finally:
            asker.close()


# --- HTTP/1.1, no more of it than is needed: a client that does everything takes longer than the answer ---------------


class _Lines:
    """Connections, lent out one question at a time; the one that was used last first."""

    def __init__(self, url: str) -> None:
        self._host = urlsplit(url).netloc
        self._free: list[_Line] = []
        self._room = asyncio.Semaphore(AT_ONCE)

    @asynccontextmanager
    async def lent(self) -> AsyncIterator[_Line]:
        async with self._room:
            line = self._free.pop() if self._free else await _Line.opened(self._host)
            if line.is_over:
                line.close()
                line = await _Line.opened(self._host)
            yield line
            self._free.append(line)

    def close(self) -> None:
        for line in self._free:
            line.close()


class _Line:
    def __init__(self, host: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._host, self._reader, self._writer = host, reader, writer
        self._ended = False

    @classmethod
    async def opened(cls, host: str) -> Self:
        name, _, port = host.partition(":")
        return cls(host, *await asyncio.open_connection(name, int(port), limit=1 << 20))

    @property
    def is_over(self) -> bool:
        return self._ended or self._reader.at_eof()

    async def ask(self, request: Request) -> Answer:
        self._writer.write(_written(request, self._host))
        lines = (await self._reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers = {
            name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:-2])
        }
        body = b"" if request.method == "HEAD" else await self._body(headers)
        self._ended = headers.get("connection") == "close"
        shown = {name: value for name, value in headers.items() if name not in OWN}
        return Answer(int(lines[0].split(" ")[1]), shown, body)

    async def _body(self, headers: Mapping[str, str]) -> bytes:
        return await self._reader.readexactly(int(headers["content-length"]))

    def close(self) -> None:
        self._writer.close()


def _written(request: Request, host: str) -> bytes:
    headers = [("host", host), *request.headers, ("content-length", str(len(request.body)))]
    if request.media:
        headers.append(("content-type", request.media))
    told = "".join(f"{name}: {value}\r\n" for name, value in headers)
    return f"{request.method} {request.path} HTTP/1.1\r\n{told}\r\n".encode("latin-1") + request.body
