"""The keys of development, in the installation's folder: the token service's, and one for each client."""

from __future__ import annotations

import json
import secrets
from typing import TYPE_CHECKING, NamedTuple

from joserfc.jwk import ECKey, RSAKey

from adapter.core.dev_clients import CLIENTS, KID_PREFIX, SERVICE_KEY
from adapter.core.tokens import keys
from adapter.edges.keys.file import kept
from adapter.errors import StartError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from adapter.core.dev_clients import DevClient
    from adapter.core.tokens.keys import Signer


class DevKeys(NamedTuple):
    """The key that tokens are signed with, and the clients with theirs."""

    service: Signer
    clients: tuple[tuple[DevClient, Signer], ...]


def dev_keys(folder: Path) -> DevKeys:
    """All keys, made at the first start. Raises `StartError`."""
    service = _key(folder / SERVICE_KEY, lambda: _text(RSAKey.generate_key(3072), "RS256"))
    clients = CLIENTS.values()
    return DevKeys(service, tuple((client, _key(folder / client.key_file, _elliptic)) for client in clients))


def client_key(folder: Path, client: DevClient) -> Signer:
    """The key of one client, as the adapter made it. Raises `StartError`."""
    file = folder / client.key_file
    if not file.exists():
        raise StartError(
            f"{folder} has no client {client.id}: `serve --dev` makes it, or --var names another folder"
        )
    return _key(file)


def _elliptic() -> str:
    return _text(ECKey.generate_key("P-256"), "ES256")


def _text(key: RSAKey | ECKey, alg: str) -> str:
    """The private JWK, named as one of development."""
    named = {"kid": KID_PREFIX + secrets.token_hex(8), "use": "sig", "alg": alg}
    return json.dumps({**key.as_dict(private=True), **named})


def _key(file: Path, make: Callable[[], str] | None = None) -> Signer:
    try:
        jwk = json.loads(kept(file, make))
        return keys.signer(jwk, jwk["alg"])
    except (ValueError, KeyError, TypeError, AttributeError):
        raise StartError(f"{file} is no private key: remove it, and a new one is made") from None
