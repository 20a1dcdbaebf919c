"""An adapter as a process of its own, over PostgreSQL, in which every scenario has happened."""

from __future__ import annotations

import asyncio
import os
from contextlib import AsyncExitStack, ExitStack, contextmanager
from typing import TYPE_CHECKING

import pytest

from adapter.core.letter import Audit, Letter
from adapter.core.linking import check_value
from adapter.edges.clock import SystemClock
from adapter.edges.keys.installation import installation_key
from adapter.edges.store import opened
from adapter.events import Event
from conformance.served import adapter
from tests.edges.databases import create_database, drop_database
from tests.messages.letters import UNIVERSE
from tests.served.asking import Place, asking
from tests.served.world import World, made

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="session")
def world(database_url: str, open_folder: Path) -> Iterator[World]:
    url, var = create_database(database_url), open_folder / "served"
    with ExitStack() as ended:
        ended.callback(drop_database, database_url, url)
        runner, stack = ended.enter_context(asyncio.Runner()), AsyncExitStack()
        runner.run(prepared(url, var))
        with unmeasured():
            process = runner.run(stack.enter_async_context(adapter(var, {"IP_DATABASE_URL": url})))
        ended.callback(lambda: runner.run(stack.aclose()))
        yield runner.run(happened(Place(f"http://127.0.0.1:{process.port}", var), url))


@contextmanager
def unmeasured() -> Iterator[None]:
    """What is begun inside is not measured by coverage, which would take it twice as long."""
    with pytest.MonkeyPatch.context() as environ:
        for name in [one for one in os.environ if one.startswith("COVERAGE")]:
            environ.delenv(name)
        yield


async def prepared(url: str, var: Path) -> None:
    """An installation that is not new: one that is gets demo data."""
    clock = SystemClock()
    async with opened(url, check_value=check_value(installation_key(var / "installation.key"))) as store:
        audit = Audit(clock.new_id(), clock.now(), Event.PARTIES_LOADED, "test")
        await store.parties.load(UNIVERSE, audit)
        await store.inbox.keep(Letter(clock.new_id(), clock.now(), "folder", "none", b"<none/>"), b"none")


async def happened(place: Place, url: str) -> World:
    async with asking(place) as ask:
        return await made(ask, place, url)
