"""The floor of an authorised read: the least that anybody must do who checks a signature and keeps a durable audit.

GET, one P-256 verification, one fetch by key, one durable insert of an audit row, the bytes as they are. Plain ASGI
under the same server, event loop and driver as the adapter. `python -m conformance.bench_read.floor PORT` with the
database in IP_DATABASE_URL, where `TABLES` are and hold what is read.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID, uuid4

import uvloop
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

from conformance.staging import serve_floor

if TYPE_CHECKING:
    import asyncpg  # type: ignore[import-untyped]  # the package has neither types nor stubs
    from starlette.types import Receive, Scope, Send

TABLES: Final = """
    create table kept (id uuid primary key, body bytea not null);
    create table audit (id uuid primary key, at timestamptz not null, client text not null, subject text not null)
"""
FETCH: Final = "select body from kept where id = $1"
NOTE: Final = "insert into audit (id, at, client, subject) values ($1, $2, $3, $4)"

ID: Final = 36
"""Characters of an id, with which a path ends."""

SIGNED: Final = b"as long as the header and the claims of a proof are, which is what is signed in one " * 5
SCHEME: Final = ec.ECDSA(hashes.SHA256())


class Floor:
    """The application: every GET names a row by the end of its path."""

    def __init__(self, pool: asyncpg.Pool) -> None:
        key = ec.generate_private_key(ec.SECP256R1())
        self._pool, self._key, self._signature = pool, key.public_key(), key.sign(SIGNED, SCHEME)

    async def __call__(self, scope: Scope, _: Receive, send: Send) -> None:
        """Answer one read."""
        assert scope["type"] == "http"  # noqa: S101 - the server runs without lifespan and websockets
        path = scope["path"]
        self._key.verify(self._signature, SIGNED, SCHEME)
        body = await self._pool.fetchval(FETCH, UUID(path[-ID:]))
        await self._pool.execute(NOTE, uuid4(), datetime.now(UTC), "o3", path)
        headers = [(b"content-type", b"application/fhir+json"), (b"content-length", b"%d" % len(body))]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})


if __name__ == "__main__":
    uvloop.run(serve_floor(int(sys.argv[1]), Floor))
