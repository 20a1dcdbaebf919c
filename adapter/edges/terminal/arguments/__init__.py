"""The words of the command line: every command, its arguments, its help with examples."""

from __future__ import annotations

from adapter.edges.terminal.arguments.commands import COMMANDS, parsed
from adapter.edges.terminal.arguments.parser import TextAsked

__all__ = ["COMMANDS", "TextAsked", "parsed"]
