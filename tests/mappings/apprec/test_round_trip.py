"""Receipts to FHIR and back: every element and attribute of the XSD returns, but for the rows of `LOSSES`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mappings import extensions, fhir, message
from mappings.apprec import ar
from mappings.apprec.receipt import MIG_VERSIONS, NAMESPACES, TAGS, Version
from mappings.apprec.to_fhir import LOSSES, from_fhir, tag_of
from mappings.element import Element, Simple
from mappings.felles import kith
from mappings.message import LAYER
from tests.judges.hl7 import judged
from tests.messages.receipts import VERSION_OF, VERSIONS, bundle_of, mapped, receipt
from tests.strategies.apprec import RECEIPTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from mappings.engine.plan import Row
    from tests.judges.hl7 import Verdict

# --- the whole ----------------------------------------------------------------------------------------------------------

Leaf = tuple[str, str]
"""A struct's name and the field of it that holds a value."""

FORMS = {
    "string": "tekst {} æ&ø".format,
    "token": "K{}".format,
    "anyURI": "mailto:navn{}@example.no".format,
    "dateTime": "1{:03}-11-20T08:15:00Z".format,
}


class Filled:
    """A receipt with everything in it but `absent`, every repeated element twice, each value its own."""

    def __init__(self, version: Version, absent: str) -> None:
        self.version, self.absent = VERSION_OF[version], absent
        self.leaves: dict[str, Leaf] = {}
        made = self.struct(ar.AppRec)
        assert isinstance(made, ar.AppRec)
        self.receipt = made

    def struct(self, struct: type[Element]) -> Element:
        plan = LAYER.plan(struct, self.version)
        made: dict[str, Any] = {row.name: self.leaf(struct, row.name, row.simple) for row in plan.attributes}
        for name, row in plan.rows.items():
            if name != self.absent:
                values = [self.child(struct, row) for _ in range(2 if row.many else 1)]
                made[name] = values if row.many else values[0]
        return struct(**made)

    def child(self, struct: type[Element], row: Row) -> object:
        return self.struct(row.struct) if row.struct else self.leaf(struct, row.name, row.simple)

    def leaf(self, struct: type[Element], name: str, simple: Simple | None) -> str:
        assert simple is not None
        number = len(self.leaves)
        value = f"2.999.{number}" if simple.pattern else FORMS[simple.base](number)
        self.leaves[value] = (struct.__name__, name)
        return value


FILLED = [(version, Filled(version, absent)) for version in VERSIONS for absent in ("Inst", "HCProf")]


def rows(struct: type[Element], version: Version) -> Iterator[Leaf]:
    """Every element and attribute with a value that the XSD allows, from a struct down."""
    plan = LAYER.plan(struct, VERSION_OF[version])
    for name in [row.name for row in plan.attributes] + [
        row.name for row in plan.rows.values() if not row.struct
    ]:
        yield struct.__name__, name
    for row in plan.rows.values():
        if row.struct:
            yield from rows(row.struct, version)


def without_raw(bundle: fhir.Bundle) -> fhir.Bundle:
    """The Bundle as one has it who may not see the raw message."""
    bundle.entry = [
        entry
        for entry in bundle.entry
        if not isinstance(entry.resource, fhir.Binary | fhir.DocumentReference)
    ]
    return bundle


@pytest.mark.parametrize(("version", "filled"), FILLED)
def test_all_that_the_xsd_allows_comes_back_without_the_raw_message(version: Version, filled: Filled) -> None:
    bundle = message.to_fhir(LAYER.write(TAGS[version], filled.receipt)).value
    assert tag_of(bundle) == TAGS[version]
    assert from_fhir(without_raw(bundle)) == filled.receipt


@pytest.mark.parametrize("version", VERSIONS)
def test_these_receipts_hold_every_element_and_attribute_of_the_xsd(version: Version) -> None:
    held = {leaf for other, filled in FILLED if other == version for leaf in filled.leaves.values()}
    assert held == set(rows(ar.AppRec, version))


@pytest.mark.parametrize(("version", "filled"), FILLED)
def test_no_value_of_an_extension_of_ours_is_more_than_one_leaf(version: Version, filled: Filled) -> None:
    lists = {f"urn:oid:2.16.578.1.12.4.1.1.{number}" for number in (8258, 8279, 9043)}
    lists |= {f"urn:oid:{leaf}" for leaf in filled.leaves}
    allowed = {*filled.leaves, NAMESPACES[version]} | lists
    ours = [
        one
        for one in extensions_in(json.loads(fhir.encode(mapped(filled.receipt, version).value)))
        if one["url"].startswith(extensions.BASE)
    ]
    assert ours
    for one in ours:
        assert set(texts(one)) - {one["url"]} <= allowed


def extensions_in(found: object) -> Iterator[dict[str, Any]]:
    if isinstance(found, dict):
        yield from found.get("extension", [])
    for inside in inside_of(found):
        yield from extensions_in(inside)


def texts(found: object) -> Iterator[str]:
    if isinstance(found, str):
        yield found
    for inside in inside_of(found):
        yield from texts(inside)


def inside_of(found: object) -> list[object]:
    return [*found.values()] if isinstance(found, dict) else found if isinstance(found, list) else []


@pytest.mark.parametrize(("version", "filled"), FILLED)
def test_our_own_check_and_fhir_resources_find_no_fault(version: Version, filled: Filled) -> None:
    bundle = mapped(filled.receipt, version).value
    assert fhir.check(bundle) == ()
    assert len(fhir.typed(bundle).entry) == len(bundle.entry)


EDGES = {
    "nothing is known": receipt(
        Status=kith.CS(), Id="", OriginalMsgId=ar.OriginalMsgId(kith.CS(), "2026-11-20T08:15:30", " ")
    ),
    "nobody is known": receipt(
        Sender=ar.Sender(None, ar.HCP(ar.Inst())), Receiver=ar.Receiver(None, ar.HCP(HCProf=ar.HCProf()))
    ),
    "a unit of something unnamed": receipt(
        Sender=ar.Sender(None, ar.HCP(ar.Inst(Dept=[ar.Dept(kith.CS("X"))], HCPerson=[ar.HCPerson("Siri")])))
    ),
    "a number that is no id": receipt(
        OriginalMsgId=ar.OriginalMsgId(kith.CS("X y"), "2026-11-20T24:00:00", "melding 17")
    ),
    "errors of no list": receipt(Status=kith.CS("2"), Error=[kith.CV(), kith.CV("E10"), kith.CV(OT="noe")]),
}


@judged("receipts")
def bundles(shared: Path) -> dict[str, bytes]:
    (example,) = (shared / "standards" / "examples" / "AppRec").rglob("*.xml")
    made = {name: bundle_of(one) for name, one in EDGES.items()}
    made |= {
        f"filled {number}": mapped(one.receipt, version).value for number, (version, one) in enumerate(FILLED)
    }
    made["official example"] = message.to_fhir(example.read_bytes()).value
    return {name: fhir.encode(bundle) for name, bundle in made.items()}


@pytest.mark.judge
def test_hl7s_validator_finds_no_error(hl7: Mapping[str, list[Verdict]]) -> None:
    found = {name: verdicts for name, verdicts in hl7.items() if name.startswith("receipts/")}
    assert len(found) == len(EDGES) + len(FILLED) + 1
    assert not any(found.values()), found


@pytest.mark.judge
def test_the_official_example_comes_back_but_for_an_empty_attribute(shared: Path) -> None:
    (path,) = (shared / "standards" / "examples" / "AppRec").rglob("*.xml")
    data = path.read_bytes()
    original = message.read(data).value
    assert isinstance(original, ar.AppRec)
    assert original.OriginalMsgId.MsgType.DN == ""
    original.OriginalMsgId.MsgType.DN = None
    bundle = message.to_fhir(data).value
    assert fhir.check(bundle) == ()
    assert from_fhir(bundle) == original
    assert tag_of(bundle) == TAGS["1.0"]


# --- laws ---------------------------------------------------------------------------------------------------------------


@given(RECEIPTS, st.sampled_from(VERSIONS))
def test_what_comes_back_is_what_was_received_but_for_the_listed_losses(
    made: ar.AppRec, version: Version
) -> None:
    bundle = fhir.decode(fhir.encode(mapped(made, version).value)).value
    assert isinstance(bundle, fhir.Bundle)
    assert from_fhir(bundle) == settled(made, version)


@given(RECEIPTS)
def test_every_bundle_is_right_by_our_own_check(made: ar.AppRec) -> None:
    assert fhir.check(bundle_of(made)) == ()


@given(RECEIPTS)
def test_the_same_receipt_gives_the_same_bytes_and_no_id_twice(made: ar.AppRec) -> None:
    bundle = bundle_of(made)
    assert fhir.encode(bundle) == fhir.encode(bundle_of(made))
    urls = [entry.fullUrl for entry in bundle.entry]
    assert len(urls) == len(set(urls))


@given(RECEIPTS)
def test_what_comes_back_can_be_written(made: ar.AppRec) -> None:
    assert LAYER.check(TAGS["1.1"], from_fhir(bundle_of(made))) == ()


# --- what is lost, by LOSSES ----------------------------------------------------------------------------------------------


def settled(made: ar.AppRec, version: Version) -> ar.AppRec:
    """What must come back of a receipt."""
    kept = said_alone(made, version)
    assert isinstance(kept, ar.AppRec)
    kept.MIGversion = kept.MIGversion or MIG_VERSIONS[version]
    kept.Status = kith.CS("2", "Avvist") if kept.Status == kith.CS() else kept.Status
    kept.Error = [_or_other_fault(error) for error in kept.Error]
    return kept


def said_alone(value: Element, version: Version) -> Element:
    """LOSSES "empty": what says nothing is absent, or empty where the XSD demands it."""
    if isinstance(value, kith.CV):
        return kith.CV(said(value.V), value.S, said(value.DN), said(value.OT))
    plan = LAYER.plan(type(value), VERSION_OF[version])
    made: dict[str, Any] = {row.name: said(getattr(value, row.name)) for row in plan.attributes}
    for name, row in plan.rows.items():
        found = getattr(value, name)
        if row.many:
            kept = [said_alone(one, version) for one in found]
            made[name] = [one for one in kept if name == "Error" or not says_nothing(one)]
        elif row.struct is None:
            made[name] = said(found) or ("" if row.required else None)
        elif found is not None:
            inside = said_alone(found, version)
            made[name] = (
                inside if row.required or name in ("Inst", "HCProf") or not says_nothing(inside) else None
            )
    return type(value)(**made)


def said(value: str | None) -> str | None:
    return None if value is None or not value or value.isspace() else value


def says_nothing(value: Element) -> bool:
    inside = [getattr(value, name) for name in value.__struct_fields__]
    return not any(inside) or all(
        not one or (isinstance(one, Element) and says_nothing(one)) for one in inside
    )


def _or_other_fault(error: kith.CV) -> kith.CV:
    if error.V is None and error.S is None and error.DN is None:
        return kith.CV("X99", "2.16.578.1.12.4.1.1.8221", "Annen feil", error.OT)
    return error


def test_each_loss_has_its_reason() -> None:
    assert set(LOSSES) == {"empty", "MIGversion", "Error", "Status"}
    assert all(LOSSES.values())
