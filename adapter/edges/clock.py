"""Time and chance of the machine."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime
from uuid import UUID

_VERSION_7 = 0x7000_8000_0000_0000_0000
_RANDOM = 0x0FFF_3FFF_FFFF_FFFF_FFFF


class SystemClock:
    """The machine's clock, and ids that sort by it (RFC 9562, version 7)."""

    def now(self) -> datetime:
        """This moment in UTC."""
        return datetime.now(UTC)

    def new_id(self) -> UUID:
        """Milliseconds, then chance: ids of one second lie together in an index."""
        milliseconds = time.time_ns() // 1_000_000
        return UUID(int=milliseconds << 80 | _VERSION_7 | int.from_bytes(os.urandom(10)) & _RANDOM)
