"""The HTTP shape of credentials (security.md 3.1 A, 3.3): where token and proof stand, once each."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from adapter.core.tokens.rules import Refused, Rule

if TYPE_CHECKING:
    from adapter.core.tokens.presented import Presented


def token(presented: Presented) -> str:
    """The token of the one Authorization header. Raises `Refused`."""
    values = _values(presented, b"authorization")
    if len(values) > 1:
        raise Refused(Rule.REQUEST_AUTHORIZATIONS)
    if presented.form or _in_query(presented.query):
        raise Refused(Rule.REQUEST_TOKEN_PLACE)
    if not values:
        raise Refused(Rule.ABSENT)
    scheme, _, rest = values[0].partition(" ")
    if scheme.lower() != "dpop":
        raise Refused(Rule.SCHEME)
    return rest.strip(" ")


def proof(presented: Presented) -> str | Rule:
    """The proof of the one DPoP header; a comma would join two into one."""
    values = _values(presented, b"dpop")
    if not values:
        return Rule.PROOF_ABSENT
    return values[0] if len(values) == 1 and "," not in values[0] else Rule.PROOF_SEVERAL


def _values(presented: Presented, name: bytes) -> list[str]:
    return [value.decode("latin-1") for key, value in presented.headers if key == name]


def _in_query(query: bytes) -> bool:
    if b"access_token" not in query and b"%" not in query:  # nearly always
        return False
    # as text: of bytes, letters beyond ASCII are an error
    return any(
        name == "access_token" for name, _ in parse_qsl(query.decode("latin-1"), keep_blank_values=True)
    )
