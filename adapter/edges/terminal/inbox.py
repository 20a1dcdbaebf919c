"""`ip-adapter inbox`: letters that came in, and what became of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from adapter.core.letter import ATTENTION
from adapter.edges.terminal import again, letter, table
from adapter.edges.terminal.arguments.letters import ASKED_FOR
from adapter.edges.terminal.asking import query
from adapter.edges.terminal.console import Exit
from adapter.edges.terminal.rows import LETTERS

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Awaitable, Callable

    from adapter.edges.terminal.console import Console
    from adapter.edges.terminal.installation import Installation, Opened


async def run(options: Namespace, console: Console, installation: Installation) -> Exit:
    """One of the actions below, over the store."""
    check = CHECKS.get(options.action)
    if check is not None:
        check(options)
    async with installation.opened(options, console) as opened:
        return await ACTIONS[options.action](options, console, opened)


async def listed(options: Namespace, console: Console, opened: Opened) -> Exit:
    """Letters, newest first."""
    states = sorted(
        {one for state in options.state for one in (ATTENTION if state == ASKED_FOR else {state})}
    )
    page = await opened.desk.letters(query(options, *states))
    table.answer(console, LETTERS, page, as_json=options.json)
    return Exit.DONE


CHECKS: Final[dict[str, Callable[[Namespace], None]]] = {"show": letter.check, "retry": again.check}
"""What the parser cannot tell of a command line."""

ACTIONS: Final[dict[str, Callable[[Namespace, Console, Opened], Awaitable[Exit]]]] = {
    "list": listed,
    "show": letter.show,
    "retry": again.retry,
}
