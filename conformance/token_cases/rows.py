"""How a row is answered: one function a kind of answer, as the checklist and security.md 3.2 demand it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from conformance.token_cases.table import Case

if TYPE_CHECKING:
    from adapter.core.tokens.rules import Rule
    from conformance.token_cases.table import Change


def let_in(number: str, title: str, change: Change) -> Case:
    """200."""
    return Case(number, title, change)


def _refused(  # noqa: PLR0913 - a row
    status: int,
    error: str,
    number: str,
    title: str,
    rule: Rule,
    change: Change,
    *,
    twice: bool = False,
    production: bool = False,
) -> Case:
    return Case(number, title, change, status, error, rule, twice, production)


malformed = partial(_refused, 400, "invalid_request")
unknown = partial(_refused, 401, "")
token = partial(_refused, 401, "invalid_token")
proof = partial(_refused, 401, "invalid_dpop_proof")
unscoped = partial(_refused, 403, "insufficient_scope")
forbidden = partial(_refused, 403, "")
