"""Values on their way into statements: what is written as an array's text is read as what it was."""

from __future__ import annotations

import asyncio

import asyncpg

from adapter.core.letter import Token, Version
from adapter.edges.store.rows import file_name, name_of_file, token_values, version_values
from tests.edges.store.values import resource_id

TEXTS = ["", "NULL", "null", " ", ",", "{}", '"', "\\", 'a"b\\c', "\\\\x41", "blåbær", "a\nb", "'"]
BYTES = [b"", b"\0", b"\\", b'"', b"NULL", bytes(range(256))]


def read(url: str, kind: str, literal: object) -> list[object]:
    async def fetch() -> list[object]:
        connection = await asyncpg.connect(url)
        try:
            found: list[object] = await connection.fetchval(f"select $1::text::{kind}[]", literal)
            return found
        finally:
            await connection.close()

    return asyncio.run(fetch())


def test_texts_are_read_as_they_were(migrated: str) -> None:
    tokens = [Token("Task", resource_id("a"), number, text, b"") for number, text in enumerate(TEXTS)]
    values = token_values([(1, one) for one in tokens])
    assert read(migrated, "text", values["token_param"]) == TEXTS
    assert read(migrated, "integer", values["token_version"]) == list(range(len(TEXTS)))
    for text in TEXTS:
        assert read(migrated, "text", token_values([(1, Token("", "", 1, text, b""))])["token_param"]) == [
            text
        ]


def test_bytes_are_read_as_they_were(migrated: str) -> None:
    tokens = [Token("Task", resource_id("a"), 1, "code", value) for value in BYTES]
    assert read(migrated, "bytea", token_values([(1, one) for one in tokens])["token_value"]) == BYTES


def test_what_is_absent_is_read_as_absent(migrated: str) -> None:
    versions = [
        Version("Task", resource_id("a"), 1, b"{}", None, None, "NULL"),
        Version("Task", resource_id("b"), 1, b"{}", resource_id("p"), b"link", None),
    ]
    values = version_values(list(enumerate(versions, 1)))
    assert [str(one) if one else one for one in read(migrated, "uuid", values["version_patient"])] == [
        None,
        resource_id("p"),
    ]
    assert read(migrated, "bytea", values["version_person"]) == [None, b"link"]
    assert read(migrated, "text", values["version_section"]) == ["NULL", None]
    assert values["version_body"] == [b"{}", b"{}"]
    assert read(migrated, "integer", values["version_place"]) == [1, 2]


def test_nothing_is_an_empty_array(migrated: str) -> None:
    assert read(migrated, "text", version_values([])["version_type"]) == []
    assert read(migrated, "bytea", token_values([])["token_value"]) == []


def test_an_entry_that_is_made_twice_is_one() -> None:
    token = Token("Task", resource_id("a"), 1, "code", b"value")
    assert token_values([(1, token), (1, token)]) == token_values([(1, token)])
    assert token_values([(1, token), (2, token)]) != token_values([(1, token)])


def test_a_file_name_of_any_bytes_comes_back() -> None:
    for name in (b"a.xml", "blåbær.xml".encode(), b"p\xf8lse.xml"):
        assert file_name(name_of_file(name)) == name
