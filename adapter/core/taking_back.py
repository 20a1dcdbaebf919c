"""Taking back what a message said: the state in which a resource was stated in error (HISD 1154; decisions "N, C, M").

A resource is never removed: its last version says that it should not have been there. What has no such state (a person,
an organisation) stays, since nothing was ever said by it alone.
"""

from __future__ import annotations

from typing import Any, Final

import msgspec

from mappings import fhir
from mappings.felles.sheet import SECTION_SYSTEM

IN_ERROR: Final = "entered-in-error"

STATUS: Final[dict[type[fhir.Resource], str]] = {
    fhir.Appointment: "status",
    fhir.CarePlan: "status",
    fhir.CareTeam: "status",
    fhir.Communication: "status",
    fhir.CommunicationRequest: "status",
    fhir.Composition: "status",
    fhir.Consent: "status",
    fhir.DocumentReference: "status",
    fhir.Encounter: "status",
    fhir.EpisodeOfCare: "status",
    fhir.Flag: "status",
    fhir.Goal: "lifecycleStatus",
    fhir.List: "status",
    fhir.MedicationStatement: "status",
    fhir.Observation: "status",
    fhir.Procedure: "status",
    fhir.QuestionnaireResponse: "status",
    fhir.ServiceRequest: "status",
    fhir.Task: "status",
}
"""Type -> the element that has the code entered-in-error."""

VERIFICATION: Final[dict[type[fhir.Resource], str]] = {
    fhir.AllergyIntolerance: "http://terminology.hl7.org/CodeSystem/allergyintolerance-verification",
    fhir.Condition: "http://terminology.hl7.org/CodeSystem/condition-ver-status",
}
"""Type -> code system of its verificationStatus; with it the clinical status must go (R4 con-5, ait-2)."""

STAYS: Final = frozenset(
    {
        fhir.Binary,
        fhir.HealthcareService,
        fhir.Location,
        fhir.Medication,
        fhir.MessageHeader,
        fhir.OperationOutcome,
        fhir.Organization,
        fhir.Patient,
        fhir.Person,
        fhir.Practitioner,
        fhir.PractitionerRole,
        fhir.Provenance,
        fhir.RelatedPerson,
    }
)
"""Types of which nothing is taken back. A Binary is seen by whoever may see its DocumentReference."""


def taken_back(resource: fhir.Resource) -> fhir.Resource | None:
    """The resource as stated in error; None where it stays as it is, or is in error already."""
    if is_raw(resource) or is_taken_back(resource):
        return None
    kind = type(resource)
    changed: dict[str, Any] = {}
    if kind in STATUS:
        changed = {STATUS[kind]: IN_ERROR}
    elif kind in VERIFICATION:
        changed = {"verificationStatus": _verified(VERIFICATION[kind]), "clinicalStatus": None}
    return msgspec.structs.replace(resource, **changed) if changed else None


def is_taken_back(resource: fhir.Resource) -> bool:
    """Whether a resource says that it was stated in error."""
    kind = type(resource)
    if kind in STATUS:
        return bool(getattr(resource, STATUS[kind]) == IN_ERROR)
    return kind in VERIFICATION and getattr(resource, "verificationStatus", None) == _verified(
        VERIFICATION[kind]
    )


def is_raw(resource: fhir.Resource) -> bool:
    """Whether this is the DocumentReference of the raw message: the one without a section label. It did come in."""
    return isinstance(resource, fhir.DocumentReference) and section(resource) is None


def section(resource: fhir.Resource) -> str | None:
    """The section label of a resource (decisions.md, "section labels")."""
    for label in resource.meta.security if resource.meta is not None else ():
        if label.system == SECTION_SYSTEM:
            return label.code
    return None


def _verified(system: str) -> fhir.CodeableConcept:
    return fhir.CodeableConcept(coding=[fhir.Coding(system=system, code=IN_ERROR)])
