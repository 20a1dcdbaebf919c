"""What a sender states on the patient's consent (Document/Consent, lists 9064 and 3109).

It becomes a Consent with the received coding as category, never one of our own types: a statement by its sender, which
opens nothing (decisions.md, "consent stated in a message").
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from mappings import fhir
from mappings.felles import values

if TYPE_CHECKING:
    from mappings.felles.sheet import Sheet
    from mappings.msghead import mh

Meaning = Literal["given", "answer", "not-required", "refused"]

_9064 = "urn:oid:2.16.578.1.12.4.1.1.9064"
_3109 = "urn:oid:2.16.578.1.12.4.1.1.3109"
MEANINGS: dict[tuple[str, str], Meaning] = {
    (_9064, "1"): "given",
    (_9064, "2"): "not-required",
    (_9064, "3"): "answer",
    (_9064, "4"): "refused",
    (_3109, "1"): "given",
    (_3109, "2"): "refused",
}
"""Code -> what it says. A code that is not here makes no Consent; it stays on the DocumentReference as received."""

SCOPE = fhir.CodeableConcept(
    coding=[fhir.Coding(system="http://terminology.hl7.org/CodeSystem/consentscope", code="patient-privacy")]
)
OPTIN = fhir.CodeableConcept(
    coding=[fhir.Coding(system="http://terminology.hl7.org/CodeSystem/v3-ActCode", code="OPTIN")]
)


def stated(sheet: Sheet, path: str, found: mh.Document, document: fhir.Reference) -> None:
    """Put what Document/Consent says on the sheet: a Consent, or the reason that none was needed."""
    if found.Consent is None:
        return
    coding = values.coding(sheet, found, "Consent", path)
    if coding is None:
        return
    meaning = MEANINGS.get((coding.system or "", coding.code or ""))
    category = fhir.CodeableConcept(coding=[coding])
    if meaning == "not-required":
        sheet.reasons.append(category)
    elif meaning is not None:
        sheet.unlabelled(
            fhir.Consent(
                status=_status(sheet, meaning),
                scope=SCOPE,
                category=[category],
                patient=sheet.subject,
                dateTime=sheet.facts.sent,
                policyRule=OPTIN,
                sourceReference=document,
            ),
            f"{path}/Consent",
        )


def _status(sheet: Sheet, meaning: Meaning) -> fhir.ConsentStateCodes:
    if sheet.facts.cancelled:
        return "entered-in-error"
    return "rejected" if meaning == "refused" else "active"
