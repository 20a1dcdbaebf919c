"""`ip-adapter call`: one request to a running adapter, as one of the development clients."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import httpx
import msgspec

from adapter.edges.terminal import files
from adapter.edges.terminal.console import Exit, StopError

if TYPE_CHECKING:
    from argparse import Namespace

    from adapter.edges.terminal.console import Console
    from adapter.edges.terminal.installation import Installation

SHOWN: Final = (
    "content-type",
    "location",
    "content-location",
    "etag",
    "last-modified",
    "link",
    "allow",
    "retry-after",
    "www-authenticate",
    "x-request-id",
)
"""Headers that are told, in this order."""

MEDIA: Final = (
    ("/messages", "application/xml"),
    ("/_search", "application/x-www-form-urlencoded"),
    ("", "application/fhir+json"),
)
"""How a path ends -> what is sent there."""


async def run(options: Namespace, console: Console, installation: Installation) -> Exit:
    """Ask, and show what is answered."""
    data = files.read(options.data, console) if options.data else None
    headers = httpx.Headers(options.headers)
    if data is not None:
        headers["content-type"] = options.content_type or _media(options.path)
    async with installation.caller(options) as client:
        try:
            response = await client.request(options.method, options.path, content=data, headers=headers)
        except httpx.HTTPError:
            raise StopError(
                f"nobody answers at {client.base_url}: does the adapter run?", Exit.START
            ) from None
    (_as_json if options.json else _as_text)(response, console)
    return Exit.DONE if response.is_success else Exit.REFUSED


def _media(path: str) -> str:
    bare = path.partition("?")[0]
    return next(media for end, media in MEDIA if bare.endswith(end))


def _as_text(response: httpx.Response, console: Console) -> None:
    console.say(f"{response.status_code} {response.reason_phrase}")
    for name, value in _headers(response).items():
        console.say(f"{name}: {value}")
    if response.content:
        console.answer(_pretty(response) + b"\n")


def _as_json(response: httpx.Response, console: Console) -> None:
    body = msgspec.Raw(response.content) if _is_json(response) else response.text or None
    told = {"status": response.status_code, "headers": _headers(response), "body": body}
    console.answer(msgspec.json.format(msgspec.json.encode(told), indent=2) + b"\n")


def _headers(response: httpx.Response) -> dict[str, str]:
    return {name: response.headers[name] for name in SHOWN if name in response.headers}


def _pretty(response: httpx.Response) -> bytes:
    """JSON on lines of its own, its numbers letter by letter; anything else as it came."""
    return msgspec.json.format(response.content, indent=2) if _is_json(response) else response.content


def _is_json(response: httpx.Response) -> bool:
    if "json" not in response.headers.get("content-type", ""):
        return False
    try:
        msgspec.json.decode(response.content)
    except msgspec.DecodeError:
        return False
    return True
