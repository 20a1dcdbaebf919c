"""Clients that were not written here, at an adapter that is served: OAuth with DPoP unchanged, and FHIR by the proxy."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections import Counter
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING, NamedTuple

import pytest
import requests
from fhirpy import SyncFHIRClient
from fhirpy.base.exceptions import ResourceNotFound
from requests_oauth2client import DPoPToken, OAuth2Client, PrivateKeyJwt

from adapter.core.dev_clients import AUDIENCE, CLIENTS, ISSUER_PATH
from conformance.served import free_port, server
from tests.served.stored import may_see, stored

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.served.stored import Stored
    from tests.served.world import World

READER = "o3"


@pytest.fixture(scope="module")
def current(world: World) -> list[Stored]:
    """What there is now."""
    return [one for one in asyncio.run(stored(world.database)) if one.current]


@pytest.fixture(scope="module")
def patient(current: list[Stored]) -> Stored:
    """One that the reader may see."""
    return next(one for one in current if one.row.type == "Patient" and may_see(READER, one))


@pytest.fixture(scope="module")
def hidden(current: list[Stored]) -> Stored:
    """One that the reader may not see."""
    return next(one for one in current if one.row.type == "Patient" and not may_see(READER, one))


# --- requests-oauth2client --------------------------------------------------------------------------------------------


def test_requests_oauth2client_gets_a_token_and_reads_with_dpop(
    world: World, patient: Stored, hidden: Stored
) -> None:
    issuer = world.place.url + ISSUER_PATH
    key = json.loads((world.place.var / CLIENTS[READER].key_file).read_text("ascii"))
    metadata = requests.get(f"{issuer}/.well-known/openid-configuration", timeout=10).json()
    with requests.Session() as session:
        client = OAuth2Client.from_discovery_document(
            metadata,
            issuer=issuer,
            auth=PrivateKeyJwt(READER, key, aud=issuer),
            dpop_bound_access_tokens=True,
            session=session,
            testing=True,  # a token service on this machine has no TLS
        )
        token = client.client_credentials(scope=f"{AUDIENCE}/system/Patient.rs")
        assert isinstance(token, DPoPToken)
        for _ in range(2):  # each with a proof of its own
            answer = session.get(f"{world.place.fhir}/Patient/{patient.row.id}", auth=token, timeout=10)
            assert (answer.status_code, answer.content) == (200, patient.body)
        assert (
            session.get(f"{world.place.fhir}/Patient/{hidden.row.id}", auth=token, timeout=10).status_code
            == 404
        )
        refused = session.get(f"{world.place.fhir}/Observation/{patient.row.id}", auth=token, timeout=10)
        assert refused.status_code == 403
        assert 'error="insufficient_scope"' in refused.headers["www-authenticate"]


# --- our own command line ---------------------------------------------------------------------------------------------


def test_call_asks_as_a_client(world: World, patient: Stored, hidden: Stored) -> None:
    def call(path: str) -> tuple[int, bytes, list[bytes]]:
        where = ("--base", world.place.url, "--var", str(world.place.var))
        command = (sys.executable, "-m", "adapter", "call", "--as", READER, "GET", path, *where)
        done = subprocess.run(command, capture_output=True, timeout=60, check=False)
        return done.returncode, done.stdout, done.stderr.splitlines()

    code, said, told = call(f"/fhir/Patient/{patient.row.id}")
    assert (code, json.loads(said), told[0]) == (0, patient.json, b"200 OK")
    code, said, told = call(f"/fhir/Patient/{hidden.row.id}")
    assert (code, json.loads(said)["resourceType"], told[0]) == (1, "OperationOutcome", b"404 Not Found")


# --- fhirpy, through `ip-adapter proxy` -------------------------------------------------------------------------------


class Proxied(NamedTuple):
    url: str


@pytest.fixture(scope="module")
def proxy(world: World) -> Iterator[Proxied]:
    port, var = free_port(), world.place.var
    command = ("-m", "adapter", "proxy", "--as", READER, "--base", world.place.url, "--port", str(port))
    with asyncio.Runner() as runner:
        stack = AsyncExitStack()
        starting = server((*command, "--var", str(var)), port, var / "proxy.log", {})
        runner.run(stack.enter_async_context(starting))
        yield Proxied(f"http://127.0.0.1:{port}")
        runner.run(stack.aclose())


@pytest.fixture
def fhirpy(proxy: Proxied) -> SyncFHIRClient:
    return SyncFHIRClient(f"{proxy.url}/fhir")


def test_fhirpy_reads_through_the_proxy(fhirpy: SyncFHIRClient, patient: Stored, hidden: Stored) -> None:
    assert json.loads(json.dumps(fhirpy.get("Patient", patient.row.id))) == patient.json
    with pytest.raises(ResourceNotFound):
        fhirpy.get("Patient", hidden.row.id)


def test_fhirpy_searches_and_follows_the_pages_through_the_proxy(
    fhirpy: SyncFHIRClient, patient: Stored, current: list[Stored]
) -> None:
    seen = [
        one
        for one in current
        if one.row.person == patient.row.person and "subject" in one.json and may_see(READER, one)
    ]
    kind, number = Counter(one.row.type for one in seen).most_common(1)[0]
    assert number > 1
    asked = fhirpy.resources(kind).search(patient=patient.row.id)
    for found in (asked.fetch_all(), asked.limit(1).fetch_all()):
        assert {one.id for one in found} == {one.row.id for one in seen if one.row.type == kind}
    (found,) = fhirpy.resources("Patient").search(_id=patient.row.id).fetch_all()
    assert json.loads(json.dumps(found)) == patient.json


def test_links_of_a_bundle_lead_to_the_proxy(proxy: Proxied, patient: Stored) -> None:
    bundle = requests.get(f"{proxy.url}/fhir/Patient?_id={patient.row.id}", timeout=10).json()
    urls = [link["url"] for link in bundle["link"]] + [entry["fullUrl"] for entry in bundle["entry"]]
    assert urls
    assert all(url.startswith(f"{proxy.url}/fhir/") for url in urls)
