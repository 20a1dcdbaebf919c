"""Keys as JWK (RFC 7517, RFC 7518 § 6): public ones to verify with, which ones are taken; own ones to sign with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

from cryptography.hazmat.primitives.asymmetric import ec, rsa
from joserfc.jwk import ECKey, RSAKey

from adapter.core.tokens.text import decoded, digest, encoded, written

if TYPE_CHECKING:
    from collections.abc import Mapping

Public: TypeAlias = rsa.RSAPublicKey | ec.EllipticCurvePublicKey

CURVES: Final[dict[str, ec.EllipticCurve]] = {
    "P-256": ec.SECP256R1(),
    "P-384": ec.SECP384R1(),
    "P-521": ec.SECP521R1(),
}

REQUIRED: Final = {"RSA": ("e", "kty", "n"), "EC": ("crv", "kty", "x", "y")}
"""Members that make the key, in the order of RFC 7638 § 3.2."""

PRIVATE: Final = frozenset({"d", "p", "q", "dp", "dq", "qi", "oth", "k"})

RSA_BITS: Final = range(2048, 8192 + 1)
"""FAPI 2.0 § 5.4; above, a forged key costs more time than a request should."""

RSA_EXPONENTS: Final = range(3, 1 << 32)


class Key(NamedTuple):
    """A public key that is taken, its thumbprint (RFC 7638, SHA-256), and what its owner says of it."""

    public: Public
    thumbprint: str
    kid: str = ""
    alg: str = ""


class Signer(NamedTuple):
    """A key of ours and how it signs. `public` are the members that make its public JWK."""

    private: RSAKey | ECKey
    alg: str
    kid: str
    public: Mapping[str, str]

    @property
    def thumbprint(self) -> str:
        """What tokens are bound to (`cnf.jkt`)."""
        return thumbprint(self.public)


def read(jwk: object) -> Key | None:
    """A public key for signatures; None where it is not one that is taken."""
    if not isinstance(jwk, dict) or PRIVATE & jwk.keys() or jwk.get("use", "sig") != "sig":
        return None
    kind = str(jwk.get("kty"))
    if kind not in REQUIRED or not all(isinstance(jwk.get(name), str) for name in REQUIRED[kind]):
        return None
    try:
        public = _MAKE[kind](jwk)
    except (KeyError, ValueError):
        return None
    if public is None:
        return None
    return Key(public, thumbprint(jwk), _name(jwk.get("kid")), _name(jwk.get("alg")))


def signer(jwk: Mapping[str, str], alg: str) -> Signer:
    """Our own key out of a private JWK, named by its `kid`, else by its thumbprint. Raises `ValueError`."""
    public = {name: jwk[name] for name in REQUIRED.get(jwk.get("kty", ""), ()) if name in jwk}
    if read(public) is None or "d" not in jwk:
        raise ValueError("no private key that is taken")
    private = RSAKey.import_key(dict(jwk)) if jwk["kty"] == "RSA" else ECKey.import_key(dict(jwk))
    return Signer(private, alg, jwk.get("kid") or thumbprint(public), public)


def thumbprint(jwk: Mapping[str, Any]) -> str:
    """RFC 7638, of a key that has all required members."""
    return digest(written({name: jwk[name] for name in REQUIRED[jwk["kty"]]}).decode())


def _name(value: object) -> str:
    return value if isinstance(value, str) else ""


def _rsa(jwk: Mapping[str, Any]) -> Public | None:
    modulus, exponent = _integer(jwk["n"]), _integer(jwk["e"])
    if modulus.bit_length() not in RSA_BITS or exponent not in RSA_EXPONENTS:
        return None
    return rsa.RSAPublicNumbers(exponent, modulus).public_key()


def _ec(jwk: Mapping[str, Any]) -> Public:
    """RFC 7518 § 6.2.1: coordinates have the curve's full length; a point beside the curve is a `ValueError`."""
    curve = CURVES[jwk["crv"]]
    x, y = decoded(jwk["x"]), decoded(jwk["y"])
    if {len(x), len(y)} != {(curve.key_size + 7) // 8}:
        raise ValueError("length of a coordinate")
    return ec.EllipticCurvePublicNumbers(int.from_bytes(x), int.from_bytes(y), curve).public_key()


def _integer(text: str) -> int:
    """RFC 7518 § 2, Base64urlUInt: no zero octets before it. Raises `ValueError`."""
    data = decoded(text)
    if encoded(data.lstrip(b"\0")) != text:
        raise ValueError("leading zeros")
    return int.from_bytes(data)


_MAKE: Final = {"RSA": _rsa, "EC": _ec}
