"""Rows as a person reads them, in columns, or as a program does: `{"rows": […], "next": …}`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

import msgspec

from adapter.edges.terminal.told import count
from mappings.felles.times import OSLO

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import datetime

    from adapter.core.desk import Page
    from adapter.edges.terminal.console import Console

T = TypeVar("T")


class Column(NamedTuple, Generic[T]):
    """A column: its heading, and what it has of a row."""

    head: str
    of: Callable[[T], str]


class Table(NamedTuple, Generic[T]):
    """How rows of one sort are shown: what one and several are called, the fields as JSON, the columns."""

    one: str
    many: str
    fields: Callable[[T], Mapping[str, object]]
    columns: Sequence[Column[T]]

    def lines(self, rows: Iterable[T]) -> list[str]:
        """The rows under their headings."""
        cells = [[column.of(row) for column in self.columns] for row in rows]
        return aligned([[column.head for column in self.columns], *cells])


def answer(console: Console, table: Table[T], page: Page[T], *, as_json: bool) -> None:
    """A page on standard output; how many, and how to see more, is told on standard error."""
    if as_json:
        document(console, {"rows": [table.fields(row) for row in page.rows], "next": page.next})
    elif page.rows:
        text(console, table.lines(page.rows))
    told = count(len(page.rows), table.one, table.many)
    if page.next is not None:
        told += f"; there are more: the same command with --before {page.next}"
    console.say(told)


def document(console: Console, value: object) -> None:
    """One JSON document on standard output."""
    console.answer(msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n")


def text(console: Console, lines: Iterable[str]) -> None:
    """Lines on standard output."""
    console.answer("".join(f"{line}\n" for line in lines).encode())


def aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """Cells in columns as wide as they need; a sign that a terminal would obey is replaced."""
    clean = [[shown(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*clean, strict=True)]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in clean
    ]


def shown(cell: str) -> str:
    """A text without signs that cannot be seen."""
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in cell)


def local(moment: datetime | None) -> str:
    """A time as a clock in Norway shows it."""
    return f"{moment.astimezone(OSLO):%Y-%m-%d %H:%M:%S}" if moment else ""
