"""`ip-adapter parties`: who is who, and for whom this installation receives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from adapter.core.desk import Page
from adapter.core.party_file import decoded, read
from adapter.edges.terminal import files, table
from adapter.edges.terminal.asking import audit
from adapter.edges.terminal.console import Exit
from adapter.edges.terminal.rows import PARTIES
from adapter.edges.terminal.told import count, tell
from adapter.events import Event
from mappings import fhir
from mappings.outcome import Found, outcome
from mappings.result import Refusal

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Awaitable, Callable

    from adapter.core.parties import Directory
    from adapter.edges.terminal.console import Console
    from adapter.edges.terminal.installation import Installation


async def run(options: Namespace, console: Console, installation: Installation) -> Exit:
    """One of the actions below."""
    return await ACTIONS[options.action](options, console, installation)


async def load(options: Namespace, console: Console, installation: Installation) -> Exit:
    """Replace the table, or tell every fault of the file; the store is not asked before the file is right."""
    try:
        parties = read(decoded(files.read(options.file, console)))
    except Refusal as refusal:
        name = files.shown(options.file) if options.file != files.STDIN else "stdin"
        return _refused(options, console, Found(refusal.issues, document=name))
    async with installation.opened(options, console) as opened:
        note = audit(opened, Event.PARTIES_LOADED, reason=count(len(parties), "party", "parties"))
        directory = await opened.parties.load(list(parties), note)
    _told(options, console, directory)
    return Exit.DONE


def _refused(options: Namespace, console: Console, found: Found) -> Exit:
    if options.json:
        console.answer(fhir.encode(outcome(found, lang=options.lang)) + b"\n")
    tell(console, found, options.lang)
    console.say(f"{count(len(found.issues), 'fault')}: the party table stays as it was")
    return Exit.REFUSED


def _told(options: Namespace, console: Console, directory: Directory) -> None:
    own = sum(party.own for party in directory.parties)
    if options.json:
        loaded = {"parties": len(directory.parties), "own": own, "generation": directory.generation}
        table.document(console, loaded)
    console.say(f"{count(len(directory.parties), 'party', 'parties')}, {own} of them own")


async def listed(options: Namespace, console: Console, installation: Installation) -> Exit:
    """The table in the order of its file."""
    async with installation.opened(options, console) as opened:
        directory = await opened.parties.directory()
    table.answer(console, PARTIES, Page(directory.parties), as_json=options.json)
    return Exit.DONE


ACTIONS: Final[dict[str, Callable[[Namespace, Console, Installation], Awaitable[Exit]]]] = {
    "load": load,
    "list": listed,
}
