"""`ip-adapter demo`: the whole story of a message and a consent, told step by step over HTTP."""

from __future__ import annotations

import json
from argparse import Namespace
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from importlib.resources import files as resources
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import httpx

from adapter.core.consent.rules import RULES
from adapter.core.desk import Query
from adapter.edges.terminal import table
from adapter.edges.terminal.console import Exit, StopError
from mappings.message import LAYER

if TYPE_CHECKING:
    from typing import TypeAlias

    from adapter.core.desk import Entry
    from adapter.edges.terminal.console import Console
    from adapter.edges.terminal.installation import Installation

    Headers: TypeAlias = dict[str, str] | None

EXAMPLES: Final = Path(str(resources("conformance").joinpath("examples")))
LETTER: Final = "log_utskrevet-1.6.xml"
GIVEN, WITHDRAWN = "consent-share-health.json", "consent-share-health-withdrawn.json"
NUMBER: Final = "urn:oid:2.16.578.1.12.4.1.4.1|14835812368"
"""Of the person that the story is about, who does not exist."""

WHO: Final = {
    "o11-med": "the hospital (o11-med)",
    "o3": "the home care (o3)",
    "o8": "the doctor's office (o8)",
    "o2": "the coordinating unit (o2)",
}
SENTENCES: Final = {rule.id: rule.nb for rule in RULES}
NO_SUCH: Final = "00000000-0000-7000-8000-000000000000"
FHIR: Final = {"content-type": "application/fhir+json"}


async def run(options: Namespace, console: Console, installation: Installation) -> Exit:
    """Tell it; each step is held to what it should be."""
    async with installation.running(options, console) as there:
        story = Story(there, console, installation)
        began = datetime.now(UTC)
        async with AsyncExitStack() as after:
            await story.tell(after)
        await story.audit(began)
    return Exit.DONE


class Story:
    """The steps, in order."""

    def __init__(self, options: Namespace, console: Console, installation: Installation) -> None:
        self._options, self._console, self._installation = options, console, installation
        self._number = 0

    async def tell(self, after: AsyncExitStack) -> None:
        """All of it. What it leaves behind is taken back by `after`."""
        await self._message()
        patient, observation = await self._found()
        await self._read("o3", observation, 200, "it is the receiver: rule party")
        await self._hidden(observation)
        consent = await self._consent()
        after.push_async_callback(self._withdraw, consent)
        await self._read("o8", observation, 200, "the person has consented: rule share, section health")
        await self._read("o8", f"Patient/{patient}", 404, "the overview was not shared")
        await self._read("o8", f"Consent/{consent}", 404, "nor the consent itself")
        await self._withdraw(consent)
        await self._read("o8", observation, 404, "withdrawn is withdrawn")
        await self._read("o3", observation, 200, "what it received it keeps")

    async def _message(self) -> None:
        data = (EXAMPLES / LETTER).read_bytes()
        self._step(f"{WHO['o11-med']} sends {LETTER}, {len(data)} bytes, with its token")
        reply = await self._ask("o11-med", "POST", "/messages", data, {"content-type": "application/xml"})
        self._held(reply, 200)
        receipt: Any = LAYER.read(reply.content).value
        self._say(f"AppRec status {receipt.Status.V} ({receipt.Status.DN}), {len(reply.content)} bytes")

    async def _found(self) -> tuple[str, str]:
        self._step(f"{WHO['o3']} looks the person up, by number in the body of a POST")
        form = {"content-type": "application/x-www-form-urlencoded"}
        reply = await self._ask("o3", "POST", "/fhir/Patient/_search", f"identifier={NUMBER}".encode(), form)
        patients = [one["id"] for one in self._entries(reply)]
        for patient in patients:
            found = self._entries(await self._ask("o3", "GET", f"/fhir/Encounter?patient={patient}"))
            active = [one for one in found if one["status"] == "finished"]
            if active:
                self._say(f"Patient/{patient} and Encounter/{active[0]['id']} ({active[0]['status']})")
                return patient, f"Encounter/{active[0]['id']}"
        raise StopError("the story cannot be told: the receiver does not find the message", Exit.REFUSED)

    async def _hidden(self, path: str) -> None:
        """The same answer as for what does not exist."""
        hidden = await self._read("o8", path, 404, "nobody has said that it may")
        kind = path.partition("/")[0]
        absent = await self._ask("o8", "GET", f"/fhir/{kind}/{NO_SUCH}")
        if (hidden.status_code, hidden.content) != (absent.status_code, absent.content):
            raise StopError("what is hidden is not answered as what is not there", Exit.DEFECT)
        self._say("byte for byte the answer for something that does not exist")

    async def _consent(self) -> str:
        self._step(f"{WHO['o2']} records the person's consent: {WHO['o8']} may read section health")
        reply = await self._ask("o2", "POST", "/fhir/Consent", (EXAMPLES / "fhir" / GIVEN).read_bytes(), FHIR)
        self._held(reply, 201)
        ident = str(reply.json()["id"])
        self._say(f"Consent/{ident}, version 1: rule record-consent")
        return ident

    async def _withdraw(self, consent: str) -> None:
        """Once; a story that broke off is cleaned up by the same."""
        reply = await self._ask("o2", "GET", f"/fhir/Consent/{consent}")
        if reply.status_code == httpx.codes.OK and reply.json()["status"] != "active":
            return
        self._step("the consent is withdrawn")
        body = json.loads((EXAMPLES / "fhir" / WITHDRAWN).read_bytes()) | {"id": consent}
        etag = {"if-match": reply.headers.get("etag", "")}
        done = await self._ask(
            "o2", "PUT", f"/fhir/Consent/{consent}", json.dumps(body).encode(), FHIR | etag
        )
        self._held(done, 200)
        self._say(f"Consent/{consent}, {done.headers['etag']}: inactive")

    async def audit(self, began: datetime) -> None:
        """What the operator sees of all this."""
        self._step("the operator's audit of it (ip-adapter audit list)")
        rows: list[Entry] = []
        async with self._installation.opened(self._options, self._console) as opened:
            page = await opened.desk.audit(Query(limit=200, since=began))
            rows = [row for row in reversed(page.rows) if row.client]
        lines = [(row.client, row.action, row.event, row.rule, row.reason) for row in rows]
        titles = ("client", "action", "event", "rule", "reason")
        table.text(self._console, [f"     {line}" for line in table.aligned([titles, *dict.fromkeys(lines)])])
        named = sorted({row.rule for row in rows if row.rule in SENTENCES})
        table.text(self._console, ["", *(f"     {name}: {SENTENCES[name]}" for name in named)])

    async def _read(self, client: str, path: str, status: int, because: str) -> httpx.Response:
        self._step(f"{WHO[client]} reads {path.partition('/')[0]}")
        reply = await self._ask(client, "GET", f"/fhir/{path}")
        self._held(reply, status)
        self._say(f"{reply.status_code}: {because}")
        return reply

    async def _ask(
        self, client: str, method: str, path: str, data: bytes | None = None, headers: Headers = None
    ) -> httpx.Response:
        options = Namespace(**{**vars(self._options), "client": client})
        async with self._installation.caller(options) as http:
            try:
                return await http.request(method, path, content=data, headers=headers)
            except httpx.HTTPError:
                raise StopError(f"nobody answers at {http.base_url}", Exit.START) from None

    def _entries(self, reply: httpx.Response) -> list[dict[str, Any]]:
        self._held(reply, 200)
        return [entry["resource"] for entry in reply.json().get("entry", [])]

    def _held(self, reply: httpx.Response, status: int) -> None:
        if reply.status_code != status:
            raise StopError(
                f"the story breaks off: {reply.status_code} where {status} was to come", Exit.REFUSED
            )

    def _step(self, what: str) -> None:
        self._number += 1
        table.text(self._console, [f"{self._number:>3}  {what}"])

    def _say(self, what: str) -> None:
        table.text(self._console, [f"     {what}"])
