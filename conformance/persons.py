"""Synthetic persons by number: the same number, the same person. Month + 80, so that nobody ever had these (R-127)."""

from __future__ import annotations

from typing import Final, NamedTuple

FIRST: Final = (3, 7, 6, 1, 8, 9, 4, 5, 2)
SECOND: Final = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
"""Weights of the two check digits of a fødselsnummer."""

YEARS, MONTHS, DAYS, SERIALS = 80, 12, 28, 500
"""Born 1920–1999, whose serial numbers are below 500."""


class Person(NamedTuple):
    """Date of birth (xs:date) and fødselsnummer."""

    born: str
    number: str


def person(n: int) -> Person:
    """The n-th person from 0 on; some numbers are never given out, so that neighbours may be one person."""
    while (found := _person(n)) is None:
        n += 1
    return found


def _person(n: int) -> Person | None:
    n, serial = divmod(n, SERIALS)
    n, day = divmod(n, DAYS)
    n, month = divmod(n, MONTHS)
    year = 1920 + n % YEARS
    nine = f"{day + 1:02}{month + 81:02}{year % 100:02}{serial:03}"
    ten = _with_check_digit(nine, FIRST)
    number = ten and _with_check_digit(ten, SECOND)
    return Person(f"{year}-{month + 1:02}-{day + 1:02}", number) if number else None


def _with_check_digit(digits: str, weights: tuple[int, ...]) -> str:
    """The digits with the one more that makes the sum divisible by 11; empty where that would be a 10."""
    rest = -sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True)) % 11
    return f"{digits}{rest}" if rest != 10 else ""  # noqa: PLR2004 - no digit
