"""The simple types of XSD 1.0 that the messages use: is a lexical form in the type?

Values stay as received; only XML white space is collapsed before a value is judged (XSD part 2, 4.3.6), for every
type but `string`.
"""

from __future__ import annotations

import binascii
import re
from calendar import monthrange
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mappings.element import Simple

Check = Callable[[str], object]

XML_SPACE = " \t\r\n"
_ZONE = r"(?:Z|[+-](?:0[0-9]|1[0-3]):[0-5][0-9]|[+-]14:00)?"
_YEAR = r"-?(?:[1-9][0-9]{3,}|0[0-9]{3})"
_TIME = r"(?:(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]+)?|24:00:00(?:\.0+)?)"
_DAY = r"(?:0[1-9]|[12][0-9]|3[01])"
_MONTH = r"(?:0[1-9]|1[0-2])"
_NUMBER = r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)"

_LEXICAL = {
    "boolean": "true|false|1|0",
    "date": f"({_YEAR})-({_MONTH})-({_DAY}){_ZONE}",
    "dateTime": f"({_YEAR})-({_MONTH})-({_DAY})T{_TIME}{_ZONE}",
    "gYear": f"({_YEAR}){_ZONE}",
    "gYearMonth": f"({_YEAR})-{_MONTH}{_ZONE}",
    "time": f"{_TIME}{_ZONE}",
    "integer": "[+-]?[0-9]+",
    "int": "[+-]?[0-9]+",
    "positiveInteger": "[+]?0*[1-9][0-9]*",
    "decimal": _NUMBER,
    "double": rf"(?:{_NUMBER}(?:[eE][+-]?[0-9]+)?|-?INF|NaN)",
    # Any character may stand and is escaped (XLink 5.4), and no scheme's own syntax is judged: one fragment at most.
    "anyURI": r"[^#]*(?:#[^#]*)?",
    "token": r"[\s\S]*",
}
_INT_LIMIT = 2**31
_INT_DIGITS = 10

_EVERY_MONTH = "(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])"
_LONG_MONTHS = "(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31"
_USUAL_DATE = f"[12][0-9]{{3}}-(?:{_EVERY_MONTH}|{_LONG_MONTHS})"
_QUICK = {
    "date": _USUAL_DATE,
    "dateTime": f"{_USUAL_DATE}T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:[.][0-9]+)?{_ZONE}",
    "anyURI": "[A-Za-z0-9:/.@+_-]+",
}
"""Most values by one regular expression; leap days, rare years and odd addresses are left to the exact check.

None takes a character that XML would have to escape: the writer relies on it.
"""


def _whole_days(match: re.Match[str] | None) -> bool:
    """Whether year 0000 is avoided and the day exists in its month (XSD part 2, 3.2.7 and 3.2.9)."""
    if match is None:
        return False
    year, month, day = match.groups()
    return _is_year(year) and (
        int(day) <= 28 or int(day) <= monthrange(_same_calendar(year), int(month))[1]  # noqa: PLR2004 - every month has 28 days
    )


def _is_year(year: str) -> bool:
    """Whether a year is not 0000; it may have any number of digits, so it is not made a number."""
    return year.strip("-0") != ""


def _same_calendar(year: str) -> int:
    """A year within `calendar`'s range with the same leap days: they come again every 400 years."""
    return int(year[-4:]) % 400 + 400


def _is_int(text: str) -> bool:
    """Whether an integer has 32 bits; one of more digits than those is not made a number."""
    return len(text.lstrip("+-0")) <= _INT_DIGITS and -_INT_LIMIT <= int(text) < _INT_LIMIT


def _is_base64(text: str) -> bool:
    """Groups of four, padded at the end, with no bits left over (XSD part 2, 3.2.16)."""
    bare = text.translate(_NO_SPACE)
    if len(bare) % 4 or (bare and not _LAST_GROUP(bare, len(bare) - 4)):
        return False
    try:
        binascii.a2b_base64(bare, strict_mode=True)
    except (binascii.Error, ValueError):
        return False
    return True


_LAST_GROUP = re.compile(
    "[A-Za-z0-9+/]{4}|[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=|[A-Za-z0-9+/][AQgw]=="
).fullmatch
_NO_SPACE = dict.fromkeys(map(ord, XML_SPACE))


def _exact(base: str) -> Check:
    """The check of a base type on an already collapsed value."""
    if base == "base64Binary":
        return _is_base64
    match = re.compile(_LEXICAL[base]).fullmatch
    if base in ("date", "dateTime"):
        return lambda text: _whole_days(match(text))
    if base in ("gYear", "gYearMonth"):
        return lambda text: (found := match(text)) is not None and _is_year(found[1])
    if base == "int":
        return lambda text: match(text) is not None and _is_int(text)
    return match


def _facets(simple: Simple) -> list[Check]:
    checks: list[Check] = []
    if simple.pattern:
        checks.append(re.compile(simple.pattern).fullmatch)
    if simple.enumeration:
        held = frozenset(simple.enumeration).__contains__
        whole = simple.base in ("integer", "positiveInteger")  # values are compared: 03 is 3
        checks.append((lambda text: held(text.lstrip("+0"))) if whole else held)
    if (least := simple.min_length) is not None:
        checks.append(lambda text: len(text) >= least)
    if (most := simple.max_length) is not None:
        checks.append(lambda text: len(text) <= most)
    if (fixed := simple.fixed) is not None:
        checks.append(lambda text: text == fixed)
    return checks


_NATIONAL_LISTS = frozenset(f"2.16.578.1.12.4.1.1.{number}" for number in range(1000, 10_000))
"""The OIDs of the national code lists, which nearly every coded element names."""


def _is_oid(simple: Simple) -> bool:
    """Whether a pattern takes digits between dots, so that it takes all of those above."""
    exact = check(simple)
    return exact is not None and all(exact(f"2.16.578.1.12.4.1.1.{end}") for end in ("1000", "9999"))


@cache
def quick(simple: Simple) -> Check | None:
    """A fast check that is never wrong when it says yes; None where there is none faster than `check`."""
    if _facets(simple) and not simple.pattern:
        return None
    if simple.pattern:
        return _NATIONAL_LISTS.__contains__ if _is_oid(simple) else None
    if simple.base == "boolean":
        return frozenset({"true", "false", "0", "1"}).__contains__
    forms = [_QUICK[base] for base in simple.base.split("|") if base in _QUICK]
    return re.compile("|".join(forms)).fullmatch if forms else None


@cache
def check(simple: Simple) -> Check | None:
    """A function that tells (by truth) whether a value is of the type, or None where every string is."""
    facets = _facets(simple)
    if simple.base == "string" or (simple.base == "token" and not facets):
        return _all(facets) if facets else None
    bases = [_exact(base) for base in simple.base.split("|")]
    base = bases[0] if len(bases) == 1 else _any(bases)
    inner = _all([base, *facets]) if facets else base
    if simple.base == "base64Binary":  # white space may stand anywhere
        return inner
    return lambda text: (
        inner(text) or ((text[:1] in XML_SPACE or text[-1:] in XML_SPACE) and inner(collapse(text)))
    )


def _all(checks: list[Check]) -> Check:
    return checks[0] if len(checks) == 1 else lambda text: all(test(text) for test in checks)


def _any(checks: list[Check]) -> Check:
    return lambda text: any(test(text) for test in checks)


def collapse(text: str) -> str:
    """XSD's white space `collapse`: only space, tab, CR and LF count as white space."""
    if _SPACES.search(text) is None:  # as nearly always
        return text
    return " ".join(part for part in _SPACES.split(text) if part)


_SPACES = re.compile(f"[{XML_SPACE}]+")
