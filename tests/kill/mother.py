"""A process that has loaded and warmed everything and has no loop, thread or connection: its children begin at once.

Reads lives from standard input, a pickle each; says on standard output how each ended, a line each.
"""

from __future__ import annotations

import asyncio
import gc
import os
import pickle
import subprocess
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from tests.kill.composition import live
from tests.kill.stories import STORIES
from tests.messages.letters import installed

if TYPE_CHECKING:
    from typing import Self

    from tests.kill.composition import Life

PROJECT = Path(__file__).resolve().parents[2]


class Mother:
    """The process as its own parent sees it."""

    def __enter__(self) -> Self:
        environ = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.kill.mother"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=PROJECT,
            env=environ,  # what is killed leaves no measurements
        )
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()

    def bears(self, life: Life) -> int:
        """Have a child live; its exit code, negative for the signal that ended it."""
        assert self._process.stdin
        assert self._process.stdout
        pickle.dump(life, self._process.stdin)
        self._process.stdin.flush()
        return int(self._process.stdout.readline())


def main() -> None:
    asyncio.run(warm())
    gc.freeze()
    while sys.stdin.buffer.peek(1):
        life = pickle.load(sys.stdin.buffer)  # noqa: S301 - from our own parent
        child = os.fork()
        if not child:
            be(life)
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)  # noqa: T201 - to our parent


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
    main()
