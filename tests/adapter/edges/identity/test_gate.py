"""What the gate keeps and forgets, whom it answers when something is away, and what it never says."""

from __future__ import annotations

import asyncio
from itertools import pairwise
from typing import TYPE_CHECKING

import httpx
import pytest

from adapter.core.tokens.access_token import Expected
from adapter.core.tokens.nonce import SECONDS
from adapter.edges.identity import Gate, Jwks, Policy
from adapter.errors import StartError
from conformance.token_cases import CASES, Draft
from conformance.token_cases.draft import CLIENT
from conformance.token_cases.world import Rsa
from tests.adapter.edges.identity.scene import BASES, JWKS, Heard, Moment, Used, scene

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from conformance.token_cases import Sent
    from tests.adapter.edges.identity.scene import Scene


def played(scenario: Callable[[Scene], Awaitable[None]], secret: bytes = b"") -> None:
    async def play() -> None:
        async with scene(secret=secret) as at:
            await scenario(at)

    asyncio.run(play())


def again(draft: Draft, number: int) -> Sent:
    """Another request by the same token."""
    draft.proof_claims["jti"] = f"jti-{number}"
    return draft.sent()


def same_token(at: Scene) -> Draft:
    draft = Draft(at.world)
    text = draft.token()
    draft.token_text = lambda _: text
    return draft


def test_the_caller_is_what_the_token_says() -> None:
    async def scenario(at: Scene) -> None:
        answer = await at.send(Draft(at.world).sent())
        assert answer.json() == ["4f0a3b64-2f1c-4a55-9d0c-7d1f0f6a4b11", "310010103", "310030309"]

    played(scenario)


def test_a_token_is_good_for_many_requests_until_it_ends() -> None:
    async def scenario(at: Scene) -> None:
        draft = same_token(at)
        for number in range(3):
            assert (await at.send(again(draft, number))).status_code == 200
        at.clock.move(seconds=70)
        draft.proof_claims["iat"] = int(at.clock.now().timestamp())
        late = await at.send(again(draft, 3))
        assert late.status_code == 401
        assert "the token has expired" in late.headers["www-authenticate"]

    played(scenario)


def test_a_proof_is_forgotten_when_it_is_too_old_anyway() -> None:
    async def scenario(at: Scene) -> None:
        sent = Draft(at.world).sent()
        assert (await at.send(sent)).status_code == 200
        for _ in range(16):
            at.clock.move(seconds=1)
            assert (await at.send(sent)).status_code == 401
        assert max(at.used.until.values()) > at.clock.now()

    played(scenario)


def test_while_the_memory_of_proofs_is_away_nobody_is_let_in() -> None:
    async def scenario(at: Scene) -> None:
        draft = same_token(at)
        assert (await at.send(again(draft, 1))).status_code == 200
        at.used.away = True
        answer = await at.send(again(draft, 2))
        assert answer.status_code == 503
        assert "www-authenticate" not in answer.headers
        at.used.away = False
        assert (await at.send(again(draft, 3))).status_code == 200

    played(scenario)


def test_of_two_faults_the_earlier_stop_tells() -> None:
    by_number = {case.number: case for case in CASES}

    async def scenario(at: Scene) -> None:
        for earlier, later in pairwise(["6", "10", "14", "31", "60", "84"]):
            draft = Draft(at.world)
            by_number[later].change(draft)
            by_number[earlier].change(draft)
            answer = await at.send(draft.sent())
            rule = by_number[earlier].rule
            assert rule is not None
            assert rule.part in answer.json()["issue"][0]["details"]["text"], (earlier, later)
            assert answer.status_code == by_number[earlier].status

    played(scenario)


def test_a_proof_is_used_up_before_the_organisation_is_looked_at() -> None:
    async def scenario(at: Scene) -> None:
        draft = Draft(at.world)
        draft.claims.pop(CLIENT + "orgnr_parent")
        sent = draft.sent()
        assert [(await at.send(sent)).status_code for _ in range(2)] == [403, 401]

    played(scenario)


def test_a_token_is_not_believed_any_more_when_its_key_is_gone() -> None:
    async def scenario(at: Scene) -> None:
        draft = same_token(at)
        assert (await at.send(again(draft, 1))).status_code == 200
        at.issuer.says(JWKS, {"keys": [{**Rsa().jwk, "kid": "next", "use": "sig"}]})
        assert (await at.send(again(draft, 2))).status_code == 200
        at.clock.move(seconds=31)
        unknown = Draft(at.world)
        unknown.token_head["kid"] = "elsewhere"
        assert (await at.send(unknown.sent())).status_code == 401  # and the keys are fetched anew
        draft.proof_claims["iat"] = int(at.clock.now().timestamp())
        assert (await at.send(again(draft, 3))).status_code == 401

    played(scenario)


def test_nonces_where_they_are_wanted() -> None:
    async def scenario(at: Scene) -> None:
        first = await at.send(Draft(at.world).sent())
        assert first.status_code == 401
        assert 'error="use_dpop_nonce"' in first.headers["www-authenticate"]
        draft = Draft(at.world)
        draft.proof_claims["nonce"] = nonce = first.headers["dpop-nonce"]
        assert (await at.send(draft.sent())).status_code == 200
        for seconds, status in ((SECONDS, 200), (SECONDS, 401)):
            at.clock.move(seconds=seconds)
            draft = Draft(at.world)
            draft.proof_claims["nonce"] = nonce
            assert (await at.send(draft.sent())).status_code == status

    played(scenario, secret=b"a secret of this installation")


@pytest.mark.parametrize(
    "base", ["", "fhir.adapter.test", "https://me@fhir.adapter.test", "ftp://fhir.adapter.test"]
)
def test_a_public_base_that_is_no_url_is_refused_at_once(base: str) -> None:
    clock = Moment()
    jwks = Jwks(httpx.AsyncClient(), [], clock, Heard())
    with pytest.raises(StartError):
        Gate(Policy(Expected((), "a"), (*BASES, base)), jwks, Used(), clock)
