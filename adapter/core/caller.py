"""Who asks, as one value: everything that is decided later is decided on this alone (security.md 3; R-117)."""

from __future__ import annotations

from typing import NamedTuple


class Caller(NamedTuple):
    """A client that has shown a valid token and proof.

    `organisation` is the organisation number of the whole (orgnr_parent), `unit` that of the innermost unit
    (orgnr_child, else orgnr_parent). `scopes` are the granted ones as written, `token` is the token's jti.
    """

    client: str
    organisation: str
    unit: str
    scopes: frozenset[str]
    token: str = ""
