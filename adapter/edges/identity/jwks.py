"""The issuers' keys, kept: fetched when they are due or a token names one that is not known (security.md 3.5)."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from adapter.edges.identity.fetching import UnusableError, fetch
from adapter.errors import Unavailable
from adapter.events import Event

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import httpx

    from adapter.core.tokens.keys import Key
    from adapter.ports import Clock, Told

FRESH: Final = timedelta(hours=24)
"""After which a set is fetched anew."""

GOOD: Final = timedelta(hours=48)
"""Up to which the last set that could be had is used."""

PAUSE: Final = timedelta(seconds=30)
"""At least between two fetches, however many unknown keys are named."""

FIRST_PAUSE: Final = timedelta(seconds=2)
"""The same while there is no set at all."""


class Jwks:
    """Public keys by issuer and `kid`. `generation` grows whenever they are no longer the same."""

    def __init__(
        self,
        client: httpx.AsyncClient,
        issuers: Iterable[str],
        clock: Clock,
        told: Told,
        *,
        development: bool = False,
    ) -> None:
        self._client, self._clock, self._told, self._development = client, clock, told, development
        self._held = {issuer: _Held() for issuer in issuers}
        self.generation = 0

    @property
    def ready(self) -> bool:
        """Whether keys of every issuer are there."""
        now = self._clock.now()
        return all(held.is_good(now) for held in self._held.values())

    async def refresh(self) -> None:
        """Fetch what is due; to be called now and then."""
        for issuer, held in self._held.items():
            if not held.is_fresh(self._clock.now()):
                await self._once(issuer, held)

    async def key(self, issuer: str, kid: str) -> Key | None:
        """A key of a trusted issuer. Raises `Unavailable` where no good set of its keys could be had."""
        held = self._held[issuer]
        if not held.is_good(self._clock.now()) or kid not in held.keys:
            await self._once(issuer, held)
        if not held.is_good(self._clock.now()):
            raise Unavailable("the keys of the token issuer cannot be had")
        return held.keys.get(kid)

    async def _once(self, issuer: str, held: _Held) -> None:
        """Fetch, unless it was tried a moment ago: whoever waited for another's fetch finds what that one found."""
        async with held.lock:
            now = self._clock.now()
            if held.may_try(now):
                held.tried = now
                await self._fetch(issuer, held, now)

    async def _fetch(self, issuer: str, held: _Held, now: datetime) -> None:
        try:
            found = await fetch(self._client, issuer, development=self._development)
        except UnusableError as error:
            self._told(Event.KEYS_UNAVAILABLE, issuer=issuer, reason=str(error))
            return
        if found != held.keys:
            self.generation += 1
            self._told(Event.KEYS_LOADED, issuer=issuer, keys=len(found))
        held.keys, held.loaded = found, now


class _Held:
    """An issuer's keys, when they were fetched, and when that was last tried."""

    def __init__(self) -> None:
        self.keys: Mapping[str, Key] = {}
        self.loaded: datetime | None = None
        self.tried: datetime | None = None
        self.lock = asyncio.Lock()

    def is_good(self, now: datetime) -> bool:
        return self.loaded is not None and now - self.loaded <= GOOD

    def is_fresh(self, now: datetime) -> bool:
        return self.loaded is not None and now - self.loaded <= FRESH

    def may_try(self, now: datetime) -> bool:
        pause = PAUSE if self.keys else FIRST_PAUSE
        return self.tried is None or now - self.tried >= pause
