"""Connections taken from a listening socket that several processes share, so that each has as many as the others.

The system wakes all of them and gives a connection to whoever asks first, which now and then is the same one each time:
then that one has everything to do, for connections are kept. So who has more than another one waits a moment before it asks.
"""

from __future__ import annotations

import asyncio
import errno
from typing import TYPE_CHECKING, Final, Protocol

from adapter.events import Event

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable

    from adapter.ports import Told

MOMENT: Final = 0.002
"""Seconds that others are given; whoever does not take it by then (it is stopped, or gone) does without."""

RELIEF: Final = 1.0
"""Seconds until a process that may open no more files tries again."""

_GONE: Final = frozenset({errno.ECONNABORTED, errno.EPROTO, errno.EPERM, errno.EINTR})
"""The connection was given up, or refused by a firewall, before it was taken."""


class Share(Protocol):
    """How many connections each of the processes has."""

    def opened(self, change: int) -> None:
        """One more in this process, or (-1) one less."""
        ...

    def is_ahead(self) -> bool:
        """Whether another process has fewer than this one."""
        ...


class Alone:
    """The share of a process that shares with nobody."""

    def opened(self, change: int) -> None:
        """See the Protocol."""

    def is_ahead(self) -> bool:
        """See the Protocol."""
        return False


class Accepting:
    """Takes connections from `begin` to `end`, and hands each to a protocol of its own that `make` makes."""

    def __init__(
        self, listener: socket.socket, make: Callable[[], asyncio.Protocol], share: Share, told: Told
    ) -> None:
        self._listener, self._make, self._share, self._told = listener, make, share, told
        self._later: asyncio.TimerHandle | None = None
        self._taking: set[asyncio.Task[None]] = set()

    def begin(self) -> None:
        """Take what comes, and what has come."""
        self._loop = asyncio.get_running_loop()
        self._listener.settimeout(0)
        self._look()

    def end(self) -> None:
        """Take no more."""
        self._look_away()
        if self._later is not None:
            self._later.cancel()

    def _look(self) -> None:
        self._loop.add_reader(self._listener.fileno(), self._come)

    def _look_away(self) -> None:
        self._loop.remove_reader(self._listener.fileno())

    def _come(self) -> None:
        if self._share.is_ahead():
            self._look_away()
            self._later = self._loop.call_later(MOMENT, self._go_on)
        else:
            self._take()

    def _go_on(self) -> None:
        """Nobody else may have taken it."""
        if self._take():
            self._look()

    def _take(self) -> bool:
        """Take one, if there still is one; False: look again later."""
        try:
            taken, _ = self._listener.accept()
        except BlockingIOError:  # another process was faster
            return True
        except OSError as error:
            return error.errno in _GONE or self._relieved(error)
        self._share.opened(1)
        task = self._loop.create_task(self._hand(taken))
        self._taking.add(task)
        task.add_done_callback(self._taking.discard)
        return True

    def _relieved(self, error: OSError) -> bool:
        self._told(Event.CONNECTIONS_WAIT, fault=errno.errorcode.get(error.errno or 0, "?"))
        self._look_away()
        self._later = self._loop.call_later(RELIEF, self._look)
        return False

    async def _hand(self, taken: socket.socket) -> None:
        try:
            taken.settimeout(0)
            await self._loop.connect_accepted_socket(self._make, taken)
        except OSError:  # it has left already, which some systems tell only here
            self._share.opened(-1)
            taken.close()
