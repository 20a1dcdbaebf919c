"""The story of a read: party, stranger, consent, share, withdrawal; and what a caller is told of each step."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import pytest

from adapter.core.asked import Asked
from adapter.core.caller import Caller
from adapter.core.replies import ABSENT, Reply
from adapter.core.tokens.rules import Refused, Rule
from adapter.events import Event
from adapter.journeys.consent import Consents
from adapter.journeys.fhir import Fhir
from adapter.journeys.read import Read
from tests.messages.examples import DISCHARGED, SHIPPED, shipped, written
from tests.messages.letters import KEY, RULES, Installed, installed, number
from tests.served.posts import organisation

if TYPE_CHECKING:
    from collections.abc import Coroutine

T = TypeVar("T")

BASE = "https://adapter.example.no/fhir"
AUDIENCE = "nhn:ip"
ALL = frozenset(
    {
        f"{AUDIENCE}/system/{kind}.cruds"
        for kind in (
            "Consent",
            "Observation",
            "Patient",
            "Encounter",
            "Organization",
            "Binary",
            "CareTeam",
            "Communication",
        )
    }
)
HOSPITAL = Caller("o11-med", "312020203", "312120216", ALL)
HOME_CARE = Caller("o3", "310010103", "310030309", ALL)
KE = Caller("o2", "310010103", "310020206", ALL)
DOCTOR = Caller("o8", "310080802", "310080802", ALL)
SIBLING = Caller("o11-ke", "312020203", "312120208", ALL)
WHOLE = Caller("o1", "310010103", "310010103", ALL)
CONSENT = json.loads((SHIPPED / "fhir" / "consent-share-health.json").read_bytes())
NUMBER = "14835812368"
NO_SUCH = "01a20184-0611-72a1-ab9a-2fe0602680c2"


def run(work: Coroutine[object, object, T]) -> T:
    return asyncio.run(work)


class Open(NamedTuple):
    adapter: Installed
    fhir: Fhir

    async def ask(self, caller: Caller, method: str, path: str, body: object = None, **headers: str) -> Reply:
        path, _, query = path.partition("?")
        data = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        said = {name.replace("_", "-"): value for name, value in headers.items()}
        if body is not None:
            said.setdefault("content-type", "application/fhir+json")
        return await self.fhir(caller, Asked(method, path, query, said, data))

    async def search(self, caller: Caller, kind: str, form: str) -> dict[str, Any]:
        reply = await self.ask(
            caller, "POST", f"{kind}/_search", form.encode(), content_type="application/x-www-form-urlencoded"
        )
        assert reply.status == 200
        return json.loads(reply.body)

    def ids(self, kind: str) -> list[str]:
        return [ident for (type_, ident) in self.adapter.store.tables.resources if type_ == kind]


async def opened() -> Open:
    adapter = await installed()
    store, clock = adapter.store, adapter.clock
    read = Read(store.records, clock, KEY, BASE)
    consents = Consents(store.records, store.parties, clock, RULES, BASE)
    await adapter.receive("http", "", (SHIPPED / f"{DISCHARGED}.xml").read_bytes())
    return Open(adapter, Fhir(read, consents, AUDIENCE, b"{}"))


def entries(bundle: dict[str, Any]) -> list[dict[str, Any]]:
    return [entry["resource"] for entry in bundle.get("entry", [])]


def test_R041_the_whole_story_of_a_share() -> None:
    async def story() -> None:
        here = await opened()
        (observation,), (patient,) = here.ids("Observation"), here.ids("Patient")
        for party in (HOSPITAL, HOME_CARE):
            assert (await here.ask(party, "GET", f"Observation/{observation}")).status == 200
        for stranger in (DOCTOR, SIBLING, WHOLE, KE):
            assert await here.ask(stranger, "GET", f"Observation/{observation}") == ABSENT
        assert await here.ask(DOCTOR, "POST", "Consent", CONSENT) == ABSENT  # never by its recipient
        recorded = await here.ask(KE, "POST", "Consent", CONSENT)
        assert recorded.status == 201, recorded.body
        headers, made = dict(recorded.headers), json.loads(recorded.body)
        assert headers["etag"] == 'W/"1"'
        assert headers["location"] == f"{BASE}/Consent/{made['id']}/_history/1"
        shown = await here.ask(DOCTOR, "GET", f"Observation/{observation}")
        assert (shown.status, dict(shown.headers)["etag"]) == (200, 'W/"1"')
        assert await here.ask(DOCTOR, "GET", f"Patient/{patient}") == ABSENT  # overview was not shared
        assert await here.ask(DOCTOR, "GET", f"Consent/{made['id']}") == ABSENT
        assert (await here.ask(KE, "GET", f"Consent/{made['id']}")).body == recorded.body
        made["status"] = "inactive"
        assert (
            json.loads((SHIPPED / "fhir" / "consent-share-health-withdrawn.json").read_bytes())["status"]
            == "inactive"
        )
        withdrawn = json.loads((SHIPPED / "fhir" / "consent-share-health-withdrawn.json").read_bytes())
        withdrawn["id"] = made["id"]
        assert (await here.ask(KE, "PUT", f"Consent/{made['id']}", withdrawn)).status == 400
        assert (await here.ask(KE, "PUT", f"Consent/{made['id']}", withdrawn, if_match='W/"7"')).status == 412
        gone = await here.ask(KE, "PUT", f"Consent/{made['id']}", withdrawn, if_match='W/"1"')
        assert (gone.status, dict(gone.headers)["etag"]) == (200, 'W/"2"'), gone.body
        rows_before = len(here.adapter.store.tables.audit)
        again = await here.ask(KE, "PUT", f"Consent/{made['id']}", withdrawn)
        assert len(here.adapter.store.tables.audit) == rows_before + 1  # it was shown once more
        assert (again.status, again.body) == (200, gone.body)  # unchanged is looked at before If-Match
        assert await here.ask(DOCTOR, "GET", f"Observation/{observation}") == ABSENT
        assert (await here.ask(HOME_CARE, "GET", f"Observation/{observation}")).status == 200
        rows = [row for row in here.adapter.store.tables.audit.values() if row.client == "o8"]
        told = [(row.event, row.action, row.rule, row.reason) for row in rows]
        assert (Event.SHOWN, "read", "share", f"Consent/{made['id']}") in told
        assert (Event.NOT_SHOWN, "read", "share", "not-in-force") in told

    run(story())


def test_R040_R043_a_consent_by_conduct_is_withdrawn_as_easily_as_any() -> None:
    async def story() -> None:
        here = await opened()
        made = json.loads(json.dumps(CONSENT))
        made["extension"][0]["valueCoding"]["code"] = "by-conduct"
        recorded = await here.ask(KE, "POST", "Consent", made)
        assert recorded.status == 201, recorded.body
        withdrawn = json.loads((SHIPPED / "fhir" / "consent-share-health-withdrawn.json").read_bytes())
        withdrawn["id"] = json.loads(recorded.body)["id"]
        path = f"Consent/{withdrawn['id']}"
        assert (await here.ask(DOCTOR, "PUT", path, withdrawn, if_match='W/"1"')).status == 200

    run(story())


def test_R121_R122_what_may_not_be_seen_is_answered_as_what_is_not_there_and_leaves_as_many_rows() -> None:
    async def story() -> None:
        here = await opened()
        (observation,) = here.ids("Observation")
        before = len(here.adapter.store.tables.audit)
        for path in (
            f"Observation/{observation}",
            f"Observation/{NO_SUCH}",
            "Observation/x",
            f"Observation/{observation}/_history/9",
        ):
            assert await here.ask(DOCTOR, "GET", path) == ABSENT
        assert len(here.adapter.store.tables.audit) == before + 4
        hidden = await here.search(DOCTOR, "Observation", f"_id={observation}")
        absent = await here.search(DOCTOR, "Observation", f"_id={NO_SUCH}")
        assert json.dumps(hidden).replace(observation, "") == json.dumps(absent).replace(NO_SUCH, "")
        assert not any(NUMBER in str(row) for row in here.adapter.store.tables.audit.values())

    run(story())


def test_a_person_is_found_by_number_in_a_body_and_never_in_a_url() -> None:
    async def story() -> None:
        here = await opened()
        found = await here.search(HOME_CARE, "Patient", f"identifier=urn:oid:2.16.578.1.12.4.1.4.1|{NUMBER}")
        (patient,) = entries(found)
        assert patient["id"] == here.ids("Patient")[0]
        assert NUMBER not in json.dumps(found["link"])
        assert entries(await here.search(DOCTOR, "Patient", f"identifier={NUMBER}")) == []
        for path in (f"Patient?identifier={NUMBER}", f"Patient/{NUMBER}", f"Patient?_id=a&x={NUMBER}"):
            reply = await here.ask(HOME_CARE, "GET", path)
            assert reply.status == 400
            assert b"_search" in reply.body
            assert NUMBER.encode() not in reply.body

    run(story())


def test_R123_a_person_is_found_by_any_patient_that_the_caller_may_see_and_by_no_other() -> None:
    """Two messages about one person, each with a Patient of its own: the hospital's to home care, and one to the doctor."""

    async def story() -> None:
        here = await opened()
        (first,) = here.ids("Patient")
        await here.adapter.receive("http", "", to_the_doctor())
        second = next(one for one in here.ids("Patient") if one != first)

        async def found(caller: Caller, patient: str) -> set[str]:
            return {
                one["id"]
                for kind in ("Patient", "Observation")
                for one in entries(await here.search(caller, kind, f"patient={patient}"))
            }

        everything = await found(HOSPITAL, first)
        assert everything == await found(HOSPITAL, second) >= {first, second}
        doctors, home_cares = await found(DOCTOR, second), await found(HOME_CARE, first)
        assert doctors | home_cares == everything
        assert doctors & home_cares == set()
        assert (
            await found(DOCTOR, first) == await found(DOCTOR, NO_SUCH) == set()
        )  # the same person's, and not told
        assert await found(HOME_CARE, second) == set()
        assert await found(DOCTOR, f"{first},{second}") == doctors

    run(story())


def to_the_doctor() -> bytes:
    """The shipped message once more, as a message of its own from the same ward to the doctor's office."""
    head = shipped(DISCHARGED)
    head.MsgInfo.MsgId = number(77)
    head.MsgInfo.ConversationRef = None
    head.MsgInfo.Receiver.Organisation = organisation("o8")
    return written(head)


def test_R123_pages_are_bound_to_their_caller_and_together_are_the_whole() -> None:
    async def story() -> None:
        here = await opened()
        patient = here.ids("Patient")[0]
        whole = {
            one["id"] for one in entries(await here.search(HOME_CARE, "Communication", f"patient={patient}"))
        }
        assert len(whole) > 2
        seen: list[str] = []
        path = f"Communication?patient={patient}&_count=1"
        while True:
            bundle = json.loads((await here.ask(HOME_CARE, "GET", path)).body)
            seen += [one["id"] for one in entries(bundle)]
            links = {link["relation"]: link["url"] for link in bundle["link"]}
            if "next" not in links:
                break
            path = links["next"].removeprefix(f"{BASE}/")
            assert await here.ask(HOSPITAL, "GET", path) == ABSENT  # case 98, though it may see the same
        assert sorted(seen) == sorted(whole)
        assert len(seen) == len(whole)

    run(story())


def test_a_scope_that_is_missing_is_named() -> None:
    async def story() -> None:
        here = await opened()
        narrow = HOME_CARE._replace(scopes=frozenset({f"{AUDIENCE}/system/Observation.s"}))
        with pytest.raises(Refused) as refused:
            await here.ask(narrow, "GET", f"Observation/{here.ids('Observation')[0]}")
        assert refused.value.rule is Rule.SCOPE
        assert refused.value.scope == f"{AUDIENCE}/system/Observation.r"

    run(story())


def test_the_raw_message_is_served_to_its_parties_alone() -> None:
    async def story() -> None:
        here = await opened()
        (binary,) = here.ids("Binary")
        reply = await here.ask(HOME_CARE, "GET", f"Binary/{binary}")
        assert reply.status == 200
        assert json.loads(reply.body)["data"]
        await here.ask(KE, "POST", "Consent", CONSENT)
        assert await here.ask(DOCTOR, "GET", f"Binary/{binary}") == ABSENT

    run(story())


FAULTY = {
    "no JSON": (b"{", 422),
    "another type": (
        {
            "resourceType": "Goal",
            "lifecycleStatus": "active",
            "description": {"text": "x"},
            "subject": {"display": "x"},
        },
        400,
    ),
    "no category": ({**CONSENT, "category": [{"text": "x"}]}, 422),
    "an ordinary number": (
        {
            **CONSENT,
            "patient": {
                "type": "Patient",
                "identifier": {"system": "urn:oid:2.16.578.1.12.4.1.4.1", "value": "01010750160"},
            },
        },
        422,
    ),
}


def test_a_faulty_consent_is_refused_with_its_faults_and_nothing_is_kept() -> None:
    async def story() -> None:
        here = await opened()
        for name, (body, status) in FAULTY.items():
            reply = await here.ask(KE, "POST", "Consent", body, content_type="application/fhir+json")
            assert reply.status == status, (name, reply)
            assert json.loads(reply.body)["resourceType"] == "OperationOutcome"
        assert len(here.ids("Consent")) == 1  # what the message itself stated

    run(story())


ANSWERS = {
    ("GET", "Account/a"): 404,
    ("GET", "nothing"): 404,
    ("POST", "Patient"): 405,
    ("PUT", "Patient/a"): 405,
    ("DELETE", "Consent/a"): 405,
    ("GET", "Patient"): 400,
    ("GET", "Patient?name=x"): 400,
    ("GET", "metadata"): 200,
    ("PATCH", "Consent/a"): 404,
}


def test_each_kind_of_request_has_its_answer() -> None:
    async def story() -> None:
        here = await opened()
        found = {asked: (await here.ask(HOME_CARE, *asked)).status for asked in ANSWERS}
        assert found == ANSWERS
        assert (await here.ask(HOME_CARE, "GET", "metadata", accept="application/fhir+xml")).status == 406
        assert (await here.ask(KE, "POST", "Consent", CONSENT, content_type="text/plain")).status == 415

    run(story())
