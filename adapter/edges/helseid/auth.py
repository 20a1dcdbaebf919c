"""Calls to one API with a token, each with a new proof (security.md 1.3, 1.4)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import httpx

from adapter.core import loopback
from adapter.errors import NoToken

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from adapter.edges.helseid.source import TokenSource

ERROR: Final = re.compile(r'DPoP\b.*\berror="([a-z_]+)"', re.IGNORECASE)


class HelseIdAuth(httpx.Auth):
    """What makes an `httpx.AsyncClient` call an API as a client of HelseID. The token goes to the API's origin alone."""

    requires_request_body = True  # a request may have to be made a second time

    def __init__(self, source: TokenSource, base: str) -> None:
        self._source, self._origin = source, loopback.origin(base)
        self._nonce: str | None = None

    async def async_auth_flow(self, request: httpx.Request) -> AsyncGenerator[httpx.Request, httpx.Response]:
        """Once more with the API's nonce, once more with another token; see `httpx.Auth`.

        Raises `NoToken`, `Unavailable`.
        """
        if loopback.origin(str(request.url)) != self._origin:
            raise NoToken(f"the token is for {self._origin} alone")
        left = {"use_dpop_nonce", "invalid_token"}
        while True:
            token = await self._source.token()
            self._sign(request, token)
            response = yield request
            self._nonce = response.headers.get("dpop-nonce", self._nonce)
            error = _error(response)
            if error not in left:
                return
            left.remove(error)
            if error == "invalid_token":
                self._source.forget(token)

    def _sign(self, request: httpx.Request, token: str) -> None:
        request.headers["Authorization"] = f"DPoP {token}"
        request.headers["DPoP"] = self._source.proof(request.method, _url(request.url), token, self._nonce)


def _url(url: httpx.URL) -> str:
    """The URL as it goes over the wire, without its query: nothing decoded, nothing encoded anew."""
    return f"{url.scheme}://{url.netloc.decode()}{url.raw_path.partition(b'?')[0].decode()}"


def _error(response: httpx.Response) -> str:
    """What the API's challenge says is wrong; empty where it challenges nothing."""
    if response.status_code != httpx.codes.UNAUTHORIZED:
        return ""
    found = ERROR.match(response.headers.get("www-authenticate", ""))
    return found[1] if found else ""
