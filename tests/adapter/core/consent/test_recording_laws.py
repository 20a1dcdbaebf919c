"""What holds for every Consent that R4 allows: it is understood, or refused with reasons; nothing else happens."""

from __future__ import annotations

from hypothesis import given

from adapter.core.consent import recording
from adapter.core.consent.moments import span
from mappings import fhir
from mappings.faults.consent import CONSENT
from mappings.outcome import Found, outcome
from mappings.result import Issue, Refusal
from tests.strategies.fhir import DATE, INSTANT, structs


def refused(consent: fhir.Consent) -> tuple[Issue, ...]:
    """The faults of a Consent; none where it is understood."""
    try:
        recording.read(consent)
    except Refusal as refusal:
        return refusal.issues or (Issue("no-fault"),)
    return ()


@given(structs(fhir.Consent))
def test_every_consent_is_understood_or_refused_with_reasons_that_can_be_told(consent: fhir.Consent) -> None:
    issues = refused(consent)
    assert {issue.key for issue in issues} <= CONSENT.keys()
    for lang in ("nb", "nn"):
        assert fhir.check(outcome(Found(issues), lang=lang)) == ()


@given(DATE | INSTANT)
def test_every_date_spans_from_its_first_instant_to_its_last_or_nothing(text: str) -> None:
    found = span(text)
    assert found is None or found[0] <= found[1]
