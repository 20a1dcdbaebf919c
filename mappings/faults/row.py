"""The shape of a row of the fault table."""

from __future__ import annotations

from typing import Literal, NamedTuple

Severity = Literal["fatal", "error", "warning", "information"]

Error = Literal[
    "",
    "consent-missing",
    "consent-scope",
    "consent-giver",
    "legal-basis",
    "objection",
    "plan-exists",
    "plan-content",
    "state",
    "coordinator",
    "route",
    "synthetic",
    "subset",
    "version",
    "order",
    "journal",
    "reason",
    "not-supported",
]
"""The domain's error codes (domain.md 1.0, and `not-supported`); empty where a rule has none."""


class Fault(NamedTuple):
    """One row. `issue_type` is a code of FHIR's IssueType; `apprec` a code of OID 8221, empty where none applies.

    `error` is the domain's code for it, `status` the HTTP status of a FHIR request that is refused for it. `point` is the
    letter of the legal content list with what of it is missing (`g: revisjonsdato`), empty where the rule is of none.
    """

    severity: Severity
    issue_type: str
    apprec: str
    clause: str
    nb: str
    nn: str
    error: Error = ""
    status: int = 422
    point: str = ""
