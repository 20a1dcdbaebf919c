"""Commands on letters: what came in, what is to leave, what was done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, get_args

from adapter.core.delivery import State
from adapter.core.letter import REOPENABLE, VERDICTS
from adapter.edges.terminal.arguments.documents import lang
from adapter.edges.terminal.arguments.kinds import MOST_ROWS, amount, ident, since, why
from adapter.edges.terminal.arguments.parser import Action, Command

if TYPE_CHECKING:
    from argparse import ArgumentParser

KEPT: Final = "kept"
ASKED_FOR: Final = "attention"

_MEANINGS = "\n".join(f"  {verdict:<13} {row.sentence}" for verdict, row in VERDICTS.items())


def _rows(parser: ArgumentParser) -> None:
    """What every list can be narrowed by."""
    parser.add_argument("--since", metavar="TIME", type=since, help="from 2026-09-01 or 2026-09-01T09:00 on")
    parser.add_argument(
        "--limit", metavar="N", type=amount, default=50, help=f"how many rows at most (50; up to {MOST_ROWS})"
    )
    parser.add_argument("--before", metavar="ID", type=ident, help="the next page: rows older than this one")


def _states(parser: ArgumentParser, *states: str) -> None:
    parser.add_argument(
        "--state",
        metavar="STATE",
        nargs="+",
        action="extend",
        choices=states,
        default=[],
        help=f"only those in one of these states: {', '.join(states)}",
    )


def _of_letter(parser: ArgumentParser) -> None:
    parser.add_argument("--letter", metavar="ID", type=ident, help="only what belongs to this letter")


def _inbox_list(parser: ArgumentParser) -> None:
    _states(parser, KEPT, *VERDICTS, ASKED_FOR)
    _rows(parser)


def _inbox_show(parser: ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", type=ident, help="the letter, by its whole id")
    parser.add_argument(
        "--content", action="store_true", help="the letter itself, word for word, and nothing else"
    )
    parser.add_argument("--why", metavar="TEXT", type=why, help="why you read it; goes into the audit")
    lang(parser)


def _inbox_retry(parser: ArgumentParser) -> None:
    parser.add_argument("ids", metavar="ID", nargs="*", type=ident, help="letters, by their whole ids")
    parser.add_argument(
        "--state", choices=REOPENABLE, help=f"all letters with this verdict: {', '.join(REOPENABLE)}"
    )
    parser.add_argument("--yes", action="store_true", help="with --state: do it, not only count them")


def _outbox_list(parser: ArgumentParser) -> None:
    _states(parser, *get_args(State))
    _of_letter(parser)
    _rows(parser)


def _outbox_retry(parser: ArgumentParser) -> None:
    parser.add_argument("ids", metavar="ID", nargs="*", type=ident, help="what was given up, by whole ids")
    parser.add_argument("--dead", action="store_true", help="everything that was given up")


def _audit_list(parser: ArgumentParser) -> None:
    _of_letter(parser)
    _rows(parser)


LETTERS: dict[str, Command] = {
    "inbox": Command(
        "inbox",
        "letters that came in, and what became of them",
        """\
examples:
  ip-adapter inbox list --state attention
  ip-adapter inbox show 01990a5e-1c00-7000-8000-00000000002a
  ip-adapter inbox retry --state failed --yes""",
        actions={
            "list": Action(
                "list letters, newest first, without what they say",
                f"""\
A line a letter: id, when it was received (Norwegian time), how, what became of it, its kind, from
whom to whom (HER-ids or organisation numbers), and the keys of its faults. What is no code or
number of an organisation is shown as ?.

states:
  {KEPT:<13} kept, and not decided on yet
{_MEANINGS}
  {ASKED_FOR:<13} all those that somebody has to look at

examples:
  ip-adapter inbox list
  ip-adapter inbox list --state attention {KEPT} --since 2026-09-01
  ip-adapter inbox list --state stored --limit 200 --json""",
                _inbox_list,
            ),
            "show": Action(
                "tell everything about one letter, but for what it says",
                """\
What it says is shown with --content alone: the bytes as they came go to standard output. --why is
then needed. Who read which letter, and why, is in the audit before the first byte is shown.

examples:
  ip-adapter inbox show 01990a5e-1c00-7000-8000-00000000002a
  ip-adapter inbox show 01990a5e-1c00-7000-8000-00000000002a --content --why "sender asks what we got" > letter.xml""",
                _inbox_show,
            ),
            "retry": Action(
                "have letters read and decided on again",
                """\
For letters that made no resources: what a defect stopped, or what a rule of an earlier version
refused. The answer that a sender has got already stays. Goes into the audit. Exit code 1 where a
letter failed again, or cannot be read again.

examples:
  ip-adapter inbox retry 01990a5e-1c00-7000-8000-00000000002a
  ip-adapter inbox retry --state failed
  ip-adapter inbox retry --state failed --yes""",
                _inbox_retry,
            ),
        },
        installed=True,
    ),
    "outbox": Command(
        "outbox",
        "receipts that left or are to leave",
        """\
examples:
  ip-adapter outbox list --state dead
  ip-adapter outbox retry --dead""",
        actions={
            "list": Action(
                "list what left or is to leave, newest first",
                """\
--since goes by when it is due. A row with an alarm did not leave in good time.

states: due (tried until its deadline), sent, dead (given up)

examples:
  ip-adapter outbox list --state due dead
  ip-adapter outbox list --letter 01990a5e-1c00-7000-8000-00000000002a --json""",
                _outbox_list,
            ),
            "retry": Action(
                "make what was given up due again",
                """\
It leaves with the next round of a running adapter. Goes into the audit. Exit code 1 where something
named was not given up.

examples:
  ip-adapter outbox retry 01990a5e-1c00-7000-8000-00000000002b
  ip-adapter outbox retry --dead""",
                _outbox_retry,
            ),
        },
        installed=True,
    ),
    "audit": Command(
        "audit",
        "what was done, by whom and why",
        """\
examples:
  ip-adapter audit list --letter 01990a5e-1c00-7000-8000-00000000002a""",
        actions={
            "list": Action(
                "list the audit, newest first",
                """\
examples:
  ip-adapter audit list --since 2026-09-01 --limit 200
  ip-adapter audit list --letter 01990a5e-1c00-7000-8000-00000000002a --json""",
                _audit_list,
            ),
        },
        installed=True,
    ),
}
