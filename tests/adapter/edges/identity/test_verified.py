"""Which verified tokens are kept, and until when."""

from __future__ import annotations

from adapter.core.tokens.access_token import Token
from adapter.core.tokens.rules import Rule
from adapter.edges.identity.verified import Verified, VerifiedTokens


def verified(exp: int = 100) -> Verified:
    return Verified(Token("c", "", "", frozenset(), "k", "j", exp), "ath", Rule.ORGANISATION)


def test_a_token_is_kept_until_it_ends() -> None:
    kept = VerifiedTokens()
    kept.put(b"a", 0, verified(exp=100))
    assert kept.get(b"a", 0, 99.9) == verified(exp=100)
    assert kept.get(b"a", 0, 100.0) is None
    assert kept.get(b"b", 0, 0.0) is None


def test_there_are_never_more_than_there_is_room_for_and_the_oldest_goes() -> None:
    kept = VerifiedTokens(most=2)
    for digest in (b"a", b"b", b"a", b"c"):
        kept.put(digest, 0, verified())
    assert [digest for digest in (b"a", b"b", b"c") if kept.get(digest, 0, 0.0)] == [b"a", b"c"]


def test_with_other_keys_all_are_forgotten() -> None:
    kept = VerifiedTokens()
    kept.put(b"a", 0, verified())
    assert kept.get(b"a", 1, 0.0) is None
    assert kept.get(b"a", 0, 0.0) is None


def test_what_was_verified_by_keys_that_have_changed_meanwhile_is_not_kept() -> None:
    kept = VerifiedTokens()
    kept.get(b"a", 1, 0.0)
    kept.put(b"a", 0, verified())
    assert kept.get(b"a", 1, 0.0) is None
