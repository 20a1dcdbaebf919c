"""Scopes, nonces, challenges, and what is published: small functions with tables of their own."""

from __future__ import annotations

import json

import pytest

from adapter.core.caller import Caller
from adapter.core.tokens import challenge, nonce
from adapter.core.tokens.published import Door, protected_resource, smart_configuration
from adapter.core.tokens.rules import Refused, Rule
from adapter.core.tokens.scopes import allowed, scope
from mappings.faults import FAULTS


def caller(*scopes: str) -> Caller:
    return Caller("c", "310010103", "310010103", frozenset(scopes))


@pytest.mark.parametrize(
    ("granted", "needed", "enough"),
    [
        ("a/system/Bundle.c", "a/system/Bundle.c", True),
        ("a/system/Bundle.cruds", "a/system/Bundle.d", True),
        ("a/system/Bundle.rs", "a/system/Bundle.c", False),
        ("a/system/Patient.cruds", "a/system/Bundle.c", False),
        ("b/system/Bundle.c", "a/system/Bundle.c", False),
        ("a/system/BundleX.c", "a/system/Bundle.c", False),
        ("a/system/Bundle", "a/system/Bundle.c", False),
        ("a/system/Bundle.", "a/system/Bundle.c", False),
        ("a/system/Bundle.rc", "a/system/Bundle.c", False),
        ("a/system/Bundle.cc", "a/system/Bundle.c", False),
        ("a/system/Bundle.write", "a/system/Bundle.c", False),
        ("a/system/*.cruds", "a/system/Bundle.c", False),
        ("a/user/Bundle.c", "a/system/Bundle.c", False),
        ("A/system/Bundle.c", "a/system/Bundle.c", False),
        ("nhn:ip/api/system/Bundle.c", "nhn:ip/api/system/Bundle.c", True),
        ("openid", "a/system/Bundle.c", False),
    ],
)
def test_a_scope_covers_its_audience_type_and_letters(granted: str, needed: str, enough: bool) -> None:  # noqa: FBT001 - a row
    assert allowed(caller(granted), needed) is enough
    assert allowed(caller("other", granted), needed) is enough


def test_without_scopes_nothing_is_allowed() -> None:
    assert not allowed(caller(), scope("a", "Bundle", "c"))


def test_nonces_change_with_time_and_secret_and_the_last_one_stays_good() -> None:
    now, later = nonce.nonces(b"s", 1000.0), nonce.nonces(b"s", 1000.0 + nonce.SECONDS)
    assert later[1] == now[0]
    assert len({*now, *later, *nonce.nonces(b"t", 1000.0)}) == 5
    assert nonce.nonces(b"s", 1000.0) == now


@pytest.mark.parametrize("rule", Rule)
def test_every_rule_can_be_said(rule: Rule) -> None:
    said = challenge.said(Refused(rule, scope="a/system/Bundle.c" if rule is Rule.SCOPE else ""))
    assert said.status == FAULTS[rule.kind.fault].status
    outcome = json.loads(said.body)
    assert rule.part in outcome["issue"][0]["details"]["text"] or rule is Rule.SCOPE
    assert outcome["issue"][0]["details"]["coding"][0]["code"] == rule.kind.fault
    names = [name for name, _ in said.headers]
    assert ("www-authenticate" in names) == bool(rule.kind.challenge)


@pytest.mark.parametrize("rule", Rule)
def test_sentences_of_rules_fit_into_a_header(rule: Rule) -> None:
    assert rule.sentence.isascii()
    assert rule.sentence.isprintable()
    assert not {'"', "\\\\"} & set(rule.sentence)
    assert rule.key == rule.key.lower()


@pytest.mark.parametrize(
    ("rule", "scope", "said"),
    [
        (Rule.ABSENT, "", f'DPoP algs="{challenge.ALGS}"'),
        (
            Rule.SCHEME,
            "",
            f'DPoP error="invalid_token", error_description="DPoP required", algs="{challenge.ALGS}"',
        ),
        (Rule.SCOPE, "a/system/Bundle.c", 'DPoP error="insufficient_scope", scope="a/system/Bundle.c"'),
        (Rule.REQUEST_TOKEN_PLACE, "", ""),
        (Rule.ORGANISATION, "", ""),
    ],
)
def test_challenges_word_for_word(rule: Rule, scope: str, said: str) -> None:
    assert challenge.www_authenticate(rule, scope) == said


def test_a_wanted_nonce_goes_along() -> None:
    assert ("dpop-nonce", "n") in challenge.said(Refused(Rule.PROOF_NONCE, nonce="n")).headers


DOOR = Door("https://a.test", ("https://sts.test", "https://sts2.test"), ("a/system/Bundle.cruds",))


def test_the_metadata_of_a_protected_resource() -> None:
    """RFC 9728 § 2; security.md 3.6."""
    said = protected_resource(DOOR)
    assert said["resource"] == "https://a.test"
    assert said["authorization_servers"] == ["https://sts.test", "https://sts2.test"]
    assert said["scopes_supported"] == ["a/system/Bundle.cruds"]
    assert said["bearer_methods_supported"] == ["header"]
    assert said["dpop_bound_access_tokens_required"] is True
    assert said["dpop_signing_alg_values_supported"] == challenge.ALGS.split()


def test_smarts_configuration() -> None:
    said = smart_configuration(DOOR)
    assert said["token_endpoint"] == DOOR.issuers[0] + "/connect/token"
    assert said["token_endpoint_auth_methods_supported"] == ["private_key_jwt"]
    assert said["capabilities"] == ["client-confidential-asymmetric", "permission-v2"]
    assert said["scopes_supported"] == ["a/system/Bundle.cruds"]
