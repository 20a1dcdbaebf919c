"""Which keys are taken, and what they are called."""

from __future__ import annotations

import pytest
from joserfc.jwk import ECKey, RSAKey

from adapter.core.tokens import keys
from conformance.token_cases.world import Elliptic, Rsa, base64url

RFC_7638 = {
    "kty": "RSA",
    "n": "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw",
    "e": "AQAB",
    "alg": "RS256",
    "kid": "2011-04-29",
}
CURVE = Elliptic().jwk
MODULUS = Rsa().jwk


def test_the_thumbprint_of_the_standards_example() -> None:
    key = keys.read(RFC_7638)
    assert key is not None
    assert (key.thumbprint, key.kid, key.alg) == (
        "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs",
        "2011-04-29",
        "RS256",
    )


@pytest.mark.parametrize(
    "made", [ECKey.generate_key(curve) for curve in ("P-256", "P-384", "P-521")] + [RSAKey.generate_key(2048)]
)
def test_keys_and_thumbprints_are_those_of_joserfc(made: ECKey | RSAKey) -> None:
    key = keys.read({**made.as_dict(private=False), "kid": "k"})
    assert key is not None
    assert key.thumbprint == made.thumbprint()
    assert key.public == made.public_key


TAKEN_NOT = {
    "nothing": None,
    "a list": [CURVE],
    "no type": {name: value for name, value in CURVE.items() if name != "kty"},
    "a type that is no text": {**CURVE, "kty": ["EC"]},
    "for encryption": {**CURVE, "use": "enc"},
    "private": {**CURVE, "d": "AQ"},
    "private in part": {**MODULUS, "qi": "AQ"},
    "symmetric": {"kty": "oct", "k": "AQ"},
    "beside the curve": {**CURVE, "x": CURVE["y"], "y": CURVE["x"]},
    "on another curve": {**CURVE, "crv": "secp256k1"},
    "a curve that is no text": {**CURVE, "crv": {}},
    "a short coordinate": {**CURVE, "x": CURVE["x"][:-2]},
    "a long coordinate": {**CURVE, "x": base64url(b"\0" + b"x" * 32)},
    "padded": {**CURVE, "x": CURVE["x"] + "="},
    "no coordinate": {**CURVE, "y": 1},
    "too small": Rsa(bits=1024).jwk,
    "too large": {**MODULUS, "n": base64url(b"\xff" * 1025)},
    "zeros before it": {**MODULUS, "e": "AAEAAQ"},
    "exponent one": {**MODULUS, "e": "AQ"},
    "a huge exponent": {**MODULUS, "e": base64url(b"\xff" * 16)},
    "no modulus": {"kty": "RSA", "e": "AQAB"},
}


@pytest.mark.parametrize("name", TAKEN_NOT)
def test_keys_that_are_not_taken(name: str) -> None:
    assert keys.read(TAKEN_NOT[name]) is None


def test_our_own_key_is_named_by_its_kid_else_by_its_thumbprint() -> None:
    jwk = ECKey.generate_key("P-256").as_dict(private=True)
    assert keys.signer({**jwk, "kid": "mine"}, "ES256").kid == "mine"
    unnamed = keys.signer(jwk, "ES256")
    assert unnamed.kid == unnamed.thumbprint == ECKey.import_key(jwk).thumbprint()
    assert not keys.PRIVATE & unnamed.public.keys()


@pytest.mark.parametrize("jwk", [CURVE, {}, {"kty": "oct", "k": "AQ"}, {**CURVE, "crv": "P-384", "d": "AQ"}])
def test_what_is_no_private_key_that_is_taken(jwk: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="no private key"):
        keys.signer(jwk, "ES256")
