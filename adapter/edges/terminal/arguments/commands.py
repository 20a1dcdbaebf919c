"""All commands as one command line."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from adapter.edges.terminal.arguments.calls import CALLS
from adapter.edges.terminal.arguments.documents import DOCUMENTS
from adapter.edges.terminal.arguments.installation import INSTALLATION
from adapter.edges.terminal.arguments.letters import LETTERS
from adapter.edges.terminal.arguments.parser import Command, Parser, Version
from adapter.edges.terminal.console import MEANING, NAME, Exit

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from adapter.edges.terminal.arguments.parser import Action

COMMANDS: dict[str, Command] = DOCUMENTS | INSTALLATION | LETTERS | CALLS


def parser() -> Parser:
    """The whole command line."""
    codes = "\n".join(f"  {code:>3}  {MEANING[code]}" for code in Exit)
    top = Parser(
        prog=NAME,
        description="Norwegian e-messages and FHIR R4, for individuell plan.",
        epilog=f"Help on one command: {NAME} COMMAND --help\n\nexit codes:\n{codes}",
    )
    top.add_argument("--version", action=Version, nargs=0, help="show the version and end")
    commands = top.add_subparsers(metavar="COMMAND", required=True, dest="command")
    for name, command in COMMANDS.items():
        one = commands.add_parser(name, help=command.does, description=command.does, epilog=command.more)
        one.set_defaults(module=command.module, installed=command.installed)
        _fill(one, command)
    return top


def _fill(parser: ArgumentParser, command: Command) -> None:
    """A command's arguments, or its actions with theirs."""
    if not command.actions:
        _arguments(parser, command, installed=command.installed)
        return
    actions = parser.add_subparsers(metavar="ACTION", required=True, dest="action")
    for name, action in command.actions.items():
        one = actions.add_parser(name, help=action.does, description=action.does, epilog=action.more)
        _arguments(one, action, installed=command.installed)


def _arguments(parser: ArgumentParser, row: Command | Action, *, installed: bool) -> None:
    row.arguments(parser)
    if installed:
        _where(parser)


def _where(parser: ArgumentParser) -> None:
    """Which installation is meant, and in which form the answer is wanted."""
    group = parser.add_argument_group("the installation")
    group.add_argument(
        "--var",
        metavar="FOLDER",
        type=Path,
        default=Path(os.environ.get("IP_VAR") or "var"),
        help="its folder (IP_VAR, else var)",
    )
    group.add_argument(
        "--database-url-file",
        metavar="FILE",
        help="a file whose first line is the URL of its PostgreSQL (else IP_DATABASE_URL, else the embedded one); "
        "the URL itself is no option, because everybody on the machine can read a command line",
    )
    group.add_argument("--json", action="store_true", help="as JSON, with times in UTC")


def parsed(arguments: list[str]) -> Namespace:
    """The options of a command line; `module` names where its command is. Raises `StopError`, `TextAsked`."""
    return parser().parse_args(arguments)
