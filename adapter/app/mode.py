"""What development and service differ in."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from contextlib import AbstractAsyncContextManager
    from pathlib import Path

    from adapter.app.identity import Identity
    from adapter.edges.store import Store
    from adapter.journeys.receive import Receive
    from adapter.ports import Clock, Told
    from adapter.settings import Settings

Identifying: TypeAlias = "Callable[[Settings, Store, Clock, Told], AbstractAsyncContextManager[Identity]]"
"""Makes what tells who asks, for as long as the server runs."""


class Mode(NamedTuple):
    """Who asks, what must be in the installation at first (how many messages were loaded), and what is said of it."""

    identity: Identifying
    begin: Callable[[Store, Receive, Clock], Awaitable[int]]
    said: Callable[[Settings, str, Path | None, int], str]
    development: bool
