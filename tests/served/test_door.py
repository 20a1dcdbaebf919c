"""Over real HTTP, beside the decision: scopes, HEAD, other clients' links, other units' messages, no token at all."""

from __future__ import annotations

import asyncio
import json
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Final

from adapter.core.dev_clients import AUDIENCE, CLIENTS
from tests.edges.databases import rows
from tests.served.asking import FORM, JSON, XML, Request, asking
from tests.served.questions import ABSENT, PAGE, linked
from tests.served.scenarios import SCENARIOS
from tests.served.stored import may_see, stored
from tests.served.world import letter

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from tests.served.asking import Answer, Asker
    from tests.served.stored import Stored
    from tests.served.world import World

READER, STRANGER = "o3", "o12"
NEITHER: Final = {"authorization": "", "dpop": ""}


@asynccontextmanager
async def here(world: World) -> AsyncIterator[tuple[Asker, list[Stored]]]:
    """Whoever asks, and what there is now."""
    async with asking(world.place) as ask:
        yield ask, [one for one in await stored(world.database) if one.current]


def of(kind: str, current: list[Stored], may: Callable[[Stored], bool]) -> Stored:
    return next(one for one in current if one.row.type == kind and may(one))


# --- scopes, tokens ---------------------------------------------------------------------------------------------------


def requests(ident: str) -> dict[str, tuple[Request, str]]:
    """A request of each kind, and the scope that it needs."""
    return {
        "read": (Request("GET", f"/fhir/Observation/{ident}"), "Observation.r"),
        "head": (Request("HEAD", f"/fhir/Observation/{ident}"), "Observation.r"),
        "vread": (Request("GET", f"/fhir/Observation/{ident}/_history/1"), "Observation.r"),
        "search": (Request("GET", f"/fhir/Observation?_id={ident}"), "Observation.s"),
        "posted": (
            Request("POST", "/fhir/Observation/_search", f"_id={ident}".encode(), FORM),
            "Observation.s",
        ),
        "create": (Request("POST", "/fhir/Consent", b"{}", JSON), "Consent.c"),
        "update": (Request("PUT", f"/fhir/Consent/{ident}", b"{}", JSON), "Consent.u"),
        "message": (Request("POST", "/messages", letter("no consent", 0), XML), "Bundle.c"),
    }


def test_a_scope_that_is_missing_is_named_whatever_there_is(world: World) -> None:
    async def story() -> None:
        async with here(world) as (ask, current):
            only = ask.source(READER, [f"{AUDIENCE}/system/Observation.c", f"{AUDIENCE}/system/Consent.rs"])
            there = of("Observation", current, lambda one: may_see(READER, one)).row.id
            for name, (request, needed) in requests(there).items():
                answer = await ask.asked(only, request)
                scope = f"{AUDIENCE}/system/{needed}"
                assert answer.status == 403, name
                assert 'error="insufficient_scope"' in answer.headers["www-authenticate"], name
                assert f'scope="{scope}"' in answer.headers["www-authenticate"], name
                assert request.method == "HEAD" or scope.encode() in answer.body, name
                assert answer == await ask.asked(only, requests(ABSENT[0])[name][0]), name

    asyncio.run(story())


def test_without_a_token_everything_is_challenged_whatever_there_is(world: World) -> None:
    async def story() -> None:
        async with here(world) as (ask, current):
            there = of("Observation", current, lambda one: may_see(READER, one)).row.id
            for name, (request, _) in requests(there).items():
                answer = await ask.asked(None, request)
                assert answer.status == 401, name
                assert answer.headers["www-authenticate"].startswith('DPoP algs="'), name
                assert answer == await ask.asked(None, requests(ABSENT[0])[name][0]), name
            assert (await ask.asked(None, Request("GET", "/fhir/metadata"))).status == 401

    asyncio.run(story())


# --- the same with HEAD, and with another's link ----------------------------------------------------------------------


def test_HEAD_is_GET_without_the_body(world: World) -> None:
    async def story() -> None:
        async with here(world) as (ask, current):
            shown = of("Patient", current, lambda one: may_see(READER, one)).row.id
            hidden = of("Patient", current, lambda one: not may_see(READER, one)).row.id
            for ident in (shown, hidden, ABSENT[0]):
                for path in (f"Patient/{ident}", f"Patient/{ident}/_history/1", f"Patient?_id={ident}"):
                    whole = await ask(READER, "GET", f"/fhir/{path}")
                    assert whole.body
                    assert await ask(READER, "HEAD", f"/fhir/{path}") == whole._replace(body=b"")

    asyncio.run(story())


def test_a_link_to_the_next_page_serves_its_own_client_alone(world: World) -> None:
    async def story() -> None:
        async with here(world) as (ask, current):
            ids = ",".join(one.row.id for one in current if one.row.type == "Organization")
            first = await ask(READER, "GET", f"/fhir/Organization?_id={ids}&_count={PAGE}")
            path = linked(first)["next"].removeprefix(world.place.url)
            absent = await ask(READER, "GET", f"/fhir/Organization/{ABSENT[0]}")
            assert (await ask(READER, "GET", path)).status == 200
            for client in set(CLIENTS) - {READER}:
                assert await ask(client, "GET", path) == absent, client
            other = path[:-9] + ("B" if path[-9] == "A" else "A") + path[-8:]
            for wrong in (path[:-1], path.replace("Organization", "Patient"), other):
                assert await ask(READER, "GET", wrong) == absent, wrong

    asyncio.run(story())


# --- what others wrote ------------------------------------------------------------------------------------------------


def test_R117_a_message_is_taken_from_its_sender_alone_and_else_nothing_is_kept(world: World) -> None:
    name = "no consent"
    (sent,) = SCENARIOS[name].posts

    async def story() -> None:
        kept = "select (select count(*) from letter), (select count(*) from audit)"
        async with asking(world.place) as ask:
            before = await rows(world.database, kept)
            told = {
                str(await ask(client, "POST", "/messages", data, XML))
                for data in (letter(name, 0), letter(name, 0).replace(b"<MsgId>5a9c", b"<MsgId>6b9c"))
                for client in set(CLIENTS) - {sent.sender, "o11"}
            }
            assert await rows(world.database, kept) == before
            assert len(told) == 1  # whether it came before or not
            assert "sender-not-caller" in told.pop()
            again = await ask("o11", "POST", "/messages", letter(name, 0), XML)  # a whole sends for its units
            assert (again.status, again.headers["content-type"]) == (200, XML)

    asyncio.run(story())


def test_R121_a_Consent_of_others_is_changed_by_nobody_and_answered_as_if_it_were_not_there(
    world: World,
) -> None:
    async def story() -> None:
        async with here(world) as (ask, current):
            for one in current:
                if one.row.type == "Consent":
                    mine = {client for client in CLIENTS if may_see(client, one)} if not one.msg_id else set()
                    for client in set(CLIENTS) - mine:
                        there, none = [
                            await put(ask, client, one, ident) for ident in (one.row.id, ABSENT[0])
                        ]
                        assert there == none, (client, one.row.id)
                        assert there.status == 404
            after = [one for one in await stored(world.database) if one.current]
            assert [one.row for one in after] == [one.row for one in current]

    asyncio.run(story())


async def put(ask: Asker, client: str, one: Stored, ident: str) -> Answer:
    """What is there, told again as active and for longer, at that id."""
    made = {**one.json, "id": ident, "status": "active"}
    for provision in made.get("provision", {}).get("provision", []):
        provision["period"]["end"] = "2099-01-01"
    body, match = json.dumps(made).encode(), f'W/"{one.row.version}"'
    return await ask(client, "PUT", f"/fhir/Consent/{ident}", body, JSON, if_match=match)
