"""`ip-adapter serve`: the adapter, until told to stop."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import Namespace

    from adapter.edges.terminal.console import Console, Exit
    from adapter.edges.terminal.installation import Installation


async def run(options: Namespace, console: Console, installation: Installation) -> Exit:
    """Run the installation."""
    return await installation.serve(options, console)
