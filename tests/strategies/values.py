"""Valid values of the simple types, the rare forms included, drawn from a `random.Random`.

Only forms that the official XSDs are sure to take (libxml2's own opinions are in `tests/judges/disagreements.py`).
The smaller the numbers drawn, the plainer the value: so hypothesis shrinks towards plain ones.
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from mappings.element import Simple

WORDS = ("Varsom", "Furu", "hjem", "uke 36", "Blåklokke", "på", "1", "-", "Fjellvik hjemmetjeneste")
RARE_TEXT = (
    "",
    " ",
    "\n",
    " padded ",
    "\tTab and\nline",
    "CR\rCRLF\r\nend",
    "<b>&amp;</b>",
    "]]>",
    "\"quoted\" and 'single'",
    "100 % > 99 % & so on",
    "æøåÆØÅ éüñ šŋđ áčŧž",
    "e\u0301 \u00a0\u2003\u200b",
    "\U0001f600 \U00020000",
    "\ufffd\ud7ff\ue000",
    "\x7f\x85\x9f\u2028",
    "x" * 400,
)

_ZONES = ("", "Z", "+02:00", "-13:59", "+14:00", "+00:00")
_DATES = ("2026-09-01", "1958-03-14", "2024-02-29", "1999-12-31", "0001-01-01", "-0044-03-15", "12026-01-01")
_TIMES = ("09:00:00", "23:59:59", "00:00:00", "24:00:00", "09:00:00.5", "12:30:00.123456789")
_YEARS = ("2026", "1899", "0001", "-0044", "12026")
_MONTHS = ("2026-09", "0001-12", "-0044-01")
_URIS = (
    "tel:99900001",
    "tel:+4799900001",
    "mailto:post@example.org",
    "",
    "urn:oid:2.16.578.1.12.4.1.1.9051",
    "http://example.org/a b?c=d&e=f#g",
    "https://example.org/blåbær",
    "file.pdf",
    "#here",
    "/rot/%41",
)
_OIDS = ("2.16.578.1.12.4.1.1.9051", "2.16.578.1.12.4.1.1.8116", "1.2", "0", "2.999.1")


def text(random: Random, edge: float) -> str:
    """Text of any characters that XML can carry."""
    if random.random() < 1 - edge:
        return " ".join(random.choice(WORDS) for _ in range(1 + random.randrange(3)))
    return random.choice(WORDS) * random.randrange(2) + random.choice(RARE_TEXT)


def _pick(*plain: str, rare: tuple[str, ...] = ()) -> Callable[[Random, float], str]:
    def draw(random: Random, edge: float) -> str:
        return random.choice(rare or plain) if random.random() > 1 - edge else random.choice(plain)

    return draw


def _zoned(values: tuple[str, ...]) -> Callable[[Random, float], str]:
    def draw(random: Random, edge: float) -> str:
        if random.random() < 1 - edge:
            return values[random.randrange(2)]
        return random.choice(values) + random.choice(_ZONES)

    return draw


def _moment(random: Random, edge: float) -> str:
    if random.random() < 1 - edge:
        return "2026-09-01T09:00:00"
    return f"{random.choice(_DATES)}T{random.choice(_TIMES)}{random.choice(_ZONES)}"


def _base64(random: Random, edge: float) -> str:
    data = random.randbytes(random.randrange(40)) if random.random() > 1 - edge else b"%PDF-1.4\n%%EOF\n"
    encoded = base64.b64encode(data).decode()
    return "\n".join(encoded[at : at + 16] for at in range(0, len(encoded), 16)) if data else ""


_BASES: dict[str, Callable[[Random, float], str]] = {
    "string": text,
    "token": text,
    "boolean": _pick("false", "true", rare=("0", "1", " true ", "\nfalse\t")),
    "date": _zoned(_DATES),
    "dateTime": _moment,
    "gYear": _zoned(_YEARS),
    "gYearMonth": _zoned(_MONTHS),
    "time": _zoned(_TIMES),
    "integer": _pick("0", "3", rare=("-1", "+7", "007", "-0", " 12 ", "9" * 30)),
    "int": _pick("1", "2", rare=("-2147483648", "2147483647", "+5", "0005", " 8 ")),
    "positiveInteger": _pick("1", "3"),
    "decimal": _pick("0", "3.5", rare=("-.5", "7.", "+1.50", " 2 ", "0.1234567890123456789", "00")),
    "double": _pick("1", "2.5", rare=("1e5", "-1.5E-3", "INF", "-INF", "NaN", ".5", "5.", " 7 ", "-0")),
    "anyURI": _pick(*_URIS),
    "base64Binary": _base64,
}

_PATTERNS: dict[str, Callable[[Random, float], str]] = {
    r"[0-9](?:\.?[0-9])*": _pick(*_OIDS),
    r"[0-9]{4}": _pick("9999", "0001"),
    "[a-zA-Z]{2}": _pick("NO", "se"),
}
_GUIDS = _pick("7b2e9c14-60d8-4a3f-91c5-0e4f7a6b8d14", "{7B2E9C14-60D8-4A3F-91C5-0E4F7A6B8D14}")


def value(simple: Simple, random: Random, edge: float) -> str:
    """A value of a simple type; `edge` is how often a rare form is taken (0 to 1)."""
    if simple.fixed is not None:
        return simple.fixed
    if simple.enumeration:
        return random.choice(simple.enumeration)
    if simple.pattern:
        return _PATTERNS.get(simple.pattern, _GUIDS)(random, edge)
    base = simple.base.split("|")
    drawn = _BASES[base[random.randrange(len(base))]](random, edge)
    if simple.max_length is not None:
        drawn = drawn[: simple.max_length]
    return drawn or "x" if simple.min_length else drawn
