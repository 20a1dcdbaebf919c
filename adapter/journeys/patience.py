"""Patience with a store that is away for a moment: what was begun is tried again, since asking again is safe."""

from __future__ import annotations

import asyncio
from itertools import count
from typing import TYPE_CHECKING, TypeVar

from adapter.core.retry import pause
from adapter.errors import Unavailable

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

T = TypeVar("T")


async def patiently(work: Callable[[], Awaitable[T]]) -> T:
    """Do it, again while the store is away, within the patience of a request. Raises `Unavailable` after that."""
    for attempt in count(1):
        try:
            return await work()
        except Unavailable:
            wait = pause(attempt)
            if wait is None:
                raise
            await asyncio.sleep(wait)
    raise AssertionError  # count() has no end
