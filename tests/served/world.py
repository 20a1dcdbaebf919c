"""The scenarios made to happen at an adapter that is served: messages sent, consents recorded, all of it over HTTP."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from conformance.persons import Person, person
from tests.adapter.core.consent.consents import action as doing
from tests.adapter.core.consent.consents import changed, extension, section, shipped, unit
from tests.messages.letters import number
from tests.served.asking import JSON, XML
from tests.served.posts import message, unit_of
from tests.served.scenarios import SCENARIOS
from tests.served.stored import stored

if TYPE_CHECKING:
    from tests.adapter.core.consent.consents import Json
    from tests.served.asking import Answer, Asker, Place
    from tests.served.posts import Post
    from tests.served.scenarios import Rule, Scenario, Seen, Version

FNR: Final = "urn:oid:2.16.578.1.12.4.1.4.1"
MOST: Final = 100
"""Messages of a scenario."""


class World(NamedTuple):
    """An adapter, its database, and how it answered who recorded what they may not."""

    place: Place
    database: str
    refused: dict[tuple[str, str], Answer]


def about(scenario: str) -> Person:
    return person(501 * (1 + list(SCENARIOS).index(scenario)))


def msg_id(scenario: str, post: int) -> int:
    return MOST * (1 + list(SCENARIOS).index(scenario)) + post


def posted(stated: str) -> tuple[str, Post]:
    """The scenario and the message of a MsgId."""
    which, post = divmod(int(stated.rpartition("-")[2]), MOST)
    name = list(SCENARIOS)[which - 1]
    return name, SCENARIOS[name].posts[post]


def letter(scenario: str, post: int) -> bytes:
    told = SCENARIOS[scenario]
    root = told.posts[post].root
    return message(
        told.posts[post],
        msg_id(scenario, post),
        None if root is None else msg_id(scenario, root),
        about(scenario),
        told.municipality,
    )


async def made(ask: Asker, place: Place, database: str) -> World:
    """All scenarios, one after the other."""
    world = World(place, database, {})
    for name, scenario in SCENARIOS.items():
        for post, one in enumerate(scenario.posts):
            answer = await ask(one.by or one.sender, "POST", "/messages", letter(name, post), XML)
            assert (answer.status, b'<Status V="1"' in answer.body) == (200, True), (name, answer)
    for name, scenario in SCENARIOS.items():
        for client in scenario.tried:
            body = json.dumps(await consent(world, name, scenario.versions[0], client)).encode()
            world.refused[name, client] = await ask(client, "POST", "/fhir/Consent", body, JSON)
        if scenario.key:
            await _record(ask, world, name, scenario)
    return world


async def _record(ask: Asker, world: World, name: str, scenario: Scenario) -> None:
    """Every version by the coordinating unit; between two, what is shared is what the table says."""
    ident = ""
    for before, version in enumerate(scenario.versions):
        made_ = await consent(world, name, version, scenario.key)
        if before:
            body = json.dumps({**made_, "id": ident}).encode()
            path, match = f"/fhir/Consent/{ident}", f'W/"{before}"'
            answer = await ask(scenario.key, "PUT", path, body, JSON, if_match=match)
        else:
            answer = await ask(scenario.key, "POST", "/fhir/Consent", json.dumps(made_).encode(), JSON)
            ident = str(answer.json["id"])
        assert answer.status == (HTTPStatus.OK if before else HTTPStatus.CREATED), (name, answer)
        if version is not scenario.versions[-1]:  # the last ones are asked for by the tests
            assert await shared(ask, world, name) == version.opened, (name, before)


async def shared(ask: Asker, world: World, name: str) -> Seen:
    """Who is answered with which sections of a person's resources, of those who got no message about them."""
    parties = {client for post in SCENARIOS[name].posts for client in post.parties}
    strangers = {rule.client for version in SCENARIOS[name].versions for rule in version.rules} - parties
    wanted = [
        (client, one)
        for one in await stored(world.database)
        if one.msg_id and posted(one.msg_id)[0] == name
        for client in strangers
    ]
    answers = await asyncio.gather(
        *(ask(client, "GET", f"/fhir/{one.row.type}/{one.row.id}") for client, one in wanted)
    )
    return frozenset(
        (client, one.row.section or "")
        for (client, one), answer in zip(wanted, answers, strict=True)
        if answer.status == HTTPStatus.OK
    )


# --- a Consent as JSON ------------------------------------------------------------------------------------------------


async def consent(world: World, name: str, version: Version, by: str) -> Json:
    """A version of the Consent of a scenario's person, held by who records it."""
    who = {"type": "Patient", "identifier": {"system": FNR, "value": about(name).number}}
    made = changed(
        {
            ("patient",): who,
            ("performer",): [who],
            ("organization",): [unit(unit_of(by))],
            ("status",): version.status,
            ("provision", "provision"): [await _provision(world, rule) for rule in version.rules],
        }
    )
    if version.status == "inactive":
        at = datetime.now(UTC).isoformat(timespec="seconds")
        made["extension"].append(extension("ip-consent-status-date", valueDateTime=at))
    return made


async def about_nobody(world: World) -> bytes:
    """A Consent about a person of whom nothing is stored."""
    made_ = await consent(world, "shared", SCENARIOS["shared"].versions[0], "o2")
    made_["patient"]["identifier"]["value"] = person(0).number
    return json.dumps(made_).encode()


async def _provision(world: World, rule: Rule) -> Json:
    today = datetime.now(UTC).date()
    start, end = (str(today + timedelta(days=days)) for days in rule.days)
    made: dict[str, Any] = {
        **shipped()["provision"]["provision"][0],
        "type": rule.kind,
        "period": {"start": start, "end": end},
        "securityLabel": [section(rule.section)],
    }
    made["actor"][0]["reference"] = unit(unit_of(rule.client))
    made["action"] = [doing(rule.action)] if rule.action else []
    if rule.of:
        made["data"] = [
            {"meaning": "instance", "reference": {"reference": await _observation(world, rule.of)}}
        ]
    return {key: value for key, value in made.items() if value}


async def _observation(world: World, name: str) -> str:
    rows = [one.row for one in await stored(world.database) if one.msg_id == number(msg_id(name, 0))]
    return next(f"{row.type}/{row.id}" for row in rows if row.type == "Observation")
