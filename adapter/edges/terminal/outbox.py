"""`ip-adapter outbox`: receipts that left or are to leave."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from adapter.edges.terminal import table
from adapter.edges.terminal.asking import audit, every, query
from adapter.edges.terminal.console import Exit, StopError
from adapter.edges.terminal.rows import OUTGOING
from adapter.edges.terminal.told import count
from adapter.events import Event

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Awaitable, Callable
    from uuid import UUID

    from adapter.core.delivery import State
    from adapter.core.desk import Sent
    from adapter.edges.terminal.console import Console
    from adapter.edges.terminal.installation import Installation, Opened

GIVEN_UP: Final[State] = "dead"


async def run(options: Namespace, console: Console, installation: Installation) -> Exit:
    """One of the actions below, over the store."""
    if options.action == "retry" and bool(options.ids) == options.dead:
        raise StopError("which deliveries? Either ids, or --dead", Exit.USAGE)
    async with installation.opened(options, console) as opened:
        return await ACTIONS[options.action](options, console, opened)


async def listed(options: Namespace, console: Console, opened: Opened) -> Exit:
    """What left or is to leave, newest first."""
    page = await opened.desk.outgoing(query(options, *options.state))
    table.answer(console, OUTGOING, page, as_json=options.json)
    return Exit.DONE


async def retry(options: Namespace, console: Console, opened: Opened) -> Exit:
    """Each with its own row in the audit, which names the letter."""
    dead = {row.id: row async for row in every(opened.desk.outgoing, GIVEN_UP)}
    ids = dict.fromkeys(options.ids or dead)
    due = {ident: ident in dead and await _again(dead[ident], opened) for ident in ids}
    _told(console, due, as_json=options.json)
    return Exit.DONE if all(due.values()) else Exit.REFUSED


async def _again(row: Sent, opened: Opened) -> bool:
    note = audit(opened, Event.OUTGOING_REOPENED, row.letter, rule=row.channel, reason=row.fault)
    return await opened.desk.again([row.id], opened.clock.now(), note) == 1


def _told(console: Console, due: dict[UUID, bool], *, as_json: bool) -> None:
    if as_json:
        rows = [{"id": ident, "due": again} for ident, again in due.items()]
        table.document(console, {"rows": rows, "next": None})
    else:
        words = {True: "due again", False: "was not given up"}
        table.text(console, [f"{ident}  {words[again]}" for ident, again in due.items()])
    well = sum(due.values())
    console.say(f"{count(len(due), 'delivery', 'deliveries')}: {well} due again, {len(due) - well} not")


ACTIONS: Final[dict[str, Callable[[Namespace, Console, Opened], Awaitable[Exit]]]] = {
    "list": listed,
    "retry": retry,
}
