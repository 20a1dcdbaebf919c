"""What the database refuses is told without what it says: its words may quote a value."""

from __future__ import annotations

import asyncio
from urllib.parse import urlsplit

import pytest

from adapter.edges.postgres.sql import Address, connected
from adapter.errors import Unavailable


def address(url: str) -> Address:
    parts = urlsplit(url)
    return Address(parts.port or 0, parts.path.strip("/"), parts.username or "", parts.password or "")


async def ask(where: Address, statement: str) -> object:
    async with connected(where) as connection:
        return await connection.fetchval(statement)


def test_an_answer(database: str) -> None:
    assert asyncio.run(ask(address(database), "select 1")) == 1


def test_nobody_answers(database: str) -> None:
    with pytest.raises(Unavailable):
        asyncio.run(ask(address(database)._replace(port=1), "select 1"))


def test_a_refusal_quotes_nothing(database: str) -> None:
    with pytest.raises(Unavailable, match=r"refused \(InvalidTextRepresentationError\)$"):
        asyncio.run(ask(address(database), "select 'Ola Nordmann'::integer"))
