"""How long a decision takes, in microseconds: what the bench asks (issue 5: at most 20 with 20 directives)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from time import perf_counter
from typing import TYPE_CHECKING, Final
from uuid import UUID

from adapter.core.caller import Caller
from adapter.core.consent.decide import decide
from adapter.core.consent.facts import Directive, Facts, Row

if TYPE_CHECKING:
    from collections.abc import Mapping

DIRECTIVES: Final = 20
ROUNDS: Final = 500
CALLS: Final = 20

_NOW: Final = datetime(2026, 9, 1, 7, tzinfo=UTC)
_SOON: Final = _NOW + timedelta(days=1)
_CALLER: Final = Caller("client", "310010103", "310080802", frozenset())
_ROW: Final = Row("Observation", "1", 1, "health", b"person")
_PERMIT: Final = Directive(
    consent=UUID(int=1),
    version=1,
    person=b"person",
    category="share",
    live=True,
    kind="permit",
    actor=_CALLER.unit,
    section="health",
    action="read",
    start=_NOW,
    end=_SOON,
)
_OTHER: Final = _PERMIT._replace(actor="310030309")

CASES: Final[Mapping[str, tuple[Directive, ...]]] = {
    "shared by one of all": (_OTHER,) * (DIRECTIVES - 1) + (_PERMIT,),
    "shared by every one": (_PERMIT,) * DIRECTIVES,
    "nearly shared by every one": (_PERMIT._replace(start=_SOON),) * DIRECTIVES,
    "nearly refused by every one": (_PERMIT._replace(kind="deny", end=_NOW - timedelta(1)),) * DIRECTIVES,
    "of no concern": (_OTHER,) * DIRECTIVES,
}
"""Name -> the facts. The near ones are what costs most: each directive is looked at to its last condition."""


def microseconds() -> dict[str, float]:
    """Case -> microseconds a decision, the best of several rounds."""
    return {name: _best(Facts(_NOW, directives=directives)) for name, directives in CASES.items()}


def _best(facts: Facts) -> float:
    return min(_round(facts) for _ in range(ROUNDS)) / CALLS * 1e6


def _round(facts: Facts) -> float:
    start = perf_counter()
    for _ in range(CALLS):
        decide(_CALLER, "read", _ROW, facts)
    return perf_counter() - start
