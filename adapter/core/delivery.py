"""What is due to leave and how a try went; what follows is decided in `adapter.core.retry`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from adapter.core.letter import Audit

State: TypeAlias = Literal["due", "sent", "dead"]


class Due(NamedTuple):
    """Something lent for delivery: `body` to `address` over `channel`. `tries` counts this try."""

    id: UUID
    letter: UUID
    channel: str
    address: str
    body: bytes
    deadline: datetime
    tries: int
    alarmed: bool


class Tried(NamedTuple):
    """How a try went. `fault` is a short key (`disk-full`), empty when delivered; never a person's data.

    `lasting` tells that no further try can help.
    """

    fault: str = ""
    lasting: bool = False


class Settled(NamedTuple):
    """What became of it: `due` again at `at`, `sent`, or `dead`. `alarmed` stays set once it was raised."""

    id: UUID
    state: State
    at: datetime
    fault: str
    alarmed: bool
    audit: Audit
