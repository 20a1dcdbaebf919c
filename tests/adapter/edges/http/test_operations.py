"""What operators' machines ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest

from adapter.edges.http.refusals import REFUSALS
from adapter.errors import Unavailable
from tests.adapter.edges.http.door import connected, get, opened, post, reply, said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.adapter.edges.http.door import Door

PATHS = ["/health/live", "/health/ready", "/metrics"]


@pytest.fixture(scope="module")
def developed() -> Iterator[Door]:
    with opened(development=True) as found:
        yield found


def test_a_process_that_runs_says_so_whatever_the_store_does(door: Door) -> None:
    door.journey.checks = Unavailable("no store")
    found = said(door, get("/health/live"))
    assert (found.status, msgspec.json.decode(found.body)) == (200, {"status": "live"})


@pytest.mark.parametrize(
    ("checks", "status", "word"),
    [
        ({"store": True, "schema": True}, 200, "ready"),
        ({"store": True, "schema": False}, 503, "not-ready"),
        ({"store": False, "schema": False}, 503, "not-ready"),
    ],
)
def test_it_is_ready_when_every_check_holds(
    door: Door, checks: dict[str, bool], status: int, word: str
) -> None:
    door.journey.checks = checks
    found = said(door, get("/health/ready"))
    assert found.status == status
    assert msgspec.json.decode(found.body) == {"status": word, "checks": checks}


def test_a_store_that_does_not_answer_at_all_is_not_ready(door: Door) -> None:
    door.journey.checks = Unavailable("no store")
    found = said(door, get("/health/ready"))
    assert (found.status, "retry-after" in found.headers) == (503, True)


def test_metrics_are_prometheus_text(door: Door) -> None:
    found = said(door, get("/metrics"))
    assert found.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
    assert b'ip_build_info{version="1.2.3"} 1.0\n' in found.body


@pytest.mark.parametrize("path", PATHS)
def test_the_head_of_each_can_be_asked_for_alone(door: Door, path: str) -> None:
    door.journey.checks = {"store": True}
    found = said(door, get(path, method="HEAD"))
    assert (found.status, found.body) == (200, b"")
    assert int(found.headers["content-length"]) > 0


def test_an_answer_given_before_the_request_has_come_whole_ends_the_connection(door: Door) -> None:
    with connected(door) as sock:
        sock.sendall(get("/health/live", "Content-Length: 1000000"))
        assert reply(sock).status == 200
        assert sock.recv(1) == b""


# --- the API pages ----------------------------------------------------------------------------------------------------


def test_in_development_there_are_pages(developed: Door) -> None:
    found = said(developed, get("/dev/docs"))
    assert found.status == 200
    assert b"/dev/openapi.json" in found.body


def test_the_description_has_every_path_and_every_way_of_being_refused(developed: Door) -> None:
    description = msgspec.json.decode(said(developed, get("/dev/openapi.json")).body)
    assert set(description["paths"]) == {"/messages", *PATHS}
    answers = description["paths"]["/messages"]["post"]["responses"]
    assert set(answers) == {"200", "202", "422", *(str(row.status) for row in REFUSALS.values())}
    assert all(answer["description"] for answer in answers.values())
    assert "26000000" in answers["413"]["description"]


def test_messages_are_taken_in_development_as_well(developed: Door) -> None:
    assert said(developed, post()).status == 200
