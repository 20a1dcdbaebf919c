"""`python -m conformance.bench_read [--rounds N] [--seconds S] [--json]`: an authorised read as a ratio to its floor.

Four processes: the adapter as it is run (`serve --dev`), the floor (`floor`), the load (`load`: 16 connections in a closed
loop, each request with a DPoP proof that was never used), and one PostgreSQL for both servers. They share the machine's
cores, so ratios travel and times do not. The servers take turns, round by round, and get the same requests.

`BENCH_FULL=1` also measures a store of 1 000 000 resources.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import platform
import sys
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING, Any, Final

from conformance.bench import PROJECT
from conformance.bench_ingest.figures import FLOOR, compared
from conformance.bench_read import decision
from conformance.bench_read.shown import show
from conformance.bench_read.stage import LEAST, MOST, WARMING, stage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from conformance.bench_ingest.figures import Rounds
    from conformance.bench_read.stage import Load, Stage, Target

REPORT: Final = PROJECT / "bench" / "read.json"

STORED: Final = (1, 1_000, 100_000, *((1_000_000,) if os.environ.get("BENCH_FULL") else ()))
BESIDE_FLOOR: Final = 1_000
"""Stored resources where time a read is compared, and in the store that is compared with the floor."""


async def turns(load: Load, targets: Mapping[str, Target], rounds: int, seconds: float) -> dict[str, Rounds]:
    """Each round each server is read from for some seconds; a first, short one warms and tells how much that is."""
    found: dict[str, Rounds] = {name: [] for name in targets}
    counts = {}
    for name, to in targets.items():
        await load(to, WARMING)
        warm = await load(to, WARMING)
        counts[name] = min(MOST, max(LEAST, int(WARMING / warm.seconds * seconds)))
    for _ in range(rounds):
        for name, to in targets.items():
            found[name].append(await load(to, counts[name]))
    return found


async def measure(rounds: int, seconds: float) -> dict[str, Any]:
    """All figures."""
    async with stage() as on, AsyncExitStack() as opened:
        stores = {}
        for stored in STORED:
            said(f"making a store of {stored} resources")
            stores[f"{stored}"] = await opened.enter_async_context(on.adapter(stored))
        return {
            "python": platform.python_version(),
            "rounds": rounds,
            "seconds": seconds,
            "read": await beside_floor(on, stores[f"{BESIDE_FLOOR}"], rounds, seconds),
            "growth": await by_stored(on, stores, rounds, seconds),
            "decision": {"directives": decision.DIRECTIVES, "ways": decision.measure(40)},
        }


async def beside_floor(on: Stage, adapter: Target, rounds: int, seconds: float) -> dict[str, Any]:
    """The adapter beside the floor."""
    async with on.floor(adapter) as floor:
        said("measuring a read beside its floor")
        return compared(await turns(on.load, {FLOOR: floor, "adapter": adapter}, rounds, seconds), FLOOR)


async def by_stored(on: Stage, stores: Mapping[str, Target], rounds: int, seconds: float) -> dict[str, Any]:
    """The adapter over stores of several sizes, which take turns."""
    said("measuring the stores")
    base = next(iter(stores))
    return {"base": base, **compared(await turns(on.load, stores, rounds, seconds), base)}


def said(text: str) -> None:
    """Tell the person what takes so long."""
    print(f"{text} …", file=sys.stderr)


def main() -> None:
    """Measure, print, and write `bench/read.json`."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=12, help="rounds of each comparison (default: 12)")
    parser.add_argument(
        "--seconds", type=float, default=1, help="of each server's turn in a round (default: 1)"
    )
    parser.add_argument("--json", action="store_true", help="print the report as JSON")
    options = parser.parse_args()
    report = asyncio.run(measure(options.rounds, options.seconds))
    text = json.dumps(report, indent=1, ensure_ascii=False)
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text(text, encoding="utf-8")
    if options.json:
        print(text)
    else:
        show(report)
        print(f"\nwritten to {REPORT.relative_to(PROJECT)}")


if __name__ == "__main__":
    main()
