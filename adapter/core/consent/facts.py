"""What a decision is made of: the row that is asked for, and the facts that the store read together with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

Action: TypeAlias = Literal["read", "create", "update"]
"""`read` covers read, vread, search and everything else that shows; withdrawing a Consent is an update."""

Kind: TypeAlias = Literal["permit", "deny"]


class Row(NamedTuple):
    """A stored version as the decision sees it, without its content.

    `section` is its label, None where it has none. `person` links the records of the person that it is about, None
    where it is about nobody. `custodian` is the organisation number of the unit that wrote it by REST, empty for what
    came by message.
    """

    type: str
    id: str
    version: int
    section: str | None
    person: bytes | None
    custodian: str = ""


class Directive(NamedTuple):
    """One nested provision of the current version of a Consent, as the engine evaluates it.

    `live` is whether the Consent's status is active and its category one that the engine decides by. Empty `actor`,
    `section` or `action` of a deny means any; a permit names its actor, and one to share or transfer all three. `start`
    and `end` bound it inclusively (None: unbounded). `instance` narrows it to one resource (`Goal/…`).
    """

    consent: UUID
    version: int
    person: bytes
    category: str
    live: bool
    kind: Kind
    actor: str
    section: str
    action: str
    start: datetime | None = None
    end: datetime | None = None
    instance: str = ""


class Facts(NamedTuple):
    """What the store knows beside the row, read in the same statement, as of `now`.

    `parties` are the organisation numbers of the innermost units that the message which wrote the row states as sender,
    receiver or copy receiver. `directives` are all of the row's person, live or not.
    """

    now: datetime
    parties: frozenset[str] = frozenset()
    directives: tuple[Directive, ...] = ()


class Address(NamedTuple):
    """A municipality that some record states for the person, and the unit that supplied the record."""

    municipality: str
    supplier: str
    protected: bool = False


class Standing(NamedTuple):
    """What is known about the person of a Consent that is to be recorded, and about the Consent as it stands.

    `addresses` come from all Patient rows of the person; `keys` are the organisation numbers of the coordinating units
    (KE) by municipality number; `units` are those that have to do with the person already: the parties of messages about
    them, and whoever supplied a Patient row. `recorded_by` and `recipients` (the actors of its permits) are of the current
    version, empty for a new Consent.
    """

    now: datetime
    known: bool = False
    addresses: tuple[Address, ...] = ()
    keys: tuple[tuple[str, str], ...] = ()
    units: frozenset[str] = frozenset()
    recorded_by: str = ""
    recipients: frozenset[str] = frozenset()
