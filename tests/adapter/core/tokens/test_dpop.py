"""Proofs: made for a request, and the forms of its URL. What is refused stands in `conformance/token_cases`."""

from __future__ import annotations

import pytest

from adapter.core.tokens import dpop, jws
from adapter.core.tokens.rules import Rule
from adapter.core.tokens.text import digest
from tests.adapter.core.tokens.making import CLIENT_KEY, NOW, URL

RFC_9449 = (
    "eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2IiwiandrIjp7Imt0eSI6IkVDIiwieCI6Imw4dEZyaHgtMzR0VjNoUklDUkRZOXpDa0RscEJo"
    "RjQyVVFVZldWQVdCRnMiLCJ5IjoiOVZFNGpmX09rX282NHpiVFRsY3VOSmFqSG10NnY5VERWclUwQ2R2R1JEQSIsImNydiI6IlAtMjU2In19.eyJq"
    "dGkiOiItQndDM0VTYzZhY2MybFRjIiwiaHRtIjoiUE9TVCIsImh0dSI6Imh0dHBzOi8vc2VydmVyLmV4YW1wbGUuY29tL3Rva2VuIiwiaWF0Ijox"
    "NTYyMjYyNjE2fQ.2-GxA6T8lP4vfrg8v-FdWP0A0zdrj8igiMLvqRMUvwnQg4PtFLbdLXiOSsX0x7NVY-FNyJK70nfbV37xRZT3Lg"
)
"""The example of RFC 9449 § 4.1."""

SHOWN = "whatever the token is"


def test_the_standards_example() -> None:
    expected = dpop.Expected("POST", ("https://server.example.com/token",), 1562262616)
    jkt = "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I"
    assert dpop.check(RFC_9449, expected) == dpop.Proof(jkt, "-BwC3ESc6acc2lTc")
    assert dpop.check(RFC_9449, expected._replace(method="GET")) is Rule.PROOF_HTM


def test_at_a_token_endpoint_any_key_will_do_and_no_token_is_named() -> None:
    made = dpop.build(CLIENT_KEY, "POST", "https://sts.test/connect/token", NOW, "a")
    found = dpop.check(made, dpop.Expected("POST", ("https://sts.test/connect/token",), NOW))
    assert found == dpop.Proof(CLIENT_KEY.thumbprint, "a")


def test_the_query_is_no_part_of_the_url() -> None:
    for asked in (f"{URL}?a=1", f"{URL}#a", f"{URL}?a=1#a", URL):
        made = dpop.build(CLIENT_KEY, "GET", asked, NOW, "a", access_token=SHOWN)
        expected = dpop.Expected("GET", (URL,), NOW, CLIENT_KEY.thumbprint, digest(SHOWN))
        assert isinstance(dpop.check(made, expected), dpop.Proof)


def test_the_header_holds_no_more_of_the_key_than_makes_it() -> None:
    head = jws.opened(dpop.build(CLIENT_KEY, "GET", URL, NOW, "a").split(".", maxsplit=1)[0])
    assert head is not None
    assert head == {"alg": "ES256", "typ": "dpop+jwt", "jwk": dict(CLIENT_KEY.public)}
    assert set(head["jwk"]) == {"kty", "crv", "x", "y"}


@pytest.mark.parametrize("nonce", [None, "older", "new", "other"])
def test_a_nonce_where_one_is_wanted(nonce: str | None) -> None:
    made = dpop.build(CLIENT_KEY, "GET", URL, NOW, "a", nonce=nonce)
    found = dpop.check(made, dpop.Expected("GET", (URL,), NOW, nonces=("new", "older")))
    assert isinstance(found, dpop.Proof) == (nonce in ("new", "older"))
    assert isinstance(found, dpop.Proof) or found is Rule.PROOF_NONCE


def test_proofs_are_remembered_by_key_and_id() -> None:
    proofs = [dpop.Proof("k", "a"), dpop.Proof("k", "b"), dpop.Proof("l", "a"), dpop.Proof("k a", "")]
    assert len({proof.replay_key for proof in proofs}) == len(proofs)
    assert dpop.Proof("k", "a").replay_key == dpop.Proof("k", "a").replay_key


@pytest.mark.parametrize(
    ("url", "normal"),
    [
        ("https://fhir.test/a", "https://fhir.test/a"),
        ("HTTPS://FHIR.test/A", "https://fhir.test/A"),
        ("https://fhir.test:443/a", "https://fhir.test/a"),
        ("http://fhir.test:80/a", "http://fhir.test/a"),
        ("http://fhir.test:443/a", "http://fhir.test:443/a"),
        ("http://127.0.0.1:8080/a/", "http://127.0.0.1:8080/a/"),
        ("http://[::1]:8080/a", "http://[::1]:8080/a"),
        ("https://fhir.test/%7Ea/../b//c", "https://fhir.test/%7Ea/../b//c"),
        ("https://fhir.test", None),
        ("https://fhir.test/a?b", None),
        ("https://fhir.test/a?", None),
        ("https://fhir.test/a#b", None),
        ("https://me@fhir.test/a", None),
        ("https://me:x@fhir.test/a", None),
        ("ftp://fhir.test/a", None),
        ("//fhir.test/a", None),
        ("/a", None),
        ("", None),
        ("https:///a", None),
        ("https://fhir.test:/a", None),
        ("https://fhir.test:x/a", None),
        (" https://fhir.test/a", None),
        ("https://fhir.test\\@evil/a", None),
    ],
)
def test_the_normal_form_of_a_url(url: str, normal: str | None) -> None:
    assert dpop.normal(url) == normal
