"""What was measured, as figures and as tables."""

from __future__ import annotations

import statistics
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from conformance.bench import Ratio, ratio

if TYPE_CHECKING:
    from collections.abc import Mapping

    from conformance.staging import Done

MUST, GOAL, GROWTH = 2.8, 1.6, 1.3
"""The ratio to the floor that must be held, the goal, and how much dearer a message may get in a large store."""

FLOOR: Final = "floor"

Rounds = list["Done"]


class Figures(NamedTuple):
    """What one server did. `us`: microseconds a message, as the median of the rounds; `p50_ms`, `p99_ms`: of all answers.

    `load_cpu` is the share of one core that the load took: far from 1, or it was the load that was measured.
    """

    us: float
    per_s: float
    p50_ms: float
    p99_ms: float
    load_cpu: float


def each(rounds: Rounds) -> list[float]:
    """Microseconds a message, of each round."""
    return [done.seconds / len(done.answers) * 1e6 for done in rounds]


def figures(rounds: Rounds) -> Figures:
    """The figures of one server's rounds."""
    percentiles = statistics.quantiles((seconds for done in rounds for seconds in done.answers), n=100)
    us = statistics.median(each(rounds))
    busy = sum(done.cpu for done in rounds) / sum(done.seconds for done in rounds)
    return Figures(us, 1e6 / us, percentiles[49] * 1e3, percentiles[98] * 1e3, busy)


def compared(found: Mapping[str, Rounds], base: str) -> dict[str, Any]:
    """Every server, and all but one beside that one, round by round."""
    return {
        "servers": {name: figures(rounds)._asdict() for name, rounds in found.items()},
        "ratios": {
            name: ratio(each(rounds), each(found[base]))._asdict()
            for name, rounds in found.items()
            if name != base
        },
    }


def show(report: Mapping[str, Any]) -> None:
    """The report as tables."""
    print(f"floor: POST + {report['floor']} + two durable inserts of the body; 16 connections, closed loop")
    print(f"ratios: median (middle half) of {report['rounds']} rounds; Python {report['python']}")
    print(f"the adapter answers in {report['processes']} processes, the floor in one\n")
    for size, part in report["sizes"].items():
        _servers(f"messages of {size}", part)
        print(f"  ratio to the floor {Ratio(**part['ratios']['adapter'])}   must {MUST}, goal {GOAL}")
        print(f"  in one process     {Ratio(**part['ratios']['one process'])}\n")
    growth = report["growth"]
    _servers(f"messages of {growth['size']}, by messages stored (small bodies, made by SQL)", growth)
    for name, value in growth["ratios"].items():
        print(f"  time a message at {name} to {growth['base']} {Ratio(**value)}   must {GROWTH}")
    print("\nmemory of the adapter's processes together, MB (highest)")
    for moment, memory in report["memory_MB"].items():
        print(f"  {moment}: {memory['now']:.0f} ({memory['highest']:.0f})" if memory else f"  {moment}: ?")


def _servers(title: str, part: Mapping[str, Any]) -> None:
    print(title)
    for name, row in part["servers"].items():
        one = Figures(**row)
        print(
            f"  {name:11} {one.us:7,.0f} µs a message  {one.per_s:6,.0f}/s"
            f"   p50 {one.p50_ms:5.1f} ms  p99 {one.p99_ms:5.1f} ms   load {one.load_cpu:.0%} of a core"
        )
