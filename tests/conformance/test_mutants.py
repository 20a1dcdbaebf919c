"""The mutation run: what it flips, and that the tests of consent and plan see a sample of it. The whole: `make mutants`."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from conformance.mutants.equivalent import EQUIVALENT
from conformance.mutants.flips import flips
from conformance.mutants.run import FOLDER, PACKAGE, SEEN_BY, all_flips, calls

PROJECT = Path(__file__).resolve().parents[2]
SAMPLE = 60
"""Every how manieth mutant is tried here."""

FLIPS = (
    ("a == b", ["a != b"]),
    ("a < b <= c", ["a <= b <= c", "a >= b <= c", "a < b < c", "a < b > c"]),
    ("a in b", ["a not in b"]),
    ("a is b", ["a is not b"]),
    ("a and b", ["a or b", "b", "a"]),
    ("a or b or c", ["a and b and c", "b or c", "a or c", "a or b"]),
    ("not a", ["a"]),
    ("b if a else c", ["b if True else c", "b if False else c"]),
    ("[b for b in a if b]", ["[b for b in a if True]", "[b for b in a if False]"]),
    ("any(a)", ["all(a)"]),
    ("min(a)", ["max(a)"]),
    ("a | b", ["a & b"]),
    ("True", ["False"]),
    ("7", ["8"]),
    ("'word'", ["'xword'"]),
    ("'a sentence'", []),
    ("None", []),
    ("(a, b)", ["(b,)", "(a,)"]),
    ("{a}", ["set()"]),
    ("{a: b, c: d}", ["{c: d}", "{a: b}"]),
)
"""An expression, and all that it is flipped to."""


@pytest.mark.parametrize(("expression", "flipped"), FLIPS)
def test_what_is_flipped(expression: str, flipped: list[str]) -> None:
    made = [ast.unparse(tree) for _, tree in flips("m", f"x = {expression}")]
    assert made == [f"x = {one}" for one in flipped]


def test_conditions_answers_and_faults_are_flipped_and_types_and_texts_to_people_are_not() -> None:
    source = """
from typing import TYPE_CHECKING
if TYPE_CHECKING:
    import a
T = TypeVar("T")
def f(x: str = "a") -> "b":
    \"\"\"Says.\"\"\"
    y: TypeAlias = "c"
    if x:
        yield x
    return cast("d", x)
"""
    changed = [(one.was, one.now) for one, _ in flips("m", source)]
    assert changed == [
        ("x", "True"),
        ("x", "False"),
        ("yield x", "pass"),
        ("return cast('d', x)", "return None"),
    ]


def test_a_test_is_called_as_pytest_would() -> None:
    @pytest.mark.parametrize("one", [1, pytest.param(2, id="two")])
    @pytest.mark.parametrize(("two", "three"), [(3, 4), pytest.param(5, 6)])
    def test(one: int, two: int, three: int) -> None: ...

    assert sorted(tuple(one.values()) for one in calls(test)) == [(3, 4, 1), (3, 4, 2), (5, 6, 1), (5, 6, 2)]
    assert list(calls(pytest.mark.judge(test))) == []


def test_a_dictionary_is_a_parameter_like_any_other() -> None:
    @pytest.mark.parametrize("made", [{"a": 1}, pytest.param({"b": 2}, id="two")])
    def test(made: dict[str, int]) -> None: ...

    assert list(calls(test)) == [{"made": {"a": 1}}, {"made": {"b": 2}}]


@pytest.mark.parametrize("room", SEEN_BY)
def test_every_module_of_a_room_takes_part(room: str) -> None:
    assert {path.stem for path in (FOLDER / room).glob("*.py")} - {"__init__"} == SEEN_BY[room].keys()
    assert Path(*PACKAGE.split(".")) == FOLDER.relative_to(PROJECT)


def test_every_equivalent_mutant_is_still_there() -> None:
    assert EQUIVALENT.keys() <= {one.key for one, _ in all_flips()}


def test_a_sample_of_the_mutants_is_seen() -> None:
    outside = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}
    run = subprocess.run(
        [sys.executable, "-m", "conformance.mutants", "--every", str(SAMPLE)],
        cwd=PROJECT,
        env=outside,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert "score" in run.stdout
