"""Keyed digests: what links a person's records, or two identical letters, without telling anybody who it is.

Nothing keyed by a person is ever an unkeyed hash (decisions.md, "ids"): with the installation's key unknown, a digest
cannot be found by trying all numbers that there are.
"""

from __future__ import annotations

import hmac
from functools import lru_cache
from typing import NewType

LinkKey = NewType("LinkKey", bytes)
"""The installation's secret key, 32 bytes, kept outside the database."""

LENGTH = 16
"""Bytes kept of a link: 128 bits, so that no two of all the numbers in use meet."""


def link(key: LinkKey, system: str, value: str) -> bytes:
    """The link of an identifier: HMAC-SHA-256 of system and value, each told apart by its length."""
    made = _begun(key).copy()
    made.update(f"{len(system)}:{system}{value}".encode())
    return made.digest()[:LENGTH]


@lru_cache(maxsize=4)
def _begun(key: LinkKey) -> hmac.HMAC:
    """The key is worked in once: a message has a dozen links."""
    return hmac.new(key, digestmod="sha256")


def digest(key: LinkKey, data: bytes) -> bytes:
    """The key of a letter: same bytes, same key."""
    return hmac.digest(key, b"letter:" + data, "sha256")


def check_value(key: LinkKey) -> bytes:
    """What tells, without telling the key, whether a database was made with this key."""
    return hmac.digest(key, b"ip-adapter: installation key", "sha256")
