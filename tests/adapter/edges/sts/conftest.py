"""One service for the tests of this room: it stands while a test's work is done."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

import pytest

from adapter.core.dev_clients import CLIENTS, DevClient
from tests.adapter.edges.sts.stand import standing

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    from tests.adapter.edges.sts.stand import Stand

STRICT = DevClient("strict", "310010103", strict=True)


class Service(Protocol):
    """`service(work)` does a test's work at the service."""

    def __call__(self, work: Callable[[Stand], Awaitable[None]]) -> None: ...


@pytest.fixture(scope="package")
def service() -> Iterator[Service]:
    """The development clients, and one that is held strictly."""
    stack = AsyncExitStack()
    with asyncio.Runner() as runner:
        stand = runner.run(stack.enter_async_context(standing((*CLIENTS.values(), STRICT))))

        async def done(work: Callable[[Stand], Awaitable[None]]) -> None:
            stand.clock.ahead = timedelta(0)
            await work(stand)

        yield lambda work: runner.run(done(work))
        runner.run(stack.aclose())
