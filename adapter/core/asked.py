"""A FHIR request as the HTTP edge hands it on: what it says, and nothing of how it came."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class Asked(NamedTuple):
    """`path` is below the FHIR base and decoded, `query` as sent. `headers` are in lower case, each once."""

    method: str
    path: str
    query: str
    headers: Mapping[str, str]
    body: bytes = b""
