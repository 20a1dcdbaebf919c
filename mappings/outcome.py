"""What was found in a document, as OperationOutcome: every fault with code, place, clause and sentence."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias, cast

from mappings import codes, fhir
from mappings.extensions import system
from mappings.faults.mend import mending
from mappings.result import Issue, Leftover

Lang: TypeAlias = Literal["nb", "nn"]

RULES = system("ip-rule")
"""The keys of the fault table as a code system."""

ERRORS = system("ip-error")
"""The domain's error codes (domain.md 1.0)."""

RECEIPT_ERRORS = "8221"
"""The code list of the application receipt's errors."""


class Found(NamedTuple):
    """What one document was found to hold; `document` names it where an outcome tells of several."""

    issues: tuple[Issue, ...] = ()
    leftovers: tuple[Leftover, ...] = ()
    document: str = ""

    @property
    def refused(self) -> bool:
        """Whether a fault stops the document."""
        return any(issue.is_error for issue in self.issues)

    @property
    def listed(self) -> list[tuple[Issue, str]]:
        """Every fault, then every leftover as a row of the fault table with the reason for it."""
        return [
            *((issue, "") for issue in self.issues),
            *((Issue("left-over", leftover.where), leftover.reason) for leftover in self.leftovers),
        ]


def sentence(issue: Issue, lang: Lang = "nb") -> str:
    """The row's sentence, filled, in bokmål or nynorsk."""
    row = issue.fault
    return (row.nn if lang == "nn" else row.nb).format(*issue.params)


def advice(issue: Issue, lang: Lang = "nb") -> str:
    """What to do about it, in bokmål or nynorsk."""
    nb, nn = mending(issue.key, issue.fault)
    return (nn if lang == "nn" else nb).format(*issue.params)


def outcome(*found: Found, lang: Lang = "nb") -> fhir.OperationOutcome:
    """Everything that was found, document by document; one without a fault is told to have none.

    `details` has the domain's code where the rule has one, our rule and, for a message, the receipt's error code
    (OID 8221), with the sentence; `diagnostics` the point of the plan's content list where it has one, else the clause. A
    place in FHIR is an `expression`, a place in a message (XPath, or line and column) a `location`; where documents are
    named every location begins with the name and `#`.
    """
    return fhir.OperationOutcome(
        issue=[
            _issue(issue, reason, one.document, lang)
            for one in found
            for issue, reason in one.listed or [(Issue("no-fault"), "")]
        ]
    )


def _issue(issue: Issue, reason: str, document: str, lang: Lang) -> fhir.OperationOutcomeIssue:
    row = issue.fault
    in_fhir = issue.where[:1].isalpha()
    return fhir.OperationOutcomeIssue(
        severity=row.severity,
        code=cast("fhir.IssueType", row.issue_type),  # tests hold every row to it
        details=fhir.CodeableConcept(coding=_codings(issue), text=sentence(issue, lang)),
        diagnostics=reason or row.point or row.clause.format(*issue.params),
        expression=[issue.where] if in_fhir else [],
        location=_location(issue.where, document, in_fhir=in_fhir),
    )


def _codings(issue: Issue) -> list[fhir.Coding]:
    """The domain's code where there is one, the rule, the receipt's code where there is one."""
    row = issue.fault
    domain = [fhir.Coding(system=ERRORS, code=row.error)] if row.error else []
    return [*domain, fhir.Coding(system=RULES, code=issue.key), *_receipt(row.apprec)]


def _receipt(code: str) -> list[fhir.Coding]:
    if not code:
        return []
    display = codes.display(RECEIPT_ERRORS, code)
    return [fhir.Coding(system=f"urn:oid:2.16.578.1.12.4.1.1.{RECEIPT_ERRORS}", code=code, display=display)]


def _location(where: str, document: str, *, in_fhir: bool) -> list[str | None]:
    if document:
        return [f"{document}#{where}" if where else document]
    return [where] if where and not in_fhir else []
