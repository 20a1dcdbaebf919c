"""What must hold in the end: every sender was answered rightly, every letter is there once, nothing waits."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any, Final

import asyncpg  # type: ignore[import-untyped]  # the package has neither types nor stubs
from lxml import etree

from adapter.events import Event
from conformance.soak.plan import FOLDER
from conformance.soak.senders import name_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from conformance.soak.plan import Plan, Sending
    from conformance.soak.senders import Answered

TAKEN_IN: Final = {"stored", "changed", "cancelled", "waiting", "withdrawn", "superseded"}
"""Verdicts whose messages have resources, a MessageHeader among them."""

LETTERS: Final = "select raw, verdict from letter where transport <> 'demo'"
HEADERS: Final = """
    select letter.raw, count(resource.id) as headers
    from letter left join resource on resource.letter = letter.id and resource.type = 'MessageHeader'
    where letter.transport <> 'demo'
    group by letter.id
"""
COUNTS: Final = {
    "letters without a verdict": "select count(*) from letter where verdict is null",
    "messages stated twice": "select count(*) - count(distinct (msg_id, sender, receiver)) from message",
    "versions of a resource that are missing": """
        select count(*) from (select type, id from resource group by type, id having max(version) <> count(*)) as gap
    """,
    "letters decided twice": """
        select count(*) from (
            select letter from audit where event = 'letter-decided' group by letter having count(*) <> 1
        ) as twice
    """,
    "things that wait to leave": "select count(*) from outgoing where state = 'due'",
    "things that were given up": "select count(*) from outgoing where state = 'dead'",
}
"""What must be nought."""

UNDECIDED: Final = "select count(*) from letter where verdict is null"
LEAVING: Final = COUNTS["things that wait to leave"]


def of_answers(plan: Plan, answers: dict[int, Answered]) -> Iterator[str]:
    """What is wrong with what the senders over HTTP were answered."""
    everything = plan.sendings
    for lane, sendings in plan.lanes.items():
        for one in sendings if lane != FOLDER else ():
            yield from _answer(one, answers.get(one.number))
            first = answers.get(one.first) if one.first is not None else None
            if first is not None and first.body != answers[one.number].body:
                yield f"{one.kind} of {everything[one.first or 0].kind}: another answer than the first time"


def _answer(one: Sending, got: Answered | None) -> Iterator[str]:
    if got is None:
        yield f"{one.kind}: not answered"
    elif got.status != one.status:
        yield f"{one.kind}: answered by {got.status} rather than {one.status}"
    elif one.receipt:
        yield from _receipt(one, got.body)


def _receipt(one: Sending, body: bytes) -> Iterator[str]:
    """A receipt says which message it is of, and whether that was taken in."""
    tree = etree.fromstring(body)
    said = tree.find("{*}Status")
    of = tree.findtext("{*}OriginalMsgId/{*}Id")
    if said is None or said.get("V") != one.receipt:
        yield f"{one.kind}: the receipt does not say {one.receipt}"
    if of != one.msg_id:
        yield f"{one.kind}: the receipt is of another message"


def of_folder(plan: Plan, folder: Path, answers: dict[int, Answered]) -> Iterator[str]:
    """What is wrong with the files: each in `done` or `parked` once, its receipt in `out` once."""
    sendings = plan.lanes[FOLDER]
    good = {name_of(one): one for one in sendings if one.status < 400}  # noqa: PLR2004 - the rest has no receipt
    bad = {name_of(one) for one in sendings} - set(good)
    answered = {f"{name}.apprec.xml": one for name, one in good.items() if one.receipt}
    yield from _files(folder / "in", set())
    yield from _files(folder / "done", set(good))
    yield from _files(folder / "parked", bad | {f"{name}.reason.json" for name in bad})
    yield from _files(folder / "out", set(answered))
    receipts = {
        one.number: (folder / "out" / name).read_bytes()
        for name, one in answered.items()
        if (folder / "out" / name).exists()
    }
    for one in answered.values():
        if one.number in receipts:
            yield from _receipt(one, receipts[one.number])
            yield from _same(one, receipts, answers)


def _same(one: Sending, receipts: dict[int, bytes], answers: dict[int, Answered]) -> Iterator[str]:
    if one.first is None:
        return
    over_http = answers.get(one.first)
    first = over_http.body if over_http is not None else receipts.get(one.first)
    if first is not None and first != receipts[one.number]:
        yield f"{one.kind}: another receipt than the first time"


def _files(folder: Path, wanted: set[str]) -> Iterator[str]:
    there = {file.name for file in folder.iterdir()}
    for what, names in (("not there", wanted - there), ("too much", there - wanted)):
        if names:
            yield f"{folder.name}: {len(names)} files {what}, as {min(names)}"


async def of_store(plan: Plan, url: str) -> list[str]:
    """What is wrong with what the store holds."""
    connection = await asyncpg.connect(url)
    try:
        letters = [(bytes(row["raw"]), row["verdict"]) for row in await connection.fetch(LETTERS)]
        headers = {bytes(row["raw"]): row["headers"] for row in await connection.fetch(HEADERS)}
        counts = {what: await connection.fetchval(sql) for what, sql in COUNTS.items()}
    finally:
        await connection.close()
    return [
        *wrong_letters(plan, letters),
        *_headers(plan, headers),
        *(f"{count} {what}" for what, count in counts.items() if count),
    ]


def wrong_letters(plan: Plan, letters: list[tuple[bytes, str]]) -> Iterator[str]:
    """What of the letters is not as planned: bytes and verdict of each."""
    wanted = plan.verdicts
    times = Counter(data for data, _ in letters)
    if lost := set(wanted) - set(times):
        yield f"{len(lost)} letters lost"
    if strange := set(times) - set(wanted):
        yield f"{len(strange)} letters kept that should not be"
    if doubled := [data for data, count in times.items() if count > 1]:
        yield f"{len(doubled)} letters kept twice"
    others = Counter((wanted.get(data, ""), verdict) for data, verdict in letters)
    for (right, verdict), count in others.items():
        if right and right != verdict:
            yield f"{count} letters are called {verdict} rather than {right}"


def _headers(plan: Plan, headers: dict[bytes, int]) -> Iterator[str]:
    """Each message that was taken in made its resources once."""
    for data, verdict in plan.verdicts.items():
        made = 1 if verdict in TAKEN_IN else 0
        if data in headers and headers[data] != made and verdict not in {"acknowledged", "rejected"}:
            yield f"a letter called {verdict} has {headers[data]} MessageHeaders rather than {made}"


async def waiting(url: str) -> int:
    """How much is not settled yet."""
    connection = await asyncpg.connect(url)
    try:
        counts: list[Any] = [await connection.fetchval(sql) for sql in (UNDECIDED, LEAVING)]
        return sum(counts)
    finally:
        await connection.close()


def of_log(log: Path) -> Iterator[str]:
    """What is wrong with what the adapter told of itself."""
    lines = [json.loads(line) for line in log.read_text("utf-8").splitlines() if line.startswith("{")]
    told = Counter(line["event"] for line in lines)
    if told[Event.DATABASE_REVIVED] != 1:
        yield f"the database was started again {told[Event.DATABASE_REVIVED]} times rather than once"
    for event in (Event.DEFECT, Event.LETTER_FAILED):
        if told[event]:
            yield f"the log tells {told[event]} times of a {event}"
