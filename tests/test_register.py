"""The register of requirements and the project, held to one another both ways."""

from __future__ import annotations

import ast
import re
from importlib import import_module
from pathlib import Path

import pytest

from adapter.edges.terminal.register import Requirement, load

PROJECT = Path(__file__).resolve().parent.parent
REGISTER = load()
STARTED = [one for one in REGISTER if one.state != "planned"]


def _all_tests() -> dict[str, set[str]]:
    """`file::function` of every test -> the requirements in its name."""
    found = {}
    for path in sorted((PROJECT / "tests").rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.name.startswith("test_"):
                numbers = re.findall(r"_R([0-9]{3})(?=_)", node.name)
                found[f"{path.relative_to(PROJECT)}::{node.name}"] = {f"R-{number}" for number in numbers}
    return found


TESTS = _all_tests()


def test_every_requirement_stands_once_and_in_order() -> None:
    assert [one.id for one in REGISTER] == [f"R-{number:03}" for number in range(1, 179)]


def test_every_requirement_is_one_sentence_of_its_own() -> None:
    assert all(one.says.endswith(".") and "\n" not in one.says for one in REGISTER)
    assert len({one.says for one in REGISTER}) == len(REGISTER)


@pytest.mark.judge
def test_the_register_is_that_of_the_domain(shared: Path) -> None:
    text = (shared / "spec" / "domain.md").read_text(encoding="utf-8")
    stated = re.findall(r"^#### (R-[0-9]{3}) — .* · (Must|Should|Could)$", text, re.MULTILINE)
    assert [(one.id, one.level) for one in REGISTER] == [(number, level.lower()) for number, level in stated]


def test_what_is_planned_claims_nothing() -> None:
    assert [one.id for one in REGISTER if one.state == "planned" and (one.what or one.code or one.test)] == []


@pytest.mark.parametrize("one", STARTED, ids=lambda one: one.id)
def test_what_is_there_names_its_code_and_its_tests(one: Requirement) -> None:
    assert one.code
    assert one.test
    assert (one.state == "part") == bool(one.what)


@pytest.mark.parametrize("name", sorted({name for one in STARTED for name in one.code}))
def test_the_code_named_exists(name: str) -> None:
    parts = name.split(".")
    for cut in range(len(parts), 0, -1):
        try:
            found: object = import_module(".".join(parts[:cut]))
        except ModuleNotFoundError:
            continue
        for part in parts[cut:]:
            found = getattr(found, part)
        return
    pytest.fail(f"{name} is nowhere")


@pytest.mark.parametrize("name", sorted({name for one in STARTED for name in one.test}))
def test_the_tests_named_exist(name: str) -> None:
    assert name in TESTS


@pytest.mark.parametrize("name", sorted(name for name, numbers in TESTS.items() if numbers))
def test_a_test_named_for_a_requirement_stands_in_the_register(name: str) -> None:
    assert {one.id for one in REGISTER if name in one.test} == TESTS[name]
