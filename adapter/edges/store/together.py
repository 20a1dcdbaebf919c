"""What several callers ask for at once, done in one statement: one round trip and one write to disk for all of it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final, Generic, NamedTuple, TypeVar

from adapter.errors import Unavailable

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Hashable, Sequence

A = TypeVar("A")
R = TypeVar("R")

MOST: Final = 1000
"""How many are done together at most, so that no statement gets too large."""


class _Waiting(NamedTuple, Generic[A, R]):
    """What one caller asks for, and what tells it the answer."""

    asked: A
    told: asyncio.Future[R]


class Together(Generic[A, R]):
    """Asked one by one, done together: those who come while others are being served are served next, all at once.

    `work` answers as many as it is asked, in their order, and does all of it or nothing: at most `most` of them, and no two
    of which `apart` names something that they have in common. First come first; nobody waits for company: whoever comes
    alone is served alone. Of those that share a `lane` one works at a time: what the others are asked for meanwhile is more
    at once, and so cheaper, than if they had gone on in small steps.
    """

    def __init__(
        self,
        work: Callable[[list[A]], Awaitable[Sequence[R]]],
        most: int = MOST,
        apart: Callable[[A], set[Hashable]] | None = None,
        lane: asyncio.Lock | None = None,
    ) -> None:
        self._work, self._most, self._apart = work, most, apart
        self._lane = lane or asyncio.Lock()
        self._waiting: list[_Waiting[A, R]] = []
        self._working: asyncio.Task[None] | None = None

    async def __call__(self, asked: A) -> R:
        """The answer, or what `work` raises. What was asked for is done even where its caller waits no more."""
        waiting: _Waiting[A, R] = _Waiting(asked, asyncio.get_running_loop().create_future())
        self._waiting.append(waiting)
        if self._working is None or self._working.done():
            self._working = asyncio.create_task(self._work_all())
        return await waiting.told

    async def _work_all(self) -> None:
        while self._waiting:
            async with self._lane:
                await self._gathered()
                await self._serve(self._next())

    async def _gathered(self) -> None:
        """Let those come along who come in the same turn of the loop."""
        seen = 0
        while seen < len(self._waiting) < self._most:
            seen = len(self._waiting)
            await asyncio.sleep(0)

    def _next(self) -> list[_Waiting[A, R]]:
        """Those who are served next: as many of the first as may be together."""
        together: list[_Waiting[A, R]] = []
        taken: set[Hashable] = set()
        for one in self._waiting[: self._most]:
            names = self._apart(one.asked) if self._apart is not None else set()
            if not taken.isdisjoint(names):
                break
            together.append(one)
            taken |= names
        del self._waiting[: len(together)]
        return together

    async def _serve(self, together: list[_Waiting[A, R]]) -> None:
        """Do it and tell. What is itself at fault must not keep the others' from being done."""
        try:
            answers = await self._work([one.asked for one in together])
        except Exception as error:  # noqa: BLE001 - whatever it is, its callers are told
            if isinstance(error, Unavailable) or len(together) == 1:
                for one in together:
                    if not one.told.done():  # else its caller waits no more
                        one.told.set_exception(error)
            else:
                for one in together:
                    await self._serve([one])
        else:
            for one, answer in zip(together, answers, strict=True):
                if not one.told.done():
                    one.told.set_result(answer)
