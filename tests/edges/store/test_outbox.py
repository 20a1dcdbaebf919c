"""What the ports say of what is due to leave, and of the party table: held to by both stores."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from adapter.core.desk import Query
from adapter.core.letter import Repeat
from adapter.core.parties import Party
from tests.edges.store.stores import on_both
from tests.edges.store.values import RECEIPT, answered, at, audit, decision, kept, outgoing, question, settled

if TYPE_CHECKING:
    from tests.edges.store.stores import Store


@on_both
async def test_what_is_due_is_lent_oldest_first_and_to_one(store: Store) -> None:
    late, early, later = [await answered(store, bytes([due]), due=due) for due in (2, 1, 9)]
    due = await store.outbox.take(at(5), at(6), 1)
    assert [(one.id, one.body, one.address, one.tries) for one in due] == [
        (early, b"<AppRec/>", "a.apprec.xml", 1)
    ]
    assert [one.id for one in await store.outbox.take(at(5), at(6), 9)] == [late]
    assert await store.outbox.take(at(5), at(6), 9) == []
    assert [one.id for one in await store.outbox.take(at(9), at(10), 9)] == [early, late, later]


@on_both
async def test_what_was_lent_comes_back_when_its_time_is_over(store: Store) -> None:
    await answered(store, b"letter")
    await store.outbox.take(at(1), at(2), 9)
    assert [one.tries for one in await store.outbox.take(at(2), at(3), 9)] == [2]


@on_both
async def test_many_that_take_at_once_share_without_overlap(store: Store) -> None:
    ids = {await answered(store, bytes([number])) for number in range(12)}
    taken = await asyncio.gather(*(store.outbox.take(at(1), at(2), 3) for _ in range(6)))
    lent = [due.id for some in taken for due in some]
    assert len(lent) == len(set(lent))
    assert set(lent) <= ids


@on_both
async def test_what_has_no_answer_to_carry_does_not_leave(store: Store) -> None:
    await answered(store, b"letter", answer=None)
    assert await store.outbox.take(at(1), at(2), 9) == []


@on_both
async def test_a_duplicate_sends_the_answer_of_the_letter_that_it_repeats(store: Store) -> None:
    first, again = await kept(store, b"first"), await kept(store, b"again")
    await store.inbox.commit(decision(first))
    leaving = (outgoing(again),)
    await store.inbox.commit(
        decision(again, verdict="duplicate", answer=None, same_as=first, outgoing=leaving)
    )
    assert [due.body for due in await store.outbox.take(at(1), at(2), 9)] == [RECEIPT.body]


@on_both
async def test_a_try_that_failed_is_due_again_when_it_was_said(store: Store) -> None:
    one = await answered(store, b"letter")
    await store.outbox.take(at(1), at(60), 9)
    await store.outbox.settle([settled(one, "due", 30, "disk-full", alarmed=True)])
    assert await store.outbox.take(at(29), at(60), 9) == []
    (due,) = await store.outbox.take(at(30), at(60), 9)
    assert (due.tries, due.alarmed) == (2, True)
    assert [entry.event for entry in (await store.desk.audit(Query(limit=1))).rows] == ["delivered"]


@on_both
async def test_what_was_sent_or_given_up_leaves_no_more(store: Store) -> None:
    sent, dead = await answered(store, b"1"), await answered(store, b"2")
    await store.outbox.take(at(1), at(2), 9)
    await store.outbox.settle(
        [
            settled(sent, "sent", 1),
            settled(dead, "dead", 1, "gone", alarmed=True),
        ]
    )
    assert await store.outbox.take(at(99), at(100), 9) == []
    too_late = settled(sent, "due", 9, "slow")
    await store.outbox.settle([too_late])
    rows = {row.id: (row.state, row.fault, row.alarmed) for row in (await store.desk.outgoing(Query())).rows}
    assert rows == {sent: ("sent", "", False), dead: ("dead", "gone", True)}


@on_both
async def test_an_alarm_stays_raised(store: Store) -> None:
    one = await answered(store, b"letter")
    for alarmed in (True, False):
        await store.outbox.settle([settled(one, "due", 1, alarmed=alarmed)])
    assert [row.alarmed for row in (await store.desk.outgoing(Query())).rows] == [True]


@on_both
async def test_an_answer_leaves_again_when_its_letter_came_again_but_not_twice(store: Store) -> None:
    letter = await kept(store, b"letter")
    first = outgoing(letter)
    await store.inbox.commit(decision(letter, outgoing=(first,)))
    assert len(await store.outbox.take(at(1), at(3), 9)) == 1
    await store.inbox.repeat(Repeat(audit("letter-repeated"), (outgoing(letter, due=1),)))
    assert await store.outbox.take(at(2), at(3), 9) == []
    await store.outbox.settle([settled(first.id, "sent", 2)])
    await store.inbox.repeat(Repeat(audit("letter-repeated"), (outgoing(letter, due=4),)))
    assert await store.outbox.take(at(3), at(5), 9) == []
    (due,) = await store.outbox.take(at(4), at(5), 9)
    assert (due.id, due.body, due.tries) == (first.id, RECEIPT.body, 1)
    events = [entry.event for entry in (await store.desk.audit(Query())).rows]
    assert events.count("letter-repeated") == 2


OWN = Party("KE HF", "312120208", "9000032", "312020203", "hf", "4640", "ke", ("fhir", "message"), own=True)
UNIT = Party("BUP", "312120224")


@on_both
async def test_the_party_table_is_replaced_as_a_whole_and_told_apart(store: Store) -> None:
    assert (await store.parties.directory()).parties == ()
    first = await store.parties.load([OWN, UNIT], audit("parties-loaded"))
    assert (first.parties, first.by_her("9000032")) == ((OWN, UNIT), OWN)
    second = await store.parties.load([UNIT], audit("parties-loaded"))
    assert second.parties == (UNIT,)
    assert second == await store.parties.directory()
    assert second.generation != first.generation
    assert (await store.inbox.facts(question("m"))).parties == second.generation
    assert len((await store.desk.audit(Query(states=("parties-loaded",)))).rows) == 2


@on_both
async def test_two_loads_at_once_are_two_generations(store: Store) -> None:
    loads = [store.parties.load([OWN, UNIT], audit("parties-loaded")) for _ in range(4)]
    assert sorted(one.generation for one in await asyncio.gather(*loads)) == [1, 2, 3, 4]
    assert len((await store.parties.directory()).parties) == 2
