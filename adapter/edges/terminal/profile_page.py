"""A page about a profile, as text for a terminal and as Markdown."""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING, Final

import msgspec

from mappings.outcome import sentence
from mappings.result import Issue

if TYPE_CHECKING:
    from collections.abc import Iterable

    from adapter.edges.terminal.pages import Code, Page, Row, Values
    from mappings.outcome import Lang

WIDTH: Final = 100
MADE: Final = "_Made by `python -m conformance.derive.pages`; not to be edited._\n"


# --- words ------------------------------------------------------------------------------------------------------------


def rule(row: Row) -> str:
    """What is asked of an element, in words."""
    if row.max == "0":
        return "is not used"
    said = [
        f"is {_short(row.fixed)}" if row.fixed else "",
        " or ".join(row.types) if row.types and not row.targets else "",
        f"refers to {' or '.join(row.targets)}" if row.targets else "",
        f"a code of {row.values}{BOUND[row.strength]}" if row.values else "",
        f"extension {row.extension}" if row.extension else "",
        "nothing else" if row.closed else "",
        "must be supported" if row.supported else "",
    ]
    return ", ".join(part for part in said if part)


def _short(fixed: str) -> str:
    """Codes with the last part of their system, which is enough for a reader."""
    return _SYSTEM.sub(r"\1#", fixed)


_SYSTEM: Final = re.compile(r"\S+[/.]([\w-]+)#")

BOUND: Final = {
    "required": "",
    "extensible": ", or another one where none fits",
    "preferred": ", if possible",
    "example": ", for example",
}
"""What the strength of a binding adds."""


def cardinality(row: Row) -> str:
    """How many there must and may be."""
    return f"{row.min}..{row.max}"


def _listed(name: str, values: Values) -> str:
    return f"{name}: {values.title}"


# --- for a terminal ---------------------------------------------------------------------------------------------------


def text(page: Page, lang: Lang) -> list[str]:
    """The page as lines; the sentences of rules, and the codes' words, in one language."""
    return [
        f"{page.name}: {page.title}",
        page.url,
        f"{page.type}, from {page.base}",
        "",
        *_wrapped(page.about, ""),
        *_section("elements", (line for row in page.rows for line in _row(row))),
        *_section("rules", (line for one in page.rules for line in _sentence(one.key, one.on, lang))),
        *_section("lists", (line for name, one in page.values.items() for line in _codes(name, one, lang))),
        *_section(f"example ({page.file})", _indented(example(page).splitlines())),
    ]


def _section(title: str, lines: Iterable[str]) -> list[str]:
    found = list(lines)
    return ["", title.upper() if "(" not in title else title, *found] if found else []


def _row(row: Row) -> list[str]:
    head = f"  {row.path}  {cardinality(row)}"
    why = [f"why: {row.why}"] if row.why else []
    keys = [f"rules: {', '.join(row.invariants)}"] if row.invariants else []
    return [head, *(line for one in (rule(row), *why, *keys) if one for line in _wrapped(one, "      "))]


def _sentence(key: str, on: str, lang: Lang) -> list[str]:
    issue = Issue(key)
    clause = f"{issue.fault.severity} on {on or 'the resource'} ({issue.fault.clause})"
    return [f"  {key}  {clause}", *_wrapped(sentence(issue, lang), "      ")]


def _codes(name: str, values: Values, lang: Lang) -> list[str]:
    told = [f"      {one.code}  {one.nn if lang == 'nn' else one.nb}".rstrip() for one in values.codes]
    return [f"  {_listed(name, values)}", *told]


def _wrapped(line: str, indent: str) -> list[str]:
    return textwrap.wrap(
        line,
        WIDTH,
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _indented(lines: Iterable[str]) -> Iterable[str]:
    return (f"  {line}" for line in lines)


def example(page: Page) -> str:
    """The example as JSON."""
    return msgspec.json.format(msgspec.json.encode(page.example), indent=2).decode()


# --- as Markdown ------------------------------------------------------------------------------------------------------


def markdown(page: Page) -> str:
    """The page as Markdown, with sentences and words in both languages."""
    parts = [
        f"# {page.title} (`{page.name}`)\n",
        f"{page.type}, from {page.base} · `{page.url}`\n",
        f"{page.about}\n",
        "## Elements\n",
        table(("element", "how many", "rule", "why", "rules"), (_cells(row) for row in page.rows)),
    ]
    if page.rules:
        rows = ((f"`{one.key}`", one.on or "–", one.says, *_told(one.key)) for one in page.rules)
        parts += ["## Rules\n", table(("rule", "on", "in short", "bokmål", "nynorsk", "clause"), rows)]
    for name, values in page.values.items():
        parts += [
            f"## {_listed(name, values)}\n",
            table(("code", "bokmål", "nynorsk"), map(_words, values.codes)),
        ]
    parts += ["## Example\n", f"`{page.file}`\n", f"```json\n{example(page)}\n```\n", MADE]
    return "\n".join(parts)


def _cells(row: Row) -> tuple[str, ...]:
    keys = " ".join(f"`{key}`" for key in row.invariants)
    return f"`{row.path}`", cardinality(row), rule(row), row.why, keys


def _told(key: str) -> tuple[str, str, str]:
    issue = Issue(key)
    return sentence(issue, "nb"), sentence(issue, "nn"), issue.fault.clause


def _words(code: Code) -> tuple[str, str, str]:
    return f"`{code.code}`", code.nb, code.nn


def table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table in Markdown; signs that would end a cell are escaped."""
    names = list(heads)
    lines = [names, ["---"] * len(names), *(list(row) for row in rows)]
    return "".join(f"| {' | '.join(map(_cell, line))} |\n" for line in lines)


def _cell(cell: str) -> str:
    return cell.replace("|", "\\|").replace("\n", " ")
