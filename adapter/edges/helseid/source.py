"""Tokens of one client: asked for when needed, kept while they are good (security.md 1.2–1.5, 1.10)."""

from __future__ import annotations

import asyncio
import secrets
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

import httpx
from joserfc.jwk import ECKey

from adapter.core.tokens import assertion, details, dpop, keys
from adapter.edges.helseid import answers
from adapter.edges.helseid.answers import Heard
from adapter.errors import Unavailable
from adapter.events import Event

if TYPE_CHECKING:
    from collections.abc import Mapping

    from adapter.core.tokens.keys import Signer
    from adapter.edges.helseid.answers import Granted
    from adapter.edges.helseid.registration import Registration
    from adapter.ports import Clock, Told

CONFIGURATION: Final = "/.well-known/openid-configuration"
METADATA_LIVES: Final = timedelta(hours=24)
"""HelseID's functional requirement FK2."""

SECONDS: Final = 10
"""For one answer, to its last byte."""

MOST: Final = 262_144
"""Bytes of an answer."""

JITTER_MS: Final = 300
"""Milliseconds until a second try, at most."""


class _Endpoint(NamedTuple):
    url: str
    until: datetime


class _Kept(NamedTuple):
    token: str
    until: datetime


class TokenSource:
    """Tokens of a registration, bound to a key that lives as long as this. `http` follows no redirects."""

    def __init__(
        self,
        registration: Registration,
        http: httpx.AsyncClient,
        clock: Clock,
        told: Told,
        *,
        seconds: float = SECONDS,
    ) -> None:
        self._registration, self._http, self._clock, self._told = registration, http, clock, told
        self._seconds = seconds
        self._proof_key = _new_key()
        self._asking = asyncio.Lock()
        self._endpoint: _Endpoint | None = None
        self._kept: _Kept | None = None
        self._nonce: str | None = None

    async def token(self) -> str:
        """A token that is good for a while. Raises `NoToken`, `Unavailable`."""
        async with self._asking:  # who comes meanwhile is given the same
            if self._kept is None or self._clock.now() >= self._kept.until:
                self._kept = await self._fetched()
            return self._kept.token

    def forget(self, token: str) -> None:
        """Ask for another one: this one was refused."""
        if self._kept is not None and self._kept.token == token:
            self._kept = None

    def proof(self, method: str, url: str, token: str, nonce: str | None = None) -> str:
        """A new proof for a request with a token of ours."""
        return dpop.build(self._proof_key, method, url, self._now(), _jti(), nonce=nonce, access_token=token)

    async def _fetched(self) -> _Kept:
        try:
            found = await self._granted()
        except Unavailable:  # once more, after a moment
            await asyncio.sleep(secrets.randbelow(JITTER_MS) / 1000)
            found = await self._granted()
        if found.rejected:
            self._told(Event.SCOPE_REJECTED, client=self._registration.client, scopes=len(found.rejected))
        good = found.seconds - max(2, found.seconds // 10)
        return _Kept(found.token, self._clock.now() + timedelta(seconds=good))

    async def _granted(self) -> Granted:
        """The nonce dance: a second time with the nonce, where the first was without a good one."""
        url = await self._token_endpoint()
        heard = await self._posted(url)
        if answers.wants_nonce(heard):
            heard = await self._posted(url)
        return answers.granted(heard, self._registration.scopes)

    async def _posted(self, url: str) -> Heard:
        """One request, with an assertion and a proof of its own."""
        proof = dpop.build(self._proof_key, "POST", url, self._now(), _jti(), nonce=self._nonce)
        heard = await self._heard("POST", url, data=self._form(), headers={"DPoP": proof})
        self._nonce = heard.nonce or self._nonce
        return heard

    def _form(self) -> dict[str, str]:
        known = self._registration
        said = details.for_child(known.child) if known.child else None
        return {
            "client_id": known.client,
            "grant_type": "client_credentials",
            "scope": " ".join(known.scopes),
            "client_assertion_type": assertion.FORM_TYPE,
            "client_assertion": assertion.build(
                known.client, known.issuer, known.key, self._now(), _jti(), said
            ),
        }

    async def _token_endpoint(self) -> str:
        now = self._clock.now()
        if self._endpoint is None or now >= self._endpoint.until:
            issuer = self._registration.issuer
            heard = await self._heard("GET", issuer + CONFIGURATION)
            self._endpoint = _Endpoint(answers.token_endpoint(heard, issuer), now + METADATA_LIVES)
        return self._endpoint.url

    async def _heard(
        self,
        method: str,
        url: str,
        data: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Heard:
        """What is answered, if it is answered in time and is not too large. Raises `Unavailable`."""
        asking = self._http.stream(method, url, data=data, headers=headers, auth=None, follow_redirects=False)
        try:
            async with asyncio.timeout(self._seconds), asking as response:
                return Heard(response.status_code, response.headers.get("dpop-nonce"), await _body(response))
        except (TimeoutError, httpx.HTTPError):
            raise Unavailable("the token service does not answer") from None

    def _now(self) -> float:
        return self._clock.now().timestamp()


async def _body(response: httpx.Response) -> bytes:
    body = b""
    async for chunk in response.aiter_bytes():
        body += chunk
        if len(body) > MOST:
            raise Unavailable("the token service answers more than can be read")
    return body


def _jti() -> str:
    """128 random bits, never twice."""
    return secrets.token_urlsafe(16)


def _new_key() -> Signer:
    """For proofs alone: small, and the client's own key stays away from the requests (security.md 1.3)."""
    members = ECKey.generate_key("P-256").as_dict(private=True)
    return keys.signer({name: str(value) for name, value in members.items()}, "ES256")
