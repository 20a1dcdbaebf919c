"""What was found in a document, as lines for a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mappings.outcome import Found, sentence

if TYPE_CHECKING:
    from adapter.edges.terminal.console import Console
    from mappings.outcome import Lang

SEVERITY: dict[Lang, dict[str, str]] = {
    "nb": {"fatal": "fatal", "error": "feil", "warning": "advarsel", "information": "merknad"},
    "nn": {"fatal": "fatal", "error": "feil", "warning": "åtvaring", "information": "merknad"},
}


def lines(found: Found, lang: Lang) -> list[str]:
    """A line a fault: document, severity, receipt code, key, place, sentence, clause."""
    told = []
    for issue, _ in found.listed:
        row = issue.fault
        code = f"{row.apprec} {issue.key}" if row.apprec else issue.key
        parts = [found.document, SEVERITY[lang][row.severity], code, issue.where, sentence(issue, lang)]
        told.append(": ".join(part for part in parts if part) + f" ({row.clause.format(*issue.params)})")
    return told


def tell(console: Console, found: Found, lang: Lang) -> None:
    """All lines of one document, on standard error."""
    for line in lines(found, lang):
        console.say(line)


def count(number: int, one: str, many: str = "") -> str:
    """`1 file`, `2 files`."""
    return f"{number} {one if number == 1 else many or one + 's'}"
