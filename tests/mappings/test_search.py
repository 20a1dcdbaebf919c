"""What a resource is found by: which elements, which of their values, and whose record it belongs to."""

from __future__ import annotations

import json
from string import ascii_letters, digits
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import UNSET

from conformance.derive.golden import EXAMPLES
from mappings import fhir, search
from mappings.fhir_base import json_name
from mappings.fhir_table import Repeats
from mappings.fhir_table import rows as fields_of
from mappings.search_table import ROWS, Row
from tests.strategies.fhir import resources

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

LOOKS_AT: dict[str, tuple[str, str, str]] = {
    "AllergyIntolerance": ("identifier", "patient", ""),
    "Appointment": ("identifier", "participant.actor", ""),
    "AuditEvent": ("", "agent.who entity.what", ""),
    "Basic": ("identifier", "subject", "subject"),
    "Binary": ("", "", ""),
    "Bundle": ("identifier", "", ""),
    "CapabilityStatement": ("", "", ""),
    "CarePlan": ("identifier", "subject", "subject"),
    "CareTeam": ("identifier", "subject", "subject"),
    "CodeSystem": ("identifier", "", ""),
    "Communication": ("identifier", "subject", "subject"),
    "CommunicationRequest": ("identifier", "subject", "subject"),
    "Composition": ("identifier", "subject", "subject"),
    "ConceptMap": ("identifier", "", ""),
    "Condition": ("identifier", "subject", "subject"),
    "Consent": ("identifier", "patient", ""),
    "DocumentReference": ("masterIdentifier identifier", "subject", "subject"),
    "Encounter": ("identifier", "subject", "subject"),
    "Endpoint": ("identifier", "", ""),
    "EpisodeOfCare": ("identifier", "patient", ""),
    "Flag": ("identifier", "subject", "subject"),
    "Goal": ("identifier", "subject", "subject"),
    "HealthcareService": ("identifier", "", ""),
    "List": ("identifier", "subject", "subject"),
    "Location": ("identifier", "", ""),
    "Medication": ("identifier", "", ""),
    "MedicationStatement": ("identifier", "subject", "subject"),
    "MessageHeader": ("", "", ""),
    "Observation": ("identifier", "subject", "subject"),
    "OperationDefinition": ("", "", ""),
    "OperationOutcome": ("", "", ""),
    "Organization": ("identifier", "", ""),
    "Parameters": ("", "", ""),
    "Patient": ("identifier", "", ""),
    "Person": ("identifier", "link.target", ""),
    "Practitioner": ("identifier", "", ""),
    "PractitionerRole": ("identifier", "", ""),
    "Procedure": ("identifier", "subject", "subject"),
    "Provenance": ("", "target", ""),
    "Questionnaire": ("identifier", "", ""),
    "QuestionnaireResponse": ("identifier", "subject", "subject"),
    "RelatedPerson": ("identifier", "patient", ""),
    "SearchParameter": ("", "", ""),
    "ServiceRequest": ("identifier", "subject", "subject"),
    "StructureDefinition": ("identifier", "", ""),
    "Subscription": ("", "", ""),
    "Task": ("identifier", "for", "for"),
    "ValueSet": ("identifier", "", ""),
}
"""Resource type -> the elements that R4 gives `identifier`, `patient` and `subject`, by JSON name; empty: none."""

BOUND_TO_PATIENT = {"AllergyIntolerance", "Consent", "EpisodeOfCare", "RelatedPerson"}
"""Types whose `patient` parameter has no filter in R4, the element being bound to Patient itself."""


def test_every_type_in_scope_is_found_by_what_r4_says() -> None:
    assert LOOKS_AT.keys() == fhir.RESOURCES.keys()
    said = {
        (kind, param, path)
        for kind, columns in LOOKS_AT.items()
        for param, paths in zip(("identifier", "patient", "subject"), columns, strict=True)
        for path in paths.split()
    }
    assert {(row.type, row.param, ".".join(map(json_name, row.path))) for row in ROWS} == said
    assert len(ROWS) == len(said)


def test_the_table_fits_the_structs() -> None:
    for row in ROWS:
        at: Any = fhir.RESOURCES[row.type]
        for field in row.path:
            at = fields_of(at)[json_name(field)][1]
            at = at.item if isinstance(at, Repeats) else at
        assert at.__name__ == row.leaf, row


# --- read once more, from the JSON --------------------------------------------------------------------------------------


def at(value: object, path: str) -> Iterator[Any]:
    if isinstance(value, list):
        for item in value:
            yield from at(item, path)
    elif isinstance(value, dict) and path:
        name, _, rest = path.partition(".")
        yield from at(value.get(name), rest)
    elif value is not None:
        yield value


ID = set(ascii_letters + digits + "-.")


def place(reference: dict[str, Any]) -> tuple[str, str] | None:
    """Type and id of a relative reference (R4 2.3.0.1, 2.24.0.1)."""
    kind, *ids = reference.get("reference", "").split("/")
    if len(ids) == 3 and ids[1] == "_history":
        del ids[1]
    elif len(ids) != 1:
        return None
    named = kind.isascii() and kind.isalpha() and kind[0].isupper() and len(kind) > 1
    return (kind, ids[0]) if named and all(0 < len(each) <= 64 and {*each} <= ID for each in ids) else None


def told(document: dict[str, Any]) -> tuple[list[tuple[str, str, str]], list[tuple[str, str, str]]]:
    """Tokens and references of a resource, by `LOOKS_AT`."""
    identifier, patient, subject = LOOKS_AT[document["resourceType"]]
    tokens = [
        ("identifier", each.get("system", ""), each["value"])
        for path in identifier.split()
        for each in at(document, path)
        if "value" in each
    ]
    references = [
        (param, *stated)
        for param, paths in (("patient", patient), ("subject", subject))
        for path in paths.split()
        for stated in map(place, at(document, path))
        if stated
        and (param == "subject" or stated[0] == "Patient" or document["resourceType"] in BOUND_TO_PATIENT)
    ]
    return list(dict.fromkeys(tokens)), list(dict.fromkeys(references))


FORBIDDEN = {"Questionnaire-qs1.json"}
"""Official examples that base R4 itself forbids (test_fhir_examples.py says why)."""


def bundled(documents: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for document in documents:
        yield document
        yield from (entry["resource"] for entry in document.get("entry", ()) if "resource" in entry)


def agree(documents: Iterable[dict[str, Any]]) -> tuple[int, int]:
    """Hold what is told of documents to their JSON; how many tokens and references there were."""
    tokens = references = 0
    for document in documents:
        if document["resourceType"] in LOOKS_AT:
            resource = fhir.decode(json.dumps(document).encode()).value
            found = search.tokens(resource), search.references(resource)
            assert found == told(document), document.get("id")
            tokens, references = tokens + len(found[0]), references + len(found[1])
    return tokens, references


def test_the_shipped_bundles_are_found_by_what_stands_in_them() -> None:
    documents = [json.loads(file.read_bytes()) for file in EXAMPLES.glob("*.json")]
    tokens, references = agree(bundled(documents))
    assert tokens > 100
    assert references > 100


@pytest.mark.judge
def test_the_official_examples_are_found_by_what_stands_in_them(shared: Path) -> None:
    files = (shared / "packages" / "hl7.fhir.r4.examples").glob("*.json")
    documents = [json.loads(file.read_bytes()) for file in files if file.name not in FORBIDDEN]
    tokens, references = agree(bundled(documents))
    assert tokens > 90
    assert references > 350


@given(resources())
def test_whatever_a_resource_looks_like_it_is_found_by_what_stands_in_its_json(
    resource: fhir.Resource,
) -> None:
    assert (search.tokens(resource), search.references(resource)) == told(json.loads(fhir.encode(resource)))
    search.patient_of(resource)


PLACES = st.lists(
    st.one_of(
        st.sampled_from(["Patient", "Group", "patient", "P", "", "http:", "a", "_history", "Patient "]),
        st.text("a1.-_# \n", max_size=3),
        st.sampled_from(["a" * 64, "a" * 65]),
    ),
    max_size=5,
).map("/".join)


@given(st.lists(PLACES, max_size=4))
def test_a_reference_of_any_text_is_told_where_it_is_relative(places: list[str]) -> None:
    links = [fhir.PersonLink(target=fhir.Reference(reference=text)) for text in places]
    stated = [place({"reference": text}) for text in places]
    patients = [("patient", *each) for each in stated if each and each[0] == "Patient"]
    assert search.references(fhir.Person(link=links)) == list(dict.fromkeys(patients))


# --- tokens -----------------------------------------------------------------------------------------------------------

RED = fhir.Coding(system="urn:colours", code="red")
STATED: dict[str, tuple[Row, fhir.Resource, list[tuple[str, str]]]] = {
    "an identifier": (
        Row("Patient", "p", ("identifier",), "Identifier", ""),
        fhir.Patient(identifier=[fhir.Identifier(system="urn:a", value="1"), fhir.Identifier(value="2")]),
        [("urn:a", "1"), ("", "2")],
    ),
    "an identifier twice": (
        Row("Patient", "p", ("identifier",), "Identifier", ""),
        fhir.Patient(identifier=[fhir.Identifier(value="1"), fhir.Identifier(value="1", use="old")]),
        [("", "1")],
    ),
    "an identifier without value": (
        Row("Patient", "p", ("identifier",), "Identifier", ""),
        fhir.Patient(
            identifier=[fhir.Identifier(system="urn:a"), fhir.Identifier(value_ext=fhir.Element(id="x"))]
        ),
        [],
    ),
    "a coding": (
        Row("Encounter", "p", ("class_",), "Coding", ""),
        fhir.Encounter(status="planned", class_=RED),
        [("urn:colours", "red")],
    ),
    "a concept of several codings": (
        Row("Flag", "p", ("code",), "CodeableConcept", ""),
        fhir.Flag(
            status="active",
            code=fhir.CodeableConcept(coding=[RED, fhir.Coding(code="r"), fhir.Coding(display="Red")]),
            subject=fhir.Reference(display="x"),
        ),
        [("urn:colours", "red"), ("", "r")],
    ),
    "a concept in words": (
        Row("Observation", "p", ("valueCodeableConcept",), "CodeableConcept", ""),
        fhir.Observation(
            status="final",
            code=fhir.CodeableConcept(coding=[RED]),
            valueCodeableConcept=fhir.CodeableConcept(text="x"),
        ),
        [],
    ),
    "a label": (
        Row("Patient", "p", ("meta", "security"), "Coding", ""),
        fhir.Patient(meta=fhir.Meta(security=[RED])),
        [("urn:colours", "red")],
    ),
    "no label": (Row("Patient", "p", ("meta", "security"), "Coding", ""), fhir.Patient(), []),
    "a code": (Row("Patient", "p", ("gender",), "code", ""), fhir.Patient(gender="female"), [("", "female")]),
    "a code that an extension stands in for": (
        Row("Encounter", "p", ("status",), "code", ""),
        fhir.Encounter(status=UNSET, status_ext=fhir.Element(id="x"), class_=RED),
        [],
    ),
    "codes with a gap": (
        Row("AllergyIntolerance", "p", ("category",), "code", ""),
        fhir.AllergyIntolerance(category=["food", None, "biologic"], patient=fhir.Reference(display="x")),
        [("", "food"), ("", "biologic")],
    ),
    "no": (Row("Patient", "p", ("active",), "boolean", ""), fhir.Patient(active=False), [("", "false")]),
    "yes": (Row("Patient", "p", ("active",), "boolean", ""), fhir.Patient(active=True), [("", "true")]),
    "neither": (Row("Patient", "p", ("active",), "boolean", ""), fhir.Patient(), []),
    "a yes or no that an extension stands in for": (
        Row("OperationDefinition", "p", ("system",), "boolean", ""),
        fhir.OperationDefinition(
            name="x", status="draft", kind="query", code="x", system=UNSET, type=False, instance=False
        ),
        [],
    ),
    "a contact point": (
        Row("Patient", "p", ("telecom",), "ContactPoint", ""),
        fhir.Patient(telecom=[fhir.ContactPoint(system="phone", value="1"), fhir.ContactPoint(value="2")]),
        [("", "1"), ("", "2")],
    ),
    "a contact point of one system": (
        Row("Patient", "p", ("telecom",), "ContactPoint", "phone"),
        fhir.Patient(telecom=[fhir.ContactPoint(system="phone", value="1"), fhir.ContactPoint(value="2")]),
        [("", "1")],
    ),
}
"""What is there -> the row of a parameter, a resource, and its tokens: R4's table of token types (3.1.1.4.10)."""


@pytest.mark.parametrize("what", STATED)
def test_a_token_is_system_and_value(what: str) -> None:
    row, resource, pairs = STATED[what]
    assert search._entries(resource, search._by_type([row])) == [("p", *pair) for pair in pairs]


# --- references -------------------------------------------------------------------------------------------------------

PLACED = {
    "Patient/a": ("Patient", "a"),
    "Patient/6e8f4702-f360-5c0e-90f8-bd9dc8efcf3d": ("Patient", "6e8f4702-f360-5c0e-90f8-bd9dc8efcf3d"),
    "Group/a.B-1": ("Group", "a.B-1"),
    "Patient/a/_history/2": ("Patient", "a"),
    "http://example.org/fhir/Patient/a": None,
    "urn:uuid:6e8f4702-f360-5c0e-90f8-bd9dc8efcf3d": None,
    "#a": None,
    "#Patient/a": None,
    "Patient": None,
    "Patient/": None,
    "/Patient/a": None,
    "Patient/a/": None,
    "Patient/a/_history/": None,
    "Patient/a/_history": None,
    "Patient/a/b": None,
    "patient/a": None,
    "mailto:x/y": None,
    "Patient/a b": None,
    "Patient/a?b=c": None,
    "Patient/a\n": None,
    " Patient/a": None,
    "Patient/" + "a" * 65: None,
}
"""What a reference says -> type and id, None where it is not indexed."""


@pytest.mark.parametrize("text", PLACED)
def test_a_relative_reference_is_type_and_id(text: str) -> None:
    flag = fhir.Flag(status="active", code=fhir.CodeableConcept(), subject=fhir.Reference(reference=text))
    placed = PLACED[text]
    params = ("patient", "subject") if placed and placed[0] == "Patient" else ("subject",)
    assert search.references(flag) == ([(param, *placed) for param in params] if placed else [])


def test_a_logical_reference_is_not_indexed() -> None:
    logical = fhir.Reference(type="Patient", identifier=fhir.Identifier(system="urn:a", value="1"))
    consent = fhir.Consent(
        status="active", scope=fhir.CodeableConcept(), category=[fhir.CodeableConcept()], patient=logical
    )
    assert search.references(consent) == search.tokens(consent) == []
    assert search.patient_of(consent) is None


# --- whose record -----------------------------------------------------------------------------------------------------

OF_NO_PATIENT = {
    "Binary",
    "MessageHeader",
    "OperationOutcome",
    "Organization",
    "Practitioner",
    "PractitionerRole",
}
"""What is in a message, and has no parameter `patient` in R4."""


@pytest.mark.parametrize("name", sorted(file.name for file in EXAMPLES.glob("*.json")))
def test_what_a_message_says_of_its_patient_belongs_to_that_patient(name: str) -> None:
    bundle = fhir.decode((EXAMPLES / name).read_bytes()).value
    assert isinstance(bundle, fhir.Bundle)
    inside = [entry.resource for entry in bundle.entry if isinstance(entry.resource, fhir.Resource)]
    patient = next((each.id for each in inside if isinstance(each, fhir.Patient)), None)
    assert (patient is None) == name.startswith("apprec")
    for each in inside:
        assert search.patient_of(each) == (None if type(each).__name__ in OF_NO_PATIENT else patient)


def test_the_patient_of_an_admission_is_found_by_the_number_stated() -> None:
    bundle = fhir.decode((EXAMPLES / "log_innlagt-1.6.json").read_bytes()).value
    assert isinstance(bundle, fhir.Bundle)
    patients = [entry.resource for entry in bundle.entry if isinstance(entry.resource, fhir.Patient)]
    fnr = ("identifier", "urn:oid:2.16.578.1.12.4.1.4.1", "14835812368")
    assert [search.tokens(patient) for patient in patients] == [[fnr]]


def meeting(*actors: str) -> fhir.Appointment:
    each = [
        fhir.AppointmentParticipant(status="accepted", actor=fhir.Reference(reference=actor))
        for actor in actors
    ]
    return fhir.Appointment(status="booked", participant=each)


PATIENT_OF: dict[str, tuple[fhir.Resource, str | None]] = {
    "a patient": (fhir.Patient(id="a"), "a"),
    "a patient without id": (fhir.Patient(), None),
    "a meeting with one patient": (meeting("Practitioner/b", "Patient/a"), "a"),
    "a meeting with one patient twice": (meeting("Patient/a", "Patient/a/_history/1"), "a"),
    "a meeting with two patients": (meeting("Patient/a", "Patient/b"), None),
    "a meeting without patient": (meeting("Practitioner/b"), None),
    "a participant who is not named": (
        fhir.Appointment(status="booked", participant=[fhir.AppointmentParticipant(status="accepted")]),
        None,
    ),
    "a relative of what is no patient": (
        fhir.RelatedPerson(patient=fhir.Reference(reference="Group/a")),
        None,
    ),
    "an organisation": (fhir.Organization(id="a"), None),
}


@pytest.mark.parametrize("what", PATIENT_OF)
def test_a_resource_belongs_to_the_one_patient_that_it_is_about(what: str) -> None:
    resource, patient = PATIENT_OF[what]
    assert search.patient_of(resource) == patient
