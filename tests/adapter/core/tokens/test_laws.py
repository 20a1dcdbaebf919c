"""What holds for whatever comes: no check breaks, and nothing that was changed passes."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from adapter.core.caller import Caller
from adapter.core.tokens import access_token, assertion, dpop
from adapter.core.tokens.rules import Rule
from adapter.core.tokens.text import digest, encoded
from tests.adapter.core.tokens.making import (
    CLIENT_KEY,
    EXPECTED,
    ISSUER,
    ISSUER_KEY,
    NOW,
    URL,
    checked,
    proof,
    public,
    token,
)

TOKEN = token()
PROOF = proof(TOKEN)
ASSERTION = assertion.build("a client", ISSUER, CLIENT_KEY, NOW, "an assertion")
REQUEST = dpop.Expected("GET", (URL,), NOW, CLIENT_KEY.thumbprint, digest(TOKEN))
CLIENTS = assertion.Expected(ISSUER, {"a client": {CLIENT_KEY.kid: public(CLIENT_KEY)}}, NOW)

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.text(max_size=10), inside, max_size=3),
    max_leaves=8,
)


def part(members: object) -> str:
    return encoded(json.dumps(members).encode())


def of(names: tuple[str, ...]) -> st.SearchStrategy[dict[str, object]]:
    return st.dictionaries(st.sampled_from(names), anything)


parts = st.text(max_size=60) | st.binary(max_size=60).map(encoded) | anything.map(part)
heads = of(("alg", "typ", "kid", "jwk", "crit")).map(
    lambda found: part(
        {"alg": "ES256", "typ": "dpop+jwt", "kid": "k", "jwk": dict(CLIENT_KEY.public), **found}
    )
)
token_heads = of(("alg", "typ", "kid", "crit")).map(
    lambda found: part({"alg": "RS256", "typ": "at+jwt", "kid": "k", **found})
)
claims = of(
    (
        "iss",
        "sub",
        "aud",
        "exp",
        "nbf",
        "iat",
        "jti",
        "client_id",
        "cnf",
        "scope",
        "htm",
        "htu",
        "ath",
        "nonce",
    )
)
spelt = st.text() | st.tuples(parts | heads | token_heads, parts | claims.map(part), parts).map(".".join)


@given(spelt)
def test_no_check_breaks_and_nothing_made_up_passes(text: str) -> None:
    assert isinstance(dpop.check(text, REQUEST), Rule)
    assert isinstance(assertion.check(text, CLIENTS), Rule)
    assert isinstance(checked(text), Rule)


@given(claims)
def test_claims_of_any_type_are_looked_at_without_breaking(said: dict[str, object]) -> None:
    """As the issuer would have signed them."""
    found = checked(token(**said))
    if isinstance(found, access_token.Token):
        assert isinstance(access_token.caller(found), Caller | Rule)


@given(st.text(max_size=60), st.sampled_from(["https://", "http://", "HTTPS://fhir.adapter.test"]))
def test_a_url_has_one_normal_form(rest: str, start: str) -> None:
    once = dpop.normal(start + rest)
    assert once is None or dpop.normal(once) == once


def changed(text: str) -> st.SearchStrategy[str]:
    """The text with one byte changed to any other."""

    def change(place: int, letter: str) -> str:
        return text[:place] + letter + text[place + 1 :]

    letters = st.characters(max_codepoint=255) | st.sampled_from("ABab019-_.=")
    return st.builds(change, st.integers(0, len(text) - 1), letters).filter(lambda found: found != text)


def test_before_anything_is_changed_all_of_it_passes() -> None:
    assert isinstance(checked(TOKEN), access_token.Token)
    assert isinstance(dpop.check(PROOF, REQUEST), dpop.Proof)
    assert isinstance(assertion.check(ASSERTION, CLIENTS), assertion.Assertion)


@given(changed(TOKEN))
def test_a_token_with_one_byte_changed_does_not_pass(text: str) -> None:
    assert isinstance(checked(text), Rule)


@given(changed(PROOF))
def test_a_proof_with_one_byte_changed_does_not_pass(text: str) -> None:
    assert isinstance(dpop.check(text, REQUEST), Rule)


@given(changed(ASSERTION))
def test_an_assertion_with_one_byte_changed_does_not_pass(text: str) -> None:
    assert isinstance(assertion.check(text, CLIENTS), Rule)


def test_every_single_bit_of_the_last_letters_counts() -> None:
    """Where base64 has bits to spare, and where libraries are lenient."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_="
    for text, passes in ((TOKEN, checked), (PROOF, lambda found: dpop.check(found, REQUEST))):
        for place in (len(text) - 1, text.index(".") - 1, text.rindex(".") - 1):
            others = {text[:place] + letter + text[place + 1 :] for letter in letters} - {text}
            assert all(isinstance(passes(other), Rule) for other in others)


@given(changed(TOKEN))
def test_a_proof_fits_no_other_token(other: str) -> None:
    assert dpop.check(PROOF, REQUEST._replace(ath=digest(other))) is Rule.PROOF_ATH


@given(st.floats(NOW - 100, NOW + 100))
def test_a_proof_passes_within_its_window_and_not_outside(now: float) -> None:
    passes = isinstance(dpop.check(PROOF, REQUEST._replace(now=now)), dpop.Proof)
    assert passes == (-5 <= now - int(NOW) <= 15)


@given(st.floats(NOW - 100, NOW + 200))
def test_a_token_passes_from_its_beginning_to_its_end_and_not_outside(now: float) -> None:
    unverified = access_token.read(TOKEN, EXPECTED)
    assert isinstance(unverified, access_token.Unverified)
    found = access_token.check(unverified, public(ISSUER_KEY), EXPECTED, now)
    assert isinstance(found, access_token.Token) == (-5 <= now - int(NOW) <= 65)


def test_what_is_remembered_outlasts_the_window() -> None:
    window = dpop.Window()
    first, last = int(NOW) - window.leeway, int(NOW) + window.age + window.leeway
    assert first + window.remembered > last
