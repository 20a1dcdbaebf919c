"""argparse in our words, and a row of the tables of commands."""

from __future__ import annotations

from argparse import Action as Doing
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from adapter import __version__
from adapter.edges.terminal.console import NAME, Exit, StopError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from _typeshed import SupportsWrite


class TextAsked(Exception):  # noqa: N818 - a question answered, no fault
    """The command line asks for a text (help, version) and for nothing else."""


class Parser(ArgumentParser):
    """argparse that prints nothing and ends nothing: it raises `TextAsked` and `StopError`."""

    def __init__(self, **settings: Any) -> None:  # noqa: ANN401 - argparse's own
        super().__init__(allow_abbrev=False, formatter_class=RawDescriptionHelpFormatter, **settings)

    def print_help(self, file: SupportsWrite[str] | None = None) -> NoReturn:  # noqa: ARG002 - argparse's signature
        """Answer `--help`. Raises `TextAsked`."""
        raise TextAsked(self.format_help())

    def error(self, message: str) -> NoReturn:
        """Refuse a command line. Raises `StopError`."""
        raise StopError(f"{message} (see {self.prog} --help)", Exit.USAGE)


class Version(Doing):
    """`--version`."""

    def __call__(self, *_: object) -> NoReturn:
        """Answer it. Raises `TextAsked`."""
        raise TextAsked(f"{NAME} {__version__}\n")


def nothing(_parser: ArgumentParser) -> None:
    """No arguments."""


class Action(NamedTuple):
    """What one can do with a command that has several things to do: in a line, what more there is to say, its arguments."""

    does: str
    more: str
    arguments: Callable[[ArgumentParser], None] = nothing


class Command(NamedTuple):
    """One command: its module here, what it does in a line, what more there is to say, and its arguments or actions.

    `installed` tells that it works on an installation: its `run` is a coroutine function and is given one.
    """

    module: str
    does: str
    more: str
    arguments: Callable[[ArgumentParser], None] = nothing
    actions: Mapping[str, Action] = {}
    installed: bool = False
