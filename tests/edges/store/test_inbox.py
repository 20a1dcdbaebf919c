"""What the ports say of letters, from their keeping to their verdict: held to by both stores."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from adapter.core.desk import Query
from adapter.core.letter import Conversation, Held, Kept, Letter, Same, Token, Told
from adapter.core.retry import MOST_TAKES
from tests.edges.store.stores import on_both
from tests.edges.store.values import (
    OTHER,
    RECEIPT,
    at,
    audit,
    decision,
    digest,
    kept,
    known,
    message,
    new_id,
    outgoing,
    question,
    resource_id,
    verdict_of,
    version,
)

if TYPE_CHECKING:
    from uuid import UUID

    from adapter.core.letter import Verdict
    from tests.edges.store.stores import Store


@on_both
async def test_a_letter_is_kept_word_for_word(store: Store) -> None:
    letter = Letter(new_id(), at(0), "folder", "henvisning æ.xml", bytes(range(256)) * 1000)
    assert await store.inbox.keep(letter, b"digest") == Kept(letter.id, first=True)
    assert await store.desk.raw(letter.id, audit("letter-shown")) == letter


@on_both
async def test_the_same_bytes_are_the_first_letter_over_whatever_transport(store: Store) -> None:
    first = Letter(new_id(), at(0), "http", "", b"letter")
    again = Letter(new_id(), at(1), "folder", "a.xml", b"letter")
    await store.inbox.keep(first, b"digest")
    assert await store.inbox.keep(again, b"digest") == Kept(first.id, first=False)
    assert await store.desk.letter(again.id) is None


@on_both
async def test_keeping_asked_for_again_is_the_first_time_still(store: Store) -> None:
    letter = Letter(new_id(), at(0), "http", "", b"letter")
    await store.inbox.keep(letter, b"digest")
    assert await store.inbox.keep(letter, b"digest") == Kept(letter.id, first=True)


@on_both
async def test_of_the_same_bytes_at_the_same_time_one_is_first(store: Store) -> None:
    letters = [Letter(new_id(), at(0), "http", "", b"letter") for _ in range(8)]
    found = await asyncio.gather(*(store.inbox.keep(letter, b"digest") for letter in letters))
    assert [one.first for one in found].count(True) == 1
    assert len({one.id for one in found}) == 1


@on_both
async def test_bytes_that_were_decided_on_come_back_with_verdict_and_answer(store: Store) -> None:
    letter = await kept(store, b"letter")
    await store.inbox.commit(decision(letter))
    again = Letter(new_id(), at(9), "http", "", b"letter")
    assert await store.inbox.keep(again, digest(b"letter")) == known(letter)
    assert await store.inbox.answered(letter) == known(letter)


@on_both
async def test_a_file_name_need_not_be_utf_8(store: Store) -> None:
    letter = Letter(new_id(), at(0), "folder", b"p\xf8lse.xml".decode(errors="surrogateescape"), b"letter")
    await store.inbox.keep(letter, b"digest")
    assert await store.inbox.undecided(at(1), 1) == [letter]


@on_both
async def test_of_a_letter_that_is_not_there_nothing_is_known(store: Store) -> None:
    assert await store.inbox.answered(new_id()) is None
    assert await store.desk.letter(new_id()) is None


@on_both
async def test_a_letter_is_decided_on_once(store: Store) -> None:
    letter = await kept(store, b"letter")
    assert await store.inbox.commit(decision(letter))
    second = decision(letter, verdict="failed", versions=(version("a"),), outgoing=(outgoing(letter),))
    assert not await store.inbox.commit(second)
    assert await store.inbox.answered(letter) == known(letter)
    assert second.audit.id not in {entry.id for entry in (await store.desk.audit(Query())).rows}
    assert (await store.desk.outgoing(Query())).rows == ()
    assert (await store.desk.status()).resources == 0


@on_both
async def test_a_letter_that_was_never_kept_is_not_decided_on(store: Store) -> None:
    assert not await store.inbox.commit(decision(new_id(), message=message("m")))
    assert (await store.inbox.facts(question("m"))).same is None


@on_both
async def test_a_letter_decided_on_by_many_at_once_is_decided_on_once(store: Store) -> None:
    letter = await kept(store, b"letter")
    decisions = [decision(letter, message=message("m", "c")) for _ in range(8)]
    done = await asyncio.gather(*(store.inbox.commit(one) for one in decisions))
    assert sorted(done) == [False] * 7 + [True]
    assert len((await store.desk.audit(Query())).rows) == 1


@on_both
async def test_a_message_stated_before_is_known_with_its_answer(store: Store) -> None:
    first = await kept(store, b"first")
    assert (await store.inbox.facts(question("m"))).same is None
    await store.inbox.commit(decision(first, message=message("m")))
    assert (await store.inbox.facts(question("m"))).same == Same(first, RECEIPT)
    assert (await store.inbox.facts(question("m", sender=OTHER))).same is None


@on_both
async def test_what_must_be_known_of_a_letter_comes_with_its_keeping(store: Store) -> None:
    first = await kept(store, b"first")
    await store.inbox.commit(decision(first, message=message("m", "c")))
    same, other = question("m", "c"), question("n", "c", whole=True)
    asked = [same, None, other]
    letters = [Letter(new_id(), at(2), "http", "", b"%d" % number) for number in range(3)]
    found = await asyncio.gather(
        *(
            store.inbox.keep(letter, digest(letter.data), one)
            for letter, one in zip(letters, asked, strict=True)
        )
    )
    assert [one.facts for one in found] == [
        await store.inbox.facts(same),
        None,
        await store.inbox.facts(other),
    ]
    assert found[0].facts is not None
    assert found[0].facts.same == Same(first, RECEIPT)


@on_both
async def test_a_letter_that_was_decided_on_is_asked_nothing(store: Store) -> None:
    letter = Letter(new_id(), at(0), "http", "", b"letter")
    await store.inbox.keep(letter, digest(b"letter"))
    again = letter._replace(id=new_id())
    waiting = await store.inbox.keep(again, digest(b"letter"), question("m"))
    assert waiting == Kept(letter.id, first=False, facts=await store.inbox.facts(question("m")))
    await store.inbox.commit(decision(letter.id, message=message("m")))
    assert await store.inbox.keep(again, digest(b"letter"), question("m")) == known(letter.id)


@on_both
async def test_a_message_is_stated_by_one_letter(store: Store) -> None:
    first, second = await kept(store, b"first"), await kept(store, b"second")
    assert await store.inbox.commit(decision(first, message=message("m", "c")))
    assert not await store.inbox.commit(decision(second, message=message("m", "c"), turn=1))
    assert await verdict_of(store, second) is None
    facts = await store.inbox.facts(question("n", "c"))
    assert facts.conversation
    assert facts.conversation.turn == 1


@on_both
async def test_a_message_stated_by_many_at_once_is_stated_once(store: Store) -> None:
    letters = [await kept(store, bytes([number])) for number in range(8)]
    decisions = [decision(letter, message=message("m"), versions=(version("a"),)) for letter in letters]
    done = await asyncio.gather(*(store.inbox.commit(one) for one in decisions))
    assert sorted(done) == [False] * 7 + [True]


@on_both
async def test_a_duplicate_has_the_answer_of_the_letter_that_it_repeats(store: Store) -> None:
    first, again = await kept(store, b"first"), await kept(store, b"first, signed anew")
    await store.inbox.commit(decision(first, message=message("m", "c")))
    await store.inbox.commit(decision(again, verdict="duplicate", answer=None, same_as=first))
    assert await store.inbox.answered(again) == known(again, "duplicate")
    item = await store.desk.letter(again)
    assert item
    assert (item.kind, item.conversation, item.same_as) == ("inlagt", "c", first)
    assert item.answer == "application/xml 200"


@on_both
async def test_the_first_message_of_a_conversation_expects_none(store: Store) -> None:
    first, second, third = [await kept(store, data) for data in (b"1", b"2", b"3")]
    assert (await store.inbox.facts(question("m", "c"))).conversation is None
    assert not await store.inbox.commit(decision(first, message=message("m", "c"), turn=1))
    assert await store.inbox.commit(decision(first, message=message("m", "c")))
    assert not await store.inbox.commit(decision(second, message=message("n", "c")))
    assert await store.inbox.commit(decision(second, message=message("n", "c"), turn=1))
    assert not await store.inbox.commit(decision(third, message=message("o", "c"), turn=1))
    assert await store.inbox.commit(decision(third, message=message("o", "c", sender=OTHER)))


@on_both
async def test_of_two_that_read_the_same_turn_one_is_refused_and_nothing_of_it_is_done(store: Store) -> None:
    root, *letters = [await kept(store, bytes([number])) for number in range(7)]
    await store.inbox.commit(decision(root, message=message("m", "c")))
    decisions = [
        decision(letter, message=message(str(letter), "c"), turn=1, versions=(version(str(letter)),))
        for letter in letters
    ]
    done = await asyncio.gather(*(store.inbox.commit(one) for one in decisions))
    assert sorted(done) == [False] * 5 + [True]
    status = await store.desk.status()
    assert (status.letters, status.resources) == ({"stored": 2, "kept": 5}, 1)
    facts = await store.inbox.facts(question("n", "c"))
    assert facts.conversation
    assert len(facts.conversation.told) == 2


@on_both
async def test_two_that_begin_the_same_conversation_at_once_do_not_both(store: Store) -> None:
    letters = [await kept(store, bytes([number])) for number in range(6)]
    decisions = [decision(letter, message=message(str(letter), "c")) for letter in letters]
    done = await asyncio.gather(*(store.inbox.commit(one) for one in decisions))
    assert sorted(done) == [False] * 5 + [True]


@on_both
async def test_a_conversation_is_told_by_when_its_messages_were_sent(store: Store) -> None:
    late, early = await kept(store, b"late"), await kept(store, b"early")
    await store.inbox.commit(decision(late, message=message("m", "c", sent=5)))
    await store.inbox.commit(decision(early, message=message("n", "c", sent=2), turn=1, verdict="superseded"))
    assert (await store.inbox.facts(question("o", "c"))).conversation == Conversation(
        2,
        (
            Told(early, "inlagt", "new", at(2), "superseded"),
            Told(late, "inlagt", "new", at(5), "stored"),
        ),
    )


@on_both
async def test_what_another_sender_tells_is_another_conversation(store: Store) -> None:
    letter = await kept(store, b"letter")
    await store.inbox.commit(decision(letter, message=message("m", "m"), versions=(version("a"),)))
    facts = await store.inbox.facts(question("n", "m", whole=True, sender=OTHER))
    assert (facts.conversation, facts.elsewhere) == (None, True)
    assert not (await store.inbox.facts(question("n", "m"))).elsewhere
    assert not (await store.inbox.facts(question("m", "", sender=OTHER))).elsewhere


@on_both
async def test_a_conversation_holds_the_current_versions_of_what_was_written(store: Store) -> None:
    first, second = await kept(store, b"first"), await kept(store, b"second")
    await store.inbox.commit(
        decision(
            first,
            message=message("m", "c"),
            versions=(version("a"), version("b")),
        )
    )
    again = version("a", 2, b"{2}")._replace(person=b"link")
    await store.inbox.commit(decision(second, message=message("n", "c"), turn=1, versions=(again,)))
    a = Held("Task", resource_id("a"), 2, second, b"{2}", second, b"link")
    b = Held("Task", resource_id("b"), 1, first, b"{}", first)
    assert await held(store, whole=True) == {a, b}
    assert await held(store, ("Task", resource_id("b")), ("Task", resource_id("new"))) == {b}
    assert await held(store, ("Task", resource_id("a")), whole=True) == {a, b}
    assert await held(store) == set()


@on_both
async def test_a_conversation_holds_what_somebody_else_wrote_on(store: Store) -> None:
    first, second = await kept(store, b"first"), await kept(store, b"second")
    await store.inbox.commit(decision(first, message=message("m", "c"), versions=(version("a"),)))
    await store.inbox.commit(decision(second, message=message("n"), versions=(version("a", 2, b"{2}"),)))
    assert await held(store, whole=True) == {Held("Task", resource_id("a"), 2, second, b"{2}", second)}


async def held(store: Store, *ids: tuple[str, str], whole: bool = False) -> set[Held]:
    facts = await store.inbox.facts(question("x", "c", whole=whole)._replace(ids=ids))
    assert facts.conversation
    return set(facts.conversation.held)


@on_both
async def test_a_version_is_written_once(store: Store) -> None:
    first, second = await kept(store, b"first"), await kept(store, b"second")
    await store.inbox.commit(decision(first, versions=(version("a"),)))
    assert not await store.inbox.commit(
        decision(second, message=message("n", "c"), versions=(version("b"), version("a", 1, b"{2}")))
    )
    facts = await store.inbox.facts(question("n", "c"))
    assert (facts.same, facts.conversation) == (None, None)
    assert (await store.desk.status()).resources == 1


@on_both
async def test_an_index_entry_that_is_made_twice_is_one(store: Store) -> None:
    letter = await kept(store, b"letter")
    token = Token("Task", resource_id("a"), 1, "identifier", b"keyed digest")
    assert await store.inbox.commit(decision(letter, versions=(version("a"),), tokens=(token, token)))


@on_both
async def test_a_commit_can_change_the_verdict_of_earlier_letters(store: Store) -> None:
    waiting, undecided, later = [await kept(store, data) for data in (b"1", b"2", b"3")]
    await store.inbox.commit(decision(waiting, verdict="waiting"))
    settled = ((waiting, "cancelled"), (undecided, "cancelled"), (later, "failed"))
    await store.inbox.commit(decision(later, settled=settled))
    assert [await verdict_of(store, letter) for letter in (waiting, undecided, later)] == [
        "cancelled",
        None,
        "stored",
    ]


async def verdict(store: Store, letter: UUID) -> Verdict | None:
    known = await store.inbox.answered(letter)
    assert known
    return known.verdict


@on_both
async def test_undecided_letters_are_given_oldest_first_and_counted(store: Store) -> None:
    late, early, decided, fresh = [
        await kept(store, bytes([minutes]), minutes=minutes) for minutes in (3, 1, 2, 9)
    ]
    await store.inbox.commit(decision(decided))
    assert [letter.id for letter in await store.inbox.undecided(at(5), 9)] == [early, late]
    assert [letter.id for letter in await store.inbox.undecided(at(5), 1)] == [early]
    items = [await store.desk.letter(letter) for letter in (early, late, fresh)]
    assert [item and item.takes for item in items] == [2, 1, 0]


@on_both
async def test_a_letter_that_was_taken_up_too_often_is_left(store: Store) -> None:
    await kept(store, b"letter")
    for _ in range(MOST_TAKES):
        assert len(await store.inbox.undecided(at(1), 9)) == 1
    assert await store.inbox.undecided(at(1), 9) == []
