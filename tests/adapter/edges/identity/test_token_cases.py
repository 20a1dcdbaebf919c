"""Every case of the checklist, over real HTTP against the real gate: what is let in, and why the rest is not."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, NamedTuple

import pytest

from conformance.token_cases import CASES, CONTROLS, Draft
from tests.adapter.edges.identity.scene import JWKS, scene

if TYPE_CHECKING:
    import httpx

    from conformance.token_cases import Case, Sent
    from tests.adapter.edges.identity.scene import Scene

ALGS = "ES256 ES384 ES512 PS256 PS384 PS512 RS256 RS384 RS512"


class Played(NamedTuple):
    """A case and what came of it: the answer, what was told to the log, whether the proof is remembered."""

    case: Case
    sent: Sent
    answer: httpx.Response
    told: str
    remembered: bool


async def play(at: Scene, case: Case) -> Played:
    draft = Draft(at.world)
    case.change(draft)
    sent = draft.sent()
    at.heard.lines.clear()
    at.used.until.clear()
    if case.twice:
        assert (await at.send(sent)).status_code == 200
    answer = await at.send(sent)
    return Played(case, sent, answer, repr(at.heard.lines), bool(at.used.until))


@pytest.fixture(scope="module")
def played() -> dict[str, Played]:
    """All cases against one server: a case that spoiled it for the others would be seen."""

    async def scenario() -> dict[str, Played]:
        async with scene() as at:
            found = {case.number: await play(at, case) for case in (*CASES, *CONTROLS)}
            assert at.attacked() == []  # where a header points, nobody goes
            assert at.issuer.asked[JWKS] == 1  # and an unknown kid brings no second fetch so soon
            return found

    return asyncio.run(scenario())


@pytest.mark.parametrize("number", [case.number for case in CONTROLS])
def test_what_is_right_is_let_in(number: str, played: dict[str, Played]) -> None:
    assert played[number].answer.status_code == 200


@pytest.mark.parametrize("number", [case.number for case in CASES])
def test_what_is_wrong_is_refused_for_that_and_nothing_else(number: str, played: dict[str, Played]) -> None:
    case, answer = played[number].case, played[number].answer
    assert case.rule is not None
    assert answer.status_code == case.status
    assert answer.headers.get("www-authenticate", "") == challenge(case)
    outcome = answer.json()
    assert outcome["resourceType"] == "OperationOutcome"
    assert outcome["issue"][0]["code"] == {400: "invalid", 401: "login", 403: "forbidden"}[case.status]
    assert answer.headers["content-type"] == "application/fhir+json"
    assert answer.headers["cache-control"] == "no-store"
    if case.error == "invalid_request":
        assert case.error in outcome["issue"][0]["diagnostics"]


@pytest.mark.parametrize("number", [case.number for case in CASES])
def test_nobody_without_token_and_key_gets_into_the_memory_of_proofs(
    number: str, played: dict[str, Played]
) -> None:
    case = played[number].case
    assert played[number].remembered == (case.status == 403 or case.twice)


@pytest.mark.parametrize("number", [case.number for case in CASES])
def test_no_line_and_no_answer_holds_a_token_a_proof_or_whose_they_are(
    number: str, played: dict[str, Played]
) -> None:
    one = played[number]
    shown = [value.split()[-1] for name, value in one.sent.headers if name in {"Authorization", "DPoP"}]
    said = one.told + one.answer.text + repr(one.answer.headers)
    assert not [text for text in (*shown, "310010103", "310030309") if text != "DPoP" and text in said]


def challenge(case: Case) -> str:
    """security.md 3.2, word for word."""
    assert case.rule is not None
    if case.status == 401 and not case.error:
        return f'DPoP algs="{ALGS}"'
    if case.status == 401:
        return f'DPoP error="{case.error}", error_description="{case.rule.sentence}", algs="{ALGS}"'
    if case.error == "insufficient_scope":
        return f'DPoP error="insufficient_scope", scope="{needed(case)}"'
    return ""


def needed(case: Case) -> str:
    letters = {"83": "Consent.u", "83a": "Consent.c", "83b": "Consent.d"}
    return f"ip-adapter/system/{letters.get(case.number, 'Encounter.s')}"
