"""How fast the message layer and the mapping are, as ratios to a floor that is measured in the same run: `make bench`.

The floor of a message is lxml's parse and the official XSDs' validation of its bytes. Without the reference material
(`../shared` or IP_SHARED_DIR) there are no XSDs: then the floor is the parse alone, and the table says so.

Every figure stands twice: `mixed`, where all steps take turns call by call, as they do in a program that receives
messages, and `alone`, where each is called many times in a row. Times are of one core; ratios travel, times do not.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from adapter.app.collector import look_seldom
from conformance.official import official
from mappings import fhir, message, xml
from mappings.msghead import mh
from mappings.plo import pasientlogistikk

if TYPE_CHECKING:
    from mappings.engine.layer import Root

PROJECT = Path(__file__).resolve().parent.parent
EXAMPLES = PROJECT / "conformance" / "examples"
REPORT = PROJECT / "bench" / "latest.json"
Step = Callable[[], object]

LIMITS = {"read": (2.2, 1.7), "write": (0.9, 0.45), "to-fhir": (4.0, 3.0)}
"""Step -> the ratio that must be held, and the goal."""

_LOG = "plo/1_6/pasientlogistikk_1_6_mottak/Pasientlogistikk_Innlagt_pasient_v1-6_Ny.xml"
_REPORT_16 = "plo/1_6/utskrivningsrapport_1.6_mottak/Utskrivningsrapport_v1-6_Ny.xml"
_REPORT_15 = "test/mottak-Utskrivningsrapport-v1_5/Case1-Utskrivningsrapport-v1_5.xml"


class Case(NamedTuple):
    """One message to measure; `steps` says which of read, write and to-fhir apply to its kind."""

    name: str
    data: bytes
    steps: tuple[str, ...] = ("read", "write", "to-fhir")


def grown(size: int) -> bytes:
    """Our synthetic discharge message with as many relatives as make it about `size` bytes long."""
    root = message.read((EXAMPLES / "log_utskrevet-1.6.xml").read_bytes())
    assert isinstance(root.value, mh.MsgHead)  # noqa: S101 - our own example
    content = root.value.Document[0].RefDoc.Content
    payload = content.items[0].value if content else None
    assert isinstance(payload, pasientlogistikk.Pasientlogistikk)  # noqa: S101 - our own example
    relatives = list(payload.ParorendeForesatt)
    while len(data := message.LAYER.write(root.tag, root.value)) < size:
        payload.ParorendeForesatt += relatives * max(1, (size - len(data)) // 900)
    return data


def cases(shared: Path | None) -> list[Case]:
    """Official examples where they are at hand, and our own; names give the size."""
    found: list[tuple[str, bytes, Iterable[str]]] = [
        ("log_innlagt 1.6", (EXAMPLES / "log_innlagt-1.6.xml").read_bytes(), LIMITS),
        ("log_utskrevet 1.6", grown(21_000), LIMITS),
        ("log_utskrevet 1.6", grown(41_000), LIMITS),
    ]
    if shared is not None:
        folder = shared / "standards" / "examples"
        found[:0] = [
            ("official Pasientlogistikk 1.6", (folder / _LOG).read_bytes(), LIMITS),
            ("official Utskrivningsrapport 1.6", (folder / _REPORT_16).read_bytes(), ("read", "write")),
            ("official Utskrivningsrapport 1.5", (folder / _REPORT_15).read_bytes(), ("read", "write")),
        ]
    return [Case(f"{name}, {len(data) / 1000:.0f} kB", data, tuple(steps)) for name, data, steps in found]


def steps_of(data: bytes, floor: Step) -> dict[str, Step]:
    """The functions that the command line and the server call, on one message."""
    root: Root = message.read(data)
    return {
        "floor": floor,
        "parse": lambda: xml.parse(data),
        "read": lambda: message.read(data),
        "write": lambda: message.LAYER.write(root.tag, root.value),
        "to-fhir": lambda: fhir.encode(message.to_fhir(data).value),
    }


def mixed(steps: dict[str, Step], rounds: int) -> dict[str, list[float]]:
    """Microseconds of each step in each round; the steps take turns."""
    times: dict[str, list[float]] = {name: [] for name in steps}
    for _ in range(rounds):
        for name, step in steps.items():
            start = perf_counter()
            step()
            times[name].append((perf_counter() - start) * 1e6)
    return times


def alone(steps: dict[str, Step], rounds: int, calls: int = 25) -> dict[str, list[float]]:
    """As `mixed`, each step called many times in a row."""
    batches = {name: _repeated(step, calls) for name, step in steps.items()}
    return {
        name: [time / calls for time in times] for name, times in mixed(batches, max(5, rounds // 20)).items()
    }


def _repeated(step: Step, calls: int) -> Step:
    def batch() -> None:
        for _ in range(calls):
            step()

    return batch


class Ratio(NamedTuple):
    """Median of the rounds' ratios to the floor, and the middle half of them."""

    median: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.median:5.2f} ({self.low:.2f}–{self.high:.2f})"


def ratio(times: list[float], floor: list[float]) -> Ratio:
    """Ratios round by round, so that what disturbs a round disturbs both."""
    ratios = [time / base for time, base in zip(times, floor, strict=True)]
    low, median, high = statistics.quantiles(ratios, n=4)
    return Ratio(median, low, high)


def measure(case: Case, floor: Callable[[bytes], object], rounds: int) -> dict[str, object]:
    """All figures of one message."""
    steps = {
        name: step
        for name, step in steps_of(case.data, lambda: floor(case.data)).items()
        if name in ("floor", "parse", *case.steps)
    }
    mixed(steps, 20)  # warm
    ways = {"mixed": mixed(steps, rounds), "alone": alone(steps, rounds)}
    return {
        "message": case.name,
        "bytes": len(case.data),
        "floor_us": {way: statistics.median(times["floor"]) for way, times in ways.items()},
        "ratios": {
            name: {way: ratio(times[name], times["floor"])._asdict() for way, times in ways.items()}
            for name in steps
            if name != "floor"
        },
    }


def growth(rounds: int) -> dict[str, object]:
    """Microseconds per kB from small to large messages: linear time keeps it level."""
    sizes = (20_000, 80_000, 320_000)
    rows = []
    for size in sizes:
        data = grown(size)
        times = mixed(steps_of(data, lambda: None), max(10, rounds * 10_000 // size))
        rows.append(
            {"bytes": len(data)}
            | {step: statistics.median(times[step]) / len(data) * 1000 for step in ("parse", *LIMITS)}
        )
    return {"us_per_kB": rows, "growth": {step: rows[-1][step] / rows[0][step] for step in LIMITS}}


def built() -> str:
    """Where the interpreter's code is. The floor is C alone, so a slower Python shows in the ratios.

    A shared libpython, as most home-made builds have, takes about a tenth more time than one inside the program.
    """
    try:
        parts = Path("/proc/self/maps").read_text("ascii", "replace")
    except OSError:
        return "libpython unknown"
    return "shared libpython" if "libpython" in parts else "static libpython"


def show(report: dict[str, object]) -> None:
    """The report as tables."""
    print(f"floor: {report['floor']}; ratios: median (middle half)")
    print(f"Python {report['python']} ({report['build']})\n")
    for row in report["messages"]:  # type: ignore[attr-defined]  # JSON
        times = row["floor_us"]
        print(f"{row['message']}: floor {times['mixed']:.0f} µs mixed, {times['alone']:.0f} µs alone")
        for name, ways in row["ratios"].items():
            must, goal = LIMITS.get(name, ("", ""))
            told = f"   must {must}, goal {goal}" if must else ""
            print(f"  {name:8} mixed {Ratio(**ways['mixed'])}   alone {Ratio(**ways['alone'])}{told}")
        print()
    print("µs per kB, from small to large (level = linear in size)")
    for row in report["size"]["us_per_kB"]:  # type: ignore[index]  # JSON
        print("  " + "  ".join(f"{name} {value:,.1f}" for name, value in row.items()))
    print(f"\nwritten to {REPORT.relative_to(PROJECT)}")


def main() -> None:
    """Measure, print, and write `bench/latest.json`."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=400, help="rounds of each message (default: 400)")
    rounds = parser.parse_args().rounds
    look_seldom()  # as the command line does
    folder = Path(os.environ.get("IP_SHARED_DIR") or PROJECT.parent / "shared")
    shared = folder if folder.is_dir() else None
    parser_ = etree.XMLParser(no_network=True, load_dtd=False, resolve_entities=False)
    floor: Callable[[bytes], object] = lambda data: etree.fromstring(data, parser_)  # noqa: E731 - one of two
    if shared is not None:
        schema = official(shared / "standards")
        floor = lambda data: schema.assertValid(etree.fromstring(data, parser_))  # noqa: E731 - one of two
    messages = []
    for case in cases(shared):
        print(f"measuring {case.name} …", file=sys.stderr)
        messages.append(measure(case, floor, rounds))
    report = {
        "build": built(),
        "floor": "lxml parse + official XSDs" if shared else "lxml parse alone: no XSDs at hand",
        "python": platform.python_version(),
        "rounds": rounds,
        "messages": messages,
        "size": growth(rounds),
    }
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text(json.dumps(report, indent=1, ensure_ascii=False), encoding="utf-8")
    show(report)


if __name__ == "__main__":
    main()
