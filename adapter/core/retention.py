"""What is kept for how long: a table, from which the stores remove what is older than the setting says.

Letters of stored messages, resources and the audit are never removed here: they are the record of health care, and what
ends them is an archivist's decision, no setting. A letter whose bytes are gone keeps its row, so that its bytes are
known again when they come again, and answered as then.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from adapter.core.delivery import State
    from adapter.core.letter import Verdict

BYTES_GO: Final[tuple[Verdict, ...]] = ("duplicate", "silent")
"""Letters whose bytes are removed: what they say is kept with another letter, or is nothing for us."""

ROWS_GO: Final[tuple[State, ...]] = ("sent", "dead")
"""Outgoing things that are removed; what left is kept as the answer of its letter."""
