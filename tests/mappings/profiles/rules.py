"""What an issue of the checker says, in the words of the table of instances: rule, and place without positions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from mappings import fhir

if TYPE_CHECKING:
    from mappings.result import Issue

KINDS: Final = {
    "profile-required": "min",
    "profile-slice-min": "min",
    "profile-max": "max",
    "profile-slice-max": "max",
    "profile-fixed": "fixed",
    "profile-binding": "binding",
    "profile-type": "type",
    "profile-target": "target",
}

_ENTRY: Final = re.compile(r"Bundle\.entry\[(\d+)\]\.resource")


def rule(issue: Issue) -> str:
    """An invariant's key, else the element's id in its definition, `#` and the kind of rule."""
    if issue.key == "profile-context":
        return f"{issue.params[0]}#context"
    if issue.key == "profile-modifier":
        return f"{issue.where.partition('[')[0]}#max"
    if issue.key not in KINDS:
        return issue.key
    profile, element = issue.params[:2]
    below = f"{profile}:" if element.startswith("Extension") else ""
    return f"{below}{element}#{KINDS[issue.key]}"


def place(issue: Issue, resource: fhir.Resource) -> str:
    """The place without positions, from the entry's resource where it is in one."""
    found = _ENTRY.match(issue.where)
    where = issue.where
    if found and isinstance(resource, fhir.Bundle):
        kind = type(resource.entry[int(found[1])].resource).__name__
        where = kind + where[found.end() :]
    return re.sub(r"\[\d+\]", "", where)
