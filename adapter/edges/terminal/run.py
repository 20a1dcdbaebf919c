"""The command line: which commands there are, and what they all share when something stops them."""

from __future__ import annotations

import sys
import traceback
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from adapter.edges.terminal.arguments import TextAsked, parsed
from adapter.edges.terminal.console import NAME, Console, Exit, StopError
from adapter.errors import AdapterError

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Coroutine, Sequence

    from adapter.edges.terminal.installation import Installation


def main(
    arguments: Sequence[str] | None = None,
    console: Console | None = None,
    installation: Installation | None = None,
) -> int:
    """Run one command and answer its exit code. Whatever stops it is told in one sentence, never with a stack trace.

    Commands that work on an installation need one; the others do without.
    """
    streams = console or Console.of_process()
    try:
        return _run(sys.argv[1:] if arguments is None else list(arguments), streams, installation)
    except StopError as stop:
        streams.say(f"{NAME}: {stop}")
        return stop.code
    except AdapterError as error:
        streams.say(f"{NAME}: {error}")
        return Exit.START
    except KeyboardInterrupt:
        streams.say(f"{NAME}: stopped")
        return Exit.INTERRUPTED
    except Exception as error:  # noqa: BLE001 - the last line before a stack trace, which may quote a message
        streams.say(f"{NAME}: {_defect(error)}")
        return Exit.DEFECT


def _run(arguments: list[str], console: Console, installation: Installation | None) -> Exit:
    try:
        options = parsed(arguments)
    except TextAsked as asked:
        console.answer(str(asked).encode())
        return Exit.DONE
    module = import_module(f"adapter.edges.terminal.{options.module}")
    if not options.installed:
        on_files: Callable[[Namespace, Console], Exit] = module.run
        return on_files(options, console)
    if installation is None:
        raise StopError(f"this {NAME} was put together without an installation", Exit.START)
    import uvloop  # noqa: PLC0415 - commands on files do without

    working: Callable[[Namespace, Console, Installation], Coroutine[None, None, Exit]] = module.run
    return uvloop.run(working(options, console, installation))


def _defect(error: Exception) -> str:
    """What went wrong and where in the program; not the error's own text, which may quote a message."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"defect of the program, please report it: {type(error).__name__} in {Path(last.filename).name}:{last.lineno}"
