"""Who is there: an issuer, a client and an attacker with their keys, and names for everything."""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Signing = Callable[[bytes], bytes]

KID: Final = "5D1F0C2A9B7E4D6388C1AA02F4E97B3301BD55AE"
"""In HelseID's style."""

OTHER_ENVIRONMENT: Final = "https://helseid-sts.nhn.no"


def base64url(data: bytes) -> str:
    """RFC 7515 § 2."""
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def compact(head: Mapping[str, object], claims: Mapping[str, object] | bytes, signing: Signing) -> str:
    """A JWS of whatever it is given; claims may be JSON as bytes."""
    body = claims if isinstance(claims, bytes) else json.dumps(claims).encode()
    data = f"{base64url(json.dumps(head).encode())}.{base64url(body)}"
    return f"{data}.{base64url(signing(data.encode()))}"


@dataclass(frozen=True)
class Elliptic:
    """A key on a curve, and how it signs."""

    alg: str = "ES256"
    curve: ec.EllipticCurve = field(default_factory=ec.SECP256R1)
    crv: str = "P-256"
    hash: hashes.HashAlgorithm = field(default_factory=hashes.SHA256)

    @cached_property
    def private(self) -> ec.EllipticCurvePrivateKey:
        """Made when it is first needed."""
        return ec.generate_private_key(self.curve)

    @property
    def size(self) -> int:
        """Octets of a number."""
        return (self.curve.key_size + 7) // 8

    @property
    def jwk(self) -> dict[str, str]:
        """The public key."""
        numbers = self.private.public_key().public_numbers()
        x, y = (base64url(number.to_bytes(self.size)) for number in (numbers.x, numbers.y))
        return {"kty": "EC", "crv": self.crv, "x": x, "y": y}

    @property
    def private_jwk(self) -> dict[str, str]:
        """The private key."""
        number = self.private.private_numbers().private_value
        return {**self.jwk, "d": base64url(number.to_bytes(self.size))}

    def sign(self, data: bytes) -> bytes:
        """RFC 7518 § 3.4."""
        pair = decode_dss_signature(self.private.sign(data, ec.ECDSA(self.hash)))
        return b"".join(number.to_bytes(self.size) for number in pair)


@dataclass(frozen=True)
class Rsa:
    """An RSA key, and how it signs."""

    alg: str = "RS256"
    bits: int = 2048
    hash: hashes.HashAlgorithm = field(default_factory=hashes.SHA256)

    @cached_property
    def private(self) -> rsa.RSAPrivateKey:
        """Made when it is first needed."""
        return rsa.generate_private_key(65537, self.bits)

    @property
    def jwk(self) -> dict[str, str]:
        """The public key."""
        n = self.private.public_key().public_numbers().n
        return {"kty": "RSA", "n": base64url(n.to_bytes(self.bits // 8)), "e": "AQAB"}

    @property
    def pem(self) -> bytes:
        """The public key as some would use it for an HMAC."""
        return self.private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)

    def sign(self, data: bytes) -> bytes:
        """RFC 7518 § 3.3, § 3.5."""
        if self.alg.startswith("PS"):
            scheme = padding.PSS(padding.MGF1(self.hash), self.hash.digest_size)
            return self.private.sign(data, scheme, self.hash)
        return self.private.sign(data, padding.PKCS1v15(), self.hash)

    def by(self, alg: str, algorithm: hashes.HashAlgorithm) -> Rsa:
        """The same key with another algorithm."""
        other = Rsa(alg, self.bits, algorithm)
        other.__dict__["private"] = self.private
        return other


def hs256(secret: bytes) -> Signing:
    """RFC 7518 § 3.2, which nothing here may take."""
    return lambda data: hmac.digest(secret, data, "sha256")


def thumbprint(jwk: Mapping[str, str]) -> str:
    """RFC 7638."""
    required = {name: jwk[name] for name in ("crv", "e", "kty", "n", "x", "y") if name in jwk}
    return base64url(
        hashlib.sha256(json.dumps(required, separators=(",", ":"), sort_keys=True).encode()).digest()
    )


@dataclass(frozen=True)
class World:
    """Names, places, keys and the time. `bases` are the adapter's public URLs, which need not be where it is reached."""

    issuer: str
    audience: str
    bases: tuple[str, ...]
    attacker_url: str
    issuer_key: Rsa
    client_key: Elliptic = field(default_factory=Elliptic)
    other_key: Elliptic = field(default_factory=Elliptic)
    attacker_key: Rsa = field(default_factory=Rsa)
    client_rsa: Rsa = field(default_factory=Rsa)
    weak_key: Rsa = field(default_factory=lambda: Rsa(bits=1024))
    bitcoin_key: Elliptic = field(
        default_factory=lambda: Elliptic("ES256K", ec.SECP256K1(), "secp256k1", hashes.SHA256())
    )
    long_key: Elliptic = field(
        default_factory=lambda: Elliptic("ES512", ec.SECP521R1(), "P-521", hashes.SHA512())
    )
    kid: str = KID
    now: Callable[[], float] = time.time

    @property
    def jwks(self) -> dict[str, object]:
        """What the issuer publishes."""
        return {"keys": [{**self.issuer_key.jwk, "kid": self.kid, "use": "sig", "alg": "RS256"}]}
