"""Wards: as many as the machine commonly has processors, each with a database and a folder of its own."""

from __future__ import annotations

import asyncio
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest

from adapter.edges.store import opened
from tests.edges.databases import create_database, drop_database
from tests.kill.composition import CHECK_VALUE
from tests.kill.mother import mothers
from tests.kill.ward import Ward, Wards

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

AT_ONCE = 2


@pytest.fixture(scope="session")
def wards(database_url: str, open_folder: Path) -> Iterator[Wards]:
    with ExitStack() as stack:
        urls = [create_database(database_url) for _ in range(AT_ONCE)]
        for url in urls:
            stack.callback(drop_database, database_url, url)
            asyncio.run(migrate(url))
        places = zip(stack.enter_context(mothers(AT_ONCE)), urls, strict=True)
        wards = [Ward(mother, url, open_folder / f"ward-{n}") for n, (mother, url) in enumerate(places)]
        yield Wards(stack.enter_context(ward) for ward in wards)


async def migrate(url: str) -> None:
    async with opened(url, check_value=CHECK_VALUE):
        pass
