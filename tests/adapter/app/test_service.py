"""Serving others: nothing of development is there, nobody is let in without keys, and those of an issuer are looked after."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import ssl
import subprocess
import sys
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from typing import TYPE_CHECKING, NamedTuple

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from adapter.app.identity import trusted
from adapter.core.tokens.presented import Presented
from adapter.core.tokens.rules import Refused, Rule
from adapter.edges.clock import SystemClock
from adapter.edges.memory import MemoryStore
from adapter.settings import of_installation
from conformance.token_cases import Draft, World
from conformance.token_cases.world import Rsa
from tests.adapter.app.process import PROJECT, command, serving
from tests.adapter.edges.identity.scene import Heard
from tests.adapter.test_settings import SERVED, options

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

    from conformance.token_cases import Sent

PARTIES = PROJECT / "conformance" / "examples" / "parties.csv"
UNREACHABLE = SERVED | {"IP_ISSUERS": "https://nobody.invalid"}


def test_without_a_party_of_its_own_nobody_is_served(open_folder: Path, database: str) -> None:
    done = command("serve", "--var", open_folder / "service", **UNREACHABLE | {"IP_DATABASE_URL": database})
    assert done.returncode == 5
    assert "ip-adapter parties load FILE" in done.stderr
    assert "Traceback" not in done.stderr


def test_while_the_issuer_cannot_be_asked_it_is_not_ready_and_lets_nobody_in(
    open_folder: Path, database: str
) -> None:
    var, settings = open_folder / "service", UNREACHABLE | {"IP_DATABASE_URL": database}
    assert command("parties", "load", PARTIES, "--var", var, **settings).returncode == 0
    world = World("https://nobody.invalid", "nhn:ip", ("https://ip.example.no",), "", Rsa())
    with serving(var, mode="", **settings) as adapter:
        ready = httpx.get(f"{adapter.url}/health/ready", trust_env=False)
        assert (ready.status_code, ready.json()["checks"]) == (503, {"store": True, "keys": False})
        sent = Draft(world).sent()
        asked = httpx.request(sent.method, adapter.url + sent.path, headers=sent.headers, trust_env=False)
        bare = httpx.get(f"{adapter.url}/fhir/Encounter", trust_env=False)
        posted = httpx.post(f"{adapter.url}/messages", content=b"<a/>", trust_env=False)
        assert (asked.status_code, bare.status_code, posted.status_code) == (503, 401, 401)
        for path in ("/dev/sts/.well-known/openid-configuration", "/dev/docs", "/dev/openapi.json"):
            assert httpx.get(adapter.url + path, trust_env=False).status_code == 404
        published = httpx.get(f"{adapter.url}/.well-known/oauth-protected-resource", trust_env=False).json()
        assert (published["resource"], published["authorization_servers"]) == (
            "https://ip.example.no",
            ["https://nobody.invalid"],
        )
        assert "https://ip.example.no" in adapter.said
        assert adapter.end(signal.SIGTERM) == 0
    assert not (var / "exchange").exists()
    assert not (var / "dev").exists()


def test_who_serves_others_does_not_load_the_token_service() -> None:
    program = (
        "import sys, adapter.app.service, adapter.app.serving; print([m for m in sys.modules if '.sts' in m])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=PROJECT
    )
    assert done.stdout == "[]\n"


# --- an issuer over HTTPS ---------------------------------------------------------------------------------------------


class Certified(NamedTuple):
    """A certificate for this machine, its key, both as one file."""

    file: Path


@pytest.fixture(scope="module")
def certified(tmp_path_factory: pytest.TempPathFactory) -> Certified:
    """Signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "issuer")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path_factory.mktemp("tls") / "issuer.pem"
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    file.write_bytes(private + made.public_bytes(Encoding.PEM))
    return Certified(file)


class Issuer:
    """Answers with documents by path, over TLS."""

    def __init__(self) -> None:
        self.documents: dict[str, object] = {}

    async def __call__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        path = (await reader.readuntil(b"\r\n\r\n")).split(b" ")[1].decode()
        body = json.dumps(self.documents.get(path)).encode()
        status = b"200 OK" if path in self.documents else b"404 Not Found"
        writer.write(
            b"HTTP/1.1 %s\r\ncontent-length: %d\r\nconnection: close\r\n\r\n%s" % (status, len(body), body)
        )
        await writer.drain()
        writer.close()


@asynccontextmanager
async def issuing(certified: Certified) -> AsyncIterator[tuple[Issuer, str]]:
    """An issuer, and its URL."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certified.file)
    issuer = Issuer()
    server = await asyncio.start_server(issuer, "127.0.0.1", 0, ssl=context)
    async with server:
        yield issuer, f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}"


def presented(sent: Sent) -> Presented:
    headers = [(name.lower().encode(), value.encode()) for name, value in sent.headers]
    return Presented(sent.method, sent.path.encode(), headers, sent.query.encode())


@contextmanager
def variables(**values: str) -> Iterator[None]:
    """The environment with these set, as before when left."""
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name)
            if value is not None:
                os.environ[name] = value


def test_R117_callers_of_a_trusted_issuer_are_known_and_those_of_a_development_service_are_not(
    certified: Certified,
) -> None:
    clock = SystemClock()

    async def scenario() -> None:
        async with issuing(certified) as (issuer, url):
            world = World(url, "nhn:ip", ("https://ip.example.no",), "", Rsa())
            settings = of_installation(options(), SERVED | {"IP_ISSUERS": url})
            async with trusted(settings, MemoryStore(), clock, Heard()) as identity:
                (keys,) = identity.works
                await keys.do()
                assert not identity.jwks.ready
                issuer.documents["/.well-known/openid-configuration"] = {
                    "issuer": url,
                    "jwks_uri": url + "/keys",
                }
                issuer.documents["/keys"] = world.jwks
                await asyncio.sleep(2.1)  # as long as it waits between two tries
                await keys.do()
                assert identity.jwks.ready
                caller = await identity.gate.identify(presented(Draft(world).sent()))
                assert (caller.organisation, caller.unit) == ("310010103", "310030309")
                development = Draft(world)
                development.claims["helseid_dev"] = "true"
                with pytest.raises(Refused) as refused:
                    await identity.gate.identify(presented(development.sent()))
                assert refused.value.rule is Rule.JWT_DEVELOPMENT

    with variables(SSL_CERT_FILE=str(certified.file), NO_PROXY="127.0.0.1"):
        asyncio.run(scenario())
