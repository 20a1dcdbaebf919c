"""What was found in a document, explained to a person: the rule, the clause, the sentence, and how to mend it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from adapter.edges.terminal.pages import pages
from adapter.edges.terminal.told import SEVERITY
from mappings.outcome import advice, sentence
from mappings.profiles.table import table

if TYPE_CHECKING:
    from adapter.edges.terminal.pages import Page, Row
    from mappings.outcome import Found, Lang
    from mappings.result import Issue

HEADS: Final[dict[Lang, tuple[str, ...]]] = {
    "nb": ("hva", "hjemmel", "innhold", "test", "koder", "grunn", "gjør"),
    "nn": ("kva", "heimel", "innhald", "test", "kodar", "grunn", "gjer"),
}
"""What stands before each line: sentence, clause, point of the plan's content list, FHIRPath, codes, reason, advice."""

NOTHING: Final = "ingen feil"
"""In both languages."""


def explained(found: Found, lang: Lang) -> list[str]:
    """The lines of one document: its name, then each fault with key and place, and below it all about it."""
    lines = [f"{found.document or '-'}:"]
    for issue, reason in found.listed:
        lines += ["", *_one(issue, reason, lang)]
    return [*lines, ""] if found.listed else [f"{lines[0]} {NOTHING}", ""]


def _one(issue: Issue, reason: str, lang: Lang) -> list[str]:
    row = issue.fault
    codes = [row.error, row.apprec and f"AppRec {row.apprec}"]
    head = " ".join(part for part in (SEVERITY[lang][row.severity], issue.key, *codes) if part)
    told = (
        sentence(issue, lang),
        "; ".join((row.clause.format(*issue.params), *_clauses(issue))),
        row.point,
        _expression(issue.key),
        _codes(issue, lang),
        reason,
        advice(issue, lang),
    )
    rows = [f"    {name + ':':<9}{text}" for name, text in zip(HEADS[lang], told, strict=True) if text]
    return [f"  {head}" + (f"  {issue.where}" if issue.where else ""), *rows]


def _expression(key: str) -> str:
    """The FHIRPath of an invariant."""
    rule = table().invariants.get(key)
    return rule.expression if rule is not None else ""


# --- what the profile's page says of the element ----------------------------------------------------------------------

_CLAUSE: Final = re.compile(r"\(([^()]*(?:R-\d|§|domain\.md|R4 )[^()]*)\)")
"""A clause in the reason for an element."""


def _element(issue: Issue) -> tuple[Page, Row] | None:
    """The page and row of the element that a structural rule of a profile names."""
    profile, element = (*issue.params, "", "")[:2]
    page = pages().get(profile) if issue.key.startswith("profile-") else None
    rows = page.rows if page is not None else ()
    return next(((page, row) for row in rows if page and row.path == element.partition(".")[2]), None)


def _clauses(issue: Issue) -> list[str]:
    """The clauses that the element is there for."""
    found = _element(issue)
    return _CLAUSE.findall(found[1].why) if found is not None else []


def _codes(issue: Issue, lang: Lang) -> str:
    """The codes that an element may have, in words, where a code is wrong."""
    found = _element(issue)
    if found is None or issue.key != "profile-binding":
        return ""
    page, row = found
    codes = page.values[row.values].codes if row.values in page.values else ()
    return ", ".join(f"{one.code} ({one.nn if lang == 'nn' else one.nb})" for one in codes)
