"""The resources of a Bundle, a line each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapter.edges.terminal import summary
from mappings import fhir, message
from mappings.result import Refusal

if TYPE_CHECKING:
    from pathlib import Path


def bundles(examples: Path) -> list[fhir.Bundle]:
    made = []
    for path in sorted(examples.glob("*.xml")):
        try:
            made.append(message.to_fhir(path.read_bytes()).value)
        except Refusal:
            continue
    return made


def test_every_resource_that_an_example_becomes_has_words(examples: Path) -> None:
    told = [line for bundle in bundles(examples) for line in summary.lines(bundle)]
    assert len(told) > 100
    assert [line for line in told if not line[18:].strip()] == []


def test_references_are_told_by_name(letter: Path) -> None:
    told = summary.lines(message.to_fhir(letter.read_bytes()).value)
    assert (
        "MessageHeader     Melding om utskrevet pasient · Medisinsk avdeling → Fjellvik hjemmetjeneste"
        in told
    )
    assert "PractitionerRole  Rolig Brygge · Koordinator (spesialisthelsetjenesteloven)" in told


def test_what_is_not_told_is_left_out() -> None:
    bare = fhir.Bundle(
        type="collection",
        entry=[
            fhir.BundleEntry(resource=fhir.Patient()),
            fhir.BundleEntry(resource=fhir.Task(status="requested", intent="order", owner=fhir.Reference())),
            fhir.BundleEntry(resource=fhir.Person(name=[fhir.HumanName(family="Furu")])),
        ],
    )
    assert [line.rstrip() for line in summary.lines(bare)] == [
        "Patient",
        "Task              requested",
        "Person            Furu",
    ]
