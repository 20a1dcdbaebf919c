"""Connections are spread evenly over the processes that share a socket, and none is left waiting."""

from __future__ import annotations

import asyncio
import errno
import socket
from contextlib import ExitStack, asynccontextmanager, closing
from functools import partial
from typing import TYPE_CHECKING

from adapter.edges.http.accepting import Accepting, Share
from adapter.edges.http.server import bound
from adapter.edges.metrics import OPEN, Metrics, table
from adapter.events import Event

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable

    from adapter.edges.metrics import Table


class Line(asyncio.Protocol):
    """A connection that says which process has it."""

    def __init__(self, name: int, share: Share) -> None:
        self._name, self._share = name, share

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        transport.write(b"%d" % self._name)

    def connection_lost(self, _: Exception | None) -> None:
        self._share.opened(-1)


def nobody(event: Event, **ids: str | int) -> None:
    raise AssertionError(event, ids)


@asynccontextmanager
async def taking(listener: socket.socket, shares: Iterable[Share]) -> AsyncIterator[None]:
    """Several that take from one socket, as processes do."""
    with ExitStack() as open_:
        for name, share in enumerate(shares):
            own = open_.enter_context(closing(listener.dup()))
            taker = Accepting(own, partial(Line, name, share), share, nobody)
            taker.begin()
            open_.callback(taker.end)
        yield


async def taken_by(listener: socket.socket) -> tuple[int, asyncio.StreamWriter]:
    reader, writer = await asyncio.open_connection(*listener.getsockname())
    return int(await asyncio.wait_for(reader.read(1), 10)), writer


async def left(writers: Iterable[asyncio.StreamWriter]) -> None:
    for writer in writers:
        writer.close()
        await writer.wait_closed()


def spread(rows: Table) -> list[int]:
    """Connections of each process."""
    return [int(row[OPEN]) for row in rows]


async def until(rows: Table, so_many: int) -> None:
    """That many are open: the ends of others have been heard of."""
    for _ in range(10_000):
        if sum(spread(rows)) == so_many:
            return
        await asyncio.sleep(0.001)
    raise AssertionError(spread(rows))


def test_each_gets_as_many_as_the_others() -> None:
    """Give or take those that come within the moment that is waited."""
    rows = table(3)
    metrics = [Metrics("1.0", rows, row) for row in range(3)]

    async def work() -> None:
        with closing(bound("127.0.0.1", 0)) as listener:
            async with taking(listener, metrics):
                found = [await taken_by(listener) for _ in range(24)]
                names = [name for name, _ in found]
                assert spread(rows) == [names.count(name) for name in range(3)]
                assert max(spread(rows)) - min(spread(rows)) <= 2
                assert b"\nip_connections 24.0\n" in metrics[1].page()
                gone = names.count(1)
                await left(writer for name, writer in found if name == 1)
                await until(rows, 24 - gone)
                again = [await taken_by(listener) for _ in range(gone)]
                assert max(spread(rows)) - min(spread(rows)) <= 2
                await left(
                    [*(writer for name, writer in found if name != 1), *(writer for _, writer in again)]
                )

    asyncio.run(work())


def test_one_that_does_not_take_its_share_is_not_waited_for() -> None:
    """The other process is stopped, or gone: its row stands at nought."""
    metrics = Metrics("1.0", table(2), 0)

    async def work() -> None:
        with closing(bound("127.0.0.1", 0)) as listener:
            async with taking(listener, [metrics]):
                found = [await taken_by(listener) for _ in range(5)]
                assert metrics.is_ahead()
                await left(writer for _, writer in found)

    asyncio.run(work())


def test_a_process_that_begins_anew_has_no_connections() -> None:
    rows = table(2)
    Metrics("1.0", rows, 1).opened(7)
    Metrics("1.0", rows, 1)
    first = Metrics("1.0", rows, 0)
    assert not first.is_ahead()
    assert b"\nip_connections 0.0\n" in first.page()


class Failing(socket.socket):
    """A socket at which taking goes wrong in each of these ways first."""

    faults: list[int]

    def accept(self) -> tuple[socket.socket, object]:
        if self.faults:
            raise OSError(self.faults.pop(0), "")
        return super().accept()


def test_what_goes_wrong_with_one_connection_stops_no_other_and_a_lack_of_files_is_told() -> None:
    told: list[tuple[Event, dict[str, str | int]]] = []
    rows = table(1)
    share = Metrics("1.0", rows)
    faults = [ConnectionResetError()]

    def make() -> Line:
        if faults:
            raise faults.pop()
        return Line(0, share)

    async def work() -> None:
        with closing(bound("127.0.0.1", 0)) as plain, Failing(fileno=plain.dup().detach()) as listener:
            listener.faults = [errno.ECONNABORTED, errno.EMFILE]
            taker = Accepting(listener, make, share, lambda event, **ids: told.append((event, ids)))
            taker.begin()
            _, broken = await asyncio.open_connection(*listener.getsockname())
            name, writer = await taken_by(listener)
            assert (name, spread(rows)) == (0, [1])
            await left([broken, writer])
            taker.end()

    asyncio.run(work())
    assert told == [(Event.CONNECTIONS_WAIT, {"fault": "EMFILE"})]
