"""`ip-adapter show`: the main job, shown on the hospital message that comes with the program."""

from __future__ import annotations

import sys
from importlib.resources import files as resources
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar
from uuid import uuid4

from adapter import __version__
from adapter.edges.terminal import files, summary
from adapter.edges.terminal.apprec import Receipt, answered, now
from adapter.edges.terminal.console import NAME, Exit
from adapter.edges.terminal.told import count, lines
from mappings import fhir, message
from mappings.msghead.partial import at, identities, levels
from mappings.outcome import Found

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable

    from adapter.core.receipt import NoReceipt
    from adapter.edges.terminal.console import Console
    from mappings.element import Element
    from mappings.msghead import mh

T = TypeVar("T")

EXAMPLES = Path(str(resources("conformance").joinpath("examples")))
LETTER = "log_utskrevet-1.6.xml"
FURTHER = "dialog_helsefaglig-1.1.xml"
REPEATS = 25


class Stop(NamedTuple, Generic[T]):
    """What a stop on the way gave, and how long it took: the first time, and then (median of `REPEATS`), in seconds."""

    gave: T
    first: float
    then: float


def timed(work: Callable[[], T]) -> Stop[T]:
    """Take a stop once, and again for the clock."""
    start = perf_counter()
    gave = work()
    first = perf_counter() - start
    return Stop(gave, first, median(_seconds(work) for _ in range(REPEATS)))


def _seconds(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


def run(options: Namespace, console: Console) -> Exit:
    """Convert and answer the message, write what came out, and tell it all on standard output."""
    data = files.read(EXAMPLES / LETTER, console)
    target = files.folder(Path(options.folder))
    reading = timed(lambda: message.LAYER.examine(data))
    making = timed(lambda: message.to_fhir(data))
    writing = timed(lambda: fhir.encode(making.gave.value))
    found = Found(making.gave.issues, making.gave.leftovers)
    answering = timed(lambda: answered(reading.gave, found, str(uuid4()), now()))
    told = [
        f"{NAME} {__version__}: a hospital tells a municipality that a patient is going home.",
        *("", f"What came in: {short(EXAMPLES / LETTER)}, {len(data)} bytes of XML"),
        *indented(came_in(reading.gave.value)),
        *("", _put(target / f"{LETTER}.json", writing.gave, "The FHIR that came out")),
        *indented(summary.lines(making.gave.value)),
        *(
            "",
            f"What there is to remark: {count(len(found.listed), 'remark') if found.listed else 'nothing'}",
        ),
        *indented(lines(found, "nb")),
        *("", *_receipt(target / f"{LETTER}.apprec.xml", answering.gave)),
        *("", "How long each stop took, in milliseconds (the first time its tables are made ready)"),
        _took("", "first", "then"),
        _took("read and check the XML", reading.first, reading.then),
        _took("read, check and make FHIR of it", making.first, making.then),
        _took("write the FHIR as JSON", writing.first, writing.then),
        _took("decide and write the receipt", answering.first, answering.then),
        *("", "Try next:"),
        *indented(next_commands(target)),
    ]
    console.answer("".join(f"{line}\n" for line in told).encode())
    return Exit.DONE


def indented(texts: list[str]) -> list[str]:
    """Lines below a heading."""
    return [f"  {text}" for text in texts]


def came_in(head: Element | None) -> list[str]:
    """Kind, time, sender, receiver and patient of a message."""
    info = at(head, "MsgInfo")
    patient: mh.Patient | None = at(info, "Patient")
    return [
        f"kind     {at(info, 'Type', 'DN')} ({at(info, 'Type', 'V')})",
        f"sent     {at(info, 'GenDate')}",
        f"from     {party(at(info, 'Sender', 'Organisation'))}",
        f"to       {party(at(info, 'Receiver', 'Organisation'))}",
        f"about    {at(patient, 'GivenName')} {at(patient, 'FamilyName')}, who does not exist",
    ]


def party(organisation: mh.Organisation | None) -> str:
    """An organisation, from the outermost name in, with its own HER-id."""
    inside = list(levels(organisation))
    names = ", ".join(level.OrganisationName or "" for level in inside)
    return f"{names} (HER-id {identities(inside[-1])[0].value})"


def _put(path: Path, data: bytes, what: str) -> str:
    files.write(path, data)
    return f"{what}: {short(path)}, {len(data)} bytes"


def _receipt(path: Path, answer: Receipt | NoReceipt) -> list[str]:
    assert isinstance(answer, Receipt)  # noqa: S101 - for the type checker: our example has a sender and is ours
    said = (
        "received, readable, ready for somebody to work with" if answer.decision.status == "1" else "refused"
    )
    return [
        _put(path, answer.data, "The receipt"),
        *indented([f"AppRec {answer.version}, status {answer.decision.status}: {said}"]),
    ]


def _took(stop: str, first: float | str, then: float | str) -> str:
    return f"  {stop:<34}" + "".join(
        f"{value:>10}" if isinstance(value, str) else f"{value * 1000:10.2f}" for value in (first, then)
    )


def next_commands(target: Path) -> list[str]:
    """Two commands as they can be typed here."""
    called = sys.argv[0] if Path(sys.argv[0]).name == NAME else NAME
    return [
        f"{called} to-fhir {short(EXAMPLES / FURTHER)} -o {short(target / FURTHER)}.json",
        f"{called} check {short(EXAMPLES)} {short(target)}",
    ]


def short(path: Path) -> str:
    """A path as one would type it from here."""
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)
