"""Tokens made to order: each fault is the one that was ordered, by the checks of the adapter itself (security.md 8.3)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from adapter.core.dev_clients import AUDIENCE
from adapter.core.tokens import access_token, dpop, keys
from adapter.core.tokens.access_token import CLIENT
from adapter.core.tokens.rules import Rule
from adapter.core.tokens.text import digest
from adapter.edges.sts import fresh
from adapter.edges.sts.faulty import FAULTS
from tests.adapter.edges.sts.stand import SCOPE, parts, service_key

if TYPE_CHECKING:
    from adapter.core.tokens.access_token import Token
    from tests.adapter.edges.sts.conftest import Service
    from tests.adapter.edges.sts.stand import Stand

URL = "http://127.0.0.1:8080/fhir/Patient/1"

OF_PROOFS = {
    "None": None,
    "DontSetHtuClaimValue": Rule.PROOF_HTU,
    "DontSetHtmClaimValue": Rule.PROOF_HTM,
    "SetIatValueInThePast": Rule.PROOF_IAT,
    "SetIatValueInTheFuture": Rule.PROOF_IAT,
    "DontSetAthClaimValue": Rule.PROOF_ATH,
    "DontSetAlgHeader": Rule.PROOF_ALG,
    "DontSetJwkHeader": Rule.PROOF_JWK,
    "DontSetJtiClaim": Rule.PROOF_JTI,
    "SetAlgHeaderToASymmetricAlgorithm": Rule.PROOF_ALG,
    "SetPrivateKeyInJwkHeader": Rule.PROOF_JWK,
    "SetInvalidTypHeaderValue": Rule.PROOF_TYP,
    "SetAnInvalidSignature": Rule.PROOF_SIGNATURE,
}
OF_TOKENS: dict[str, tuple[dict[str, Any], Rule | None]] = {
    "nothing": ({}, None),
    "its key": ({"signJwtWithInvalidSigningKey": True}, Rule.JWT_SIGNATURE),
    "its issuer": ({"setInvalidIssuer": True}, Rule.JWT_ISS),
    "its audience": ({"setInvalidAudience": True}, Rule.JWT_AUD),
    "another audience": ({"audience": "nhn:msh"}, Rule.JWT_AUD),
    "its end": ({"expirationParameters": {"setExpirationTimeAsExpired": True}}, Rule.JWT_EXP),
    "its length": ({"expirationParameters": {"expirationTimeInSeconds": 7200}}, Rule.JWT_LIFETIME),
    "its typ": ({"headerParameters": {"typ": "dpop+jwt"}}, Rule.JWT_TYP),
    "a typ that is tolerated": ({"headerParameters": {"typ": "JWT"}}, None),
    "no jti": ({"claims": {"jti": None}}, Rule.JWT_JTI),
    "no cnf": ({"claims": {"cnf": None}}, Rule.JWT_CNF),
    "an end in words": ({"claims": {"exp": "soon"}}, Rule.JWT_TIMES),
}


async def ordered(stand: Stand, order: dict[str, Any]) -> tuple[str, str]:
    client = {"clientClaimsParameters": {"clientId": "o3", "scope": [SCOPE]}}
    proof = {"dPoPProofParameters": {"htmClaimValue": "GET", "htuClaimValue": URL}}
    answer = await stand.http.post(stand.issuer + "/dev/create-test-token", json=client | proof | order)
    assert answer.json()["isError"] is False, answer.text
    made = answer.json()["successResponse"]
    return made["accessTokenJwt"], made["dPoPProof"]


def judged(stand: Stand, token: str) -> Token | Rule:
    expected = access_token.Expected((stand.issuer,), AUDIENCE, development=True)
    unverified = access_token.read(token, expected)
    if isinstance(unverified, Rule):
        return unverified
    return access_token.check(unverified, keys.read(service_key().public), expected, stand.now())


def proven(stand: Stand, token: str, proof: str) -> dpop.Proof | Rule:
    jkt = parts(token)[1]["cnf"]["jkt"]
    return dpop.check(proof, dpop.Expected("GET", (URL,), stand.now(), jkt, digest(token)))


def test_every_fault_of_a_proof_breaks_its_own_rule(service: Service) -> None:
    async def work(stand: Stand) -> None:
        found = {}
        for fault in FAULTS:
            wanted = {"htmClaimValue": "GET", "htuClaimValue": URL, "invalidDPoPProofParameters": fault}
            token, proof = await ordered(stand, {"dPoPProofParameters": wanted})
            assert isinstance(judged(stand, token), access_token.Token)
            rule = proven(stand, token, proof)
            found[fault] = rule if isinstance(rule, Rule) else None
        assert found == OF_PROOFS

    service(work)


def test_every_fault_of_a_token_breaks_its_own_rule(service: Service) -> None:
    async def work(stand: Stand) -> None:
        found = {}
        for name, (order, _) in OF_TOKENS.items():
            token, _proof = await ordered(stand, order)
            rule = judged(stand, token)
            found[name] = rule if isinstance(rule, Rule) else None
        assert found == {name: rule for name, (_, rule) in OF_TOKENS.items()}

    service(work)


def test_a_token_can_be_bound_to_another_key_than_its_proofs(service: Service) -> None:
    async def work(stand: Stand) -> None:
        token, proof = await ordered(stand, {"bindToOtherKey": True})
        assert proven(stand, token, proof) is Rule.JWT_OTHER_KEY

    service(work)


def test_a_key_can_be_handed_in_and_claims_be_chosen(service: Service) -> None:
    own = keys.signer(fresh.rsa("own", 2048, "PS256"), "PS256")
    client = {"clientId": "o11", "orgnrParent": "999", "orgnrChild": "", "jti": "one", "scope": []}
    order = {
        "clientClaimsParameters": client,
        "dPoPProofParameters": {
            "htuClaimValue": URL,
            "privateKeyForProofCreation": json.dumps(fresh.private(own)),
        },
        "claims": {"helseid://claims/identity/pid": "x"},
    }

    async def work(stand: Stand) -> None:
        token, proof = await ordered(stand, order)
        _, claims = parts(token)
        assert claims["cnf"] == {"jkt": own.thumbprint}
        assert (claims["client_id"], claims[CLIENT + "orgnr_parent"]) == ("o11", "999")
        assert (claims["jti"], claims["scope"], claims["helseid://claims/identity/pid"]) == ("one", [], "x")
        assert CLIENT + "orgnr_child" not in claims
        assert isinstance(proven(stand, token, proof), dpop.Proof)

    service(work)


def test_an_order_that_cannot_be_filled_is_told_as_nhn_does(service: Service) -> None:
    wrong: tuple[dict[str, Any], ...] = (
        {},
        {"clientClaimsParameters": {"clientId": "o99"}},
        {"clientClaimsParameters": {"clientId": "o1"}, "setInvalidIsuer": True},
        {
            "clientClaimsParameters": {"clientId": "o1"},
            "dPoPProofParameters": {"privateKeyForProofCreation": "{}"},
        },
        {"clientClaimsParameters": {"clientId": "o1"}, "claims": {"x": "y" * 70_000}},
    )

    async def work(stand: Stand) -> None:
        for order in wrong:
            answer = await stand.http.post(stand.issuer + "/dev/create-test-token", json=order)
            assert answer.status_code == 400
            assert answer.json()["isError"] is True
            assert answer.json()["errorResponse"]["errorMessage"]

    service(work)
