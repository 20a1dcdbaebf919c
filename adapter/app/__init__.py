"""The program put together: the one room that knows all edges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapter.app.collector import look_seldom
from adapter.app.installation import Installed
from adapter.edges.terminal.run import main as terminal

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line over the adapter as installed here; the exit code."""
    look_seldom()
    return terminal(arguments, installation=Installed())
