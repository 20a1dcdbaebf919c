"""Stores with so many resources, made by SQL: an Observation in a letter of its own, about a person with a consent of its own."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

import asyncpg  # type: ignore[import-untyped]  # the package has neither types nor stubs

from conformance.bench import EXAMPLES
from conformance.bench_read.floor import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable

BYTES: Final = 3_700
"""Of each resource, to some bytes."""

STEP: Final = 20_000
"""Resources to a statement."""

PATHS: Final = 1_000
"""How many of them are read, all over the store."""

PARTIES: Final = ["HER:9000034", "HER:9000012"]
"""The hospital's ward and, of the same letter, the reader."""

_EMPTY: Final = "truncate letter, message, conversation, resource, token, outgoing, directive, about"

_MAKE: Final = """
    with made as materialized (
        select md5('letter' || n)::uuid as letter, md5('resource' || n)::uuid as id, md5('patient' || n)::uuid as patient,
            substr(sha256(n::text::bytea), 1, 16) as person
        from generate_series($1::integer, $2::integer) as n
    ), letters as (
        insert into letter (id, digest, received, transport, name, size, verdict, decided)
        select letter, sha256(uuid_send(letter)), now(), 'demo', '', 0, 'stored', now() from made
    ), messages as (
        insert into message (letter, msg_id, sender, receiver, kind, conversation, action, sent, parties)
        select letter, letter::text, ($3::text[])[1], ($3::text[])[2], 'LOG_INNLAGT', letter::text, '', now(), $3
        from made
    ), about_whom as (
        insert into about (letter, patient, person) select letter, patient, person from made
    ), directives as (
        insert into directive (consent, version, position, person, category, live, kind, actor, section, action, instance)
        select patient, 1, 1, person, 'share', true, 'permit', '310080802', 'health', 'read', '' from made
    )
    insert into resource (type, id, version, written, letter, patient, person, section, body)
    select 'Observation', id, 1, now(), letter, patient, person, 'health', $4 from made
"""

_PATHS: Final = """
    select '/fhir/Observation/' || id from (select id from resource order by md5(id::text) limit $1) as chosen
"""


def body() -> bytes:
    """A shipped Observation, with a note that makes it as long as wanted."""
    bundle = json.loads((EXAMPLES / "log_innlagt-1.6.json").read_bytes())
    resources = (entry["resource"] for entry in bundle["entry"])
    found = next(one for one in resources if one["resourceType"] == "Observation")
    lines = [f"Linje {number}: fritekst som i en vanlig melding, uten opplysninger." for number in range(80)]
    found["note"] = [{"text": "\n".join(lines)[: BYTES - len(json.dumps(found)) - 40]}]
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode()


async def fill(url: str, count: int) -> list[str]:
    """Let an adapter's store have so many resources and nothing else; the paths to read."""
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(_EMPTY)
        for first in range(1, count + 1, STEP):
            last = min(first + STEP - 1, count)
            await connection.execute(_MAKE, first, last, PARTIES, body())
        await connection.execute("vacuum analyze")
        await connection.execute("checkpoint")
        return [path for (path,) in await connection.fetch(_PATHS, PATHS)]
    finally:
        await connection.close()


async def fill_floor(url: str, paths: Iterable[str]) -> None:
    """The same resources where the floor reads them."""
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(TABLES)
        rows = [(path.rpartition("/")[2], body()) for path in paths]
        await connection.executemany("insert into kept (id, body) values ($1, $2)", rows)
        await connection.execute("vacuum analyze")
    finally:
        await connection.close()
