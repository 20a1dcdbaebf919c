"""What the store holds, read by statements of the test's own, and what is to be decided on each version."""

from __future__ import annotations

import json
from base64 import b64encode
from collections import defaultdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

import asyncpg

from adapter.core.caller import Caller
from adapter.core.consent.answers import Permit
from adapter.core.consent.decide import decide
from adapter.core.consent.facts import Directive, Facts, Row
from adapter.core.dev_clients import CLIENTS
from tests.served.posts import unit_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from uuid import UUID

RESOURCES = """
    select type, id::text, version, section, person, custodian, body, written, letter, raw,
        coalesce(carrier, letter) as carrier
    from resource
    order by type, id, version
"""
DIRECTIVES = """
    select consent, version, person, category, live, kind, actor, section, action, starts, ends, instance
    from directive
    where version = (select max(version) from resource where type = 'Consent' and id = directive.consent)
"""
MESSAGES = "select letter, msg_id, sender, parties from message"
LETTERS = "select id, raw from letter"
PARTIES = "select 'HER:' || her_id, org_nr from party where her_id <> ''"


Json = dict[str, Any]


class Stored(NamedTuple):
    """A version with the facts about it; `msg_id` is that of the message that carried it, empty for one by REST."""

    row: Row
    facts: Facts
    body: bytes
    written: datetime
    json: Json
    current: bool
    msg_id: str


def may_see(client: str, one: Stored) -> bool:
    """The pure decision."""
    caller = Caller(client, CLIENTS[client].organisation, unit_of(client), frozenset())
    return isinstance(decide(caller, "read", one.row, one.facts), Permit)


async def stored(url: str) -> list[Stored]:
    """Every version of every resource, in the order of type, id and version."""
    connection = await asyncpg.connect(url)
    try:
        resources = await connection.fetch(RESOURCES)
        directives = await connection.fetch(DIRECTIVES)
        messages = await connection.fetch(MESSAGES)
        letters = dict(await connection.fetch(LETTERS))
        numbers = dict(await connection.fetch(PARTIES))
    finally:
        await connection.close()
    now = datetime.now(UTC)
    units = _units(messages, numbers)
    msg_ids = {message["letter"]: message["msg_id"] for message in messages}
    last = {(row["type"], row["id"]): row["version"] for row in resources}
    of_person: dict[bytes, list[Directive]] = defaultdict(list)
    for one in directives:
        of_person[one["person"]].append(Directive(*one))
    bodies = [_body(row["body"], letters.get(row["letter"]) if row["raw"] else None) for row in resources]
    return [
        Stored(
            Row(*row[:6]),
            Facts(now, units.get(row["carrier"], frozenset()), tuple(of_person[row["person"]])),
            body,
            row["written"],
            json.loads(body),
            last[row["type"], row["id"]] == row["version"],
            msg_ids.get(row["carrier"], ""),
        )
        for row, body in zip(resources, bodies, strict=True)
    ]


def _units(messages: Iterable[Any], numbers: dict[str, str]) -> dict[UUID, frozenset[str]]:
    """Letter -> organisation numbers of the units that its message states, in all letters of that unit that state it."""
    same: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for message in messages:
        same[_said(message)] |= set(_numbers(message["parties"], numbers))
    return {message["letter"]: frozenset(same[_said(message)]) for message in messages}


def _said(message: Any) -> tuple[str, ...]:  # noqa: ANN401 - a row
    """What makes letters one message of one sending unit."""
    return message["msg_id"], message["sender"], *message["parties"][:1]


def _numbers(stated: Iterable[str], numbers: dict[str, str]) -> Iterator[str]:
    for identity in stated:
        known = numbers.get(identity, identity.removeprefix("ENH:") if identity.startswith("ENH:") else "")
        if known:
            yield known


def _body(body: bytes, raw: bytes | None) -> bytes:
    """The Binary that is the message itself is shown with the letter's bytes."""
    return body if raw is None else body[:-1] + b',"data":"' + b64encode(raw) + b'"}'
