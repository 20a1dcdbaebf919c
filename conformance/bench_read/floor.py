"""The floor of an authorised read: the least that anybody must do who checks a signature and keeps a durable audit.

GET, one P-256 verification, one fetch by key, one durable insert of an audit row, the bytes as they are. Plain ASGI
under the same server, event loop and driver as the adapter. `python -m conformance.bench_read.floor PORT` with the
database in IP_DATABASE_URL, where `TABLES` are and hold what is read.
"""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Final
from uuid import UUID, uuid4

import asyncpg  # type: ignore[import-untyped]  # the package has neither types nor stubs
import uvicorn
import uvloop
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

from conformance.bench_ingest.floor import CONNECTIONS

if TYPE_CHECKING:
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


async def _as_it_is(_connection: object) -> None:
    """No reset between two uses: one round trip less, as in the adapter."""


async def serve(port: int) -> None:
    """Serve until told to stop."""
    pool = await asyncpg.create_pool(
        os.environ["IP_DATABASE_URL"], min_size=0, max_size=CONNECTIONS, reset=_as_it_is
    )
    async with pool:
        config = uvicorn.Config(
            Floor(pool),
            port=port,
            loop="none",
            http="httptools",
            ws="none",
            lifespan="off",
            interface="asgi3",
            log_config=None,
            access_log=False,
            server_header=False,
        )
        await uvicorn.Server(config).serve()


if __name__ == "__main__":
    uvloop.run(partial(serve, int(sys.argv[1]))())
