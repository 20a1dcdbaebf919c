"""Proofs and assertions that were used, in PostgreSQL: all processes over one database share them.

Those that come while the server is being asked about others are asked about together, in one statement.
"""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from adapter.edges.store import statements
from adapter.errors import AdapterError

if TYPE_CHECKING:
    from datetime import datetime

    from adapter.edges.store.pool import Database

EVERY: Final = timedelta(seconds=30)
"""How often keys that may be used again are forgotten."""

MOST: Final = 100_000
"""How many of them at a time."""


class _Asked(NamedTuple):
    """A question about one key, and what tells whoever asks."""

    until: datetime
    now: datetime
    first: asyncio.Future[bool]


class PostgresReplay:
    """`adapter.ports.Replay` over PostgreSQL."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._forgotten: datetime | None = None
        self._waiting: dict[bytes, _Asked] = {}
        self._asking: asyncio.Task[None] | None = None

    async def first(self, key: bytes, until: datetime, now: datetime) -> bool:
        """See the port. A key whose first answer was lost on the way counts as used."""
        await self._forget(now)
        if key in self._waiting:  # whatever the server answers, it answers the one who came before
            return False
        asked = self._waiting[key] = _Asked(until, now, asyncio.get_running_loop().create_future())
        if self._asking is None or self._asking.done():
            self._asking = asyncio.create_task(self._ask_all())
        return await asked.first

    async def _ask_all(self) -> None:
        while self._waiting:
            together, self._waiting = self._waiting, {}
            found = await self._first_of(together)
            for key, asked in together.items():
                _tell(asked.first, key, found)

    async def _first_of(self, together: dict[bytes, _Asked]) -> set[bytes] | AdapterError:
        """The keys that are used for the first time, or why nobody can tell. Of their moments the earliest counts: by it, fewest have expired."""
        untils = [asked.until for asked in together.values()]
        now = min(asked.now for asked in together.values())
        try:
            rows = await self._database.rows(statements.FIRST, keys=list(together), untils=untils, now=now)
        except AdapterError as error:
            return error
        return {row["key"] for row in rows}

    async def _forget(self, now: datetime) -> None:
        if self._forgotten is None or now - self._forgotten >= EVERY:
            self._forgotten = now
            await self._database.rows(statements.FORGET, now=now, limit=MOST)


def _tell(first: asyncio.Future[bool], key: bytes, found: set[bytes] | AdapterError) -> None:
    if first.done():  # its caller waits no more
        return
    if isinstance(found, AdapterError):
        first.set_exception(type(found)(str(found)))
    else:
        first.set_result(key in found)
