"""Consent decides a read: rows and facts at once, the decision, the audit, and only then the bytes (architecture.md 2).

    question ─▶ rows + facts ─▶ see ─▶ audit, durable ─▶ answer
                one statement   each row by its own facts

What may not be seen and what is not there take the same way, write one row each, and are answered with the same bytes.
"""

from __future__ import annotations

from email.utils import format_datetime
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from adapter.core.consent.answers import Permit
from adapter.core.interaction import names_a_person
from adapter.core.letter import Audit
from adapter.core.records import Search
from adapter.core.replies import ABSENT, Reply, refused
from adapter.core.searching import PAGE, opened, parse, sealed
from adapter.core.see import Seen, see
from adapter.events import Event
from mappings.result import Refusal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from adapter.core.caller import Caller
    from adapter.core.interaction import Interaction
    from adapter.core.linking import LinkKey
    from adapter.core.records import Record
    from adapter.core.searching import Asked
    from adapter.ports import Clock, Records

AT_ONCE: Final = 50
"""Candidates that are fetched and judged together where the first ones do not fill the page."""


class Read:
    """The journey of read, vread and search. `base` is the FHIR base that links begin with."""

    def __init__(self, records: Records, clock: Clock, key: LinkKey, base: str) -> None:
        self._records, self._clock, self._key, self._base = records, clock, key, base

    async def one(self, caller: Caller, asked: Interaction) -> Reply:
        """Read and vread. Raises `Unavailable`; then nothing has left."""
        now = self._clock.now()
        version = _whole(asked.version) if asked.version else None
        record = await self._records.read(asked.type, asked.id, version, now)
        seen = see(caller, [record] if record is not None else [])
        await self._records.note([self._row(caller, asked, now, one) for one in seen or (None,)])
        shown = [one.record for one in seen if isinstance(one.decision, Permit)]
        return _resource(shown[0]) if shown else ABSENT

    async def search(
        self, caller: Caller, asked: Interaction, parameters: Sequence[tuple[str, str]]
    ) -> Reply:
        """A page of a search: what the caller may see of what matches, and no sign of anything else."""
        pages = [value for name, value in parameters if name == PAGE]
        try:
            wanted = (
                opened(pages[0], asked.type, caller, self._key)
                if len(pages) == len(parameters) == 1
                else parse(asked.type, parameters, self._key, posted=asked.posted)
            )
        except Refusal as refusal:
            return refused(*refusal.issues)
        return ABSENT if wanted is None else await self._page(caller, asked, wanted)

    async def _page(self, caller: Caller, asked: Interaction, wanted: Asked) -> Reply:
        now = self._clock.now()
        judged = await self._judged(caller, wanted, now)
        permitted = [one for one in judged if isinstance(one.decision, Permit)]
        shown, following = permitted[: wanted.page], ""
        if len(permitted) > wanted.page:  # one more may be seen: a next link tells of nothing else
            following = sealed(wanted._replace(after=shown[-1].record.row.id), caller, self._key)
            judged = judged[: judged.index(permitted[wanted.page])]
        rows = [self._row(caller, asked, now, one) for one in judged] or [self._row(caller, asked, now, None)]
        await self._records.note(rows)
        return Reply(200, self._bundle(wanted, shown, following))

    async def _judged(self, caller: Caller, wanted: Asked, now: datetime) -> list[Seen]:
        """Candidates with their decisions, until one more than a page may be seen or there are no more.

        To the end, however many are refused: to stop before would tell that there is something.
        """
        judged: list[Seen] = []
        asked = await self._linked(caller, wanted.of(caller, now, wanted.after))
        while True:
            found = await self._records.search(asked)
            judged += see(caller, found)
            permitted = sum(isinstance(one.decision, Permit) for one in judged)
            if permitted > wanted.page or len(found) < asked.limit:
                return judged
            asked = asked._replace(after=found[-1].row.id, limit=AT_ONCE)

    async def _linked(self, caller: Caller, asked: Search) -> Search:
        """Each message names its own Patient: rows of one person are found by any of them that the caller may see.

        A Patient that may not be seen links nothing, or it would tell whose it is (decisions.md, "Patient in a message").
        """
        if not asked.patients:
            return asked
        wanted = Search("Patient", asked.unit, asked.now, len(asked.patients), ids=asked.patients)
        seen = see(caller, await self._records.search(wanted))
        known = {one.record.row.person for one in seen if isinstance(one.decision, Permit)}
        return asked._replace(persons=tuple(sorted(person for person in known if person)))

    def _row(self, caller: Caller, asked: Interaction, now: datetime, seen: Seen | None) -> Audit:
        """One row of the audit: what was asked by whom, by which rule it was shown or not, and why."""
        subject, rule, reason = asked.type, "", "absent"
        if seen is not None:
            row = seen.record.row
            subject = f"{row.type}/{row.id}/{row.version}"
            rule = seen.decision.rule
            reason = _because(seen)
        event = Event.SHOWN if seen is not None and isinstance(seen.decision, Permit) else Event.NOT_SHOWN
        return Audit(
            self._clock.new_id(),
            now,
            event,
            f"client:{caller.client}",
            rule=rule,
            reason=reason,
            client=caller.client,
            organisation=caller.unit,
            action=asked.kind,
            subject=subject,
        )

    def _bundle(self, wanted: Asked, shown: list[Seen], following: str) -> bytes:
        """A searchset around the bytes as they are stored; no total, which would count what is not shown."""
        echo = [pair for pair in wanted.shown if not names_a_person(pair)]
        links = [("self", f"{self._base}/{wanted.type}" + (f"?{urlencode(echo)}" if echo else ""))]
        if following:
            links.append(("next", f"{self._base}/{wanted.type}?{PAGE}={following}"))
        link = ",".join(f'{{"relation":"{name}","url":"{url}"}}' for name, url in links)
        parts = [b'{"resourceType":"Bundle","type":"searchset","link":[', link.encode(), b"]"]
        entries = [self._entry(one.record) for one in shown]
        if entries:
            parts += [b',"entry":[', b",".join(entries), b"]"]
        return b"".join([*parts, b"}"])

    def _entry(self, record: Record) -> bytes:
        url = f"{self._base}/{record.row.type}/{record.row.id}"
        return b'{"fullUrl":"%b","resource":%b,"search":{"mode":"match"}}' % (url.encode(), record.body)


def _because(seen: Seen) -> str:
    """The Consent that opened it, or the reason why nothing did."""
    decision = seen.decision
    if isinstance(decision, Permit):
        return f"Consent/{decision.directive}" if decision.directive is not None else ""
    return decision.reason


def _resource(record: Record) -> Reply:
    headers = (("etag", f'W/"{record.row.version}"'), ("last-modified", http_date(record.written)))
    return Reply(200, record.body, headers)


def http_date(moment: datetime) -> str:
    """A moment as HTTP has it."""
    return format_datetime(moment, usegmt=True)


NO_VERSION: Final = 0
"""A number that no version has."""

DIGITS: Final = 9
"""Of a version's number."""


def _whole(text: str) -> int:
    """A version's number; what is none is answered as one that no version has."""
    return int(text) if text.isdecimal() and text.isascii() and len(text) <= DIGITS else NO_VERSION
