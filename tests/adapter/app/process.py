"""`ip-adapter serve` as a process of its own, and other commands beside it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from conformance.served import free_port

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PROJECT: Final = Path(__file__).resolve().parents[3]
PROGRAM: Final = (sys.executable, "-m", "adapter")
PATIENCE: Final = 120.0
"""Seconds that anything may take; whoever waits goes on as soon as it is there."""

LAST_LINE: Final = "Ctrl-C stops all of it\n"
"""What is said last when the adapter has begun in development mode."""

BEGUN: Final = {"--dev": LAST_LINE, "": "Ctrl-C or SIGTERM stops it\n"}
"""The same, by how it is started."""


def environ(**more: str) -> dict[str, str]:
    """Ours, without settings of an adapter."""
    return {**{name: value for name, value in os.environ.items() if not name.startswith("IP_")}, **more}


def command(*arguments: object, **more: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end; `more` are variables of its environment."""
    return subprocess.run(
        [*PROGRAM, *map(str, arguments)],
        check=False,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        stdin=subprocess.DEVNULL,
        cwd=PROJECT,
        env=environ(**more),
    )


class Adapter(NamedTuple):
    """A process that was started; what it says is in files."""

    process: subprocess.Popen[bytes]
    var: Path
    port: int
    out: Path
    err: Path

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def said(self) -> str:
        """What it told on standard error so far."""
        return self.err.read_text("utf-8")

    def end(self, number: signal.Signals) -> int:
        """Send it a signal; its exit code."""
        self.process.send_signal(number)
        return self.process.wait(PATIENCE)


@contextmanager
def serving(
    var: Path, *arguments: object, at: int | None = None, mode: str = "--dev", **more: str
) -> Iterator[Adapter]:
    """Serve over a folder, from when it has said that it runs until the block ends, or before."""
    port = at or free_port()
    out, err = (var.parent / f"{var.name}-{time.monotonic_ns()}.{stream}" for stream in ("out", "err"))
    words = ("serve", *filter(None, [mode]), "--var", var, "--port", port, *arguments)
    with out.open("wb") as stdout, err.open("wb") as stderr:
        process = subprocess.Popen(
            [*PROGRAM, *map(str, words)],
            stdin=subprocess.DEVNULL,
            stdout=stdout,
            stderr=stderr,
            cwd=PROJECT,
            env=environ(**more),
        )
    adapter = Adapter(process, var, port, out, err)
    try:
        assert eventually(lambda: BEGUN[mode] in adapter.said or process.poll() is not None)
        assert process.poll() is None, adapter.said
        yield adapter
    finally:
        if process.poll() is None:
            adapter.end(signal.SIGINT)


def eventually(holds: Callable[[], bool]) -> bool:
    """Whether it holds before the patience is at its end."""
    end = time.monotonic() + PATIENCE
    while not holds():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True
