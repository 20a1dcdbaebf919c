"""What a token service has registered of us."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from adapter.core import loopback
from adapter.errors import StartError

if TYPE_CHECKING:
    from adapter.core.tokens.keys import Signer


class Registration(NamedTuple):
    """A client at an issuer: its id, its key, the scopes that it asks for (of one audience), the unit it acts for.

    `child` is empty where the registration itself says all of it.
    """

    issuer: str
    client: str
    key: Signer
    scopes: tuple[str, ...]
    child: str = ""


def checked(registration: Registration, *, development: bool = False) -> Registration:
    """The registration, if tokens may be fetched by it: HTTPS, but for development on this machine. Raises `StartError`."""
    issuer = registration.issuer
    if issuer.endswith("/") or not loopback.origin(issuer):
        raise StartError(
            "the issuer has to be a URL as it stands in its metadata, without a slash at its end"
        )
    if not issuer.startswith("https://") and not (development and loopback.url_is_here(issuer)):
        raise StartError("the issuer has to be reached by https")
    if not registration.scopes:
        raise StartError("a client asks for scopes by name: none is set")
    return registration
