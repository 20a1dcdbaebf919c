"""How a judge's words are compared with the table: by the rule's key, or by the place that they point to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from mappings.extensions import DEFINITION
from tests.conformance.instances.table import BAD, DISAGREEMENTS, GOOD, ROWS, document

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tests.conformance.instances.table import Row
    from tests.judges.hl7 import Verdict

    Words = Mapping[str, Sequence[Verdict]]
    """What a judge says that stops a file, by file."""

WHOLE: Final = "no-ip-plan-bundle"
_ENTRY: Final = re.compile(r"Bundle\.entry\[(\d+)\]\.resource(?:/\*[^*]*\*/)?")
_DETAIL: Final = re.compile(r"\[[^\]]*\]|:[\w-]+|\.ofType\(\w+\)")


def claiming(row: Row) -> dict[str, Any]:
    """The document with the claim of its profile, for judges who go by claims. Parts of a Bundle make their own."""
    found = document(row.file)
    if row.profile and (found["resourceType"] != "Bundle" or row.profile == WHOLE):
        found.setdefault("meta", {})["profile"] = [DEFINITION + row.profile]
    return found


def points_to(place: str, verdict: Verdict, whole: dict[str, Any]) -> bool:
    """Whether a verdict stands at a place or below it, or names it."""
    where = _DETAIL.sub("", _ENTRY.sub(lambda found: _type(whole, int(found[1])), verdict.where))
    if (where + ".").startswith((place + ".", place + "[x].")):
        return True
    return re.search(rf"(?<![\w.]){re.escape(place)}(?![\w])", _DETAIL.sub("", verdict.text)) is not None


def _type(bundle: dict[str, Any], number: int) -> str:
    return bundle["entry"][number].get("resource", {}).get("resourceType", "")


def finds(row: Row, verdicts: Sequence[Verdict]) -> bool:
    """Whether the expected rule or place is among a judge's words on a bad file."""
    if not row.place:
        key = re.compile(rf"{re.escape(row.rule)}(?![\w-])")
        return any(key.search(one.text) for one in verdicts)
    whole = document(row.file)
    return any(points_to(place, one, whole) for one in verdicts for place in row.place)


def differences(words: Words) -> dict[str, str]:
    """File → what the judge says otherwise than the table: it `refuses` a good file or `misses` what is wrong in a bad one."""
    refused = {row.file: "refuses" for row in GOOD if words[row.file]}
    missed = {row.file: "misses" for row in BAD if not finds(row, words[row.file])}
    return refused | missed


def explained(judge: str) -> dict[str, str]:
    """File → what the table of disagreements says of it."""
    rows = [one for one in DISAGREEMENTS if judge in one.judges]
    return {row.file: one.verdict for one in rows for row in ROWS if one.covers(row)}
