"""Resources with what decides who may see them, in PostgreSQL: rows and facts of one statement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from uuid import UUID

from adapter.core.consent.facts import Address, Directive, Facts, Row, Standing
from adapter.core.consent.rules import PUBLIC
from adapter.core.letter import Audit, Token
from adapter.core.records import Record, with_data
from adapter.edges.store import statements
from adapter.edges.store.faults import Taken
from adapter.edges.store.rows import audit_values, columns
from adapter.edges.store.together import Together

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from adapter.core.records import Recorded, Search
    from adapter.edges.store import driver
    from adapter.edges.store.pool import Database
    from adapter.edges.store.statements import Statement

NOBODY: Final = UUID(int=0)
"""An id that no resource has; no id sorts before it."""

_HIGHEST: Final = 2**31 - 1
"""The highest number of a version that a column holds."""


class PostgresRecords:
    """`adapter.ports.Records` over PostgreSQL: one statement a call, the same for what is there and what is not."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._note = Together(self._note_all)

    async def read(self, kind: str, ident: str, version: int | None, now: datetime) -> Record | None:
        """See the port."""
        rows = await self._database.rows(
            statements.READ, type=_kind(kind), id=_id(ident), version=_version(version)
        )
        return next(iter(_records(rows, now)), None)

    async def search(self, search: Search) -> list[Record]:
        """See the port."""
        return _records(await self._database.rows(_by(search), **_search_values(search)), search.now)

    async def standing(self, person: bytes, consent: str | None, now: datetime) -> Standing:
        """See the port."""
        (row,) = await self._database.rows(
            statements.STANDING, person=person, consent=_id(consent) if consent else NOBODY
        )
        return Standing(
            now,
            row["known"],
            tuple(Address(*one) for one in row["addresses"]),
            tuple((municipality, org_nr) for municipality, org_nr in row["keys"]),
            frozenset(row["units"]),
            row["recorded_by"],
            frozenset(row["recipients"]),
        )

    async def record(self, recorded: Recorded) -> bool:
        """See the port."""
        try:
            done = await self._database.row(statements.RECORD, **_recorded_values(recorded))
        except Taken:
            return False
        return done is not None

    async def note(self, rows: list[Audit]) -> None:
        """See the port."""
        if rows:
            await self._note(rows)

    async def _note_all(self, together: list[list[Audit]]) -> list[None]:
        rows = [row for rows in together for row in rows]
        await self._database.rows(statements.NOTE, **columns("audit", Audit._fields, rows))
        return [None] * len(together)


# --- on the way in ----------------------------------------------------------------------------------------------------


def _id(text: str) -> UUID:
    """The id as the column has it; for a text that is none, one that no row has."""
    try:
        found = UUID(text)
    except ValueError:
        return NOBODY
    return found if str(found) == text else NOBODY


def _ids(texts: Iterable[str] | None) -> list[UUID]:
    return [found for text in texts or () if (found := _id(text)) != NOBODY]


def _kind(text: str) -> str:
    return text if text.isascii() and text.isalnum() else ""


def _version(number: int | None) -> int | None:
    return number if number is None or 0 < number <= _HIGHEST else 0


def _by(search: Search) -> Statement:
    """The statement that begins with the condition that leaves the fewest candidates."""
    if search.ids is not None:
        return statements.SEARCH_BY_ID
    if search.patients is not None:
        return statements.SEARCH_BY_PATIENT
    return statements.SEARCH_BY_TOKEN


def _search_values(search: Search) -> dict[str, object]:
    tokens = [
        (number, param, value) for number, (param, values) in enumerate(search.tokens, 1) for value in values
    ]
    return {
        "type": _kind(search.type),
        "unit": search.unit,
        "now": search.now,
        "limit": search.limit,
        "after": _id(search.after),
        "any_id": search.ids is None,
        "ids": _ids(search.ids),
        "any_patient": search.patients is None,
        "patients": _ids(search.patients),
        "persons": list(search.persons),
        "token_conditions": len(search.tokens),
        **columns("token", ("condition", "param", "value"), tokens),
        **columns("written", ("prefix", "start", "end"), search.written),
        "public": search.type in PUBLIC,
    }


def _recorded_values(recorded: Recorded) -> dict[str, object]:
    return {
        **recorded.version._asdict(),
        "before": recorded.before,
        "custodian": recorded.custodian,
        "at": recorded.at,
        **columns("directive", Directive._fields, recorded.directives),
        **columns("token", Token._fields, recorded.tokens),
        **audit_values(recorded.audit),
    }


# --- on the way out ---------------------------------------------------------------------------------------------------


def _records(rows: list[driver.Row], now: datetime) -> list[Record]:
    """Rows as records; a person's directives stand in the first row of that person."""
    of_person: dict[bytes | None, tuple[Directive, ...]] = {}
    for row in rows:
        if row["directives"] is not None:
            of_person[row["person"]] = tuple(Directive(*one) for one in row["directives"])
    return [_record(row, Facts(now, frozenset(row["parties"]), of_person[row["person"]])) for row in rows]


def _record(row: driver.Row, facts: Facts) -> Record:
    return Record(
        Row(*(row[name] for name in Row._fields)),
        facts,
        with_data(row["body"], row["data"]),
        row["written"],
        row["current"],
    )
