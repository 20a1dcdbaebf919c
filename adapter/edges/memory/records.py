"""Resources with what decides who may see them, in memory."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from adapter.core.consent.facts import Address, Facts, Row, Standing
from adapter.core.consent.rules import PUBLIC
from adapter.core.letter import Token
from adapter.core.records import Record, with_data
from adapter.edges.memory.tables import Written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from uuid import UUID

    from adapter.core.consent.facts import Directive
    from adapter.core.letter import Audit
    from adapter.core.records import Prefix, Recorded, Search
    from adapter.core.records import Written as Wanted
    from adapter.edges.memory.tables import Tables


class MemoryRecords:
    """`adapter.ports.Records` over dicts."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def read(self, kind: str, ident: str, version: int | None, now: datetime) -> Record | None:
        """See the port."""
        versions = self._tables.resources.get((kind, ident), {})
        number = max(versions, default=0) if version is None else version
        written = versions.get(number)
        return self._record(written, now) if written else None

    def _record(self, written: Written, now: datetime) -> Record:
        version = written.version
        letter = self._tables.letters.get(written.letter) if written.letter else None
        return Record(
            _row(written),
            Facts(now, self._parties(_carrier(written)), self._of_person(version.person)),
            with_data(version.body, letter.data if letter and version.raw else None),
            written.at,
            version.version == max(self._tables.resources[version.type, version.id]),
        )

    def _of_person(self, person: bytes | None) -> tuple[Directive, ...]:
        directives = self._tables.directives
        return tuple(
            one for consent in sorted(directives) for one in directives[consent] if one.person == person
        )

    def _parties(self, letter: UUID | None) -> frozenset[str]:
        """The units that a letter's message states, in this letter and in those of the same sending unit to others."""
        own = self._tables.messages.get(letter) if letter else None
        if own is None:
            return frozenset()
        stated = [
            identity
            for message in self._tables.messages.values()
            if (message.key.sender, message.key.msg_id) == (own.key.sender, own.key.msg_id)
            and message.parties[:1] == own.parties[:1]
            for identity in message.parties
        ]
        return frozenset(filter(None, map(self._tables.directory.org_nr, stated)))

    async def search(self, search: Search) -> list[Record]:
        """See the port."""
        if search.ids is None and search.patients is None and not search.tokens:
            return []
        found = (
            record
            for written in self._current(search.type)
            if written.version.id > search.after and self._matches(written, search)
            if _may_open(record := self._record(written, search.now), search)
        )
        return list(islice(found, search.limit))

    def _current(self, kind: str) -> Iterator[Written]:
        for key in sorted(self._tables.resources):
            if key[0] == kind:
                versions = self._tables.resources[key]
                yield versions[max(versions)]

    def _matches(self, written: Written, search: Search) -> bool:
        version = written.version
        return (
            (search.ids is None or version.id in search.ids)
            and (
                search.patients is None
                or version.patient in search.patients
                or version.person in search.persons
            )
            and all(
                any(Token(*version[:3], param, value) in self._tables.tokens for value in values)
                for param, values in search.tokens
            )
            and all(_WRITTEN[wanted.prefix](written.at, wanted) for wanted in search.written)
        )

    async def standing(self, person: bytes, consent: str | None, now: datetime) -> Standing:
        """See the port."""
        rows = [
            one
            for (kind, _), versions in self._tables.resources.items()
            for one in versions.values()
            if kind == "Patient" and one.version.person == person
        ]
        there = self._tables.resources.get(("Consent", consent or ""), {})
        directives = self._tables.directives.get(consent or "", ())
        return Standing(
            now,
            bool(rows),
            tuple(
                sorted(
                    {self._address(one) for one in rows if self._is_current(one) and one.version.municipality}
                )
            ),
            self._keys(),
            frozenset().union(*(self._units(one) for one in rows)),
            there[max(there)].custodian if there else "",
            frozenset(one.actor for one in directives if one.kind == "permit" and one.actor),
        )

    def _is_current(self, written: Written) -> bool:
        version = written.version
        return version.version == max(self._tables.resources[version.type, version.id])

    def _units(self, written: Written) -> frozenset[str]:
        return self._parties(_carrier(written)) | ({written.custodian} - {""})

    def _address(self, written: Written) -> Address:
        message = self._tables.messages.get(written.letter) if written.letter else None
        sender = self._tables.directory.org_nr(message.parties[0]) if message and message.parties else ""
        return Address(written.version.municipality or "", written.custodian or sender)

    def _keys(self) -> tuple[tuple[str, str], ...]:
        parties = self._tables.directory.parties
        found = {
            (unit.municipality or whole.municipality, unit.org_nr)
            for unit in parties
            if unit.kind == "ke"
            for whole in [unit, *(one for one in parties if one.org_nr == unit.parent)]
        }
        return tuple(sorted(key for key in found if key[0]))

    async def record(self, recorded: Recorded) -> bool:
        """See the port."""
        tables, version = self._tables, recorded.version
        if recorded.audit.id in tables.audit:  # asked again: done the first time
            return True
        versions = tables.resources.get((version.type, version.id), {})
        stated = any(one.letter for one in versions.values())
        if stated or version.version in versions or max(versions, default=0) != recorded.before:
            return False
        written = Written(version, recorded.at, None, recorded.custodian)
        tables.resources[version.type, version.id] = {**versions, version.version: written}
        tables.directives[version.id] = recorded.directives
        tables.tokens.update(recorded.tokens)
        tables.note(recorded.audit)
        return True

    async def note(self, rows: list[Audit]) -> None:
        """See the port."""
        for row in rows:
            self._tables.note(row)


def _row(written: Written) -> Row:
    version = written.version
    return Row(version.type, version.id, version.version, version.section, version.person, written.custodian)


_WRITTEN: Final[dict[Prefix, Callable[[datetime, Wanted], bool]]] = {
    "eq": lambda at, wanted: wanted.start <= at <= wanted.end,
    "ne": lambda at, wanted: not wanted.start <= at <= wanted.end,
    "gt": lambda at, wanted: at > wanted.end,
    "ge": lambda at, wanted: at >= wanted.start,
    "lt": lambda at, wanted: at < wanted.start,
    "le": lambda at, wanted: at <= wanted.end,
}


def _may_open(record: Record, search: Search) -> bool:
    """Whether some rule could open a record to the unit that searches."""
    row, facts = record.row, record.facts
    return (
        row.custodian == search.unit
        or search.unit in facts.parties
        or (row.type in PUBLIC and row.person is None)
        or any(_may_share(one, record, search.unit) for one in facts.directives)
    )


def _may_share(directive: Directive, record: Record, unit: str) -> bool:
    row, now = record.row, record.facts.now
    return (
        directive.live
        and directive.kind == "permit"
        and (directive.actor, directive.section, directive.action) == (unit, row.section, "read")
        and directive.instance in ("", f"{row.type}/{row.id}")
        and (directive.start is None or directive.start <= now)
        and (directive.end is None or now <= directive.end)
    )


def _carrier(written: Written) -> UUID | None:
    """The letter that carried what a version says."""
    return written.version.carrier or written.letter
