"""The catalogue of errors, `docs/errors.md`, as `python -m conformance.derive.pages` writes it from the fault table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from adapter.edges.terminal.profile_page import MADE, table
from mappings import faults
from mappings.faults.consent import CONSENT
from mappings.faults.content import CONTENT
from mappings.faults.errors import ERRORS
from mappings.faults.fhir import FHIR
from mappings.faults.http import HTTP
from mappings.faults.layer import LAYER
from mappings.faults.mend import mending
from mappings.faults.outcome import OUTCOME
from mappings.faults.parties import PARTIES
from mappings.faults.plan import PLAN
from mappings.faults.profile import PROFILE
from mappings.faults.receipt import RECEIPT
from mappings.faults.receiving import RECEIVING
from mappings.faults.rest import REST
from mappings.faults.tokens import TOKENS
from mappings.faults.xml import XML

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mappings.faults import Fault

AREAS: Final[dict[str, Mapping[str, Fault]]] = {
    "Profiles": PROFILE,
    "Plans, over all that belongs to one": PLAN,
    "Consents": CONSENT,
    "FHIR as JSON or XML": FHIR,
    "XML": XML,
    "Messages by their standard": LAYER,
    "What messages say": CONTENT,
    "Receiving": RECEIVING,
    "Receipts": RECEIPT,
    "Parties": PARTIES,
    "Tokens": TOKENS,
    "HTTP": HTTP,
    "REST": REST,
    "What is told of a document": OUTCOME,
}
"""The areas of the fault table, in the order of the catalogue; a test holds them to be all of it."""

_HEAD: Final = """\
# Catalogue of errors

Every fault has one row in one table, from which receipts, OperationOutcomes and this page are made. In an OperationOutcome
`details.coding` holds the error (`ip-error`, where the rule has one) and the rule (`ip-rule`), `details.text` the sentence, and
`diagnostics` the point of the plan's content list, else the clause. `ip-adapter check --explain` shows all of it for a document.

In the sentences `{0}`, `{1}` … stand for names out of the standards; never for what somebody's message or plan says. *HTTP* is the
status of a request that is refused for it, *AppRec* the code (OID 8221) of a receipt.

"""


def markdown() -> str:
    """The whole page."""
    parts = [_HEAD, "## Errors\n\n", table(("error", "bokmål", "nynorsk", "HTTP"), map(_error, ERRORS))]
    for title, rows in AREAS.items():
        parts += [
            f"\n## {title}\n\n",
            table(
                ("rule", "kind", "clause", "bokmål", "nynorsk"), (_row(key, row) for key, row in rows.items())
            ),
        ]
    return "".join([*parts, "\n", MADE])


def _error(code: str) -> tuple[str, ...]:
    statuses = sorted({row.status for row in faults.FAULTS.values() if row.error == code})
    return f"`{code}`", *ERRORS[code], ", ".join(map(str, statuses))


def _row(key: str, row: Fault) -> tuple[str, ...]:
    nb, nn = mending(key, row)
    return f"`{key}`", _kind(row), row.clause, f"{row.nb}<br>**Gjør:** {nb}", f"{row.nn}<br>**Gjer:** {nn}"


def _kind(row: Fault) -> str:
    """Severity, error, HTTP status where a request is refused, receipt code, point of the content list."""
    refused = row.severity in ("fatal", "error")
    parts = (
        row.severity,
        f"`{row.error}`" if row.error else "",
        f"HTTP {row.status}" if refused else "",
        f"AppRec {row.apprec}" if row.apprec else "",
        f"point {row.point}" if row.point else "",
    )
    return ", ".join(part for part in parts if part)
