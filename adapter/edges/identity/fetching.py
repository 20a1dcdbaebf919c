"""An issuer's keys over HTTP: its metadata, then the key set that these name (security.md 3.5)."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

import httpx

from adapter.core.loopback import origin, url_is_here
from adapter.core.tokens import keys
from adapter.core.tokens.text import members

if TYPE_CHECKING:
    from collections.abc import Mapping

    from adapter.core.tokens.keys import Key
    from adapter.core.tokens.text import Members

SECONDS: Final = 3.0
"""For a document, from asking to its last byte."""

MOST: Final = 262_144
"""Bytes of a document."""

METADATA: Final = "/.well-known/openid-configuration"


class UnusableError(Exception):
    """No keys could be had; `str()` is the reason as one word for the log."""


async def fetch(client: httpx.AsyncClient, issuer: str, *, development: bool) -> Mapping[str, Key]:
    """The keys that are taken, by `kid`. Raises `UnusableError`; the documents' texts are in no error."""
    if not (issuer.startswith("https://") or (development and url_is_here(issuer))):
        raise UnusableError("insecure")
    metadata = await _document(client, issuer + METADATA)
    if metadata.get("issuer") != issuer:
        raise UnusableError("issuer")
    place = metadata.get("jwks_uri")
    if not isinstance(place, str) or origin(place) != origin(issuer):
        raise UnusableError("origin")
    found = taken(await _document(client, place))
    if not found:
        raise UnusableError("keys")
    return found


def taken(key_set: Members) -> Mapping[str, Key]:
    """The keys of a set that are taken, by their `kid`; of two with one name, the first."""
    rows = key_set.get("keys")
    found = [key for key in map(keys.read, rows if isinstance(rows, list) else []) if key and key.kid]
    return {key.kid: key for key in reversed(found)}


async def _document(client: httpx.AsyncClient, url: str) -> Members:
    """A JSON object. No redirect is followed, nothing compressed is taken."""
    try:
        async with asyncio.timeout(SECONDS):
            return members(await _body(client, url))
    except TimeoutError:
        raise UnusableError("time") from None
    except (httpx.HTTPError, httpx.InvalidURL):
        raise UnusableError("connection") from None
    except ValueError:
        raise UnusableError("json") from None


async def _body(client: httpx.AsyncClient, url: str) -> bytes:
    headers = {"accept": "application/json", "accept-encoding": "identity"}
    asking = client.stream("GET", url, headers=headers, follow_redirects=False, timeout=SECONDS)
    body = b""
    async with asking as response:
        if response.status_code != httpx.codes.OK:
            raise UnusableError("status")
        async for chunk in response.aiter_raw():
            body += chunk
            if len(body) > MOST:
                raise UnusableError("size")
    return body
