"""Commands on files: they need no installation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapter.edges.terminal.arguments.kinds import moment, uuid
from adapter.edges.terminal.arguments.parser import Action, Command
from mappings.extensions import BASE

if TYPE_CHECKING:
    from argparse import ArgumentParser

STATES = ("planned", "part", "done")


def lang(parser: ArgumentParser) -> None:
    """In which written language faults are told."""
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
    lang(parser)


def _apprec(parser: ArgumentParser) -> None:
    parser.add_argument("message", metavar="FILE|-", help="a message in XML; - is standard input")
    parser.add_argument("--id", metavar="UUID", type=uuid, help="id of the receipt (default: a new one)")
    parser.add_argument(
        "--time",
        metavar="TIME",
        type=moment,
        help="when it is made, as 2026-09-01T09:00:00+02:00 (default: now)",
    )
    lang(parser)


def _convert(parser: ArgumentParser) -> None:
    parser.add_argument(
        "resource", metavar="FILE|-", help="a FHIR resource in JSON or XML; - is standard input"
    )
    parser.add_argument("--to", choices=("json", "xml"), required=True, help="the format that is wanted")
    parser.add_argument("-o", "--output", metavar="FILE", help="write it here")
    lang(parser)


def _check(parser: ArgumentParser) -> None:
    parser.add_argument(
        "documents",
        metavar="FILE|FOLDER|-",
        nargs="+",
        help="messages in XML, FHIR resources in JSON or XML, folders of them",
    )
    parser.add_argument(
        "--profile",
        metavar="NAME|URL",
        help="check by this profile too, whatever the document is (profiles list shows them)",
    )
    parser.add_argument(
        "--explain",
        action="store_true",
        help="instead of an OperationOutcome: for each fault the rule, its clause and how to mend it, as text",
    )
    lang(parser)


def _profiles_list(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="as JSON")


def _profiles_show(parser: ArgumentParser) -> None:
    parser.add_argument("profile", metavar="NAME|URL", help="a profile, as profiles list names it")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--markdown", action="store_true", help="as Markdown, in bokmål and nynorsk")
    form.add_argument("--json", action="store_true", help="as JSON")
    lang(parser)


def _requirements(parser: ArgumentParser) -> None:
    parser.add_argument("ids", metavar="R-NNN", nargs="*", help="only these, with everything about them")
    parser.add_argument("--state", choices=STATES, help="only those in this state")
    parser.add_argument("--json", action="store_true", help="as JSON")


def _show(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--folder", metavar="FOLDER", default="var/show", help="where the files are written (var/show)"
    )


DOCUMENTS: dict[str, Command] = {
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
Messages are checked by their standard, FHIR resources by base R4 and then by the profiles that apply
to what they are (never by what they claim); of a Bundle every entry is. One OperationOutcome over all
documents goes to standard output: a document without a fault is told to have none. The same comes as
sentences on standard error. Exit code 1 where any has an error.

examples:
  ip-adapter check letter.xml
  ip-adapter check inbox/ bundle.json --lang nn > outcome.json
  ip-adapter check plan.json --explain
  ip-adapter check plan.xml --profile no-ip-subplan""",
        _check,
    ),
    "profiles": Command(
        "profiles",
        "the profiles that FHIR resources are checked by, and a page about each",
        """\
A page has the elements, each with its rule and reason, the rules that hold over several, the lists of
codes, and an example. Which profile applies is decided by what a resource is, never by what it claims.

examples:
  ip-adapter profiles list
  ip-adapter profiles show no-ip-careplan""",
        actions={
            "list": Action(
                "all profiles, a line each",
                "example:\n  ip-adapter profiles list",
                _profiles_list,
            ),
            "show": Action(
                "the page about one profile",
                """\
examples:
  ip-adapter profiles show no-ip-careplan
  ip-adapter profiles show no-ip-consent --lang nn
  ip-adapter profiles show no-ip-notice-task --markdown > notice.md""",
                _profiles_show,
            ),
        },
    ),
    "convert": Command(
        "convert",
        "write a FHIR resource in FHIR's other format: JSON as XML, XML as JSON",
        """\
Which format is read is seen by the first character. The resource is checked by base R4 (`check` looks
at its profiles as well) and goes to standard output; one with a fault is answered with an
OperationOutcome there (in JSON), the same faults as sentences on standard error, and exit code 1.

Values stay word for word, a narrative the same XHTML; comments are left out. Resources inside, of
types that are not checked here, are told as remarks.

examples:
  ip-adapter convert plan.json --to xml
  ip-adapter convert plan.xml --to json -o plan.json
  ip-adapter call --as o3 GET /fhir/CarePlan/7 | ip-adapter convert - --to xml""",
        _convert,
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
    "show": Command(
        "show",
        "show how the hospital message that comes with the program becomes FHIR, stop by stop",
        "What came in, the FHIR that came out, the receipt, and how long it took.",
        _show,
    ),
}
