"""A server that goes and comes: what was committed is there, what was asked for meanwhile is told, nobody restarts us."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from uuid import uuid4

from adapter.core.desk import Query
from adapter.core.letter import Letter
from adapter.edges.postgres.server import running
from adapter.edges.store import opened
from adapter.errors import Unavailable
from tests.edges.databases import rows
from tests.edges.store.stores import CHECK_VALUE
from tests.edges.store.values import START, decision, digest, kept, message, new_id, verdict_of

if TYPE_CHECKING:
    from pathlib import Path
    from uuid import UUID

    from adapter.edges.postgres.place import Place
    from tests.edges.store.stores import Store

OTHERS = "select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()"


def test_connections_that_break_are_made_anew_unnoticed(emptied: str) -> None:
    async def scenario() -> None:
        async with opened(emptied, check_value=CHECK_VALUE) as store:
            letters = await asyncio.gather(*(kept(store, bytes([number])) for number in range(8)))
            for (process,) in await rows(emptied, OTHERS):
                await rows(emptied, "select pg_terminate_backend($1)", process)
            done = await asyncio.gather(*(store.inbox.commit(decision(letter)) for letter in letters))
            assert all(done)

    asyncio.run(scenario())


def test_who_asks_when_all_connections_are_lent_waits(emptied: str) -> None:
    async def scenario() -> None:
        async with opened(emptied, check_value=CHECK_VALUE, connections=2) as store:
            letter = await kept(store, b"one")
            found = await asyncio.gather(*(store.inbox.answered(letter) for _ in range(20)))
            assert {one.id for one in found if one} == {letter}
            assert len(await rows(emptied, OTHERS)) == 2

    asyncio.run(scenario())


def test_who_goes_away_in_the_middle_leaves_nothing_behind(emptied: str) -> None:
    """A request that is broken off takes its connection with it; the next one gets another."""

    async def scenario() -> None:
        async with opened(emptied, check_value=CHECK_VALUE, connections=1) as store:
            for number in range(5):
                asking = asyncio.create_task(kept(store, b"broken off %d" % number))
                await asyncio.sleep(0.002 * number)
                asking.cancel()
                await asyncio.wait([asking])
                assert await kept(store, bytes([number]))

    asyncio.run(scenario())


def test_transactions_that_give_way_are_done_again(database: str) -> None:
    """At the strictest isolation the server itself refuses what meets; whoever asks sees nothing of it."""

    async def scenario() -> None:
        async with opened(database, check_value=CHECK_VALUE):
            name = urlsplit(database).path.removeprefix("/")
            await rows(database, f"alter database {name} set default_transaction_isolation = 'serializable'")
        async with opened(database, check_value=CHECK_VALUE) as store:
            letters = [await kept(store, bytes([number])) for number in range(6)]
            decisions = [decision(letter, message=message(str(letter), "c")) for letter in letters]
            done = await asyncio.gather(*(store.inbox.commit(one) for one in decisions))
            assert sorted(done) == [False] * 5 + [True]

    asyncio.run(scenario())


async def kill(place: Place) -> None:
    """All processes of the server at once, without a word to its clients."""
    await place.run("pg_ctl", "stop", "-D", "data", "-m", "immediate")


async def revive(place: Place) -> None:
    config = ("-o", f"-c config_file={place.configuration.name}")
    ended = await place.run("pg_ctl", "start", "-w", "-D", "data", "-l", place.log.name, *config)
    assert ended.code == 0


def test_a_server_killed_in_the_middle_loses_nothing_and_is_found_again(open_folder: Path) -> None:
    async def scenario() -> None:
        async with (
            running(open_folder / uuid4().hex[:8], say=print) as server,
            opened(server.url, check_value=CHECK_VALUE) as store,
        ):
            try:
                await told_while_away(store, server.place)
                await nothing_lost(store, server.place)
            finally:
                await kill(server.place)

    asyncio.run(scenario())


async def told_while_away(store: Store, place: Place) -> None:
    letter = await kept(store, b"letter")
    await kill(place)
    asked = (store.inbox.answered(letter), store.desk.status(), store.inbox.commit(decision(letter)))
    said = await asyncio.gather(*asked, return_exceptions=True)
    assert [type(one) for one in said] == [Unavailable] * len(asked)
    await revive(place)
    assert await store.inbox.commit(decision(letter))


async def nothing_lost(store: Store, place: Place) -> None:
    """Eight that send, each the next letter when the one before is decided on, as a sender does who asks again."""
    sending = [asyncio.create_task(send(store, f"{sender}-")) for sender in range(8)]
    await asyncio.sleep(0.1)
    await kill(place)
    await revive(place)
    sent = [letter for letters in await asyncio.gather(*sending) for letter in letters]
    assert [await verdict_of(store, letter) for letter in sent] == ["stored"] * len(sent)
    page = await store.desk.letters(Query(limit=1000))
    assert len(page.rows) == len(sent) + 1
    assert len((await store.desk.audit(Query(limit=1000))).rows) == len(sent) + 1


async def send(store: Store, name: str) -> list[UUID]:
    return [await asked_until_done(store, f"{name}{number}".encode()) for number in range(40)]


async def asked_until_done(store: Store, data: bytes) -> UUID:
    while True:
        try:
            found = await store.inbox.keep(Letter(new_id(), START, "http", "", data), digest(data))
            if found.verdict is None:
                await store.inbox.commit(decision(found.id, message=message(data.decode())))
        except Unavailable:
            await asyncio.sleep(0.05)
        else:
            return found.id
