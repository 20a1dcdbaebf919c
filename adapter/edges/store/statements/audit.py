"""What happened, by whom, under which rule."""

from __future__ import annotations

from typing import Final

from adapter.edges.store.statements.statement import Statement

NOTE: Final = Statement(
    "note",
    """
    {note_all}
    on conflict do nothing
    """,
)
