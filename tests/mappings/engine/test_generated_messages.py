"""Messages generated from the tables: valid by the official XSDs, and equal when they come back."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from mappings import identifiers
from mappings.element import Element, Payload
from mappings.message import LAYER
from mappings.msghead import mh, rules
from tests.judges.mutants import PARSER
from tests.strategies.messages import (
    ELEMENTS,
    MEDICAL,
    MSGHEAD,
    PLAIN,
    RICH,
    ROOTS,
    Knobs,
    Maker,
    medical,
    medical_message,
    messages,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mappings.element import Version
    from mappings.engine.plan import Plan

FULL = Knobs(density=0.7, depth=5)
"""Most of what may be there, not far down."""

ANY_ROOT = st.sampled_from(ROOTS).flatmap(lambda tag: st.tuples(st.just(tag), messages(tag)))
ANY_HEAD = st.sampled_from(MEDICAL).flatmap(lambda tag: st.tuples(st.just(MSGHEAD), medical(tag)))
ANY = st.one_of(ANY_ROOT, ANY_HEAD)


def seeded() -> Iterator[tuple[str, Element]]:
    """Every global element sparse, rich and full; the messages also in between; whole messages of the kinds with FHIR."""
    for tag in ELEMENTS:
        for seed, knobs in enumerate((PLAIN, RICH, FULL, FULL)):
            yield tag, Maker(Random(f"{tag} {seed}"), knobs).message(tag)
    for tag in ROOTS:
        for seed in range(8):
            yield tag, Maker(Random(f"{tag} {seed}"), FULL if seed % 2 else Knobs()).message(tag)
    for tag in MEDICAL:
        for seed in range(8):
            yield MSGHEAD, medical_message(Random(seed), (tag,), RICH)


@pytest.fixture(scope="module")
def written() -> list[tuple[str, Element, bytes]]:
    """The seeded messages, written."""
    return [(tag, value, LAYER.write(tag, value)) for tag, value in seeded()]


def test_a_generated_message_of_every_kind_comes_back_equal(
    written: list[tuple[str, Element, bytes]],
) -> None:
    for tag, value, data in written:
        root = LAYER.read(data)
        assert (root.tag, root.value) == (tag, value)


def test_the_checker_has_nothing_to_say_of_a_message_that_was_written(
    written: list[tuple[str, Element, bytes]],
) -> None:
    for tag, value, _ in written[::7]:
        assert LAYER.check(tag, value) == ()


@pytest.mark.judge
def test_a_generated_message_of_every_kind_is_valid(
    written: list[tuple[str, Element, bytes]], official_schema: etree.XMLSchema
) -> None:
    for tag, _, data in written:
        assert official_schema.validate(etree.fromstring(data, PARSER)), (tag, official_schema.error_log)


@given(ANY)
@settings(max_examples=120)
def test_any_message_comes_back_equal(made: tuple[str, Element]) -> None:
    tag, value = made
    data = LAYER.write(tag, value)
    assert LAYER.read(data) == (tag, value, LAYER.known(tag)[1])  # type: ignore[index]  # a root is known
    assert LAYER.write(tag, value) == data


@pytest.mark.judge
@given(made=ANY)
@settings(max_examples=120)
def test_any_message_is_valid(made: tuple[str, Element], official_schema: etree.XMLSchema) -> None:
    data = LAYER.write(*made)
    assert official_schema.validate(etree.fromstring(data, PARSER)), official_schema.error_log


@given(medical(*MEDICAL[1:], knobs=Knobs(density=0.2)))
@settings(max_examples=30)
def test_a_medical_message_passes_the_rules_on_content(head: mh.MsgHead) -> None:
    assert [issue.key for issue in rules.check(head) if issue.is_error] == []
    assert len([document for document in head.Document if document.RefDoc.MsgType.V == "XML"]) == 2


def test_persons_in_medical_messages_are_synthetic() -> None:
    for seed in range(100):
        head = medical_message(Random(seed), MEDICAL[:1], PLAIN)
        assert head.MsgInfo.Patient is not None
        number = head.MsgInfo.Patient.Ident[0].Id
        assert identifiers.is_fnr(number)
        assert identifiers.classify(number) == identifiers.Synthetic(80)


def rows(plan: Plan) -> set[tuple[str, str, str]]:
    """Every element and attribute of a struct: module, struct, name."""
    names = [*plan.rows, *(row.name for row in plan.attributes)]
    return {(plan.struct.__module__, plan.struct.__name__, name) for name in names}


def walk(
    value: object, version: Version, seen: set[tuple[str, str, str]], known: set[tuple[str, str, str]]
) -> None:
    """Note which rows of the plans are there in a message, and which could have been."""
    if isinstance(value, Payload):
        walk(value.value, LAYER.known(value.tag)[1], seen, known)  # type: ignore[index]  # a payload is known
    if not isinstance(value, Element):
        return
    plan = LAYER.plan(type(value), version)
    known |= rows(plan)
    for name in plan.fields:
        field = getattr(value, name)
        items = field if isinstance(field, list) else [] if field is None else [field]
        for item in items:
            either = type(item).__name__ if name not in plan.rows and isinstance(item, Element) else name
            seen.add((type(value).__module__, type(value).__name__, either))
            walk(item, version, seen, known)


def test_every_element_and_attribute_of_the_tables_is_in_some_generated_message(
    written: list[tuple[str, Element, bytes]],
) -> None:
    seen: set[tuple[str, str, str]] = set()
    known: set[tuple[str, str, str]] = set()
    for tag, value, _ in written:
        walk(value, LAYER.known(tag)[1], seen, known)  # type: ignore[index]  # a root is known
    assert known - seen == set()
    assert len(known) > 1000
