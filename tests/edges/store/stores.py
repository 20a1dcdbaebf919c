"""Both stores, for tests that hold both to the same: `on_both` plays a scenario on an empty store of each kind."""

from __future__ import annotations

import asyncio
from contextlib import AbstractAsyncContextManager, nullcontext
from typing import TYPE_CHECKING, Protocol, TypeAlias

import pytest

from adapter.edges.memory import MemoryStore
from adapter.edges.store import opened

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from adapter.ports import Desk, Inbox, Outbox, Parties, Records, Replay

CHECK_VALUE = b"check value of the installation's key"


class Store(Protocol):
    """What both stores offer."""

    @property
    def inbox(self) -> Inbox: ...

    @property
    def outbox(self) -> Outbox: ...

    @property
    def parties(self) -> Parties: ...

    @property
    def desk(self) -> Desk: ...

    @property
    def records(self) -> Records: ...

    @property
    def replay(self) -> Replay: ...


Scenario: TypeAlias = "Callable[[Store], Awaitable[None]]"
Opening: TypeAlias = "Callable[[pytest.FixtureRequest], AbstractAsyncContextManager[Store]]"


def memory(_request: pytest.FixtureRequest) -> AbstractAsyncContextManager[Store]:
    return nullcontext(MemoryStore())


def postgresql(request: pytest.FixtureRequest) -> AbstractAsyncContextManager[Store]:
    return opened(request.getfixturevalue("emptied"), check_value=CHECK_VALUE)


def on_both(scenario: Scenario) -> Callable[[Opening, pytest.FixtureRequest], None]:
    """Makes a test of a scenario; each run has a loop and an empty store of its own."""

    @pytest.mark.parametrize("opening", [memory, postgresql])
    def test(opening: Opening, request: pytest.FixtureRequest) -> None:
        asyncio.run(_play(opening(request), scenario))

    return test


async def _play(store: AbstractAsyncContextManager[Store], scenario: Scenario) -> None:
    async with store as one:
        await scenario(one)
