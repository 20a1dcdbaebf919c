"""Who a message is from and about, and what it is refused for (emessages.md 4.1, 4.4), on shipped messages with changes."""

from __future__ import annotations

import pytest

from mappings import fhir
from mappings.felles import kith
from mappings.msghead import mh
from tests.messages.examples import (
    ADMITTED,
    CANCELLED,
    DIALOG,
    DISCHARGED,
    OTHER,
    bundle,
    faults,
    of,
    receipt_codes,
    shipped,
)


def ident(number: str, kind: str) -> mh.Ident:
    return mh.Ident(number, kith.CV(kind, "2.16.578.1.12.4.1.1.8116"))


# --- identity of the message and its parties --------------------------------------------------------------------------


@pytest.mark.parametrize("number", ["", "1", "melding-17", f"{OTHER}0", f"{{{OTHER}", f" {OTHER}"])
def test_a_msgid_that_is_no_uuid_is_refused_with_E10(number: str) -> None:
    head = shipped(ADMITTED)
    head.MsgInfo.MsgId = number
    assert receipt_codes(head) == {"E10"}


@pytest.mark.parametrize("number", [OTHER.upper(), f"{{{OTHER}}}"])
def test_a_msgid_in_capitals_or_braces_is_the_same_uuid_and_kept_as_received(number: str) -> None:
    head = shipped(ADMITTED)
    head.MsgInfo.MsgId = number
    identifier = bundle(head).identifier
    assert identifier is not None
    assert identifier.value == f"urn:uuid:{OTHER}"
    assert identifier.value_ext is not None
    assert identifier.value_ext.extension[0].valueString == number


UNKNOWN: dict[str, mh.Patient] = {
    "11a, 14a: names and number empty": mh.Patient("", GivenName="", Ident=[ident("", "FNR")]),
    "14a: the number is empty": mh.Patient("Danser", GivenName="Line", Ident=[ident(" ", "FNR")]),
    "16a: help number and date of birth": mh.Patient(
        "Danser", GivenName="Line", DateOfBirth="1969-11-13", Ident=[ident("13416900250", "HNR")]
    ),
    "16b: help number alone": mh.Patient("Danser", GivenName="Line", Ident=[ident("13416900250", "HNR")]),
    "a number without a name": mh.Patient(Ident=[ident("14835812368", "FNR")]),
    "sex without a code": mh.Patient("Danser", DateOfBirth="1969-11-13", Sex=kith.CS("", "Kvinne")),
}
KNOWN: dict[str, mh.Patient] = {
    "11b: help number, date of birth and sex": mh.Patient(
        "Danser", DateOfBirth="1969-11-13", Sex=kith.CS("2"), Ident=[ident("13416900250", "HNR")]
    ),
    "11c: date of birth and sex": mh.Patient("Danser", DateOfBirth="1969-11-13", Sex=kith.CS("2")),
    "16c: D-number": mh.Patient("Danser", Ident=[ident("54835812331", "DNR")]),
    "16d: two numbers": mh.Patient(
        "Danser", Ident=[ident("14835812368", "FNR"), ident("54835812331", "DNR")]
    ),
    "common help number": mh.Patient(GivenName="Line", Ident=[ident("80000000002", "FHN")]),
    "code with white space, which a token may have": mh.Patient("D", Ident=[ident("14835812368", " FNR ")]),
}


@pytest.mark.parametrize("name", [ADMITTED, DIALOG])
@pytest.mark.parametrize("case", UNKNOWN)
def test_a_patient_who_is_not_identified_is_refused_with_E36(name: str, case: str) -> None:
    head = shipped(name)
    head.MsgInfo.Patient = UNKNOWN[case]
    assert receipt_codes(head) == {"E36"}


def test_a_message_without_patient_is_refused_with_E36() -> None:
    head = shipped(ADMITTED)
    head.MsgInfo.Patient = None
    assert receipt_codes(head) == {"E36"}


@pytest.mark.parametrize("name", [ADMITTED, DIALOG])
@pytest.mark.parametrize("case", KNOWN)
def test_a_patient_who_is_identified_is_taken_in_with_all_numbers(name: str, case: str) -> None:
    head = shipped(name)
    head.MsgInfo.Patient = patient = KNOWN[case]
    (made,) = of(fhir.Patient, bundle(head))
    assert [one.value for one in made.identifier] == [one.Id for one in patient.Ident]


def test_a_help_number_has_its_type_and_who_gave_it_and_no_system() -> None:
    head = shipped(ADMITTED)
    head.MsgInfo.Patient = KNOWN["11b: help number, date of birth and sex"]
    ((number,),) = (one.identifier for one in of(fhir.Patient, bundle(head)))
    assert number.system is None
    assert number.type is not None
    assert [one.code for one in number.type.coding] == ["HNR", "HNR"]
    assert number.type.coding[1].system == "urn:oid:2.16.578.1.12.4.1.1.8327"
    assert number.assigner is not None
    assert number.assigner.identifier is not None
    assert number.assigner.identifier.value == "9000031"


def test_a_sender_without_name_and_number_cannot_be_read_13a() -> None:
    head = shipped(ADMITTED)
    head.MsgInfo.Sender.Organisation = mh.Organisation(
        OrganisationName="", Ident=[ident("", "ENH"), ident("", "HER")]
    )
    assert faults(head) == {"sender-unknown"}
    assert receipt_codes(head) == {""}  # no receipt can be sent


# --- several reports --------------------------------------------------------------------------------------------------


def reports(*heads: mh.MsgHead) -> mh.MsgHead:
    """One message of the patients and documents of several."""
    head = shipped(ADMITTED)
    head.PatientReport = [
        mh.PatientReport(CaseNo=str(number), Document=one.Document, Patient=one.MsgInfo.Patient)
        for number, one in enumerate(heads, 1)
    ]
    head.Document = []
    head.MsgInfo.Patient = None
    return head


def test_each_report_is_about_its_own_patient() -> None:
    admitted, discharged = shipped(ADMITTED), shipped(DISCHARGED)
    assert discharged.MsgInfo.Patient is not None
    discharged.MsgInfo.Patient.FamilyName = "Annen"
    made = bundle(reports(admitted, discharged))
    first, second = of(fhir.Patient, made)
    names: dict[str | None, set[str | None]] = {}
    for one in (*of(fhir.Encounter, made), *of(fhir.Observation, made), *of(fhir.CareTeam, made)):
        assert one.subject is not None
        names.setdefault(one.subject.reference, set()).add(type(one).__name__)
    assert names == {
        f"Patient/{first.id}": {"Encounter", "Observation", "CareTeam"},
        f"Patient/{second.id}": {"Encounter", "Observation", "CareTeam"},
    }
    assert second.maritalStatus is not None  # said in the second report alone
    assert first.maritalStatus is None


def test_the_message_word_for_word_is_in_nobodys_record_when_it_is_about_several() -> None:
    one, other = (
        of(fhir.DocumentReference, bundle(reports(shipped(ADMITTED)))),
        of(fhir.DocumentReference, bundle(reports(shipped(ADMITTED), shipped(DISCHARGED)))),
    )
    assert [found.subject is not None for found in one if found.docStatus] == [True]
    assert [found.subject is not None for found in other if found.docStatus] == [False]


def test_a_report_without_patient_is_not_taken_for_another_reports_patient() -> None:
    head = reports(shipped(ADMITTED), shipped(DISCHARGED))
    head.PatientReport[1].Patient = None
    assert receipt_codes(head) == {"E36"}


def test_a_message_is_not_both_new_and_a_cancellation() -> None:
    assert faults(reports(shipped(ADMITTED), shipped(CANCELLED))) == {"status-disagrees"}
