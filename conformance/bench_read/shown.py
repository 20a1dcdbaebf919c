"""What was measured, as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from conformance.bench import Ratio
from conformance.bench_ingest.figures import Figures
from conformance.bench_read.decision import MUST_US
from conformance.bench_read.stored import BYTES

if TYPE_CHECKING:
    from collections.abc import Mapping

MUST, GOAL, GROWTH = 2.6, 1.5, 1.3
"""The ratio to the floor that must be held, the goal, and how much dearer a read may get in a large store."""


def show(report: Mapping[str, Any]) -> None:
    """The report as tables."""
    print(
        "floor: GET + one P-256 verification + one fetch by key + one durable audit insert; 16 connections, closed loop"
    )
    print(f"ratios: median (middle half) of {report['rounds']} rounds; Python {report['python']}\n")
    _servers(f"authorised read of {BYTES / 1000:.1f} kB", report["read"])
    print(f"  ratio to the floor {Ratio(**report['read']['ratios']['adapter'])}   must {MUST}, goal {GOAL}\n")
    growth = report["growth"]
    _servers("the same, by resources stored", growth)
    for name, value in growth["ratios"].items():
        print(f"  time a read at {name} to {growth['base']} {Ratio(**value)}   must {GROWTH}")
    print(f"\nthe decision alone, {report['decision']['directives']} directives   must {MUST_US:.0f} µs")
    for name, way in report["decision"]["ways"].items():
        print(f"  {name:24} {way['us']:5.1f} µs   {way['answer']}")


def _servers(title: str, part: Mapping[str, Any]) -> None:
    print(title)
    for name, row in part["servers"].items():
        one = Figures(**row)
        print(
            f"  {name:9} {one.us:7,.0f} µs a read  {one.per_s:6,.0f}/s"
            f"   p50 {one.p50_ms:5.1f} ms  p99 {one.p99_ms:5.1f} ms   load {one.load_cpu:.0%} of a core"
        )
