"""Audit rows that several callers write together: one commit for all that came while the one before was under way."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, NamedTuple

from adapter.core.letter import Audit
from adapter.edges.store import statements
from adapter.edges.store.rows import columns
from adapter.errors import AdapterError, Unavailable

if TYPE_CHECKING:
    from adapter.edges.store.pool import Database


class _Waiting(NamedTuple):
    """The rows of one caller, and what tells it that they are written."""

    rows: list[Audit]
    done: asyncio.Future[None]


class Notes:
    """Makes audit rows durable. A disk that is written to once can hold many rows as well as one."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._waiting: list[_Waiting] = []
        self._writing: asyncio.Task[None] | None = None

    async def write(self, rows: list[Audit]) -> None:
        """Write rows and wait until they are durable. Whoever stops waiting leaves the rows to be written."""
        waiting = _Waiting(rows, asyncio.get_running_loop().create_future())
        self._waiting.append(waiting)
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._write_all())
        await waiting.done

    async def _write_all(self) -> None:
        while self._waiting:
            together, self._waiting = self._waiting, []
            await self._write(together)

    async def _write(self, together: list[_Waiting]) -> None:
        """Write and tell. A row that is itself at fault must not keep the others from being written."""
        fault = await self._fault(together)
        if fault is None or isinstance(fault, Unavailable) or len(together) == 1:
            for one in together:
                _tell(one.done, fault)
        else:
            for one in together:
                await self._write([one])

    async def _fault(self, together: list[_Waiting]) -> AdapterError | None:
        rows = [row for one in together for row in one.rows]
        try:
            await self._database.rows(statements.NOTE, **columns("audit", Audit._fields, rows))
        except AdapterError as error:
            return error
        return None


def _tell(done: asyncio.Future[None], fault: AdapterError | None) -> None:
    if done.done():  # its caller waits no more
        return
    if fault is None:
        done.set_result(None)
    else:
        done.set_exception(type(fault)(str(fault)))
