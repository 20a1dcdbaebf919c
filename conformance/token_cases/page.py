"""The table as a page for people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from conformance.token_cases.cases import CASES, ELSEWHERE
from conformance.token_cases.controls import CONTROLS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from conformance.token_cases.table import Case

BEGINNING: Final = """\
# Who is let in, and who is not

Written by `python -m conformance.token_cases` from the table in `conformance/token_cases`, which the tests send over
HTTP to a running adapter. Numbers are those of the project's checklist, letters tell variants apart; `+` rows are what
must be let in, rows with Roman numbers are our own. A 401 carries `WWW-Authenticate: DPoP` with the error, the sentence
as `error_description`, and `algs`; a 403 for a scope carries the error and the scope; a 400 carries the error in its
OperationOutcome, as every refusal does.
"""


def page() -> str:
    """The whole page."""
    return "\n".join(
        [
            BEGINNING,
            "## Let in",
            "",
            *_rows(
                ("number", "request", "status"),
                ((case.number, case.title, str(case.status)) for case in CONTROLS),
            ),
            "",
            "## Refused",
            "",
            *_rows(("number", "request", "status", "error", "because"), map(_refused, CASES)),
            "",
            "## Elsewhere, or not yet",
            "",
            *_rows(("number", "where"), ELSEWHERE.items()),
            "",
        ]
    )


def _refused(case: Case) -> tuple[str, ...]:
    title = f"{case.title}, in production" if case.production else case.title
    return case.number, title, str(case.status), case.error, case.rule.sentence if case.rule else ""


def _rows(names: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> list[str]:
    return [f"| {' | '.join(row)} |" for row in (names, ("---",) * len(names), *rows)]
