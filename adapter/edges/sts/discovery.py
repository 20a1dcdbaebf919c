"""The metadata document, with the members and paths that HelseID's has (security.md 1.1, 8.2).

As HelseID's own it tells of more than is here: of the endpoints, `token_endpoint` and `jwks_uri` answer; the others
belong to the login of persons.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from adapter.core.tokens.jws import ALGORITHMS

if TYPE_CHECKING:
    from collections.abc import Iterable

CONFIGURATION: Final = "/.well-known/openid-configuration"
JWKS: Final = CONFIGURATION + "/jwks"
TOKEN: Final = "/connect/token"  # noqa: S105 - a path

ENDPOINTS: Final = {
    "jwks_uri": JWKS,
    "expired_jwks_uri": "/connect/expiredjwks",
    "authorization_endpoint": "/connect/authorize",
    "token_endpoint": TOKEN,
    "userinfo_endpoint": "/connect/userinfo",
    "end_session_endpoint": "/connect/endsession",
    "revocation_endpoint": "/connect/revocation",
    "introspection_endpoint": "/connect/introspect",
    "device_authorization_endpoint": "/connect/deviceauthorization",
    "backchannel_authentication_endpoint": "/connect/ciba",
    "pushed_authorization_request_endpoint": "/connect/par",
}
"""Member -> path below the issuer."""


def metadata(issuer: str, scopes: Iterable[str]) -> dict[str, object]:
    """The document."""
    algorithms = list(ALGORITHMS)
    return {
        "issuer": issuer,
        **{name: issuer + path for name, path in ENDPOINTS.items()},
        "available_idps": [],
        "scopes_supported": list(scopes),
        "claims_supported": [],
        "grant_types_supported": ["client_credentials"],
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "token_endpoint_auth_methods_supported": ["private_key_jwt"],
        "token_endpoint_auth_signing_alg_values_supported": algorithms,
        "id_token_signing_alg_values_supported": ["RS256"],
        "request_object_signing_alg_values_supported": algorithms,
        "dpop_signing_alg_values_supported": algorithms,
        "subject_types_supported": ["public"],
        "code_challenge_methods_supported": ["S256"],
        "request_parameter_supported": True,
        "authorization_response_iss_parameter_supported": True,
        "require_pushed_authorization_requests": True,
    }
