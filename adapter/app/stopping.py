"""Until when a program runs that has no end of its own."""

from __future__ import annotations

import asyncio
import signal


def stopping() -> asyncio.Event:
    """Set by the first SIGINT or SIGTERM."""
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    return stop
