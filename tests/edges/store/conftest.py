"""A database with the store's tables, empty for each test: emptying one is far quicker than making one."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import asyncpg
import pytest

from adapter.edges.store import opened
from tests.edges.databases import EMPTY, create_database, drop_database
from tests.edges.store.stores import CHECK_VALUE

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def migrated(database_url: str) -> Iterator[str]:
    """The URL of a database with the store's tables."""
    url = create_database(database_url)
    asyncio.run(migrate(url))
    yield url
    drop_database(database_url, url)


async def migrate(url: str) -> None:
    async with opened(url, check_value=CHECK_VALUE):
        pass


@pytest.fixture
def emptied(migrated: str) -> str:
    """The same URL; nothing is in the tables."""
    asyncio.run(empty(migrated))
    return migrated


async def empty(url: str) -> None:
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(EMPTY)
    finally:
        await connection.close()
