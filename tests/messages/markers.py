"""Values that are told apart: in a message of markers every leaf has a value of its own, so that one can look for it."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import mappings
from tests.messages.building import At, Names, Step, fullest, name_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from mappings.element import Simple
    from mappings.engine.plan import Plan, Row

TABLES = Path(mappings.__file__).parent / "tables"
KODEVERK = "2.16.578.1.12.4.1.1."
FIRST = datetime(1990, 1, 1)  # noqa: DTZ001 - a message's times have no zone

FORMS: dict[str, Callable[[int], str]] = {
    "string": "tekst {} æ&ø".format,
    "token": "K{}".format,
    "anyURI": lambda n: f"mailto:navn{n}@example.no" if n % 2 else f"TEL:{n}",
    "date": lambda n: (FIRST + timedelta(days=n)).date().isoformat(),
    "dateTime": lambda n: (FIRST + timedelta(hours=12 * n)).isoformat(),
    "gYear": lambda n: str(1000 + n),
    "gYearMonth": lambda n: f"{1000 + n}-05",
    "time": lambda n: f"{n // 3600:02}:{n // 60 % 60:02}:{n % 60:02}",
    "base64Binary": lambda n: b64encode(f"innhold {n}".encode()).decode(),
}
"""Simple type -> a value of it for each number."""

OID = "2.999.{}"
POINTS = ("dateTime", "date", "gYearMonth", "gYear", "time")
SPECIAL: dict[Step, Callable[[int], str]] = {
    Step("mh.MsgInfo", "MsgId"): "B0000000-0000-4000-8000-{:012}".format,
    Step("mh.RefDoc", "MimeType"): lambda n: f"application/x-{n}" if n % 2 else f"PDF {n}",
}
"""Fields whose values have a form of their own."""


COUNTS = {"Document": 3, "PatientReport": 5}
REPORT = re.compile(r"PatientReport\[(\d)\]").search

STATUS = Step("po.InformasjonOmForsendelsen", "Forsendelsesstatus")
"""All reports of a message are new, or all are cancelled."""

TURNS = 6
"""Turns after which the choices come again: each of the five events in a message of its own, then all as reports of one."""


@cache
def codes(number: int) -> list[str]:
    """The codes of a list that the project holds."""
    found = TABLES / f"kodeverk-{number}.json"
    return [one["code"] for one in json.loads(found.read_bytes())["concept"]] if found.exists() else []


class Markers:
    """Every leaf its own value, every element there; choices, forms of time and markup follow the turn.

    `real`: codes are those of the list that the element is bound to, one after the other, instead of unknown ones.
    `bit`: which digit of its own number a boolean says. `without`: fields that are left out.
    """

    def __init__(
        self, turn: int, *, real: bool = False, bit: int = 0, without: frozenset[Step] = frozenset()
    ) -> None:
        self.turn, self.real, self.bit, self.without = turn, real, bit, without
        self.number = self.booleans = self.coded = 0
        self.element = ""

    def value(self, at: At, simple: Simple) -> str:
        """The next marker of the type."""
        self.number += 1
        step = at.steps[-1]
        if simple.fixed is not None:
            return simple.fixed
        if simple.base == "boolean":
            self.booleans += 1
            return "true" if self.booleans >> self.bit & 1 else "false"
        if step in SPECIAL:
            return SPECIAL[step](self.number)
        if self.real and at.lists and step.field in ("V", "S"):
            return self._code(at)[step.field == "S"]
        if simple.pattern:
            return OID.format(self.number)
        base = POINTS[self.turn % len(POINTS)] if "|" in simple.base else simple.base
        return FORMS[base](self.number)

    def _code(self, at: At) -> tuple[str, str]:
        """The code of the element that is being built, and its list's OID: the next of those that it is bound to."""
        element = at.place.rpartition("/")[0]
        if element != self.element:
            self.element, self.coded = element, self.coded + 1
        known = [(code, f"{KODEVERK}{number}") for number in at.lists for code in codes(number)]
        return known[(self.turn if at.steps[-2] == STATUS else self.coded + self.turn) % len(known)]

    def marked_up(self, at: At) -> bool:
        """Every second time."""
        return (self.turn + len(at.steps)) % 2 == 1

    def count(self, at: At, row: Row, alternatives: int) -> int:
        """At least two, and each alternative once; three documents: the message, a file elsewhere, an attachment."""
        return COUNTS.get(row.name) or max(2, alternatives)

    def there(self, at: At) -> bool:
        """Always."""
        return True

    def content(self, at: At, plan: Plan, choices: tuple[Names, ...], number: int) -> Names:
        """The fullest content; among alternatives the number chooses, for the message and the head the turn."""
        full, name = fullest(choices), name_of(plan.struct)
        if name == "mh.MsgHead":
            number = int(self.turn % TURNS != TURNS - 1)  # the last turn has reports
        elif name == "ar.HCP":
            number = self.turn
        elif name in ("log.Pasientlogistikk", "dia.Dialogmelding"):
            report = REPORT(at.place)
            number = self.turn + int(report[1] if report else 0)
        return tuple(one for one in full[-1 - number % len(full)] if Step(name, one) not in self.without)
