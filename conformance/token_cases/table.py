"""The shape of a row, and the small words in which rows are written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable

    from adapter.core.tokens.rules import Rule
    from conformance.token_cases.draft import Draft, Headers

Change: TypeAlias = "Callable[[Draft], object]"


class Case(NamedTuple):
    """A request: its number (letters tell variants apart), what it is, what is changed, how it is answered, and why.

    `status` and `error` are what is demanded of any implementation; `rule` is the one of ours that must refuse it, or a
    case could be refused for another reason than its own. `twice` sends the request twice: the second one is meant.
    `production` concerns an adapter outside of development.
    """

    number: str
    title: str
    change: Change
    status: int = 200
    error: str = ""
    rule: Rule | None = None
    twice: bool = False
    production: bool = False


def claims(**values: object) -> Change:
    """Claims of the token are other ones."""
    return lambda draft: draft.claims.update(values)


def named(name: str, value: object) -> Change:
    """A claim whose name is a URL is another one."""
    return lambda draft: draft.claims.update({name: value})


def without(*names: str) -> Change:
    """Claims of the token are missing."""
    return lambda draft: [draft.claims.pop(name) for name in names]


def later(name: str, seconds: int) -> Change:
    """A time of the token, from now."""
    return lambda draft: draft.claims.update({name: draft.now + seconds})


def head(**values: object) -> Change:
    """The token's header is another one, and signed as before."""
    return lambda draft: draft.token_head.update(values)


def proof(**values: object) -> Change:
    """Claims of the proof are other ones."""
    return lambda draft: draft.proof_claims.update(values)


def proof_without(name: str) -> Change:
    """A claim of the proof is missing."""
    return lambda draft: draft.proof_claims.pop(name)


def proof_head(**values: object) -> Change:
    """The proof's header is another one, and signed as before."""
    return lambda draft: draft.proof_head.update(values)


def htu(make: Callable[[str], str | None]) -> Change:
    """The proof's URL is made out of the right one."""
    return lambda draft: setattr(draft, "htu", make(draft.world.bases[0] + draft.path))


def field(name: str, value: Any) -> Change:  # noqa: ANN401 - of any part of a draft
    """A part of the draft is another one."""
    return lambda draft: setattr(draft, name, value)


def arranged(arrange: Callable[[str, str], Headers]) -> Change:
    """Token and proof stand elsewhere."""
    return field("arrange", arrange)


def both(*changes: Change) -> Change:
    """Several changes, in order."""
    return lambda draft: [change(draft) for change in changes]


def unchanged(_: Draft) -> None:
    """Nothing is wrong."""
