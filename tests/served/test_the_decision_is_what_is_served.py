"""Over real HTTP: every client asks for everything that is stored, in every way there is; the decision is what is served."""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from http import HTTPStatus
from typing import TYPE_CHECKING

from adapter.core.dev_clients import CLIENTS
from tests.edges.databases import rows
from tests.served.asking import JSON, asking
from tests.served.posts import unit_of
from tests.served.questions import WAYS, Question, identifiers, linked, patients, right
from tests.served.scenarios import SCENARIOS
from tests.served.stored import may_see, stored
from tests.served.world import about_nobody, posted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.served.asking import Answer, Asker
    from tests.served.stored import Stored
    from tests.served.world import World

    Audited = Counter[tuple[object, ...]]

LEAST = 10_000
"""Answers that are compared."""

ONE = ("read", "vread")
"""Ways of asking for one version: each leaves one row in the audit."""


def test_R038_R121_every_client_is_answered_by_the_decision_alone(world: World) -> None:
    versions, answers, audited = asyncio.run(swept(world))
    of_type = defaultdict(list)
    for one in versions:
        of_type[one.row.type].append(one)
    wanted = [right(question, of_type[question.type], of_type["Patient"]) for question in questions(versions)]
    wrong = [
        one.question
        for one in wanted
        if not one.is_said_by(answers[one.question], answers[one.question.absent], world.place.fhir)
    ]
    assert wrong == []
    compared = sum(len(answers[one.question]) for one in wanted)
    shown = sum(bool(one.shown) for one in wanted)
    print(f"{compared} answers compared, 0 differences; {shown} questions had something to show")  # noqa: T201 - the figure is asked for
    assert compared >= LEAST
    assert {one.question.way for one in wanted if one.shown} == set(WAYS)
    assert audited == Counter(
        (question.client, question.way, "shown" if found[0].status == HTTPStatus.OK else "not-shown")
        for question, found in answers.items()
        if question.way in ONE
    )


def test_R041_R042_R044_each_scenario_opens_what_its_table_says_and_no_more(world: World) -> None:
    versions = asyncio.run(stored(world.database))
    seen = {(client, one.row) for one in versions for client in CLIENTS if may_see(client, one)}
    assert seen == {(client, one.row) for one in versions for client in readers(one)}


def readers(one: Stored) -> frozenset[str]:
    """Who may see a version, by the table of scenarios."""
    if not one.msg_id:  # a Consent, seen by who recorded it
        return frozenset(client for client in CLIENTS if unit_of(client) == one.row.custodian)
    name, post = posted(one.msg_id)
    shared = {client for client, section in SCENARIOS[name].opened if section == one.row.section}
    return post.parties | shared


def test_R038_a_consent_recorded_by_who_may_not_is_answered_like_one_about_nobody_and_opens_nothing(
    world: World,
) -> None:
    async def unknown() -> Answer:
        async with asking(world.place) as ask:
            return await ask("o2", "POST", "/fhir/Consent", await about_nobody(world), JSON)

    assert set(map(str, world.refused.values())) == {str(asyncio.run(unknown()))}
    kept = [
        one for one in asyncio.run(stored(world.database)) if one.row.type == "Consent" and not one.msg_id
    ]
    assert len(kept) == sum(len(scenario.versions) for scenario in SCENARIOS.values() if scenario.key)


async def swept(world: World) -> tuple[list[Stored], dict[Question, list[Answer]], Audited]:
    """What is stored, the answers to every question about it, and what of them stands in the audit."""
    versions, before = await stored(world.database), await audited(world)
    async with asking(world.place) as ask:
        answers = await answered(ask, world, list(questions(versions)))
    return versions, answers, await audited(world) - before


async def audited(world: World) -> Audited:
    """How many rows of the audit tell of one version's being asked for."""
    counted = "select client, action, event, count(*) from audit where action = any ($1) group by 1, 2, 3"
    return Counter({tuple(row): number for *row, number in await rows(world.database, counted, ONE)})


def questions(versions: Sequence[Stored]) -> Iterator[Question]:
    """Everything stored × every client × every way, each question once."""
    current = [one for one in versions if one.current]
    about = [
        *(("vread", one.row.type, (one.row.id,), one.row.version) for one in versions),
        *(("read", one.row.type, (one.row.id,), 0) for one in current),
        *(("by id", one.row.type, (one.row.id,), 0) for one in current),
        *(("by id, posted", one.row.type, (one.row.id,), 0) for one in current if not identifiers(one.json)),
        *(("by identifier", one.row.type, (name,), 0) for one in current for name in identifiers(one.json)),
        *(("by patient", one.row.type, (name,), 0) for one in current for name in patients(one.json)),
        *(("page by page", kind, names, 0) for kind, names in lists(current)),
    ]
    return (Question(client, *one) for one in dict.fromkeys(about) for client in CLIENTS)


def lists(current: Sequence[Stored]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Of each type the ids of all that are stored."""
    of_type: dict[str, list[str]] = defaultdict(list)
    for one in current:
        of_type[one.row.type].append(one.row.id)
    return ((kind, tuple(ids)) for kind, ids in of_type.items())


async def answered(ask: Asker, world: World, asked: Sequence[Question]) -> dict[Question, list[Answer]]:
    """The answers to all questions, and to the same ones about nothing."""
    every = [*asked, *dict.fromkeys(question.absent for question in asked)]
    answers = await asyncio.gather(*(followed(ask, world, question) for question in every))
    return dict(zip(every, answers, strict=True))


async def followed(ask: Asker, world: World, question: Question) -> list[Answer]:
    """The answer with its further pages."""
    answers = [await ask(question.client, *question.request[:4])]
    while question.way not in ONE and "next" in linked(answers[-1]):
        path = linked(answers[-1])["next"].removeprefix(world.place.url)
        answers.append(await ask(question.client, "GET", path))
    return answers
