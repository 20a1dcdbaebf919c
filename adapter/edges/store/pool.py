"""Statements sent to PostgreSQL: each its own transaction, tried again where that helps, errors in our own words."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Final, TypeVar

from adapter.edges.store.connections import Connections
from adapter.edges.store.faults import FOREIGN, Remedy, remedy, translated

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from adapter.edges.store.driver import Connection, Row
    from adapter.edges.store.statements import Statement
    from adapter.errors import AdapterError

T = TypeVar("T")

PAUSES: Final = (0.05, 0.1, 0.2, 0.4, 0.8)
"""Seconds between tries. A server that is away for longer is told to whoever asked, who asks again."""

_HELPS: Final = frozenset({Remedy.AGAIN, Remedy.RECONNECT})


class Database:
    """Statements over a few connections. All methods raise `Unavailable`, or `AdapterError` for a defect."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    async def rows(self, statement: Statement, **values: object) -> list[Row]:
        """Do one statement; its parameters by name. It may be done twice if the connection breaks meanwhile."""
        arguments = statement.arguments(values)
        return await self.work(statement.name, lambda connection: connection.fetch(statement.sql, *arguments))

    async def row(self, statement: Statement, **values: object) -> Row | None:
        """The first row, if there is one."""
        return next(iter(await self.rows(statement, **values)), None)

    async def work(self, doing: str, work: Callable[[Connection], Awaitable[T]]) -> T:
        """Do something with a connection, whole or not at all."""

        async def lent() -> T:
            async with self._connections.lent() as connection:
                return await work(connection)

        return await retried(lent, lambda error: translated(error, doing))


async def retried(work: Callable[[], Awaitable[T]], translate: Callable[[Exception], AdapterError]) -> T:
    """Work that is done again after a pause where that helps; else the error, without the foreign one behind it."""
    for pause in (*PAUSES, None):
        try:
            return await work()
        except FOREIGN as error:
            helps = remedy(error) in _HELPS
            fault = translate(error)
        if pause is None or not helps:
            break
        await asyncio.sleep(pause)
    raise fault


@asynccontextmanager
async def pooled(url: str, connections: int) -> AsyncIterator[Database]:
    """A database with its connections, closed in the end."""
    pool = Connections(url, connections)
    try:
        yield Database(pool)
    finally:
        await pool.close()
