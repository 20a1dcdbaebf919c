"""`ip-adapter db`: how the store stands, backup and restore of an embedded one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from adapter.core.letter import ATTENTION
from adapter.edges.terminal import files, table
from adapter.edges.terminal.console import Exit
from adapter.edges.terminal.rows import utc

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Awaitable, Callable

    from adapter.core.desk import Status
    from adapter.edges.terminal.console import Console
    from adapter.edges.terminal.installation import Installation


async def run(options: Namespace, console: Console, installation: Installation) -> Exit:
    """One of the actions below."""
    return await ACTIONS[options.action](options, console, installation)


async def status(options: Namespace, console: Console, installation: Installation) -> Exit:
    """Counts and sizes."""
    async with installation.opened(options, console) as opened:
        found = await opened.desk.status()
    if options.json:
        table.document(console, found._asdict() | {"oldest_undecided": utc(found.oldest_undecided)})
    else:
        table.text(console, table.aligned(_about(found)))
    return Exit.DONE


def _about(found: Status) -> list[tuple[str, str]]:
    waits = sum(number for state, number in found.letters.items() if state in ATTENTION)
    return [
        ("server", found.server),
        ("schema", str(found.schema)),
        ("size", f"{found.bytes} bytes"),
        ("parties", str(found.parties)),
        ("resources", str(found.resources)),
        ("letters", _counts(found.letters)),
        ("outgoing", _counts(found.outgoing)),
        ("oldest undecided", table.local(found.oldest_undecided) or "none"),
        ("to look at", f"{waits} (inbox list --state attention)" if waits else "none"),
    ]


def _counts(numbers: dict[str, int]) -> str:
    return ", ".join(f"{number} {state}" for state, number in sorted(numbers.items())) or "none"


async def backup(options: Namespace, console: Console, installation: Installation) -> Exit:
    """Everything into one file, which is new."""
    files.refuse_existing(options.file)
    await installation.backup(options, console, options.file)
    size = files.size(options.file)
    if options.json:
        table.document(console, {"file": files.shown(options.file), "bytes": size})
    console.say(f"{files.shown(options.file)}: {size} bytes; it holds persons' data")
    return Exit.DONE


async def restore(options: Namespace, console: Console, installation: Installation) -> Exit:
    """The installation from a file."""
    size = files.size(options.file)
    await installation.restore(options, console, options.file, replace=options.replace)
    if options.json:
        table.document(console, {"file": files.shown(options.file), "bytes": size})
    console.say(f"{files.shown(options.file)}: restored")
    return Exit.DONE


ACTIONS: Final[dict[str, Callable[[Namespace, Console, Installation], Awaitable[Exit]]]] = {
    "status": status,
    "backup": backup,
    "restore": restore,
}
