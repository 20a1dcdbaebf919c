"""Taking back: every type that a message makes is either stated in error or stays, and nothing is forgotten."""

from __future__ import annotations

import pytest

from adapter.core.taking_back import STATUS, STAYS, VERIFICATION, is_taken_back, taken_back
from mappings import fhir
from mappings.message import to_fhir
from tests.messages.examples import SHIPPED

MADE = [
    resource
    for path in sorted(SHIPPED.glob("log_*.xml")) + sorted(SHIPPED.glob("dialog_helse*.xml"))
    if path.with_suffix(".json").exists()
    for entry in to_fhir(path.read_bytes()).value.entry
    if (resource := entry.resource) is not None
]


def test_every_type_is_in_one_of_the_tables_and_in_one_alone() -> None:
    tables = [set(STATUS), set(VERIFICATION), set(STAYS)]
    assert sum(map(len, tables)) == len(set.union(*tables))
    assert {type(resource) for resource in MADE} <= set.union(*tables)


@pytest.mark.parametrize("kind", sorted({type(one) for one in MADE}, key=lambda kind: kind.__name__))
def test_R032_what_is_taken_back_is_valid_and_says_so(kind: type[fhir.Resource]) -> None:
    for resource in (one for one in MADE if type(one) is kind):
        back = taken_back(resource)
        if kind in STAYS:
            assert back is None
            continue
        if back is None:  # in error already, or the raw message, which did come in
            assert is_taken_back(resource) or (kind is fhir.DocumentReference and resource.meta is None)
            continue
        assert is_taken_back(back)
        assert taken_back(back) is None
        assert back.id == resource.id
        assert [issue for issue in fhir.check(back) if issue.is_error] == []


@pytest.mark.parametrize("kind", VERIFICATION)
def test_R032_a_clinical_status_goes_with_the_verification(kind: type[fhir.Resource]) -> None:
    active = fhir.CodeableConcept(coding=[fhir.Coding(code="active")])
    about = fhir.Reference(reference="Patient/a")
    place = "patient" if kind is fhir.AllergyIntolerance else "subject"
    back = taken_back(kind(id="a", clinicalStatus=active, **{place: about}))  # type: ignore[arg-type]
    assert back is not None
    assert is_taken_back(back)
    assert back.clinicalStatus is None  # type: ignore[attr-defined]
