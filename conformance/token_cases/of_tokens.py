"""Requests that are refused for their HTTP shape or their token."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from adapter.core.tokens.rules import Rule
from conformance.token_cases import changes as c
from conformance.token_cases import rows as r
from conformance.token_cases import table as t
from conformance.token_cases.draft import QUERY
from conformance.token_cases.world import OTHER_ENVIRONMENT

if TYPE_CHECKING:
    from conformance.token_cases.table import Case

SHAPE: Final[tuple[Case, ...]] = (
    r.unknown("1", "no Authorization", Rule.ABSENT, c.only()),
    r.token("2", "Basic scheme", Rule.SCHEME, c.authorization("Basic")),
    r.token("3", "Bearer with a DPoP-bound token", Rule.SCHEME, c.authorization("Bearer")),
    r.token(
        "4",
        "Bearer plus a valid proof",
        Rule.SCHEME,
        t.arranged(lambda token, proof: [("Authorization", f"Bearer {token}"), ("DPoP", proof)]),
    ),
    r.token(
        "5", "Bearer with an unbound token", Rule.SCHEME, t.both(t.without("cnf"), c.authorization("Bearer"))
    ),
    r.malformed(
        "6", "two Authorization headers", Rule.REQUEST_AUTHORIZATIONS, t.arranged(c.two_authorizations)
    ),
    r.malformed(
        "7",
        "access_token in the query",
        Rule.REQUEST_TOKEN_PLACE,
        t.field("query", f"{QUERY}&access_token=x"),
    ),
    r.malformed(
        "7a",
        "the same, its name percent-encoded",
        Rule.REQUEST_TOKEN_PLACE,
        t.field("query", "access%5Ftoken=x"),
    ),
    r.malformed(
        "8",
        "access_token in the form of a POST _search",
        Rule.REQUEST_TOKEN_PLACE,
        lambda draft: c.posted(draft, QUERY.encode() + b"&access_token=x"),
    ),
    r.token("9", "oversized Authorization", Rule.JWT_SIZE, t.claims(filler="x" * 16384)),
    r.proof("9a", "oversized DPoP header", Rule.PROOF_SIZE, t.proof(filler="x" * 8192)),
    r.token(
        "10",
        "token not three base64url parts",
        Rule.JWT_FORM,
        t.field("token_text", lambda text: text.replace(".", "", 1)),
    ),
    r.token(
        "10a",
        "token of three parts that are no base64url",
        Rule.JWT_FORM,
        t.field("token_text", lambda _: "a+b.c/d.e="),
    ),
    r.token(
        "10b",
        "token of three parts that are no JSON",
        Rule.JWT_FORM,
        t.field("token_text", lambda _: "YQ.YQ.YQ"),
    ),
    r.token("10c", "no token after the scheme", Rule.JWT_FORM, c.only(("Authorization", "DPoP"))),
)

SIGNATURE: Final[tuple[Case, ...]] = (
    r.token(
        "11",
        "alg none",
        Rule.JWT_ALG,
        t.both(t.head(alg="none"), t.field("token_signing", lambda _: b"none")),
    ),
    r.token(
        "11a",
        "alg none with an empty signature",
        Rule.JWT_ALG,
        t.both(t.head(alg="none"), t.field("token_signing", lambda _: b"")),
    ),
    r.token("12", "HS256 signed with the server's public PEM", Rule.JWT_ALG, c.signed_with_pem),
    r.token("13", "RS512 although the key matches", Rule.JWT_ALG, c.rs512),
    r.token(
        "14", "signed by another key that claims the right kid", Rule.JWT_SIGNATURE, c.signed_by_attacker
    ),
    r.token("15", "unknown kid (and no refetch storm)", Rule.JWT_KID, t.head(kid="unknown")),
    r.token("16", "kid missing", Rule.JWT_KID, lambda draft: draft.token_head.pop("kid")),
    r.token("17", "typ dpop+jwt", Rule.JWT_TYP, t.head(typ="dpop+jwt")),
    r.token("18", "typ client-authentication+jwt", Rule.JWT_TYP, t.head(typ="client-authentication+jwt")),
    r.token("19", "typ id+jwt", Rule.JWT_TYP, t.head(typ="id+jwt")),
    r.token("19a", "typ missing", Rule.JWT_TYP, lambda draft: draft.token_head.pop("typ")),
    r.token("20", "one claim altered after signing", Rule.JWT_SIGNATURE, t.field("token_text", c.altered)),
    r.token(
        "21",
        "jku, x5u and jwk in the header pointing to an attacker (and no outbound call)",
        Rule.JWT_SIGNATURE,
        c.forged,
    ),
    r.token("22", "duplicate JSON members in the payload", Rule.JWT_FORM, c.doubled),
    r.token(
        "23",
        "JWE instead of JWS (five parts)",
        Rule.JWT_FORM,
        t.field("token_text", lambda text: f"{text}.YQ.YQ"),
    ),
)

CLAIMS: Final[tuple[Case, ...]] = (
    r.token(
        "24",
        "iss with a trailing slash",
        Rule.JWT_ISS,
        lambda draft: draft.claims.update(iss=draft.world.issuer + "/"),
    ),
    r.token("25", "iss of the other environment", Rule.JWT_ISS, t.claims(iss=OTHER_ENVIRONMENT)),
    r.token("26", "iss missing", Rule.JWT_ISS, t.without("iss")),
    r.token("27", "aud missing", Rule.JWT_AUD, t.without("aud")),
    r.token("28", "aud of another API", Rule.JWT_AUD, t.claims(aud="nhn:other")),
    r.token(
        "29",
        "aud array with ours and another",
        Rule.JWT_AUD,
        lambda draft: draft.claims.update(aud=[draft.world.audience, "nhn:other"]),
    ),
    r.token(
        "30",
        "aud that has ours as prefix",
        Rule.JWT_AUD,
        lambda draft: draft.claims.update(aud=draft.world.audience + "-2"),
    ),
    r.token(
        "31",
        "expired beyond the leeway",
        Rule.JWT_EXP,
        t.both(t.later("iat", -70), t.later("nbf", -70), t.later("exp", -10)),
    ),
    r.token("32", "exp missing", Rule.JWT_TIMES, t.without("exp")),
    r.token(
        "33", "exp as a string", Rule.JWT_TIMES, lambda draft: draft.claims.update(exp=str(draft.now + 60))
    ),
    r.token("34", "exp as a boolean", Rule.JWT_TIMES, t.claims(exp=True)),
    r.token(
        "34a", "exp with a fraction", Rule.JWT_TIMES, lambda draft: draft.claims.update(exp=draft.now + 60.5)
    ),
    r.token("35", "nbf in the future beyond the leeway", Rule.JWT_NBF, t.later("nbf", 30)),
    r.token("36", "iat in the future beyond the leeway", Rule.JWT_IAT, t.later("iat", 30)),
    r.token("37", "nbf missing", Rule.JWT_TIMES, t.without("nbf")),
    r.token("38", "lifetime of 24 hours", Rule.JWT_LIFETIME, t.later("exp", 86400)),
    r.token("39", "jti missing", Rule.JWT_JTI, t.without("jti")),
    r.token("40", "client_id missing", Rule.JWT_CLIENT_ID, t.without("client_id")),
    r.token("41", "cnf missing with the DPoP scheme", Rule.JWT_CNF, t.without("cnf")),
    r.token("42", "cnf is a string", Rule.JWT_CNF, t.claims(cnf="x")),
    r.token("43", "cnf has only x5t#S256", Rule.JWT_CNF, t.claims(cnf={"x5t#S256": "x" * 43})),
    r.token(
        "44",
        "ID token used as access token: nonce",
        Rule.JWT_IDENTITY,
        t.both(t.head(typ="JWT"), t.claims(nonce="n")),
    ),
    r.token(
        "44a",
        "ID token used as access token: at_hash",
        Rule.JWT_IDENTITY,
        t.both(t.head(typ="JWT"), t.claims(at_hash="h")),
    ),
    r.token(
        "44b",
        "ID token used as access token: aud is the client",
        Rule.JWT_IDENTITY,
        lambda draft: draft.claims.update(client_id=draft.world.audience),
    ),
)
