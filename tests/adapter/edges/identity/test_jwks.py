"""The issuers' keys: when they are asked for, what is taken, and what happens while they cannot be had."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import httpx
import pytest

from adapter.edges.identity import Jwks
from adapter.errors import Unavailable
from adapter.events import Event
from conformance.token_cases import CASES, Draft
from conformance.token_cases.world import Elliptic, Rsa
from tests.adapter.edges.identity.scene import JWKS, METADATA, Heard, scene

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tests.adapter.edges.identity.scene import Scene


def played(scenario: Callable[[Scene], Awaitable[None]]) -> None:
    async def play() -> None:
        async with scene() as at:
            await scenario(at)

    asyncio.run(play())


async def status(at: Scene, kid: str = "") -> int:
    draft = Draft(at.world)
    if kid:
        draft.token_head["kid"] = kid
    return (await at.send(draft.sent())).status_code


def test_keys_are_fetched_at_the_first_token_and_once_for_all_who_wait() -> None:
    async def scenario(at: Scene) -> None:
        assert not at.jwks.ready
        assert at.issuer.asked == {}
        assert await asyncio.gather(*(status(at) for _ in range(8))) == [200] * 8
        assert at.issuer.asked == {METADATA: 1, JWKS: 1}
        assert at.jwks.ready

    played(scenario)


def test_forged_kids_make_no_storm() -> None:
    async def scenario(at: Scene) -> None:
        await at.jwks.refresh()
        at.clock.move(seconds=31)
        assert await asyncio.gather(*(status(at, f"forged-{number}") for number in range(20))) == [401] * 20
        assert at.issuer.asked[JWKS] == 2
        at.clock.move(seconds=31)
        assert await status(at, "forged") == 401
        assert at.issuer.asked[JWKS] == 3
        assert await status(at) == 200

    played(scenario)


def test_a_token_without_the_right_form_asks_for_no_keys() -> None:
    """No network call before the structural checks (security.md 3.1)."""
    before = {"9", "10", "10a", "10b", "11", "12", "13", "16", "17", "22", "23", "24", "25", "26", "iii"}

    async def scenario(at: Scene) -> None:
        for case in CASES:
            if case.number in before:
                draft = Draft(at.world)
                case.change(draft)
                await at.send(draft.sent())
        assert at.issuer.asked == {}

    played(scenario)


def test_a_new_key_is_known_as_soon_as_a_token_names_it() -> None:
    async def scenario(at: Scene) -> None:
        assert await status(at) == 200
        at.clock.move(seconds=31)
        at.issuer.says(
            JWKS, {"keys": [*at.world.jwks["keys"], {**at.world.client_rsa.jwk, "kid": "next", "use": "sig"}]}
        )
        draft = Draft(at.world)
        draft.token_head["kid"] = "next"
        draft.token_signing = at.world.client_rsa.sign
        assert (await at.send(draft.sent())).status_code == 200
        assert await status(at) == 200

    played(scenario)


def test_keys_are_fetched_anew_after_a_day() -> None:
    async def scenario(at: Scene) -> None:
        await at.jwks.refresh()
        await at.jwks.refresh()
        at.clock.move(hours=23)
        await at.jwks.refresh()
        assert at.issuer.asked[JWKS] == 1
        at.clock.move(hours=2)
        await at.jwks.refresh()
        assert at.issuer.asked[JWKS] == 2

    played(scenario)


def test_the_last_good_keys_serve_two_days_and_no_longer() -> None:
    async def scenario(at: Scene) -> None:
        assert await status(at) == 200
        at.issuer.says(JWKS, {}, status=500)
        at.clock.move(hours=47)
        await at.jwks.refresh()
        assert at.heard.lines[-1][0] is Event.KEYS_UNAVAILABLE
        assert await status(at) == 200
        at.clock.move(hours=2)
        assert not at.jwks.ready
        assert await status(at) == 503
        at.publish()
        at.clock.move(seconds=31)
        assert await status(at) == 200

    played(scenario)


def test_without_any_keys_it_is_tried_again_soon_and_not_at_each_token() -> None:
    async def scenario(at: Scene) -> None:
        at.issuer.says(METADATA, {}, status=503)
        assert [await status(at) for _ in range(3)] == [503] * 3
        assert at.issuer.asked[METADATA] == 1
        at.publish()
        at.clock.move(seconds=2)
        assert await status(at) == 200

    played(scenario)


UNUSABLE: dict[str, Callable[[Scene], object]] = {
    "issuer": lambda at: at.issuer.says(
        METADATA, {"issuer": at.world.issuer + "/", "jwks_uri": at.world.issuer + JWKS[4:]}
    ),
    "origin": lambda at: at.issuer.says(
        METADATA, {"issuer": at.world.issuer, "jwks_uri": at.world.attacker_url + "/jwks"}
    ),
    "origin-missing": lambda at: at.issuer.says(METADATA, {"issuer": at.world.issuer}),
    "origin-user": lambda at: at.issuer.says(
        METADATA, {"issuer": at.world.issuer, "jwks_uri": at.world.issuer.replace("/sts", "@127.0.0.1/")}
    ),
    "status": lambda at: at.issuer.says(JWKS, {}, status=302, location=at.world.attacker_url + "/jwks"),
    "size": lambda at: at.issuer.says(JWKS, {**at.world.jwks, "filler": "x" * 300_000}),
    "json": lambda at: at.issuer.says(JWKS, b"<html>"),
    "json-twice": lambda at: at.issuer.says(JWKS, b'{"keys":[],"keys":[]}'),
    "keys": lambda at: at.issuer.says(JWKS, {"keys": []}),
    "keys-form": lambda at: at.issuer.says(JWKS, {"keys": {"a": 1}}),
}


def test_documents_that_are_not_believed() -> None:
    async def scenario(at: Scene) -> None:
        for reason, say in UNUSABLE.items():
            at.publish()
            say(at)
            heard = Heard()
            with pytest.raises(Unavailable):
                await Jwks(at.client, [at.world.issuer], at.clock, heard, development=True).key(
                    at.world.issuer, "k"
                )
            told = {"issuer": at.world.issuer, "reason": reason.split("-")[0]}
            assert heard.lines == [(Event.KEYS_UNAVAILABLE, told)], reason
        assert at.attacked() == []

    played(scenario)


REFUSED_KEYS: dict[str, dict[str, object]] = {
    "for encryption": {**Rsa().jwk, "kid": "k", "use": "enc"},
    "symmetric": {"kty": "oct", "k": "c2VjcmV0", "kid": "k", "use": "sig"},
    "of another family": {
        "kty": "OKP",
        "crv": "Ed25519",
        "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",
        "kid": "k",
    },
    "too short": {**Rsa(bits=1024).jwk, "kid": "k", "use": "sig"},
    "without a name": {**Rsa().jwk, "use": "sig"},
    "private": {**Elliptic().private_jwk, "kid": "k", "use": "sig"},
    "without its modulus": {"kty": "RSA", "e": "AQAB", "kid": "k"},
}


def test_keys_that_are_not_taken() -> None:
    async def scenario(at: Scene) -> None:
        rows = [{**key, "kid": name} if "kid" in key else key for name, key in REFUSED_KEYS.items()]
        at.issuer.says(JWKS, {"keys": [*rows, "no key", *at.world.jwks["keys"]]})
        assert await status(at) == 200
        assert [name for name in ("", *REFUSED_KEYS) if await at.jwks.key(at.world.issuer, name)] == []

    played(scenario)


def test_of_two_keys_with_one_name_the_first_counts() -> None:
    async def scenario(at: Scene) -> None:
        other = {**at.world.client_rsa.jwk, "kid": at.world.kid, "use": "sig"}
        at.issuer.says(JWKS, {"keys": [*at.world.jwks["keys"], other]})
        assert await status(at) == 200

    played(scenario)


@pytest.mark.parametrize(
    ("issuer", "development"),
    [("{0}/sts", False), ("http://issuer.test/sts", True), ("https://{1}/sts", False)],
)
def test_an_issuer_elsewhere_is_asked_over_tls_alone(issuer: str, development: bool) -> None:  # noqa: FBT001 - a row
    """Plain HTTP is for this machine in development; the last one listens, and speaks no TLS."""

    async def scenario(at: Scene) -> None:
        here = at.world.issuer.removesuffix("/sts")
        name = issuer.format(here, here.removeprefix("http://"))
        async with httpx.AsyncClient(trust_env=False) as client:
            jwks = Jwks(client, [name], at.clock, Heard(), development=development)
            with pytest.raises(Unavailable):
                await jwks.key(name, at.world.kid)
        assert at.issuer.asked == {}

    played(scenario)
