"""Values that the tests of rows and facts are told with: persons, units, what messages and Consents say of them."""

from __future__ import annotations

from string import ascii_lowercase, digits
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from adapter.core.consent.facts import Directive
from adapter.core.letter import Message, Token, Version
from adapter.core.parties import Party
from adapter.core.records import Recorded, Search
from tests.edges.store.values import START, at, audit, decision, kept, key

if TYPE_CHECKING:
    from datetime import datetime

    from tests.edges.store.stores import Store

KARI, OLA = b"link of Kari", b"link of Ola"

MUNICIPALITY, KE, HOME, OFFICE, HOSPITAL, WARD = (
    *("310010103", "310020206", "310030309"),
    *("310080802", "312020203", "312120216"),
)
PARTIES = [
    Party("Fjellvik kommune", MUNICIPALITY, "9000001", municipality="9901"),
    Party("KE Fjellvik", KE, "9000011", MUNICIPALITY, kind="ke"),
    Party("Fjellvik hjemmetjeneste", HOME, "9000012", MUNICIPALITY, municipality="9901"),
    Party("Fjellvik legesenter", OFFICE, "9000013", municipality="9901"),
    Party("Helse Fjordland HF", HOSPITAL, "9000031"),
    Party("KE Helse Fjordland", "312120208", "9000032", HOSPITAL, kind="ke"),
    Party("Medisinsk avdeling", WARD, "9000034", HOSPITAL),
]
FROM_WARD = ("HER:9000034", "HER:9000012")
"""The parties of a message from the ward to the home care."""


def ident(kind: str, name: str) -> str:
    return str(uuid5(UUID(int=0), f"{kind}/{name}"))


def row(kind: str, name: str, number: int = 1, **other: object) -> Version:
    """A version about Kari in the section `health`, unless told otherwise."""
    key = ident(kind, name)
    usual: dict[str, object] = {
        "body": f'{{"resourceType":"{kind}","id":"{key}"}}'.encode(),
        "patient": ident("Patient", "kari"),
        "person": KARI,
        "section": "health",
    }
    return Version(kind, key, number, **{**usual, **other})  # type: ignore[arg-type]


def patient(name: str, number: int = 1, **other: object) -> Version:
    own = {"patient": ident("Patient", name), "section": "overview", "municipality": "9901"}
    return row("Patient", name, number, **{**own, **other})


def token(version: Version, param: str, value: bytes) -> Token:
    return Token(*version[:3], param, value)


async def stated(
    store: Store,
    *versions: Version,
    msg_id: str = "m",
    parties: tuple[str, ...] = FROM_WARD,
    receiver: str = "HER:9000012",
    tokens: tuple[Token, ...] = (),
    minutes: float = 1,
) -> UUID:
    """A message that states these versions; the id of its letter."""
    letter = await kept(store, f"{msg_id} to {receiver}".encode())
    said = Message(key(msg_id)._replace(receiver=receiver), "inlagt", "", "", START, parties)
    committed = await store.inbox.commit(
        decision(letter, decided=at(minutes), message=said, versions=versions, tokens=tokens)
    )
    assert committed
    return letter


def directive(consent: str, number: int = 1, **other: object) -> Directive:
    """A provision that lets the office read the section `health` of Kari's, unless told otherwise."""
    usual: dict[str, object] = {
        "person": KARI,
        "category": "share",
        "live": True,
        "kind": "permit",
        "actor": OFFICE,
        "section": "health",
        "action": "read",
    }
    return Directive(UUID(ident("Consent", consent)), number, **{**usual, **other})  # type: ignore[arg-type]


def recorded(consent: str, number: int, *directives: Directive, **other: object) -> Recorded:
    """A version of a Consent that KE Fjellvik records after the version before."""
    usual: dict[str, object] = {
        "version": row("Consent", consent, number, section="consents"),
        "before": number - 1,
        "custodian": KE,
        "at": at(number),
        "directives": directives,
        "tokens": (),
        "audit": audit("consent-recorded"),
    }
    return Recorded(**{**usual, **other})  # type: ignore[arg-type]


NAMES = ascii_lowercase + digits
"""What rows are called."""


def search(kind: str, unit: str, **other: object) -> Search:
    """A search; for all rows with a name of one sign, where nothing else narrows it."""
    usual: dict[str, object] = {"now": START, "limit": 100}
    if not other.keys() & {"ids", "patients", "tokens"}:
        usual["ids"] = tuple(ident(kind, name) for name in NAMES)
    return Search(kind, unit, **{**usual, **other})  # type: ignore[arg-type]


async def found(store: Store, asked: Search) -> list[str]:
    """The ids that a search finds."""
    return [one.row.id for one in await store.records.search(asked)]


async def directives_of(store: Store, kind: str, name: str, now: datetime = START) -> tuple[Directive, ...]:
    """The directives that come with a row."""
    record = await store.records.read(kind, ident(kind, name), None, now)
    assert record
    return record.facts.directives
