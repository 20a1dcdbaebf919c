"""What the definitions say: words in both languages, keyed invariants that our judges can read, names that the program uses."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import pytest

from adapter.core.consent.kinds import KINDS, Status
from mappings import codes
from mappings.extensions import CHECKPOINTS, CODE_SYSTEMS, CODES, ELEMENT_NAMES, EXTENSIONS, system, url
from mappings.faults import FAULTS
from mappings.faults.errors import ERRORS
from mappings.faults.row import Error
from tests.profiles.definitions import concepts, examples, extensions, of_type, profiles, urls

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.profiles.definitions import Json

OID = "urn:oid:2.16.578.1.12.4.1.1."


def invariants() -> Iterator[tuple[str, Json]]:
    for name, one in profiles().items():
        for element in one["differential"]["element"]:
            for row in element.get("constraint", []):
                yield name, row


def test_every_code_has_its_name_in_bokmaal_and_nynorsk() -> None:
    for name in CODE_SYSTEMS - {ELEMENT_NAMES.rpartition("/")[2]}:
        assert concepts(name)
        for code, one in concepts(name).items():
            named = {row["language"]: row["value"] for row in one["designation"]}
            assert named.keys() == {"nb", "nn"}, f"{name}#{code}"
            assert one["display"] == named["nb"]


def test_the_program_names_all_extensions_and_code_systems_and_no_others() -> None:
    assert extensions().keys() == EXTENSIONS
    assert of_type("CodeSystem").keys() == CODE_SYSTEMS
    assert {url(name) for name in EXTENSIONS} == {
        one["url"] for one in of_type("StructureDefinition").values() if one["type"] == "Extension"
    }
    assert {system(name) for name in CODE_SYSTEMS} == {one["url"] for one in of_type("CodeSystem").values()}


def test_a_name_of_nothing_is_an_error() -> None:
    for of in (url, system):
        with pytest.raises(KeyError):
            of("ip-nothing")


def test_the_codes_that_the_program_tells_apart_are_those_of_the_code_systems() -> None:
    assert {name: tuple(concepts(name)) for name in CODES} == CODES
    assert tuple(KINDS) == CODES["ip-consent-type"]
    assert tuple(extensions()["ip-informed"].value) == CHECKPOINTS
    assert tuple(concepts("ip-error")) == tuple(ERRORS) == get_args(Error)[1:]
    assert set(concepts("ip-rule")) == FAULTS.keys()


def test_the_states_of_a_consent_are_those_of_the_life_cycle() -> None:
    (include,) = of_type("ValueSet")["ip-consent-status"]["compose"]["include"]
    assert {one["code"] for one in include["concept"]} == set(get_args(Status))


def test_values_of_national_lists_are_held_with_their_names() -> None:
    checked = 0
    for one in of_type("ValueSet").values():
        for include in one["compose"]["include"]:
            number = include.get("system", "").removeprefix(OID)
            for concept in include.get("concept", []):
                if codes.known(number, concept["code"]):
                    assert concept["display"] == codes.display(number, concept["code"])
                    checked += 1
    assert checked >= 20


def test_an_invariant_has_one_meaning_a_sentence_and_a_clause() -> None:
    by_key: dict[str, set[str]] = {}
    for _, row in invariants():
        by_key.setdefault(row["key"], set()).add(row["expression"])
        assert row["human"]
        assert row["requirements"]
        assert row["severity"] in ("error", "warning")
    assert {key for key, said in by_key.items() if len(said) > 1} == set()


def test_an_invariant_asks_for_nothing_that_our_judges_cannot_do() -> None:
    for _, row in invariants():
        assert not any(
            word in row["expression"] for word in ("resolve(", "memberOf(", "extension(", "conformsTo(")
        )


def test_nothing_is_referred_to_that_nobody_defines() -> None:
    known = {
        one["url"]
        for kind in ("StructureDefinition", "ValueSet", "CodeSystem")
        for one in of_type(kind).values()
    }
    for one in [*of_type("StructureDefinition").values(), *of_type("CapabilityStatement").values()]:
        for canonical in canonicals(one):
            assert canonical in known, f"{one['id']}: {canonical}"


def canonicals(element: object) -> Iterator[str]:
    """Canonicals of ours below a definition, other than its own."""
    if isinstance(element, dict):
        for field, value in element.items():
            if field in ("profile", "targetProfile", "supportedProfile", "valueSet"):
                named = [value] if isinstance(value, str) else value
                yield from (
                    one for one in named if one.startswith(system("ip-error").partition("/CodeSystem")[0])
                )
            yield from canonicals(value)
    elif isinstance(element, list):
        for value in element:
            yield from canonicals(value)


def test_each_extension_of_the_plan_is_in_an_example() -> None:
    """Those of the messages are in the Bundles that the judge sees (tests/judges/test_bundles.py)."""
    used = {name for one in examples().values() for name in urls(one)}
    named = {name for one in profiles().values() for name in profiled(one)}
    assert named <= used


def profiled(profile: Json) -> Iterator[str]:
    """The extensions that a profile gives a place."""
    for element in profile["differential"]["element"]:
        for kind in element.get("type", []):
            for canonical in kind.get("profile", []):
                if canonical.startswith(url("ip-note").removesuffix("ip-note")):
                    yield canonical.rpartition("/")[2]
