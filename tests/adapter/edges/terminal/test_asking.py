"""Questions to the desk that take more than a page."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

import pytest

from adapter.core.desk import page
from adapter.edges.terminal.asking import AT_A_TIME, every

if TYPE_CHECKING:
    from adapter.core.desk import Page, Query


class Row(NamedTuple):
    id: UUID


@pytest.mark.parametrize("number", [0, 1, AT_A_TIME, AT_A_TIME + 1, 3 * AT_A_TIME])
def test_every_row_is_given_once_newest_first(number: int) -> None:
    rows = [Row(UUID(int=n)) for n in range(number, 0, -1)]
    asked: list[Query] = []

    async def ask(query: Query) -> Page[Row]:
        asked.append(query)
        return page([row for row in rows if not query.before or row.id < query.before], query.limit)

    async def all_of_them() -> list[Row]:
        return [row async for row in every(ask, "dead")]

    assert asyncio.run(all_of_them()) == rows
    assert {query.states for query in asked} == {("dead",)}
