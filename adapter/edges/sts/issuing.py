"""Who gets tokens, and what stands in them (security.md 2.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from adapter.core.caller import Caller
from adapter.core.tokens.access_token import CLIENT, DEVELOPMENT
from adapter.core.tokens.scopes import LETTERS, allowed
from adapter.core.tokens.scopes import scopes as all_scopes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from adapter.core.dev_clients import DevClient
    from adapter.core.tokens.details import Stated
    from adapter.core.tokens.keys import Key

LIFETIME: Final = 60
"""Seconds of a token."""


class Registry(NamedTuple):
    """What is registered: clients by id, and their public keys by client and `kid`; all may have the same scopes."""

    issuer: str
    audience: str
    clients: Mapping[str, DevClient]
    keys: Mapping[str, Mapping[str, Key]]

    @property
    def strict(self) -> frozenset[str]:
        """The clients that are held to the newest form."""
        return frozenset(client.id for client in self.clients.values() if client.strict)

    @property
    def scopes(self) -> tuple[str, ...]:
        """Everything that can be granted."""
        return all_scopes(self.audience)


class Grant(NamedTuple):
    """What a token says: a client, its organisation and unit, and the scopes granted, bound to a key."""

    client: str
    parent: str
    child: str
    scopes: tuple[str, ...]
    jkt: str


def granted(registry: Registry, scope: str, resource: str) -> tuple[str, ...] | None:
    """The scopes that are asked for; all of a resource where it alone is named. None where one cannot be granted."""
    if resource not in ("", registry.audience):
        return None
    wanted = tuple(dict.fromkeys(scope.split()))
    if not wanted:
        return registry.scopes if resource else None
    return wanted if all(_may(registry, one) for one in wanted) else None


def _may(registry: Registry, scope: str) -> bool:
    """Whether a scope is among those registered, or has some of the letters of one that is."""
    everything = Caller("", "", "", frozenset(registry.scopes))
    return LETTERS.fullmatch(scope.rpartition(".")[2]) is not None and allowed(everything, scope)


def unit(registry: Registry, client: DevClient, named: Stated) -> str | None:
    """The unit that a client acts for; None where it may not act for those it names (security.md 1.6, 1.7).

    A client of a unit acts for that alone, one of a whole organisation for the whole or for a unit of it.
    """
    siblings = {one.unit for one in registry.clients.values() if one.organisation == client.organisation}
    may = {client.unit} if client.unit else siblings
    if named.parent not in ("", client.organisation) or named.child not in {"", *may}:
        return None
    return named.child or client.unit


def claims(
    registry: Registry, grant: Grant, now: float, jti: str, lifetime: int = LIFETIME
) -> dict[str, object]:
    """The claims of a machine's token: `scope` is an array, there is no `sub`, and `helseid_dev` bars it elsewhere."""
    begin = int(now)
    child = {CLIENT + "orgnr_child": grant.child} if grant.child else {}
    return {
        "iss": registry.issuer,
        "nbf": begin,
        "iat": begin,
        "exp": begin + lifetime,
        "aud": registry.audience,
        "cnf": {"jkt": grant.jkt},
        "scope": list(grant.scopes),
        "client_id": grant.client,
        "client_amr": "private_key_jwt",
        CLIENT + "orgnr_parent": grant.parent,
        **child,
        "helseid://claims/client/client_name": f"{grant.client} - development",
        "helseid://claims/client/client_tenancy": "single-tenant",
        "jti": jti,
        DEVELOPMENT: True,
    }
