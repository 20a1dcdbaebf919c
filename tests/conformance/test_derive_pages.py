"""The pages in `docs/` are made from package, table and faults, and say what the checker holds: no more and no less."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from adapter.edges.terminal.pages import pages
from conformance.derive.catalogue import AREAS
from conformance.derive.pages import REASONS, derived, named
from mappings.faults import FAULTS
from mappings.faults.errors import ERRORS
from mappings.faults.mend import mending
from mappings.profiles.table import ABSENT, table

if TYPE_CHECKING:
    from adapter.edges.terminal.pages import Page, Row
    from mappings.profiles.table import Node

PROJECT = Path(__file__).resolve().parents[2]
DOCS = PROJECT / "docs"


def test_what_is_committed_is_what_is_derived() -> None:
    for path, text in derived().items():
        assert (PROJECT / path).read_text(encoding="utf-8") == text, path


def test_there_is_no_page_of_what_is_no_more() -> None:
    kept = {str(file.relative_to(PROJECT)) for file in DOCS.rglob("*") if file.is_file()}
    assert kept == {path for path in derived() if path.startswith("docs/")}


def test_every_profile_of_the_package_has_a_page() -> None:
    names = {
        file.stem for file in (PROJECT / "profiles" / "package").glob("StructureDefinition-no-ip-*.json")
    }
    assert {f"StructureDefinition-{file.stem}" for file in (DOCS / "profiles").glob("no-*.md")} == names


def test_the_readme_leads_to_the_pages() -> None:
    text = (PROJECT / "README.md").read_text(encoding="utf-8")
    assert "](docs/profiles/README.md)" in text
    assert "](docs/errors.md)" in text


# --- the catalogue ----------------------------------------------------------------------------------------------------


def test_R175_every_rule_is_in_the_catalogue_in_both_languages_with_what_to_do() -> None:
    lines = (DOCS / "errors.md").read_text(encoding="utf-8").splitlines()
    for key, row in FAULTS.items():
        (line,) = [line for line in lines if line.startswith(f"| `{key}` | {row.severity}")]
        clause = row.clause.replace("|", "\\|")
        nb, nn = mending(key, row)
        assert all(part.replace("|", "\\|") in line for part in (clause, row.nb, row.nn, nb, nn)), key
        assert (f"HTTP {row.status}" in line) == (row.severity in ("error", "fatal"))


def test_every_error_is_in_the_catalogue() -> None:
    text = (DOCS / "errors.md").read_text(encoding="utf-8")
    assert all(f"| `{code}` | {nb} | {nn} |" in text for code, (nb, nn) in ERRORS.items())


def test_the_areas_of_the_catalogue_are_the_whole_table() -> None:
    keys = [key for rows in AREAS.values() for key in rows]
    assert sorted(keys) == sorted(FAULTS)


# --- the pages and the checker ----------------------------------------------------------------------------------------

ROWS = [(page, row) for page in pages().values() for row in page.rows]


def node(page: Page, row: Row) -> Node:
    """The checker's rule of the element of a row. Raises `KeyError` where there is none."""
    found = table().profiles[page.name].rules
    for step in row.path.split("."):
        if found.profile in table().extensions:
            found = table().extensions[found.profile].rules.elements["extension"].slices[step]
            continue
        name, _, sliced = step.partition(":")
        found = found.elements[name]
        found = found.slices[sliced] if sliced else found
    return found


def value(found: Node, row: Row) -> Node:
    """The rule of the value: of an extension it stands in its definition, of a part in the part's `value[x]`."""
    own = table().extensions[found.profile].rules if found.profile in table().extensions else found
    return own.elements.get("value[x]", found) if row.extension or own.elements.get("value[x]") else found


BY_EXTENDED = "modifierExtension"
"""Held of every element of every resource (`mappings.profiles.extended`), not by the table."""

HELD = [
    (page, row)
    for page, row in ROWS
    if row.path != BY_EXTENDED and (row.max == "0" or row.fixed or row.targets or row.extension)
]


@pytest.mark.parametrize(("page", "row"), HELD, ids=[f"{page.name} {row.path}" for page, row in HELD])
def test_what_a_page_says_of_an_element_is_what_the_checker_holds(page: Page, row: Row) -> None:
    found = node(page, row)
    assert (found.max == 0) == (row.max == "0")
    assert found.max is None or str(found.max) == row.max
    assert found.min <= row.min
    if row.fixed:
        assert found.fixed is not ABSENT or found.pattern is not ABSENT
    if row.targets:
        assert set(value(found, row).targets) == set(row.targets)
    if row.extension:
        assert found.profile.endswith(f"/{row.extension}")


def test_a_required_list_is_the_checkers_list() -> None:
    for page, row in ROWS:
        held = [url for url in table().value_sets if url.endswith(f"/{row.values}")]
        if row.strength == "required" and held:
            codes = {(code.system, code.code) for code in page.values[row.values].codes}
            assert codes == {
                (system, code) for system, known in table().value_sets[held[0]].items() for code in known
            }
            assert value(node(page, row), row).values == held[0]


def test_every_code_of_our_own_lists_has_words_in_both_languages() -> None:
    for page in pages().values():
        for values in page.values.values():
            assert [
                code for code in values.codes if "ip-adapter" in code.system and not (code.nb and code.nn)
            ] == []


def test_reasons_are_given_for_elements_that_there_are() -> None:
    stated = tomllib.loads(REASONS.read_text(encoding="utf-8"))
    for name, why in stated.items():
        paths = {row.path for page, row in ROWS if name in ("all", page.name)}
        assert set(why) <= paths, name


def test_every_element_at_the_top_has_a_reason_or_a_rule() -> None:
    assert [
        (page.name, row.path)
        for page, row in ROWS
        if not row.why and not row.invariants and "." not in row.path
    ] == []


def test_every_rule_of_a_profile_is_named_by_an_element() -> None:
    for page in pages().values():
        by_element = {key for row in page.rows for key in row.invariants}
        assert {rule.key for rule in page.rules if not rule.on} == by_element, page.name


@pytest.mark.parametrize(
    ("expression", "asked"),
    [
        ("status = 'active' implies (goal.exists() and careTeam.exists())", {"goal", "careTeam"}),
        ("participant.where(role.coding.where(code = '8').exists()).count() = 1", {"participant"}),
        ("period.end.exists() implies title.exists()", {"period", "period.end", "title"}),
        (
            "extension.where(url = 'https://ip-adapter.example/fhir/StructureDefinition/ip-form').exists()",
            {"extension", "ip-form"},
        ),
    ],
)
def test_what_takes_part_in_a_rule_is_read_from_its_expression(expression: str, asked: set[str]) -> None:
    assert asked <= named(expression)
    assert not {"role", "code", "active", "status", "url"} & named(expression)
