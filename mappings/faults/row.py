"""The shape of a row of the fault table."""

from __future__ import annotations

from typing import Literal, NamedTuple

Severity = Literal["fatal", "error", "warning", "information"]


class Fault(NamedTuple):
    """One row. `issue_type` is a code of FHIR's IssueType; `apprec` a code of OID 8221, empty where none applies."""

    severity: Severity
    issue_type: str
    apprec: str
    clause: str
    nb: str
    nn: str
