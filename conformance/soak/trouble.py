"""The database killed under a running adapter, and how long nobody was answered."""

from __future__ import annotations

import asyncio
import os
import signal
from itertools import pairwise
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from adapter.edges.postgres import lock

if TYPE_CHECKING:
    from conformance.soak.senders import Progress


async def kill_database(var: Path, progress: Progress, down: float) -> float:
    """When half of the messages were answered, stop the embedded server at once (SIGQUIT, like a crash); the moment.

    Nobody can start it again for some seconds: we hold the lock that says that it lives.
    """
    await progress.half.wait()
    home = _home(var)
    os.kill(_process(home), signal.SIGQUIT)
    killed = perf_counter()
    with lock.opened(home / "living.lock") as living:
        await _dead(living)
        await asyncio.sleep(down)
    return killed


async def _dead(living: int) -> None:
    """Wait for the last of the server's processes, and have the lock from then on."""
    while True:
        if lock.alone(living):
            return
        await asyncio.sleep(lock.PAUSE)


def _home(var: Path) -> Path:
    elsewhere = var / "postgres.elsewhere"
    return Path(os.fsdecode(elsewhere.read_bytes())) if elsewhere.exists() else var / "postgres"


def _process(home: Path) -> int:
    return int((home / "data" / "postmaster.pid").read_text("ascii").splitlines()[0])


def silence(progress: Progress, killed: float) -> float:
    """The longest time from then on in which nobody was answered, in seconds."""
    moments = [killed, *sorted(one.at for one in progress.answers.values() if one.at >= killed)]
    return max((later - earlier for earlier, later in pairwise(moments)), default=0.0)
