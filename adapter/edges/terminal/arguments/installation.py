"""Commands on an installation as a whole: run it, say who is who, its database."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from adapter.core.party_file import COLUMNS, KINDS, SECTORS, TAKES
from adapter.edges.terminal.arguments.documents import lang
from adapter.edges.terminal.arguments.kinds import port
from adapter.edges.terminal.arguments.parser import Action, Command

if TYPE_CHECKING:
    from argparse import ArgumentParser


def _serve(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--dev", action="store_true", help="development: synthetic data, open to this machine only"
    )
    parser.add_argument("--host", metavar="ADDRESS", default="127.0.0.1", help="where to listen (127.0.0.1)")
    parser.add_argument("--port", metavar="N", type=port, default=8080, help="8080; 0 needs IP_PUBLIC_BASE")
    parser.add_argument(
        "--folder",
        metavar="FOLDER",
        type=Path,
        help="take messages from FOLDER/in, too, and answer into FOLDER/out (with --dev: exchange below --var)",
    )


def _load(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE|-", help="the table as CSV; - is standard input")
    lang(parser)


def _backup(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help="what to write; it must not be there yet")


def _restore(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help="what `db backup` wrote")
    parser.add_argument("--replace", action="store_true", help="remove what the installation holds now")


INSTALLATION: dict[str, Command] = {
    "serve": Command(
        "serve",
        "run the adapter: take messages in, keep them, answer them",
        """\
Runs until Ctrl-C (or SIGTERM), which lets what is under way come to its end. The log goes to
standard error: lines for people on a terminal, JSON lines elsewhere and with --json.

With --dev: synthetic persons, this machine only, its own token service, demo data. Without it the
adapter serves others, once these are set and the parties are loaded (ip-adapter parties load):
  IP_DATABASE_URL   its PostgreSQL
  IP_PUBLIC_BASE    the https:// URL under which others see it; what ends TLS stands before it
  IP_ISSUERS        the token issuer that is trusted, for instance https://helseid-sts.test.nhn.no
  IP_AUDIENCE       the audience that tokens must name
  IP_TAG            production: ordinary persons' numbers, HelseID's production only (test)

and these may be:
  IP_VAR, IP_KEY_FILE            its folder (var); its key (installation.key in there): keep it safe
  IP_REAL_NUMBERS                allowed: a test system that takes ordinary numbers as well
  IP_SYNTHETIC_OFFSETS           what is added to a synthetic month, of 80, 65, 40 (80)
  IP_REFUSE_ELSEWHERE, IP_REFUSE_LATE
                                 yes: messages to others, or older than 96 hours, are refused (no)
  IP_REPEAT_RECEIPT              no: a file that comes again gets no second copy of its receipt (yes)
  IP_RETENTION_DAYS              days for which what is no record is kept; 0: for ever (90)
  IP_PROCESSES                   how many processes answer requests (one a processor, at most 4)

examples:
  ip-adapter serve --dev
  ip-adapter serve --dev --port 8090 --folder exchange/
  ip-adapter serve --host 10.0.0.5 --port 8080""",
        _serve,
        installed=True,
    ),
    "parties": Command(
        "parties",
        "the party table: who is who, and for whom this installation receives",
        """\
examples:
  ip-adapter parties load parties.csv
  ip-adapter parties list --json""",
        actions={
            "load": Action(
                "replace the whole party table by what a file says",
                f"""\
CSV in UTF-8 with a line of column names, separated by comma or semicolon, in any order:

  {", ".join(COLUMNS)}

  org_nr        nine digits; the organisation's own, also for a unit
  her_id        of the unit; empty where it has none
  parent        org_nr of the whole that a unit belongs to, which is in the file, too; empty for a whole
  sector        {", ".join(SECTORS)}
  municipality  its four digits, empty where it is no municipality's
  kind          {" or ".join(KINDS)} (ke: koordinerende enhet)
  takes         what it can be sent: {" ".join(TAKES)}, one, both or empty
  own           yes or no: whether this installation receives for it

A file with a fault changes nothing: every fault is told with its line and column, exit code 1.
A running adapter goes by the new table from the next message on.

examples:
  ip-adapter parties load parties.csv
  ip-adapter parties load - --lang nn < parties.csv""",
                _load,
            ),
            "list": Action(
                "show the party table",
                """\
examples:
  ip-adapter parties list
  ip-adapter parties list --json""",
            ),
        },
        installed=True,
    ),
    "db": Command(
        "db",
        "the database: how it stands, backup and restore",
        """\
examples:
  ip-adapter db status
  ip-adapter db backup monday.backup
  ip-adapter db restore monday.backup""",
        actions={
            "status": Action(
                "tell how much the store holds and what waits in it",
                """\
examples:
  ip-adapter db status
  ip-adapter db status --json""",
            ),
            "backup": Action(
                "write everything that the embedded installation has into one file",
                """\
The file holds persons' data and the installation's key: keep it as the installation itself is kept.
A database given by its URL is backed up with PostgreSQL's own means.

examples:
  ip-adapter db backup monday.backup
  ip-adapter db backup /safe/place/monday.backup --json""",
                _backup,
            ),
            "restore": Action(
                "make the embedded installation what a backup says",
                """\
The adapter must not run meanwhile. An installation that holds letters is left alone without --replace.

examples:
  ip-adapter db restore monday.backup
  ip-adapter db restore monday.backup --replace""",
                _restore,
            ),
        },
        installed=True,
    ),
}
