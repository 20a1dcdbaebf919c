"""What an argument's text has to be; each raises `ArgumentTypeError` saying what is wanted, never what was given."""

from __future__ import annotations

import re
from argparse import ArgumentTypeError
from datetime import datetime
from typing import Final
from uuid import UUID

from adapter.core import loopback
from mappings.felles.times import OSLO

MOST_ROWS: Final = 1000
_LARGEST_PORT: Final = 65535
_LONGEST_REASON: Final = 200

_METHOD: Final = re.compile("[A-Za-z]{1,20}")
_PATH: Final = re.compile(r"/[!$-;=?-Z_a-z~]*")
_NAME: Final = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")
_OURS: Final = frozenset(("authorization", "dpop", "host", "content-length", "transfer-encoding"))

_ID: Final = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_PERSONAL: Final = re.compile(r"(?<![0-9])[0-9]{6}[ .-]?[0-9]{5}(?![0-9])")
"""What looks like a person's number."""


def uuid(text: str) -> str:
    """A UUID as it is written in a message."""
    try:
        return str(UUID(text))
    except ValueError:
        raise ArgumentTypeError("a UUID is wanted") from None


def ident(text: str) -> UUID:
    """The id of a row, whole, as the lists show it."""
    if _ID.fullmatch(text) is None:
        raise ArgumentTypeError("an id as the lists show it is wanted: a whole UUID")
    return UUID(text)


def moment(text: str) -> str:
    """A point in time as XSD dateTime."""
    try:
        return datetime.fromisoformat(text).isoformat(timespec="seconds")
    except ValueError:
        raise ArgumentTypeError("a time such as 2026-09-01T09:00:00+02:00 is wanted") from None


def since(text: str) -> datetime:
    """A day or a point in time; without an offset it is Norwegian time."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError("a day or time such as 2026-09-01 or 2026-09-01T09:00 is wanted") from None
    return found if found.tzinfo else found.replace(tzinfo=OSLO)


def amount(text: str) -> int:
    """How many rows."""
    return _number(text, 1, MOST_ROWS)


def port(text: str) -> int:
    """A TCP port; 0 lets the system choose."""
    return _number(text, 0, _LARGEST_PORT)


def _number(text: str, least: int, most: int) -> int:
    number = int(text) if text.isascii() and text.isdecimal() and len(text) <= len(str(most)) else -1
    if not least <= number <= most:
        raise ArgumentTypeError(f"a number from {least} to {most} is wanted")
    return number


def here(text: str) -> str:
    """The base URL of an adapter on this machine."""
    base = text.rstrip("/")
    if not loopback.url_is_here(base) or loopback.origin(base) != base:
        raise ArgumentTypeError("a URL of this machine is wanted, such as http://127.0.0.1:8080")
    return base


def method(text: str) -> str:
    """An HTTP method."""
    if not _METHOD.fullmatch(text):
        raise ArgumentTypeError("an HTTP method such as GET is wanted")
    return text.upper()


def path(text: str) -> str:
    """A path with its query, as it goes over the wire."""
    if not _PATH.fullmatch(text):
        raise ArgumentTypeError("a path such as /fhir/Patient/1 is wanted, with other letters as %xx")
    return text


def header(text: str) -> tuple[str, str]:
    """A header that is not ours to make."""
    name, colon, value = text.partition(":")
    if not colon or not _NAME.fullmatch(name) or not value.strip().isprintable() or not value.isascii():
        raise ArgumentTypeError("a header such as 'If-Match: W/\"1\"' is wanted")
    if name.lower() in _OURS:
        raise ArgumentTypeError("this header is made by the command itself")
    return name, value.strip()


def why(text: str) -> str:
    """A reason for the audit, which every operator can read: so it must not tell whom it is about."""
    said = text.strip()
    if not said or len(said) > _LONGEST_REASON or not said.isprintable():
        raise ArgumentTypeError(f"a reason in one line of at most {_LONGEST_REASON} characters is wanted")
    if _PERSONAL.search(said):
        raise ArgumentTypeError("the audit shows the reason, so it must not hold a person's number")
    return said
