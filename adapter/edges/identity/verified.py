"""Tokens that were verified a moment ago, by their hash: the tokens themselves are not kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from adapter.core.caller import Caller
    from adapter.core.tokens.access_token import Token
    from adapter.core.tokens.rules import Rule

MOST: Final = 10_000
"""Tokens; each lives for a minute."""


class Verified(NamedTuple):
    """A token that holds, its hash as proofs name it, and who asks by it or why nobody may."""

    token: Token
    ath: str
    caller: Caller | Rule


class VerifiedTokens:
    """Kept until they expire, or the issuers' keys change, or younger ones need the room."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._generation = 0
        self._kept: dict[bytes, Verified] = {}

    def get(self, digest: bytes, generation: int, now: float) -> Verified | None:
        """What is known of a token, by the SHA-256 of its text."""
        if generation != self._generation:
            self._kept.clear()
            self._generation = generation
        found = self._kept.get(digest)
        return found if found is not None and now < found.token.exp else None

    def put(self, digest: bytes, generation: int, verified: Verified) -> None:
        """Keep one that was verified by the keys of that generation, unless they have changed since."""
        if generation != self._generation:
            return
        self._kept.pop(digest, None)
        if len(self._kept) >= self._most:
            del self._kept[next(iter(self._kept))]
        self._kept[digest] = verified
