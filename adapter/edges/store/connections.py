"""Connections lent out one at a time. asyncpg's own pool would do the same for as long as two short statements take."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Final

from adapter.edges.store import driver
from adapter.edges.store.faults import FOREIGN

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from adapter.edges.store.driver import Connection

_LEND: Final = 10.0
"""Seconds until a connection must be free."""

_IDLE: Final = 300.0
"""Seconds after which one that was not used is not trusted: what lies between may have forgotten it."""

_LEAVE: Final = 5.0
"""Seconds for a connection to say goodbye."""


class Connections:
    """Up to so many connections, made when they are needed, the last used lent first."""

    def __init__(self, url: str, most: int) -> None:
        self._url = url
        self._permits = asyncio.Semaphore(most)
        self._free: list[tuple[Connection, float]] = []

    @asynccontextmanager
    async def lent(self) -> AsyncIterator[Connection]:
        """A connection for a block. After an error that is not the server's own answer it is of no more use."""
        async with asyncio.timeout(_LEND if self._permits.locked() else None):
            await self._permits.acquire()
        try:
            connection = await self._usable()
            try:
                yield connection
            except driver.ServerError:
                self._take_back(connection)
                raise
            except BaseException:
                connection.terminate()
                raise
            self._take_back(connection)
        finally:
            self._permits.release()

    async def _usable(self) -> Connection:
        trusted = asyncio.get_running_loop().time() - _IDLE
        while self._free:
            connection, used = self._free.pop()
            if used > trusted and not connection.is_closed():
                return connection
            connection.terminate()
        return await driver.connect(self._url)

    def _take_back(self, connection: Connection) -> None:
        if not connection.is_closed():
            self._free.append((connection, asyncio.get_running_loop().time()))

    async def close(self) -> None:
        """Say goodbye on those that are free; none is lent when the store is closed."""
        free = [connection for connection, _ in self._free]
        self._free.clear()
        await asyncio.gather(*map(leave, free))


async def leave(connection: Connection) -> None:
    """Close a connection, without ado where that does not work."""
    try:
        await connection.close(timeout=_LEAVE)
    except FOREIGN:
        connection.terminate()
