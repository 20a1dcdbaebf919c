"""Keys, tokens and proofs by the adapter's own functions."""

from __future__ import annotations

from typing import Final

from joserfc.jwk import ECKey, RSAKey

from adapter.core.tokens import access_token, dpop, jws, keys
from adapter.core.tokens.access_token import CLIENT

NOW: Final = 1_790_000_000.5
URL: Final = "https://fhir.adapter.test/fhir/Encounter"
ISSUER: Final = "https://helseid-sts.test.nhn.no"
AUDIENCE: Final = "ip-adapter"

CLIENT_KEY: Final = keys.signer(ECKey.generate_key("P-256").as_dict(private=True), "ES256")
OTHER_KEY: Final = keys.signer(ECKey.generate_key("P-256").as_dict(private=True), "ES256")
ISSUER_KEY: Final = keys.signer({**RSAKey.generate_key(2048).as_dict(private=True), "kid": "k"}, "RS256")

CLAIMS: Final[dict[str, object]] = {
    "iss": ISSUER,
    "aud": AUDIENCE,
    "iat": int(NOW),
    "nbf": int(NOW),
    "exp": int(NOW) + 60,
    "jti": "a token",
    "client_id": "a client",
    "cnf": {"jkt": CLIENT_KEY.thumbprint},
    "scope": ["ip-adapter/system/Encounter.rs"],
    CLIENT + "orgnr_parent": "310010103",
}
EXPECTED: Final = access_token.Expected((ISSUER,), AUDIENCE)


def public(signer: keys.Signer) -> keys.Key:
    """The public key of one of ours."""
    key = keys.read({**signer.public, "kid": signer.kid})
    assert key is not None
    return key


def token(**claims: object) -> str:
    """A token; claims that are None are left out."""
    said = {name: value for name, value in {**CLAIMS, **claims}.items() if value is not None}
    return jws.sign(ISSUER_KEY, {"kid": "k", "typ": "at+jwt"}, said)


def checked(text: str, expected: access_token.Expected = EXPECTED) -> access_token.Token | object:
    """The token, or the rule that it breaks."""
    unverified = access_token.read(text, expected)
    if not isinstance(unverified, access_token.Unverified):
        return unverified
    key = public(ISSUER_KEY) if unverified.kid == "k" else None
    return access_token.check(unverified, key, expected, NOW)


def proof(text: str, jti: str = "a proof") -> str:
    """A proof for a GET with that token."""
    return dpop.build(CLIENT_KEY, "GET", URL, NOW, jti, access_token=text)
