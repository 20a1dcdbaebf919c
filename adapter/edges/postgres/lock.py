"""Locks on files, which the system takes back from whoever dies.

Two say who is there. `users`: shared by every adapter for as long as it uses the server; who can have it alone is the last
one and stops the server. `living`: handed down to the server, so held for as long as any of its processes lives; process
numbers do not tell that, as they are given out anew after a restart and differ between containers.
"""

from __future__ import annotations

import asyncio
import fcntl
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from adapter.edges.postgres.files import refused

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAUSE = 0.05
"""Seconds between two looks at something that others are to do."""


@contextmanager
def opened(path: Path) -> Iterator[int]:
    """A file to lock, made where it is not there. Closing it gives back the lock, unless a child has it as well."""
    with refused(path):
        file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        yield file
    finally:
        os.close(file)


async def share(file: int) -> None:
    """Have the lock together with others; wait while somebody has it alone."""
    while True:
        if _taken(file, fcntl.LOCK_SH):
            return
        await asyncio.sleep(PAUSE)


def alone(file: int) -> bool:
    """Have the lock alone, if nobody else has it."""
    return _taken(file, fcntl.LOCK_EX)


def free(path: Path) -> bool:
    """Whether nobody has the lock."""
    with opened(path) as file:
        return alone(file)


def _taken(file: int, kind: int) -> bool:
    try:
        fcntl.flock(file, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
