"""Who asks: the resource server's checks of a request's token and proof, in their order (security.md 3)."""

from __future__ import annotations

from adapter.edges.identity.gate import Gate, Policy
from adapter.edges.identity.jwks import Jwks

__all__ = ["Gate", "Jwks", "Policy"]
