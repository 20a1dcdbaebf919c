"""What the port says of proofs that were used: held to by both stores, and by two processes' pools at once."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from adapter.edges.store import opened
from adapter.edges.store.replay import EVERY
from tests.edges.databases import rows
from tests.edges.store.stores import CHECK_VALUE, Store, on_both
from tests.edges.store.values import at

MICROSECOND = timedelta(microseconds=1)


@on_both
async def test_a_key_is_used_once_and_again_when_its_time_is_over(store: Store) -> None:
    first = store.replay.first
    assert await first(b"key", at(1), at(0))
    assert not await first(b"key", at(5), at(0))
    assert not await first(b"key", at(5), at(1))
    assert await first(b"key", at(5), at(1) + MICROSECOND)
    assert not await first(b"key", at(9), at(5))


@on_both
async def test_each_key_is_by_itself(store: Store) -> None:
    keys = [b"", b"\0", b"key", b"Key", bytes(1000)]
    assert [await store.replay.first(key, at(1), at(0)) for key in keys * 2] == [True] * 5 + [False] * 5


def test_of_200_at_once_over_two_pools_one_is_first(emptied: str) -> None:
    async def scenario() -> list[bool]:
        async with (
            opened(emptied, check_value=CHECK_VALUE) as one,
            opened(emptied, check_value=CHECK_VALUE) as other,
        ):
            stores = [one, other] * 100
            return await asyncio.gather(*(store.replay.first(b"proof", at(1), at(0)) for store in stores))

    assert sorted(asyncio.run(scenario())) == [False] * 199 + [True]


def test_of_many_at_once_after_its_time_one_is_first_again(emptied: str) -> None:
    async def scenario() -> list[bool]:
        async with opened(emptied, check_value=CHECK_VALUE) as store:
            assert await store.replay.first(b"proof", at(1), at(0))
            return await asyncio.gather(*(store.replay.first(b"proof", at(3), at(2)) for _ in range(50)))

    assert sorted(asyncio.run(scenario())) == [False] * 49 + [True]


def test_keys_whose_time_is_over_are_forgotten_now_and_then(emptied: str) -> None:
    async def scenario() -> list[list[tuple[object, ...]]]:
        async with opened(emptied, check_value=CHECK_VALUE) as store:
            return [await kept(store, number) for number in range(4)]

    async def kept(store: Store, number: int) -> list[tuple[object, ...]]:
        now = at(0) + number * EVERY / 2
        assert await store.replay.first(bytes([number]), now + MICROSECOND, now)
        return await rows(emptied, "select key from replay order by key")

    assert asyncio.run(scenario()) == [
        [(b"\0",)],
        [(b"\0",), (b"\1",)],
        [(b"\2",)],
        [(b"\2",), (b"\3",)],
    ]
