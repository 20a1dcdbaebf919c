"""Rows that are no faults: what an OperationOutcome says of a document without any, and of what had no place."""

from __future__ import annotations

from mappings.faults.row import Fault

OUTCOME: dict[str, Fault] = {
    "no-fault": Fault(
        "information",
        "informational",
        "",
        "FHIR R4 OperationOutcome.issue 1..*",
        "Ingen feil er funnet.",
        "Ingen feil er funnen.",
    ),
    "left-over": Fault(
        "information",
        "informational",
        "",
        "README, «nothing is lost»",
        "Innholdet er lest, men har ingen plass i FHIR; det ligger i råmeldingen.",
        "Innhaldet er lese, men har ingen plass i FHIR; det ligg i råmeldinga.",
    ),
}
