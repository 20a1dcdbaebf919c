"""The token endpoint over real HTTP: what HelseID grants, and everything that it refuses (security.md 1.2–1.5, 8.2)."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from adapter.core.dev_clients import AUDIENCE, CLIENTS
from adapter.core.tokens import details, keys
from adapter.core.tokens.access_token import CLIENT
from adapter.core.tokens.scopes import scopes
from adapter.edges.sts import fresh
from adapter.errors import Unavailable
from tests.adapter.edges.sts.stand import SCOPE, elliptic, parts, standing

if TYPE_CHECKING:
    from datetime import datetime

    import httpx

    from tests.adapter.edges.sts.conftest import Service
    from tests.adapter.edges.sts.stand import Stand


def said(response: httpx.Response) -> tuple[int, str]:
    return response.status_code, response.json().get("error", "")


def test_a_token_is_as_helseid_makes_them(service: Service) -> None:
    async def work(stand: Stand) -> None:
        response = await stand.granted("o2", scope=f"{SCOPE} {AUDIENCE}/system/Bundle.c")
        body = response.json()
        head, claims = parts(body.pop("access_token"))
        now = int(stand.now())
        assert response.status_code == 200
        assert response.headers["cache-control"] == "no-store"
        assert body == {
            "expires_in": 60,
            "token_type": "DPoP",
            "scope": f"{SCOPE} {AUDIENCE}/system/Bundle.c",
        }
        assert head == {"alg": "RS256", "kid": "dev-service", "typ": "at+jwt"}
        assert now - 5 <= claims["iat"] <= now
        assert claims.pop("nbf") == claims["iat"]
        assert claims.pop("exp") == claims.pop("iat") + 60
        assert len(claims.pop("jti")) == 32
        assert claims == {
            "iss": stand.issuer,
            "aud": AUDIENCE,
            "cnf": {"jkt": elliptic("proof").thumbprint},
            "scope": [SCOPE, f"{AUDIENCE}/system/Bundle.c"],
            "client_id": "o2",
            "client_amr": "private_key_jwt",
            CLIENT + "orgnr_parent": "310010103",
            CLIENT + "orgnr_child": "310020206",
            "helseid://claims/client/client_name": "o2 - development",
            "helseid://claims/client/client_tenancy": "single-tenant",
            "helseid_dev": True,
        }

    service(work)


def test_every_client_gets_the_numbers_that_it_is_registered_with(service: Service) -> None:
    async def work(stand: Stand) -> None:
        for client in CLIENTS.values():
            _, claims = parts((await stand.granted(client.id)).json()["access_token"])
            found = claims[CLIENT + "orgnr_parent"], claims.get(CLIENT + "orgnr_child", "")
            assert (client.id, *found) == (client.id, client.organisation, client.unit)

    service(work)


# --- nonce and proof --------------------------------------------------------------------------------------------------


def test_a_first_request_is_told_the_nonce_and_the_second_gets_the_token(service: Service) -> None:
    async def work(stand: Stand) -> None:
        form = stand.form()
        first = await stand.post(form, [stand.proof()])
        assert said(first) == (400, "use_dpop_nonce")
        nonce = first.headers["dpop-nonce"]
        second = await stand.post(form, [stand.proof(nonce=nonce)])  # its assertion was not used up
        assert second.status_code == 200
        assert said(await stand.post(stand.form(), [stand.proof(nonce="of-another")])) == (
            400,
            "use_dpop_nonce",
        )
        stand.clock.ahead = timedelta(minutes=11)
        assert said(await stand.post(stand.form(), [stand.proof(nonce=nonce)])) == (400, "use_dpop_nonce")

    service(work)


def test_a_strict_client_has_to_make_a_new_assertion_for_its_second_request(service: Service) -> None:
    async def work(stand: Stand) -> None:
        form = stand.form("strict")
        first = await stand.post(form, [stand.proof()])
        proof = stand.proof(nonce=first.headers["dpop-nonce"])
        assert said(await stand.post(form, [proof])) == (400, "invalid_client")
        proof = stand.proof(nonce=first.headers["dpop-nonce"])
        assert (await stand.post(stand.form("strict"), [proof])).status_code == 200

    service(work)


def test_a_proof_and_an_assertion_are_taken_once_also_at_the_same_time(service: Service) -> None:
    async def work(stand: Stand) -> None:
        nonce, form = await stand.nonce(), stand.form()
        answers = await asyncio.gather(*[stand.post(form, [stand.proof(nonce=nonce)]) for _ in range(20)])
        assert Counter(map(said, answers)) == {(200, ""): 1, (400, "invalid_client"): 19}
        proof = stand.proof(nonce=nonce)
        answers = await asyncio.gather(*[stand.post(stand.form(), [proof]) for _ in range(20)])
        assert Counter(map(said, answers)) == {(200, ""): 1, (400, "invalid_dpop_proof"): 19}

    service(work)


def test_what_is_wrong_with_a_proof(service: Service) -> None:
    async def work(stand: Stand) -> None:
        nonce = await stand.nonce()
        sound = stand.proof(nonce=nonce)
        other = stand._replace(base="http://127.0.0.1:1").proof(nonce=nonce)
        for proofs in ([], [sound, stand.proof(nonce=nonce)], ["a.b.c"], [other], [sound[:-4] + "AAAA"]):
            assert said(await stand.post(stand.form(), proofs)) == (400, "invalid_dpop_proof")
        assert (await stand.post(stand.form(), [sound])).status_code == 200  # nothing of that has used it up

    service(work)


# --- who asks ---------------------------------------------------------------------------------------------------------


def test_what_is_wrong_with_an_assertion(service: Service) -> None:
    now = 2_000_000_000
    wrong: dict[str, dict[str, Any]] = {
        "of another audience": {"aud": "https://helseid-sts.nhn.no"},
        "of the token endpoint": {"aud": "/connect/token"},
        "of two audiences": {"aud": ["issuer", "other"]},
        "without audience": {"aud": None},
        "that has expired": {"iat": now - 20, "nbf": now - 20, "exp": now - 10},
        "of the future": {"iat": now + 10, "nbf": now + 10, "exp": now + 20},
        "not valid yet": {"nbf": now + 10},
        "that lives too long": {"exp": now + 61},
        "without end": {"exp": None},
        "without beginning": {"iat": None},
        "with an end in words": {"exp": str(now + 10)},
        "without jti": {"jti": None},
        "with an empty jti": {"jti": ""},
        "with an endless jti": {"jti": "x" * 257},
        "of another subject": {"sub": "o2"},
        "of another issuer": {"iss": "o2"},
        "of nobody who is known": {"iss": "o99", "sub": "o99"},
        "by a key that is not known": {"head": {"kid": "other"}},
        "by a key without name": {"head": {"kid": None}},
        "by another key of that name": {"key": elliptic("impostor"), "head": {"kid": "o1"}},
        "of another typ": {"head": {"typ": "dpop+jwt"}},
        "with crit": {"head": {"crit": ["kid"]}},
    }

    async def work(stand: Stand) -> None:
        stand.clock.ahead = timedelta(seconds=now - stand.now())
        taken = []
        for name, changed in wrong.items():
            claims = dict(changed)
            if claims.get("aud") == "/connect/token":
                claims["aud"] = stand.endpoint
            if isinstance(claims.get("aud"), list):
                claims["aud"] = [stand.issuer, "other"]
            answer = await stand.granted(client_assertion=stand.assertion(**claims))
            if said(answer) != (400, "invalid_client") or "access_token" in answer.json():
                taken.append((name, answer.text))
        assert taken == []

    service(work)


def test_older_forms_of_an_assertion_are_taken_but_not_of_strict_clients(service: Service) -> None:
    older: tuple[dict[str, Any], ...] = ({"head": {"typ": "JWT"}}, {"head": {"typ": None}}, {"nbf": None})

    async def work(stand: Stand) -> None:
        for changed in older:
            loose = await stand.granted(client_assertion=stand.assertion(**dict(changed)))
            strict = await stand.granted(
                "strict", client_assertion=stand.assertion("strict", **dict(changed))
            )
            assert (said(loose), said(strict)) == ((200, ""), (400, "invalid_client"))

    service(work)


@pytest.mark.parametrize("alg", ["PS256", "RS512", "RS256"])
def test_clients_sign_by_what_nhn_makes_keys_for(service: Service, alg: str) -> None:
    async def work(stand: Stand) -> None:
        known = stand.service.registry.keys["o1"]
        signer = keys.signer(fresh.rsa("rsa", 2048, alg), alg)
        key = keys.read(signer.public)
        assert key is not None
        known["rsa"] = key  # type: ignore[index]  # a further key, as a rotation would bring
        answer = await stand.granted(client_assertion=stand.assertion(key=signer))
        assert answer.status_code == 200

    service(work)


# --- what is asked for ------------------------------------------------------------------------------------------------


def test_what_is_wrong_with_a_form(service: Service) -> None:
    wrong: dict[str, tuple[dict[str, str | None], str]] = {
        "no grant": ({"grant_type": None}, "unsupported_grant_type"),
        "a grant for persons": ({"grant_type": "authorization_code"}, "unsupported_grant_type"),
        "no assertion": ({"client_assertion_type": None}, "invalid_client"),
        "another kind of assertion": ({"client_assertion_type": "saml"}, "invalid_client"),
        "an assertion that is none": ({"client_assertion": "a.b.c"}, "invalid_client"),
        "another client": ({"client_id": "o2"}, "invalid_client"),
        "no scope": ({"scope": None}, "invalid_scope"),
        "a scope of another API": ({"scope": "nhn:msh/api"}, "invalid_scope"),
        "a scope that begins as ours": ({"scope": f"{AUDIENCE}2/system/Patient.r"}, "invalid_scope"),
        "two APIs at once": ({"scope": f"{SCOPE} nhn:msh/api"}, "invalid_scope"),
        "an unknown type": ({"scope": f"{AUDIENCE}/system/Patients.r"}, "invalid_scope"),
        "letters in another order": ({"scope": f"{AUDIENCE}/system/Patient.dr"}, "invalid_scope"),
        "no letters": ({"scope": f"{AUDIENCE}/system/Patient."}, "invalid_scope"),
        "a scope of identity": ({"scope": "openid"}, "invalid_scope"),
        "another resource": ({"resource": "nhn:msh"}, "invalid_scope"),
    }

    async def work(stand: Stand) -> None:
        found = {name: said(await stand.granted(**changed)) for name, (changed, _) in wrong.items()}
        assert found == {name: (400, error) for name, (_, error) in wrong.items()}

    service(work)


def test_a_resource_alone_gives_all_its_scopes_and_a_scope_asked_for_twice_is_one(service: Service) -> None:
    async def work(stand: Stand) -> None:
        answer = await stand.granted(scope=None, resource=AUDIENCE)
        assert answer.json()["scope"].split() == list(scopes(AUDIENCE))
        answer = await stand.granted(scope=f"{SCOPE} {SCOPE}")
        assert answer.json()["scope"] == SCOPE

    service(work)


def test_requests_that_are_no_form_are_refused(service: Service) -> None:
    async def work(stand: Stand) -> None:
        form = stand.form()
        post = stand.http.post
        bodies: list[tuple[bytes, str]] = [
            (b"{}", "application/json"),
            (b"", "application/x-www-form-urlencoded; charset=utf-8"),
            (b"scope=a&scope=b", "application/x-www-form-urlencoded"),
            (b"scope=%ff", "application/x-www-form-urlencoded"),
            (b"scope=" + b"a" * 70_000, "application/x-www-form-urlencoded"),
        ]
        headers = {"DPoP": stand.proof(nonce=await stand.nonce())}
        for body, media in bodies:
            answer = await post(stand.endpoint, content=body, headers={**headers, "Content-Type": media})
            assert answer.status_code == 400
            assert answer.json()["error"] in (
                "invalid_request",
                "unsupported_grant_type",
                "invalid_dpop_proof",
            )
        assert (await stand.http.get(stand.endpoint, params=form)).status_code == 405

    service(work)


def test_a_client_acts_for_units_of_its_own_organisation_alone(service: Service) -> None:
    def naming(parent: str, child: str) -> dict[str, object]:
        named = details.for_child(child)
        identifier = {"system": details.BOTH, "type": "ENH", "value": f"NO:ORGNR:{parent}:{child}"}
        return (
            named
            if not parent
            else {**named, "practitioner_role": {"organization": {"identifier": identifier}}}
        )

    med, bup = "312120216", "312120224"
    cases: list[tuple[str, object, str | None]] = [
        ("o11", naming("", med), med),
        ("o11", naming("312020203", med), med),
        ("o11", naming("312020203", ""), ""),
        ("o11", [{"type": "nhn:sfm:journal-id"}, naming("", bup)], bup),
        ("o11", naming("", "310020206"), None),
        ("o11", naming("310010103", ""), None),
        ("o11", naming("", "1"), None),
        ("o11", [naming("", med), naming("", bup)], None),
        ("o11", {"type": "helseid_authorization"}, None),
        ("o11", {"type": "helseid_authorization", "practitioner_role": {"organization": []}}, None),
        ("o11-med", naming("", med), med),
        ("o11-med", naming("", bup), None),
    ]

    async def work(stand: Stand) -> None:
        for client, said_of, child in cases:
            assertion = stand.assertion(client, assertion_details=said_of)
            answer = await stand.granted(client, client_assertion=assertion)
            if child is None:
                assert said(answer) == (400, "invalid_request")
            else:
                assert parts(answer.json()["access_token"])[1].get(CLIENT + "orgnr_child", "") == child

    service(work)


class AwayReplay:
    """A memory of proofs that does not answer."""

    async def first(self, key: bytes, until: datetime, now: datetime) -> bool:
        raise Unavailable("the store does not answer")


def test_without_its_memory_the_service_gives_no_token() -> None:
    async def work() -> None:
        async with standing(replay=AwayReplay()) as stand:
            first = await stand.post(stand.form(), [stand.proof()])  # refused before anything is remembered
            answer = await stand.post(stand.form(), [stand.proof(nonce=first.headers["dpop-nonce"])])
            assert said(answer) == (503, "temporarily_unavailable")
            assert answer.headers["retry-after"]

    asyncio.run(work())


def test_a_nonce_of_one_process_is_good_in_another_with_the_same_key() -> None:
    async def work() -> int:
        async with standing() as one, standing() as other:
            nonce = await one.nonce()
            return (await other.post(other.form(), [other.proof(nonce=nonce)])).status_code

    assert asyncio.run(work()) == 200
