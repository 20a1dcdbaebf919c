"""The log: a line an event, and nothing on it but event names, ids, counts and keys of tables.

JSON a line, or `time event key=value …` where a person looks on. A text of any other form than `SAFE` is written as
`?`, whoever tells it, so that no line can hold what a message says; other libraries' lines keep only where they are from.
"""

from __future__ import annotations

import logging
import re
import sys
import threading
from contextlib import contextmanager
from datetime import UTC
from typing import TYPE_CHECKING, Final

import msgspec

from adapter.errors import place
from adapter.events import Event

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from types import TracebackType
    from typing import TextIO

    from adapter.ports import Clock, Told

SAFE: Final = re.compile(r"[A-Za-z0-9:._/-]{0,80}")
"""What a text on a line may look like: ids, keys, places in the program."""

PERSONAL: Final = re.compile(r"(?<![0-9A-Za-z])[0-9]{11}(?![0-9A-Za-z])")
"""What looks like a person's number; a UUID has no group of eleven."""

HIDDEN: Final = "?"


class Log:
    """A `Told` that writes lines. `request` answers the id of the request being served, empty outside of one."""

    def __init__(
        self, stream: TextIO, clock: Clock, request: Callable[[], str] = str, *, as_json: bool = False
    ) -> None:
        self._stream, self._clock, self._request = stream, clock, request
        self._line = _for_people if stream.isatty() and not as_json else _for_programs

    def __call__(self, event: Event, **ids: str | int) -> None:
        """Write a line. A stream that is full, closed or no longer read is nobody's fault here."""
        request = self._request()
        told = {"request": request, **ids} if request else ids
        at = self._clock.now().astimezone(UTC).isoformat(timespec="milliseconds")
        line = self._line(at, event, {key: safe(value) for key, value in told.items()})
        try:
            self._stream.write(line + "\n")
            self._stream.flush()
        except (OSError, ValueError):  # ValueError: closed
            return


def safe(value: object) -> str | int:
    """The value where it may stand on a line, else `?`."""
    if isinstance(value, int):
        return value
    known = isinstance(value, str) and SAFE.fullmatch(value) and not PERSONAL.search(value)
    return str(value) if known else HIDDEN


def _for_programs(at: str, event: Event, ids: Mapping[str, str | int]) -> str:
    return msgspec.json.encode({"time": at, "event": event.value, **ids}).decode()


def _for_people(at: str, event: Event, ids: Mapping[str, str | int]) -> str:
    return " ".join([at[11:23] + "Z", event.value, *(f"{key}={value}" for key, value in ids.items())])


# --- what others say --------------------------------------------------------------------------------------------------


class _Foreign(logging.Handler):
    """Tells of a library's line its logger, level and place, and the class and place of an error; never its text."""

    def __init__(self, told: Told) -> None:
        super().__init__(logging.WARNING)
        self._told = told

    def emit(self, record: logging.LogRecord) -> None:
        kind, error, traceback = record.exc_info or (None, None, None)
        ids = {"logger": record.name, "level": record.levelname, "at": f"{record.filename}:{record.lineno}"}
        self._told(Event.LIBRARY_SAID, **ids, **_raised(kind or type(error), traceback) if error else {})


def _raised(kind: type[BaseException], traceback: TracebackType | None) -> dict[str, str]:
    return {"error": kind.__name__, "raised": place(traceback)}


@contextmanager
def listening(told: Told) -> Iterator[None]:
    """While inside, everything that libraries, warnings and lost errors would print is told without its text."""
    root, foreign = logging.getLogger(), _Foreign(told)
    hooks = sys.unraisablehook, threading.excepthook
    root.addHandler(foreign)
    logging.captureWarnings(capture=True)
    sys.unraisablehook = lambda lost: _lost(told, lost.exc_type, lost.exc_traceback)
    threading.excepthook = lambda lost: _lost(told, lost.exc_type, lost.exc_traceback)
    try:
        yield
    finally:
        sys.unraisablehook, threading.excepthook = hooks
        logging.captureWarnings(capture=False)
        root.removeHandler(foreign)


def _lost(told: Told, kind: type[BaseException], traceback: TracebackType | None) -> None:
    told(Event.DEFECT, **_raised(kind, traceback))
