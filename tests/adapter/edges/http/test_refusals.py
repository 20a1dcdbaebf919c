"""What is refused at the door, with what, and that nothing of it is repeated anywhere."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import httpx
import pytest

from adapter.edges.http.refusals import REFUSALS
from mappings import fhir
from mappings.faults import FAULTS
from tests.adapter.edges.http.door import HOLD, connected, eventually, get, post, reply, said
from tests.adapter.edges.http.requests import LETTER, RAISED, REFUSED, SECRETS

if TYPE_CHECKING:
    from tests.adapter.edges.http.door import Door, Reply


@pytest.fixture(scope="module")
def replies(door: Door, narrow: Door) -> dict[str, Reply]:
    """Every request of the table, one after the other."""
    door.journey.answers |= RAISED
    return {name: said(narrow if case.narrow else door, *case.pieces) for name, case in REFUSED.items()}


@pytest.mark.parametrize("name", REFUSED)
def test_each_is_refused_with_its_status_and_the_outcome_of_its_rule(
    name: str, replies: dict[str, Reply]
) -> None:
    found, rule = replies[name], REFUSED[name].rule
    assert found.status == REFUSALS[rule].status
    assert found.headers["content-type"] == "application/fhir+json"
    if not REFUSED[name].pieces[0].startswith(b"HEAD"):
        outcome = fhir.decode(found.body).value
        assert isinstance(outcome, fhir.OperationOutcome)
        assert fhir.check(outcome) == ()
        (issue,) = outcome.issue
        assert (issue.code, issue.details.coding[0].code) == (FAULTS[rule].issue_type, rule)
        assert issue.location == issue.expression == []


@pytest.mark.parametrize("name", REFUSED)
def test_headers_of_a_refusal(name: str, replies: dict[str, Reply]) -> None:
    headers = replies[name].headers
    assert REFUSALS[REFUSED[name].rule].headers.items() <= headers.items()
    assert "server" not in headers
    assert "date" in headers
    assert "location" not in headers


def test_every_rule_is_met_here(replies: dict[str, Reply]) -> None:
    unseen = {"http-broken-off", "http-busy"}  # below: the one is told to nobody, the other takes two
    assert {REFUSED[name].rule for name in replies} | unseen == set(REFUSALS)


def test_nothing_that_is_refused_at_the_door_reaches_the_journey(
    door: Door, narrow: Door, replies: dict[str, Reply]
) -> None:
    received = [*door.journey.received, *narrow.journey.received]
    assert len(replies) == len(REFUSED)
    assert {data for data in received if LETTER[:9] in data} == set(RAISED)


@pytest.mark.parametrize("secret", SECRETS)
def test_no_answer_line_or_metric_repeats_anything_of_a_request(
    secret: str, door: Door, narrow: Door, replies: dict[str, Reply]
) -> None:
    for found in replies.values():
        assert secret not in found.body.decode()
        assert secret not in str(found.headers)
    for side in (door, narrow):
        assert secret not in side.log.getvalue()
        assert secret not in side.metrics.page().decode()


def test_every_refusal_is_told_with_its_rule_and_counted(door: Door, replies: dict[str, Reply]) -> None:
    rules = {REFUSED[name].rule for name in replies if not REFUSED[name].narrow} - {"http-defect"}
    for rule in rules:
        assert door.told(event="request-refused", rule=rule, status=REFUSALS[rule].status)
        assert f'ip_requests_refused_total{{rule="{rule}"}} 0.0' not in door.metrics.page().decode()


def test_a_defect_is_told_by_class_and_place_under_the_id_of_its_request(
    door: Door, replies: dict[str, Reply]
) -> None:
    request = replies["a defect"].headers["x-request-id"]
    (line,) = [line for line in door.lines if line["event"] == "defect"]
    assert (line["request"], line["error"]) == (request, "ValueError")
    assert str(line["at"]).startswith("door.py:")


def test_what_a_path_can_be_asked_for_is_told(replies: dict[str, Reply]) -> None:
    assert replies["replacing"].headers["allow"] == "POST"
    assert set(replies["posting to what is read"].headers["allow"].split(", ")) == {"GET", "HEAD"}


def test_an_answer_to_a_request_not_read_to_its_end_closes_the_connection(replies: dict[str, Reply]) -> None:
    read = {name for name, case in REFUSED.items() if REFUSALS[case.rule].read}
    assert {name for name, found in replies.items() if not found.closed} == read


def test_one_that_breaks_off_in_the_middle_is_told_and_nothing_is_kept(door: Door) -> None:
    with connected(door) as sock:
        sock.sendall(post(LETTER, length=900))
    assert eventually(lambda: door.told(event="request-refused", rule="http-broken-off"))
    assert LETTER not in door.journey.received


def test_a_sender_busy_sending_far_too_much_still_hears_why(door: Door) -> None:
    with httpx.Client(base_url=door.listening.url, trust_env=False) as client:
        found = client.post("/messages", content=b"x" * 30_000_000, headers={"Content-Type": "text/xml"})
    assert found.status_code == 413


def test_a_sender_that_asks_first_is_not_told_to_go_on_with_too_much(door: Door) -> None:
    with connected(door) as sock:
        sock.sendall(post(b"", "Expect: 100-continue", length=26_000_001))
        assert sock.recv(1000).startswith(b"HTTP/1.1 413 ")


DROPS = "d" * 32


def test_a_body_that_comes_a_byte_at_a_time_is_not_waited_for(narrow: Door) -> None:
    with connected(narrow) as sock:
        sock.sendall(post(b"", f"X-Request-Id: {DROPS}", length=900))
        while not narrow.told(request=DROPS):
            sock.sendall(b"<")
            time.sleep(0.01)
        assert reply(sock).status == 408


def test_more_than_can_be_read_at_once_is_put_off_and_health_is_not(narrow: Door) -> None:
    with connected(narrow) as first:
        first.sendall(post(HOLD))
        assert narrow.journey.held.wait(20)
        second = said(narrow, post(LETTER))
        live = said(narrow, get("/health/live"))
        narrow.journey.release.set()
        assert reply(first).status == 200
    assert (second.status, second.headers["retry-after"]) == (503, "5")
    assert live.status == 200
    assert said(narrow, post()).status == 200
