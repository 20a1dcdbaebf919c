"""`call` and `proxy` on the command line; what is asked goes over a real socket, to an adapter that answers by a table."""

from __future__ import annotations

import json
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import httpx
import pytest
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route

from adapter.edges.terminal.console import Exit
from tests.adapter.edges.sts.stand import served
from tests.adapter.edges.terminal.operating import Office

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import AsyncIterator
    from pathlib import Path

    from starlette.requests import Request

    from adapter.edges.terminal.console import Console

FHIR = "application/fhir+json"
PATIENT = b'{"resourceType":"Patient","id":"1","extension":[{"url":"x","valueDecimal":1.50}]}'

ANSWERS = {
    "/fhir/Patient/1": Response(PATIENT, 200, {"ETag": 'W/"2"', "X-Request-Id": "r-1", "X-Other": "o"}, FHIR),
    "/fhir/Patient/2": Response(b'{"resourceType":"OperationOutcome"}', 404, None, FHIR),
    "/fhir/Broken/1": Response(b"{no json", 200, None, FHIR),
    "/messages": Response(b"<AppRec/>", 200, None, "application/xml"),
    "/nothing": Response(status_code=202),
    "/away": Response(status_code=307, headers={"Location": "/fhir/Patient/1"}),
}


class Ward(Office):
    """An installation whose adapter answers by the table, and that notes what it was asked."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[tuple[str, str, str, bytes, str]] = []
        self.whom: list[str] = []
        self.proxied: list[Namespace] = []

    @asynccontextmanager
    async def caller(self, options: Namespace) -> AsyncIterator[httpx.AsyncClient]:
        self.whom.append(options.client)
        base = options.base
        app = Starlette(routes=[Route("/{rest:path}", self._answer, methods=["GET", "POST", "PUT"])])
        async with served(lambda _: app) as here, httpx.AsyncClient(base_url=base or here) as client:
            yield client

    async def _answer(self, request: Request) -> Response:
        media, match = request.headers.get("content-type", ""), request.headers.get("if-match", "")
        path = request.url.path
        self.asked.append((request.method, str(request.url.query), media, await request.body(), match))
        return ANSWERS[path]

    async def proxy(self, options: Namespace, console: Console) -> Exit:
        self.proxied.append(options)
        return Exit.DONE


@pytest.fixture
def ward() -> Ward:
    return Ward()


def test_an_answer_is_shown_on_lines_with_its_numbers_letter_by_letter(ward: Ward) -> None:
    result = ward("call", "--as", "o3", "get", "/fhir/Patient/1?_summary=true")
    assert result.code == Exit.DONE
    assert json.loads(result.out) == json.loads(PATIENT)
    assert b'\n      "valueDecimal": 1.50\n' in result.out
    assert result.told == ["200 OK", f"content-type: {FHIR}", 'etag: W/"2"', "x-request-id: r-1"]
    assert ward.asked == [("GET", "_summary=true", "", b"", "")]
    assert ward.whom == ["o3"]


def test_the_exit_code_tells_whether_it_was_done(ward: Ward) -> None:
    refused = ward("call", "--as", "o8", "GET", "/fhir/Patient/2")
    assert (refused.code, refused.told[0]) == (Exit.REFUSED, "404 Not Found")
    assert b"OperationOutcome" in refused.out
    away = ward("call", "--as", "o8", "GET", "/away")
    assert (away.code, away.told) == (Exit.REFUSED, ["307 Temporary Redirect", "location: /fhir/Patient/1"])
    taken = ward("call", "--as", "o8", "POST", "/nothing")
    assert (taken.code, taken.out) == (Exit.DONE, b"")


def test_what_is_sent_has_the_type_that_belongs_to_its_path(ward: Ward, tmp_path: Path) -> None:
    file = tmp_path / "body"
    file.write_bytes(b"body")
    sent = [
        ("POST", "/messages", "application/xml"),
        ("POST", "/fhir/Patient/_search?x=1", "application/x-www-form-urlencoded"),
        ("PUT", "/fhir/Patient/1", FHIR),
    ]
    for method, path, _ in sent:
        ward("call", "--as", "o11-med", method, path, "--data", file)
    assert [(method, media, body) for method, _, media, body, _ in ward.asked] == [
        (method, media, b"body") for method, _, media in sent
    ]


def test_type_and_headers_can_be_chosen_and_data_be_standard_input(ward: Ward) -> None:
    arguments = ("--data", "-", "--content-type", "application/json", "--header", 'If-Match: W/"1"')
    ward("call", "--as", "o2", "PUT", "/fhir/Patient/1", *arguments, stdin=b"{}")
    assert ward.asked == [("PUT", "", "application/json", b"{}", 'W/"1"')]


def test_as_json_everything_is_one_answer(ward: Ward) -> None:
    result = ward("call", "--as", "o3", "GET", "/fhir/Patient/1", "--json")
    assert result.json["status"] == 200
    assert result.json["headers"] == {"content-type": FHIR, "etag": 'W/"2"', "x-request-id": "r-1"}
    assert result.json["body"] == json.loads(PATIENT)
    assert b"1.50" in result.out
    assert result.err == ""
    assert ward("call", "--as", "o3", "GET", "/fhir/Broken/1", "--json").json["body"] == "{no json"
    assert ward("call", "--as", "o3", "POST", "/nothing", "--json").json["body"] is None


def test_what_is_no_json_is_shown_as_it_came(ward: Ward) -> None:
    assert ward("call", "--as", "o3", "POST", "/messages").out == b"<AppRec/>\n"
    assert ward("call", "--as", "o3", "GET", "/fhir/Broken/1").out == b"{no json\n"


def test_an_adapter_that_does_not_run_is_one_sentence(ward: Ward) -> None:
    result = ward("call", "--as", "o3", "GET", "/fhir/metadata", "--base", "http://127.0.0.1:1")
    assert (result.code, result.out) == (Exit.START, b"")
    assert result.told == ["ip-adapter: nobody answers at http://127.0.0.1:1: does the adapter run?"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("call", "GET", "/fhir/metadata"),
        ("call", "--as", "o4", "GET", "/fhir/metadata"),
        ("call", "--as", "o3", "GET", "fhir/metadata"),
        ("call", "--as", "o3", "GET", "https://example.org/"),
        ("call", "--as", "o3", "GET", "/fhir/å"),
        ("call", "--as", "o3", "GET", "/fhir/a b"),
        ("call", "--as", "o3", "GET", "/fhir#b"),
        ("call", "--as", "o3", "GE T", "/fhir"),
        ("call", "--as", "o3", "GET", "/fhir", "--base", "http://example.org"),
        ("call", "--as", "o3", "GET", "/fhir", "--base", "https://127.0.0.1"),
        ("call", "--as", "o3", "GET", "/fhir", "--base", "http://127.0.0.1:8080/fhir"),
        ("call", "--as", "o3", "GET", "/fhir", "--header", "If-Match"),
        ("call", "--as", "o3", "GET", "/fhir", "--header", "authorization: DPoP x"),
        ("call", "--as", "o3", "GET", "/fhir", "--header", "X: a\r\nDPoP: b"),
        ("proxy",),
        ("proxy", "--as", "o3", "--port", "70000"),
        ("proxy", "--as", "o3", "--base", "http://10.0.0.1:8080"),
    ],
)
def test_command_lines_that_are_not_right(ward: Ward, arguments: tuple[str, ...]) -> None:
    result = ward(*arguments)
    assert (result.code, result.out, len(result.told)) == (Exit.USAGE, b"", 1)
    assert ward.asked == []


def test_a_proxy_is_run_for_a_client_at_a_port(ward: Ward) -> None:
    assert ward("proxy", "--as", "o2", "--port", "9000", "--base", "http://localhost:8090/").code == Exit.DONE
    (options,) = ward.proxied
    assert (options.client, options.port, options.base) == ("o2", 9000, "http://localhost:8090")
