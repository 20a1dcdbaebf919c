"""Points in time: XSD's lexical forms to FHIR's, with the received form kept where FHIR's differs.

A time without offset is Norwegian local time (emessages.md 4.8). In the repeated hour of October the first is meant,
with an Issue (decisions.md). FHIR demands an offset as soon as there is a time, knows no hour 24 and no time alone.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from functools import lru_cache
from typing import TypeAlias
from zoneinfo import ZoneInfo

OSLO = ZoneInfo("Europe/Oslo")

_FORM = re.compile(
    r"(?P<date>(?:[1-9]\d{3}|0\d{2}[1-9]|0\d[1-9]\d|0[1-9]\d{2})(?:-\d\d(?:-\d\d)?)?)"
    r"(?:T(?P<clock>\d\d:\d\d:\d\d)(?P<fraction>\.\d+)?)?(?P<zone>Z|[+-]\d\d:\d\d)?",
    re.ASCII,
)


_DAY = "2026-01-01"
_SECOND = "2026-01-01T00:00:00"


Moment: TypeAlias = tuple[str | None, str]
"""FHIR's form, or None where FHIR has none; and the key of a remark, or empty."""


def moment(lexical: str) -> Moment:
    """FHIR `dateTime` of an XSD dateTime, date, gYearMonth or gYear; a time alone, or a year FHIR lacks, has none.

    The value has been checked against its XSD type, so the two usual forms are known by their length.
    """
    if len(lexical) == len(_SECOND) and lexical[10] == "T" and lexical[11:13] != "24" and lexical[0] in "12":
        offset, fault = _offset(lexical[:13])
        return lexical + offset, fault
    if len(lexical) == len(_DAY) and lexical[4] == lexical[7] == "-" and lexical[0] in "12":
        return lexical, ""
    return _unusual(lexical)


def _unusual(lexical: str) -> Moment:
    """Any other lexical form."""
    found = _FORM.fullmatch(lexical.strip(" \t\r\n"))
    if found is None:
        return None, ""
    date, clock, fraction, zone = found.groups()
    if clock is None:
        return date, ""  # a date's zone has no place in FHIR
    if clock == "24:00:00":
        try:
            date = (datetime.fromisoformat(date) + timedelta(days=1)).date().isoformat()
        except OverflowError:
            return None, ""
        clock = "00:00:00"
    if zone is not None:
        return f"{date}T{clock}{fraction or ''}{zone}", ""
    offset, fault = _offset(f"{date}T{clock[:2]}")
    return f"{date}T{clock}{fraction or ''}{offset}", fault


@lru_cache(maxsize=4096)
def _offset(hour: str) -> tuple[str, str]:
    """Norwegian offset in a local hour (`2018-01-29T10`), and the remark it needs; changes come on whole hours."""
    first = datetime.fromisoformat(hour + ":00:00").replace(tzinfo=OSLO)
    offset, later = first.utcoffset(), first.replace(fold=1).utcoffset()
    if offset is None or later is None:  # cannot be: the datetime is aware
        return "", ""
    text = f"+{offset // timedelta(hours=1):02}:{offset % timedelta(hours=1) // timedelta(minutes=1):02}"
    if later == offset:
        return text, ""
    # fold=1 gives less offset in the repeated hour, more in the missing one
    return text, "time-ambiguous" if later < offset else "time-missing"


def in_order(start: str, end: str) -> bool:
    """Whether FHIR lets the two be start and end of a Period (per-1): of one precision, and start not after end."""
    if len(start) <= len(_DAY) or len(end) <= len(_DAY):
        return len(start) == len(end) and start <= end
    return datetime.fromisoformat(_micro(start)) <= datetime.fromisoformat(_micro(end))


def _micro(moment_: str) -> str:
    """A FHIR dateTime with at most six digits of a second, all that Python compares; leap seconds as the one before."""
    return re.sub(r"(\.\d{6})\d+", r"\1", moment_.replace(":60", ":59"))
