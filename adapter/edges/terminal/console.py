"""The terminal as one value: what is read from, what is answered to, and where the person looks.

Answers are bytes on standard output and nothing else goes there; everything told to a person goes to standard error.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from enum import IntEnum
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, TextIO

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Self, TypeVar

    T = TypeVar("T")

NAME = "ip-adapter"


class Exit(IntEnum):
    """The exit codes, the same for every command; `--help` shows them."""

    DONE = 0
    REFUSED = 1
    USAGE = 2
    NO_RECEIPT = 3
    FILE = 4
    START = 5
    DEFECT = 70
    INTERRUPTED = 130


MEANING: dict[Exit, str] = {
    Exit.DONE: "done, nothing was refused",
    Exit.REFUSED: "refused: something has a fault that stops it, is not there, or failed again",
    Exit.USAGE: "the command line is not right",
    Exit.NO_RECEIPT: "no receipt is to be sent for this message (apprec)",
    Exit.FILE: "a file or stream could not be read or written",
    Exit.START: "the adapter or its store could not be started or reached",
    Exit.DEFECT: "a defect of the program",
    Exit.INTERRUPTED: "stopped by Ctrl-C",
}


class StopError(Exception):
    """Ends the program with one sentence and an exit code. The sentence holds nothing that a message says."""

    def __init__(self, sentence: str, code: Exit) -> None:
        super().__init__(sentence)
        self.code = code


class Console(NamedTuple):
    """The three streams; one that the caller closed is None."""

    stdin: BinaryIO | None
    stdout: BinaryIO | None
    stderr: TextIO | None

    @classmethod
    def of_process(cls) -> Self:
        """The streams of this process; Python makes one that was closed before the start None, whatever the types say."""
        stdin, stdout, stderr = (stream or None for stream in (sys.stdin, sys.stdout, sys.stderr))
        return cls(stdin.buffer if stdin else None, stdout.buffer if stdout else None, stderr)

    @property
    def watched(self) -> bool:
        """Whether a person looks on: progress is shown to nobody else."""
        return self.stderr is not None and self.stderr.isatty()

    def answer(self, data: bytes) -> None:
        """Put bytes on standard output. Raises `StopError` where it is closed, full or no longer read."""
        if self.stdout is None:
            raise StopError("standard output is closed", Exit.FILE)
        try:
            self.stdout.write(data)
            self.stdout.flush()
        except OSError as error:
            with suppress(OSError):  # or Python would try once more when it ends, and say so
                self.stdout.close()
            gone = isinstance(error, BrokenPipeError)
            said = "whoever read the output stopped reading" if gone else f"standard output: {reason(error)}"
            raise StopError(said, Exit.FILE) from None

    def say(self, text: str = "") -> None:
        """Put a line on standard error; nobody to tell is no fault."""
        if self.stderr is None:
            return
        try:
            print(text, file=self.stderr, flush=True)
        except OSError:
            return

    def steps(self, items: Iterable[T], total: int, verb: str) -> Iterator[T]:
        """Go through items; on a terminal a line that counts them, wiped when done."""
        for number, item in enumerate(items, 1):
            if self.watched:
                self._show(f"\r{verb} {number} of {total}")
            yield item
        if self.watched:
            self._show("\r\033[K")

    def _show(self, text: str) -> None:
        if self.stderr is not None:
            self.stderr.write(text)
            self.stderr.flush()


def reason(error: OSError) -> str:
    """Why the system refused, in its own words, without a path."""
    return (error.strerror or type(error).__name__).lower()
