"""Access tokens of HelseID (RFC 9068 as profiled by it; security.md 2, 3.4): believed only after all checks.

First `read`, which believes nothing and tells whose key is needed; then `check`, with that key.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from adapter.core.caller import Caller
from adapter.core.tokens import jws
from adapter.core.tokens.rules import Rule
from mappings.identifiers import is_org_nr

if TYPE_CHECKING:
    from collections.abc import Callable

    from adapter.core.tokens.jws import Compact
    from adapter.core.tokens.keys import Key
    from adapter.core.tokens.text import Members

MOST: Final = 16_384
"""Characters of a token."""

MOST_NAME: Final = 256
"""Characters of `jti` and of `client_id`."""

LONGEST: Final = 3600
"""Seconds from `iat` to `exp`."""

TYPES: Final = ("at+jwt", "application/at+jwt", "jwt")
"""NHN's literal rule tolerates the last; such tokens must not look like ID tokens."""

JKT: Final = re.compile(r"[A-Za-z0-9_-]{43}")

CLIENT: Final = "helseid://claims/client/claims/"
DEVELOPMENT: Final = "helseid_dev"
USER: Final = frozenset(
    {
        "helseid://claims/identity/pid",
        "helseid://claims/identity/pid_pseudonym",
        "helseid://claims/identity/security_level",
        "helseid://claims/identity/assurance_level",
        "nhn:tillitsrammeverk:parameters",
        "auth_time",
        "idp",
        "sid",
    }
)
"""Claims that a token has where a person logged in; `sub` alone tells nothing (security.md 11, 3)."""


class Expected(NamedTuple):
    """What a token must say. `algorithms` are HelseID's and those that it may move to (security.md 3.4)."""

    issuers: tuple[str, ...]
    audience: str
    development: bool = False
    leeway: int = 5
    algorithms: tuple[str, ...] = ("RS256",)


class Unverified(NamedTuple):
    """A token that has the right form, and whose key it says it has; nothing of it has been believed."""

    compact: Compact
    claims: Members
    alg: str
    issuer: str
    kid: str


class Token(NamedTuple):
    """A token that holds. `parent` and `child` are organisation numbers as they were stated, empty where none was."""

    client: str
    parent: str
    child: str
    scopes: frozenset[str]
    jkt: str
    jti: str
    exp: int
    user: bool = False


def read(token: str, expected: Expected) -> Unverified | Rule:
    """Look at the form; a network call for its key is worth no more than that. Of one of ours, the issuer's name."""
    if len(token) > MOST:
        return Rule.JWT_SIZE
    compact = jws.split(token)
    head = jws.opened(compact.head) if compact else None
    claims = jws.opened(compact.body) if compact else None
    if compact is None or head is None or claims is None:
        return Rule.JWT_FORM
    broken = next((rule for rule, kept in HEAD if not kept(head, expected)), None)
    if broken is not None:
        return broken
    if claims.get("iss") not in expected.issuers:
        return Rule.JWT_ISS
    return Unverified(compact, claims, head["alg"], claims["iss"], head["kid"])


def check(unverified: Unverified, key: Key | None, expected: Expected, now: float) -> Token | Rule:
    """The token, or the first rule that it breaks. `key` is what the issuer has under the token's `kid`."""
    if key is None:
        return Rule.JWT_KID
    if key.alg not in ("", unverified.alg) or not jws.holds(unverified.compact, unverified.alg, key):
        return Rule.JWT_SIGNATURE
    claims = unverified.claims
    broken = next((rule for rule, kept in CLAIMS if not kept(claims, expected, now)), None)
    return _token(claims) if broken is None else broken


def caller(token: Token) -> Caller | Rule:
    """Who asks by this token (security.md 1.7): the parent is the organisation, the child its unit."""
    if token.user:
        return Rule.USER
    if not is_org_nr(token.parent) or not is_org_nr(token.child or token.parent):
        return Rule.ORGANISATION
    return Caller(token.client, token.parent, token.child or token.parent, token.scopes, token.jti)


def _token(claims: Members) -> Token:
    return Token(
        claims["client_id"],
        _number(claims, "orgnr_parent"),
        _number(claims, "orgnr_child"),
        _scopes(claims.get("scope")),
        claims["cnf"]["jkt"],
        claims["jti"],
        claims["exp"],
        user=not USER.isdisjoint(claims),
    )


def _number(claims: Members, name: str) -> str:
    """As stated; what is no text cannot be a number, and must not pass for an absent one."""
    value = claims.get(CLIENT + name, "")
    return value if isinstance(value, str) else "?"


def _scopes(scope: object) -> frozenset[str]:
    """HelseID's array, or RFC 9068's text; anything else grants nothing."""
    found = scope.split(" ") if isinstance(scope, str) else scope
    return (
        frozenset(found)
        if isinstance(found, list) and all(isinstance(one, str) for one in found)
        else frozenset()
    )


# --- the checks -------------------------------------------------------------------------------------------------------


def _text(value: object, most: int = MOST_NAME) -> bool:
    return isinstance(value, str) and 0 < len(value) <= most


def _typed(head: Members, _: Expected) -> bool:
    typ = head.get("typ")
    return isinstance(typ, str) and typ.lower() in TYPES


HEAD: Final[tuple[tuple[Rule, Callable[[Members, Expected], bool]], ...]] = (
    (Rule.JWT_ALG, lambda head, expected: head.get("alg") in expected.algorithms),
    (Rule.JWT_TYP, _typed),
    (Rule.JWT_CRIT, lambda head, _: "crit" not in head),
    (Rule.JWT_KID, lambda head, _: _text(head.get("kid"))),
)
"""What a token's header keeps; `jku`, `x5u`, `x5c` and `jwk` are not looked at."""


def _audience(claims: Members, expected: Expected, _: float) -> bool:
    return claims.get("aud") in (expected.audience, [expected.audience])


def _times(claims: Members, _: Expected, __: float) -> bool:
    return all(type(claims.get(name)) is int for name in ("exp", "nbf", "iat"))


def _no_identity(claims: Members, _: Expected, __: float) -> bool:
    return not {"nonce", "at_hash"} & claims.keys() and claims.get("aud") != claims["client_id"]


def _bound(claims: Members, _: Expected, __: float) -> bool:
    cnf = claims.get("cnf")
    jkt = cnf.get("jkt") if isinstance(cnf, dict) else None
    return isinstance(jkt, str) and JKT.fullmatch(jkt) is not None


CLAIMS: Final[tuple[tuple[Rule, Callable[[Members, Expected, float], bool]], ...]] = (
    (Rule.JWT_AUD, _audience),
    (Rule.JWT_TIMES, _times),
    (Rule.JWT_EXP, lambda claims, expected, now: now <= claims["exp"] + expected.leeway),
    (Rule.JWT_NBF, lambda claims, expected, now: claims["nbf"] <= now + expected.leeway),
    (Rule.JWT_IAT, lambda claims, expected, now: claims["iat"] <= now + expected.leeway),
    (Rule.JWT_LIFETIME, lambda claims, _, __: 0 < claims["exp"] - claims["iat"] <= LONGEST),
    (Rule.JWT_JTI, lambda claims, _, __: _text(claims.get("jti"))),
    (Rule.JWT_CLIENT_ID, lambda claims, _, __: _text(claims.get("client_id"))),
    (Rule.JWT_IDENTITY, _no_identity),
    (Rule.JWT_DEVELOPMENT, lambda claims, expected, _: expected.development or DEVELOPMENT not in claims),
    (Rule.JWT_CNF, _bound),
)
"""What a token's claims keep, in this order."""
