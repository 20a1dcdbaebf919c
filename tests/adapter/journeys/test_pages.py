"""Pages of a search: what may not be seen leaves no trace in them, however much of it there is."""

from __future__ import annotations

import asyncio
import base64
import json
from typing import TYPE_CHECKING, Any

from adapter.core.asked import Asked
from adapter.core.caller import Caller
from adapter.core.storing import PERSON_SYSTEMS
from adapter.journeys.consent import Consents
from adapter.journeys.fhir import Fhir
from adapter.journeys.read import Read
from tests.adapter.core.consent.consents import changed, shipped, unit
from tests.messages.examples import DISCHARGED, logistics, written
from tests.messages.examples import shipped as message
from tests.messages.letters import KEY, RULES, Installed, installed

if TYPE_CHECKING:
    from adapter.core.replies import Reply

BASE, AUDIENCE = "https://adapter.example.no/fhir", "nhn:ip"
SCOPES = frozenset(f"{AUDIENCE}/system/{kind}.cruds" for kind in ("Consent", "RelatedPerson"))
KE = Caller("o2", "310010103", "310020206", SCOPES)
HOME_CARE = Caller("o3", "310010103", "310030309", SCOPES)
DOCTOR = Caller("o8", "310080802", "310080802", SCOPES)
RELATIVES = 60
NOTHING = "01a20184-0611-72a1-ab9a-2fe0602680c2"


async def opened() -> tuple[Installed, Fhir]:
    """A person with many relatives."""
    adapter = await installed()
    store, clock = adapter.store, adapter.clock
    head = message(DISCHARGED)
    logistics(head).ParorendeForesatt *= RELATIVES
    await adapter.receive("http", "", written(head))
    read = Read(store.records, clock, KEY, BASE)
    return adapter, Fhir(read, Consents(store.records, store.parties, clock, RULES, BASE), AUDIENCE, b"{}")


async def ask(fhir: Fhir, caller: Caller, path: str) -> dict[str, Any]:
    place, _, query = path.removeprefix(f"{BASE}/").partition("?")
    return json.loads((await fhir(caller, Asked("GET", place, query, {}))).body)


async def post(fhir: Fhir, caller: Caller, path: str, media: str, body: str) -> Reply:
    return await fhir(caller, Asked("POST", path, "", {"content-type": media}, body.encode()))


def patient(adapter: Installed) -> str:
    return next(ident for kind, ident in adapter.store.tables.resources if kind == "Patient")


def following(bundle: dict[str, Any]) -> str:
    return {link["relation"]: link["url"] for link in bundle["link"]}.get("next", "")


def refused_again() -> str:
    """The doctor may read who takes part; a refusal takes it back."""
    shared = shipped()["provision"]["provision"][0]
    shared["securityLabel"][0]["code"] = "participants"
    refused = {"type": "deny", "actor": [{**shared["actor"][0], "reference": unit(DOCTOR.unit)}]}
    return json.dumps(changed({("provision", "provision"): [shared, refused]}))


def test_R121_pages_are_the_same_for_much_that_is_refused_and_for_nothing() -> None:
    async def story() -> None:
        adapter, fhir = await opened()
        whose = patient(adapter)
        recorded = await post(fhir, KE, "Consent", "application/fhir+json", refused_again())
        assert recorded.status == 201, recorded.body
        hidden = await ask(fhir, DOCTOR, f"RelatedPerson?patient={whose}&_count=1")
        absent = await ask(fhir, DOCTOR, f"RelatedPerson?patient={NOTHING}&_count=1")
        assert json.dumps(hidden).replace(whose, NOTHING) == json.dumps(absent)

    asyncio.run(story())


def test_what_may_be_seen_comes_page_by_page_after_much_that_may_not() -> None:
    async def story() -> None:
        adapter, fhir = await opened()
        path, seen = f"RelatedPerson?patient={patient(adapter)}&_count=7", list[str]()
        while path:
            bundle = await ask(fhir, HOME_CARE, path)
            seen += [entry["resource"]["id"] for entry in bundle["entry"]]
            path = following(bundle)
        assert len(seen) == len(set(seen)) > RELATIVES
        assert seen == sorted(seen)

    asyncio.run(story())


def test_a_next_link_shows_nothing_of_what_it_holds() -> None:
    async def story() -> None:
        adapter, fhir = await opened()
        form = f"identifier={next(iter(PERSON_SYSTEMS))}|03837144034&_count=1"
        reply = await post(
            fhir, HOME_CARE, "RelatedPerson/_search", "application/x-www-form-urlencoded", form
        )
        bundle = json.loads(reply.body)
        word = following(bundle).partition("=")[2]
        data = base64.urlsafe_b64decode(word + "=" * (-len(word) % 4))
        assert word
        assert bundle["entry"][0]["resource"]["id"].encode() not in data
        for token in adapter.store.tables.tokens:  # keyed by a person: never shown (decisions.md, "ids")
            assert token.value not in data
            assert base64.b64encode(token.value) not in data

    asyncio.run(story())
