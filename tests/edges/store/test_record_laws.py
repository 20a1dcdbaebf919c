"""Laws of rows and facts: both stores answer the same, pages are the whole, and nothing that a rule opens is left out."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING, NamedTuple, TypeAlias
from uuid import UUID

import asyncpg
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from adapter.core.caller import Caller
from adapter.core.consent.answers import Permit
from adapter.core.consent.decide import decide
from adapter.core.consent.facts import Directive
from adapter.core.letter import Key, Message, Token, Version
from adapter.core.records import Recorded, Search, Written
from adapter.edges.memory import MemoryStore
from adapter.edges.store import opened
from tests.edges.databases import EMPTY
from tests.edges.store.facts import KARI, KE, OFFICE, OLA, PARTIES, WARD, ident
from tests.edges.store.stores import CHECK_VALUE
from tests.edges.store.values import START, at, audit, decision, kept

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator
    from typing import Self

    from adapter.core.records import Record
    from tests.edges.store.stores import Store

    Ask: TypeAlias = Callable[["Store"], Awaitable[object]]

# A small world, so that things meet: three messages, a few resources of two persons, two Consents, five units.

UNITS = (WARD, OFFICE, KE, "310040401", "")
IDENTITIES = ("HER:9000034", "HER:9000013", f"ENH:{KE}", "ENH:310040401", "HER:9999999", "HPR:9990102")
TYPES = ("Patient", "Encounter", "ValueSet")
SECTIONS = ("health", "goals", "")
NAMES = "ab"
NOW = at(5)

persons = st.sampled_from([KARI, OLA, None])
times = st.integers(3, 7).map(at)
patients = st.sampled_from([ident("Patient", name) for name in NAMES])


@st.composite
def versions(draw: st.DrawFn) -> Version:
    kind = draw(st.sampled_from(TYPES))
    return Version(
        kind,
        ident(kind, draw(st.sampled_from(NAMES))),
        draw(st.integers(1, 3)),
        b'{"resourceType":"%b"}' % kind.encode(),
        draw(st.none() | patients),
        draw(persons),
        draw(st.sampled_from(["health", "goals", None])),
        draw(st.booleans()),
        draw(st.sampled_from([None, "9901", "9902"])),
    )


class Said(NamedTuple):
    """A message with what it states."""

    message: Message
    versions: tuple[Version, ...]
    minutes: int


said = st.builds(
    Said,
    st.builds(
        Message,
        st.builds(Key, st.sampled_from("RQ"), st.just("S"), st.sampled_from("mn")),
        st.just("kind"),
        st.just(""),
        st.just(""),
        st.just(START),
        st.lists(st.sampled_from(IDENTITIES), max_size=3).map(tuple),
    ),
    st.lists(versions(), max_size=5, unique_by=lambda one: one[:3]).map(tuple),
    st.integers(3, 7),
)


@st.composite
def directives(draw: st.DrawFn, consent: str, number: int) -> Directive:
    return Directive(
        UUID(consent),
        number,
        draw(st.sampled_from([KARI, KARI, OLA])),
        draw(st.sampled_from(["share", "share", "transfer"])),
        draw(st.sampled_from([True, True, False])),
        draw(st.sampled_from(["permit", "permit", "permit", "deny"])),
        draw(st.sampled_from(UNITS)),
        draw(st.sampled_from(SECTIONS)),
        draw(st.sampled_from(["read", "read", "contribute", ""])),
        draw(st.none() | times),
        draw(st.none() | times),
        draw(st.sampled_from(["", "", f"Encounter/{ident('Encounter', 'a')}"])),
    )


@st.composite
def recordings(draw: st.DrawFn) -> Recorded:
    consent, number = ident("Consent", draw(st.sampled_from(NAMES))), draw(st.integers(1, 3))
    person, patient = draw(persons), draw(st.none() | patients)
    return Recorded(
        Version("Consent", consent, number, b"{}", patient, person, "consents"),
        draw(st.sampled_from([number - 1, number - 1, number - 1, 0, 1])),
        draw(st.sampled_from([KE, WARD])),
        draw(times),
        tuple(draw(st.lists(directives(consent, number), max_size=4))),
        (Token("Consent", consent, number, "identifier", b"c"),),
        audit("consent-recorded"),
    )


worlds = st.tuples(st.lists(said, max_size=3), st.lists(recordings(), max_size=4))


async def made(store: Store, world: tuple[list[Said], list[Recorded]]) -> None:
    messages, consents = world
    await store.parties.load(PARTIES, audit())
    for number, one in enumerate(messages):
        letter = await kept(store, bytes([number]))
        tokens = tuple(Token(*version[:3], "identifier", version.id[:1].encode()) for version in one.versions)
        await store.inbox.commit(
            decision(
                letter, decided=at(one.minutes), message=one.message, versions=one.versions, tokens=tokens
            )
        )
    for recorded in consents:
        await store.records.record(recorded)


kinds = st.sampled_from([*TYPES, "Consent"])
ids = st.sampled_from([ident(kind, name) for kind in (*TYPES, "Consent") for name in NAMES])
written = st.builds(Written, st.sampled_from(["eq", "ne", "gt", "ge", "lt", "le"]), times, times)
searches = st.builds(
    Search,
    kinds,
    st.sampled_from(UNITS),
    times,
    st.integers(1, 3),
    st.sampled_from([""]) | ids,
    st.none() | st.lists(ids, max_size=3).map(tuple),
    st.none() | st.lists(patients, max_size=2).map(tuple),
    st.lists(
        st.tuples(
            st.just("identifier"),
            st.lists(st.sampled_from([b"c", *(one[:1].encode() for one in "0123456789abcdef")])).map(tuple),
        ),
        max_size=2,
    ).map(tuple),
    st.lists(written, max_size=2).map(tuple),
    st.lists(st.sampled_from([KARI, OLA]), max_size=2).map(tuple),
)
asks: st.SearchStrategy[Ask] = st.one_of(
    st.builds(lambda *a: lambda s: s.records.read(*a), kinds, ids, st.none() | st.integers(0, 4), times),
    searches.map(lambda search: lambda s: s.records.search(search)),
    st.builds(
        lambda *a: lambda s: s.records.standing(*a),
        st.sampled_from([KARI, OLA, b"nobody"]),
        st.none() | ids,
        times,
    ),
)


class Both:
    """Both stores, empty and then made the same."""

    def __init__(self, url: str) -> None:
        self._url, self._stack, self._runner = url, AsyncExitStack(), asyncio.Runner()

    def __enter__(self) -> Self:
        opening = opened(self._url, check_value=CHECK_VALUE)
        self._postgresql = self._runner.run(self._stack.enter_async_context(opening))
        self._connection = self._runner.run(asyncpg.connect(self._url))
        return self

    def __exit__(self, *_: object) -> None:
        self._runner.run(self._connection.close())
        self._runner.run(self._stack.aclose())
        self._runner.close()

    def holding(self, world: tuple[list[Said], list[Recorded]]) -> list[Store]:
        """Both, with that world in them."""
        stores: list[Store] = [MemoryStore(), self._postgresql]
        self._runner.run(self._connection.execute(EMPTY))
        for store in stores:
            self._runner.run(made(store, world))
        return stores

    def ask(self, ask: Awaitable[object]) -> object:
        async def asked() -> object:
            return await ask

        return self._runner.run(asked())

    def search(self, store: Store, search: Search) -> list[Record]:
        return self._runner.run(_search(store, search))


async def _search(store: Store, search: Search) -> list[Record]:
    return await store.records.search(search)


@pytest.fixture(scope="module")
def both(migrated: str) -> Iterator[Both]:
    with Both(migrated) as stores:
        yield stores


# What fails is told as it was found: making it smaller takes minutes.
law = settings(phases=[Phase.explicit, Phase.reuse, Phase.generate])


@law
@given(worlds, st.lists(asks, min_size=5, max_size=20))
def test_both_stores_answer_the_same(
    both: Both, world: tuple[list[Said], list[Recorded]], asked: list[Ask]
) -> None:
    in_memory, in_postgresql = both.holding(world)
    for ask in asked:
        assert both.ask(ask(in_memory)) == both.ask(ask(in_postgresql))


@law
@given(worlds, searches)
def test_pages_are_the_whole(both: Both, world: tuple[list[Said], list[Recorded]], search: Search) -> None:
    for store in both.holding(world):
        whole = both.search(store, search._replace(limit=100, after=""))
        pages: list[Record] = []
        after = ""
        while page := both.search(store, search._replace(after=after)):
            assert len(page) <= search.limit
            pages += page
            after = page[-1].row.id
        assert pages == whole
        assert [one.row.id for one in whole] == sorted({one.row.id for one in whole})
        assert all(one.current for one in whole)


def opens(unit: str, record: Record) -> bool:
    """The rules in short, read from decisions.md: party, share (but for refusals), custodian of a Consent, public."""
    row, facts = record.row, record.facts
    shared = any(
        one.live
        and one.kind == "permit"
        and one.category == "share"
        and (one.person, one.actor, one.section, one.action) == (row.person, unit, row.section, "read")
        and one.instance in ("", f"{row.type}/{row.id}")
        and (one.start or facts.now) <= facts.now <= (one.end or facts.now)
        for one in facts.directives
    )
    is_own = row.type == "Consent" and row.custodian == unit
    return unit in facts.parties or shared or is_own or (row.type == "ValueSet" and row.person is None)


@law
@given(worlds, st.sampled_from(UNITS[:-1]))
def test_a_search_leaves_out_nothing_that_a_rule_opens(
    both: Both, world: tuple[list[Said], list[Recorded]], unit: str
) -> None:
    """What the store narrows by (the `directive` table, parties, custodian) is a superset of what is decided."""
    caller = Caller("client", unit, unit, frozenset())
    for store in both.holding(world):
        for kind in (*TYPES, "Consent"):
            names = tuple(ident(kind, name) for name in NAMES)
            there = [
                record
                for one in names
                if (record := both.ask(store.records.read(kind, one, None, NOW))) is not None
            ]
            by_hand = {one.row.id for one in there if opens(unit, one)}
            decided = {
                one.row.id for one in there if isinstance(decide(caller, "read", one.row, one.facts), Permit)
            }
            found = both.search(store, Search(kind, unit, NOW, 100, ids=names))
            assert {one.row.id for one in found} >= by_hand >= decided
