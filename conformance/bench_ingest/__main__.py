"""`python -m conformance.bench_ingest [--rounds N]`: taking in over HTTP, as a ratio to its floor in the same run.

The adapter as it is run (`open`: `serve --dev` with folder, outbox, log and metrics going on, in as many processes as it
chooses) and in one process, the floor (`floor`, one process), the load (`load`: 16 connections, closed loop), and one
PostgreSQL for all. They share the machine's cores, so ratios travel to machines with as many, and times do not. The servers
take turns, round by round.

`BENCH_FULL=1` also measures a store of 1 000 000 messages.
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
from conformance.bench_ingest.figures import FLOOR, compared, show
from conformance.bench_ingest.floor import checked
from conformance.bench_ingest.grown import grow
from conformance.bench_ingest.stage import stage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from conformance.bench_ingest.figures import Rounds
    from conformance.bench_ingest.stage import Load, Stage
    from conformance.served import Served

REPORT: Final = PROJECT / "bench" / "ingest.json"

SIZES: Final = {"4 kB": 400, "12 kB": 250, "21 kB": 200}
"""Size -> messages a round and server."""

SMALLEST: Final = "4 kB"

FEW: Final = 1_000
MANY: Final = (100_000, *((1_000_000,) if os.environ.get("BENCH_FULL") else ()))
"""Messages stored where time a message is compared. The first store grows by what is sent to it."""


async def turns(load: Load, servers: Mapping[str, Served], size: str, rounds: int) -> dict[str, Rounds]:
    """Each round each server gets as many messages as the others; a first round warms."""
    found: dict[str, Rounds] = {name: [] for name in servers}
    for number in range(rounds + 1):
        for name, to in servers.items():
            done = await load(to, size, SIZES[size])
            if number > 0:
                found[name].append(done)
    return found


async def by_size(on: Stage, rounds: int, about: dict[str, Any]) -> dict[str, Any]:
    """The adapter beside the floor, for each size of message: as it is run, and in one process as the floor is."""
    url, one, floors = [await on.on.database(name) for name in ("few", "one", FLOOR)]
    async with (
        on.adapter("few", url) as adapter,
        on.adapter("one", one, IP_PROCESSES="1") as alone,
        on.floor(floors) as floor,
    ):
        about["processes"] = len(adapter.processes())
        about["memory_MB"] = {"at start": adapter.memory()}
        said(f"sending {FEW} messages")
        for name, served in (("few", adapter), ("one", alone)):
            await on.load(served, SMALLEST, FEW)
            await on.settle(name)
        servers = {FLOOR: floor, "adapter": adapter, "one process": alone}
        found = {}
        for size in SIZES:
            said(f"measuring messages of {size}")
            found[size] = compared(await turns(on.load, servers, size, rounds), FLOOR)
        about["memory_MB"]["at the end"] = adapter.memory()
    return found


async def by_stored(on: Stage, rounds: int) -> dict[str, Any]:
    """The adapter over stores of several sizes, which take turns."""
    urls = {f"{FEW}": await on.on.database("first")}
    async with on.adapter("first", urls[f"{FEW}"]) as adapter:
        await on.load(adapter, SMALLEST, FEW)
    await on.settle("first")
    before = "first"
    for stored in MANY:
        said(f"making a store of {stored} messages")
        urls[f"{stored}"] = await on.on.database(f"stored_{stored}", before)
        await grow(urls[f"{stored}"], stored)
        before = f"stored_{stored}"
    async with AsyncExitStack() as opened:
        servers = {
            stored: await opened.enter_async_context(on.adapter(f"by-{stored}", url))
            for stored, url in urls.items()
        }
        said("measuring them")
        found = compared(await turns(on.load, servers, SMALLEST, rounds), f"{FEW}")
    return {"size": SMALLEST, "base": f"{FEW}", **found}


async def measure(rounds: int) -> dict[str, Any]:
    """All figures."""
    about: dict[str, Any] = {}
    async with stage() as on:
        return {
            "floor": checked()[0],
            "python": platform.python_version(),
            "rounds": rounds,
            "sizes": await by_size(on, rounds, about),
            "growth": await by_stored(on, rounds),
            **about,
        }


def said(text: str) -> None:
    """Tell the person what takes so long."""
    print(f"{text} …", file=sys.stderr)


def main() -> None:
    """Measure, print, and write `bench/ingest.json`."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=12, help="rounds of each comparison (default: 12)")
    report = asyncio.run(measure(parser.parse_args().rounds))
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_text(json.dumps(report, indent=1, ensure_ascii=False), encoding="utf-8")
    show(report)
    print(f"\nwritten to {REPORT.relative_to(PROJECT)}")


if __name__ == "__main__":
    main()
