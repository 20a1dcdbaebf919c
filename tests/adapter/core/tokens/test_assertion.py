"""Client assertions: ours as HelseID wants them, and the token service's rules."""

from __future__ import annotations

import pytest

from adapter.core.tokens import assertion, jws
from adapter.core.tokens.rules import Rule
from adapter.core.tokens.text import encoded, written
from tests.adapter.core.tokens.making import CLIENT_KEY, ISSUER, NOW, OTHER_KEY, public

CLIENTS = {"a": {CLIENT_KEY.kid: public(CLIENT_KEY)}, "b": {OTHER_KEY.kid: public(OTHER_KEY)}}
LENIENT = assertion.Expected(ISSUER, CLIENTS, NOW)
STRICT = LENIENT._replace(strict=frozenset({"a"}))
BEGIN = int(NOW)
DETAILS: dict[str, object] = {"type": "helseid_authorization"}


def signed(head: dict[str, object] | None = None, /, **claims: object) -> str:
    """An assertion with what is given instead of what would be right; None leaves out."""
    heads: dict[str, object | None] = {"kid": CLIENT_KEY.kid, "typ": assertion.TYP, **(head or {})}
    said: dict[str, object | None] = {
        "iss": "a",
        "sub": "a",
        "aud": ISSUER,
        "iat": BEGIN,
        "nbf": BEGIN,
        "exp": BEGIN + 10,
        "jti": "j",
        **claims,
    }
    return jws.sign(CLIENT_KEY, _there(heads), _there(said))


def _there(members: dict[str, object | None]) -> dict[str, object]:
    return {name: value for name, value in members.items() if value is not None}


def test_ours_holds_for_the_strictest_and_lives_ten_seconds() -> None:
    text = assertion.build("a", ISSUER, CLIENT_KEY, NOW, "j", DETAILS)
    assert assertion.check(text, STRICT) == assertion.Assertion("a", "j", BEGIN + 10, (DETAILS,))
    head, body, _ = text.split(".")
    assert jws.opened(head) == {"alg": "ES256", "kid": CLIENT_KEY.kid, "typ": "client-authentication+jwt"}
    assert jws.opened(body) == {
        "iss": "a",
        "sub": "a",
        "aud": ISSUER,
        "iat": BEGIN,
        "nbf": BEGIN,
        "exp": BEGIN + 10,
        "jti": "j",
        "assertion_details": DETAILS,
    }


def test_details_one_object_or_several_or_none() -> None:
    for given, found in (
        (None, ()),
        (DETAILS, (DETAILS,)),
        ([DETAILS, {"b": 1}], (DETAILS, {"b": 1})),
        ("x", ()),
    ):
        checked = assertion.check(signed(assertion_details=given), LENIENT)
        assert isinstance(checked, assertion.Assertion)
        assert checked.details == found


OLDER: dict[str, tuple[dict[str, object], dict[str, object]]] = {
    "typ absent": ({"typ": None}, {}),
    "typ JWT": ({"typ": "JWT"}, {}),
    "nbf absent": ({}, {"nbf": None}),
}


@pytest.mark.parametrize("name", OLDER)
def test_older_forms_are_taken_of_clients_that_are_not_held_strictly(name: str) -> None:
    head, claims = OLDER[name]
    assert isinstance(assertion.check(signed(head, **claims), LENIENT), assertion.Assertion)
    assert isinstance(assertion.check(signed(head, **claims), STRICT), Rule)


@pytest.mark.parametrize(
    ("rule", "head", "claims"),
    [
        (Rule.ASSERTION_TYP, {"typ": "at+jwt"}, {}),
        (Rule.ASSERTION_CLIENT, {}, {"iss": "b"}),
        (Rule.ASSERTION_CLIENT, {}, {"iss": "c", "sub": "c"}),
        (Rule.ASSERTION_CLIENT, {}, {"iss": ["a"], "sub": ["a"]}),
        (Rule.ASSERTION_CLIENT, {}, {"sub": None}),
        (Rule.ASSERTION_KID, {"kid": OTHER_KEY.kid}, {}),
        (Rule.ASSERTION_KID, {"kid": None}, {}),
        (Rule.ASSERTION_SIGNATURE, {"kid": OTHER_KEY.kid}, {"iss": "b", "sub": "b"}),
        (Rule.ASSERTION_AUD, {}, {"aud": ISSUER + "/connect/token"}),
        (Rule.ASSERTION_AUD, {}, {"aud": [ISSUER]}),
        (Rule.ASSERTION_AUD, {}, {"aud": None}),
        (Rule.ASSERTION_TIMES, {}, {"exp": None}),
        (Rule.ASSERTION_TIMES, {}, {"iat": None}),
        (Rule.ASSERTION_TIMES, {}, {"exp": str(BEGIN)}),
        (Rule.ASSERTION_TIMES, {}, {"iat": True}),
        (Rule.ASSERTION_TIMES, {}, {"nbf": BEGIN + 0.5}),
        (Rule.ASSERTION_TIMES, {}, {"exp": BEGIN - 6}),
        (Rule.ASSERTION_TIMES, {}, {"iat": BEGIN + 7}),
        (Rule.ASSERTION_TIMES, {}, {"nbf": BEGIN + 7}),
        (Rule.ASSERTION_LIFETIME, {}, {"exp": BEGIN + 61}),
        (Rule.ASSERTION_LIFETIME, {}, {"exp": BEGIN}),
        (Rule.ASSERTION_JTI, {}, {"jti": None}),
        (Rule.ASSERTION_JTI, {}, {"jti": ""}),
        (Rule.ASSERTION_JTI, {}, {"jti": "j" * 257}),
    ],
)
def test_what_is_refused_and_why(rule: Rule, head: dict[str, object], claims: dict[str, object]) -> None:
    assert assertion.check(signed(head, **claims), LENIENT) is rule


@pytest.mark.parametrize("alg", ["none", "HS256", "ES256K", None, ["ES256"]])
def test_algorithms_that_are_not_taken(alg: object) -> None:
    _, body, signature = signed().split(".")
    head = encoded(written({"alg": alg, "kid": CLIENT_KEY.kid}))
    assert assertion.check(f"{head}.{body}.{signature}", LENIENT) is Rule.ASSERTION_ALG


def test_what_must_be_understood_is_not() -> None:
    _, body, signature = signed().split(".")
    head = encoded(written({"alg": "ES256", "kid": CLIENT_KEY.kid, "crit": ["exp"]}))
    assert assertion.check(f"{head}.{body}.{signature}", LENIENT) is Rule.ASSERTION_CRIT


@pytest.mark.parametrize("text", ["", "a.b.c", "x" * 20_000, "e30.e30"])
def test_what_is_no_jws(text: str) -> None:
    assert assertion.check(text, LENIENT) is Rule.ASSERTION_FORM


def test_an_assertion_of_one_client_is_none_of_another_with_the_same_id() -> None:
    first, second = assertion.Assertion("a", "j", 1), assertion.Assertion("b", "j", 1)
    assert first.replay_key != second.replay_key
    assert first.replay_key == assertion.Assertion("a", "j", 2).replay_key
