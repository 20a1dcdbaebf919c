"""Further processes that answer requests beside the first: Python runs in one processor at a time, a machine has more.

They share the first one's socket, its database and its table of metrics, and nothing else. Each is begun anew when it
ends by itself, and ends when the first one does, however that goes.
"""

from __future__ import annotations

import asyncio
import signal
import sys
from contextlib import asynccontextmanager
from multiprocessing import get_context
from typing import TYPE_CHECKING, Final, NamedTuple

import uvloop

from adapter.app.answering import Telling, answered, wire, wiring
from adapter.app.collector import look_seldom, spare_what_stays
from adapter.app.opening import opened
from adapter.app.stopping import stopping
from adapter.edges.clock import SystemClock
from adapter.edges.log import listening
from adapter.edges.terminal.console import NAME, Console, Exit
from adapter.errors import AdapterError, StartError, place
from adapter.events import Event

if TYPE_CHECKING:
    import socket
    from collections.abc import AsyncIterator, Coroutine, Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

    from adapter.app.mode import Mode
    from adapter.edges.metrics import Table
    from adapter.ports import Told
    from adapter.settings import Settings

PAUSE: Final = 1.0
"""Seconds until one that ended is begun anew."""

LATEST: Final = 60.0
"""Seconds for one to end that was told to; what it answers is given a third of that."""

SPAWN: Final = get_context("spawn")
"""A new interpreter each: what a fork copies of a running loop and its threads is of no use."""


class Part(NamedTuple):
    """What a helper is told; `settings` name the database that the first process found or started."""

    settings: Settings
    mode: Mode
    listener: socket.socket
    rows: Table
    row: int
    as_json: bool


# --- in the first process ---------------------------------------------------------------------------------------------


@asynccontextmanager
async def helped(parts: Sequence[Part], told: Told) -> AsyncIterator[asyncio.Event]:
    """Have them help while inside, once all of them answer. The event that is given asks them to end before that.

    Raises `StartError` where one does not begin; it has told why.
    """
    stop = asyncio.Event()
    begun = [asyncio.get_running_loop().create_future() for _ in parts]
    tasks = [
        asyncio.create_task(_kept(part, begins, stop, told))
        for part, begins in zip(parts, begun, strict=True)
    ]
    try:
        await asyncio.gather(*begun)
        yield stop
    finally:
        stop.set()
        await asyncio.gather(*tasks)


async def _kept(part: Part, begun: asyncio.Future[None], stop: asyncio.Event, told: Told) -> None:
    """Keep one going until it is to end."""
    while not stop.is_set():
        process, line = _started(part)
        await _readable(line.fileno())
        if not begun.done():
            _tell(begun, answers=_said(line))
        await _first(_readable(process.sentinel), stop.wait())
        process.terminate()
        await _first(_readable(process.sentinel), asyncio.sleep(LATEST))
        process.kill()
        process.join()
        line.close()
        if not stop.is_set():
            told(Event.HELPER_ENDED, code=process.exitcode or 0)
            await _first(asyncio.sleep(PAUSE), stop.wait())


def _started(part: Part) -> tuple[BaseProcess, Connection]:
    """One that was begun, and a line to it: it has a word when it answers, and breaks when either side is gone."""
    here, there = SPAWN.Pipe()
    process = SPAWN.Process(target=run, args=(part, there), daemon=True)
    # Ctrl-C at a terminal reaches all of them: it is the first one's to pass on.
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        process.start()
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    there.close()
    return process, here


def _tell(begun: asyncio.Future[None], *, answers: bool) -> None:
    if answers:
        begun.set_result(None)
    else:
        begun.set_exception(StartError("a further process that answers requests could not begin"))


def _said(line: Connection) -> bool:
    """Whether the other side has said that it answers, or is gone without a word."""
    try:
        return bool(line.recv_bytes())
    except EOFError:
        return False


async def _readable(descriptor: int) -> None:
    """Wait until something comes, or the other side is gone."""
    loop = asyncio.get_running_loop()
    seen = asyncio.Event()
    loop.add_reader(descriptor, seen.set)
    try:
        await seen.wait()
    finally:
        loop.remove_reader(descriptor)


async def _first(*waits: Coroutine[object, object, object]) -> None:
    """Wait for the first of them, and for the others no more."""
    tasks = [asyncio.create_task(wait) for wait in waits]
    _, others = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for other in others:
        other.cancel()
    await asyncio.gather(*others, return_exceptions=True)


# --- in a further one -------------------------------------------------------------------------------------------------


def run(part: Part, line: Connection) -> None:
    """Help until told to stop, or until the first process is gone."""
    look_seldom()
    sys.exit(uvloop.run(_help(part, line)))


async def _help(part: Part, line: Connection) -> Exit:
    stop = stopping()
    asyncio.get_running_loop().add_reader(line.fileno(), stop.set)
    told = Telling(SystemClock(), part.rows, part.row, as_json=part.as_json)
    with listening(told):
        try:
            await _answer(part, line, stop, told)
        except AdapterError as error:
            Console.of_process().say(f"{NAME}: {error}")
            return Exit.START
        except Exception as error:  # noqa: BLE001 - the last line before a stack trace, which may quote a message
            told(Event.DEFECT, error=type(error).__name__, at=place(error.__traceback__))
            return Exit.DEFECT
    return Exit.DONE


async def _answer(part: Part, line: Connection, stop: asyncio.Event, told: Telling) -> None:
    settings, mode = part.settings, part.mode
    async with opened(settings, settings.database_url) as store:
        parts = wire(store, settings, told)
        async with mode.identity(settings, store, parts.clock, told) as callers:
            to = wiring(parts, settings, callers, told.metrics, development=mode.development)
            async with answered(part.listener, told.metrics, callers, to):
                spare_what_stays()
                line.send_bytes(b"answers")
                await stop.wait()
