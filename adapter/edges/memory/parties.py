"""The party table, in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapter.core.parties import Directory

if TYPE_CHECKING:
    from adapter.core.letter import Audit
    from adapter.core.parties import Party
    from adapter.edges.memory.tables import Tables


class MemoryParties:
    """`adapter.ports.Parties` over dicts."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def directory(self) -> Directory:
        """See the port."""
        return self._tables.directory

    async def load(self, parties: list[Party], audit: Audit) -> Directory:
        """See the port."""
        self._tables.directory = Directory(self._tables.directory.generation + 1, tuple(parties))
        self._tables.note(audit)
        return self._tables.directory
