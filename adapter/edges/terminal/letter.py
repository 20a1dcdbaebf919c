"""`ip-adapter inbox show`: everything about one letter; what it says only with a reason, which is in the audit first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapter.core import harmless
from adapter.core.desk import Query
from adapter.edges.terminal import table
from adapter.edges.terminal.asking import audit
from adapter.edges.terminal.console import Exit, StopError
from adapter.edges.terminal.rows import ENTRIES, LETTERS, OUTGOING, between, meaning
from adapter.events import Event

if TYPE_CHECKING:
    from argparse import Namespace
    from uuid import UUID

    from adapter.core.desk import Entry, Item, Sent
    from adapter.edges.terminal.console import Console
    from adapter.edges.terminal.installation import Opened
    from mappings.outcome import Lang

MOST = 200
"""Rows of the audit and deliveries that are shown of one letter."""


def check(options: Namespace) -> None:
    """`--content` and `--why` belong together, and JSON has no place for the bytes. Raises `StopError`."""
    if options.content and options.why is None:
        raise StopError("--content needs --why TEXT: the audit says who read a letter and why", Exit.USAGE)
    if options.why is not None and not options.content:
        raise StopError("--why is for --content; nothing else is read for a reason", Exit.USAGE)
    if options.content and options.json:
        raise StopError("--content gives the letter's own bytes: it cannot be had as --json", Exit.USAGE)


async def show(options: Namespace, console: Console, opened: Opened) -> Exit:
    """What is known of a letter, or its bytes."""
    item = await opened.desk.letter(options.id)
    if item is None:
        raise StopError(f"there is no letter {options.id}", Exit.REFUSED)
    if options.content:
        return await _content(options, console, opened)
    asked = Query(MOST, letter=item.id)
    sent = (await opened.desk.outgoing(asked)).rows
    entries = (await opened.desk.audit(asked)).rows
    if options.json:
        table.document(console, _fields(item, sent, entries, options.lang))
    else:
        table.text(console, _lines(item, sent, entries, options.lang))
    return Exit.DONE


async def _content(options: Namespace, console: Console, opened: Opened) -> Exit:
    """The bytes as they came. The desk gives them when it has written the row of the audit, not before."""
    row = audit(opened, Event.LETTER_SHOWN, options.id, reason=options.why)
    letter = await opened.desk.raw(options.id, row)
    if letter is None:
        raise StopError(f"the bytes of letter {options.id} are no longer kept", Exit.REFUSED)
    console.answer(letter.data)
    return Exit.DONE


def _fields(item: Item, sent: tuple[Sent, ...], entries: tuple[Entry, ...], lang: Lang) -> dict[str, object]:
    return {
        "letter": LETTERS.fields(item),
        "faults": [{"key": key, "sentence": harmless.sentence(key, lang)} for key in harmless.reasons(item)],
        "outgoing": [OUTGOING.fields(row) for row in sent],
        "audit": [ENTRIES.fields(row) for row in entries],
    }


def _lines(item: Item, sent: tuple[Sent, ...], entries: tuple[Entry, ...], lang: Lang) -> list[str]:
    faults = [[key, harmless.sentence(key, lang)] for key in harmless.reasons(item)]
    return [
        *table.aligned([row for row in _about(harmless.letter(item)) if row[1]]),
        *_part("faults", table.aligned(faults) if faults else []),
        *_part("outgoing", OUTGOING.lines(sent) if sent else []),
        *_part("audit", ENTRIES.lines(entries) if entries else []),
    ]


def _part(head: str, lines: list[str]) -> list[str]:
    return ["", head, *(f"  {line}" for line in lines)] if lines else []


def _about(item: Item) -> list[tuple[str, str]]:
    """Names and values; one without a value is left out."""
    return [
        ("letter", str(item.id)),
        ("received", f"{table.local(item.received)} by {item.transport}, {item.size} bytes"),
        ("became", _became(item)),
        ("repeats", _id(item.same_as)),
        ("answered", item.answer),
        ("kind", f"{item.kind} {item.action}".strip()),
        ("from → to", between(item.sender, item.receiver)),
        ("conversation", item.conversation),
        ("taken", f"{item.takes} times" if item.takes else ""),
    ]


def _became(item: Item) -> str:
    if item.verdict is None:
        return meaning(None, item.takes)
    return f"{item.verdict}: {meaning(item.verdict)} ({table.local(item.decided)})"


def _id(ident: UUID | None) -> str:
    return str(ident) if ident else ""
