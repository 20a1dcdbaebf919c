"""What the service does: tokens by the checks of `adapter.core.tokens`, each proof and assertion once."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from adapter.core import loopback
from adapter.core.tokens import assertion, dpop, jws, keys
from adapter.core.tokens.nonce import nonces
from adapter.core.tokens.rules import Rule
from adapter.edges.sts.discovery import TOKEN
from adapter.edges.sts.framework import Asked, Framework, refused
from adapter.edges.sts.issuing import Registry, claims
from adapter.errors import StartError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from adapter.core.dev_clients import DevClient
    from adapter.core.tokens.assertion import Assertion
    from adapter.core.tokens.dpop import Proof
    from adapter.core.tokens.keys import Key, Signer
    from adapter.edges.sts.framework import Answer
    from adapter.edges.sts.issuing import Grant
    from adapter.ports import Clock, Replay

KEPT_KEYS: Final = 3
"""The newest keys that are published: a token ends long before its key goes."""


def registry(issuer: str, audience: str, clients: Iterable[tuple[DevClient, Signer]]) -> Registry:
    """What the service knows of its clients: their public keys."""
    listed = {client.id: (client, signer) for client, signer in clients}
    return Registry(
        issuer,
        audience,
        {name: client for name, (client, _) in listed.items()},
        {name: _public(signer) for name, (_, signer) in listed.items()},
    )


def _public(signer: Signer) -> dict[str, Key]:
    key = keys.read(signer.public)
    return {signer.kid: key} if key else {}


def _secret(signer: Signer) -> bytes:
    """What nonces are made with: the same in every process that answers for this service."""
    return sha256(f"nonces of {signer.private.as_dict(private=True)['d']}".encode()).digest()


class TokenService:
    """The service at its issuer. It is for development, on this machine alone; else raises `StartError`."""

    def __init__(
        self, registry: Registry, signer: Signer, replay: Replay, clock: Clock, *, development: bool
    ) -> None:
        if not development or not loopback.url_is_here(registry.issuer):
            raise StartError(
                "the development token service runs in development mode only, and on this machine only"
            )
        self.registry, self.clock = registry, clock
        self._signers, self._replay = [signer], replay
        self._secret = _secret(signer)
        self._framework = Framework(registry, self._token)
        self._url = dpop.normal(registry.issuer + TOKEN) or ""

    @property
    def signer(self) -> Signer:
        """The key that tokens are signed with now."""
        return self._signers[0]

    def jwks(self) -> dict[str, object]:
        """The keys that tokens may be signed with, the newest first."""
        shown = [{**one.public, "kid": one.kid, "alg": one.alg, "use": "sig"} for one in self._signers]
        return {"keys": shown}

    def rotate(self, signer: Signer) -> None:
        """Sign with a new key from now on; until the next start."""
        self._signers = [signer, *self._signers][:KEPT_KEYS]

    async def token(self, form: Mapping[str, str], proofs: Sequence[str]) -> Answer:
        """The answer to a token request. The proof is looked at first, as HelseID does. Raises `Unavailable`."""
        now = self.clock.now()
        good = nonces(self._secret, now.timestamp())
        proof = await self._proof(proofs, good, now)
        client = await self._assertion(form, now, proof)
        if isinstance(proof, Rule):
            return refused(proof, good[0] if proof is Rule.PROOF_NONCE else "")
        return self._framework.answer(Asked(form, client, proof.jkt))

    async def _proof(self, proofs: Sequence[str], good: tuple[str, ...], now: datetime) -> Proof | Rule:
        if len(proofs) != 1:
            return Rule.PROOF_SEVERAL if proofs else Rule.PROOF_ABSENT
        expected = dpop.Expected("POST", (self._url,), now.timestamp(), nonces=good)
        found = dpop.check(proofs[0], expected)
        if isinstance(found, Rule):
            return found
        until = now.timestamp() + expected.window.remembered
        return found if await self._first(found.replay_key, until, now) else Rule.PROOF_REPLAYED

    async def _assertion(
        self, form: Mapping[str, str], now: datetime, proof: Proof | Rule
    ) -> Assertion | Rule:
        """Whose assertion it is. It is used up by a request whose proof holds; of strict clients by any."""
        known = self.registry
        expected = assertion.Expected(known.issuer, known.keys, now.timestamp(), known.strict)
        found = assertion.check(form.get("client_assertion", ""), expected)
        if isinstance(found, Rule) or (isinstance(proof, Rule) and found.client not in known.strict):
            return found
        first = await self._first(found.replay_key, found.exp + assertion.LEEWAY, now)
        return found if first else Rule.ASSERTION_REPLAYED

    async def _first(self, key: bytes, until: float, now: datetime) -> bool:
        return await self._replay.first(key, datetime.fromtimestamp(until, UTC), now)

    def _token(self, grant: Grant) -> str:
        said = claims(self.registry, grant, self.clock.now().timestamp(), secrets.token_hex(16))
        return jws.sign(self.signer, {"kid": self.signer.kid, "typ": "at+jwt"}, said)
