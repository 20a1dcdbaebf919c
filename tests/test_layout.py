"""What the import contracts of pyproject.toml cannot see: names used, names of machines, tables, the map of rooms."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING, get_args

import pytest

from adapter.edges.terminal.arguments import COMMANDS
from mappings import codes, fhir
from mappings.faults import FAULTS
from mappings.faults.row import Fault, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

PROJECT = Path(__file__).resolve().parent.parent
PURE = [*(PROJECT / "mappings").rglob("*.py"), *(PROJECT / "adapter" / "core").rglob("*.py")]
IMPURE = re.compile(
    r"(?:^|\.)(?:now|today|utcnow|uuid[14]|getnode|urandom|perf_counter|monotonic|time_ns)$"
    r"|^(?:open|print|input|breakpoint|hash)$"
)
"""Names of calls that read a clock, throw a die, or speak to the world; `hash` of a text differs from run to run."""

TABLE_READER = "mappings/codes.py"
"""The one function that reads the package's own data."""


@cache
def calls(path: Path) -> tuple[str, ...]:
    nodes = ast.walk(ast.parse(path.read_bytes()))
    return tuple(ast.unparse(node.func) for node in nodes if isinstance(node, ast.Call))


def test_the_pure_rooms_call_no_clock_no_chance_and_nobody_outside() -> None:
    found = [
        (str(path.relative_to(PROJECT)), name) for path in PURE for name in calls(path) if IMPURE.search(name)
    ]
    assert found == []


@pytest.mark.parametrize("name", ["datetime.now", "date.today", "uuid.uuid4", "open", "print", "hash"])
def test_that_the_look_at_calls_would_find_one(name: str) -> None:
    assert IMPURE.search(name)


def test_package_data_is_read_in_one_place() -> None:
    readers = {
        str(path.relative_to(PROJECT))
        for path in PURE
        if any(name.startswith(("pkgutil.", "importlib.resources", "resources.")) for name in calls(path))
    }
    assert readers == {TABLE_READER}


def test_every_module_says_in_its_first_line_what_it_is() -> None:
    sources = [
        path for room in ("adapter", "mappings", "conformance") for path in (PROJECT / room).rglob("*.py")
    ]
    silent = [path for path in sources if not ast.get_docstring(ast.parse(path.read_bytes()))]
    assert silent == []


def test_commands_of_the_command_line_are_modules() -> None:
    terminal = PROJECT / "adapter" / "edges" / "terminal"
    assert all((terminal / f"{command.module}.py").is_file() for command in COMMANDS.values())


# --- nothing of the machine that it was made on -----------------------------------------------------------------------

TEXTS = {".py", ".toml", ".md", ".txt", ".json", ".xml", ".in", ".fsh", ".yaml", ".yml", ""}
SKIPPED = {".git", ".venv", "var", "build", "dist", "bench", "__pycache__"}
OF_A_MACHINE = re.compile(
    r"/(?:home|Users|root|work|opt|mnt|srv)/[a-z]"  # someone's folders
    r"|[A-Z]:\\\\"
    r"|\b(?:pypi|npmjs|pythonhosted|jfrog|artifactory|nexus)\b[^\s\"']*\.(?:org|com|net|io)"
    r"|--(?:extra-)?index-url|--trusted-host|--find-links"
)
SAID_ON_PURPOSE = {
    "Makefile": "--no-emit-index-url",
    "tests/test_layout.py": "",
}


def texts() -> Iterator[tuple[str, str]]:
    for path in sorted(PROJECT.rglob("*")):
        inside = path.relative_to(PROJECT)
        hidden = any(
            part in SKIPPED or part.endswith("_cache") or part == ".hypothesis" for part in inside.parts
        )
        if not hidden and path.is_file() and path.suffix in TEXTS and not path.name.startswith(".coverage"):
            yield str(inside), path.read_text(encoding="utf-8", errors="replace")


def test_no_file_names_a_machines_folder_or_a_registry() -> None:
    named = [
        (name, match[0])
        for name, text in texts()
        if name not in SAID_ON_PURPOSE
        for match in OF_A_MACHINE.finditer(text)
    ]
    assert named == []


@pytest.mark.parametrize("name", ["run.txt", "dev.txt"])
def test_lock_files_hold_versions_and_hashes_and_no_address(name: str) -> None:
    text = (PROJECT / "requirements" / name).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith(("    --hash=sha256:", "#"))]
    assert "://" not in text
    assert lines
    assert all(re.match(r"[a-z0-9.-]+==[\w.]+ (?:; .*)?\\$", line) for line in lines)


def locked(name: str) -> set[str]:
    text = (PROJECT / "requirements" / name).read_text(encoding="utf-8")
    return set(re.findall(r"^[a-z0-9.-]+==[\w.]+", text, re.MULTILINE))


def test_what_runs_is_locked_the_same_for_running_and_for_developing() -> None:
    assert locked("run.txt") <= locked("dev.txt")


# --- tables -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", sorted(FAULTS))
def test_every_fault_is_whole(key: str) -> None:
    row: Fault = FAULTS[key]
    assert re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", key)
    assert row.severity in get_args(Severity)
    assert row.issue_type in get_args(fhir.IssueType)
    assert row.apprec == "" or codes.known("8221", row.apprec)
    assert row.clause.strip()
    for sentence in (row.nb, row.nn):
        assert sentence.strip() == sentence
        assert sentence.endswith(".")
    assert row.nb != row.nn or row.nb in SAME_IN_BOTH


SAME_IN_BOTH = {"Sertifikatet bak signaturen er ugyldig."}
"""Sentences without a word that differs between the two written languages."""


@pytest.mark.parametrize("key", sorted(FAULTS))
def test_both_sentences_of_a_fault_are_filled_by_the_same_things(key: str) -> None:
    row = FAULTS[key]
    fields = [
        {name for _, name, _, _ in Formatter().parse(text) if name is not None} for text in (row.nb, row.nn)
    ]
    assert fields[0] == fields[1]
    assert all(name.isdigit() for name in fields[0])


# --- the README -------------------------------------------------------------------------------------------------------


def rooms() -> list[str]:
    """Every module and folder right below `mappings` and `adapter`."""
    return sorted(
        f"{room}/{path.name}{'/' if path.is_dir() else ''}"
        for room in ("mappings", "adapter")
        for path in (PROJECT / room).iterdir()
        if not path.name.startswith("__init__") and path.name != "__pycache__"
        if path.is_dir() or path.suffix == ".py"
    )


@pytest.mark.parametrize("room", rooms())
def test_the_map_of_rooms_in_the_readme_has_every_room(room: str) -> None:
    assert f"`{room}`" in (PROJECT / "README.md").read_text(encoding="utf-8")
