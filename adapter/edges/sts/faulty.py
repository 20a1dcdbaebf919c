"""Tokens and proofs made to order, sound or with faults (security.md 8.3).

The request and its answer are those of NHN's test token service, as far as they concern machines, so that a test by
these names runs against either. Ours alone are `claims` and `bindToOtherKey`.
"""

from __future__ import annotations

import json
import secrets
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias, cast, get_args

import msgspec

from adapter.core.tokens import dpop, jws, keys
from adapter.core.tokens.text import decoded, encoded, members, written
from adapter.edges.sts import fresh
from adapter.edges.sts.issuing import LIFETIME, Grant, claims

if TYPE_CHECKING:
    from collections.abc import Callable

    from adapter.core.tokens.keys import Signer
    from adapter.edges.sts.issuing import Registry

Fault: TypeAlias = Literal[
    "None",
    "DontSetHtuClaimValue",
    "DontSetHtmClaimValue",
    "SetIatValueInThePast",
    "SetIatValueInTheFuture",
    "DontSetAthClaimValue",
    "DontSetAlgHeader",
    "DontSetJwkHeader",
    "DontSetJtiClaim",
    "SetAlgHeaderToASymmetricAlgorithm",
    "SetPrivateKeyInJwkHeader",
    "SetInvalidTypHeaderValue",
    "SetAnInvalidSignature",
]
"""What can be wrong with a proof."""

FAULTS: Final[tuple[Fault, ...]] = get_args(Fault)
MINUTES: Final = 600
"""Seconds by which a time is wrong."""


class _Camel(msgspec.Struct, rename="camel", forbid_unknown_fields=True):
    """Names as NHN's service has them."""


class ClientClaims(_Camel):
    """What is said of a client; what is not given is as it is registered."""

    client_id: str
    scope: list[str] | None = None
    orgnr_parent: str | None = None
    orgnr_child: str | None = None
    jti: str | None = None


class Expiration(_Camel):
    """When a token ends."""

    set_expiration_time_as_expired: bool = False
    expiration_time_in_seconds: int = LIFETIME


class Header(_Camel):
    """The token's header."""

    typ: str = "at+jwt"


class ProofWanted(_Camel):
    """The proof: of which request, by which key (a private JWK as text; without one, by a new one), what is wrong."""

    htm_claim_value: str = "GET"
    htu_claim_value: str = ""
    private_key_for_proof_creation: str = ""
    invalid: Fault = msgspec.field(default="None", name="invalidDPoPProofParameters")


class Wanted(_Camel):
    """A token made to order. `claims` replace the token's own by name; one that is null is left out."""

    client_claims: ClientClaims = msgspec.field(name="clientClaimsParameters")
    audience: str | None = None
    expiration: Expiration = msgspec.field(default_factory=Expiration, name="expirationParameters")
    header: Header = msgspec.field(default_factory=Header, name="headerParameters")
    proof: ProofWanted = msgspec.field(default_factory=ProofWanted, name="dPoPProofParameters")
    sign_jwt_with_invalid_signing_key: bool = False
    set_invalid_issuer: bool = False
    set_invalid_audience: bool = False
    bind_to_other_key: bool = False
    claims: dict[str, Any] = {}


class Made(_Camel):
    """A token and a proof that fits it, but for the faults that were ordered."""

    access_token: str = msgspec.field(name="accessTokenJwt")
    proof: str = msgspec.field(name="dPoPProof")


def make(wanted: Wanted, registry: Registry, signer: Signer, now: float) -> Made:
    """What was ordered. Raises `ValueError` for an unknown client or a key that cannot be read."""
    own = _proof_key(wanted.proof.private_key_for_proof_creation)
    token = _token(wanted, registry, signer, own, now)
    return Made(token, _proof(wanted.proof, own, token, now))


def _token(wanted: Wanted, registry: Registry, signer: Signer, own: Signer, now: float) -> str:
    bound = _elliptic() if wanted.bind_to_other_key else own
    late = now - MINUTES if wanted.expiration.set_expiration_time_as_expired else now
    grant = _grant(wanted.client_claims, registry, bound)
    lifetime = wanted.expiration.expiration_time_in_seconds
    said = claims(registry, grant, late, wanted.client_claims.jti or secrets.token_hex(16), lifetime)
    said |= _aside(wanted, registry) | wanted.claims
    by = _other_of(signer) if wanted.sign_jwt_with_invalid_signing_key else signer
    kept = {name: value for name, value in said.items() if value is not None}
    return jws.sign(by, {"kid": signer.kid, "typ": wanted.header.typ}, kept)


def _grant(given: ClientClaims, registry: Registry, bound: Signer) -> Grant:
    client = registry.clients.get(given.client_id)
    if client is None:
        raise ValueError("clientId is none of the development clients")
    return Grant(
        client.id,
        client.organisation if given.orgnr_parent is None else given.orgnr_parent,
        client.unit if given.orgnr_child is None else given.orgnr_child,
        registry.scopes if given.scope is None else tuple(given.scope),
        bound.thumbprint,
    )


def _aside(wanted: Wanted, registry: Registry) -> dict[str, Any]:
    """Issuer and audience, where they are not to be the right ones."""
    told = {"aud": wanted.audience} if wanted.audience is not None else {}
    if wanted.set_invalid_issuer:
        told["iss"] = registry.issuer + "/invalid"
    if wanted.set_invalid_audience:
        told["aud"] = registry.audience + "-invalid"
    return told


# --- proofs -----------------------------------------------------------------------------------------------------------


def _proof(wanted: ProofWanted, own: Signer, token: str, now: float) -> str:
    jti = secrets.token_hex(16)
    sound = dpop.build(own, wanted.htm_claim_value, wanted.htu_claim_value, now, jti, access_token=token)
    spoil = SPOILT.get(wanted.invalid)
    return spoil(sound, own) if spoil else sound


def _taken_apart(proof: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Header and claims of a proof."""
    head, said, _ = proof.split(".")
    return members(decoded(head)), members(decoded(said))


def _signed(head: dict[str, Any], said: dict[str, Any], by: Signer) -> str:
    return jws.sign(by, {name: value for name, value in head.items() if name != "alg"}, said)


def _resigned(
    change: Callable[[dict[str, Any], dict[str, Any], Signer], object],
) -> Callable[[str, Signer], str]:
    """A proof with its header or claims changed, then signed."""

    def spoil(sound: str, own: Signer) -> str:
        head, said = _taken_apart(sound)
        change(head, said, own)
        return _signed(head, said, own)

    return spoil


def _headed(change: Callable[[dict[str, Any]], object]) -> Callable[[str, Signer], str]:
    """A proof with a header that nobody could sign."""

    def spoil(sound: str, _: Signer) -> str:
        head, _said = _taken_apart(sound)
        change(head)
        return f"{encoded(written(head))}.{sound.partition('.')[2]}"

    return spoil


def _signed_by_another(sound: str, own: Signer) -> str:
    return _signed(*_taken_apart(sound), _other_of(own))


SPOILT: Final[dict[Fault, Callable[[str, Signer], str]]] = {
    "DontSetHtuClaimValue": _resigned(lambda _, said, __: said.pop("htu")),
    "DontSetHtmClaimValue": _resigned(lambda _, said, __: said.pop("htm")),
    "SetIatValueInThePast": _resigned(lambda _, said, __: said.update(iat=said["iat"] - MINUTES)),
    "SetIatValueInTheFuture": _resigned(lambda _, said, __: said.update(iat=said["iat"] + MINUTES)),
    "DontSetAthClaimValue": _resigned(lambda _, said, __: said.pop("ath")),
    "DontSetAlgHeader": _headed(lambda head: head.pop("alg")),
    "DontSetJwkHeader": _resigned(lambda head, _, __: head.pop("jwk")),
    "DontSetJtiClaim": _resigned(lambda _, said, __: said.pop("jti")),
    "SetAlgHeaderToASymmetricAlgorithm": _headed(lambda head: head.update(alg="HS256")),
    "SetPrivateKeyInJwkHeader": _resigned(lambda head, _, own: head.update(jwk=fresh.private(own))),
    "SetInvalidTypHeaderValue": _resigned(lambda head, _, __: head.update(typ="jwt")),
    "SetAnInvalidSignature": _signed_by_another,
}
"""Fault -> how a sound proof gets it."""


def _proof_key(text: str) -> Signer:
    if not text:
        return _elliptic()
    try:
        jwk = json.loads(text)
        return keys.signer(jwk, jwk.get("alg") or {"EC": "ES256", "RSA": "PS256"}[jwk["kty"]])
    except (ValueError, KeyError, TypeError, AttributeError):
        raise ValueError("privateKeyForProofCreation is no private JWK") from None


def _elliptic() -> Signer:
    return keys.signer(fresh.elliptic(""), "ES256")


def _other_of(signer: Signer) -> Signer:
    """A new key that signs by the same algorithm."""
    curve = signer.public.get("crv")
    jwk = fresh.elliptic("", cast("fresh.Curve", curve)) if curve else fresh.rsa("", 2048)
    return keys.signer(jwk, signer.alg)
