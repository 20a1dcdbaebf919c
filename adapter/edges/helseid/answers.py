"""What a token service answers, believed only as far as it has to be (security.md 1.1, 1.5)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from adapter.core import loopback
from adapter.core.tokens import text
from adapter.core.tokens.access_token import MOST
from adapter.errors import NoToken, Unavailable

if TYPE_CHECKING:
    from adapter.core.tokens.text import Members

OK: Final = 200
BAD_REQUEST: Final = 400
SERVER_ERROR: Final = 500

TOKEN: Final = re.compile(r"[A-Za-z0-9._~+/-]+=*")
"""RFC 6750 § 2.1, b64token."""

UNSAID: Final = re.compile(r"[^ !#-\[\]-~]")
"""What may not stand in an error's description (RFC 6749 § 5.2)."""

LONGEST: Final = 200


class Heard(NamedTuple):
    """An answer: its status, its `DPoP-Nonce`, its body."""

    status: int
    nonce: str | None
    body: bytes


class Granted(NamedTuple):
    """A token, the seconds that it lives, and the scopes that were not granted."""

    token: str
    seconds: int
    rejected: frozenset[str]


def token_endpoint(heard: Heard, issuer: str) -> str:
    """Where tokens are asked for: the metadata has to be the issuer's own, and to point to its own origin.

    Raises `NoToken`, `Unavailable`.
    """
    said = _said(heard)
    if heard.status != OK:
        raise NoToken(f"the metadata of the token service cannot be had: status {heard.status}")
    if said.get("issuer") != issuer:
        raise NoToken("the metadata of the token service is that of another issuer")
    endpoint = said.get("token_endpoint")
    if not isinstance(endpoint, str) or loopback.origin(endpoint) != loopback.origin(issuer):
        raise NoToken("the metadata of the token service sends us elsewhere")
    return endpoint


def wants_nonce(heard: Heard) -> bool:
    """Whether the request is to be made again, with the nonce that came with the answer."""
    asked_again = heard.status == BAD_REQUEST and heard.nonce is not None
    return asked_again and _said(heard).get("error") == "use_dpop_nonce"


def granted(heard: Heard, scopes: tuple[str, ...]) -> Granted:
    """The token. Raises `NoToken`, `Unavailable`."""
    said = _said(heard)
    if heard.status != OK:
        raise NoToken(f"the token service gives no token: {_told(heard.status, said)}")
    token, seconds = said.get("access_token"), said.get("expires_in")
    if str(said.get("token_type")).lower() != "dpop":
        raise NoToken("the token service gives a token that is not bound to a key")
    if not isinstance(token, str) or not TOKEN.fullmatch(token) or len(token) > MOST:
        raise NoToken("the token service gives a token that cannot be used")
    if type(seconds) is not int or seconds <= 0:
        raise NoToken("the token service does not tell how long its token lives")
    return Granted(token, seconds, _rejected(said, scopes))


def _rejected(said: Members, scopes: tuple[str, ...]) -> frozenset[str]:
    """By HelseID's own member, and by what is missing among the granted ones, where those are told."""
    told, given = said.get("rejected_scope"), said.get("scope")
    missing = set(scopes) - set(given.split(" ")) if isinstance(given, str) else set()
    return frozenset(missing | (set(told.split(" ")) if isinstance(told, str) and told else set()))


def _told(status: int, said: Members) -> str:
    """The error and its description, as far as they may stand on a line."""
    parts = (said.get("error"), said.get("error_description"))
    shown = ": ".join(UNSAID.sub("?", part)[:LONGEST] for part in parts if isinstance(part, str) and part)
    return shown or f"status {status}"


def _said(heard: Heard) -> Members:
    """The members of the answer; none where it is no JSON object. Raises `Unavailable` where the service has a fault."""
    if heard.status >= SERVER_ERROR:
        raise Unavailable(f"the token service has a fault of its own: status {heard.status}")
    try:
        return text.members(heard.body)
    except ValueError:
        return {}
