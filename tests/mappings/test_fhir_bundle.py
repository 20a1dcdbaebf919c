"""The rules of a Bundle as a whole: each broken alone is found at its place, and nothing else is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mappings import fhir
from mappings.faults.fhir import FHIR
from mappings.fhir_bundle import OF_BUNDLE, OF_ENTRY

if TYPE_CHECKING:
    from collections.abc import Callable

    from mappings.fhir import Bundle, BundleEntry

REQUEST = fhir.BundleEntryRequest(method="GET", url="Patient/a")
RESPONSE = fhir.BundleEntryResponse(status="200")
HEADER = fhir.MessageHeader(
    eventUri="http://example.org/event", source=fhir.MessageHeaderSource(endpoint="http://example.org")
)
COMPOSITION = fhir.Composition(
    status="final",
    type=fhir.CodeableConcept(text="x"),
    date="2026",
    author=[fhir.Reference(display="x")],
    title="x",
)


def entry(url: str = "http://example.org/Patient/a", version: str | None = None) -> BundleEntry:
    meta = fhir.Meta(versionId=version) if version else None
    return fhir.BundleEntry(fullUrl=url, resource=fhir.Patient(id="a", meta=meta))


def document() -> Bundle:
    identifier = fhir.Identifier(system="http://example.org", value="1")
    entries = [fhir.BundleEntry(resource=COMPOSITION), entry()]
    return fhir.Bundle(
        type="document", identifier=identifier, timestamp="2026-03-01T12:00:00Z", entry=entries
    )


GOOD: dict[str, Callable[[], Bundle]] = {
    "collection": lambda: fhir.Bundle(type="collection", entry=[entry()]),
    "versions of one": lambda: fhir.Bundle(type="collection", entry=[entry(version="1"), entry(version="2")]),
    "searchset": lambda: fhir.Bundle(
        type="searchset",
        total=0,
        entry=[fhir.BundleEntry(resource=HEADER, search=fhir.BundleEntrySearch(mode="match"))],
    ),
    "batch": lambda: fhir.Bundle(type="batch", entry=[fhir.BundleEntry(request=REQUEST)]),
    "batch-response": lambda: fhir.Bundle(type="batch-response", entry=[fhir.BundleEntry(response=RESPONSE)]),
    "history": lambda: fhir.Bundle(
        type="history", total=1, entry=[fhir.BundleEntry(request=REQUEST, response=RESPONSE)]
    ),
    "message": lambda: fhir.Bundle(type="message", entry=[fhir.BundleEntry(resource=HEADER), entry()]),
    "document": document,
}


def changed(bundle: Bundle, **fields: object) -> Bundle:
    for name, value in fields.items():
        setattr(bundle, name, value)
    return bundle


def with_entry(entry: BundleEntry) -> Bundle:
    return fhir.Bundle(type="collection", entry=[entry])


BROKEN: dict[str, list[tuple[Bundle, str]]] = {
    "bdl-1": [(changed(GOOD["collection"](), total=1), "Bundle.total")],
    "bdl-2": [
        (
            with_entry(fhir.BundleEntry(resource=HEADER, search=fhir.BundleEntrySearch(mode="match"))),
            "Bundle.entry[0].search",
        )
    ],
    "bdl-3": [
        (with_entry(fhir.BundleEntry(request=REQUEST)), "Bundle.entry[0].request"),
        (fhir.Bundle(type="transaction", entry=[entry()]), "Bundle.entry[0].request"),
    ],
    "bdl-4": [
        (with_entry(fhir.BundleEntry(response=RESPONSE)), "Bundle.entry[0].response"),
        (fhir.Bundle(type="transaction-response", entry=[entry()]), "Bundle.entry[0].response"),
    ],
    "bdl-5": [(with_entry(fhir.BundleEntry(fullUrl="http://example.org/a")), "Bundle.entry[0]")],
    "bdl-7": [
        (
            fhir.Bundle(type="collection", entry=[entry(), entry("http://example.org/b"), entry()]),
            "Bundle.entry[2].fullUrl",
        )
    ],
    "bdl-8": [(with_entry(entry("http://example.org/Patient/a/_history/1")), "Bundle.entry[0].fullUrl")],
    "bdl-9": [
        (changed(document(), identifier=None), "Bundle.identifier"),
        (changed(document(), identifier=fhir.Identifier(value="1")), "Bundle.identifier"),
    ],
    "bdl-10": [(changed(document(), timestamp=None), "Bundle.timestamp")],
    "bdl-11": [(changed(document(), entry=[entry()]), "Bundle.entry[0].resource")],
    "bdl-12": [
        (fhir.Bundle(type="message"), "Bundle.entry[0].resource"),
        (
            fhir.Bundle(type="message", entry=[entry(), fhir.BundleEntry(resource=HEADER)]),
            "Bundle.entry[0].resource",
        ),
    ],
}


@pytest.mark.parametrize("name", GOOD)
def test_a_bundle_that_holds_the_rules_has_no_fault(name: str) -> None:
    assert fhir.check(GOOD[name]()) == ()


@pytest.mark.parametrize("rule", BROKEN)
def test_a_broken_rule_is_found_at_its_place(rule: str) -> None:
    for bundle, where in BROKEN[rule]:
        found = fhir.check(bundle)
        assert {issue.key for issue in found} == {f"fhir-{rule}"}
        assert found[-1].where == where


def test_every_rule_is_broken_once() -> None:
    rules = {rule.key for rule in (*OF_BUNDLE, *OF_ENTRY)} | {"bdl-7"}
    assert (
        BROKEN.keys() == rules == {key.removeprefix("fhir-") for key in FHIR if key.startswith("fhir-bdl-")}
    )
