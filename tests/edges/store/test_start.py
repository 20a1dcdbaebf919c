"""A database at the start of the adapter: its tables made once, and every reason not to start in a sentence."""

from __future__ import annotations

import asyncio
import socket
from urllib.parse import urlsplit, urlunsplit

import pytest

from adapter.edges.store import opened
from adapter.edges.store.driver import connect
from adapter.edges.store.migrate import migrate, migrations
from adapter.errors import AdapterError, StartError, Unavailable
from tests.edges.databases import drop_database, rows
from tests.edges.store.facts import PARTIES, WARD, search
from tests.edges.store.stores import CHECK_VALUE
from tests.edges.store.values import audit, kept


async def start(url: str, check_value: bytes = CHECK_VALUE) -> int:
    """Open the store and close it; the schema that it has."""
    async with opened(url, check_value=check_value) as store:
        return (await store.desk.status()).schema


def refusal(url: str, kind: type[AdapterError] = StartError, check_value: bytes = CHECK_VALUE) -> str:
    with pytest.raises(AdapterError) as caught:
        asyncio.run(start(url, check_value))
    assert type(caught.value) is kind
    assert caught.value.__context__ is None
    return str(caught.value)


def test_migrations_are_numbered_without_holes() -> None:
    assert [one.number for one in migrations()] == list(range(1, len(migrations()) + 1))


def test_an_empty_database_gets_its_tables_and_the_next_start_finds_them(database: str) -> None:
    async def scenario() -> None:
        async with opened(database, check_value=CHECK_VALUE) as store:
            letter = await kept(store, b"letter")
        async with opened(database, check_value=CHECK_VALUE) as store:
            assert await store.desk.letter(letter)

    asyncio.run(scenario())
    assert asyncio.run(start(database)) == migrations()[-1].number


def test_many_that_start_at_once_make_the_tables_once(database: str) -> None:
    async def many() -> list[int]:
        return await asyncio.gather(*(start(database) for _ in range(6)))

    assert set(asyncio.run(many())) == {migrations()[-1].number}
    applied = asyncio.run(rows(database, "select number, name from migration order by number"))
    assert applied == [(one.number, one.name) for one in migrations()]


def test_a_database_of_a_newer_program_is_left_alone(database: str) -> None:
    known = asyncio.run(start(database))
    asyncio.run(rows(database, "insert into migration (number, name) values (4711, 'of_tomorrow')"))
    assert refusal(database) == (
        f"the database is of a newer version (4711) than this program knows ({known}): install the newer program"
    )


def test_a_database_made_with_another_key_is_left_alone(database: str) -> None:
    asyncio.run(start(database))
    said = refusal(database, check_value=b"another")
    assert said == "the database was made with another installation key: start with that key"


def test_a_database_that_cannot_hold_every_letter_is_refused(database_url: str) -> None:
    name = "test_latin1"
    asyncio.run(rows(database_url, f"create database {name} encoding 'LATIN1' locale 'C' template template0"))
    url = urlunsplit(urlsplit(database_url)._replace(path=f"/{name}"))
    try:
        assert refusal(url) == "the database has the encoding LATIN1: create one with the encoding UTF8"
    finally:
        drop_database(database_url, url)


def test_tables_of_somebody_else_are_left_alone(database: str) -> None:
    asyncio.run(rows(database, "create table letter as select 'love' as word"))
    assert "42P07" in refusal(database)
    assert asyncio.run(rows(database, "select word from letter")) == [("love",)]
    assert asyncio.run(rows(database, "select * from migration")) == []


def test_who_is_not_let_in_is_told_without_the_password(database: str) -> None:
    parts = urlsplit(database)
    address = f"{parts.hostname}:{parts.port}"
    for wrong, state in (
        (parts._replace(path="/nowhere"), "3D000"),
        (parts._replace(netloc=f"{parts.username}:secret@{address}"), "28P01"),
    ):
        said = refusal(urlunsplit(wrong))
        assert state in said
        assert "secret" not in said


def test_an_address_that_is_none_is_told_without_the_password() -> None:
    for wrong in ("postgresql://us:secret@host:port/db", "mysql://us:secret@host/db"):
        assert "secret" not in refusal(wrong)


def test_a_server_that_is_not_there_may_come() -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))  # without listening: who knocks is refused
        port = nobody.getsockname()[1]
        said = refusal(f"postgresql://us:secret@127.0.0.1:{port}/db", Unavailable)
    assert (
        said
        == "the store does not answer: the server is not there at the moment (start, ConnectionRefusedError)"
    )


LETTER, PATIENT, ENCOUNTER = (f"00000000-0000-4000-8000-00000000000{number}" for number in range(3))
OF_BEFORE = f"""
    insert into letter (id, digest, received, transport, name, size, verdict)
    values ('{LETTER}', 'd', now(), 'http', '', 1, 'stored');
    insert into message (letter, msg_id, sender, receiver, kind, conversation, action, sent, parties)
    values ('{LETTER}', 'm', 'HER:9000031', 'HER:9000012', 'k', '', '', now(), array['HER:9000034', 'HER:9000012']);
    insert into resource (type, id, version, written, letter, patient, person, section, body)
    values ('Encounter', '{ENCOUNTER}', 1, now(), '{LETTER}', '{PATIENT}', 'link', 'health', '{{}}')
"""  # noqa: S608 - of constants alone


@pytest.mark.parametrize("by", [{"patients": (PATIENT,)}, {"patients": (), "persons": (b"link",)}])
def test_what_a_store_of_the_version_before_holds_is_found_as_before(
    database: str, by: dict[str, object]
) -> None:
    """Version 3 finds what a letter brought about somebody by the letter."""

    async def scenario() -> list[str]:
        connection = await connect(database)
        await migrate(connection, migrations()[:2])
        await connection.execute(OF_BEFORE)
        await connection.close(timeout=5)
        async with opened(database, check_value=CHECK_VALUE) as store:
            await store.parties.load(PARTIES, audit())
            found = await store.records.search(search("Encounter", WARD, **by))
            return [one.row.id for one in found]

    assert asyncio.run(scenario()) == [ENCOUNTER]
