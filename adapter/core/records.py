"""Stored resources as they are asked for and written over FHIR: the values between journeys and store."""

from __future__ import annotations

from base64 import b64encode
from datetime import datetime  # noqa: TC003 - msgspec reads annotations when it runs
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from adapter.core.consent.facts import Directive, Facts, Row
    from adapter.core.letter import Audit, Token, Version


class Record(NamedTuple):
    """A version with the facts of the same statement. `body` is what is served, with the letter's bytes where it is raw.

    `facts.now` is the moment that the question named. `current` tells whether no later version is there.
    """

    row: Row
    facts: Facts
    body: bytes
    written: datetime
    current: bool = True


Prefix: TypeAlias = Literal["eq", "ne", "gt", "ge", "lt", "le"]


class Written(NamedTuple):
    """A condition on when a version was written (`_lastUpdated`); `start` to `end` is the period that the value names.

    Both are of the period: `end` is its last microsecond.
    """

    prefix: Prefix
    start: datetime
    end: datetime


class Search(NamedTuple):
    """Which current versions are looked for: all conditions hold, in each any of its values.

    Without ids, patients and tokens nothing is found. `unit` is the caller's: the store may leave out rows that no rule
    could open to it (a superset of what is permitted remains). `after` is the id of the last row of the page before.
    `tokens` are parameter and keyed digest, `persons` the links of the patients' persons, as far as the caller may know
    them: what is about such a person is about the patient, whichever Patient it names.
    """

    type: str
    unit: str
    now: datetime
    limit: int
    after: str = ""
    ids: tuple[str, ...] | None = None
    patients: tuple[str, ...] | None = None
    tokens: tuple[tuple[str, tuple[bytes, ...]], ...] = ()
    written: tuple[Written, ...] = ()
    persons: tuple[bytes, ...] = ()


class Recorded(NamedTuple):
    """A version of a Consent with what the engine makes of it, written in one transaction with its audit row.

    `before` is the version that it replaces (0: none): the store refuses where another one has come since. `custodian`
    is the unit that writes.
    """

    version: Version
    before: int
    custodian: str
    at: datetime
    directives: tuple[Directive, ...]
    tokens: tuple[Token, ...]
    audit: Audit


def with_data(body: bytes, data: bytes | None) -> bytes:
    """The Binary that is a letter word for word, with the letter's bytes for as long as they are kept."""
    return body if data is None else b'%b,"data":"%b"}' % (body[:-1], b64encode(data))
