"""The floor of ingest over HTTP: the least that anybody must do who takes a message in for good.

POST, lxml's parse, the official XSDs' validation, two durable inserts of the body, a constant receipt back. Plain ASGI
under the same server, event loop and driver as the adapter. `python -m conformance.bench_ingest.floor PORT` with the
database in IP_DATABASE_URL; without the reference material (`../shared` or IP_SHARED_DIR) it only parses.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final
from uuid import uuid4

import uvloop
from lxml import etree

from conformance.official import official
from conformance.staging import serve_floor

if TYPE_CHECKING:
    from collections.abc import Callable

    import asyncpg  # type: ignore[import-untyped]  # the package has neither types nor stubs
    from starlette.types import Receive, Scope, Send

PROJECT: Final = Path(__file__).resolve().parent.parent.parent
RECEIPT: Final = (PROJECT / "conformance" / "examples" / "apprec-1.1.xml").read_bytes()

TABLES: Final = """
    create table kept (id uuid primary key, body bytea not null);
    alter table kept alter column body set storage external;
    create table stored (id uuid primary key, body bytea not null);
    alter table stored alter column body set storage external
"""
KEEP: Final = "insert into kept (id, body) values ($1, $2)"
STORE: Final = "insert into stored (id, body) values ($1, $2)"


def checked() -> tuple[str, Callable[[bytes], object]]:
    """What is done with the bytes, as said in the table, and how."""
    folder = Path(os.environ.get("IP_SHARED_DIR") or PROJECT.parent / "shared")
    parser = etree.XMLParser(no_network=True, load_dtd=False, resolve_entities=False)
    if not folder.is_dir():
        return "parse (no XSDs at hand)", lambda data: etree.fromstring(data, parser)
    schema = official(folder / "standards")
    return "parse + official XSDs", lambda data: schema.assertValid(etree.fromstring(data, parser))


class Floor:
    """The application: every POST is a message."""

    def __init__(self, pool: asyncpg.Pool, check: Callable[[bytes], object]) -> None:
        self._pool, self._check = pool, check

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Take one message in."""
        assert scope["type"] == "http"  # noqa: S101 - the server runs without lifespan and websockets
        body, more = b"", True
        while more:
            message = await receive()
            body, more = body + message.get("body", b""), message.get("more_body", False)
        self._check(body)
        number = uuid4()
        await self._pool.execute(KEEP, number, body)
        await self._pool.execute(STORE, number, body)
        headers = [(b"content-type", b"application/xml"), (b"content-length", b"%d" % len(RECEIPT))]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": RECEIPT})


if __name__ == "__main__":
    check = checked()[1]
    uvloop.run(serve_floor(int(sys.argv[1]), lambda pool: Floor(pool, check), TABLES))
