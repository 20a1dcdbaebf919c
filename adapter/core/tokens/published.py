"""What is published about how to get in: protected-resource metadata (RFC 9728) and SMART's configuration."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from adapter.core.tokens.jws import ALGORITHMS

if TYPE_CHECKING:
    from collections.abc import Mapping


class Door(NamedTuple):
    """What the documents are made from: our public URL, the trusted issuers, the scopes that there are."""

    base: str
    issuers: tuple[str, ...]
    scopes: tuple[str, ...]


def protected_resource(door: Door) -> Mapping[str, object]:
    """`/.well-known/oauth-protected-resource`."""
    return {
        "resource": door.base,
        "authorization_servers": list(door.issuers),
        "scopes_supported": list(door.scopes),
        "bearer_methods_supported": ["header"],
        "dpop_bound_access_tokens_required": True,
        "dpop_signing_alg_values_supported": list(ALGORITHMS),
    }


def smart_configuration(door: Door) -> Mapping[str, object]:
    """`/fhir/.well-known/smart-configuration`; that DPoP is needed is told by RFC 9728's members, SMART has none."""
    return {
        "token_endpoint": f"{door.issuers[0]}/connect/token",
        "token_endpoint_auth_methods_supported": ["private_key_jwt"],
        "token_endpoint_auth_signing_alg_values_supported": list(ALGORITHMS),
        "grant_types_supported": ["client_credentials"],
        "code_challenge_methods_supported": ["S256"],
        "scopes_supported": list(door.scopes),
        "capabilities": ["client-confidential-asymmetric", "permission-v2"],
        "dpop_bound_access_tokens_required": True,
        "dpop_signing_alg_values_supported": list(ALGORITHMS),
    }
