"""The profile of consents and the rules of recording them agree: what the checker refuses, nobody can record."""

from __future__ import annotations

from adapter.core.consent import provisions, shape
from mappings import fhir, profile
from mappings.result import Refusal
from tests.conformance.instances.table import ROWS, text

BEYOND = {"consent-actor"}
"""What only the rules of recording ask: an actor is an organisation by its number, or the engine cannot decide by it."""


def consents() -> dict[str, fhir.Consent]:
    found = {}
    for row in ROWS:
        try:
            resource = fhir.decode(text(row.file).encode()).value
        except Refusal:
            continue
        if isinstance(resource, fhir.Consent):
            found[row.file] = resource
    return found


def test_what_the_profile_refuses_is_not_recorded_and_what_it_accepts_is_but_for_what_the_engine_needs() -> (
    None
):
    refused = 0
    for name, consent in consents().items():
        by_profile = any(issue.is_error for issue in profile.check(consent, "no-ip-consent"))
        by_recording = {issue.key for issue in (*shape.faults(consent, ()), *provisions.faults(consent))}
        assert by_profile <= bool(by_recording), name
        assert by_profile or by_recording <= BEYOND, (name, by_recording)
        refused += by_profile
    assert refused
