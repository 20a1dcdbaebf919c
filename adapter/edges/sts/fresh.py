"""New private keys, as JWK."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from joserfc.jwk import ECKey, RSAKey

if TYPE_CHECKING:
    from adapter.core.tokens.keys import Signer

Jwk: TypeAlias = dict[str, str]
Curve: TypeAlias = Literal["P-256", "P-384", "P-521"]


def elliptic(kid: str, curve: Curve = "P-256", alg: str = "ES256") -> Jwk:
    """A key on a curve."""
    return _jwk(ECKey.generate_key(curve), kid, alg)


def rsa(kid: str, bits: int = 3072, alg: str = "RS256") -> Jwk:
    """An RSA key, large enough to sign tokens as HelseID does."""
    return _jwk(RSAKey.generate_key(bits), kid, alg)


def private(signer: Signer) -> Jwk:
    """The JWK of a key that is there."""
    return _jwk(signer.private, signer.kid, signer.alg)


def _jwk(key: ECKey | RSAKey, kid: str, alg: str) -> Jwk:
    members = {name: str(value) for name, value in key.as_dict(private=True).items()}
    return {**members, "kid": kid, "alg": alg, "use": "sig"}
