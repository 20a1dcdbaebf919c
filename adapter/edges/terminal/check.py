"""`ip-adapter check`: every fault of messages and FHIR resources, with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapter.edges.terminal import files, table
from adapter.edges.terminal.console import Exit, StopError
from adapter.edges.terminal.explain import explained
from adapter.edges.terminal.told import count, tell
from mappings import fhir
from mappings.check import check
from mappings.outcome import Found, outcome
from mappings.profiles.table import named
from mappings.profiles.table import table as profiles

if TYPE_CHECKING:
    from argparse import Namespace
    from pathlib import Path

    from adapter.edges.terminal.console import Console

ENDINGS = (".json", ".xml")


def run(options: Namespace, console: Console) -> Exit:
    """All documents named, and all in the folders named; one OperationOutcome over them, or all of it explained."""
    asked = _known(options.profile)
    documents = [one for name in options.documents for one in _documents(name)]
    found = [
        check(files.read(one, console), files.shown(one) if one != files.STDIN else "stdin", asked)
        for one in console.steps(documents, len(documents), "check")
    ]
    if options.explain:
        table.text(console, (line for one in found for line in explained(one, options.lang)))
    else:
        console.answer(fhir.encode(outcome(*found, lang=options.lang)) + b"\n")
        for one in found:
            tell(console, one, options.lang)
    console.say(_summary(found))
    return Exit.REFUSED if any(one.refused for one in found) else Exit.DONE


def _known(asked: str | None) -> str:
    """The profile that was asked for; empty for none. Raises `StopError` where it is not held."""
    if asked is None:
        return ""
    if named(asked) is None:
        known = "\n".join(f"  {name}" for name in sorted(profiles().profiles))
        raise StopError(f"there is no profile {table.shown(asked)}; there are:\n{known}", Exit.USAGE)
    return asked


def _documents(name: str) -> list[str | Path]:
    return [*files.inside(name, ENDINGS)] if files.is_folder(name) else [name]


def _summary(found: list[Found]) -> str:
    faulty = sum(one.refused for one in found)
    remarks = sum(len(one.listed) for one in found)
    return f"{count(len(found), 'document')}: {faulty} with errors, {count(remarks, 'remark')} in all"
