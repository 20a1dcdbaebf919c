"""JWS are taken apart strictly, and verified as others sign them."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from joserfc import jws as joserfc
from joserfc.jwk import ECKey, RSAKey

from adapter.core.tokens import jws, keys, text
from tests.adapter.core.tokens.making import public

MADE = {
    "RS": RSAKey.generate_key(2048),
    "PS": RSAKey.generate_key(2048),
    "ES256": ECKey.generate_key("P-256"),
    "ES384": ECKey.generate_key("P-384"),
    "ES512": ECKey.generate_key("P-521"),
}
ALL = list(jws.ALGORITHMS)


def key_of(alg: str) -> RSAKey | ECKey:
    return MADE.get(alg) or MADE[alg[:2]]


@pytest.mark.parametrize("alg", ALL)
def test_what_joserfc_signs_holds_and_what_we_sign_joserfc_verifies(alg: str) -> None:
    key = key_of(alg)
    signer = keys.signer(key.as_dict(private=True), alg)
    theirs = joserfc.serialize_compact({"alg": alg}, b'{"a":1}', key, [alg])
    compact = jws.split(theirs)
    assert compact is not None
    assert jws.holds(compact, alg, public(signer))
    ours = jws.sign(signer, {"typ": "x"}, {"a": 1})
    assert json.loads(joserfc.deserialize_compact(ours, key, [alg]).payload) == {"a": 1}


@pytest.mark.parametrize("alg", ALL)
@pytest.mark.parametrize("other", ALL)
def test_a_signature_holds_by_its_own_algorithm_alone(alg: str, other: str) -> None:
    compact = jws.split(jws.sign(keys.signer(key_of(alg).as_dict(private=True), alg), {}, {}))
    assert compact is not None
    key = public(keys.signer(key_of(other).as_dict(private=True), other))
    assert jws.holds(compact, other, key) == (alg == other)


def test_a_signature_on_a_curve_has_its_full_length_and_no_more() -> None:
    key = public(keys.signer(key_of("ES256").as_dict(private=True), "ES256"))
    for octets in (0, 32, 63, 65, 66, 70, 96, 132):
        assert not jws.holds(jws.Compact("e30", "e30", text.encoded(b"\1" * octets)), "ES256", key)


@pytest.mark.parametrize("name", ["none", "HS256", "ES256K", "EdDSA", ""])
def test_other_algorithms_are_not_there(name: str) -> None:
    assert name not in jws.ALGORITHMS


@pytest.mark.parametrize("spelt", ["", "a", "a.b", "a.b.c.d", "a.b.c.d.e"])
def test_what_has_not_three_parts(spelt: str) -> None:
    assert jws.split(spelt) is None


@pytest.mark.parametrize(
    "part", ["", "e30=", "e31", " e30", "e30\n", "e3 0", "e+0", "e/0", "å30", "e", "\ud800"]
)
def test_parts_that_are_not_spelt_as_they_should(part: str) -> None:
    assert jws.opened("e30") == {}
    assert jws.opened(part) is None
    key = public(keys.signer(key_of("ES256").as_dict(private=True), "ES256"))
    assert not jws.holds(jws.Compact("e30", "e30", part), "ES256", key)


NO_OBJECTS = {
    "a member twice": b'{"a":1,"a":1}',
    "a member twice inside": b'{"b":{"a":1,"a":2}}',
    "the same member in another spelling": b'{"a":1,"\\u0061":1}',
    "a list": b"[]",
    "a text": b'"a"',
    "null": b"null",
    "nothing": b"",
    "something after it": b"{} {}",
    "a byte order mark": b"\xef\xbb\xbf{}",
    "UTF-16": '{"a":1}'.encode("utf-16"),
    "no UTF-8": b'{"a":"\xff"}',
    "half a surrogate pair": b'{"a":"\\ud800"}',
    "NaN": b'{"a":NaN}',
    "Infinity": b'{"a":-Infinity}',
    "a line break in a text": b'{"a":"\n"}',
    "too deep": b'{"a":' + b"[" * 100_000,
    "a number of 5 000 digits": b'{"a":' + b"9" * 5_000 + b"}",
}


@pytest.mark.parametrize("name", NO_OBJECTS)
def test_what_is_no_object_of_members_once_each(name: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - of several libraries, each with its own words
        text.members(NO_OBJECTS[name])


def test_text_beyond_ascii_is_text() -> None:
    assert text.members('{"a":"å\\ud83d\\ude00"}'.encode()) == {"a": "å😀"}


@given(st.binary())
def test_base64url_has_one_spelling(data: bytes) -> None:
    assert text.decoded(text.encoded(data)) == data


@given(st.text(alphabet="ABCDwxyz0189-_+/= ", max_size=8))
def test_whatever_is_decoded_is_spelt_so(spelt: str) -> None:
    try:
        data = text.decoded(spelt)
    except ValueError:
        return
    assert text.encoded(data) == spelt
