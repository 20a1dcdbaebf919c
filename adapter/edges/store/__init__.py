"""The store on PostgreSQL: one door, `opened`. Its double with the same answers is `adapter.edges.memory`."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Final, NamedTuple

from adapter.edges.store import driver
from adapter.edges.store.connections import leave
from adapter.edges.store.desk import PostgresDesk
from adapter.edges.store.faults import at_start
from adapter.edges.store.inbox import PostgresInbox
from adapter.edges.store.installation import open_installation
from adapter.edges.store.migrate import migrate, migrations
from adapter.edges.store.outbox import PostgresOutbox
from adapter.edges.store.parties import PostgresParties
from adapter.edges.store.pool import pooled, retried
from adapter.edges.store.records import PostgresRecords
from adapter.edges.store.replay import PostgresReplay

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

__all__ = ["Store", "opened"]

_CONNECTIONS: Final = 16


class Store(NamedTuple):
    """The six ports over one pool of connections."""

    inbox: PostgresInbox
    outbox: PostgresOutbox
    parties: PostgresParties
    desk: PostgresDesk
    records: PostgresRecords
    replay: PostgresReplay


@asynccontextmanager
async def opened(url: str, *, check_value: bytes, connections: int = _CONNECTIONS) -> AsyncIterator[Store]:
    """The store at a URL, migrated and ours; closed in the end.

    `check_value` is `core.linking.check_value` of the installation's key. Raises `StartError` where the database is
    newer, another installation's or not to be entered, and `Unavailable` where no server answers.
    """
    await retried(lambda: _prepare(url, check_value), lambda error: at_start(error, "start"))
    async with pooled(url, connections) as database:
        yield Store(
            PostgresInbox(database),
            PostgresOutbox(database),
            PostgresParties(database),
            PostgresDesk(database),
            PostgresRecords(database),
            PostgresReplay(database),
        )


async def _prepare(url: str, check_value: bytes) -> None:
    connection = await driver.connect(url)
    try:
        await migrate(connection, migrations())
        await open_installation(connection, check_value)
    finally:
        await leave(connection)
