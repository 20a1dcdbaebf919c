"""`ip-adapter proxy`: any client asks a running adapter as one of the development clients."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import Namespace

    from adapter.edges.terminal.console import Console, Exit
    from adapter.edges.terminal.installation import Installation


async def run(options: Namespace, console: Console, installation: Installation) -> Exit:
    """Run it."""
    return await installation.proxy(options, console)
