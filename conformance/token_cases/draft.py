"""A request in the making: a token, a proof and an HTTP head that are right until a case changes something."""

from __future__ import annotations

import hashlib
import secrets
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

from conformance.token_cases.world import base64url, compact, thumbprint

if TYPE_CHECKING:
    from collections.abc import Callable

    from conformance.token_cases.world import Elliptic, Rsa, Signing, World

Headers: TypeAlias = list[tuple[str, str]]

CLIENT: Final = "helseid://claims/client/claims/"
PATH: Final = "/fhir/Encounter"
QUERY: Final = "_id=7f0c1f52-3a43-4c3f-9a53-0d8f6f0c1a11"
"""A search that finds nothing is answered with 200, whoever asks."""


class Sent(NamedTuple):
    """A request as it goes over the wire."""

    method: str
    path: str
    headers: Headers
    query: str = ""
    body: bytes = b""


class Draft:
    """What a case changes. Claims and headers are plain dictionaries; `arrange` puts token and proof into headers."""

    def __init__(self, world: World) -> None:
        now = int(world.now())
        self.world = world
        self.now = now
        self.method, self.path, self.query, self.body = "GET", PATH, QUERY, b""
        self.headers: Headers = []
        self.token_head: dict[str, Any] = {"alg": "RS256", "kid": world.kid, "typ": "at+jwt"}
        self.claims: dict[str, Any] = {
            "iss": world.issuer,
            "nbf": now,
            "iat": now,
            "exp": now + 60,
            "aud": world.audience,
            "cnf": {"jkt": thumbprint(world.client_key.jwk)},
            "scope": [f"{world.audience}/system/Encounter.rs", f"{world.audience}/system/Consent.r"],
            "client_id": "4f0a3b64-2f1c-4a55-9d0c-7d1f0f6a4b11",
            "client_amr": "private_key_jwt",
            CLIENT + "orgnr_parent": "310010103",
            CLIENT + "orgnr_child": "310030309",
            "jti": secrets.token_hex(16),
        }
        self.token_signing: Signing = world.issuer_key.sign
        self.proof_head: dict[str, Any] = {"typ": "dpop+jwt", "alg": "ES256", "jwk": world.client_key.jwk}
        self.proof_claims: dict[str, Any] = {"jti": secrets.token_urlsafe(16), "htm": "GET", "iat": now}
        self.proof_signing: Signing = world.client_key.sign
        self.arrange: Callable[[str, str], Headers] = usual
        self.htu: str | None = ""
        self.ath: str | None = ""
        self.token_text: Callable[[str], str] = str

    def key(self, key: Elliptic | Rsa, *, bound: bool = True) -> None:
        """The proof is by another key; `bound`: and so is the token."""
        self.proof_head |= {"alg": key.alg, "jwk": key.jwk}
        self.proof_signing = key.sign
        if bound:
            self.claims["cnf"] = {"jkt": thumbprint(key.jwk)}

    def asking(self, method: str, path: str, query: str = "", body: bytes = b"") -> None:
        """Another request."""
        self.method, self.path, self.query, self.body = method, path, query, body
        self.proof_claims["htm"] = method

    def token(self) -> str:
        """The token, signed."""
        return self.token_text(compact(self.token_head, self.claims, self.token_signing))

    def proof(self, token: str) -> str:
        """The proof, signed. `htu` and `ath` that are empty are made to fit, those that are None left out."""
        fitting = {
            "htu": self.world.bases[0] + self.path if self.htu == "" else self.htu,
            "ath": hashed(token) if self.ath == "" else self.ath,
        }
        claims = self.proof_claims | {name: value for name, value in fitting.items() if value is not None}
        return compact(self.proof_head, claims, self.proof_signing)

    def sent(self) -> Sent:
        """The request."""
        token = self.token()
        return Sent(
            self.method,
            self.path,
            [*self.arrange(token, self.proof(token)), *self.headers],
            self.query,
            self.body,
        )


def hashed(token: str) -> str:
    """RFC 9449 § 4.2, `ath`."""
    return base64url(hashlib.sha256(token.encode()).digest())


def usual(token: str, proof: str) -> Headers:
    """As it should be."""
    return [("Authorization", f"DPoP {token}"), ("DPoP", proof)]
