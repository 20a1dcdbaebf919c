"""What the app hands to the HTTP edge: callables, and limits."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from mappings.xml import MAX_BYTES

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from starlette.types import ASGIApp

    from adapter.core.asked import Asked
    from adapter.core.caller import Caller
    from adapter.core.letter import Answer
    from adapter.core.replies import Reply
    from adapter.core.tokens.presented import Presented
    from adapter.ports import Told


class Meter(Protocol):
    """What counts and shows."""

    @property
    def media(self) -> str:
        """The media type of the page."""
        ...

    def answered(self, seconds: float) -> None:
        """Note how long the answer to a message took."""
        ...

    def page(self) -> bytes:
        """Everything counted, for a machine that asks."""
        ...


class Limits(NamedTuple):
    """Bytes of a body, seconds until it has come, and how many messages are read or answered at the same time.

    The last times the first is what bodies may take of the memory.
    """

    body: int = MAX_BYTES
    seconds: float = 60
    at_once: int = 64


class Wiring(NamedTuple):
    """What is done with requests, once they are read.

    `identify` answers who asks, or raises `adapter.core.tokens.rules.Refused`. `receive` takes a message's bytes to its answer, `fhir` a
    FHIR request to its own. `ready` tells of each check by name whether it holds, `published` what is public, by path,
    `mounted` what other applications serve.
    All may raise `adapter.errors.Unavailable`. `development` shows the API pages.
    """

    identify: Callable[[Presented], Awaitable[Caller]]
    receive: Callable[[Caller, bytes], Awaitable[Answer]]
    fhir: Callable[[Caller, Asked], Awaitable[Reply]]
    ready: Callable[[], Awaitable[Mapping[str, bool]]]
    told: Told
    meter: Meter
    published: Mapping[str, bytes] = {}
    mounted: Mapping[str, ASGIApp] = {}
    development: bool = False
    limits: Limits = Limits()
