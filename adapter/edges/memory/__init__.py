"""The store in memory: the double of `adapter.edges.store`, with the same answers (tests/edges holds both to one suite).

Nothing outlives the process. Each method is done at one go, so that a transaction is no more than its last lines.
"""

from __future__ import annotations

from adapter.edges.memory.desk import MemoryDesk
from adapter.edges.memory.inbox import MemoryInbox
from adapter.edges.memory.outbox import MemoryOutbox
from adapter.edges.memory.parties import MemoryParties
from adapter.edges.memory.records import MemoryRecords
from adapter.edges.memory.replay import MemoryReplay
from adapter.edges.memory.tables import Tables

__all__ = ["MemoryStore"]


class MemoryStore:
    """The six ports over one set of tables, which tests may look into."""

    def __init__(self) -> None:
        self.tables = Tables()
        self.inbox = MemoryInbox(self.tables)
        self.outbox = MemoryOutbox(self.tables)
        self.parties = MemoryParties(self.tables)
        self.desk = MemoryDesk(self.tables)
        self.records = MemoryRecords(self.tables)
        self.replay = MemoryReplay(self.tables)
