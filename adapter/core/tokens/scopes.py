"""Scopes `<audience>/system/<Type>.cruds` (SMART 2.2 § 3.0.2.3 with HelseID's prefix; decisions.md, "scopes")."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from mappings import fhir

if TYPE_CHECKING:
    from collections.abc import Iterable

    from adapter.core.caller import Caller

LETTERS: Final = re.compile(r"(?=[cruds])c?r?u?d?s?")
"""Create, read, update, delete, search: any of them, in this order."""


def scope(audience: str, kind: str, letter: str) -> str:
    """The scope that an interaction with resources of a type needs; `POST /messages` needs `Bundle`, `c`."""
    return f"{audience}/system/{kind}.{letter}"


def scopes(audience: str, types: Iterable[str] = fhir.RESOURCES) -> tuple[str, ...]:
    """All that there are: what a client is granted may be everything, since consent decides and not the scope."""
    return tuple(scope(audience, name, "cruds") for name in sorted(types))


def allowed(caller: Caller, needed: str) -> bool:
    """Whether a scope of the caller's covers the needed one: same audience and type, and its letters among them."""
    head, _, letters = needed.rpartition(".")
    granted = (one.rpartition(".") for one in caller.scopes)
    return any(
        front == head and LETTERS.fullmatch(back) is not None and set(letters) <= set(back)
        for front, _, back in granted
    )
