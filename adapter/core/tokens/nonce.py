"""Nonces of DPoP (RFC 9449 § 8, § 9) that need no store: a keyed hash of the time."""

from __future__ import annotations

from hashlib import sha256
from hmac import digest
from typing import Final

from adapter.core.tokens.text import encoded

SECONDS: Final = 300
"""How long a nonce is handed out. It is good for as long again."""


def nonces(secret: bytes, now: float) -> tuple[str, ...]:
    """The nonces that are good now; the first one is to be handed out."""
    step = int(now // SECONDS)
    return tuple(encoded(digest(secret, b"nonce %d" % one, sha256)[:16]) for one in (step, step - 1))
