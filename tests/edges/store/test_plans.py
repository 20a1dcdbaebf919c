"""What a question costs does not grow with the store: no statement of a request reads a large table from end to end."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

import asyncpg
import pytest

from adapter.edges.store import statements
from adapter.edges.store.driver import connect
from tests.edges.databases import create_database, drop_database
from tests.edges.store.conftest import migrate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from adapter.edges.store.statements import Statement

LARGE = """
    insert into party (position, name, org_nr, her_id, parent, sector, municipality, kind, takes, own)
    select n, 'unit ' || n, (910000000 + n)::text, n::text, '', 'health', (9000 + n % 50)::text,
        case n % 20 when 0 then 'ke' else 'unit' end, '{}', true
    from generate_series(1, 1000) as n;

    insert into letter (id, digest, received, transport, name, size, verdict, raw)
    select md5('letter' || n)::uuid, sha256(n::text::bytea), now(), 'http', '', 1, 'stored', 'x'
    from generate_series(1, 10000) as n;

    insert into message (letter, msg_id, sender, receiver, kind, conversation, action, sent, parties)
    select md5('letter' || n)::uuid, n::text, 'HER:' || 1 + n % 500, 'HER:' || 501 + n % 499, 'kind', '', '', now(),
        array['HER:' || 1 + n % 500, 'HER:' || 501 + n % 499]
    from generate_series(1, 10000) as n;

    insert into resource (type, id, version, written, letter, patient, person, section, body)
    select (array['Patient', 'Encounter', 'Observation', 'Goal'])[1 + m % 4], md5(n || '/' || m)::uuid, 1, now(),
        md5('letter' || n)::uuid, md5(n || '/0')::uuid, sha256((n % 2000)::text::bytea), 'health', '{}'
    from generate_series(1, 10000) as n, generate_series(0, 9) as m;

    insert into about (letter, patient, person) select distinct letter, patient, person from resource;

    insert into resource (type, id, version, written, custodian, person, section, body)
    select 'Consent', md5('consent' || n)::uuid, 1, now(), (910000000 + n % 1000)::text,
        sha256((n % 2000)::text::bytea), 'consents', '{}'
    from generate_series(1, 4000) as n;

    insert into directive (consent, version, position, person, category, live, kind, actor, section, action, instance)
    select md5('consent' || n)::uuid, 1, m, sha256((n % 2000)::text::bytea), 'share', true, 'permit',
        (910000000 + (n + m) % 1000)::text, 'health', 'read', ''
    from generate_series(1, 4000) as n, generate_series(1, 5) as m;

    insert into token (type, param, value, id, version)
    select type, 'identifier', case type when 'Patient' then person else sha256(uuid_send(id)) end, id, version
    from resource;

    insert into audit (id, at, event, actor, rule, reason)
    select md5('audit' || n)::uuid, now(), 'shown', '', '', '' from generate_series(1, 10000) as n;

    analyze
"""
"""100 000 resources of 10 000 messages between 1 000 units, about 2 000 persons, and 4 000 Consents."""

SMALL = frozenset({"party", "installation"})
"""Tables that do not grow with what is stored."""


@pytest.fixture(scope="module")
def large(database_url: str) -> Iterator[str]:
    url = create_database(database_url)
    asyncio.run(migrate(url))
    asyncio.run(do(url, LARGE))
    yield url
    drop_database(database_url, url)


async def do(url: str, script: str) -> None:
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(script)
    finally:
        await connection.close()


async def plan(url: str, statement: Statement) -> dict[str, Any]:
    """The plan that the adapter's own connection makes, for any values of the parameters."""
    connection = await connect(url)
    nothing = ", ".join(["null"] * len(statement.names))
    try:
        await connection.execute(f"prepare asked as {statement.sql}")
        (row,) = await connection.fetch(f"explain (format json) execute asked ({nothing})")
    finally:
        await connection.close(timeout=5)
    return json.loads(row[0])[0]["Plan"]  # type: ignore[no-any-return]


def nodes(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    for below in node.get("Plans", []):
        yield from nodes(below)


def read_whole(url: str, statement: Statement) -> set[str]:
    """Tables that a statement reads from end to end."""
    told = asyncio.run(plan(url, statement))
    return {node["Relation Name"] for node in nodes(told) if node["Node Type"] == "Seq Scan"}


ASKED = (
    *(statements.READ, statements.SEARCH_BY_ID, statements.SEARCH_BY_PATIENT, statements.SEARCH_BY_TOKEN),
    *(statements.STANDING, statements.RECORD, statements.FIRST),
    *(statements.KEEP, statements.KEPT, statements.ANSWERED, statements.FACTS, statements.TOLD),
    *(statements.HELD, statements.COMMIT, statements.REPEAT, statements.NOTE),
)
"""What a request does."""


@pytest.mark.parametrize("statement", ASKED, ids=lambda statement: statement.name)
def test_no_growing_table_is_read_from_end_to_end(large: str, statement: Statement) -> None:
    assert read_whole(large, statement) <= SMALL


@pytest.mark.parametrize("statement", ASKED, ids=lambda statement: statement.name)
def test_nor_by_a_plan_that_was_made_while_the_table_was_small(migrated: str, statement: Statement) -> None:
    """A connection plans once: what it plans in an empty store serves it when the store has grown."""
    assert read_whole(migrated, statement) <= SMALL


def test_a_plan_that_reads_a_whole_table_is_known_as_such(large: str) -> None:
    assert read_whole(large, statements.Statement("all", "select * from resource where body = :body")) == {
        "resource"
    }
