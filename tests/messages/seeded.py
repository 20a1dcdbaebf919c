"""Messages by a seed, dense and sparse, with the odd values that the XSDs let through: the same seed, the same message."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.messages.building import At, Names, Step, fullest
from tests.messages.markers import KODEVERK, STATUS, codes

if TYPE_CHECKING:
    from random import Random

    from mappings.element import Simple
    from mappings.engine.plan import Plan, Row

DATES = [
    "2026-02-28",
    "2024-02-29",
    "2026-05-17Z",
    "2026-01-01+01:00",
    "0001-01-01",
    "12026-01-01",
    "-0044-03-15",
]
TIMES = [
    "2026-11-20T08:15:30",
    "2026-10-25T02:30:00",  # twice: summer time ends
    "2026-03-29T02:30:00",  # never: summer time begins
    "2026-12-31T24:00:00",
    "2026-06-30T23:59:59.123456789",
    "2026-06-30T12:00:00Z",
    "2026-06-30T12:00:00-14:00",
    "1911-01-01T00:00:00.5+14:00",
    "1890-01-01T12:00:00",
    "0044-03-15T12:00:00",
    "12026-03-15T12:00:00",
    "-0044-03-15T12:00:00Z",
]
POOLS: dict[str, list[str]] = {
    "boolean": ["true", "false", "1", "0", " true\n"],
    "date": DATES,
    "dateTime": TIMES,
    "dateTime|date|gYear|gYearMonth|time": [
        *TIMES,
        *DATES,
        "2026",
        "2026Z",
        "-0001",
        "2026-11",
        "2026-11+01:00",
        "08:15:30",
        "24:00:00",
        "23:59:59.9Z",
    ],
    "gYear": ["2014", "2014Z", "-0044", "12014"],
    "anyURI": [
        "tel:99900001",
        "TEL:99900001",
        "tel:",
        "mailto:navn@example.no",
        "http://example.no/a b",
        "",
        " ",
        "99 90 00 01",
    ],
    "base64Binary": ["", "aW5uaG9sZA==", " aW5u\naG9sZA== ", "JVBERi0xLjcK"],
    "string": [
        "Kjell-Åge Ødegård",
        "",
        " ",
        "\u00a0",
        "\t\n",
        " først og sist ",
        "linje 1\r\nlinje 2",
        "a & b < c > d \"e\" 'f'",
        "名前 🙂 \u0301",
        "x" * 2000,
    ],
}
"""Simple type -> its usual and odd values."""

ODD_CODES = ["", " ", "UKJENT", " 1 ", "a b", "a  b", "æ", "a\tb"]
ODD_LISTS = ["1", "2.999.1", "2.16.578.1.12.4.1.1.9999", "2.16.578.1.12.4.1.1.01", "9.1"]
TYPES = ["image/png", "application/pdf", "text/plain; charset=utf-8", "PDF", "", " application/pdf "]

ALWAYS = {
    "MsgHead/MsgInfo": {"Patient"},
    "Patient": {"FamilyName", "DateOfBirth", "Sex"},
    "Sender/Organisation": {"Ident"},
    "Document[1]/RefDoc": {"Content"},
    "Patient/Sex": {"V"},
    "InformasjonOmForsendelsen/Forsendelsesstatus": {"V"},
}
"""Optional fields that a message must have to be taken in, by where they stand."""

CERTAIN = {
    Step("mh.MsgInfo", "GenDate"): TIMES[:8],
    Step("ar.AppRec", "GenDate"): TIMES[:8],
    Step("mh.Patient", "FamilyName"): ["Furu", " Furu", "F"],
    Step("mh.RefDoc", "MimeType"): TYPES,
    Step("mh.Document", "OidRef"): ODD_LISTS,
}
"""Fields that must have, or mostly have, values of a form of their own."""


class Seeded:
    """`density` is how often something optional is there, and how often a code is one of its list."""

    def __init__(self, random: Random, density: float) -> None:
        self.random, self.density = random, density
        self.status = random.choice(["N", "M", "C", " C ", "X"])

    def often(self) -> bool:
        return self.random.random() < self.density

    def value(self, at: At, simple: Simple) -> str:
        for known in (simple.fixed, self._certain(at), self._coded(at, simple)):
            if known is not None:
                return known
        pool = ODD_LISTS if simple.pattern else POOLS[simple.base]
        return pool[0] if self.often() else self.random.choice(pool)

    def _certain(self, at: At) -> str | None:
        """The value of a field that must have, or mostly has, a form of its own."""
        step, choice = at.steps[-1], self.random.choice
        if step == Step("mh.MsgInfo", "MsgId"):
            number = f"a0000000-0000-4000-8000-{self.random.getrandbits(48):012x}"
            return choice([number, number.upper(), f"{{{number}}}"])
        if step.field == "Id" and "/Sender/" in at.place:
            return choice(["9000031", "09000031", " 9000031", "312020203"])
        if at.place.endswith("Patient/Sex/V"):
            return choice(codes(3101))
        return choice(CERTAIN[step]) if step in CERTAIN else None

    def _coded(self, at: At, simple: Simple) -> str | None:
        """A code or a list, mostly of those that the element is bound to."""
        field, choice = at.steps[-1].field, self.random.choice
        if field == "S":
            return f"{KODEVERK}{choice(at.lists)}" if at.lists and self.often() else choice(ODD_LISTS)
        if simple.base != "token" or simple.pattern:
            return None
        if STATUS in at.steps:
            return self.status
        known = [code for number in at.lists for code in codes(number)]
        return choice(known) if known and self.often() else choice(ODD_CODES)

    def marked_up(self, at: At) -> bool:
        return self.often()

    def count(self, at: At, row: Row, alternatives: int) -> int:
        return self.random.randint(1, 1 + round(2 * self.density))

    def there(self, at: At) -> bool:
        return at.steps[-1].field in _kept(at.place.rpartition("/")[0]) or self.often()

    def content(self, at: At, plan: Plan, choices: tuple[Names, ...], number: int) -> Names:
        kept = _kept(at.place)
        if plan.in_order:
            (names,) = choices
            return tuple(name for name in names if plan.rows[name].required or name in kept or self.often())
        good = tuple(names for names in choices if kept <= set(names))
        return self.random.choice(fullest(good) if self.often() else good)


def _kept(place: str) -> set[str]:
    """The fields that must be there in an element."""
    return next((names for end, names in ALWAYS.items() if f"/MsgHead{place}".endswith(f"/{end}")), set())
