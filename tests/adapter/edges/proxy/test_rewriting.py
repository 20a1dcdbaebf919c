"""URLs of the adapter become URLs of the proxy, and the other way round."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapter.edges.proxy.rewriting import Rewriting, headers, if_match, rewritten

THERE, HERE = "http://127.0.0.1:8080", "http://localhost:81"


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        (f'{{"url":"{THERE}/fhir/Patient?_id=1"}}', f'{{"url":"{HERE}/fhir/Patient?_id=1"}}'),
        (f'["{THERE}","{THERE}/"]', f'["{HERE}","{HERE}/"]'),
        (f'"{THERE}1/fhir"', f'"{THERE}1/fhir"'),
        (f'"see {THERE}/fhir"', f'"see {THERE}/fhir"'),
        ('"http://127x0x0x1:8080/"', '"http://127x0x0x1:8080/"'),
        ("", ""),
    ],
)
def test_values_that_begin_with_the_base(said: str, wanted: str) -> None:
    assert rewritten(said.encode(), THERE, HERE).decode() == wanted


urls = st.lists(
    st.sampled_from([THERE, THERE + "/a", THERE + "0", HERE, '"' + THERE, "\\", "å", THERE[:9]]), max_size=6
)


@given(urls, st.lists(st.integers(0, 40), max_size=30))
def test_it_does_not_matter_in_which_pieces_a_body_comes(values: list[str], cuts: list[int]) -> None:
    body = json.dumps(values).encode()
    rewriting, said, at = Rewriting(THERE, HERE), b"", 0
    for size in cuts:
        said += rewriting.piece(body[at : at + size])
        at += size
    said += rewriting.piece(body[at:]) + rewriting.end()
    assert said == rewritten(body, THERE, HERE)
    assert json.loads(said) == [
        HERE + value.removeprefix(THERE) if value in (THERE, THERE + "/a") else value for value in values
    ]


@given(urls)
def test_there_and_back_is_nothing(values: list[str]) -> None:
    body = json.dumps([value for value in values if HERE not in value]).encode()
    assert rewritten(rewritten(body, THERE, HERE), HERE, THERE) == body


def test_headers_with_urls() -> None:
    said = [
        (b"location", f"{THERE}/fhir/Consent/1/_history/1".encode()),
        (b"content-location", f"{THERE}/fhir/Consent/1".encode()),
        (b"link", f'<{THERE}/a>; rel="next", <{THERE}1/b>; rel="other"'.encode()),
        (b"etag", f'W/"{THERE}"'.encode()),
    ]
    assert headers(said, THERE, HERE) == [
        (b"location", f"{HERE}/fhir/Consent/1/_history/1".encode()),
        (b"content-location", f"{HERE}/fhir/Consent/1".encode()),
        (b"link", f'<{HERE}/a>; rel="next", <{THERE}1/b>; rel="other"'.encode()),
        (b"etag", f'W/"{THERE}"'.encode()),
    ]


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        (b'{"meta":{"versionId":"3"}}', b'W/"3"'),
        (b'{"meta":{"versionId":3}}', None),
        (b'{"meta":{"versionId":"3\\"\\r\\nX: y"}}', None),
        (b'{"meta":{"versionId":""}}', None),
        (b'{"meta":{}}', None),
        (b'{"meta":[]}', None),
        (b"[]", None),
        (b"<a/>", None),
        (b"", None),
        (b"[" * 100_000, None),
    ],
)
def test_the_version_that_a_body_names(body: bytes, wanted: bytes | None) -> None:
    assert if_match(body) == wanted
