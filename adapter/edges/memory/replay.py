"""Proofs and assertions that were used, in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from adapter.edges.memory.tables import Tables


class MemoryReplay:
    """`adapter.ports.Replay` over a dict."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def first(self, key: bytes, until: datetime, now: datetime) -> bool:
        """See the port."""
        used = self._tables.used
        for forgotten in [one for one, end in used.items() if end < now]:
            del used[forgotten]
        return used.setdefault(key, until) is until
