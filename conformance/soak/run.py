"""One soak from start to end."""

from __future__ import annotations

import asyncio
import statistics
from contextlib import AsyncExitStack
from time import perf_counter
from typing import TYPE_CHECKING, Final, NamedTuple

from adapter.edges.postgres.server import running
from conformance.served import adapter, open_folder
from conformance.soak import checks
from conformance.soak.plan import BROKEN, FOLDER, IN_ANOTHERS_NAME, plan
from conformance.soak.senders import Progress, client_of, put, send
from conformance.soak.trouble import kill_database, silence

if TYPE_CHECKING:
    from pathlib import Path

    from conformance.served import Served
    from conformance.soak.plan import Plan

SETTLE: Final = 120
"""Seconds in which all that was sent must be settled after the last answer."""

PUT: Final = 0.5
"""Over which part of the time that the others may take files are put into the folder: seconds per hundred messages."""


class Wanted(NamedTuple):
    """How much, and for how many seconds the database is kept from being started again."""

    messages: int
    connections: int = 8
    seed: int = 1
    down: float = 5


class Report(NamedTuple):
    """What was seen, and what was wrong."""

    figures: dict[str, str | int]
    faults: list[str]


async def soak(wanted: Wanted, inside: Path | None = None) -> Report:
    """Send all of it to an adapter of its own, kill its database in the middle, look at what there is in the end.

    Its folder is made inside of another one, or where the system has temporary ones.
    """
    sent = plan(wanted.messages, wanted.seed, wanted.connections)
    progress = Progress(sum(len(lane) for name, lane in sent.lanes.items() if name != FOLDER))
    with open_folder("ip-adapter-soak-", inside) as folder:
        var = folder / "var"
        async with adapter(var, {}) as served:
            began = perf_counter()
            killed = await _all(served, var, sent, progress, wanted.down)
            seconds = max(one.at for one in progress.answers.values()) - began
            async with running(var, say=print) as database:
                await _settled(var, database.url)
                wrong = [
                    *checks.of_answers(sent, progress.answers),
                    *checks.of_folder(sent, var / "exchange", progress.answers),
                    *await checks.of_store(sent, database.url),
                    *checks.of_log(var / "log"),
                ]
    return Report(figures(sent, progress, seconds, silence(progress, killed)), wrong)


async def _all(served: Served, var: Path, sent: Plan, progress: Progress, down: float) -> float:
    """Everybody sends at once; the moment when the database was killed."""
    over_http = {lane: sendings for lane, sendings in sent.lanes.items() if lane != FOLDER}
    seconds = PUT * len(sent.sendings) / 100
    async with AsyncExitStack() as opened, asyncio.TaskGroup() as at_once:
        for lane, sendings in over_http.items():
            client = await opened.enter_async_context(client_of(lane, served.base, var))
            at_once.create_task(send(client, sendings, progress))
        at_once.create_task(put(var / "exchange" / "in", sent.lanes[FOLDER], seconds))
        killed = at_once.create_task(kill_database(var, progress, down))
    return killed.result()


async def _settled(var: Path, url: str) -> None:
    """Wait until the folder is empty and nothing is due. What is not by then is told by the checks."""
    until = perf_counter() + SETTLE
    while perf_counter() < until:
        if not any((var / "exchange" / "in").iterdir()) and not await checks.waiting(url):
            return
        await asyncio.sleep(0.2)


def figures(sent: Plan, progress: Progress, seconds: float, down: float) -> dict[str, str | int]:
    """What is told of a soak."""
    times = [one.seconds * 1e3 for one in progress.answers.values()]
    percentiles = statistics.quantiles(times, n=100)
    everything = sent.sendings.values()
    return {
        "messages": len(everything),
        "  over HTTP": len(progress.answers),
        "  through the folder": len(sent.lanes[FOLDER]),
        "  repeated": sum(one.first is not None for one in everything),
        "  of those in other bytes": sum(one.kind == "again, other bytes" for one in everything),
        "  broken": sum(one.kind in {*BROKEN, IN_ANOTHERS_NAME} for one in everything),
        "  refused, unreadable or not theirs": sum(
            one.verdict in {"refused", "silent", ""} and one.first is None for one in everything
        ),
        "letters kept": len(sent.verdicts),
        "messages a second over HTTP": f"{len(progress.answers) / seconds:.0f}",
        "answer time p50, ms": f"{percentiles[49]:.0f}",
        "answer time p95, ms": f"{percentiles[94]:.0f}",
        "answer time p99, ms": f"{percentiles[98]:.0f}",
        "sent again by senders": sum(one.tries - 1 for one in progress.answers.values()),
        "nobody answered, longest, seconds": f"{down:.1f}",
    }
