"""The party table as a file (CSV): read whole, or refused with every fault at its line and column."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING, Final, NamedTuple

from adapter.core.parties import Party
from mappings.identifiers import comparable, has_form
from mappings.result import Issue, Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

COLUMNS: Final = Party._fields

KINDS: Final = ("ke", "unit")
TAKES: Final = ("fhir", "message")
SECTORS: Final = ("health", "education", "child-welfare", "work-welfare", "authority", "other")
"""Sectors of the actors in domain.md 2.2. Who is not `health` is never sent anything under hpl § 25 or § 45 (R-048)."""

OWN: Final = {"yes": True, "ja": True, "no": False, "nei": False}

_LONGEST_HER_ID: Final = 9
"""Digits; a person's number, entered here by mistake, has eleven."""


def decoded(data: bytes) -> str:
    """The text of a file in UTF-8, with or without a byte order mark. Raises `Refusal`."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise Refusal(Issue("party-file-encoding", str(line))) from None


def read(text: str) -> tuple[Party, ...]:
    """The parties of a file, in its order. Raises `Refusal` with all faults, each placed as `line:column name`.

    Numbers are given in the form in which they are compared (without spaces, HER-ids without leading zeros).
    """
    lines = _lines(text)
    names, cells = _header(lines[0] if lines else _Line(1, []))
    rows = [_row(line, names, cells) for line in lines[1:]]
    values = [row for row in rows if isinstance(row, _Row)]
    faults = [row for row in rows if isinstance(row, Issue)]
    faults += [issue for row in values for issue in _faults(row)]
    faults += [*_twice(values), *_strangers(values), *_circles(values), *_none_own(values)]
    if not rows:
        faults.append(Issue("party-file-empty", "1"))
    if faults:
        raise Refusal(*sorted(faults, key=_position))
    return tuple(_party(row.values) for row in values)


class _Line(NamedTuple):
    """A record and the line on which it begins."""

    number: int
    cells: list[str]


class _Row(NamedTuple):
    """A record by the names of its columns, without blanks around the values."""

    line: int
    values: Mapping[str, str]

    def fault(self, key: str, column: str, *params: str) -> Issue:
        """A fault of one of its values."""
        return Issue(key, f"{self.line}:{column}", params)


def _position(issue: Issue) -> int:
    return int(issue.where.partition(":")[0])


def _lines(text: str) -> list[_Line]:
    """The records, without empty lines. Raises `Refusal` at the first place that is no CSV: nothing after it is sure."""
    found, number = [], 1
    reader = csv.reader((f"{line}\n" for line in text.split("\n")), delimiter=_delimiter(text), strict=True)
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                found.append(_Line(number, cells))
            number = reader.line_num + 1
    except csv.Error:
        raise Refusal(Issue("party-file-form", str(number))) from None
    return found


def _delimiter(text: str) -> str:
    """What separates the names of the columns: none of them holds either sign."""
    return ";" if ";" in text.lstrip().partition("\n")[0] else ","


# --- columns ----------------------------------------------------------------------------------------------------------


def _header(line: _Line) -> tuple[list[str], int]:
    """The names in the file's order, and how many there are. Raises `Refusal`: without them no value has a meaning."""
    names = [cell.strip().lower() for cell in line.cells]
    where = str(line.number)
    faults = [Issue("party-column-missing", where, (name,)) for name in COLUMNS if name not in names]
    faults += [Issue("party-column-twice", where, (name,)) for name in COLUMNS if names.count(name) > 1]
    faults += [
        Issue("party-column-unknown", where, (str(place),))
        for place, name in enumerate(names, 1)
        if name not in COLUMNS
    ]
    if not line.cells:
        faults = [Issue("party-file-empty", where)]
    if faults:
        raise Refusal(*faults)
    return names, len(names)


def _row(line: _Line, names: list[str], cells: int) -> _Row | Issue:
    if len(line.cells) != cells:
        return Issue("party-cells", str(line.number), (str(len(line.cells)), str(cells)))
    stripped = (cell.strip() for cell in line.cells)
    return _Row(line.number, dict(zip(names, stripped, strict=True)))


# --- values -----------------------------------------------------------------------------------------------------------


def _faults(row: _Row) -> Iterator[Issue]:
    """What is wrong with a row's values by themselves."""
    for column, key, holds in _FORMS:
        if not holds(row.values[column]):
            yield row.fault(key, column)
    for column, codes, holds in _CODES:
        if not holds(row.values[column]):
            yield row.fault("party-code", column, ", ".join(codes))


def _is_org_nr(value: str) -> bool:
    return has_form("ENH", comparable("ENH", value)) is True


def _is_her_id(value: str) -> bool:
    number = comparable("HER", value)
    return not value or (has_form("HER", number) is True and len(number) <= _LONGEST_HER_ID)


_FORMS: Final[tuple[tuple[str, str, Callable[[str], bool]], ...]] = (
    ("name", "party-name", lambda value: bool(value) and value.isprintable()),
    ("org_nr", "party-org-nr", _is_org_nr),
    ("her_id", "party-her-id", _is_her_id),
    ("parent", "party-org-nr", lambda value: not value or _is_org_nr(value)),
    ("municipality", "party-municipality", lambda value: not value or bool(re.fullmatch("[0-9]{4}", value))),
)
"""Column, the fault, and when there is none."""

_CODES: Final[tuple[tuple[str, Iterable[str], Callable[[str], bool]], ...]] = (
    ("sector", SECTORS, lambda value: value in SECTORS),
    ("kind", KINDS, lambda value: value in KINDS),
    ("takes", TAKES, lambda value: set(value.split()) <= set(TAKES)),
    ("own", OWN, lambda value: value.lower() in OWN),
)
"""Column, its values, and when what it holds is of them."""


# --- between rows -----------------------------------------------------------------------------------------------------


def _twice(rows: list[_Row]) -> Iterator[Issue]:
    first: dict[str, int] = {}
    for row in rows:
        number = comparable("HER", row.values["her_id"])
        if number and first.setdefault(number, row.line) != row.line:
            yield row.fault("party-her-id-twice", "her_id", str(first[number]))


def _strangers(rows: list[_Row]) -> Iterator[Issue]:
    numbers = {_number(row, "org_nr") for row in rows}
    for row in rows:
        parent = row.values["parent"]
        if _is_org_nr(parent) and comparable("ENH", parent) not in numbers:
            yield row.fault("party-parent", "parent")


def _circles(rows: list[_Row]) -> Iterator[Issue]:
    """Units may share the number of the whole that they belong to, where that stands as such in the file."""
    wholes = {_number(row, "org_nr") for row in rows if not row.values["parent"]}
    above = {
        number: parent
        for row in rows
        if (parent := _number(row, "parent")) and (number := _number(row, "org_nr")) not in wholes
    }
    for row in rows:
        if row.values["parent"] and _returns(_number(row, "org_nr"), above):
            yield row.fault("party-parent-circle", "parent")


def _returns(start: str, above: Mapping[str, str]) -> bool:
    seen: set[str] = set()
    here = above.get(start, "")
    while here and here not in seen:
        seen.add(here)
        here = above.get(here, "")
    return start in seen


def _number(row: _Row, column: str) -> str:
    return comparable("ENH", row.values[column])


def _none_own(rows: list[_Row]) -> Iterator[Issue]:
    """Told only where every answer can be read."""
    answers = [OWN.get(row.values["own"].lower()) for row in rows]
    if answers and not any(answers) and None not in answers:
        yield Issue("party-none-own", f"{rows[0].line}:own")


def _party(values: Mapping[str, str]) -> Party:
    return Party(
        name=values["name"],
        org_nr=comparable("ENH", values["org_nr"]),
        her_id=comparable("HER", values["her_id"]),
        parent=comparable("ENH", values["parent"]),
        sector=values["sector"],
        municipality=values["municipality"],
        kind=values["kind"],
        takes=tuple(code for code in TAKES if code in values["takes"].split()),
        own=OWN[values["own"].lower()],
    )
