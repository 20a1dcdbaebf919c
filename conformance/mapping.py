"""Where each element and attribute of a message shows in FHIR: `mapping.tsv`, for people and for the test that walks it.

A row is one field of one struct. `fhir` names elements, several separated by `;`: one that begins with a type (`Patient`)
stands for itself, one that begins with a point goes on from where the field's parent is (`.` alone: is where its parent
is). `as` says how the value is written there: `{}` is the value, `{lower}` in lower case, `{address}` without its scheme,
`a=b,c=d` a translation. A choice element has its JSON name (`valueString`), `extension(ip-note)` is the extension whose URL ends
so, and what stands beside a primitive (`_birthDate`) is under its name (`birthDate.extension(…)`). `-` with a note: no element.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

TABLE = Path(__file__).with_name("mapping.tsv")
SEPARATOR, AS, NOWHERE = "; ", " as ", "-"


class Target(NamedTuple):
    """A FHIR element, and how a value is written there (empty: as it is)."""

    element: str
    form: str = ""

    def under(self, base: str) -> Target:
        """This element where its parent is at `base`."""
        if not self.element.startswith("."):
            return self
        return Target(base + self.element.rstrip(".") if self.element != "." else base, self.form)

    def written(self, value: str) -> str | None:
        """The value as it is written there; None where the form does not have it."""
        if "=" in self.form:
            return dict(pair.split("=") for pair in self.form.split(",")).get(value)
        if not self.form:
            return value
        return self.form.format(value, lower=value.lower(), address=value.partition(":")[2])


class Row(NamedTuple):
    """One field of one struct: the kinds of message that have it, where it shows, and a note."""

    kind: str
    struct: str
    field: str
    targets: tuple[Target, ...]
    note: str

    @property
    def is_nowhere(self) -> bool:
        """Whether the value has no element of its own; the note says why."""
        return not self.targets


class Shown(NamedTuple):
    """An element where a value may show, and the (struct, field, number of the target) that led there."""

    target: Target
    by: tuple[tuple[str, str, int], ...]


def _targets(cell: str) -> tuple[Target, ...]:
    named = () if cell == NOWHERE else cell.split(SEPARATOR)
    return tuple(Target(element, form) for element, _, form in (one.partition(AS) for one in named))


@cache
def table() -> dict[tuple[str, str], Row]:
    """(struct, field) -> row. Raises ValueError for a row that is there twice, or without an element and a reason."""
    found: dict[tuple[str, str], Row] = {}
    with TABLE.open(encoding="utf-8", newline="") as lines:
        for kind, struct, field, cell, note in list(csv.reader(lines, delimiter="\t"))[1:]:
            if (struct, field) in found or (cell == NOWHERE and not note):
                raise ValueError(f"{TABLE.name}: {struct} {field}")
            found[struct, field] = Row(kind, struct, field, _targets(cell), note)
    return found


def shown(steps: Iterable[tuple[str, str]]) -> list[Shown]:
    """Where the value at the end of a path of fields may show; empty where a row says nowhere.

    Raises KeyError for a field without a row.
    """
    here = [Shown(Target(""), ())]
    for step in steps:
        row = table()[step]
        here = [
            Shown(target.under(before.target.element), (*before.by, (*step, number)))
            for before in here
            for number, target in enumerate(row.targets)
        ]
    return here
