"""Client assertions (RFC 7523 as profiled by HelseID, security.md 1.2): ours made, others' checked by the token service."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Final, NamedTuple

from adapter.core.tokens import jws
from adapter.core.tokens.rules import Rule
from adapter.core.tokens.text import digest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from adapter.core.tokens.keys import Key, Signer
    from adapter.core.tokens.text import Members

TYP: Final = "client-authentication+jwt"
TYPES: Final = (TYP, "JWT", None)
"""What the token service takes; of strict clients the first alone."""

FORM_TYPE: Final = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
"""The form's `client_assertion_type`."""

LIFETIME: Final = 10
LONGEST: Final = 60
"""Seconds from `iat` to `exp`: of ours, and of others'."""

LEEWAY: Final = 5
MOST: Final = 16_384
MOST_JTI: Final = 256


class Expected(NamedTuple):
    """What an assertion must fit: the issuer it is for, clients with their keys by `kid`, and those held strictly."""

    issuer: str
    clients: Mapping[str, Mapping[str, Key]]
    now: float
    strict: frozenset[str] = frozenset()


class Assertion(NamedTuple):
    """An assertion that holds; `details` is its `assertion_details`, one object or several."""

    client: str
    jti: str
    exp: int
    details: tuple[Members, ...] = ()

    @property
    def replay_key(self) -> bytes:
        """What it is remembered by until it has expired."""
        return sha256(f"assertion {digest(self.client)} {digest(self.jti)}".encode()).digest()


def build(
    client: str,
    issuer: str,
    key: Signer,
    now: float,
    jti: str,
    details: Mapping[str, object] | list[Mapping[str, object]] | None = None,
) -> str:
    """An assertion for one token request."""
    begin = int(now)
    claims: dict[str, object] = {
        "iss": client,
        "sub": client,
        "aud": issuer,
        "iat": begin,
        "nbf": begin,
        "exp": begin + LIFETIME,
        "jti": jti,
    }
    if details is not None:
        claims["assertion_details"] = details
    return jws.sign(key, {"kid": key.kid, "typ": TYP}, claims)


def check(text: str, expected: Expected) -> Assertion | Rule:
    """The assertion, or the first rule that it breaks. Whether it is used for the first time is the store's to say."""
    compact = jws.split(text) if len(text) <= MOST else None
    head = jws.opened(compact.head) if compact else None
    claims = jws.opened(compact.body) if compact else None
    if compact is None or head is None or claims is None:
        return Rule.ASSERTION_FORM
    broken = next((rule for rule, kept in CHECKS if not kept(head, claims, expected)), None)
    if broken is not None:
        return broken
    if not jws.holds(compact, head["alg"], expected.clients[claims["sub"]][head["kid"]]):
        return Rule.ASSERTION_SIGNATURE
    return Assertion(claims["sub"], claims["jti"], claims["exp"], _details(claims.get("assertion_details")))


def _details(value: object) -> tuple[Members, ...]:
    found = value if isinstance(value, list) else [value]
    return tuple(one for one in found if isinstance(one, dict))


# --- the checks -------------------------------------------------------------------------------------------------------


def _alg(head: Members, _: Members, __: Expected) -> bool:
    return isinstance(head.get("alg"), str) and head["alg"] in jws.ALGORITHMS


def _client(_: Members, claims: Members, expected: Expected) -> bool:
    client = claims.get("iss")
    return isinstance(client, str) and client == claims.get("sub") and client in expected.clients


def _typed(head: Members, claims: Members, expected: Expected) -> bool:
    return head.get("typ") in (TYPES[:1] if claims["sub"] in expected.strict else TYPES)


def _known(head: Members, claims: Members, expected: Expected) -> bool:
    kid = head.get("kid")
    return isinstance(kid, str) and kid in expected.clients[claims["sub"]]


def _times(_: Members, claims: Members, expected: Expected) -> bool:
    """`nbf` is HelseID's older rule: asked of strict clients."""
    exp, iat = claims.get("exp"), claims.get("iat")
    nbf = claims.get("nbf", None if claims["sub"] in expected.strict else iat)
    if type(exp) is not int or type(iat) is not int or type(nbf) is not int:
        return False
    return max(iat, nbf) <= expected.now + LEEWAY and expected.now <= exp + LEEWAY


def _jti(_: Members, claims: Members, __: Expected) -> bool:
    jti = claims.get("jti")
    return isinstance(jti, str) and 0 < len(jti) <= MOST_JTI


CHECKS: Final[tuple[tuple[Rule, Callable[[Members, Members, Expected], bool]], ...]] = (
    (Rule.ASSERTION_ALG, _alg),
    (Rule.ASSERTION_CRIT, lambda head, _, __: "crit" not in head),
    (Rule.ASSERTION_CLIENT, _client),
    (Rule.ASSERTION_TYP, _typed),
    (Rule.ASSERTION_KID, _known),
    (Rule.ASSERTION_AUD, lambda _, claims, expected: claims.get("aud") == expected.issuer),
    (Rule.ASSERTION_TIMES, _times),
    (Rule.ASSERTION_LIFETIME, lambda _, claims, __: 0 < claims["exp"] - claims["iat"] <= LONGEST),
    (Rule.ASSERTION_JTI, _jti),
)
"""What an assertion keeps, in this order; its signature comes after."""
