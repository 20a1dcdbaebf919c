"""Lines of the log: events, ids, counts and keys, and nothing else whoever tells it."""

from __future__ import annotations

import json
import logging
import sys
import threading
import warnings
from datetime import datetime, timedelta, timezone
from io import StringIO
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapter.edges.log import Log, listening, safe
from adapter.events import Event

LETTER = "0193ab12-7c00-7000-8000-123456789012"
SECRET = "Kari Nordmann 13850098765"  # noqa: S105 - nobody's password


class Still:
    def now(self) -> datetime:
        return datetime(2026, 11, 22, 13, 37, 0, 123456, tzinfo=timezone(timedelta(hours=1)))

    def new_id(self) -> UUID:
        return UUID(int=1)


class Watched(StringIO):
    def isatty(self) -> bool:
        return True


def lines(stream: StringIO) -> list[dict[str, str | int]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_a_line_is_a_json_object_with_time_event_and_ids() -> None:
    stream = StringIO()
    Log(stream, Still())(Event.LETTER_DECIDED, letter=LETTER, verdict="stored", bytes=9100)
    assert lines(stream) == [
        {
            "time": "2026-11-22T12:37:00.123+00:00",
            "event": "letter-decided",
            "letter": LETTER,
            "verdict": "stored",
            "bytes": 9100,
        }
    ]


def test_on_a_terminal_it_is_written_for_a_person() -> None:
    stream = Watched()
    Log(stream, Still(), lambda: "r1")(Event.LETTER_KEPT, letter=LETTER, bytes=3)
    assert stream.getvalue() == f"12:37:00.123Z letter-kept request=r1 letter={LETTER} bytes=3\n"


def test_the_request_being_served_is_on_the_line() -> None:
    stream = StringIO()
    Log(stream, Still(), lambda: "r1")(Event.LETTER_KEPT)
    assert lines(stream)[0]["request"] == "r1"


@pytest.mark.parametrize(
    "value",
    [
        "",
        LETTER,
        "stored",
        "http-too-large",
        "uvicorn.error",
        "reader.py:120",
        "urn:oid:2.16.578",
        "a/b",
        "x" * 80,
        0,
        -3,
    ],
)
def test_ids_counts_and_keys_are_written(value: str | int) -> None:
    assert safe(value) == value


@pytest.mark.parametrize(
    "value",
    [
        "Kari Nordmann",
        "Bj\u00f8rn",
        "x" * 81,
        "<a>",
        "a\nb",
        "a=b",
        "13850098765",
        "p/13850098765.xml",
        None,
        b"x",
        1.5,
    ],
    ids=repr,
)
def test_anything_else_is_hidden(value: object) -> None:
    assert safe(value) == "?"


@given(st.text(), st.text())
def test_a_line_stays_one_line_whatever_it_is_told(value: str, request_: str) -> None:
    for stream in (StringIO(), Watched()):
        Log(stream, Still(), lambda: request_)(Event.DEFECT, error=value)
        assert len(stream.getvalue().splitlines()) == 1


class Full(StringIO):
    def write(self, _: str) -> int:
        raise OSError(28, "No space left on device")


def test_a_stream_that_takes_no_more_stops_nobody() -> None:
    closed = StringIO()
    logs = [Log(closed, Still()), Log(Full(), Still())]
    closed.close()
    for log in logs:
        log(Event.DEFECT)


# --- what libraries say -----------------------------------------------------------------------------------------------


def raised() -> ValueError:
    with pytest.raises(ValueError, match=SECRET) as found:
        raise ValueError(SECRET)
    return found.value


@pytest.mark.parametrize("name", ["uvicorn.error", "asyncpg", "asyncio", "anything.else"])
def test_of_a_librarys_line_only_where_it_is_from_is_told(name: str) -> None:
    stream = StringIO()
    with listening(Log(stream, Still())):
        logging.getLogger(name).error("cannot read %s", SECRET, exc_info=raised())
        logging.getLogger(name).warning(SECRET)
        logging.getLogger(name).info(SECRET)
    first, second = lines(stream)
    assert first["event"] == second["event"] == "library-said"
    assert (first["logger"], first["level"], first["error"]) == (name, "ERROR", "ValueError")
    assert (second["logger"], second["level"], "error" in second) == (name, "WARNING", False)
    for at in (first["at"], first["raised"], second["at"]):
        assert str(at).startswith("test_log.py:")
    assert "Nordmann" not in stream.getvalue()


def test_an_error_logged_where_there_is_none_is_told_without_one() -> None:
    stream = StringIO()
    with listening(Log(stream, Still())):
        logging.getLogger("asyncpg").error("lost", exc_info=sys.exc_info())
    assert "error" not in lines(stream)[0]


def test_a_warning_of_python_is_told_without_its_text() -> None:
    stream = StringIO()
    with warnings.catch_warnings(), listening(Log(stream, Still())):
        warnings.simplefilter("always")
        warnings.warn(SECRET, stacklevel=1)
    assert [line["logger"] for line in lines(stream)] == ["py.warnings"]
    assert "Nordmann" not in stream.getvalue()


def test_an_error_that_nobody_catches_is_told_without_its_text() -> None:
    def fail() -> None:
        raise ValueError(SECRET)

    class Lost:
        def __del__(self) -> None:
            raise ValueError(SECRET)

    stream = StringIO()
    with listening(Log(stream, Still())):
        thread = threading.Thread(target=fail)
        thread.start()
        thread.join()
        Lost()
    assert [(line["event"], line["error"]) for line in lines(stream)] == [("defect", "ValueError")] * 2
    assert "Nordmann" not in stream.getvalue()


def test_afterwards_everything_is_as_it_was() -> None:
    def state() -> list[object]:
        root = logging.getLogger()
        return [[*root.handlers], sys.unraisablehook, threading.excepthook, warnings.showwarning]

    before = state()
    with listening(Log(StringIO(), Still())):
        assert state() != before
    assert state() == before
