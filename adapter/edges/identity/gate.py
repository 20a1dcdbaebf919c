"""The one gate: a request's head in, who asks out (security.md 3.1, A to G).

shape ─▶ token: form ─▶ signature ─▶ claims ─▶ proof ─▶ first use ─▶ organisation ─▶ Caller
"""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from adapter.core.tokens import access_token, dpop
from adapter.core.tokens.nonce import nonces
from adapter.core.tokens.rules import Refused, Rule
from adapter.core.tokens.text import encoded
from adapter.edges.identity import shape
from adapter.edges.identity.verified import Verified, VerifiedTokens
from adapter.errors import StartError

if TYPE_CHECKING:
    from datetime import datetime

    from adapter.core.caller import Caller
    from adapter.core.tokens.access_token import Expected
    from adapter.core.tokens.dpop import Proof, Window
    from adapter.core.tokens.presented import Presented
    from adapter.edges.identity.jwks import Jwks
    from adapter.ports import Clock, Replay

T = TypeVar("T")


class Policy(NamedTuple):
    """What the gate asks for: `bases` are the URLs under which others see us; with a `secret` it wants nonces.

    NHN's client libraries cannot answer a nonce of an API (security.md 3.3): without a secret there are none.
    """

    tokens: Expected
    bases: tuple[str, ...]
    window: Window = dpop.Window()
    secret: bytes = b""


class Gate:
    """Answers who asks. Nothing of what was shown is kept but hashes, and nothing is told to any log."""

    def __init__(self, policy: Policy, jwks: Jwks, replay: Replay, clock: Clock) -> None:
        """Raises `StartError` for a base that is no URL."""
        self._policy, self._jwks, self._replay, self._clock = policy, jwks, replay, clock
        self._bases = tuple(_base(url) for url in policy.bases)
        self._verified = VerifiedTokens()

    async def identify(self, presented: Presented) -> Caller:
        """Who asks. Raises `Refused`; `Unavailable` where the keys or the memory of proofs cannot be asked."""
        token = shape.token(presented)
        now = self._clock.now()
        verified = await self._token(token, now.timestamp())
        try:
            await self._first(self._proof(presented, verified, now.timestamp()), now)
            return _known(verified.caller)
        except Refused as refused:
            refused.client = verified.token.client
            raise

    async def _token(self, text: str, now: float) -> Verified:
        digest, generation = sha256(text.encode("latin-1")).digest(), self._jwks.generation
        found = self._verified.get(digest, generation, now)
        if found is not None:
            return found
        unverified = _known(access_token.read(text, self._policy.tokens))
        key = await self._jwks.key(unverified.issuer, unverified.kid)
        token = _known(access_token.check(unverified, key, self._policy.tokens, now))
        verified = Verified(token, encoded(digest), access_token.caller(token))
        self._verified.put(digest, generation, verified)
        return verified

    def _proof(self, presented: Presented, verified: Verified, now: float) -> Proof:
        path = presented.path.decode("latin-1")
        expected = dpop.Expected(
            presented.method,
            tuple([base + path for base in self._bases]),
            now,
            verified.token.jkt,
            verified.ath,
            nonces(self._policy.secret, now) if self._policy.secret else None,
            self._policy.window,
        )
        proof = shape.proof(presented)
        checked = proof if isinstance(proof, Rule) else dpop.check(proof, expected)
        if checked is Rule.PROOF_NONCE and expected.nonces:
            raise Refused(checked, nonce=expected.nonces[0])
        return _known(checked)

    async def _first(self, proof: Proof, now: datetime) -> None:
        """Asked last: nobody without a token and its key may fill the memory of proofs."""
        until = now + timedelta(seconds=self._policy.window.remembered)
        if not await self._replay.first(proof.replay_key, until, now):
            raise Refused(Rule.PROOF_REPLAYED)


def _known(found: T | Rule) -> T:
    """Raises `Refused` for the rule that was found instead."""
    if isinstance(found, Rule):
        raise Refused(found)
    return found


def _base(url: str) -> str:
    found = dpop.normal(url.rstrip("/") + "/")
    if found is None:
        raise StartError("a public base has to be an http URL without user, query and fragment")
    return found.removesuffix("/")
