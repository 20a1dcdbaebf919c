"""Receipts as FHIR, element by element (emessages.md 6.2, 6.3, 6.4), and receipts of Bundles from elsewhere."""

from __future__ import annotations

from base64 import b64decode

import pytest
from msgspec import UNSET

from mappings import extensions, fhir, message
from mappings.apprec import ar
from mappings.apprec.receipt import TAGS
from mappings.apprec.to_fhir import from_fhir
from mappings.felles import kith
from mappings.message import LAYER
from mappings.result import Refusal
from tests.messages.receipts import BASE, all_of, bundle_of, mapped, one, receipt


def response(**changed: object) -> fhir.MessageHeaderResponse:
    found = one(bundle_of(receipt(**changed)), fhir.MessageHeader).response
    assert found is not None
    return found


NORWEGIAN = "urn:oid:2.16.578.1.12.4.1.1."
ISSUES = ("2.16.578.1.12.4.1.1.8221", "2.16.578.1.12.4.1.1.8223")


@pytest.mark.parametrize(
    ("status", "code", "severity"),
    [
        ("1", "ok", "warning"),
        ("2", "fatal-error", "error"),
        ("3", "ok", "warning"),
        ("9", "fatal-error", "error"),
    ],
)
def test_status_is_the_code_of_the_response_and_rules_the_severity(
    status: str, code: str, severity: str
) -> None:
    bundle = bundle_of(receipt(Status=kith.CS(status), Error=[kith.CV("X99", ISSUES[0])]))
    found = one(bundle, fhir.MessageHeader).response
    kept = found.code_ext.extension[0].valueCoding
    assert (found.code, kept.system, kept.code) == (code, f"{NORWEGIAN}8258", status)
    assert one(bundle, fhir.OperationOutcome).issue[0].severity == severity


@pytest.mark.parametrize("status", [kith.CS("9"), kith.CS(), kith.CS(DN="OK")])
def test_an_unknown_status_confirms_nothing_and_is_told(status: kith.CS) -> None:
    assert response(Status=status).code == "fatal-error"
    assert "receipt-status-unknown" in [issue.key for issue in mapped(receipt(Status=status)).issues]


@pytest.mark.parametrize(
    ("oid", "code", "kind"),
    [
        (ISSUES[0], "E10", "invalid"),
        (ISSUES[0], "E21", "not-found"),
        (ISSUES[0], "E35", "not-found"),
        (ISSUES[0], "E36", "required"),
        (ISSUES[0], "S02", "security"),
        (ISSUES[0], "T01", "structure"),
        (ISSUES[0], "T10", "not-supported"),
        (ISSUES[0], "X99", "processing"),
        (ISSUES[0], "E98", "processing"),
        (ISSUES[1], "E10", "processing"),
        (None, "E10", "processing"),
    ],
)
def test_an_error_is_an_issue_by_the_group_of_its_code(oid: str | None, code: str, kind: str) -> None:
    bundle = bundle_of(receipt(Status=kith.CS("2"), Error=[kith.CV(code, oid, "navnet", "mer om feilen")]))
    (issue,) = one(bundle, fhir.OperationOutcome).issue
    (coding,) = issue.details.coding
    assert (issue.code, issue.details.text) == (kind, "mer om feilen")
    assert (coding.system, coding.code, coding.display) == (oid and f"urn:oid:{oid}", code, "navnet")


def test_each_error_is_an_issue_and_the_response_points_to_them() -> None:
    bundle = bundle_of(receipt(Status=kith.CS("2"), Error=[kith.CV("E10"), kith.CV("T02"), kith.CV("T02")]))
    outcome = one(bundle, fhir.OperationOutcome)
    assert [issue.details.coding[0].code for issue in outcome.issue] == ["E10", "T02", "T02"]
    assert one(bundle, fhir.MessageHeader).response.details.reference == f"OperationOutcome/{outcome.id}"


def test_without_errors_there_is_no_outcome() -> None:
    assert all_of(bundle_of(receipt()), fhir.OperationOutcome) == []
    assert response().details is None


UUID = "5a9c1b7e-0000-4000-8000-00000000f0e1"


@pytest.mark.parametrize(
    ("number", "identifier", "kept", "absent"),
    [
        (UUID, UUID, None, None),
        (UUID.upper(), UUID, UUID.upper(), None),
        (f"{{{UUID}}}", UUID, f"{{{UUID}}}", None),
        ("fe6225205b3d3049e5f600a44a34ca77", "fe6225205b3d3049e5f600a44a34ca77", None, None),
        ("melding 17", UNSET, "melding 17", "as-text"),
        ("x" * 65, UNSET, "x" * 65, "as-text"),
        ("", UNSET, None, "unknown"),
    ],
)
def test_the_message_answered_is_named_by_a_fhir_id_where_it_can_be(
    number: str, identifier: object, kept: str | None, absent: str | None
) -> None:
    found = response(OriginalMsgId=ar.OriginalMsgId(kith.CS("LOG_INNLAGT"), "2026-11-20T08:15:30", number))
    beside = found.identifier_ext.extension if found.identifier_ext else []
    assert found.identifier == identifier
    assert next((one.valueString for one in beside if one.valueString), None) == kept
    assert next((one.valueCode for one in beside if one.valueCode), None) == absent


def test_type_and_date_of_the_message_answered_are_kept_letter_by_letter() -> None:
    kind, date = response().extension
    assert (kind.url, kind.valueCoding.code) == (extensions.url("ip-original-type"), "LOG_INNLAGT")
    assert (date.url, date.valueString) == (extensions.url("ip-original-date"), "2026-11-20T08:15:30")


def test_the_header_is_first_and_says_who_and_what() -> None:
    bundle = bundle_of(receipt(SoftwareName="ip-adapter", SoftwareVersion="0.1.0"))
    header = bundle.entry[0].resource
    assert isinstance(header, fhir.MessageHeader)
    assert header.eventCoding == fhir.Coding(
        system=f"{NORWEGIAN}8279", code="APPREC", display="Applikasjonskvittering"
    )
    assert (header.source.endpoint, header.source.software, header.source.version) == (
        "her:9000010",
        "ip-adapter",
        "0.1.0",
    )
    (destination,) = header.destination
    assert destination.endpoint == "her:9000031"
    sender, receiver = all_of(bundle, fhir.Organization)
    assert (sender.name, receiver.name) == ("Fjordland kommune", "Helse Fjordland HF")
    assert header.sender == fhir.Reference(reference=f"Organization/{sender.id}")
    assert destination.receiver == fhir.Reference(reference=f"Organization/{receiver.id}")


def test_the_bundle_has_the_receipts_own_id_and_time() -> None:
    bundle = bundle_of(receipt())
    assert (bundle.type, bundle.timestamp) == ("message", "2026-11-20T08:15:31+01:00")
    assert bundle.identifier == fhir.Identifier(
        system="urn:ietf:rfc:3986", value="urn:uuid:0f4c2d5e-0000-4000-8000-0000000000aa"
    )
    assert bundle_of(receipt(Id="kvittering 1")).identifier == fhir.Identifier(value="kvittering 1")
    assert all(
        entry.fullUrl == f"{BASE}/{type(entry.resource).__name__}/{entry.resource.id}"
        for entry in bundle.entry
    )


def test_units_persons_and_identifiers_of_a_party() -> None:
    doctor = ar.HCPerson("Siri Fjellheim", "9144897", kith.CS("HPR"))
    ward = ar.Dept(kith.CS("SEN"), "Medisinsk avdeling", "9000034", kith.CS("HER"))
    orgnr = ar.AdditionalId("312020203", kith.CS("ENH"))
    inst = ar.Inst("Helse Fjordland HF", "9000031", kith.CS("HER"), [ward], [orgnr], [doctor])
    bundle = bundle_of(receipt(Sender=ar.Sender(None, ar.HCP(inst))))
    outer, inner, _ = all_of(bundle, fhir.Organization)
    assert [(one.use, one.system, one.value) for one in outer.identifier] == [
        (None, "urn:oid:2.16.578.1.12.4.1.2", "9000031"),
        ("secondary", "urn:oid:2.16.578.1.12.4.1.4.101", "312020203"),
    ]
    assert inner.partOf == fhir.Reference(reference=f"Organization/{outer.id}")
    assert inner.type[0].coding[0].code == "SEN"
    person, role = one(bundle, fhir.Practitioner), one(bundle, fhir.PractitionerRole)
    assert person.name == [fhir.HumanName(text="Siri Fjellheim")]
    assert person.identifier[0].system == "urn:oid:2.16.578.1.12.4.1.4.4"
    assert (role.practitioner, role.organization) == (
        fhir.Reference(reference=f"Practitioner/{person.id}"),
        fhir.Reference(reference=f"Organization/{outer.id}"),
    )
    assert one(bundle, fhir.MessageHeader).sender == fhir.Reference(reference=f"PractitionerRole/{role.id}")


def test_the_list_of_a_type_of_identifier_is_the_one_that_holds_its_code() -> None:
    person = ar.HCProf(
        None, "Siri Fjellheim", "77", kith.CS("LOP"), [ar.AdditionalId("9144897", kith.CS("HPR"))]
    )
    bundle = bundle_of(receipt(Sender=ar.Sender(None, ar.HCP(HCProf=person))))
    lists = [found.type.coding[0].system for found in one(bundle, fhir.Practitioner).identifier]
    assert lists == [f"{NORWEGIAN}8268", f"{NORWEGIAN}8268"]


def test_an_organisation_with_neither_name_nor_number_has_an_unknown_name() -> None:
    inst = ar.Inst(Dept=[ar.Dept(Name="Medisinsk avdeling")])
    outer, _, _ = all_of(bundle_of(receipt(Sender=ar.Sender(None, ar.HCP(inst)))), fhir.Organization)
    assert outer.name is None
    assert outer.name_ext.extension[0].valueCode == "unknown"


def test_a_party_that_says_nothing_is_left_out_and_listed() -> None:
    found = mapped(receipt(Receiver=ar.Receiver(None, ar.HCP(ar.Inst()))))
    (destination,) = one(found.value, fhir.MessageHeader).destination
    assert (destination.receiver, destination.endpoint) == (None, UNSET)
    assert [leftover.where for leftover in found.leftovers] == ["/AppRec/Receiver/HCP/Inst"]


def test_the_raw_receipt_lies_word_for_word_in_the_bundle_and_provenance_tells_so() -> None:
    data = LAYER.write(TAGS["1.1"], receipt())
    bundle = message.to_fhir(data).value
    document, provenance = one(bundle, fhir.DocumentReference), one(bundle, fhir.Provenance)
    assert b64decode(one(bundle, fhir.Binary).data) == data
    assert provenance.entity[0].what == fhir.Reference(reference=f"DocumentReference/{document.id}")
    made = [f"{type(entry.resource).__name__}/{entry.resource.id}" for entry in bundle.entry[:-1]]
    assert [target.reference for target in provenance.target] == made


@pytest.mark.parametrize("gen_date", ["12026-11-20T08:15:30", "-0044-03-15T12:00:00Z"])
def test_a_receipt_of_a_year_that_fhir_lacks_is_refused(gen_date: str) -> None:
    with pytest.raises(Refusal) as refusal:
        mapped(receipt(GenDate=gen_date))
    assert [issue.key for issue in refusal.value.issues] == ["gendate-form"]


# --- Bundles from elsewhere ----------------------------------------------------------------------------------------------


def answer(code: str, *issues: fhir.OperationOutcomeIssue) -> fhir.Bundle:
    """A response as any FHIR system may make it."""
    outcome = fhir.OperationOutcome(id="o1", issue=[*issues])
    header = fhir.MessageHeader(
        eventUri="http://example.org/event",
        source=fhir.MessageHeaderSource(endpoint="http://example.org/a"),
        response=fhir.MessageHeaderResponse(
            identifier="m1", code=code, details=fhir.Reference(reference="urn:uuid:1") if issues else None
        ),
    )
    return fhir.Bundle(
        type="message",
        timestamp="2026-11-20T08:15:30Z",
        identifier=fhir.Identifier(value="b1"),
        entry=[fhir.BundleEntry(resource=header), fhir.BundleEntry(fullUrl="urn:uuid:1", resource=outcome)],
    )


def issue_of(
    *codings: fhir.Coding, text: str | None = None, diagnostics: str | None = None
) -> fhir.OperationOutcomeIssue:
    details = fhir.CodeableConcept(coding=[*codings], text=text) if codings or text else None
    return fhir.OperationOutcomeIssue(
        severity="error", code="invalid", details=details, diagnostics=diagnostics
    )


FOREIGN = fhir.Coding(system="http://example.org/x", code="E10")
NATIONAL = fhir.Coding(system=f"{NORWEGIAN}8221", code="E10")


@pytest.mark.parametrize(
    ("issue", "error"),
    [
        (issue_of(diagnostics="noe"), kith.CV("X99", ISSUES[0], "Annen feil", "noe")),
        (issue_of(text="noe", diagnostics="annet"), kith.CV("X99", ISSUES[0], "Annen feil", "noe")),
        (issue_of(FOREIGN), kith.CV("X99", ISSUES[0], "Annen feil")),
        (issue_of(FOREIGN, NATIONAL, text="noe"), kith.CV("E10", ISSUES[0], None, "noe")),
    ],
)
def test_an_issue_without_a_national_code_is_another_fault(
    issue: fhir.OperationOutcomeIssue, error: kith.CV
) -> None:
    assert from_fhir(answer("fatal-error", issue)).Error == [error]


@pytest.mark.parametrize(
    ("code", "issues", "status"),
    [
        ("ok", [], kith.CS("1", "OK")),
        ("ok", [issue_of(text="noe")], kith.CS("3", "OK, feil i delmelding")),
        ("fatal-error", [], kith.CS("2", "Avvist")),
        ("transient-error", [issue_of(text="noe")], kith.CS("2", "Avvist")),
    ],
)
def test_a_response_without_the_status_received_has_one_by_its_code(
    code: str, issues: list[fhir.OperationOutcomeIssue], status: kith.CS
) -> None:
    assert from_fhir(answer(code, *issues)).Status == status


def test_the_date_that_a_bundle_from_elsewhere_does_not_tell_is_the_only_thing_missing() -> None:
    issues = LAYER.check(TAGS["1.1"], from_fhir(answer("ok")))
    assert [issue.where for issue in issues] == ["/AppRec/OriginalMsgId/IssueDate"]


def test_organisations_that_are_part_of_each_other_end_somewhere() -> None:
    bundle = answer("ok")
    first = fhir.Organization(id="a", name="A", partOf=fhir.Reference(reference="Organization/b"))
    second = fhir.Organization(id="b", name="B", partOf=fhir.Reference(reference="Organization/a"))
    bundle.entry += [fhir.BundleEntry(resource=first), fhir.BundleEntry(resource=second)]
    header = bundle.entry[0].resource
    assert isinstance(header, fhir.MessageHeader)
    header.sender = fhir.Reference(reference="Organization/a")
    assert from_fhir(bundle).Sender.HCP.Inst is not None


@pytest.mark.parametrize(
    "bundle",
    [
        fhir.Bundle(type="message"),
        fhir.Bundle(type="message", entry=[fhir.BundleEntry(resource=fhir.Patient())]),
        fhir.Bundle(
            type="message",
            entry=[
                fhir.BundleEntry(
                    resource=fhir.MessageHeader(
                        eventUri="http://example.org/event",
                        source=fhir.MessageHeaderSource(endpoint="http://example.org/a"),
                    )
                )
            ],
        ),
    ],
)
def test_a_bundle_that_answers_nothing_is_no_receipt(bundle: fhir.Bundle) -> None:
    with pytest.raises(Refusal) as refusal:
        from_fhir(bundle)
    assert [issue.key for issue in refusal.value.issues] == ["not-a-receipt"]
