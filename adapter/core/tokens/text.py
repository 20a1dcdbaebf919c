"""The two encodings that JOSE is made of, read strictly: base64url (RFC 7515 § 2) and JSON objects (RFC 7515 § 4)."""

from __future__ import annotations

import json
from binascii import a2b_base64, b2a_base64
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

Members: TypeAlias = dict[str, Any]
"""The members of a JSON object, of whatever type they came."""

_TO_URL: Final = bytes.maketrans(b"+/", b"-_")
_FROM_URL: Final = bytes.maketrans(b"-_", b"+/")


def encoded(data: bytes) -> str:
    """Base64url without padding."""
    return b2a_base64(data, newline=False).translate(_TO_URL).rstrip(b"=").decode("ascii")


def decoded(text: str) -> bytes:
    """The bytes of base64url without padding, in its one spelling. Raises `ValueError`.

    Python ignores letters that are no base64, and bits beyond the last byte: two texts would be one signature.
    """
    data = a2b_base64(text.encode("ascii").translate(_FROM_URL) + b"==")
    if encoded(data) != text:
        raise ValueError("not the one spelling")
    return data


def digest(text: str) -> str:
    """Base64url of SHA-256 of a text: `ath`, thumbprints."""
    return encoded(sha256(text.encode()).digest())


def members(data: bytes) -> Members:
    """A JSON object in UTF-8 whose members are there once each. Raises `ValueError`."""
    text = data.decode("utf-8")
    try:
        found = _STRICT.decode(text)
    except RecursionError:
        raise ValueError("too deep") from None
    if not isinstance(found, dict):
        raise ValueError("no object")  # noqa: TRY004 - one error for whatever is not such an object
    if "\\u" in text:
        _written(found).encode("utf-8")  # half of a surrogate pair is no text
    return found


def written(members: Mapping[str, object]) -> bytes:
    """A JSON object without white space."""
    return _written(members).encode("utf-8")


def _written(members: Mapping[str, object]) -> str:
    return json.dumps(members, separators=(",", ":"), ensure_ascii=False)


def _once(pairs: list[tuple[str, object]]) -> Members:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a member is there twice")
    return found


def _no_number(name: str) -> object:
    raise ValueError(name)


_STRICT: Final = json.JSONDecoder(object_pairs_hook=_once, parse_constant=_no_number)
