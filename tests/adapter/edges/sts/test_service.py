"""What the service publishes, and where it refuses to run (security.md 1.1, 8.1, 8.2)."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from adapter.core import party_file
from adapter.core.dev_clients import AUDIENCE, CLIENTS, KID_PREFIX
from adapter.core.tokens import jws, keys
from adapter.edges.clock import SystemClock
from adapter.edges.memory import MemoryStore
from adapter.edges.sts.service import TokenService, registry
from adapter.errors import StartError
from tests.adapter.edges.sts.stand import SCOPE, service_key, standing

CONFIGURATION = "/.well-known/openid-configuration"

MEMBERS = {
    "issuer": "",
    "jwks_uri": "/.well-known/openid-configuration/jwks",
    "authorization_endpoint": "/connect/authorize",
    "token_endpoint": "/connect/token",
    "userinfo_endpoint": "/connect/userinfo",
    "end_session_endpoint": "/connect/endsession",
    "revocation_endpoint": "/connect/revocation",
    "introspection_endpoint": "/connect/introspect",
    "device_authorization_endpoint": "/connect/deviceauthorization",
    "backchannel_authentication_endpoint": "/connect/ciba",
    "pushed_authorization_request_endpoint": "/connect/par",
    "expired_jwks_uri": "/connect/expiredjwks",
}
"""HelseID's members that are URLs, with their paths."""

FURTHER = {
    "authorization_response_iss_parameter_supported",
    "available_idps",
    "dpop_signing_alg_values_supported",
    "grant_types_supported",
    "id_token_signing_alg_values_supported",
    "request_object_signing_alg_values_supported",
    "require_pushed_authorization_requests",
    "scopes_supported",
    "token_endpoint_auth_methods_supported",
}
"""HelseID's further members that a client may look at."""


def test_the_metadata_has_helseids_members_and_paths() -> None:
    async def work() -> None:
        async with standing() as stand:
            found = (await stand.http.get(stand.issuer + CONFIGURATION)).json()
            assert {name: found[name] for name in MEMBERS} == {
                name: stand.issuer + path for name, path in MEMBERS.items()
            }
            assert found.keys() >= FURTHER
            assert found["dpop_signing_alg_values_supported"] == list(jws.ALGORITHMS)
            assert found["token_endpoint_auth_methods_supported"] == ["private_key_jwt"]

    asyncio.run(work())


def test_a_token_is_signed_by_a_key_of_the_published_set_also_after_a_rotation() -> None:
    async def work() -> None:
        async with standing() as stand:

            async def published() -> dict[str, dict[str, str]]:
                listed = (await stand.http.get(f"{stand.issuer}{CONFIGURATION}/jwks")).json()["keys"]
                return {one["kid"]: one for one in listed}

            async def signed_by() -> str:
                token = (await stand.granted()).json()["access_token"]
                compact = jws.split(token)
                assert compact is not None
                kid = str((jws.opened(compact.head) or {})["kid"])
                key = keys.read((await published())[kid])
                assert key is not None
                assert jws.holds(compact, "RS256", key)
                return kid

            first = await published()
            assert list(first) == ["dev-service"]
            assert first["dev-service"].keys() == {"kty", "n", "e", "kid", "alg", "use"}
            assert await signed_by() == "dev-service"
            new = (await stand.http.post(f"{stand.issuer}/dev/rotate")).json()["kid"]
            assert new.startswith(KID_PREFIX)
            assert list(await published()) == [new, "dev-service"]
            assert await signed_by() == new

    asyncio.run(work())


@pytest.mark.parametrize(
    ("issuer", "development"),
    [
        ("http://127.0.0.1:8080/dev/sts", False),
        ("https://127.0.0.1:8080/dev/sts", True),
        ("http://adapter.example/dev/sts", True),
        ("http://127.0.0.1.example/dev/sts", True),
        ("http://10.0.0.1/dev/sts", True),
        ("http://someone@127.0.0.1/dev/sts", True),
        ("", True),
    ],
)
def test_it_runs_in_development_and_on_this_machine_alone(issuer: str, *, development: bool) -> None:
    with pytest.raises(StartError, match="development mode only"):
        TokenService(
            registry(issuer, AUDIENCE, []),
            service_key(),
            MemoryStore().replay,
            SystemClock(),
            development=development,
        )


def test_it_answers_nobody_who_calls_it_by_another_name() -> None:
    async def work() -> None:
        async with standing() as stand:
            order = {"clientClaimsParameters": {"clientId": "o1", "scope": [SCOPE]}}
            asked = stand.issuer + "/dev/create-test-token"
            answer = await stand.http.post(asked, json=order, headers={"Host": "rebound.example:8080"})
            assert (answer.status_code, answer.content) == (403, b"")
            assert (await stand.http.post(asked, json=order)).status_code == 200

    asyncio.run(work())


def test_the_clients_are_organisations_of_the_test_universe() -> None:
    file = Path(__file__).resolve().parents[4] / "conformance" / "examples" / "parties.csv"
    parties = {party.org_nr: party for party in party_file.read(file.read_text("utf-8"))}
    for client in CLIENTS.values():
        innermost = parties[client.unit or client.organisation]
        assert (innermost.parent or innermost.org_nr) == client.organisation
