"""A Consent is recorded: created, narrowed, withdrawn, by those who may, and never stored half-understood (decisions.md).

    body ─▶ read ─▶ who is it about ─▶ standing ─▶ may_record ─▶ record: version + directives + audit ─▶ answer
            every fault at once        facts       or the constant 404    one transaction

For a change the order is: 404, unchanged, If-Match, faults (decisions.md, "errors").
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple
from uuid import UUID

import msgspec

from adapter.core import synthetic
from adapter.core.consent import recording
from adapter.core.consent.answers import Deny, Permit
from adapter.core.consent.who_records import Change, may_record
from adapter.core.conversation import Write
from adapter.core.letter import Audit
from adapter.core.letter import Version as Stored
from adapter.core.linking import link
from adapter.core.records import Recorded
from adapter.core.replies import ABSENT, Reply, refused
from adapter.core.see import see
from adapter.core.storing import instant, served, tokens
from adapter.events import Event
from mappings import fhir
from mappings.result import Issue, Refusal

if TYPE_CHECKING:
    from datetime import datetime

    from adapter.core.caller import Caller
    from adapter.core.consent.answers import Decision
    from adapter.core.consent.facts import Directive
    from adapter.core.consent.recording import Reading
    from adapter.core.consent.references import Person
    from adapter.core.interaction import Interaction
    from adapter.core.records import Record
    from adapter.journeys.receive import Rules
    from adapter.ports import Clock, Parties, Records

SECTION: Final = "consents"
"""The section that a Consent is in (decisions.md, "section labels")."""

HEALTH: Final = "health"
"""The sector of the party table whose units are the health service."""


class Request(NamedTuple):
    """Who wants to record what, and when."""

    caller: Caller
    asked: Interaction
    now: datetime
    body: bytes
    if_match: str = ""


class Given(NamedTuple):
    """A Consent as sent, and as understood."""

    resource: fhir.Consent
    reading: Reading


class Version(NamedTuple):
    """A version that is to be recorded: of which Consent, after which version (0: none), about whom."""

    given: Given
    id: UUID
    before: int
    person: bytes
    replaced: tuple[Directive, ...] = ()
    custodian: str = ""
    """Who recorded it first, and keeps it whoever narrows it; empty for a new one."""

    @property
    def change(self) -> Change:
        """What it changes."""
        reading = self.given.reading
        after = reading.directives(self.id, self.before + 1, self.person)
        return Change(reading.category, reading.holder, after, self.replaced)


class Consents:
    """The journey of recording a Consent. `base` is the FHIR base of its location."""

    def __init__(self, records: Records, parties: Parties, clock: Clock, rules: Rules, base: str) -> None:
        self._records, self._parties, self._clock = records, parties, clock
        self._rules, self._base = rules, base

    async def create(self, caller: Caller, asked: Interaction, body: bytes) -> Reply:
        """A new Consent: 201, every fault, or the constant 404. Raises `Unavailable`."""
        request = Request(caller, asked, self._clock.now(), body)
        try:
            given = await self._read(body)
        except Refusal as refusal:
            return refused(*refusal.issues)
        person = await self._person(request, given.reading.person)
        if person is None:
            return await self._not(request, Deny("record-consent", "person-unknown"))
        version = Version(given, self._clock.new_id(), 0, person)
        decision = may_record(caller, version.change, await self._records.standing(person, None, request.now))
        if isinstance(decision, Deny):
            return await self._not(request, decision)
        return await self._record(request, version)

    async def update(self, caller: Caller, asked: Interaction, body: bytes, if_match: str) -> Reply:
        """A change of a Consent. Raises `Unavailable`."""
        request = Request(caller, asked, self._clock.now(), body, if_match)
        record = await self._records.read(asked.type, asked.id, None, request.now)
        if record is not None and record.row.custodian == "":  # stated in a message: not this way
            record = None
        person = record.row.person if record is not None else None
        # asked for what is not there too: it takes the same steps (decisions.md, "same timing class")
        facts = await self._records.standing(person or b"", asked.id, request.now)
        try:
            given = await self._read(body)
        except Refusal as refusal:  # who is of it is told; to others it is not there
            of_it = record is not None and caller.unit in {facts.recorded_by, *facts.recipients}
            return refused(*refusal.issues) if of_it else await self._not(request, Deny("", "unreadable"))
        if record is None or person is None:
            return await self._not(request, Deny("", "absent"))
        version = _following(given, record)
        decision = may_record(caller, version.change, facts)
        if isinstance(decision, Deny):
            return await self._not(request, decision)
        return await self._changed(request, version, record)

    async def _changed(self, request: Request, version: Version, record: Record) -> Reply:
        """What a caller who may is told: of the place, of the person, unchanged, of the version, of the faults; done."""
        given, row = version.given, record.row
        if given.resource.id != row.id:
            return refused(Issue("rest-id-wrong", "Consent.id"))
        if await self._person(request, given.reading.person) != row.person:
            return refused(Issue("consent-other", "Consent.patient"))
        standing = stored(record)
        if bare(given.resource) == bare(standing.resource):
            same = f"Consent/{row.id}/{row.version}"
            await self._records.note(
                [self._row(request, Permit("record-consent", version.id), same, Event.SHOWN)]
            )
            return _answer(200, record.body, row.version)
        expected = version_of(request.if_match)
        if expected is None:
            return refused(Issue("rest-if-match-missing"))
        if expected != row.version:
            return refused(Issue("rest-version-stale"))
        faults = recording.changed(given.reading, standing.reading)
        return refused(*faults) if faults else await self._record(request, version)

    async def _read(self, body: bytes) -> Given:
        """The Consent that a body is. Raises `Refusal` with every fault."""
        decoded = fhir.decode(body)
        faults = [issue for issue in decoded.issues if issue.is_error]
        if faults:
            raise Refusal(*faults)
        consent = decoded.value
        if not isinstance(consent, fhir.Consent):
            raise Refusal(Issue("rest-type-wrong"))
        directory = await self._parties.directory()
        health = {party.org_nr for party in directory.parties if party.sector == HEALTH}
        given = Given(consent, recording.read(consent, health))
        about = given.reading.person
        wrong = synthetic.wrong(about.system, about.value, self._rules.numbers)
        if wrong:
            raise Refusal(Issue(wrong, "Consent.patient.identifier"))
        return given

    async def _person(self, request: Request, person: Person) -> bytes | None:
        """The link of the person; None where a Patient is named that the caller may not see (R-121)."""
        if not person.id:
            return link(self._rules.key, person.system, person.value)
        record = await self._records.read("Patient", person.id, None, request.now)
        seen = see(request.caller, [record] if record is not None else [])
        return next((one.record.row.person for one in seen if isinstance(one.decision, Permit)), None)

    async def _record(self, request: Request, version: Version) -> Reply:
        """Write it; where another version came first the caller has to look again."""
        number = version.before + 1
        resource = msgspec.structs.replace(bared(version.given.resource), id=str(version.id))
        write = Write("Consent", str(version.id), number, resource, version.person)
        body = served(write.resource, write.version, instant(request.now))
        recorded = Recorded(
            Stored("Consent", str(version.id), number, body, None, version.person, SECTION),
            version.before,
            version.custodian or request.caller.unit,
            request.now,
            version.change.after,
            tuple(tokens(write, self._rules.key)),
            self._row(request, Permit("record-consent", version.id), f"Consent/{version.id}/{number}"),
        )
        if not await self._records.record(recorded):
            return refused(Issue("rest-version-stale"))
        location = (("location", f"{self._base}/Consent/{version.id}/_history/{number}"),)
        return _answer(200, body, number) if version.before else _answer(201, body, number, location)

    async def _not(self, request: Request, decision: Deny) -> Reply:
        """The constant 404, and the reason in the audit."""
        await self._records.note([self._row(request, decision, request.asked.type)])
        return ABSENT

    def _row(
        self, request: Request, decision: Decision, subject: str, event: Event = Event.CONSENT_RECORDED
    ) -> Audit:
        permitted, caller = isinstance(decision, Permit), request.caller
        return Audit(
            self._clock.new_id(),
            request.now,
            event if permitted else Event.CONSENT_NOT_RECORDED,
            f"client:{caller.client}",
            rule=decision.rule,
            reason="" if isinstance(decision, Permit) else decision.reason,
            client=caller.client,
            organisation=caller.unit,
            action=request.asked.kind,
            subject=subject,
        )


def stored(record: Record) -> Given:
    """A Consent that was recorded, as sent and as understood."""
    consent = fhir.decode(record.body).value
    assert isinstance(consent, fhir.Consent)  # noqa: S101 - for the type checker: nothing else was recorded
    return Given(consent, recording.understood(consent))


def _following(given: Given, record: Record) -> Version:
    """The version after the one that stands."""
    ident, number, person = UUID(record.row.id), record.row.version, record.row.person or b""
    replaced = stored(record).reading.directives(ident, number, person)
    return Version(given, ident, number, person, replaced, record.row.custodian)


def bared(resource: fhir.Consent) -> fhir.Consent:
    """Without what is the server's own: id, version, time, and a narrative (decisions.md, "narrative")."""
    meta = resource.meta
    if meta is not None:
        meta = msgspec.structs.replace(meta, versionId=None, lastUpdated=None, source=None)
        meta = None if meta == fhir.Meta() else meta
    return msgspec.structs.replace(resource, id=None, meta=meta, text=None)


def bare(resource: fhir.Consent) -> bytes:
    """What two versions are compared by."""
    return fhir.encode(bared(resource))


_ETAG: Final = re.compile(r'(?:W/)?"([0-9]{1,9})"')


def version_of(if_match: str) -> int | None:
    """The version that If-Match names; None where it names none, or several."""
    found = _ETAG.fullmatch(if_match.strip())
    return int(found[1]) if found else None


def _answer(status: int, body: bytes, version: int, more: tuple[tuple[str, str], ...] = ()) -> Reply:
    return Reply(status, body, (("etag", f'W/"{version}"'), *more))
