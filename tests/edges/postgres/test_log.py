"""What the embedded server writes to its log never holds a value of a row, a parameter or a statement."""

from __future__ import annotations

import asyncio
import os
import signal
from contextlib import suppress
from typing import TYPE_CHECKING

import asyncpg
import pytest

from adapter.edges.postgres.server import running
from tests.edges.databases import rows

if TYPE_CHECKING:
    from pathlib import Path

NAME = "Ola Nordmann"

FAILING: list[tuple[str, tuple[object, ...]]] = [
    ("insert into persons values ($1)", (NAME,)),  # it is there already
    (f"select pg_notify(repeat('{NAME}', 9), '')", ()),
    (f"select '{NAME}'::integer", ()),
    ("select cast($1::text as integer)", (NAME,)),
    ("select cast($1::text as jsonb)", (NAME,)),
    (f"sel '{NAME}'", ()),
    (f"do $$ begin raise exception '{NAME}' using detail = '{NAME}', hint = '{NAME}'; end $$", ()),
    (f"set statement_timeout = 10; select pg_sleep(100), '{NAME}'", ()),
]
QUIET = f"do $$ begin raise warning '{NAME}'; raise notice '{NAME}'; end $$"


async def crash(url: str) -> None:
    """Have the process that does a statement be killed, as for want of memory."""
    connection = await asyncpg.connect(url)
    process = await connection.fetchval("select pg_backend_pid()")
    sleeping = asyncio.ensure_future(connection.execute(f"select pg_sleep(100), '{NAME}'"))
    await asyncio.sleep(0.1)  # longer than the statement takes to get there
    os.kill(process, signal.SIGKILL)
    with suppress(asyncpg.PostgresConnectionError):
        await sleeping
    await connection.close()


async def again(url: str) -> None:
    while True:
        with suppress(OSError, asyncpg.PostgresError):
            await rows(url, "select 1")
            return
        await asyncio.sleep(0.05)


def test_no_value_gets_into_the_log(folder: Path) -> None:
    async def provoke() -> None:
        async with running(folder, say=print) as server:
            await rows(server.url, f"create table persons as select '{NAME}' as name")
            await rows(server.url, "create unique index on persons (name)")
            for statement, parameters in FAILING:
                with pytest.raises(asyncpg.PostgresError):
                    await rows(server.url, statement, *parameters)
            await rows(server.url, QUIET)
            await crash(server.url)
            async with asyncio.timeout(60):
                await again(server.url)

    asyncio.run(provoke())
    log = (folder / "postgres" / "log").read_text()
    assert "was terminated by signal 9" in log
    assert "Nordmann" not in log
