"""What is taken at the door: bytes in word for word, the answer out as it is."""

from __future__ import annotations

import re

import pytest

from adapter.core.letter import Answer
from tests.adapter.edges.http.door import RECEIPT, Door, chunked, connected, get, post, reply, said

MEDIA = [
    "application/xml",
    "text/xml",
    "Application/XML",
    "text/xml;charset=utf-8",
    "application/xml ; Charset=UTF-8",
    'text/xml; charset="utf-8"',
]
"""What a message may be called."""


@pytest.mark.parametrize("media", MEDIA)
def test_a_message_comes_in_word_for_word_and_its_receipt_goes_out(door: Door, media: str) -> None:
    body = b"\xef\xbb\xbf<a>\xc3\xa6\r\n\x00</a>" + media.encode()
    found = said(door, post(body, media=media))
    assert door.journey.received[-1] == body
    assert (found.status, found.headers["content-type"], found.body) == RECEIPT
    assert not found.closed


@pytest.mark.parametrize(
    ("status", "media", "body"),
    [
        (200, "application/xml", b"<AppRec>2</AppRec>"),
        (422, "application/fhir+json", b'{"resourceType":"OperationOutcome"}'),
        (400, "text/xml", b"<a/>"),
    ],
)
def test_an_answer_is_written_as_it_is(door: Door, status: int, media: str, body: bytes) -> None:
    sent = b"<answered/>" + body
    door.journey.answers[sent] = Answer(status, media, body)
    found = said(door, post(sent))
    assert (found.status, found.headers["content-type"], found.body) == (status, media, body)


def test_an_answer_without_a_body_has_no_media_type(door: Door) -> None:
    door.journey.answers[b"<AppRec/>"] = Answer(202, "", b"")
    found = said(door, post(b"<AppRec/>"))
    assert (found.status, found.body, found.headers["content-length"]) == (202, b"", "0")
    assert "content-type" not in found.headers


def test_a_message_may_come_in_chunks_and_pieces(door: Door) -> None:
    assert said(door, chunked(b"<a>", b"</", b"a>"), b"0\r\n", b"\r\n").status == 200
    assert door.journey.received[-1] == b"<a></a>"
    whole = post(b"<piece/>", "Content-Encoding: identity")
    assert said(door, *(whole[at : at + 1] for at in range(len(whole)))).status == 200
    assert door.journey.received[-1] == b"<piece/>"


def test_the_largest_message_is_taken(door: Door) -> None:
    largest = b"<" * 26_000_000
    assert said(door, post(largest)).status == 200
    assert door.journey.received.pop() == largest


def test_a_sender_that_asks_first_is_told_to_go_on(door: Door) -> None:
    with connected(door) as sock:
        sock.sendall(post(b"", "Expect: 100-continue", length=4))
        assert sock.recv(1000) == b"HTTP/1.1 100 Continue\r\n\r\n"
        sock.sendall(b"<a/>")
        assert reply(sock).status == 200


def test_many_messages_come_over_one_connection(door: Door) -> None:
    bodies = [b"<one/>", b"<two/>", b"<three/>"]
    with connected(door) as sock:
        for body in bodies:
            sock.sendall(post(body))
            assert reply(sock).status == 200
    assert door.journey.received[-3:] == bodies


def test_also_without_waiting_for_answers(door: Door) -> None:
    with connected(door) as sock:
        sock.sendall(post(b"<one/>") + post(b"<two/>") + post(b"<three/>", "Connection: close"))
        answers = b"".join(iter(lambda: sock.recv(65536), b""))
    assert answers.count(b"HTTP/1.1 200 OK\r\n") == 3
    assert door.journey.received[-3:] == [b"<one/>", b"<two/>", b"<three/>"]


def test_the_time_to_an_answer_is_counted(door: Door) -> None:
    def count() -> str:
        (line,) = re.findall(r"^ip_answer_seconds_count .*$", door.metrics.page().decode(), re.MULTILINE)
        return str(line)

    before = count()
    said(door, post())
    assert count() != before


# --- every answer -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "request_", [post(), get("/health/live"), get("/nowhere")], ids=["message", "health", "404"]
)
def test_headers_of_every_answer(door: Door, request_: bytes) -> None:
    headers = said(door, request_).headers
    assert headers["cache-control"] == "no-store"
    assert headers["x-content-type-options"] == "nosniff"
    assert "date" in headers
    assert "server" not in headers


@pytest.mark.parametrize(
    "given", ["01990A5E-1c00-7000-8000-00000000002a", "0af7651916cd43dd8448eb211c80319c"]
)
def test_a_request_keeps_the_id_that_its_sender_gave_it_also_in_the_log(door: Door, given: str) -> None:
    found = said(door, get("/nowhere", f"X-Request-Id: {given}"))
    assert found.headers["x-request-id"] == given
    assert door.lines[-1]["request"] == given


@pytest.mark.parametrize(
    "given",
    [[], [""], ["Kari-Nordmann"], ["13850098765"], ["a" * 33], ["<a/>"], ["\u00e6"], ["a" * 32, "b" * 32]],
    ids=repr,
)
def test_without_one_of_a_safe_form_it_gets_a_new_one(door: Door, given: list[str]) -> None:
    lines = [f"X-Request-Id: {one}" for one in given]
    found = [said(door, get("/nowhere", *lines)).headers["x-request-id"] for _ in range(2)]
    assert all(re.fullmatch("[0-9a-f]{32}", one) for one in found)
    assert found[0] != found[1]
    assert door.lines[-1]["request"] == found[1]
