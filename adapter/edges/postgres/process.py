"""PostgreSQL's programs as child processes, run by another account where we are root.

In threads rather than by the event loop: uvloop's subprocesses cannot change the user. Every child has a session of its
own, so that a Ctrl-C at the terminal reaches the adapter alone, which ends its children in order.
"""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from subprocess import DEVNULL, PIPE, STDOUT, Popen
from typing import IO, TYPE_CHECKING, Final, NamedTuple, TypeAlias, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")
Stream: TypeAlias = "int | IO[bytes]"

ENVIRONMENT: Final = {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"}
"""All that a program gets of ours: PostgreSQL's programs obey many variables (`PGDATA`, `PGOPTIONS`, …)."""

CANNOT_RUN: Final = 126
"""The code that shells give a command that may not be run."""


class Account(NamedTuple):
    """A user of the system other than the one who runs the adapter."""

    uid: int
    gid: int
    name: str


class Program(NamedTuple):
    """A program to be run: by whom (None: by us), in which folder, with which open files beside the three streams."""

    command: tuple[str | Path, ...]
    account: Account | None = None
    folder: Path = Path("/")
    keep: tuple[int, ...] = ()
    password: str = ""
    """The database's, given in the environment: the command line can be read by everybody on the machine."""


class Ended(NamedTuple):
    """How a program ended: its exit code, and what it said on both streams."""

    code: int
    said: str


def begin(
    program: Program, stdin: Stream = DEVNULL, stdout: Stream = PIPE, stderr: Stream = DEVNULL
) -> Popen[bytes]:
    """Start a program. Raises `OSError` where the account may not run it."""
    account = program.account
    return Popen(  # noqa: S603 - programs of the wheel, arguments of ours, no shell
        program.command,
        stdin=stdin,
        stdout=stdout,
        stderr=stderr,
        cwd=program.folder,
        env={**ENVIRONMENT, **({"PGPASSWORD": program.password} if program.password else {})},
        pass_fds=program.keep,
        start_new_session=True,
        user=account.uid if account else None,
        group=account.gid if account else None,
        extra_groups=[] if account else None,
    )


async def run(program: Program) -> Ended:
    """Run a program to its end."""
    try:
        child = begin(program, stderr=STDOUT)
    except OSError as error:
        return Ended(CANNOT_RUN, error.strerror or "")
    said, _ = await attended(child, child.communicate)
    return Ended(child.returncode, said.decode("utf-8", "replace"))


async def attended(child: Popen[bytes], work: Callable[[], T]) -> T:
    """Do blocking work with a child in a thread. When it is over, or we are cancelled, the child is gone as well."""

    def whole() -> T:
        with child:
            return work()

    doing = asyncio.ensure_future(asyncio.to_thread(whole))
    try:
        return await asyncio.shield(doing)
    except asyncio.CancelledError:
        child.kill()
        await asyncio.wait({doing})
        raise
