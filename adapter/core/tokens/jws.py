"""Compact JWS (RFC 7515): taken apart strictly, verified by `cryptography` (a request waits for it), made by joserfc.

The algorithms that are taken are always named by whoever verifies, never by what is verified.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from joserfc import jws

from adapter.core.tokens.text import decoded, members, written

if TYPE_CHECKING:
    from collections.abc import Mapping

    from adapter.core.tokens.keys import Key, Signer
    from adapter.core.tokens.text import Members


class Compact(NamedTuple):
    """A JWS in its three parts; nothing of it has been believed."""

    head: str
    body: str
    signature: str


class Pkcs1(NamedTuple):
    """RFC 7518 § 3.3."""

    hash: hashes.HashAlgorithm

    def verify(self, key: Key, signature: bytes, data: bytes) -> None:
        """Raises `InvalidSignature` or `TypeError`."""
        _rsa(key).verify(signature, data, padding.PKCS1v15(), self.hash)


class Pss(NamedTuple):
    """RFC 7518 § 3.5."""

    hash: hashes.HashAlgorithm

    def verify(self, key: Key, signature: bytes, data: bytes) -> None:
        """Raises `InvalidSignature` or `TypeError`."""
        scheme = padding.PSS(padding.MGF1(self.hash), self.hash.digest_size)
        _rsa(key).verify(signature, data, scheme, self.hash)


class Ecdsa(NamedTuple):
    """RFC 7518 § 3.4: the curve belongs to the algorithm, the signature is R and S at its full length."""

    scheme: ec.ECDSA
    curve: type[ec.EllipticCurve]
    octets: int

    def verify(self, key: Key, signature: bytes, data: bytes) -> None:
        """Raises `InvalidSignature` or `TypeError`."""
        if not isinstance(key.public, ec.EllipticCurvePublicKey) or not isinstance(
            key.public.curve, self.curve
        ):
            raise TypeError
        if len(signature) != 2 * self.octets:
            raise InvalidSignature
        r, s = signature[: self.octets], signature[self.octets :]
        der = encode_dss_signature(int.from_bytes(r), int.from_bytes(s))
        key.public.verify(der, data, self.scheme)


Algorithm: TypeAlias = Pkcs1 | Pss | Ecdsa

ALGORITHMS: Final[dict[str, Algorithm]] = {
    "ES256": Ecdsa(ec.ECDSA(hashes.SHA256()), ec.SECP256R1, 32),
    "ES384": Ecdsa(ec.ECDSA(hashes.SHA384()), ec.SECP384R1, 48),
    "ES512": Ecdsa(ec.ECDSA(hashes.SHA512()), ec.SECP521R1, 66),
    "PS256": Pss(hashes.SHA256()),
    "PS384": Pss(hashes.SHA384()),
    "PS512": Pss(hashes.SHA512()),
    "RS256": Pkcs1(hashes.SHA256()),
    "RS384": Pkcs1(hashes.SHA384()),
    "RS512": Pkcs1(hashes.SHA512()),
}
"""What HelseID's clients sign with (security.md 3.3); the order is that of challenges and metadata."""


def split(text: str) -> Compact | None:
    """The three parts; None where there are not three. Nothing is decoded: look at the size before."""
    parts = text.split(".", 3)
    return Compact(*parts) if len(parts) == len(Compact._fields) else None


def opened(part: str) -> Members | None:
    """The JSON object in a part."""
    try:
        return members(decoded(part))
    except ValueError:
        return None


def holds(compact: Compact, alg: str, key: Key) -> bool:
    """Whether the signature is that key's by that algorithm. Raises `KeyError` for one that is not in `ALGORITHMS`."""
    algorithm = ALGORITHMS[alg]
    try:
        signature = decoded(compact.signature)
        algorithm.verify(key, signature, f"{compact.head}.{compact.body}".encode("ascii"))
    except (InvalidSignature, TypeError, ValueError):
        return False
    return True


def sign(signer: Signer, head: Mapping[str, object], claims: Mapping[str, object]) -> str:
    """A JWS of ours; `alg` is the signer's."""
    header = {"alg": signer.alg, **head}
    return jws.serialize_compact(header, written(claims), signer.private, registry=_OURS)


_OURS: Final = jws.JWSRegistry(algorithms=list(ALGORITHMS))
"""By itself joserfc signs with three algorithms only."""


def _rsa(key: Key) -> rsa.RSAPublicKey:
    if not isinstance(key.public, rsa.RSAPublicKey):
        raise TypeError
    return key.public
