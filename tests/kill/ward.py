"""Where stories are lived: databases and folders, made empty for each story, each with a mother for the processes."""

from __future__ import annotations

import asyncio
import shutil
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from queue import SimpleQueue
from typing import TYPE_CHECKING, NamedTuple

import asyncpg

from tests.adapter.edges.folder.doubles import put
from tests.edges.databases import EMPTY
from tests.kill.aftermath import Aftermath, aftermath
from tests.kill.composition import Life
from tests.kill.stories import STORIES

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path
    from typing import Self

    from tests.kill.mother import Mother


class Lived(NamedTuple):
    """A story to its end: how each process ended, what the first called (if it came to its end), what is left."""

    ends: list[int]
    calls: list[str]
    left: Aftermath


class Ward:
    """One place, for one story at a time."""

    def __init__(self, mother: Mother, url: str, folder: Path) -> None:
        self._mother, self._url, self._folder = mother, url, folder
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        self._runner = self._stack.enter_context(asyncio.Runner())
        self._connection = self._runner.run(asyncpg.connect(self._url))
        self._stack.callback(lambda: self._runner.run(self._connection.close()))
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def lived(self, story: str, *ends: tuple[int, str]) -> Lived:
        """A story in one life, or with one life before that for each call at which one ends (from 1), and when there."""
        life = Life(story, self._url, self._folder)
        self._begin(life)
        lives = [
            life._replace(number=number, call=call, moment=moment)
            for number, (call, moment) in enumerate([*ends, (0, "")], 1)
        ]
        codes = [self._mother.bears(one) for one in lives]
        calls = life.calls.read_text().splitlines() if codes == [0] else []
        return Lived(codes, calls, self._runner.run(aftermath(self._connection, life)))

    def _begin(self, life: Life) -> None:
        """Nothing there but the files that somebody put into the folder."""
        self._runner.run(self._connection.execute(EMPTY))
        shutil.rmtree(self._folder, ignore_errors=True)
        incoming = life.exchange / "in"
        for folder in (life.answers, incoming):
            folder.mkdir(parents=True)
        for number, data in enumerate(STORIES[life.story].put):
            put(incoming, f"{number}.xml", data)


class Wards:
    """All places, for as many stories at a time."""

    def __init__(self, wards: Iterable[Ward]) -> None:
        self._free: SimpleQueue[Ward] = SimpleQueue()
        for ward in wards:
            self._free.put(ward)
        self._size = self._free.qsize()

    def lived(self, story: str, *ends: tuple[int, str]) -> Lived:
        """See `Ward`, in whichever is free."""
        ward = self._free.get()
        try:
            return ward.lived(story, *ends)
        finally:
            self._free.put(ward)

    def all_lived(self, story: str, ends: Iterable[tuple[int, str]]) -> list[Lived]:
        """A story for each end of its first life."""
        with ThreadPoolExecutor(self._size) as threads:
            return list(threads.map(lambda end: self.lived(story, end), ends))
