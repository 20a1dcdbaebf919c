"""The words of the command line: every command, its arguments, its help with examples."""

from __future__ import annotations

from argparse import Action, ArgumentParser, ArgumentTypeError, Namespace, RawDescriptionHelpFormatter
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple, NoReturn
from uuid import UUID

from adapter import __version__
from adapter.edges.terminal.console import MEANING, NAME, Exit, StopError
from mappings.extensions import BASE

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from _typeshed import SupportsWrite

STATES = ("planned", "part", "done")


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


class _Version(Action):
    """`--version`."""

    def __call__(self, *_: object) -> NoReturn:
        raise TextAsked(f"{NAME} {__version__}\n")


def uuid(text: str) -> str:
    """A UUID as it is written in a message. Raises `ArgumentTypeError`."""
    try:
        return str(UUID(text))
    except ValueError:
        raise ArgumentTypeError("a UUID is wanted") from None


def moment(text: str) -> str:
    """A point in time as XSD dateTime. Raises `ArgumentTypeError`."""
    try:
        return datetime.fromisoformat(text).isoformat(timespec="seconds")
    except ValueError:
        raise ArgumentTypeError("a time such as 2026-09-01T09:00:00+02:00 is wanted") from None


class Command(NamedTuple):
    """One command: its module here, what it does in a line, what more there is to say, and its arguments."""

    module: str
    does: str
    more: str
    arguments: Callable[[ArgumentParser], None]


def _lang(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--lang", choices=("nb", "nn"), default="nb", help="language of the faults' sentences (nb)"
    )


def _to_fhir(parser: ArgumentParser) -> None:
    parser.add_argument("message", metavar="FILE|FOLDER|-", help="a message in XML; - is standard input")
    parser.add_argument(
        "-o", "--output", metavar="PATH", help="write the Bundle here; of a folder: the folder to write to"
    )
    parser.add_argument(
        "--outcome", metavar="PATH", help="write remarks and leftovers here, as OperationOutcome"
    )
    parser.add_argument(
        "--base", metavar="URL", default=BASE, help=f"what every fullUrl begins with ({BASE})"
    )
    _lang(parser)


def _apprec(parser: ArgumentParser) -> None:
    parser.add_argument("message", metavar="FILE|-", help="a message in XML; - is standard input")
    parser.add_argument("--id", metavar="UUID", type=uuid, help="id of the receipt (default: a new one)")
    parser.add_argument(
        "--time",
        metavar="TIME",
        type=moment,
        help="when it is made, as 2026-09-01T09:00:00+02:00 (default: now)",
    )
    _lang(parser)


def _check(parser: ArgumentParser) -> None:
    parser.add_argument(
        "documents",
        metavar="FILE|FOLDER|-",
        nargs="+",
        help="messages in XML, FHIR resources in JSON, folders of both",
    )
    _lang(parser)


def _requirements(parser: ArgumentParser) -> None:
    parser.add_argument("ids", metavar="R-NNN", nargs="*", help="only these, with everything about them")
    parser.add_argument("--state", choices=STATES, help="only those in this state")
    parser.add_argument("--json", action="store_true", help="as JSON")


def _demo(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--folder", metavar="FOLDER", default="var/demo", help="where the files are written (var/demo)"
    )


COMMANDS: dict[str, Command] = {
    "to-fhir": Command(
        "to_fhir",
        "make a FHIR message Bundle of a message",
        """\
The Bundle goes to standard output. A message with a fault that stops it is answered with an
OperationOutcome there, the same faults as sentences on standard error, and exit code 1.

Of a folder, a.xml becomes a.xml.json, or a.xml.refused.json with its faults (and with
--outcome FOLDER a.xml.outcome.json there); a summary comes at the end.

examples:
  ip-adapter to-fhir letter.xml
  ip-adapter to-fhir - -o letter.json --outcome letter.outcome.json < letter.xml
  ip-adapter to-fhir inbox/ -o fhir/ --outcome remarks/""",
        _to_fhir,
    ),
    "apprec": Command(
        "apprec",
        "show the application receipt that a message would be answered with",
        """\
The receipt (AppRec 1.0 or 1.1, as the kind of message wants) goes to standard output. Where no
receipt is to be sent, a sentence says why and the exit code is 3. Nothing is sent.

examples:
  ip-adapter apprec letter.xml
  ip-adapter apprec letter.xml --id 7a9f3c52-1f0b-4a53-9d3e-0d5d6f4f9a10 --time 2026-09-01T09:00:00+02:00""",
        _apprec,
    ),
    "check": Command(
        "check",
        "list every fault of messages and FHIR resources, with its place",
        """\
One OperationOutcome over all documents goes to standard output: a document without a fault is told
to have none. The same comes as sentences on standard error. Exit code 1 where any has an error.

examples:
  ip-adapter check letter.xml
  ip-adapter check inbox/ bundle.json --lang nn > outcome.json""",
        _check,
    ),
    "requirements": Command(
        "requirements",
        "show the requirements, and what of them is there",
        """\
examples:
  ip-adapter requirements --state part
  ip-adapter requirements R-027 R-160
  ip-adapter requirements --json""",
        _requirements,
    ),
    "demo": Command(
        "demo",
        "show the main job on the hospital message that comes with the program",
        "What came in, the FHIR that came out, the receipt, and how long it took.",
        _demo,
    ),
}


def parser() -> Parser:
    """The whole command line."""
    codes = "\n".join(f"  {code:>3}  {MEANING[code]}" for code in Exit)
    top = Parser(
        prog=NAME,
        description="Norwegian e-messages and FHIR R4, for individuell plan.",
        epilog=f"Help on one command: {NAME} COMMAND --help\n\nexit codes:\n{codes}",
    )
    top.add_argument("--version", action=_Version, nargs=0, help="show the version and end")
    commands = top.add_subparsers(metavar="COMMAND", required=True, dest="command")
    for name, command in COMMANDS.items():
        one = commands.add_parser(name, help=command.does, description=command.does, epilog=command.more)
        command.arguments(one)
        one.set_defaults(module=command.module)
    return top


def parsed(arguments: list[str]) -> Namespace:
    """The options of a command line; `module` names where its command is. Raises `StopError`, `TextAsked`."""
    return parser().parse_args(arguments)
