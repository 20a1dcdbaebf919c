"""A server that dies under its adapter is started again where it was; a start prefers the port of the last one."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
from typing import TYPE_CHECKING

import pytest

from adapter.edges.postgres import cluster, lock
from adapter.edges.postgres.configuration import configuration, configured_port
from adapter.edges.postgres.server import revived, running
from adapter.errors import StartError
from tests.edges.databases import rows

if TYPE_CHECKING:
    from pathlib import Path


def kill(installation: Path, number: signal.Signals) -> None:
    left = installation / "postgres" / "data" / "postmaster.pid"
    os.kill(int(left.read_text().splitlines()[0]), number)


async def dead(installation: Path) -> None:
    async with asyncio.timeout(60):
        while not lock.free(installation / "postgres" / "living.lock"):  # noqa: ASYNC110 - another process is waited for
            await asyncio.sleep(0.02)


@pytest.mark.parametrize("number", [signal.SIGQUIT, signal.SIGKILL, signal.SIGINT])
def test_a_server_that_was_ended_is_started_again_at_its_port(
    installation: Path, number: signal.Signals
) -> None:
    async def use() -> None:
        async with running(installation, say=print) as server:
            assert not await revived(server)
            await rows(server.url, "create table if not exists kept (number integer)")
            await rows(server.url, "insert into kept values ($1)", number)
            kill(installation, number)
            await dead(installation)
            assert await revived(server)
            assert not await revived(server)
            assert await rows(server.url, "select from kept where number = $1", number) == [()]

    asyncio.run(use())
    assert lock.free(installation / "postgres" / "living.lock")


def test_one_whose_port_was_taken_meanwhile_is_told_of_and_started_when_it_is_free(
    installation: Path,
) -> None:
    async def use() -> None:
        async with running(installation, say=print) as server:
            kill(installation, signal.SIGINT)
            await dead(installation)
            with socket.create_server((cluster.LOOPBACK, server.port)), pytest.raises(StartError):
                await revived(server)
            assert await revived(server)
            assert await rows(server.url, "select 1") == [(1,)]

    asyncio.run(use())


def test_the_next_start_has_the_same_port_unless_somebody_took_it(installation: Path) -> None:
    async def port() -> int:
        async with running(installation, say=print) as server:
            return server.port

    first = asyncio.run(port())
    assert asyncio.run(port()) == first
    with socket.create_server((cluster.LOOPBACK, first)):
        assert asyncio.run(port()) != first


def test_the_port_is_read_as_it_was_written() -> None:
    assert configured_port(configuration(5433, durable=True)) == 5433
    assert configured_port("") is None
