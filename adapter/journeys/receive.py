"""A message is received: kept word for word, read, decided on, committed, answered (architecture.md 2; R-027, R-168).

    bytes ─▶ keep ─▶ read ─▶ facts ─▶ decide ─▶ commit ─▶ answer
              │                 ▲                  │
              │                 └── others first ──┘
              └── came before: the answer given then

A letter whose sender must be the caller (over HTTP) is read before, so that nothing is kept of anybody else's (R-117); then
the facts come with the keeping, in one question to the store.

A crash after `keep` loses nothing: what has no verdict is taken again, and the same bytes give the same resources.
"""

from __future__ import annotations

import asyncio
import traceback
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

from adapter.core import answering, intake
from adapter.core.letter import Facts, Kept, Letter, Repeat
from adapter.core.linking import digest
from adapter.core.parties import sends_for
from adapter.core.reading import read
from adapter.errors import Unavailable
from adapter.events import Event
from adapter.journeys.patience import patiently
from mappings.result import Issue, Refusal

if TYPE_CHECKING:
    from datetime import timedelta

    from adapter.core.caller import Caller
    from adapter.core.intake import Judged
    from adapter.core.letter import Answer, Commit, Question, Transport
    from adapter.core.linking import LinkKey
    from adapter.core.parties import Directory
    from adapter.core.reading import Reading
    from adapter.core.receipt import Policy
    from adapter.core.synthetic import Numbers
    from adapter.ports import Clock, Inbox, Parties, Told

BIG = 1_000_000
"""Bytes from which a letter is read in a thread of its own, so that nobody else waits for it."""

ROUNDS = 50
"""How often a letter is decided on anew because others changed the facts meanwhile; more would be a defect."""

MADE = 2
"""Rounds after which a message that stands for itself must have had its resources made by another letter of it."""


class Rules(NamedTuple):
    """What an installation decides by; `repeat` answers a repeated file once more."""

    key: LinkKey
    policy: Policy
    numbers: Numbers
    repeat: bool = True


class Asked(NamedTuple):
    """A letter as read, how it is judged by that generation of the party table, and what the store is asked of it.

    `facts` are the store's answer where it came with the keeping.
    """

    reading: Reading
    judged: Judged
    parties: int
    question: Question | None
    facts: Facts | None = None


class Received(NamedTuple):
    """What became of a letter."""

    kept: Kept
    answer: Answer


class Receive:
    """The journey over its ports. Holds the party table as it was last seen, and nothing else."""

    def __init__(self, inbox: Inbox, parties: Parties, clock: Clock, rules: Rules, told: Told) -> None:
        self._inbox, self._parties, self._clock, self._rules, self._told = inbox, parties, clock, rules, told
        self._deciding = intake.Rules(rules.policy, rules.key, repeat=rules.repeat)
        self._directory: Directory | None = None

    async def __call__(
        self, transport: Transport, name: str, data: bytes, caller: Caller | None = None
    ) -> Received:
        """Take a letter in and answer it. Raises `Unavailable`; a letter that was kept before that is taken again.

        With a `caller` the stated sender must be it: else `Refusal` is raised, and nothing was kept (R-117).
        """
        letter = Letter(self._clock.new_id(), self._clock.now(), transport, name, data)
        asked = await self._from(caller, letter) if caller is not None else None
        question = asked.question if isinstance(asked, Asked) else None
        kept = await self._inbox.keep(letter, digest(self._rules.key, data), question)
        if kept.verdict is not None:
            return await self._again(letter, kept, caller)
        self._told(Event.LETTER_KEPT, letter=str(kept.id), transport=transport, size=len(data))
        if isinstance(asked, Asked):
            asked = asked._replace(facts=kept.facts)
        return await self.take(letter._replace(id=kept.id), caller, asked)

    async def take(
        self, letter: Letter, caller: Caller | None = None, asked: Asked | str | None = None
    ) -> Received:
        """Decide on a letter that is kept, anew for as long as others are first, by facts that are new each time."""
        known = asked if asked is not None else await patiently(lambda: self._ask(letter))
        for number in range(ROUNDS):
            received = await self._patiently(letter, known, caller, made=number >= MADE)
            if received is not None:
                return received
            if isinstance(known, Asked):
                known = known._replace(facts=None)
        received = await self._patiently(letter, "overtaken", caller)
        if received is None:
            raise Unavailable("a letter could not be decided on")
        return received

    async def _from(self, caller: Caller, letter: Letter) -> Asked | str:
        """The letter as read, where its stated sender is the caller, or nobody that can be told. Raises `Refusal`."""
        asked = await self._ask(letter)
        stated = "" if isinstance(asked, str) else asked.reading.stated.unit
        if stated and not sends_for(await self._known(), caller, stated):
            raise Refusal(Issue("sender-not-caller"))
        return asked

    async def _patiently(
        self, letter: Letter, asked: Asked | str, caller: Caller | None, *, made: bool = False
    ) -> Received | None:
        """One round, begun again while the store is away."""
        return await patiently(lambda: self._decide(letter, asked, caller, made=made))

    async def recover(self, grace: timedelta, limit: int = 50) -> int:
        """Take letters again that were kept longer ago than `grace` and have no verdict; how many there were."""
        letters = await self._inbox.undecided(self._clock.now() - grace, limit)
        for letter in letters:
            self._told(Event.LETTER_RETAKEN, letter=str(letter.id))
            await self.take(letter)
        return len(letters)

    async def _again(self, letter: Letter, kept: Kept, caller: Caller | None) -> Received:
        """The same bytes came again: the same answer, and nothing else but a row in the audit."""
        answer = kept.answer or answering.FAILED
        moment = self._moment()
        due = intake.outgoing(letter._replace(id=kept.id), answer, None, moment) if self._rules.repeat else ()
        row = intake.audit(moment, Event.LETTER_REPEATED, "", kept.id, str(kept.verdict), caller=caller)
        await self._inbox.repeat(Repeat(row, due))
        self._told(Event.LETTER_REPEATED, letter=str(kept.id), transport=letter.transport)
        return Received(kept, answer)

    async def _ask(self, letter: Letter) -> Asked | str:
        """The letter as read and judged; of a defect, what and where in the program, without what it says."""
        try:
            if len(letter.data) > BIG:
                reading = await asyncio.to_thread(read, letter.data, self._rules.numbers)
            else:
                reading = read(letter.data, self._rules.numbers)
        except Exception as error:  # noqa: BLE001 - whatever goes wrong with one letter, it stays kept and others go on
            return defect(error)
        return self._judged(reading, await self._known())

    def _judged(self, reading: Reading, directory: Directory) -> Asked | str:
        try:
            judged = intake.judge(reading, directory, self._rules.policy, self._clock.now())
            return Asked(reading, judged, directory.generation, intake.question(reading, judged))
        except Exception as error:  # noqa: BLE001 - as in `_ask`
            return defect(error)

    async def _decide(
        self, letter: Letter, asked: Asked | str, caller: Caller | None, *, made: bool
    ) -> Received | None:
        """One round of facts, decision and commit; None where the facts were overtaken by others."""
        commit = await self._commit_of(letter, asked, caller, made=made)
        if await self._inbox.commit(commit):
            self._told_verdict(letter, commit)
            answer = commit.answer or (await self._answered(letter))
            return Received(Kept(letter.id, first=True, verdict=commit.verdict, answer=answer), answer)
        kept = await self._inbox.answered(letter.id)
        if kept is None or kept.verdict is None:
            return None
        return await self._again(letter, kept, caller)

    async def _commit_of(
        self, letter: Letter, asked: Asked | str, caller: Caller | None, *, made: bool
    ) -> Commit:
        if isinstance(asked, str):
            return intake.failed(letter, asked, self._moment())
        reading, judged, parties, question, facts = asked
        if facts is None:
            facts = await self._inbox.facts(question) if question is not None else Facts()
        if question is not None and facts.parties != parties:
            self._directory = None  # loaded anew since
            again = self._judged(reading, await self._known())
            return await self._commit_of(letter, again, caller, made=made)
        case = intake.Case(letter, reading, judged, question, facts, caller, made)
        try:
            return intake.commit(case, self._deciding, self._moment())
        except Exception as error:  # noqa: BLE001 - as in `_ask`
            return intake.failed(letter, defect(error), self._moment())

    async def _known(self) -> Directory:
        if self._directory is None:
            self._directory = await self._parties.directory()
        return self._directory

    async def _answered(self, letter: Letter) -> Answer:
        """The answer of a letter that gives none of its own: that of the first time, or that a defect stopped it."""
        kept = await self._inbox.answered(letter.id)
        return kept.answer if kept is not None and kept.answer is not None else answering.FAILED

    def _moment(self) -> intake.Moment:
        return intake.Moment(self._clock.now(), self._clock.new_id)

    def _told_verdict(self, letter: Letter, made: Commit) -> None:
        event = Event.LETTER_FAILED if made.verdict == "failed" else Event.LETTER_DECIDED
        self._told(event, letter=str(letter.id), transport=letter.transport, verdict=made.verdict)


def defect(error: Exception) -> str:
    """What went wrong and where in the program; not the error's own text, which may quote a message."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__}:{PurePath(last.filename).name}:{last.lineno}"
