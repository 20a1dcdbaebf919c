"""The law of the two stores: asked the same things in the same order, they answer the same."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from datetime import timedelta
from typing import TYPE_CHECKING, TypeAlias
from uuid import UUID

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from adapter.core.delivery import Settled
from adapter.core.desk import Query
from adapter.core.letter import (
    REOPENABLE,
    Answer,
    Audit,
    Commit,
    Key,
    Letter,
    Message,
    Outgoing,
    Question,
    Repeat,
    Token,
    Version,
)
from adapter.core.parties import Party
from adapter.edges.memory import MemoryStore
from adapter.edges.store import opened
from tests.edges.store.conftest import empty
from tests.edges.store.stores import CHECK_VALUE
from tests.edges.store.values import START, resource_id

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

    from tests.edges.store.stores import Store

    Step: TypeAlias = Callable[[Store], Awaitable[object]]

# A small world, so that things meet: three letters, two senders, one conversation each, two resources.

LETTERS = [UUID(int=number) for number in (1, 2, 3)]
letters = st.sampled_from(LETTERS)
times = st.integers(0, 9).map(lambda minutes: START + timedelta(minutes=minutes))
keys = st.builds(Key, st.just("R"), st.sampled_from("SSO"), st.sampled_from("mn"))
conversations = st.sampled_from(["", "m", "m"])
audits = st.builds(
    Audit,
    st.integers(100, 999).map(lambda number: UUID(int=number)),
    times,
    st.sampled_from(["letter-decided", "purged"]),
    st.just("test"),
    st.none() | letters,
)
answers = st.none() | st.builds(
    Answer, st.just(200), st.sampled_from(["", "text/xml"]), st.binary(max_size=2)
)
messages = st.builds(
    Message,
    keys,
    st.just("kind"),
    conversations,
    st.sampled_from(["", "new", "change", "cancel"]),
    times,
    st.just(("S", "R")),
)
versions = st.builds(
    Version,
    st.just("Task"),
    st.sampled_from("ab").map(resource_id),
    st.integers(1, 3),
    st.just(b'{"resourceType":"Task"}'),
    st.none() | st.just(resource_id("patient")),
    st.none() | st.just(b"person"),
    st.none() | st.just("health"),
    st.booleans(),
    st.sampled_from([None, "9901", "9902"]),
)


def tokens(versions: tuple[Version, ...]) -> tuple[Token, ...]:
    """An index entry for each version, made twice."""
    return tuple(Token(*version[:3], "code", b"value") for version in versions) * 2


@st.composite
def leaving(draw: st.DrawFn) -> Outgoing:
    """The same thing has the same id."""
    letter, name = draw(letters), draw(st.just("x"))
    return Outgoing(UUID(int=letter.int * 1000 + ord(name)), letter, "folder", name, draw(times), draw(times))


outgoing = st.lists(leaving(), max_size=2, unique_by=lambda one: one.id).map(tuple)
OUTGOING = [UUID(int=letter.int * 1000 + ord(name)) for letter in LETTERS for name in "x"]

commits = st.builds(
    Commit,
    letters,
    times,
    st.sampled_from(["stored", "duplicate", *REOPENABLE, *REOPENABLE]),
    audits,
    st.sampled_from(["", "T10"]),
    answers,
    st.none() | letters,
    st.none() | messages,
    st.sampled_from([None, None, 1, 1, 2, 3]),
    st.lists(versions, max_size=2).map(tuple),
    st.just(()),
    st.lists(
        st.tuples(letters, st.sampled_from(["cancelled", "failed"])), max_size=2, unique_by=lambda one: one[0]
    ).map(tuple),
    outgoing,
).map(lambda commit: commit._replace(tokens=tokens(commit.versions)))
settlings = st.builds(
    Settled,
    st.sampled_from(OUTGOING),
    st.sampled_from(["due", "sent", "dead"]),
    times,
    st.sampled_from(["", "disk-full"]),
    st.booleans(),
    audits,
)
queries = st.builds(
    Query,
    st.integers(1, 3),
    st.lists(st.sampled_from(["kept", "stored", "failed", "due", "dead", "purged"]), max_size=2).map(tuple),
    st.none() | times,
    st.none() | st.sampled_from([*LETTERS, *OUTGOING]),
    st.none() | letters,
)
questions = st.builds(
    Question,
    keys,
    conversations,
    st.lists(st.tuples(st.just("Task"), st.sampled_from("ab").map(resource_id)), max_size=2).map(tuple),
    st.booleans(),
)
kept_letters = st.builds(
    Letter, letters, times, st.sampled_from(["http", "folder"]), st.just("a"), st.binary(max_size=1)
)
parties = st.lists(
    st.sampled_from(["", "1", "2"]).map(
        lambda her: Party("KE", "3", her, takes=("fhir", "message")[: len(her)])
    ),
    max_size=2,
)
limits = st.integers(1, 3)

COMMIT: st.SearchStrategy[Step] = commits.map(lambda commit: lambda s: s.inbox.commit(commit))
REOPEN: st.SearchStrategy[Step] = st.builds(lambda *a: lambda s: s.desk.reopen(*a), letters, audits)
FACTS: st.SearchStrategy[Step] = questions.map(lambda question: lambda s: s.inbox.facts(question))
TAKE: st.SearchStrategy[Step] = st.builds(lambda *a: lambda s: s.outbox.take(*a), times, times, limits)
SETTLE: st.SearchStrategy[Step] = st.lists(settlings, max_size=3, unique_by=lambda one: one.id).map(
    lambda settled: lambda s: s.outbox.settle(settled)
)
AGAIN: st.SearchStrategy[Step] = st.builds(
    lambda *a: lambda s: s.desk.again(*a), st.lists(st.sampled_from(OUTGOING)), times, audits
)
KEEP: st.SearchStrategy[Step] = st.builds(
    lambda letter, question: lambda s: s.inbox.keep(letter, digest(letter), question),
    kept_letters,
    st.none() | questions,
)
OTHERS: list[st.SearchStrategy[Step]] = [
    KEEP,
    st.builds(lambda *a: lambda s: s.inbox.repeat(Repeat(*a)), audits, outgoing),
    st.builds(lambda *a: lambda s: s.inbox.undecided(*a), times, limits),
    letters.map(lambda letter: lambda s: s.inbox.answered(letter)),
    st.builds(lambda *a: lambda s: s.parties.load(*a), parties, audits),
    st.just(lambda s: s.parties.directory()),
    queries.map(lambda query: lambda s: s.desk.letters(query)),
    st.builds(lambda *a: lambda s: s.desk.raw(*a), letters, audits),
    queries.map(lambda query: lambda s: s.desk.outgoing(query)),
    queries.map(lambda query: lambda s: s.desk.audit(query)),
    st.builds(lambda *a: lambda s: s.desk.purge(*a), times, audits),
]


def at_once(steps: list[Step]) -> Step:
    """Steps that are all begun before the first has ended. Memory does them one after the other."""

    async def step(store: Store) -> object:
        return await asyncio.gather(*(each(store) for each in steps))

    return step


def committed(commit: Commit) -> Step:
    """Who settles a letter has read its verdict before, so that the two are never committed at once."""
    return lambda store: store.inbox.commit(commit._replace(settled=()))


AT_ONCE: list[st.SearchStrategy[Step]] = [
    st.lists(commits, min_size=2, max_size=20, unique_by=lambda commit: commit.audit.id).map(
        lambda together: at_once([*map(committed, together)])
    ),
    st.lists(KEEP, min_size=2, max_size=20).map(at_once),
    st.lists(FACTS, min_size=2, max_size=20).map(at_once),
]
STEPS = st.one_of(*[COMMIT] * 5, *[REOPEN, SETTLE, *AT_ONCE] * 4, *[AGAIN, FACTS, TAKE] * 3, *OTHERS)


def digest(letter: Letter) -> bytes:
    return bytes(letter.id.bytes)


async def counts(store: Store) -> object:
    """The status, without what belongs to the kind of store."""
    return (await store.desk.status())._replace(schema=0, server="", bytes=0)


END: list[Step] = [
    lambda store: store.desk.letters(Query()),
    lambda store: store.desk.outgoing(Query()),
    lambda store: store.desk.audit(Query()),
    lambda store: store.inbox.facts(Question(Key("R", "S", "m"), "c", whole=True)),
    lambda store: store.inbox.facts(Question(Key("R", "O", "c"), "m", whole=True)),
    counts,
]


@pytest.fixture(scope="module")
def answers_of(migrated: str) -> Iterator[Callable[[list[Step]], tuple[list[object], list[object]]]]:
    """What both stores answer when they are empty and asked in this order."""

    async def asked(store: Store, steps: list[Step]) -> list[object]:
        return [await step(store) for step in (*steps, *END)]

    async def both(steps: list[Step]) -> tuple[list[object], list[object]]:
        await empty(migrated)
        return await asked(MemoryStore(), steps), await asked(postgresql, steps)

    stack = AsyncExitStack()
    with asyncio.Runner() as runner:
        postgresql = runner.run(stack.enter_async_context(opened(migrated, check_value=CHECK_VALUE)))
        yield lambda steps: runner.run(both(steps))
        runner.run(stack.aclose())


# What fails is told as it was found: making it smaller takes minutes.
@settings(phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(
    st.lists(kept_letters, min_size=3, unique_by=lambda letter: letter.id),
    st.lists(STEPS, min_size=20, max_size=40),
)
def test_both_stores_give_the_same_answers(
    answers_of: Callable[[list[Step]], tuple[list[object], list[object]]],
    first: list[Letter],
    steps: list[Step],
) -> None:
    keeping: list[Step] = [lambda s, letter=letter: s.inbox.keep(letter, digest(letter)) for letter in first]
    in_memory, in_postgresql = answers_of([*keeping, *steps])
    differing = (
        (number, *both)
        for number, both in enumerate(zip(in_memory, in_postgresql, strict=True))
        if both[0] != both[1]
    )
    assert next(differing, None) is None
