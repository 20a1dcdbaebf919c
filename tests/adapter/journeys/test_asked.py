"""What must be known of a letter is asked with its keeping, and by the party table as it is then."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from adapter.core.caller import Caller
from adapter.core.letter import Audit, Facts, Kept, Letter, Question
from adapter.core.parties import Directory, Party
from adapter.edges.memory.inbox import MemoryInbox
from adapter.events import Event
from adapter.journeys.receive import Receive
from tests.messages.examples import DISCHARGED
from tests.messages.letters import RULES, UNIVERSE, installed, letter

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from adapter.edges.memory import MemoryStore

WARD = Caller("o11", "312120216", "312020203", frozenset())


class Meddling(MemoryInbox):
    """An inbox that counts the questions that do not come with a keeping, and in which others are at work while a letter is kept."""

    def __init__(self, store: MemoryStore) -> None:
        super().__init__(store.tables)
        self.asked = 0
        self.meanwhile: list[Callable[[], Coroutine[object, object, object]]] = []

    async def keep(self, letter: Letter, digest: bytes, question: Question | None = None) -> Kept:
        while self.meanwhile:
            await self.meanwhile.pop()()
        asked = self.asked
        kept = await super().keep(letter, digest, question)
        self.asked = asked
        return kept

    async def facts(self, question: Question) -> Facts:
        self.asked += 1
        return await super().facts(question)


def test_a_letter_of_a_caller_is_asked_about_with_its_keeping() -> None:
    async def work() -> None:
        adapter = await installed()
        inbox = Meddling(adapter.store)
        receive = Receive(inbox, adapter.store.parties, adapter.clock, RULES, adapter.diary)
        assert (await receive("http", "", letter(DISCHARGED, 1), WARD)).kept.verdict == "stored"
        assert inbox.asked == 0

    asyncio.run(work())


def test_a_party_table_loaded_meanwhile_decides_even_if_others_have_seen_it_first() -> None:
    """The receiver is no longer ours when the letter is kept, and another letter has made that known."""

    async def work() -> None:
        adapter = await installed()
        inbox = Meddling(adapter.store)
        receive = Receive(inbox, adapter.store.parties, adapter.clock, RULES, adapter.diary)

        async def loaded() -> None:
            row = Audit(adapter.clock.new_id(), adapter.clock.now(), Event.PARTIES_LOADED, "test")
            await adapter.store.parties.load([party._replace(own=False) for party in UNIVERSE], row)
            await receive("http", "", letter(DISCHARGED, 2), WARD)

        await receive("http", "", letter(DISCHARGED, 3), WARD)
        inbox.meanwhile = [loaded]
        assert (await receive("http", "", letter(DISCHARGED, 1), WARD)).kept.verdict == "silent"

    asyncio.run(work())


class Unjudging(Directory):
    """A party table that cannot be asked: a defect of the program."""

    def by_her(self, her_id: str) -> Party | None:
        raise KeyError(her_id)


class Untold:
    """Parties of which that is known."""

    async def directory(self) -> Directory:
        return Unjudging()

    async def load(self, parties: list[Party], audit: Audit) -> Directory:
        raise NotImplementedError


def test_a_defect_in_judging_a_letter_is_its_verdict() -> None:
    async def work() -> None:
        adapter = await installed(parties=Untold())
        received = await adapter.receive("folder", "a.xml", letter(DISCHARGED, 1))
        assert (received.kept.verdict, received.answer.status) == ("failed", 500)

    asyncio.run(work())
