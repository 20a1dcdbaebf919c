"""The command line in this process, with streams that the test holds."""

from __future__ import annotations

from io import BytesIO, StringIO
from pathlib import Path
from typing import NamedTuple, Protocol

import pytest

from adapter.edges.terminal.console import Console
from adapter.edges.terminal.run import main
from tests.adapter.edges.terminal.operating import Office

EXAMPLES = Path(__file__).resolve().parents[4] / "conformance" / "examples"


class Result(NamedTuple):
    """What a command did: its exit code, its answer, and what it told the person."""

    code: int
    out: bytes
    err: str

    @property
    def lines(self) -> list[str]:
        return self.err.splitlines()


class Terminal(Protocol):
    """`terminal("check", path)` runs a command."""

    def __call__(self, *arguments: object, stdin: bytes = b"") -> Result: ...


class Watched(StringIO):
    """A terminal that somebody looks at."""

    def isatty(self) -> bool:
        return True


def run(*arguments: object, stdin: bytes = b"", stderr: StringIO | None = None) -> Result:
    out, err = BytesIO(), stderr or StringIO()
    code = main([str(one) for one in arguments], Console(BytesIO(stdin), out, err))
    return Result(code, out.getvalue(), err.getvalue())


@pytest.fixture
def terminal() -> Terminal:
    """Nobody looks on."""
    return run


@pytest.fixture
def watched() -> Terminal:
    """Somebody looks on."""

    def run_watched(*arguments: object, stdin: bytes = b"") -> Result:
        return run(*arguments, stdin=stdin, stderr=Watched())

    return run_watched


@pytest.fixture(scope="session")
def examples() -> Path:
    """The synthetic messages that the project ships."""
    return EXAMPLES


@pytest.fixture(scope="session")
def letter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A message that becomes FHIR without a remark: the shipped one but for the municipality, whose list is not held."""
    text = (EXAMPLES / "log_utskrevet-1.6.xml").read_text("utf-8")
    file = tmp_path_factory.mktemp("letter") / "log_utskrevet-1.6.xml"
    file.write_text(text.replace('<County V="9901" DN="Fjellvik"/>', ""), "utf-8")
    return file


@pytest.fixture
def faulty(letter: Path, tmp_path: Path) -> Path:
    """A message that lacks a required element."""
    text = letter.read_text(encoding="utf-8")
    path = tmp_path / "faulty.xml"
    path.write_text(text.replace("<MIGversion>v1.2 2006-05-24</MIGversion>", ""), encoding="utf-8")
    return path


@pytest.fixture
def office() -> Office:
    """An installation without letters: `office("inbox", "list")` runs a command on it."""
    return Office()
