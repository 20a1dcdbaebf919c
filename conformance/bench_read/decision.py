"""What the decision itself takes, with so many directives of the person: no input, no output, one call."""

from __future__ import annotations

import statistics
from datetime import UTC, datetime, timedelta
from time import process_time
from typing import TYPE_CHECKING, Final
from uuid import UUID

from adapter.core.caller import Caller
from adapter.core.consent.answers import Permit
from adapter.core.consent.decide import decide
from adapter.core.consent.facts import Directive, Facts, Row

if TYPE_CHECKING:
    from adapter.core.consent.facts import Kind

DIRECTIVES: Final = 20
MUST_US: Final = 20.0
CALLS: Final = 500

_NOW: Final = datetime(2026, 1, 15, tzinfo=UTC)
_PERSON: Final = bytes(16)
_ROW: Final = Row("Observation", "1", 1, "health", _PERSON)
_SECTIONS: Final = ("health", "plan", "participants", "documents")


def _directive(number: int, actor: str) -> Directive:
    """In force from last year until next; every fifth is a refusal."""
    kind: Kind = "permit" if number % 5 else "deny"
    section, year = _SECTIONS[number % len(_SECTIONS)], timedelta(days=365)
    permit = Directive(
        UUID(int=number),
        1,
        _PERSON,
        "share",
        live=True,
        kind=kind,
        actor=actor,
        section=section,
        action="read",
    )
    return permit._replace(start=_NOW - year, end=_NOW + year)


def cases() -> dict[str, tuple[Caller, Facts]]:
    """Who asks and what is known, for each way through the rules."""
    mine, other = "310080802", "310030309"
    caller = Caller("o8", mine, mine, frozenset())
    strangers = tuple(_directive(number, other) for number in range(DIRECTIVES))
    opening = (*strangers[:-1], _directive(DIRECTIVES * len(_SECTIONS) + 4, mine))
    own = tuple(
        _directive(number, mine)._replace(section="plan", kind="permit") for number in range(DIRECTIVES)
    )
    near = tuple(one._replace(section="health", start=_NOW + timedelta(days=1)) for one in own)
    return {
        "party": (caller, Facts(_NOW, frozenset({mine}), strangers)),
        "shared": (caller, Facts(_NOW, frozenset({other}), opening)),
        "not shared": (caller, Facts(_NOW, frozenset({other}), strangers)),
        "all for another section": (caller, Facts(_NOW, frozenset({other}), own)),
        "all from tomorrow on": (caller, Facts(_NOW, frozenset({other}), near)),
    }


def measure(rounds: int) -> dict[str, dict[str, float | str]]:
    """Microseconds of the processor a call, the median of the rounds, and what was answered."""
    found: dict[str, dict[str, float | str]] = {}
    for name, (caller, facts) in cases().items():
        answer = decide(caller, "read", _ROW, facts)
        times = []
        for _ in range(rounds):
            began = process_time()
            for _ in range(CALLS):
                decide(caller, "read", _ROW, facts)
            times.append((process_time() - began) / CALLS * 1e6)
        told = "permit" if isinstance(answer, Permit) else answer.reason
        found[name] = {"us": statistics.median(times), "answer": told}
    return found
