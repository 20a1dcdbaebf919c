"""The statements: all in one place, all used, all fit to the tables, and none lets a value out in an error."""

from __future__ import annotations

import ast
import asyncio
import re
import traceback
from importlib import resources
from typing import TYPE_CHECKING

import asyncpg
import pytest

from adapter.core.letter import Answer, Letter
from adapter.edges.store import opened, statements
from adapter.edges.store.driver import ClientError
from adapter.edges.store.faults import Remedy, Taken, remedy, translated
from adapter.edges.store.pool import pooled
from adapter.edges.store.statements import Statement
from adapter.errors import AdapterError, Unavailable
from tests.edges.databases import rows
from tests.edges.store.stores import CHECK_VALUE
from tests.edges.store.values import START, decision, kept, message, new_id, version

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.edges.store.stores import Store

NAMED = {name: one for name, one in vars(statements).items() if isinstance(one, Statement)}
SQL = re.compile(r"\b(select|insert into|update|delete from|lock table)\s", re.IGNORECASE)


def sources() -> dict[str, ast.Module]:
    files = resources.files("adapter.edges.store").iterdir()
    return {file.name: ast.parse(file.read_text("utf-8")) for file in files if file.name.endswith(".py")}


def test_every_statement_is_used() -> None:
    used = {
        node.attr
        for tree in sources().values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "statements"
    }
    assert used == set(NAMED)


def test_no_statement_is_anywhere_else() -> None:
    elsewhere = [
        (name, node.value)
        for name, tree in sources().items()
        if name != "statements.py"
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and SQL.search(node.value)
    ]
    assert [(name, text) for name, text in elsewhere if not _is_prose(text)] == []


def _is_prose(text: str) -> bool:
    """Sentences say `update` too, but none of the words that follow in SQL."""
    return not re.search(r"\b(from|into|set|mode|values)\b", text, re.IGNORECASE)


def test_every_statement_fits_the_tables(migrated: str) -> None:
    async def prepare() -> None:
        connection = await asyncpg.connect(migrated)
        for statement in NAMED.values():
            prepared = await connection.prepare(statement.sql)
            assert len(prepared.get_parameters()) == len(statement.names), statement.name
        await connection.close()

    asyncio.run(prepare())


def test_statements_have_names_of_their_own() -> None:
    assert len({statement.name for statement in NAMED.values()}) == len(NAMED)


def test_parameters_are_named_and_casts_are_none() -> None:
    statement = Statement("example", "select :b::text, :a, :b where x = 'y'::text")
    assert statement.sql == "select $1::text, $2, $1 where x = 'y'::text"
    assert statement.arguments({"a": 1, "b": 2, "more": 3}) == [2, 1]


def test_the_audit_is_only_added_to(emptied: str) -> None:
    async def scenario() -> None:
        async with opened(emptied, check_value=CHECK_VALUE) as store:
            await store.inbox.commit(decision(await kept(store, b"letter")))
        for statement in ("update audit set actor = 'nobody'", "delete from audit"):
            with pytest.raises(asyncpg.IntegrityConstraintViolationError):
                await rows(emptied, statement)

    asyncio.run(scenario())


def test_a_large_store_is_estimated(emptied: str) -> None:
    async def scenario() -> tuple[int, int]:
        async with opened(emptied, check_value=CHECK_VALUE) as store:
            names = [version(str(number)) for number in range(30)]
            await store.inbox.commit(decision(await kept(store, b"letter"), versions=tuple(names)))
        await rows(emptied, "analyze resource")
        await rows(emptied, "delete from resource where version = 1 and id::text < '8'")
        async with pooled(emptied, 1) as database:
            (many,) = await database.rows(statements.STATUS, few=2)
            (few,) = await database.rows(statements.STATUS, few=30)
        return many["resources"], few["resources"]

    many, few = asyncio.run(scenario())
    assert many == 30
    assert 2 < few < 30


# What goes wrong

PERSON = "Kari Nordmann"


async def too_large(store: Store) -> None:
    letter = await kept(store, b"letter")
    await store.inbox.commit(decision(letter, answer=Answer(2**40, PERSON, PERSON.encode())))


async def of_the_wrong_kind(store: Store) -> None:
    await store.inbox.commit(decision(new_id())._replace(same_as=PERSON))  # type: ignore[arg-type]


async def not_a_text(store: Store) -> None:
    letter = await kept(store, b"letter")
    await store.inbox.commit(decision(letter, message=message(f"{PERSON}\0")))


async def taken_key(store: Store) -> None:
    letter = Letter(new_id(), START, "http", PERSON, PERSON.encode())
    await store.inbox.keep(letter, b"one digest")
    await store.inbox.keep(letter, b"another digest")


@pytest.mark.parametrize("wrong", [too_large, of_the_wrong_kind, not_a_text, taken_key])
def test_an_error_says_what_was_done_and_nothing_of_what_was_written(
    emptied: str, wrong: Callable[[Store], object]
) -> None:
    async def scenario() -> None:
        async with opened(emptied, check_value=CHECK_VALUE) as store:
            await wrong(store)  # type: ignore[misc]

    with pytest.raises(AdapterError) as caught:
        asyncio.run(scenario())
    assert not isinstance(caught.value, Unavailable)
    assert re.search(r"\((commit|keep), \w+\)$", str(caught.value))
    told = "".join(traceback.TracebackException.from_exception(caught.value, capture_locals=False).format())
    assert "Nordmann" not in told
    assert (caught.value.__cause__, caught.value.__context__) == (None, None)


class _Said(asyncpg.PostgresError):
    """An error as the server sends it."""

    def __init__(self, sqlstate: str) -> None:
        super().__init__(PERSON)
        self.sqlstate = sqlstate


REMEDIES = [
    (_Said("40001"), Remedy.AGAIN),
    (_Said("40P01"), Remedy.AGAIN),
    (_Said("08006"), Remedy.RECONNECT),
    (_Said("53300"), Remedy.RECONNECT),
    (_Said("57P01"), Remedy.RECONNECT),
    (_Said("57P03"), Remedy.RECONNECT),
    (_Said("28P01"), Remedy.ADMIT),
    (_Said("3D000"), Remedy.ADMIT),
    (_Said("22021"), Remedy.NONE),
    (_Said("23505"), Remedy.NONE),
    (asyncpg.InterfaceError(PERSON), Remedy.RECONNECT),
    (asyncpg.DataError(PERSON), Remedy.NONE),
    (ConnectionRefusedError(PERSON), Remedy.RECONNECT),
    (TimeoutError(PERSON), Remedy.WAIT),
    (ValueError(PERSON), Remedy.NONE),
]


@pytest.mark.parametrize(("error", "expected"), REMEDIES)
def test_what_can_be_done_about_an_error(error: Exception, expected: Remedy) -> None:
    assert remedy(error) is expected
    found = translated(error, "commit")
    assert isinstance(found, Unavailable) == (expected is not Remedy.NONE)
    assert PERSON not in str(found)


def test_a_taken_key_is_named() -> None:
    error = _Said("23505")
    error.constraint_name = "message_stated"
    found = translated(error, "commit")
    assert isinstance(found, Taken)
    assert found.constraint == "message_stated"


def test_the_drivers_own_errors_are_known() -> None:
    assert issubclass(asyncpg.InternalClientError, ClientError)
