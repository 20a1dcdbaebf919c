"""`ip-adapter audit`: what was done, by whom and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapter.edges.terminal import table
from adapter.edges.terminal.asking import query
from adapter.edges.terminal.console import Exit
from adapter.edges.terminal.rows import ENTRIES

if TYPE_CHECKING:
    from argparse import Namespace

    from adapter.edges.terminal.console import Console
    from adapter.edges.terminal.installation import Installation


async def run(options: Namespace, console: Console, installation: Installation) -> Exit:
    """The audit, newest first."""
    async with installation.opened(options, console) as opened:
        page = await opened.desk.audit(query(options))
    table.answer(console, ENTRIES, page, as_json=options.json)
    return Exit.DONE
