"""The instances of `conformance/instances` by their table: what each shows, or the one thing that is wrong with it."""

from __future__ import annotations

import json
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Final, NamedTuple

INSTANCES: Final = Path(__file__).resolve().parents[3] / "conformance" / "instances"


class Row(NamedTuple):
    """One file. A good one says what it shows, a bad one what is wrong, by which rule, and which good one it was made of.

    `rule` is an invariant's key, else the element's id in its definition, `#` and the kind of rule (see `constraints`);
    `place` is where a judge must point if it does not name the rule (FHIRPath without indices; one of several will do).
    """

    file: str
    profile: str = ""
    shows: str = ""
    fault: str = ""
    rule: str = ""
    place: tuple[str, ...] = ()
    twin: str = ""
    severity: str = "error"


class Disagreement(NamedTuple):
    """What other judges get wrong: they `miss` what is wrong in these bad files, or `refuse` these good ones."""

    judges: tuple[str, ...]
    verdict: str
    reason: str
    shows: str
    files: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    but: tuple[str, ...] = ()

    def covers(self, row: Row) -> bool:
        """Whether the row is one of those that it explains."""
        of_its_kind = (row in BAD) == (self.verdict == "misses") and row.rule not in self.but
        return of_its_kind and (row.file in self.files or any(_like(one, row.rule) for one in self.rules))


def _like(pattern: str, rule: str) -> bool:
    return re.fullmatch(re.escape(pattern).replace(r"\*", ".*"), rule) is not None


def _rows(name: str, kind: str) -> list[dict[str, Any]]:
    return tomllib.loads((INSTANCES / name).read_text(encoding="utf-8"))[kind]


def _row(stated: dict[str, Any]) -> Row:
    place = stated.get(
        "place", stated.get("rule", "").partition("#")[0] if "#" in stated.get("rule", "") else []
    )
    return Row(**{**stated, "place": (place,) if isinstance(place, str) else tuple(place)})


ROWS: Final = tuple(map(_row, _rows("table.toml", "instance")))
DISAGREEMENTS: Final = tuple(
    Disagreement(**{name: tuple(value) if isinstance(value, list) else value for name, value in one.items()})
    for one in _rows("disagreements.toml", "disagreement")
)
BAD: Final = tuple(row for row in ROWS if row.rule and row.severity == "error")
WARNED: Final = tuple(row for row in ROWS if row.severity == "warning")
GOOD: Final = tuple(row for row in ROWS if row not in BAD)
"""What nobody refuses; what is only warned of is among them."""


@cache
def text(file: str) -> str:
    """A file as it stands."""
    return (INSTANCES / file).read_text(encoding="utf-8")


def document(file: str) -> dict[str, Any]:
    """A file's content, anew at each call."""
    return json.loads(text(file))
