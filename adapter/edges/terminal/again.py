"""`ip-adapter inbox retry`: letters are read and decided on again."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from adapter.core.letter import REOPENABLE
from adapter.edges.terminal import table
from adapter.edges.terminal.arguments.letters import KEPT
from adapter.edges.terminal.asking import audit, every
from adapter.edges.terminal.console import Exit, StopError
from adapter.edges.terminal.rows import meaning
from adapter.edges.terminal.told import count
from adapter.events import Event

if TYPE_CHECKING:
    from argparse import Namespace
    from uuid import UUID

    from adapter.core.letter import Verdict
    from adapter.edges.terminal.console import Console
    from adapter.edges.terminal.installation import Opened


class Retried(NamedTuple):
    """What became of a letter: its state before (None: there is no such letter) and after, and whether it was reopened."""

    id: UUID
    before: str | None
    after: Verdict | None
    reopened: bool

    @property
    def done(self) -> bool:
        """Whether it was read to an end."""
        return self.reopened and self.after != "failed"

    def line(self) -> str:
        """For a person."""
        if self.reopened:
            return f"{self.id}  {self.before} → {self.after}: {meaning(self.after)}"
        if self.before is None:
            return f"{self.id}  there is no such letter"
        return f"{self.id}  {self.before}: only {', '.join(REOPENABLE)} can be read again"

    def fields(self) -> dict[str, object]:
        """For a program."""
        return {"id": self.id, "before": self.before, "after": self.after, "reopened": self.reopened}


def check(options: Namespace) -> None:
    """Either letters are named or a verdict is. Raises `StopError`."""
    if bool(options.ids) == bool(options.state):
        raise StopError("which letters? Either ids, or --state", Exit.USAGE)


async def retry(options: Namespace, console: Console, opened: Opened) -> Exit:
    """Each letter by itself: one that fails again does not hold up the others."""
    ids = options.ids or [item.id async for item in every(opened.desk.letters, options.state)]
    if options.state and ids and not options.yes:
        raise StopError(f"{count(len(ids), 'letter')} to be read again: do it with --yes", Exit.USAGE)
    done = []
    for ident in dict.fromkeys(ids):
        done.append(await _one(ident, opened))
        if not options.json:
            table.text(console, [done[-1].line()])
    if options.json:
        table.document(console, {"rows": [one.fields() for one in done], "next": None})
    well = sum(one.done for one in done)
    console.say(f"{count(len(done), 'letter')}: {well} read again, {len(done) - well} not")
    return Exit.DONE if well == len(done) else Exit.REFUSED


async def _one(ident: UUID, opened: Opened) -> Retried:
    item = await opened.desk.letter(ident)
    if item is None:
        return Retried(ident, None, None, reopened=False)
    before = item.verdict or KEPT
    letter = await opened.desk.reopen(ident, audit(opened, Event.LETTER_REOPENED, ident, rule=before))
    if letter is None:
        return Retried(ident, before, item.verdict, reopened=False)
    received = await opened.receive.take(letter)
    return Retried(ident, before, received.kept.verdict, reopened=True)
