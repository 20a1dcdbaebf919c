"""Proofs and assertions that were used, in PostgreSQL: all processes over one database share them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from adapter.edges.store import statements
from adapter.edges.store.together import Together

if TYPE_CHECKING:
    from datetime import datetime

    from adapter.edges.store.pool import Database

EVERY: Final = timedelta(seconds=30)
"""How often keys that may be used again are forgotten."""

MOST: Final = 100_000
"""How many of them at a time."""


class _Asked(NamedTuple):
    """A question about one key."""

    key: bytes
    until: datetime
    now: datetime


class PostgresReplay:
    """`adapter.ports.Replay` over PostgreSQL."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._forgotten: datetime | None = None
        self._first = Together(self._first_of)

    async def first(self, key: bytes, until: datetime, now: datetime) -> bool:
        """See the port. A key whose first answer was lost on the way counts as used."""
        await self._forget(now)
        return await self._first(_Asked(key, until, now))

    async def _first_of(self, together: list[_Asked]) -> list[bool]:
        """For each whether its key is used for the first time; of several with one key that is the one who came first.

        Of their moments the earliest counts: by it, fewest have expired.
        """
        untils = {asked.key: asked.until for asked in reversed(together)}
        now = min(asked.now for asked in together)
        rows = await self._database.rows(
            statements.FIRST, keys=list(untils), untils=list(untils.values()), now=now
        )
        unused = {row["key"] for row in rows}
        return [_taken_from(unused, asked.key) for asked in together]

    async def _forget(self, now: datetime) -> None:
        if self._forgotten is None or now - self._forgotten >= EVERY:
            self._forgotten = now
            await self._database.rows(statements.FORGET, now=now, limit=MOST)


def _taken_from(unused: set[bytes], key: bytes) -> bool:
    """Whether the key was among them; it is not any more."""
    if key not in unused:
        return False
    unused.remove(key)
    return True
