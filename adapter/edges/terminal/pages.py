"""What a page about a profile says: `mappings/tables/profile_pages.json`, read as data.

`python -m conformance.derive.pages` makes it, and the pages in `docs/`, from the FHIR package in `profiles/package`.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec

from mappings import codes


class Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """An element that the profile says something about.

    `path` is without the resource's type, with the slice's name (`identifier:planId.system`). `min`, `max` are the whole
    cardinality, R4's where the profile leaves it. `supported` is R4's mustSupport. `fixed` is a value or the codes that a
    concept must have (`system#code`). `values` is a value set, bound with `strength`. `why` has the reason with its
    clause, `invariants` the keys of the rules that ask something of the element.
    """

    path: str
    min: int
    max: str
    supported: bool = False
    fixed: str = ""
    types: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    values: str = ""
    strength: str = ""
    closed: bool = False
    extension: str = ""
    why: str = ""
    invariants: tuple[str, ...] = ()


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An invariant: its key, the element that it stands on (empty: the resource), what it says in English."""

    key: str
    on: str
    says: str


class Code(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A code with its words in bokmål and nynorsk."""

    system: str
    code: str
    nb: str
    nn: str


class Values(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A value set. Without codes its codes are not held here."""

    title: str
    url: str
    codes: tuple[Code, ...]


class Page(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All about one profile; `values` are the lists that its elements are bound to, by name."""

    name: str
    url: str
    type: str
    base: str
    title: str
    about: str
    rows: tuple[Row, ...]
    rules: tuple[Rule, ...]
    values: dict[str, Values]
    file: str
    example: dict[str, Any]

    @property
    def line(self) -> str:
        """What the profile is, in one sentence."""
        return f"{self.about.partition('. ')[0].removesuffix('.')}."


@cache
def pages() -> dict[str, Page]:
    """All pages by the profile's name."""
    found = msgspec.json.decode(codes.data("profile_pages.json"), type=tuple[Page, ...])
    return {page.name: page for page in found}
