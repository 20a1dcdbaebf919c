"""Our own client at a token service, over real HTTP: the nonce dance, the cache, and everything it does not believe."""

from __future__ import annotations

import asyncio
import logging
import traceback
from datetime import timedelta
from typing import TYPE_CHECKING

import httpx
import pytest
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response

from adapter.core.dev_clients import AUDIENCE, CLIENTS
from adapter.core.tokens.access_token import CLIENT
from adapter.edges.helseid.registration import checked
from adapter.edges.helseid.source import TokenSource
from adapter.errors import AdapterError, NoToken, StartError, Unavailable
from adapter.events import Event
from tests.adapter.edges.helseid.api import Crooked, error, registration, token
from tests.adapter.edges.sts.stand import MovedClock, elliptic, parts, standing

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from adapter.edges.helseid.registration import Registration

STRICT = [client._replace(strict=True) for client in CLIENTS.values()]


class Heard:
    """What is told."""

    def __init__(self) -> None:
        self.lines: list[tuple[Event, dict[str, str | int]]] = []

    def __call__(self, event: Event, **ids: str | int) -> None:
        self.lines.append((event, ids))


def source(
    http: httpx.AsyncClient,
    at: Registration,
    clock: MovedClock | None = None,
    told: Heard | None = None,
    seconds: float = 10,
) -> TokenSource:
    return TokenSource(at, http, clock or MovedClock(), told or Heard(), seconds=seconds)


# --- at the development token service, which holds us to the newest form ----------------------------------------------


def test_a_strict_service_gives_a_token_bound_to_a_key_that_is_not_the_clients() -> None:
    async def work() -> None:
        async with standing(STRICT) as stand:
            tokens = source(stand.http, registration(stand, "o2"))
            _, claims = parts(await tokens.token())
            assert claims["scope"] == [f"{AUDIENCE}/system/Patient.rs"]
            assert claims[CLIENT + "orgnr_child"] == "310020206"
            assert claims["cnf"]["jkt"] != elliptic("o2").thumbprint

    asyncio.run(work())


def test_a_client_names_the_unit_that_it_acts_for() -> None:
    async def work() -> None:
        async with standing(STRICT) as stand:
            tokens = source(stand.http, registration(stand, "o11", child="312120224"))
            assert parts(await tokens.token())[1][CLIENT + "orgnr_child"] == "312120224"
            with pytest.raises(
                NoToken, match="invalid_request: the client does not act for the organisation"
            ):
                await source(stand.http, registration(stand, "o11", child="310020206")).token()

    asyncio.run(work())


def test_a_token_is_used_until_shortly_before_its_end_and_asked_for_once_by_all() -> None:
    async def work() -> None:
        async with standing(STRICT) as stand:
            tokens = source(stand.http, registration(stand), stand.clock)
            first = set(await asyncio.gather(*[tokens.token() for _ in range(10)]))
            stand.clock.ahead = timedelta(seconds=53)
            kept = await tokens.token()
            stand.clock.ahead = timedelta(seconds=55)
            later = await tokens.token()
            tokens.forget("another")
            assert (first, later != kept, await tokens.token()) == ({kept}, True, later)
            tokens.forget(later)
            assert await tokens.token() != later

    asyncio.run(work())


# --- at a service that goes wrong -------------------------------------------------------------------------------------


def crooked(work: Callable[[Crooked, str, httpx.AsyncClient], Awaitable[None]]) -> None:
    async def run() -> None:
        service = Crooked()
        async with service.standing() as issuer, httpx.AsyncClient(trust_env=False) as http:
            await work(service, issuer, http)

    asyncio.run(run())


def at(issuer: str) -> Registration:
    from adapter.edges.helseid.registration import Registration  # noqa: PLC0415 - a value, not only its type

    return Registration(issuer, "client", elliptic("client"), ("api/a", "api/b"))


def test_every_request_has_an_assertion_and_a_proof_of_its_own_and_the_newest_nonce() -> None:
    async def work(service: Crooked, issuer: str, http: httpx.AsyncClient) -> None:
        service.answers = [
            error(400, "use_dpop_nonce", nonce="first"),
            token(),
            token(),
        ]
        service.answers[1].headers["DPoP-Nonce"] = "second"  # type: ignore[union-attr]  # an answer
        tokens = source(http, at(issuer))
        tokens.forget(await tokens.token())
        await tokens.token()
        proofs = [parts(one)[1] for one in service.proofs]
        assertions = [parts(form["client_assertion"])[1] for form in service.forms]
        assert [one.get("nonce") for one in proofs] == [None, "first", "second"]
        for many in (proofs, assertions):
            assert len({one["jti"] for one in many}) == 3
        for form, one in zip(service.forms, assertions, strict=True):
            assert one["exp"] - one["iat"] <= 10
            assert (one["aud"], one["nbf"]) == (issuer, one["iat"])
            assert form["scope"] == "api/a api/b"
        assert service.described == 1

    crooked(work)


def test_answers_that_end_it() -> None:
    tls = "https://client"
    answers: dict[str, tuple[list[Response | float], type[AdapterError], str]] = {
        "a second wish for a nonce": (
            [error(400, "use_dpop_nonce", nonce="a"), error(400, "use_dpop_nonce", nonce="b")],
            NoToken,
            "use_dpop_nonce",
        ),
        "a wish for a nonce without one": ([error(400, "use_dpop_nonce")], NoToken, "use_dpop_nonce"),
        "a refusal": ([error(400, "invalid_client", "bad key")], NoToken, "invalid_client: bad key"),
        "a refusal in strange letters": (
            [error(401, "invalid_scope", 'a"\\\n\N{SNOWMAN}')],
            NoToken,
            r"invalid_scope: a\?\?\?\?",
        ),
        "a refusal without end": ([error(400, "x" * 999)], NoToken, ": x{200}$"),
        "a refusal that says nothing": ([PlainTextResponse("no", 403)], NoToken, "status 403"),
        "a redirect": ([RedirectResponse(tls + "/connect/token", 307)], NoToken, "status 307"),
        "a page": ([PlainTextResponse("<html>")], NoToken, "not bound"),
        "a bearer token": ([token(token_type="Bearer")], NoToken, "not bound"),  # noqa: S106 - a type
        "a token of no type": ([token(token_type=None)], NoToken, "not bound"),
        "no token": ([token(access_token=None)], NoToken, "cannot be used"),
        "a token that is none": ([token(access_token="a b\r\nX: y")], NoToken, "cannot be used"),  # noqa: S106 - none
        "an endless token": ([token(access_token="a" * 20_000)], NoToken, "cannot be used"),
        "a token without end": ([token(expires_in=None)], NoToken, "how long"),
        "a token that has ended": ([token(expires_in=0)], NoToken, "how long"),
        "an end in words": ([token(expires_in="60")], NoToken, "how long"),
        "an end that is true": ([token(expires_in=True)], NoToken, "how long"),
        "a member twice": (
            [Response(b'{"access_token":"a","access_token":"b","token_type":"DPoP","expires_in":60}')],
            NoToken,
            "not bound",
        ),
        "a fault, and again": ([Response(status_code=503), Response(status_code=500)], Unavailable, "500"),
        "an endless answer": ([Response(b"x" * 300_000)] * 2, Unavailable, "more than can be read"),
    }

    async def work(service: Crooked, issuer: str, http: httpx.AsyncClient) -> None:
        for name, (given, kind, sentence) in answers.items():
            service.answers = list(given)
            with pytest.raises(kind, match=sentence) as stopped:
                await source(http, at(issuer)).token()
            assert (name, service.answers) == (name, [])
            assert type(stopped.value) is kind

    crooked(work)


def test_silence_is_not_waited_on_for_ever() -> None:
    async def work(service: Crooked, issuer: str, http: httpx.AsyncClient) -> None:
        service.answers = [1.0, 1.0]
        with pytest.raises(Unavailable, match="does not answer"):
            await source(http, at(issuer), seconds=0.2).token()

    crooked(work)


def test_a_passing_fault_is_tried_again_once_with_nothing_used_twice() -> None:
    async def work(service: Crooked, issuer: str, http: httpx.AsyncClient) -> None:
        service.answers = [Response(status_code=502), token()]
        assert await source(http, at(issuer)).token() == "a.b.c"
        assert len({form["client_assertion"] for form in service.forms}) == 2
        assert len(set(service.proofs)) == 2

    crooked(work)


def test_metadata_that_is_not_believed() -> None:
    wrong: dict[str, tuple[Callable[[str], Response], type[AdapterError], str]] = {
        "of another issuer": (
            lambda issuer: JSONResponse(
                {"issuer": issuer + "/", "token_endpoint": issuer + "/connect/token"}
            ),
            NoToken,
            "another issuer",
        ),
        "of nobody": (lambda _: JSONResponse({}), NoToken, "another issuer"),
        "with tokens elsewhere": (
            lambda issuer: JSONResponse({"issuer": issuer, "token_endpoint": "http://127.0.0.1:1/token"}),
            NoToken,
            "elsewhere",
        ),
        "with no place for tokens": (lambda issuer: JSONResponse({"issuer": issuer}), NoToken, "elsewhere"),
        "that is a page": (lambda _: PlainTextResponse("<html>"), NoToken, "another issuer"),
        "that is elsewhere": (lambda issuer: RedirectResponse(issuer + "/other"), NoToken, "status 307"),
        "that is not there": (lambda _: Response(status_code=404), NoToken, "status 404"),
        "that is not there now": (lambda _: Response(status_code=503), Unavailable, "503"),
    }

    async def work(service: Crooked, issuer: str, http: httpx.AsyncClient) -> None:
        for make, kind, sentence in wrong.values():
            service.metadata = make
            with pytest.raises(kind, match=sentence):
                await source(http, at(issuer)).token()
        assert service.forms == []

    crooked(work)


def test_metadata_is_fetched_anew_after_a_day() -> None:
    async def work(service: Crooked, issuer: str, http: httpx.AsyncClient) -> None:
        service.answers, clock = [token(), token(), token()], MovedClock()
        tokens = source(http, at(issuer), clock)
        for hours in (0, 23, 25):
            clock.ahead = timedelta(hours=hours)
            await tokens.token()
        assert service.described == 2

    crooked(work)


def test_a_service_that_is_not_there_is_told_so() -> None:
    async def work() -> None:
        async with httpx.AsyncClient(trust_env=False) as http:
            with pytest.raises(Unavailable, match="does not answer"):
                await source(http, at("http://127.0.0.1:1")).token()

    asyncio.run(work())


def test_scopes_that_are_not_granted_are_an_alarm() -> None:
    answers: tuple[tuple[dict[str, str], int], ...] = (
        ({"rejected_scope": "api/b"}, 1),
        ({"scope": "api/a"}, 1),
        ({"scope": "api/a", "rejected_scope": "api/b api/c"}, 2),
        ({"scope": "api/b api/a api/c"}, 0),
        ({}, 0),
    )

    async def work(service: Crooked, issuer: str, http: httpx.AsyncClient) -> None:
        for answer, missing in answers:
            service.answers, told = [token(**answer)], Heard()
            assert await source(http, at(issuer), told=told).token() == "a.b.c"
            alarm = [(Event.SCOPE_REJECTED, {"client": "client", "scopes": missing})]
            assert told.lines == (alarm if missing else [])

    crooked(work)


def test_no_key_assertion_proof_or_token_is_in_an_error_or_a_log(caplog: pytest.LogCaptureFixture) -> None:
    async def work(service: Crooked, issuer: str, http: httpx.AsyncClient) -> None:
        service.answers = [
            error(400, "use_dpop_nonce", nonce="n"),
            token(access_token="se.cr.et", token_type="Bearer"),  # noqa: S106 - none
        ]
        with pytest.raises(NoToken) as stopped:
            await source(http, at(issuer)).token()
        private = str(elliptic("client").private.as_dict(private=True)["d"])
        shown = caplog.text + "".join(traceback.format_exception(stopped.value))
        secrets = [
            private,
            "se.cr.et",
            *service.proofs,
            *(form["client_assertion"] for form in service.forms),
        ]
        assert [one for one in secrets if one in shown] == []

    with caplog.at_level(logging.DEBUG):
        crooked(work)


@pytest.mark.parametrize(
    ("issuer", "development", "sentence"),
    [
        ("http://helseid-sts.nhn.no", True, "https"),
        ("http://127.0.0.1:8080/dev/sts", False, "https"),
        ("https://helseid-sts.nhn.no/", False, "slash"),
        ("helseid-sts.nhn.no", False, "URL"),
    ],
)
def test_an_issuer_is_reached_by_https_but_in_development(
    issuer: str, sentence: str, *, development: bool
) -> None:
    with pytest.raises(StartError, match=sentence):
        checked(at(issuer), development=development)


def test_registrations_that_can_be_used() -> None:
    real, here = at("https://helseid-sts.nhn.no"), at("http://127.0.0.1:8080/dev/sts")
    assert checked(real) == real
    assert checked(here, development=True) == here
    with pytest.raises(StartError, match="scopes"):
        checked(real._replace(scopes=()))
