"""Whether a change of a person's directives can open anything: what is narrowed, declined or withdrawn never does."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from adapter.core.consent.facts import Directive, Kind


def narrows(after: Iterable[Directive], before: Iterable[Directive]) -> bool:
    """Whether nothing is permitted that was not, and no refusal is lifted (R-043, R-045).

    Each permit in force after lies within one in force before, each refusal in force before within one in force after.
    Withdrawing what holds a refusal is no narrowing: it opens what the refusal shut, in other Consents too.
    """
    after, before = tuple(after), tuple(before)
    return all(
        any(_permits(old, new) for old in _in_force(before, "permit")) for new in _in_force(after, "permit")
    ) and all(
        any(_refuses(new, old) for new in _in_force(after, "deny")) for old in _in_force(before, "deny")
    )


def _in_force(directives: Iterable[Directive], kind: Kind) -> list[Directive]:
    return [one for one in directives if one.live and one.kind == kind]


def _permits(wide: Directive, narrow: Directive) -> bool:
    """Whether one permit opens all that another opens. What a permit leaves out it does not open."""
    return (
        (wide.category, wide.actor, wide.section, wide.action)
        == (narrow.category, narrow.actor, narrow.section, narrow.action)
        and wide.instance in ("", narrow.instance)
        and _spans(wide, narrow)
    )


def _refuses(wide: Directive, narrow: Directive) -> bool:
    """Whether one refusal shuts all that another shuts. What a refusal leaves out means any."""
    return (
        wide.actor in ("", narrow.actor)
        and wide.section in ("", narrow.section)
        and wide.action in ("", narrow.action)
        and wide.instance in ("", narrow.instance)
        and _spans(wide, narrow)
    )


def _spans(wide: Directive, narrow: Directive) -> bool:
    """Whether the one's person is the other's, and its time holds all of the other's."""
    begins = wide.start is None or (narrow.start is not None and wide.start <= narrow.start)
    ends = wide.end is None or (narrow.end is not None and narrow.end <= wide.end)
    return wide.person == narrow.person and begins and ends
