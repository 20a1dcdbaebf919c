"""Audit rows of many at once: few commits, each told of its own, and a fault is nobody else's."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import asyncpg

from adapter.core.desk import Query
from adapter.edges.store import opened
from adapter.errors import AdapterError, Unavailable
from tests.edges.databases import rows
from tests.edges.store.stores import CHECK_VALUE
from tests.edges.store.values import audit

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.edges.store.stores import Store

TRANSACTIONS = "select count(distinct xmin::text) from audit"


async def entered(store: Store) -> set[object]:
    return {entry.id for entry in (await store.desk.audit(Query(limit=1000))).rows}


def test_many_who_note_at_once_share_a_few_commits_and_each_row_is_there(emptied: str) -> None:
    notes = [[audit("shown"), audit("shown")] for _ in range(100)]

    async def scenario() -> set[object]:
        async with opened(emptied, check_value=CHECK_VALUE) as store:
            await asyncio.gather(*map(store.records.note, notes))
            return await entered(store)

    assert asyncio.run(scenario()) == {row.id for rows_ in notes for row in rows_}
    assert asyncio.run(rows(emptied, TRANSACTIONS)) == [(1,)]


def test_who_comes_while_a_commit_is_under_way_shares_the_next(emptied: str) -> None:
    async def scenario() -> None:
        async with opened(emptied, check_value=CHECK_VALUE) as store:
            async with locked(emptied):
                first = asyncio.create_task(store.records.note([audit("shown")]))
                await waiting_for_the_lock(emptied)
                others = [asyncio.create_task(store.records.note([audit("shown")])) for _ in range(20)]
                await asyncio.sleep(0)
                assert not any(one.done() for one in (first, *others))
            await asyncio.gather(first, *others)

    asyncio.run(scenario())
    assert asyncio.run(rows(emptied, TRANSACTIONS)) == [(2,)]


@asynccontextmanager
async def locked(url: str) -> AsyncIterator[None]:
    """Nobody writes to the audit inside."""
    connection = await asyncpg.connect(url)
    try:
        async with connection.transaction():
            await connection.execute("lock table audit in exclusive mode")
            yield
    finally:
        await connection.close()


async def waiting_for_the_lock(url: str) -> None:
    async with asyncio.timeout(30):
        while not await rows(url, "select from pg_locks where not granted and relation = 'audit'::regclass"):
            pass


def test_each_is_told_when_its_own_rows_are_there(emptied: str) -> None:
    async def noted(store: Store) -> bool:
        row = audit("shown")
        await store.records.note([row])
        return row.id in await entered(store)

    async def scenario() -> list[bool]:
        async with opened(emptied, check_value=CHECK_VALUE) as store:
            first = asyncio.gather(*(noted(store) for _ in range(5)))
            await asyncio.sleep(0)
            return [*await asyncio.gather(*(noted(store) for _ in range(5))), *await first]

    assert asyncio.run(scenario()) == [True] * 10


def test_a_row_at_fault_is_told_to_who_wrote_it_and_to_nobody_else(emptied: str) -> None:
    good = [audit("shown") for _ in range(4)]
    wrong = audit("shown")._replace(subject="Furu\0")

    async def scenario() -> tuple[list[object], set[object]]:
        async with opened(emptied, check_value=CHECK_VALUE) as store:
            told = await asyncio.gather(
                *(store.records.note([row]) for row in (*good[:2], wrong, *good[2:])), return_exceptions=True
            )
            return told, await entered(store)

    told, there = asyncio.run(scenario())
    assert [type(one) for one in told] == [type(None)] * 2 + [AdapterError] + [type(None)] * 2
    assert "Furu" not in str(told[2])
    assert there == {row.id for row in good}


def test_who_stops_waiting_stops_nobody_else(emptied: str) -> None:
    notes = [audit("shown") for _ in range(5)]

    async def scenario() -> set[object]:
        async with opened(emptied, check_value=CHECK_VALUE) as store:
            waiting = [asyncio.create_task(store.records.note([row])) for row in notes]
            await asyncio.sleep(0)
            waiting[0].cancel()
            waiting[3].cancel()
            ended = await asyncio.gather(*waiting, return_exceptions=True)
            assert [isinstance(one, asyncio.CancelledError) for one in ended] == [
                True,
                False,
                False,
                True,
                False,
            ]
            await store.records.note([audit("shown")])
            return await entered(store)

    assert asyncio.run(scenario()) >= {row.id for row in notes}


def test_without_a_server_that_writes_all_are_told(database: str) -> None:
    async def scenario() -> list[object]:
        async with opened(database, check_value=CHECK_VALUE) as store:
            await rows(database, READ_ONLY)
            notes = (store.records.note([audit("shown")]) for _ in range(5))
            return list(await asyncio.gather(*notes, return_exceptions=True))

    assert [type(one) for one in asyncio.run(scenario())] == [Unavailable] * 5


READ_ONLY = """
    do $$ begin
        execute format('alter database %I set default_transaction_read_only = on', current_database());
    end $$
"""
