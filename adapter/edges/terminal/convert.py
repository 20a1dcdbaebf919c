"""`ip-adapter convert`: a FHIR resource in the other of FHIR's formats."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from adapter.edges.terminal import files
from adapter.edges.terminal.console import Exit
from adapter.edges.terminal.told import tell
from mappings import fhir
from mappings.check import resource
from mappings.fhir_xml import to_xml
from mappings.outcome import Found, outcome
from mappings.result import Refusal

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable

    from adapter.edges.terminal.console import Console

WRITERS: Final[dict[str, Callable[[fhir.Resource], bytes]]] = {"json": fhir.encode, "xml": to_xml}


def run(options: Namespace, console: Console) -> Exit:
    """One resource, or why not."""
    data = files.read(options.resource, console)
    try:
        read = resource(data)
        written = WRITERS[options.to](read.value) + b"\n"
    except Refusal as refusal:
        found = Found(refusal.issues)
        console.answer(fhir.encode(outcome(found, lang=options.lang)) + b"\n")
        tell(console, found, options.lang)
        return Exit.REFUSED
    if options.output is None:
        console.answer(written)
    else:
        files.write(Path(options.output), written)
    tell(console, Found(read.issues), options.lang)
    return Exit.DONE
