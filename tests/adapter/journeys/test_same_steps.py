"""The same class of time: what may not be seen and what is not there take the same statements, and leave one row each."""

from __future__ import annotations

import asyncio
import json
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from adapter.core.asked import Asked
from adapter.core.caller import Caller
from adapter.core.letter import Audit
from adapter.core.linking import check_value
from adapter.edges.store import opened
from adapter.edges.store.connections import Connections
from adapter.edges.store.inbox import PostgresInbox
from adapter.edges.store.parties import PostgresParties
from adapter.edges.store.pool import Database
from adapter.edges.store.records import PostgresRecords
from adapter.events import Event
from adapter.journeys.consent import Consents
from adapter.journeys.fhir import Fhir
from adapter.journeys.read import Read
from adapter.journeys.receive import Receive
from tests.adapter.core.consent.consents import changed, shipped
from tests.edges.databases import rows
from tests.messages.examples import DISCHARGED, SHIPPED
from tests.messages.letters import KEY, RULES, UNIVERSE, Diary, SteppingClock

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from adapter.core.replies import Reply
    from adapter.edges.store.driver import Connection

T = TypeVar("T")

BASE, AUDIENCE = "https://adapter.example.no/fhir", "nhn:ip"
TYPES: Final = ("Binary", "Consent", "Observation", "Patient", "RelatedPerson")
SCOPES: Final = frozenset(f"{AUDIENCE}/system/{kind}.cruds" for kind in TYPES)
KE = Caller("o2", "310010103", "310020206", SCOPES)
STRANGER = Caller("o12", "313030318", "313030318", SCOPES)
ABSENT: Final = "01a20184-0611-72a1-ab9a-2fe0602680c2"
FNR: Final = "urn:oid:2.16.578.1.12.4.1.4.1"
KNOWN, UNKNOWN = "14835812368", "06853840023"
FORM, JSON = "application/x-www-form-urlencoded", "application/fhir+json"


class Watched(Database):
    """A database that notes the name of every statement."""

    def __init__(self, connections: Connections) -> None:
        super().__init__(connections)
        self.done: list[str] = []

    async def work(self, doing: str, work: Callable[[Connection], Awaitable[T]]) -> T:
        self.done.append(doing)
        return await super().work(doing, work)


class Here(NamedTuple):
    """An adapter over a database that is watched, with a message that the stranger is no party to, and a Consent."""

    fhir: Fhir
    database: Watched
    url: str
    consent: str

    async def ids(self, kind: str) -> str:
        first = "select id::text from resource where type = $1 and letter is not null"
        found = await rows(self.url, first, kind)
        return str(found[0][0])

    async def steps(self, caller: Caller, asked: Asked) -> tuple[Reply, list[str], int]:
        """The answer, the statements that were done for it, and how many rows of the audit it left."""
        count = "select count(*) from audit"
        before, self.database.done[:] = (await rows(self.url, count))[0][0], []
        reply = await self.fhir(caller, asked)
        return (
            reply,
            list(self.database.done),
            int(str((await rows(self.url, count))[0][0])) - int(str(before)),
        )


@asynccontextmanager
async def here(url: str) -> AsyncIterator[Here]:
    async with opened(url, check_value=check_value(KEY)):
        pass
    clock, connections = SteppingClock(), Connections(url, 2)
    try:
        database = Watched(connections)
        records, parties = PostgresRecords(database), PostgresParties(database)
        await parties.load(UNIVERSE, Audit(clock.new_id(), clock.now(), Event.PARTIES_LOADED, "test"))
        receive = Receive(PostgresInbox(database), parties, clock, RULES, Diary())
        await receive("http", "", (SHIPPED / f"{DISCHARGED}.xml").read_bytes())
        consents = Consents(records, parties, clock, RULES, BASE)
        fhir = Fhir(Read(records, clock, KEY, BASE), consents, AUDIENCE, b"{}")
        recorded = await fhir(KE, posted("Consent", json.dumps(shipped()), JSON))
        yield Here(fhir, database, url, json.loads(recorded.body)["id"])
    finally:
        await connections.close()


def got(path: str, query: str = "") -> Asked:
    return Asked("GET", path, query, {})


def posted(path: str, body: str, media: str = FORM) -> Asked:
    return Asked("POST", path, "", {"content-type": media}, body.encode())


def put(ident: str, body: str) -> Asked:
    return Asked("PUT", f"Consent/{ident}", "", {"content-type": JSON, "if-match": 'W/"1"'}, body.encode())


def about(number: str) -> str:
    """A Consent about somebody, that the stranger may not record."""
    return json.dumps(changed({("patient", "identifier", "value"): number}))


def test_R121_what_may_not_be_seen_takes_the_same_steps_as_what_is_not_there(database: str) -> None:
    async def story() -> None:
        async with here(database) as adapter:
            for name, hidden, absent in await asked(adapter):
                found = await adapter.steps(STRANGER, hidden)
                none = await adapter.steps(STRANGER, absent)
                assert found[0].status == none[0].status, name
                assert found[1] == none[1], name
                assert (found[2], none[2]) == (1, 1), name

    asyncio.run(story())


def of(patient: str) -> str:
    """A Consent of a Patient who is named by id."""
    return json.dumps(changed({("patient",): {"reference": f"Patient/{patient}"}}))


async def asked(adapter: Here) -> list[tuple[str, Asked, Asked]]:
    """Questions about what the stranger may not see, each with the same one about nothing."""
    seen, patient = await adapter.ids("Observation"), await adapter.ids("Patient")
    stated, whole = await adapter.ids("Consent"), json.dumps({**shipped(), "id": adapter.consent})
    wider = json.dumps({**changed({("provision", "provision", 0, "period", "end"): "2031-01-01"})})
    return [
        ("read", got(f"Observation/{seen}"), got(f"Observation/{ABSENT}")),
        ("read, no id", got(f"Observation/{seen}"), got("Observation/none")),
        ("the message itself", got(f"Binary/{await adapter.ids('Binary')}"), got(f"Binary/{ABSENT}")),
        ("vread", got(f"Patient/{patient}/_history/1"), got(f"Patient/{ABSENT}/_history/1")),
        ("vread, no version", got(f"Patient/{patient}/_history/2"), got(f"Patient/{patient}/_history/x")),
        ("search by id", got("Patient", f"_id={patient}"), got("Patient", f"_id={ABSENT}")),
        (
            "search by patient",
            got("RelatedPerson", f"patient={patient}"),
            got("RelatedPerson", f"patient={ABSENT}"),
        ),
        (
            "search by identifier",
            posted("Patient/_search", f"identifier={FNR}|{KNOWN}"),
            posted("Patient/_search", f"identifier={FNR}|{UNKNOWN}"),
        ),
        ("create", posted("Consent", about(KNOWN), JSON), posted("Consent", about(UNKNOWN), JSON)),
        ("create, of a Patient", posted("Consent", of(patient), JSON), posted("Consent", of(ABSENT), JSON)),
        ("update", put(adapter.consent, wider), put(ABSENT, wider)),
        ("update of what a message stated", put(stated, whole), put(ABSENT, whole)),
        ("update, faulty", put(stated, "{}"), put(ABSENT, "{}")),
    ]
