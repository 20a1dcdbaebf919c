"""What a caller presents with a request: the part of it that says who asks."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence


class Presented(NamedTuple):
    """A request as it came: the raw path in bytes, not decoded, and every header, lower-case name and value.

    `form` tells that the body is a form with a parameter `access_token`.
    """

    method: str
    path: bytes
    headers: Sequence[tuple[bytes, bytes]]
    query: bytes = b""
    form: bool = False
