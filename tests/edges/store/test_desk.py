"""What the ports say of what an operator sees and does: held to by both stores."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapter.core.desk import Query
from adapter.core.letter import REOPENABLE, Answer, Conversation, Letter, Repeat, Same
from adapter.core.parties import Party
from adapter.core.retry import MOST_TAKES
from tests.edges.store.stores import on_both
from tests.edges.store.values import (
    RECEIPT,
    START,
    answered,
    at,
    audit,
    decision,
    digest,
    kept,
    key,
    known,
    message,
    new_id,
    outgoing,
    question,
    settled,
    verdict_of,
    version,
)

if TYPE_CHECKING:
    from uuid import UUID

    from tests.edges.store.stores import Store


@on_both
async def test_a_letter_is_shown_without_what_it_says(store: Store) -> None:
    letter = await kept(store, b"letter")
    before = await store.desk.letter(letter)
    assert before
    assert (before.verdict, before.kind, before.answer, before.size) == (None, "", "", 6)
    await store.inbox.commit(
        decision(
            letter, verdict="refused", reason="T10", message=message("m", "c"), answer=Answer(202, "", b"")
        )
    )
    after = await store.desk.letter(letter)
    assert after == before._replace(
        verdict="refused",
        decided=at(1),
        reason="T10",
        kind="inlagt",
        sender=key("m").sender,
        receiver=key("m").receiver,
        action="new",
        conversation="c",
        answer="202",
    )


@on_both
async def test_letters_are_paged_newest_first(store: Store) -> None:
    letters = [await kept(store, bytes([number]), minutes=number) for number in range(5)]
    newest = letters[::-1]
    first = await store.desk.letters(Query(limit=2))
    assert [item.id for item in first.rows] == newest[:2]
    second = await store.desk.letters(Query(limit=2, before=first.next))
    assert [item.id for item in second.rows] == newest[2:4]
    last = await store.desk.letters(Query(limit=2, before=second.next))
    assert ([item.id for item in last.rows], last.next) == (newest[4:], None)


@on_both
async def test_letters_are_found_by_verdict_time_and_id(store: Store) -> None:
    first, second, third = [await kept(store, bytes([number]), minutes=number) for number in range(3)]
    await store.inbox.commit(decision(second, verdict="failed"))

    async def found(query: Query) -> list[UUID]:
        return [item.id for item in (await store.desk.letters(query)).rows]

    assert await found(Query(states=("failed",))) == [second]
    assert await found(Query(states=("kept",))) == [third, first]
    assert await found(Query(states=("kept", "failed"), since=at(1))) == [third, second]
    assert await found(Query(letter=first)) == [first]
    assert await found(Query(letter=third, before=third)) == []


@on_both
async def test_a_letter_shown_word_for_word_is_audited(store: Store) -> None:
    letter = await kept(store, b"letter")
    shown = audit("letter-shown", letter=letter)
    found = await store.desk.raw(letter, shown)
    assert found
    assert found.data == b"letter"
    assert await store.desk.raw(new_id(), audit("letter-shown")) is None
    assert [tuple(entry) for entry in (await store.desk.audit(Query())).rows] == [tuple(shown)]


@on_both
async def test_a_letter_is_reopened_with_its_answer(store: Store) -> None:
    for verdict in REOPENABLE:
        letter = await kept(store, verdict.encode())
        await store.inbox.undecided(at(1), 9)
        await store.inbox.commit(decision(letter, verdict=verdict, message=message(verdict, "c" + verdict)))
        found = await store.desk.reopen(letter, audit("letter-reopened"))
        assert found
        assert (found.id, found.data) == (letter, verdict.encode())
        assert await store.inbox.answered(letter) == known(letter, None)
        assert await store.desk.reopen(letter, audit("letter-reopened")) is None
        item = await store.desk.letter(letter)
        assert item
        assert (item.takes, item.reason, item.decided) == (0, "", None)
    waiting = await store.inbox.undecided(at(1), 9)
    assert {letter.data for letter in waiting} == {verdict.encode() for verdict in REOPENABLE}


@on_both
async def test_a_letter_that_was_begun_with_too_often_is_reopened_and_taken_again(store: Store) -> None:
    letter = await kept(store, b"stuck")
    for _ in range(MOST_TAKES):
        assert await store.desk.reopen(letter, audit("letter-reopened")) is None
        assert len(await store.inbox.undecided(at(1), 9)) == 1
    assert await store.inbox.undecided(at(1), 9) == []
    assert await store.desk.reopen(letter, audit("letter-reopened"))
    assert [one.id for one in await store.inbox.undecided(at(1), 9)] == [letter]


@on_both
async def test_a_reopened_letter_is_decided_on_anew_and_answered_as_before(store: Store) -> None:
    letter = await kept(store, b"letter")
    await store.inbox.commit(decision(letter, verdict="refused", message=message("m", "c")))
    await store.desk.reopen(letter, audit("letter-reopened"))
    facts = await store.inbox.facts(question("m", "c"))
    assert facts.same == Same(letter, RECEIPT)
    assert facts.conversation == Conversation(1)
    anew = message("m", "c")._replace(kind="utskrevet")
    answer = Answer(200, "application/xml", b"<AppRec>another</AppRec>")
    assert await store.inbox.commit(decision(letter, message=anew, turn=1, answer=answer))
    assert await store.inbox.answered(letter) == known(letter)
    item = await store.desk.letter(letter)
    assert item
    assert item.kind == "utskrevet"


@on_both
async def test_a_reopened_letter_that_is_read_as_another_message_states_that_one(store: Store) -> None:
    letter = await kept(store, b"letter")
    await store.inbox.commit(decision(letter, verdict="refused", message=message("m")))
    await store.desk.reopen(letter, audit("letter-reopened"))
    assert await store.inbox.commit(decision(letter, message=message("n")))
    assert (await store.inbox.facts(question("m"))).same is None
    assert (await store.inbox.facts(question("n"))).same == Same(letter, RECEIPT)


@on_both
async def test_a_letter_that_made_something_is_not_reopened(store: Store) -> None:
    assert "stored" not in REOPENABLE
    letter = await kept(store, b"letter")
    await store.inbox.commit(decision(letter))
    assert await store.desk.reopen(letter, audit("letter-reopened")) is None
    assert await verdict_of(store, letter) == "stored"


@on_both
async def test_what_was_given_up_can_be_made_due_again(store: Store) -> None:
    dead, sent = await answered(store, b"1"), await answered(store, b"2")
    await store.outbox.take(at(1), at(2), 9)
    await store.outbox.settle(
        [
            settled(dead, "dead", 1, "gone", alarmed=True),
            settled(sent, "sent", 1),
        ]
    )
    assert await store.desk.again([dead, sent, new_id()], at(5), audit("outgoing-reopened")) == 1
    assert await store.outbox.take(at(4), at(6), 9) == []
    (due,) = await store.outbox.take(at(5), at(6), 9)
    assert (due.id, due.tries, due.alarmed) == (dead, 1, True)


@on_both
async def test_outgoing_things_are_found_by_state_time_and_letter(store: Store) -> None:
    first, second, third = [await answered(store, bytes([due]), due=due) for due in (1, 2, 3)]
    await store.outbox.settle([settled(second, "sent", 3)])

    async def found(query: Query) -> list[UUID]:
        return [row.id for row in (await store.desk.outgoing(query)).rows]

    assert await found(Query()) == [third, second, first]
    assert await found(Query(states=("due",))) == [third, first]
    assert await found(Query(since=at(2))) == [third, second]
    page = await store.desk.outgoing(Query(limit=1))
    assert await found(Query(before=page.next)) == [second, first]
    assert await found(Query(letter=page.rows[0].letter)) == [third]


@on_both
async def test_the_audit_is_found_by_event_time_and_letter(store: Store) -> None:
    letter = await kept(store, b"letter")
    await store.inbox.commit(decision(letter))
    await store.inbox.repeat(Repeat(audit("letter-repeated", letter=letter)._replace(at=at(5))))
    await store.inbox.repeat(Repeat(audit("letter-repeated", letter=new_id())))

    async def found(query: Query) -> list[tuple[str, UUID | None]]:
        return [(row.event, row.letter) for row in (await store.desk.audit(query)).rows]

    assert len(await found(Query())) == 3
    assert await found(Query(states=("letter-decided",))) == [("letter-decided", letter)]
    assert await found(Query(since=at(5))) == [("letter-repeated", letter)]
    assert await found(Query(letter=letter)) == [("letter-repeated", letter), ("letter-decided", letter)]
    page = await store.desk.audit(Query(limit=2))
    assert await found(Query(before=page.next)) == [("letter-decided", letter)]


@on_both
async def test_the_store_at_a_glance(store: Store) -> None:
    empty = await store.desk.status()
    assert (empty.letters, empty.outgoing, empty.parties, empty.resources) == ({}, {}, 0, 0)
    assert empty.oldest_undecided is None
    await store.parties.load([Party("KE HF", "312120208"), Party("BUP", "312120224")], audit())
    await kept(store, b"late", minutes=7)
    await kept(store, b"early", minutes=2)
    letter = await kept(store, b"letter")
    await store.inbox.commit(decision(letter, versions=(version("a"),), outgoing=(outgoing(letter),)))
    full = await store.desk.status()
    assert full.letters == {"kept": 2, "stored": 1}
    assert (full.outgoing, full.parties, full.resources) == ({"due": 1}, 2, 1)
    assert full.oldest_undecided == at(2)
    assert full.server
    assert full.bytes > 0


@on_both
async def test_retention_takes_what_left_and_the_bytes_of_letters_that_say_nothing_new(store: Store) -> None:
    stored, duplicate, silent, fresh = [await kept(store, bytes([number])) for number in range(4)]
    leaving = [outgoing(stored, address=address) for address in ("sent", "dead", "fresh", "due")]
    await store.inbox.commit(decision(stored, outgoing=tuple(leaving)))
    await store.inbox.commit(decision(duplicate, verdict="duplicate", same_as=stored, answer=None))
    await store.inbox.commit(decision(silent, verdict="silent", answer=None))
    await store.inbox.commit(decision(fresh, verdict="silent", answer=None, decided=at(30)))
    await store.outbox.settle(
        [
            settled(one.id, state, minutes)
            for one, state, minutes in zip(leaving, ("sent", "dead", "sent"), (1, 1, 30), strict=False)
        ]
    )
    assert await store.desk.purge(at(30), audit("purged")) == 4
    assert await store.desk.purge(at(30), audit("purged")) == 0
    left = {row.id for row in (await store.desk.outgoing(Query())).rows}
    assert left == {leaving[2].id, leaving[3].id}
    shown = [await store.desk.raw(letter, audit()) for letter in (stored, duplicate, silent, fresh)]
    assert [bool(letter) for letter in shown] == [True, False, False, True]
    assert await store.desk.reopen(silent, audit()) is None
    again = Letter(new_id(), START, "http", "", bytes([1]))
    assert await store.inbox.keep(again, digest(bytes([1]))) == known(duplicate, "duplicate")
