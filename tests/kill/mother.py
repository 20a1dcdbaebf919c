"""A process that has loaded and warmed everything and has no loop, thread or connection: its children begin at once.

It becomes as many as are wanted. Each reads lives from its socket, a pickle each, and says there how each ended.
"""

from __future__ import annotations

import asyncio
import gc
import os
import pickle
import socket
import subprocess
import sys
import traceback
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tests.kill.composition import live
from tests.kill.stories import STORIES
from tests.messages.letters import installed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.kill.composition import Life

PROJECT = Path(__file__).resolve().parents[2]


class Mother:
    """One of them, as seen from here."""

    def __init__(self, line: socket.socket) -> None:
        self._line = line

    def bears(self, life: Life) -> int:
        """Have a child live; its exit code, negative for the signal that ended it."""
        self._line.sendall(pickle.dumps(life))
        return int(self._line.recv(16))


@contextmanager
def mothers(number: int) -> Iterator[list[Mother]]:
    """So many, until the block ends."""
    ours, theirs = zip(*(socket.socketpair() for _ in range(number)), strict=True)
    lines = [line.fileno() for line in theirs]
    environ = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.kill.mother", *map(str, lines)],
        pass_fds=lines,
        cwd=PROJECT,
        env=environ,  # what is killed leaves no measurements
    )
    for line in theirs:
        line.close()
    try:
        yield [Mother(line) for line in ours]
    finally:
        for line in ours:
            line.close()
        process.wait()


def main(lines: list[int]) -> None:
    asyncio.run(warm())
    gc.freeze()
    daughters = [fork(line) for line in lines]
    for daughter in daughters:
        os.waitpid(daughter, 0)


def fork(line: int) -> int:
    """Another one, at the end of a line."""
    daughter = os.fork()
    if not daughter:
        with socket.socket(fileno=line) as there, there.makefile("rb") as lives:
            while lives.peek(1):
                there.sendall(str(bear(pickle.load(lives))).encode())  # noqa: S301 - from our own parent
        os._exit(0)
    return daughter


def bear(life: Life) -> int:
    child = os.fork()
    if not child:
        be(life)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


async def warm() -> None:
    """Play every story once in memory: what is made at its first use is made before any child is born."""
    for story in STORIES.values():
        adapter = await installed()
        for data in (*story.posted, *story.put):
            await adapter.receive("http", "", data)


def be(life: Life) -> None:
    """Live, and never come back."""
    try:
        asyncio.run(live(life))
    except BaseException:  # noqa: BLE001 - a child must not go on as its mother
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


if __name__ == "__main__":
    main([int(line) for line in sys.argv[1:]])
