"""Every way of being refused, as bytes: the rule it comes to, and at which door."""

from __future__ import annotations

from typing import Final, NamedTuple

from adapter.errors import Unavailable
from tests.adapter.edges.http.door import chunked, get, post

NAME: Final = "Nordmann"
NUMBER: Final = "13850098765"
SECRETS: Final = (NAME, NUMBER)
"""What no answer, line or metric may repeat."""

LETTER: Final = f"<Patient><Name>{NAME}</Name><Id>{NUMBER}</Id></Patient>".encode()
BREAKS: Final = LETTER + b"<!-- breaks -->"
NO_STORE: Final = LETTER + b"<!-- no store -->"
RAISED: Final = {BREAKS: ValueError(f"cannot read {NAME}"), NO_STORE: Unavailable(f"no answer about {NAME}")}


class Case(NamedTuple):
    rule: str
    pieces: tuple[bytes, ...]
    narrow: bool = False


def case(rule: str, *pieces: bytes, narrow: bool = False) -> Case:
    return Case(rule, pieces, narrow)


LONG: Final = LETTER * 20
TARGET: Final = f"/{NAME}/{NUMBER}?name={NAME}"

REFUSED: Final[dict[str, Case]] = {
    "no HTTP": case("http-malformed", LETTER + b"\r\n\r\n"),
    "two lengths": case("http-malformed", post(LETTER, "Content-Length: 4")),
    "two equal lengths": case("http-malformed", post(LETTER, f"Content-Length: {len(LETTER)}")),
    "a length and chunks": case("http-malformed", post(LETTER, "Transfer-Encoding: chunked")),
    "a length that is no number": case("http-malformed", post(LETTER).replace(b"Length: ", b"Length: -")),
    "an immense length": case("http-malformed", post(LETTER).replace(b"Length: ", b"Length: " + b"9" * 30)),
    "a chunk without a size": case("http-malformed", chunked() + LETTER),
    "a chunk without a size in the middle": case("http-malformed", chunked(LETTER), LETTER),
    "no path": case("http-path-unknown", get("*", method="OPTIONS")),
    "a path of other bytes": case("http-malformed", get("/\u00e5" + NAME)),
    "a method that is none": case("http-malformed", get(TARGET, method=NAME.upper())),
    "an endless header": case(
        "http-head-too-large", get("/health/live")[:-2], b"X: " + NAME.encode() * 9_000
    ),
    "an endless path": case("http-head-too-large", b"GET /" + NAME.encode() * 9_000),
    "endless headers": case("http-head-too-large", get("/")[:-2], f"X: {NAME}\r\n".encode() * 7_000),
    "an unknown path": case("http-path-unknown", get(TARGET)),
    "an unknown path, with a body": case(
        "http-path-unknown", post(LETTER).replace(b"/messages", TARGET.encode())
    ),
    "a slash too much": case("http-path-unknown", post(LETTER).replace(b"/messages", b"/messages/")),
    "a path out of here": case("http-path-unknown", get(f"/messages/..%2f..%2f{NAME}")),
    "the API pages": case("http-path-unknown", get("/dev/docs")),
    "the API description": case("http-path-unknown", get("/dev/openapi.json")),
    "reading what is posted": case("http-method-unknown", get("/messages?" + NAME)),
    "only its head": case("http-method-unknown", get("/messages", method="HEAD")),
    "replacing": case("http-method-unknown", post(LETTER).replace(b"POST", b"PUT")),
    "removing": case("http-method-unknown", get("/messages", method="DELETE")),
    "asking what is possible": case("http-method-unknown", get("/messages", method="OPTIONS")),
    "posting to what is read": case("http-method-unknown", post(LETTER).replace(b"/messages", b"/metrics")),
    "no media type": case("http-media-unknown", post(LETTER, media=NAME).replace(b"Content-Type", b"X-Type")),
    "JSON": case("http-media-unknown", post(LETTER, media="application/json")),
    "FHIR": case("http-media-unknown", post(LETTER, media="application/fhir+xml")),
    "another charset": case("http-media-unknown", post(LETTER, media="text/xml; charset=iso-8859-1")),
    "another parameter": case("http-media-unknown", post(LETTER, media=f"text/xml; name={NAME}")),
    "more than a media type": case("http-media-unknown", post(LETTER, media="text/xml, text/xml")),
    "two media types": case("http-media-unknown", post(LETTER, "Content-Type: text/xml")),
    "gzip": case("http-encoding-unknown", post(LETTER, "Content-Encoding: gzip")),
    "gzip behind identity": case("http-encoding-unknown", post(LETTER, "Content-Encoding: identity, gzip")),
    "two codings": case(
        "http-encoding-unknown", post(LETTER, "Content-Encoding: identity", "Content-Encoding: br")
    ),
    "nothing": case("xml-empty", post(b"")),
    "no length": case("xml-empty", post().split(b"Content-Length")[0] + b"\r\n"),
    "no chunks": case("xml-empty", chunked() + b"0\r\n\r\n"),
    "too large, said beforehand": case("xml-too-large", post(b"", length=26_000_001)),
    "too large, said and sent": case("xml-too-large", post(LONG), narrow=True),
    "too large, by a chunk": case("xml-too-large", chunked(LONG), narrow=True),
    "too large, by many chunks": case("xml-too-large", chunked(*[LETTER] * 20), narrow=True),
    "half a body, then silence": case("http-slow", post(LETTER, length=900), narrow=True),
    "no body, only silence": case("http-slow", post(b"", length=900), narrow=True),
    "chunks without end": case("http-slow", chunked(LETTER), narrow=True),
    "half a head, then silence": case("http-slow", get(TARGET)[:-2], narrow=True),
    "no store": case("http-unavailable", post(NO_STORE)),
    "a defect": case("http-defect", post(BREAKS)),
}
