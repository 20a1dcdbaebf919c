"""Whether the tests see a mutant: each is put in the module's place in a fork of this process, and the tests are run.

The tests are called as plain functions, with the parameters that pytest's marks give them: starting pytest hundreds of
times would cost more than the tests. Those that need a fixture (judges from outside) are left out.
"""

from __future__ import annotations

import os
import signal
import sys
from importlib import import_module
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from itertools import islice, product
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from hypothesis import settings

from conformance.mutants.equivalent import EQUIVALENT
from conformance.mutants.flips import Flip, flips

if TYPE_CHECKING:
    import ast
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from types import CodeType, ModuleType

PACKAGE: Final = "adapter.core"
TESTS: Final = "tests.adapter.core"
FOLDER: Final = Path(__file__).resolve().parents[2] / "adapter" / "core"
SEEN_BY: Final = {
    "consent": {
        "decide": ("test_decide", "test_laws"),
        "rules": ("test_decide", "test_laws", "test_who_records"),
        "narrowing": ("test_narrowing", "test_laws"),
        "who_records": ("test_who_records",),
        "moments": ("test_moments", "test_recording"),
        "kinds": ("test_recording", "test_who_records"),
        "recording": ("test_recording",),
        "provisions": ("test_recording",),
        "shape": ("test_recording",),
        "references": ("test_recording",),
        "facts": ("test_decide", "test_who_records", "test_recording"),
        "answers": ("test_decide", "test_who_records"),
    },
    "plan": {
        "judge": ("test_judge", "test_points", "test_rules"),
        "points": ("test_points", "test_judge"),
        "rules": ("test_rules", "test_judge", "test_points"),
        "coordinator": ("test_coordinator", "test_rules", "test_points"),
        "appointment": ("test_appointment", "test_coordinator", "test_points"),
        "consents": ("test_consents", "test_points", "test_rules", "test_appointment"),
        "declined": ("test_appointment",),
        "goals": ("test_goals", "test_points", "test_rules"),
        "purpose": ("test_goals", "test_points"),
        "measures": ("test_points", "test_rules"),
        "parts": (
            "test_points",
            "test_rules",
            "test_goals",
            "test_judge",
            "test_coordinator",
            "test_consents",
        ),
        "facts": ("test_points", "test_rules", "test_consents", "test_coordinator"),
        "life_cycles": ("test_life_cycles", "test_judge"),
        "withdrawal": ("test_consents",),
        "names": ("test_points", "test_rules", "test_judge", "test_goals"),
    },
}
"""Room of `adapter.core` -> module -> the tests that are to see its mutants, quickest first."""

SECONDS: Final = 60
"""After which a mutant that does not come to an end counts as seen."""


class Mutant(NamedTuple):
    """A module's code with one flip."""

    flip: Flip
    code: CodeType


def all_flips() -> Iterator[tuple[Flip, ast.Module]]:
    """All flips of all modules, the equivalent ones among them."""
    for room, modules in SEEN_BY.items():
        for module in modules:
            yield from flips(f"{room}.{module}", _source(f"{room}.{module}"))


def mutants(every: int) -> list[Mutant]:
    """Every how manieth mutant, of those that change anything."""
    changing = ((flip, tree) for flip, tree in all_flips() if flip.key not in EQUIVALENT)
    return [
        Mutant(flip, compile(tree, f"<mutant of {flip.module}>", "exec"))
        for flip, tree in islice(changing, 0, None, every)
    ]


def originals(chosen: Iterable[Mutant]) -> list[Mutant]:
    """The modules of mutants as they are: what no test may fail on."""
    modules = sorted({one.flip.module for one in chosen})
    return [
        Mutant(Flip(module, 0, "", "", ""), compile(_source(module), f"<{module}>", "exec"))
        for module in modules
    ]


def _source(module: str) -> str:
    return FOLDER.joinpath(*module.split(".")).with_suffix(".py").read_text(encoding="utf-8")


def survivors(chosen: Sequence[Mutant]) -> list[Mutant]:
    """Those that no test sees, a fork for each, as many at once as there are processors."""
    _prepare()
    running: dict[int, Mutant] = {}
    left: list[Mutant] = []
    for one in chosen:
        if len(running) >= (os.cpu_count() or 1):
            left += _ended(running)
        running[_started(one)] = one
    while running:
        left += _ended(running)
    return left


def _started(one: Mutant) -> int:
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        signal.alarm(SECONDS)
        os._exit(0 if passes(one) else 1)
    return child


def _ended(running: dict[int, Mutant]) -> list[Mutant]:
    child, status = os.wait()
    one = running.pop(child)
    return [one] if status == 0 else []


# --- in the fork ------------------------------------------------------------------------------------------------------


def _prepare() -> None:
    """Load once what all runs need and no mutant changes."""
    settings.register_profile("mutants", derandomize=True, max_examples=40, database=None, deadline=None)
    settings.load_profile("mutants")
    for name in ("mappings.fhir", "mappings.r4.consent", "tests.judges.hl7"):
        import_module(name)


def passes(one: Mutant) -> bool:
    """Whether the tests of a module pass with this code in its place."""
    for name in [*sys.modules]:
        if name.startswith((f"{PACKAGE}.", f"{TESTS}.")):
            del sys.modules[name]
    sys.meta_path.insert(0, _Instead(f"{PACKAGE}.{one.flip.module}", one.code))
    room, module = one.flip.module.split(".")
    try:
        for name in SEEN_BY[room][module]:
            _run(import_module(f"{TESTS}.{room}.{name}"))
    except BaseException:  # noqa: BLE001 - whatever a test raises, pytest's outcomes included, is a failure
        return False
    return True


class _Instead(MetaPathFinder, Loader):
    """Gives other code for one module."""

    def __init__(self, name: str, code: CodeType) -> None:
        self._name, self._code = name, code

    def find_spec(self, name: str, *_: object) -> ModuleSpec | None:
        """Only for the one."""
        return ModuleSpec(name, self) if name == self._name else None

    def exec_module(self, module: ModuleType) -> None:
        """Run the other code as the module."""
        exec(self._code, module.__dict__)  # noqa: S102 - our own code with one change


def _run(module: ModuleType) -> None:
    """Run the tests of a module, the laws last, which take longest."""
    tests = [function for name, function in vars(module).items() if name.startswith("test_")]
    for function in sorted(tests, key=lambda test: hasattr(test, "hypothesis")):
        for arguments in calls(function):
            function(**arguments)


def calls(function: Callable[..., object]) -> Iterator[dict[str, Any]]:
    """The arguments of each call that pytest would make; none for a test that wants a judge."""
    marks = getattr(function, "pytestmark", [])
    if any(mark.name != "parametrize" for mark in marks):
        return
    for chosen in product(*(_rows(*mark.args[:2]) for mark in marks)):
        yield {name: value for row in chosen for name, value in row.items()}


def _rows(names: str | Sequence[str], rows: Sequence[Any]) -> list[dict[str, Any]]:
    if isinstance(names, str):
        return [{names: row.values[0] if _is_named(row) else row} for row in rows]
    return [dict(zip(names, row.values if _is_named(row) else row, strict=True)) for row in rows]


def _is_named(row: object) -> bool:
    """Whether it is a `pytest.param`."""
    return hasattr(row, "marks")
