"""What a FHIR dateTime spans: from its first to its last instant, days being Norwegian days (decisions.md, "dates")."""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, datetime
from typing import TypeAlias

from mappings.felles.times import OSLO

Span: TypeAlias = "tuple[datetime, datetime]"


def span(text: str) -> Span | None:
    """First and last instant of a year, month or day, in UTC; a time of day is one instant.

    None where its year lies outside the calendar here. The text has been checked against its FHIR type.
    """
    try:
        first, last = _instant(text) if "T" in text else _day(text)
        return first.astimezone(UTC), last.astimezone(UTC)
    except OverflowError:
        return None


def _day(text: str) -> Span:
    year, month, day = [*map(int, text.split("-")), 0, 0][:3]
    last_month = month or 12
    last_day = day or monthrange(year, last_month)[1]
    return (
        datetime(year, month or 1, day or 1, tzinfo=OSLO),
        datetime(year, last_month, last_day, 23, 59, 59, 999999, tzinfo=OSLO),
    )


def _instant(text: str) -> Span:
    """A leap second counts as the one before."""
    instant = datetime.fromisoformat(text.replace(":60", ":59"))
    return instant, instant
