"""Access tokens: what is made of one that holds. What is refused stands in `conformance/token_cases`."""

from __future__ import annotations

import pytest

from adapter.core.caller import Caller
from adapter.core.tokens import access_token, jws
from adapter.core.tokens.access_token import CLIENT, Token
from adapter.core.tokens.rules import Rule
from tests.adapter.core.tokens.making import (
    CLAIMS,
    CLIENT_KEY,
    EXPECTED,
    ISSUER_KEY,
    NOW,
    checked,
    public,
    token,
)

SCOPES = frozenset({"ip-adapter/system/Encounter.rs"})


def test_what_a_token_says() -> None:
    found = checked(token(**{CLIENT + "orgnr_child": "310030309"}))
    parent, child, jkt = "310010103", "310030309", CLIENT_KEY.thumbprint
    assert found == Token("a client", parent, child, SCOPES, jkt, "a token", int(NOW) + 60)
    assert isinstance(found, Token)
    assert access_token.caller(found) == Caller("a client", parent, child, SCOPES, "a token")


def test_without_a_child_the_unit_is_the_parent() -> None:
    found = checked(token())
    assert isinstance(found, Token)
    assert access_token.caller(found) == Caller("a client", "310010103", "310010103", SCOPES, "a token")


@pytest.mark.parametrize(
    ("scope", "granted"),
    [
        (["a", "b"], {"a", "b"}),
        ("a b", {"a", "b"}),
        ([], set()),
        (None, set()),
        (["a", 1], set()),
        ({"a": 1}, set()),
        (7, set()),
    ],
)
def test_scopes_are_an_array_or_a_text_or_none(scope: object, granted: set[str]) -> None:
    found = checked(token(scope=scope))
    assert isinstance(found, Token)
    assert found.scopes == granted


@pytest.mark.parametrize("name", sorted(access_token.USER))
def test_a_token_of_a_person_is_no_machines(name: str) -> None:
    found = checked(token(**{name: "x"}))
    assert isinstance(found, Token)
    assert access_token.caller(found) is Rule.USER


def test_tokens_of_a_development_service_are_for_development() -> None:
    made = token(helseid_dev=True)
    assert checked(made) is Rule.JWT_DEVELOPMENT
    assert checked(token(helseid_dev=False)) is Rule.JWT_DEVELOPMENT
    assert isinstance(checked(made, EXPECTED._replace(development=True)), Token)


def test_the_issuer_may_move_to_another_algorithm() -> None:
    """security.md 3.4: PS256 and ES256 beside RS256, when they are allowed."""
    made = jws.sign(CLIENT_KEY, {"kid": "k", "typ": "at+jwt"}, CLAIMS)
    assert access_token.read(made, EXPECTED) is Rule.JWT_ALG
    allowing = EXPECTED._replace(algorithms=("RS256", "ES256"))
    unverified = access_token.read(made, allowing)
    assert isinstance(unverified, access_token.Unverified)
    assert isinstance(access_token.check(unverified, public(CLIENT_KEY), allowing, NOW), Token)
    assert access_token.check(unverified, public(ISSUER_KEY), allowing, NOW) is Rule.JWT_SIGNATURE


@pytest.mark.parametrize(("alg", "holds"), [("", True), ("RS256", True), ("PS256", False), ("ES256", False)])
def test_a_key_is_for_its_own_algorithm_alone(alg: str, holds: bool) -> None:  # noqa: FBT001 - a row
    unverified = access_token.read(token(), EXPECTED)
    assert isinstance(unverified, access_token.Unverified)
    key = public(ISSUER_KEY)._replace(alg=alg)
    assert isinstance(access_token.check(unverified, key, EXPECTED, NOW), Token) is holds


@pytest.mark.parametrize("issuer", [1, None, ["https://helseid-sts.test.nhn.no"], {}])
def test_an_issuer_of_any_type_is_none_of_ours(issuer: object) -> None:
    assert checked(token(iss=issuer)) is Rule.JWT_ISS
