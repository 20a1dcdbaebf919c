"""The decision: who may see a row, by which rule, or why not. Pure and total: no fact, no permit (security.md 4.7).

A refusal beats what a consent shares, whoever recorded either (R-042). It does not take away what a unit sent or received
itself: that is in its own records by law, and withdrawing looks forward (R-044); nor the Consent from who recorded it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from adapter.core.consent.answers import Deny, Permit
from adapter.core.consent.rules import PUBLIC, REASONS, RULES

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from typing import TypeAlias

    from adapter.core.caller import Caller
    from adapter.core.consent.answers import Decision, RuleId
    from adapter.core.consent.facts import Action, Directive, Facts, Row

    Attempt: TypeAlias = Callable[[Caller, Row, Facts], Decision]


def decide(caller: Caller, action: Action, row: Row, facts: Facts) -> Decision:
    """Try the rules in the order of their table; the first that opens is named, else the nearest one and its reason.

    The caller's unit is matched exactly: what names a sibling or the whole organisation opens nothing to it
    (decisions.md, "parties").
    """
    if not caller.unit:
        return Deny("", "no-unit")
    nearest = _NOTHING
    for attempt in _ATTEMPTS.get(action, ()):
        answer = attempt(caller, row, facts)
        if isinstance(answer, Permit):
            return answer
        nearest = min(nearest, answer, key=_distance)
    return nearest


_NOTHING: Final = Deny("", "no-rule")


def _distance(deny: Deny) -> int:
    return _PLACE[deny.reason]


_PLACE: Final = {reason: place for place, reason in enumerate(REASONS)}


# --- the rules that read ----------------------------------------------------------------------------------------------


def _party(caller: Caller, _: Row, facts: Facts) -> Decision:
    return Permit("party") if caller.unit in facts.parties else Deny("party", "not-party")


class _Asked(NamedTuple):
    """What directives are matched with, once for all of them: what a permit must name, and what a refusal may."""

    person: bytes | None
    unit: str
    section: str | None
    now: datetime
    places: tuple[str, str]
    units: tuple[str, str, str]
    sections: tuple[str, str | None]


def _asked(caller: Caller, row: Row, now: datetime) -> _Asked:
    """A refusal that names a whole organisation is about all its units; a permit never is."""
    places = ("", f"{row.type}/{row.id}")
    units = ("", caller.unit, caller.organisation)
    return _Asked(row.person, caller.unit, row.section or None, now, places, units, ("", row.section))


def _share(caller: Caller, row: Row, facts: Facts) -> Decision:
    """A live permit to share names unit × section × read × time, and no live refusal matches.

    Of several the one with the smallest id is named, so that the answer does not hang on the order of the facts.
    """
    asked = _asked(caller, row, facts.now)
    opening, lacking = [], {"no-directive"}
    for one in facts.directives:
        if one.kind == "deny":
            if _refuses(one, asked):
                return Deny("share", "denied")
        elif reason := _lacking(one, asked):
            lacking.add(reason)
        else:
            opening.append(one.consent)
    if opening:
        return Permit("share", min(opening))
    return Deny("share", min(lacking, key=_PLACE.__getitem__))


_ANY_READ: Final = ("", "read")


def _refuses(deny: Directive, asked: _Asked) -> bool:
    """Whether a refusal is about what is asked: each thing it names is, and what it leaves out is any."""
    return (
        deny.live
        and deny.actor in asked.units
        and deny.section in asked.sections
        and deny.person == asked.person
        and deny.action in _ANY_READ
        and deny.instance in asked.places
        and (deny.start is None or deny.start <= asked.now)
        and (deny.end is None or asked.now <= deny.end)
    )


def _lacking(permit: Directive, asked: _Asked) -> str:
    """The reason why a permit does not open what is asked, the farthest first; empty where it does.

    A row without section or person is never shared (decisions.md, "sections of what a message carries").
    """
    return (
        "no-directive"
        if permit.actor != asked.unit or permit.category != "share" or permit.person != asked.person
        else "other-section"
        if permit.section != asked.section
        else "other-action"
        if permit.action != "read"
        else "other-instance"
        if permit.instance not in asked.places
        else "not-in-force"
        if not permit.live
        else "not-yet"
        if permit.start is not None and asked.now < permit.start
        else "expired"
        if permit.end is not None and permit.end < asked.now
        else ""
    )


def _public(_: Caller, row: Row, __: Facts) -> Decision:
    """A definition that is about nobody."""
    return Permit("public") if row.type in PUBLIC and row.person is None else _NOTHING


def _custodian(caller: Caller, row: Row, _: Facts) -> Decision:
    """A Consent is read by the unit that recorded it; its recipients' view of it comes with masking (R-051)."""
    if row.type != "Consent":
        return _NOTHING
    return Permit("custodian") if caller.unit == row.custodian else Deny("custodian", "not-custodian")


READERS: Final[dict[RuleId, Attempt]] = {
    "party": _party,
    "share": _share,
    "public": _public,
    "custodian": _custodian,
}
"""Rule -> how it is judged from a row and its facts. `record-consent` is asked before there is a row: `who_records`."""

_ATTEMPTS: Final[dict[str, tuple[Attempt, ...]]] = {
    "read": tuple(READERS[rule.id] for rule in RULES if "read" in rule.actions)
}
