"""The database killed under a running adapter, and how long nobody was answered."""

from __future__ import annotations

import asyncio
import os
import signal
from itertools import pairwise
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Final

from adapter.edges.postgres import lock

if TYPE_CHECKING:
    from conformance.soak.senders import Progress


PAUSE: Final = 0.001
"""Seconds between two looks whether the server is dead: the adapter looks as well, once a second, and starts it again."""


async def kill_database(var: Path, progress: Progress, down: float) -> float:
    """When half of the messages were answered, stop the embedded server at once (SIGQUIT, like a crash); the moment.

    Nobody can start it again for some seconds: we hold the lock that says that it lives. Where the adapter was quicker it
    runs again already.
    """
    await progress.half.wait()
    home = _home(var)
    server = _process(home)
    if not server:  # a signal to 0 would be one to ourselves
        raise RuntimeError("the server that is to be killed does not run")
    os.kill(server, signal.SIGQUIT)
    killed = perf_counter()
    with lock.opened(home / "living.lock") as living:
        if await _ours(living, home, server):
            await asyncio.sleep(down)
    return killed


async def _ours(living: int, home: Path, server: int) -> bool:
    """Wait for the last of the server's processes, and have the lock from then on; False where another server has it."""
    while not lock.alone(living):
        if _process(home) not in (server, 0):
            return False
        await asyncio.sleep(PAUSE)
    return True


def _home(var: Path) -> Path:
    elsewhere = var / "postgres.elsewhere"
    return Path(os.fsdecode(elsewhere.read_bytes())) if elsewhere.exists() else var / "postgres"


def _process(home: Path) -> int:
    """The server's number; 0 while there is none, or its file is being written."""
    try:
        return int((home / "data" / "postmaster.pid").read_text("ascii").splitlines()[0])
    except (FileNotFoundError, IndexError, ValueError):
        return 0


def silence(progress: Progress, killed: float) -> float:
    """The longest time from then on in which nobody was answered, in seconds."""
    moments = [killed, *sorted(one.at for one in progress.answers.values() if one.at >= killed)]
    return max((later - earlier for earlier, later in pairwise(moments)), default=0.0)
