"""`ip-adapter profiles`: every profile is listed, and has a page that says why."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pytest

from adapter.edges.terminal.pages import Page, pages
from mappings.faults import FAULTS
from mappings.profiles.table import table

if TYPE_CHECKING:
    from conftest import Terminal

PACKAGE = Path(__file__).resolve().parents[4] / "profiles" / "package"
NAMES = sorted(
    file.stem.removeprefix("StructureDefinition-") for file in PACKAGE.glob("StructureDefinition-no-ip-*")
)


def test_every_profile_of_the_package_is_listed(terminal: Terminal) -> None:
    result = terminal("profiles", "list")
    lines = result.out.decode().splitlines()
    assert [line.split()[0] for line in lines] == NAMES
    assert all(
        pages()[name].title in line and pages()[name].line in line
        for name, line in zip(NAMES, lines, strict=True)
    )
    assert result.lines == [f"{len(NAMES)} profiles"]


def test_the_list_is_json_for_a_program(terminal: Terminal) -> None:
    rows = json.loads(terminal("profiles", "list", "--json").out)
    assert [row["name"] for row in rows] == NAMES
    assert {tuple(row) for row in rows} == {("name", "url", "type", "base", "title", "line")}


@pytest.mark.parametrize("name", NAMES)
def test_a_page_has_every_element_rule_list_and_an_example(terminal: Terminal, name: str) -> None:
    page = pages()[name]
    text = terminal("profiles", "show", name).out.decode()
    lines = text.splitlines()
    assert all(f"  {row.path}  {row.min}..{row.max}" in lines for row in page.rows)
    assert all(any(line.startswith(f"  {rule.key}  ") for line in lines) for rule in page.rules)
    assert all(any(line.startswith(f"  {values}: ") for line in lines) for values in page.values)
    assert f"example ({page.file})" in lines
    assert max(map(len, lines[: lines.index(f"example ({page.file})")])) < 140


def test_rules_are_told_in_the_language_asked_for(terminal: Terminal) -> None:
    for lang in ("nb", "nn"):
        text = terminal("profiles", "show", "no-ip-careplan", "--lang", lang).out.decode()
        told = " ".join(text.split())
        for rule in pages()["no-ip-careplan"].rules:
            row = FAULTS[rule.key]
            assert (row.nn if lang == "nn" else row.nb) in told
            assert row.clause in told


def test_a_page_is_found_by_canonical(terminal: Terminal) -> None:
    url = pages()["no-ip-goal"].url
    assert terminal("profiles", "show", url).out == terminal("profiles", "show", "no-ip-goal").out


def test_a_page_is_json_for_a_program(terminal: Terminal) -> None:
    made = terminal("profiles", "show", "no-ip-consent", "--json").out
    assert msgspec.json.decode(made, type=Page) == pages()["no-ip-consent"]


def test_a_page_is_markdown_as_in_the_documentation(terminal: Terminal) -> None:
    docs = PACKAGE.parents[1] / "docs" / "profiles"
    for name in NAMES:
        assert terminal("profiles", "show", name, "--markdown").out == (docs / f"{name}.md").read_bytes()


def test_an_unknown_page_is_refused_with_all_that_there_are(terminal: Terminal) -> None:
    for asked in ("careplan", "no-basis-Patient"):
        result = terminal("profiles", "show", asked)
        assert (result.code, result.out) == (2, b"")
        assert asked in result.lines[0]
        assert [line.strip() for line in result.lines[1:]] == NAMES


def test_help_has_examples(terminal: Terminal) -> None:
    for action in ("list", "show"):
        assert f"ip-adapter profiles {action}" in terminal("profiles", action, "--help").out.decode()
    assert terminal("profiles").code == 2


def test_a_page_is_about_what_the_checker_holds() -> None:
    assert set(pages()) <= set(table().profiles)
    for page in pages().values():
        assert sorted(rule.key for rule in page.rules if not rule.on) == sorted(
            table().profiles[page.name].rules.invariants
        )
