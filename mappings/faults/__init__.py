"""The one table of faults: key, severity, FHIR issue type, receipt code (OID 8221), clause, sentences, domain code, status.

Code, receipts, OperationOutcomes, documentation and tests all read this table. A sentence is filled with names and
numbers of the standards only, never with what a person's message says.
"""

from __future__ import annotations

from mappings.faults.consent import CONSENT
from mappings.faults.content import CONTENT
from mappings.faults.fhir import FHIR
from mappings.faults.http import HTTP
from mappings.faults.layer import LAYER
from mappings.faults.outcome import OUTCOME
from mappings.faults.parties import PARTIES
from mappings.faults.plan import PLAN
from mappings.faults.profile import PROFILE
from mappings.faults.receipt import RECEIPT
from mappings.faults.receiving import RECEIVING
from mappings.faults.rest import REST
from mappings.faults.row import Fault, Severity
from mappings.faults.tokens import TOKENS
from mappings.faults.xml import XML

__all__ = ["FAULTS", "Fault", "Severity"]

FAULTS: dict[str, Fault] = {
    **XML,
    **LAYER,
    **CONTENT,
    **CONSENT,
    **FHIR,
    **HTTP,
    **OUTCOME,
    **PARTIES,
    **PLAN,
    **PROFILE,
    **RECEIPT,
    **RECEIVING,
    **TOKENS,
    **REST,
}
