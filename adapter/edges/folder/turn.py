"""One adapter at a time watches a folder: two would take the same file, and each answer it.

The others wait, and whoever finds the folder free goes on: the system takes the lock back from whoever stops or dies.
"""

from __future__ import annotations

import errno
import fcntl
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from adapter.edges.folder.faults import fault
from adapter.edges.folder.preparing import shown
from adapter.errors import StartError
from adapter.events import Event

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from adapter.ports import Told

LOCK: Final = ".adapter"
"""The file in the watched folder that is locked by whoever watches it."""

_OTHERS: Final = frozenset({errno.EWOULDBLOCK, errno.EACCES})
"""What a file system says of a lock that somebody else has."""


class Turn:
    """Whose turn it is to watch."""

    def __init__(self, file: int, told: Told) -> None:
        self._file, self._told = file, told
        self._ours: bool | None = None

    def ours(self) -> bool:
        """Whether it is ours, from now until we leave. On a file system that knows no locks it is everybody's."""
        if not self._ours:
            before, self._ours = self._ours, self._taken()
            if before is not self._ours:
                self._told(Event.FOLDER_OURS if self._ours else Event.FOLDER_OTHERS)
        return self._ours

    def _taken(self) -> bool:
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            return error.errno not in _OTHERS
        return True


@contextmanager
def turn(root: Path, told: Told) -> Iterator[Turn]:
    """A place in the line for a folder that is there. Raises `StartError`."""
    try:
        file = os.open(root / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise StartError(f"the folder {shown(root)} cannot be used: {fault(error).sentence}") from None
    try:
        yield Turn(file, told)
    finally:
        os.close(file)
