"""Setting up on a strange machine: what is missing is told in one sentence."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent

OWN_MAKE = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
"""The environment without what an outer `make test` leaves in it."""

PRETENDED = """\
#!{python}
import runpy, sys
{pretence}
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
"""


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    """What the Makefile needs, in a folder of its own."""
    shutil.copy(PROJECT / "Makefile", tmp_path)
    shutil.copy(PROJECT / "pyproject.toml", tmp_path)
    shutil.copytree(PROJECT / "requirements", tmp_path / "requirements")
    return tmp_path


def make(folder: Path, target: str, python: Path | str) -> list[str]:
    """What the failing target says, without make's own last line."""
    result = subprocess.run(
        ["make", "--no-print-directory", f"PYTHON={python}", target],
        cwd=folder,
        env=OWN_MAKE,
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert result.returncode == 2
    assert result.stdout == ""
    return [line for line in result.stderr.splitlines() if not line.startswith("make: ***")]


def pretending(folder: Path, pretence: str) -> Path:
    """A Python that says something untrue of itself."""
    script = folder / "python"
    script.write_text(PRETENDED.format(python=sys.executable, pretence=pretence), encoding="utf-8")
    script.chmod(0o755)
    return script


def test_a_python_that_is_too_old(fresh: Path) -> None:
    old = pretending(fresh, "sys.version_info = (3, 9, 18, 'final', 0)")
    for target in ("run", "test"):
        assert make(fresh, target, old) == [
            "ip-adapter: Python 3.11 or newer is needed, this is 3.9; try: make PYTHON=python3.11 …"
        ]


def test_a_python_without_venv(fresh: Path) -> None:
    for module in ("ensurepip", "venv"):
        bare = pretending(fresh, f"sys.modules[{module!r}] = None")
        assert make(fresh, "run", bare) == [
            "ip-adapter: the Python module venv is missing; on Debian and Ubuntu: apt-get install python3-venv"
        ]


def test_no_python_at_all(fresh: Path) -> None:
    assert make(fresh, "test", "python9") == [
        "ip-adapter: there is no python9 here; Python 3.11 or newer is needed: make PYTHON=…"
    ]


def test_help_lists_what_can_be_made() -> None:
    listed = subprocess.run(
        ["make", "help"], cwd=PROJECT, env=OWN_MAKE, check=True, capture_output=True, text=True, timeout=60
    )
    names = [line.split()[0] for line in listed.stdout.splitlines()]
    assert names == [
        "run",
        "demo",
        "test",
        "lint",
        "bench",
        "soak",
        "mutants",
        "profiles",
        "lock",
        "clean",
        "help",
    ]
