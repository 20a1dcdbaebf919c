"""The translations from the national code lists to FHIR's codes: rows that `conformance.derive.codes` writes as ConceptMaps.

Each row is the reading of a standard that has no file to be read from. A code without a row has no FHIR code, on purpose.
"""

from __future__ import annotations

from typing import NamedTuple

OID = "urn:oid:2.16.578.1.12.4.1.1."


class Map(NamedTuple):
    """One translation. A row: (code, target code, equivalence of R4, remark where the target says less or other)."""

    source: str
    target: str
    clause: str
    rows: tuple[tuple[str, ...], ...]


SAME = "equivalent"
_WIDER = "wider"
_OTHER = "inexact"
_TERMINOLOGY = "http://terminology.hl7.org/CodeSystem/"
_KEPT = "FHIR has no code of just this meaning; the code received is kept beside it."

_COMMON_LANGUAGES = "ar bn cs da de el en es fi fr fy hi hr it ja ko nl no pa pl pt ru sr sv te zh"
"""FHIR R4's Common Languages without their regions. Others are BCP 47 too, but HL7's validator faults them there."""

MAPS: dict[str, Map] = {
    "sex": Map(
        OID + "3101",
        "http://hl7.org/fhir/administrative-gender",
        "Patient.gender",
        (
            ("0", "unknown", SAME),
            ("1", "male", SAME),
            ("2", "female", SAME),
            ("9", "other", _OTHER, _KEPT),
        ),
    ),
    "address-use": Map(
        OID + "3401",
        "http://hl7.org/fhir/address-use",
        "Address.use",
        (
            ("H", "home", SAME),
            ("HP", "home", _WIDER),
            ("INV", "billing", SAME),
            ("TMP", "temp", SAME),
            ("WP", "work", SAME),
        ),
    ),
    "address-type": Map(
        OID + "3401",
        "http://hl7.org/fhir/address-type",
        "Address.type",
        (("PST", "postal", SAME), ("RES", "physical", SAME)),
    ),
    "telecom-use": Map(
        OID + "9061",
        "http://hl7.org/fhir/contact-point-use",
        "ContactPoint.use",
        (
            ("H", "home", _OTHER, _KEPT),
            ("HP", "home", _OTHER, _KEPT),
            ("MC", "mobile", SAME),
            ("WC", "work", _WIDER),
            ("WD", "work", _WIDER),
            ("WP", "work", SAME),
        ),
    ),
    "telecom-system": Map(
        OID + "9061",
        "http://hl7.org/fhir/contact-point-system",
        "ContactPoint.system",
        (("F", "fax", SAME), ("PG", "pager", SAME)),
    ),
    "telecom-scheme": Map(
        "https://www.iana.org/assignments/uri-schemes",
        "http://hl7.org/fhir/contact-point-system",
        "ContactPoint.system",
        (
            ("tel", "phone", SAME),
            ("mailto", "email", SAME),
            ("fax", "fax", SAME),
            ("sms", "sms", SAME),
            ("http", "url", _WIDER),
            ("https", "url", _WIDER),
        ),
    ),
    "request-priority": Map(
        OID + "9067",
        "http://hl7.org/fhir/request-priority",
        "Task.priority",
        (
            ("1", "stat", SAME),
            ("2", "routine", _OTHER, _KEPT),
            ("3", "urgent", _WIDER),
            ("9", "routine", _OTHER, _KEPT),
        ),
    ),
    "message-priority": Map(
        OID + "8115",
        "http://hl7.org/fhir/request-priority",
        "Task.priority",
        (("H", "urgent", SAME), ("N", "routine", SAME)),
    ),
    "marital-status": Map(
        OID + "8724",
        _TERMINOLOGY + "v3-MaritalStatus",
        "Patient.maritalStatus",
        (
            ("1", "S", SAME),
            ("2", "M", SAME),
            ("3", "T", _WIDER),
            ("4", "L", SAME),
            ("5", "D", SAME),
            ("6", "W", SAME),
        ),
    ),
    "family-relation": Map(
        OID + "9033",
        "http://hl7.no/fhir/CodeSystem/no-basis-family-relation",
        "RelatedPerson.relationship",
        (
            ("AF", "far", _WIDER),
            ("AM", "mor", _WIDER),
            ("BF", "far", _WIDER),
            ("BM", "mor", _WIDER),
            ("BR", "søsken", _WIDER),
            ("DA", "barn", _WIDER),
            ("EF", "ektefelleEllerPartner", _WIDER),
            ("FA", "far", SAME),
            ("MM", "medmor", SAME),
            ("MO", "mor", SAME),
            ("SA", "ektefelleEllerPartner", _WIDER),
            ("SI", "søsken", _WIDER),
            ("SO", "barn", _WIDER),
        ),
    ),
    "response-code": Map(
        OID + "8258",
        "http://hl7.org/fhir/response-code",
        "MessageHeader.response.code",
        (
            ("1", "ok", SAME),
            ("2", "fatal-error", SAME),
            ("3", "ok", _OTHER, "A warning tells what was wrong."),
        ),
    ),
    "issue-type": Map(
        OID + "8221",
        "http://hl7.org/fhir/issue-type",
        "OperationOutcome.issue.code",
        (
            ("E10", "invalid", _WIDER),
            ("E20", "not-found", _WIDER),
            ("E21", "not-found", _WIDER),
            ("E30", "required", _WIDER),
            ("E31", "invalid", _WIDER),
            ("E32", "required", _WIDER),
            ("E33", "required", _WIDER),
            ("E34", "required", _WIDER),
            ("E35", "not-found", _WIDER),
            ("E36", "required", _WIDER),
            ("E53", "not-found", _WIDER),
            ("E54", "not-found", _WIDER),
            ("S01", "security", _WIDER),
            ("S02", "security", _WIDER),
            ("S03", "security", _WIDER),
            ("S99", "security", _WIDER),
            ("T01", "structure", _WIDER),
            ("T02", "structure", _WIDER),
            ("T10", "not-supported", _WIDER),
            ("T99", "structure", _WIDER),
            ("X99", "processing", _WIDER),
        ),
    ),
    "language": Map(
        OID + "3303",
        "urn:ietf:bcp:47",
        "Patient.communication.language",
        (
            *((code.upper(), code, SAME) for code in _COMMON_LANGUAGES.split()),
            ("NB", "no", _WIDER),
            ("NN", "no", _WIDER),
        ),
    ),
}
