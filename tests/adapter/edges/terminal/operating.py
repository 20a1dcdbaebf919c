"""The operator's commands over a store in memory, filled with letters made of the messages that the project ships."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from datetime import timedelta
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

import msgspec

from adapter.core import intake
from adapter.core.letter import Facts, Letter
from adapter.core.linking import digest
from adapter.edges.memory.desk import MemoryDesk
from adapter.edges.memory.inbox import MemoryInbox
from adapter.edges.terminal.console import Console, Exit
from adapter.edges.terminal.installation import Opened
from adapter.edges.terminal.run import main
from adapter.errors import StartError, Unavailable
from adapter.journeys.deliver import deliver
from adapter.journeys.receive import Receive
from tests.messages.letters import KEY, RULES, START, SteppingClock, installed

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import AsyncIterator
    from pathlib import Path

    from adapter.core.letter import Audit, Question

ACTOR = "operator:anne"
UNKNOWN = UUID("01990a5e-1c00-7000-8000-00000000002a")
"""An id that nothing has."""

WHERE = "ValueError:plo.py:12"
"""Where a defect was."""


class Result(NamedTuple):
    """What a command did."""

    code: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        return self.out.decode()

    @property
    def lines(self) -> list[str]:
        return self.text.splitlines()

    @property
    def told(self) -> list[str]:
        return self.err.splitlines()

    @property
    def json(self) -> dict[str, object]:
        return msgspec.json.decode(self.out, type=dict[str, object])

    @property
    def rows(self) -> list[dict[str, object]]:
        return msgspec.convert(self.json["rows"], list[dict[str, object]])


class AwayDesk(MemoryDesk):
    """The store goes away at the moment when a letter is asked for."""

    async def raw(self, letter: UUID, audit: Audit) -> Letter | None:
        raise Unavailable("the store does not answer")


class ConfusedInbox(MemoryInbox):
    """Answers what makes no sense, so that every letter is stopped by a defect."""

    async def facts(self, question: Question) -> Facts:
        return Facts(same=0, parties=self._tables.directory.generation)  # type: ignore[arg-type]


class Office:
    """An installation with the test universe's parties; it notes what it is asked for."""

    def __init__(self) -> None:
        self.store, self.receive, self.diary, _ = asyncio.run(installed())
        self.desk = self.store.desk
        self.clock = SteppingClock(START + timedelta(hours=1))
        self.clock._ids = 1_000_000  # after all ids that the letters are given
        self.served: list[Namespace] = []
        self.restored: list[tuple[Path, bool]] = []
        self.openings: list[Namespace] = []

    @asynccontextmanager
    async def opened(self, options: Namespace, console: Console) -> AsyncIterator[Opened]:
        self.openings.append(options)
        yield Opened(self.desk, self.store.parties, self.receive, self.clock, ACTOR)

    async def serve(self, options: Namespace, console: Console) -> Exit:
        self.served.append(options)
        return Exit.DONE

    async def backup(self, options: Namespace, console: Console, target: Path) -> None:
        await asyncio.to_thread(target.write_bytes, b"everything")

    async def restore(self, options: Namespace, console: Console, source: Path, *, replace: bool) -> None:
        if not replace:
            raise StartError("the installation has letters: --replace removes them")
        self.restored.append((source, replace))

    def __call__(self, *arguments: object, stdin: bytes = b"") -> Result:
        """Run a command."""
        out, err = BytesIO(), StringIO()
        code = main([str(one) for one in arguments], Console(BytesIO(stdin), out, err), self)
        return Result(code, out.getvalue(), err.getvalue())

    def comes(self, *letters: bytes, by: str = "http") -> list[UUID]:
        """Letters come in, by HTTP or as files."""

        async def one_by_one() -> list[UUID]:
            return [(await self.receive(by, "furu.xml", data)).kept.id for data in letters]

        return asyncio.run(one_by_one())

    def kept(self, data: bytes, *, failed: bool = False) -> UUID:
        """A letter that was kept, and not decided on, or stopped by a defect."""
        letter = Letter(self.clock.new_id(), START, "http", "", data)

        async def keep() -> None:
            await self.store.inbox.keep(letter, digest(KEY, data))
            if failed:
                moment = intake.Moment(START, self.clock.new_id)
                await self.store.inbox.commit(intake.failed(letter, WHERE, moment))

        asyncio.run(keep())
        return letter.id

    def give_up(self) -> None:
        """Everything that is due is given up, because there is no way out."""
        asyncio.run(deliver(self.store.outbox, {}, self.clock, self.diary))

    def confuse(self) -> None:
        """From now on every letter is stopped by a defect."""
        inbox = ConfusedInbox(self.store.tables)
        self.receive = Receive(inbox, self.store.parties, self.clock, RULES, self.diary)

    def send_away(self) -> None:
        """From now on the store goes away when a letter's bytes are asked for."""
        self.desk = AwayDesk(self.store.tables)

    def audited(self, event: str) -> list[Audit]:
        return [row for row in self.store.tables.audit.values() if row.event == event]
