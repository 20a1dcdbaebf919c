"""Programs outside the project that judge what it makes. One run for the whole suite: starting them is what costs.

A test module says what is to be judged by a function marked `@judged("name")`; the fixture `hl7` (conftest.py) runs
all that were collected, once, and answers with the faults by document name.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING, NamedTuple

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

DOCUMENTS: dict[str, Callable[[Path], Mapping[str, bytes]]] = {}
"""What the collected modules want to have judged: name → a function from the shared folder to documents by name."""


class Verdict(NamedTuple):
    """One fault that a judge found in a document."""

    where: str
    text: str


def judged(
    name: str,
) -> Callable[[Callable[[Path], Mapping[str, bytes]]], Callable[[Path], Mapping[str, bytes]]]:
    """Mark a function whose documents (JSON, or XML where it begins with `<`) are judged as `name/…`."""

    def mark(documents: Callable[[Path], Mapping[str, bytes]]) -> Callable[[Path], Mapping[str, bytes]]:
        DOCUMENTS[name] = documents
        return documents

    return mark


def hl7_validate(shared: Path, files: Iterable[Path], defs: Iterable[Path] = ()) -> dict[Path, list[Verdict]]:
    """The errors that HL7's R4 validator finds, by file; an empty list where there are none.

    `defs` are folders of further definitions. Skips the test where java or mvn is absent.
    """
    missing = [program for program in ("java", "mvn") if shutil.which(program) is None]
    if missing:
        pytest.skip(f"HL7's validator needs {' and '.join(missing)}")
    found: dict[Path, list[Verdict]] = {file: [] for file in files}
    options = [option for folder in defs for option in ("--def", str(folder))]
    command = [
        str(shared / "tools" / "fhir-validate" / "fhir-validate"),
        "--errors",
        *options,
        *map(str, found),
    ]
    run = subprocess.run(
        command, capture_output=True, text=True, check=False, env={**os.environ, "LC_ALL": "C.UTF-8"}
    )
    assert run.returncode in (0, 1), run.stderr
    assert run.stdout.rstrip().rpartition("\n")[2].startswith(f"{len(found)} files"), run.stderr
    by_name = {str(file): file for file in found}
    for line in run.stdout.splitlines():
        severity, _, rest = line.partition("\t")
        if severity in ("ERROR", "FATAL"):
            file, where, text = rest.split("\t", 2)
            found[by_name[file]].append(Verdict(where, text))
    return found
