"""A whole run of the real program: everything comes in, everything is asked for, much goes wrong, and it stops.

What it comes to is everything that was written or answered on the way, but for what is meant to hold persons' data: the
database, the letters themselves, the installation's keys, and resources given to who may read them.
"""

from __future__ import annotations

import asyncio
import os
import signal
import socket
from contextlib import AsyncExitStack
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import httpx
import msgspec

from adapter.app.installation import Installed
from adapter.edges.postgres import lock
from adapter.edges.postgres.elsewhere import ELSEWHERE
from adapter.edges.postgres.locate import locate
from adapter.edges.postgres.server import running
from adapter.edges.postgres.settle import settle
from adapter.edges.terminal.console import Console
from adapter.edges.terminal.run import main
from adapter.errors import Unavailable
from mappings.xml import MAX_BYTES
from tests.adapter.app import broken
from tests.adapter.app.broken import NAME, NUMBER
from tests.adapter.app.calling import client, post
from tests.adapter.app.persons import of_receipt
from tests.adapter.app.process import Adapter, eventually, serving
from tests.messages.examples import READY, SHIPPED
from tests.messages.letters import letter

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

FNR: Final = "14835812368"
"""The person of most shipped letters."""

LARGE: Final = f"<a>{NAME}</a>".encode() + b" " * MAX_BYTES

CLIENTS: Final = ("o11-med", "o3", "o11-ke", "o12")
"""Who sends; each letter is sent by all, so that most meet a letter that is not theirs."""


class Run(NamedTuple):
    """Everything that was written, by where; the statuses that were answered."""

    written: dict[str, str]
    statuses: set[int]


class Notes:
    """Takes down answers."""

    def __init__(self) -> None:
        self.written: dict[str, str] = {}
        self.statuses: set[int] = set()

    def answer(self, what: str, response: httpx.Response, *, body: bool = True) -> None:
        head = "\n".join(
            [str(response.reason_phrase), *(f"{name}: {value}" for name, value in response.headers.items())]
        )
        told = response.text if body or response.is_error else ""
        if told.startswith("<?xml"):
            told = of_receipt(response.content)
        self.statuses.add(response.status_code)
        self.written[f"answer {len(self.written)} to {what}"] = f"{head}\n{told}"


def whole_run(folder: Path) -> Run:
    """Play it all over a folder."""
    var, scratch, notes = folder / "var", folder / "scratch", Notes()
    scratch.mkdir(parents=True)
    scratch.chmod(0o1777)
    shipped = {path.name: path.read_bytes() for path in sorted(SHIPPED.glob("*.xml"))}
    wrong = broken.letters()
    with serving(var, TMPDIR=str(scratch)) as adapter:
        put_files(var / "exchange" / "in", {**shipped, **wrong})
        asyncio.run(speak(adapter, notes, shipped, wrong))
        for what, raw in RAW.items():
            notes.written[f"answer to {what}"] = said(adapter, raw)
        assert eventually(lambda: not any((var / "exchange" / "in").iterdir()))
        office = asyncio.run(opened(var, scratch))
        assert eventually(lambda: not rows(ask(office, "outbox", "list", "--state", "due", "--json")))
        operate(office, notes)
        notes.answer("metrics at the end", httpx.get(f"{adapter.url}/metrics", trust_env=False))
        assert adapter.end(signal.SIGINT) == 0
    notes.written |= {"standard output": adapter.out.read_text("utf-8"), "standard error": adapter.said}
    notes.written |= dict(files_of(var)) | dict(files_of(scratch))
    return Run(notes.written, notes.statuses)


# --- the folder -------------------------------------------------------------------------------------------------------


def put_files(incoming: Path, letters: Mapping[str, bytes]) -> None:
    """Files whose names say who they are about, and one that is far too large."""
    for number, data in enumerate([*letters.values(), LARGE]):
        path = incoming.parent / f"{NAME} Furu {FNR} {number}.xml"
        path.write_bytes(data)
        os.utime(path, (0, 0))  # so that it is not waited for
        path.rename(incoming / path.name)


# --- HTTP -------------------------------------------------------------------------------------------------------------


async def speak(
    adapter: Adapter, notes: Notes, shipped: Mapping[str, bytes], wrong: Mapping[str, bytes]
) -> None:
    """As every client; PostgreSQL breaks down in the middle of it."""
    async with AsyncExitStack() as stack:
        callers = [await stack.enter_async_context(client(adapter, name)) for name in CLIENTS]
        for caller in callers:
            for what, data in shipped.items():
                notes.answer(what, await post(caller, data))
        first, nurse, *_ = callers
        for what, data in wrong.items():
            notes.answer(what, await post(first, data))
        notes.answer("far too much", await post(first, LARGE))
        await break_down(adapter, notes, first)
        for what, data in shipped.items():
            notes.answer(f"{what}, once more", await post(first, data))
        for method, path, headers in ASKED:
            response = await first.request(method, path, headers=headers)
            notes.answer(f"{method} {path}", response, body=not path.startswith("/fhir"))
        notes.answer("a search", await nurse.post("/fhir/Patient/_search", data=FORM), body=False)
    async with httpx.AsyncClient(base_url=adapter.url, trust_env=False) as stranger:
        notes.answer("a letter without a token", await post(stranger, shipped["log_innlagt-1.6.xml"]))
        notes.answer("a form without a token", await stranger.post("/fhir/Patient/_search", data=FORM))


async def break_down(adapter: Adapter, notes: Notes, caller: httpx.AsyncClient) -> None:
    """PostgreSQL is killed, and for longer than a request waits the adapter cannot start it: we have the server's lock."""
    place = await settle(adapter.var, locate(), print, ELSEWHERE)
    with lock.opened(place.living) as living:
        while not lock.alone(living):
            await place.run("pg_ctl", "stop", "-D", "data", "-m", "immediate")
        asked = [post(caller, letter(READY, 9000 + number)) for number in range(8)]
        async with httpx.AsyncClient(base_url=adapter.url, trust_env=False) as stranger:
            ready = stranger.get("/health/ready")
            for told in await asyncio.gather(*asked, ready, return_exceptions=True):
                if isinstance(told, httpx.Response):
                    notes.answer("a request without a database", told)
                else:
                    assert isinstance(told, Unavailable)  # its token ran out just then
    assert await asyncio.to_thread(eventually, lambda: is_ready(adapter))


def is_ready(adapter: Adapter) -> bool:
    return httpx.get(f"{adapter.url}/health/ready", trust_env=False).is_success


FORM: Final = {"identifier": f"urn:oid:2.16.578.1.12.4.1.4.1|{FNR}"}

PLACES: Final = (
    f"{NUMBER}",
    f"{NAME}",
    f"Patient/{FNR}",
    f"Patient?identifier={FNR}&family=Furu",
    f"{NAME}?name={NAME}",
)

ASKED: Final[list[tuple[str, str, dict[str, str]]]] = [
    *(
        ("GET", path, {})
        for path in ("/health/live", "/health/ready", "/metrics", "/dev/docs", "/dev/openapi.json")
    ),
    *(
        (method, f"{root}/{place}", {})
        for method in ("GET", "POST", "DELETE")
        for root in ("", "/messages", "/metrics", "/health", "/fhir", "/dev/sts")
        for place in PLACES
    ),
    *(
        ("GET", path, {"X-Request-Id": given})
        for path in ("/health/live", f"/{NAME}")
        for given in (NUMBER, NAME, f"{NAME}-{NUMBER}")
    ),
    ("POST", "/messages", {"Content-Type": f"text/xml; name={NAME}"}),
    ("POST", "/messages", {"Content-Type": "text/xml", "Content-Encoding": NAME}),
    ("POST", "/messages", {"Content-Type": "text/xml", "Authorization": f"Bearer {NAME}"}),
    ("POST", "/messages", {"Content-Type": "text/xml", "DPoP": NAME}),
]
"""Requests with a person in their URL or head."""

RAW: Final = {
    "what is no HTTP": f"{NAME} {NUMBER}\r\n\r\n".encode(),
    "an unknown method": f"{NAME.upper()} /{NUMBER} HTTP/1.1\r\nHost: a\r\n\r\n".encode(),
    "another host": f"GET /{NUMBER} HTTP/1.1\r\nHost: {NAME}\r\n\r\n".encode(),
    "no host": f"GET /{NUMBER} HTTP/1.1\r\n\r\n".encode(),
    "an endless head": f"GET / HTTP/1.1\r\nHost: a\r\nX: {NAME * 9000}\r\n\r\n".encode(),
    "an immense length": f"POST /messages?{NUMBER} HTTP/1.1\r\nHost: a\r\nContent-Type: text/xml\r\nContent-Length: 999999999\r\n\r\n{NAME}".encode(),
    "a chunk that is none": f"POST /messages HTTP/1.1\r\nHost: a\r\nContent-Type: text/xml\r\nTransfer-Encoding: chunked\r\n\r\n{NAME}\r\n".encode(),
}
"""Bytes that no client would send."""


def said(adapter: Adapter, raw: bytes) -> str:
    """What is answered to bytes until the connection is closed."""
    with socket.create_connection(("127.0.0.1", adapter.port), timeout=20) as sock:
        sock.sendall(raw)
        sock.shutdown(socket.SHUT_WR)
        told = b"".join(iter(lambda: sock.recv(65536), b""))
    return told.decode()


# --- the command line -------------------------------------------------------------------------------------------------


async def opened(var: Path, scratch: Path) -> tuple[object, ...]:
    """The options that name the installation, its database by URL: that is quicker than to look for it each time."""
    url = scratch / "url"
    async with running(var, say=print) as server:
        url.write_text(server.url)
    return "--var", var, "--database-url-file", url


def operate(office: tuple[object, ...], notes: Notes) -> None:
    """What an operator looks at and does, in words and as JSON."""
    listed = rows(ask(office, "inbox", "list", "--limit", "1000", "--json"))
    different = {(row["kind"], row["state"], *row["faults"]): row["id"] for row in listed}
    commands = [
        ("inbox", "list", "--limit", "1000"),
        *(("inbox", "show", ident) for ident in different.values()),
        ("inbox", "show", NUMBER),
        ("inbox", "retry", "--state", "refused"),
        ("inbox", "retry", *list(different.values())[:20]),
        ("outbox", "list", "--limit", "1000"),
        ("outbox", "retry", "--dead"),
        ("audit", "list", "--limit", "1000"),
        ("db", "status"),
        ("parties", "list"),
    ]
    for words in commands:
        for form in ((), ("--json",)):
            told = ask(office, *words, *form)
            notes.written[f"ip-adapter {' '.join(words[:2])} {len(notes.written)}"] = "\n".join(told)


def ask(office: tuple[object, ...], *words: str) -> tuple[str, str]:
    """A command's answer, and what it told beside that."""
    out, err = BytesIO(), StringIO()
    main([*words, *map(str, office)], Console(None, out, err), Installed())
    return out.getvalue().decode(), err.getvalue()


def rows(told: tuple[str, str]) -> list[dict[str, Any]]:
    """The rows of a list as JSON."""
    found: list[dict[str, Any]] = msgspec.json.decode(told[0])["rows"]
    return found


# --- files ------------------------------------------------------------------------------------------------------------

MEANT: Final = ("postgres/data/", "exchange/done/", "exchange/in/", "exchange/parked/", "dev-clients/")
"""The database, the letters, keys; but for the reasons beside the letters."""


def files_of(folder: Path) -> Iterator[tuple[str, str]]:
    """Every other file that the run wrote, with its content; its name may be a letter's own."""
    for path in sorted(folder.rglob("*")):
        name = str(path.relative_to(folder))
        if path.is_file() and (not name.startswith(MEANT) or name.endswith(".reason.json")):
            receipt = name.startswith("exchange/out/")
            text = of_receipt(path.read_bytes()) if receipt else path.read_text("utf-8", "replace")
            yield f"{folder.name}/{name}", text
