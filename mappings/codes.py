"""National code lists (kodeverk) and their translations to FHIR's codes, read from `tables/` when first asked for.

A list is named by its number *n* (OID 2.16.578.1.12.4.1.1.*n*). An unknown code is never turned into another one: it is
told apart from a code of a list whose values are not held here, and both are remarks of whoever asks.
"""

from __future__ import annotations

import pkgutil
import re
from functools import cache, lru_cache

import msgspec

_NUMBER = re.compile("[0-9]{4}")
_MOST_LISTS = 1024
"""Numbers come out of messages: what is remembered about them must have an end."""


class _Concept(msgspec.Struct):
    code: str
    display: str


class _CodeSystem(msgspec.Struct):
    content: str
    concept: list[_Concept]


class _Target(msgspec.Struct):
    code: str


class _Element(msgspec.Struct):
    code: str
    target: list[_Target]


class _Group(msgspec.Struct):
    element: list[_Element]


class _ConceptMap(msgspec.Struct):
    group: list[_Group]


class _List(msgspec.Struct, frozen=True):
    displays: dict[str, str]
    whole: bool


def known(number: str, code: str) -> bool | None:
    """Whether a list holds a code; None where the list's values are not held here, or not all of them."""
    held = _list(number)
    if held is None:
        return None
    return code in held.displays or (False if held.whole else None)


def display(number: str, code: str) -> str | None:
    """The official display name (nb) of a code; None where it is not held here."""
    held = _list(number)
    return held.displays.get(code) if held else None


@lru_cache(maxsize=_MOST_LISTS)
def _list(number: str) -> _List | None:
    if _NUMBER.fullmatch(number) is None:
        return None
    try:
        table = msgspec.json.decode(data(f"kodeverk-{number}.json"), type=_CodeSystem)
    except FileNotFoundError:
        return None
    return _List({concept.code: concept.display for concept in table.concept}, table.content == "complete")


@cache
def translation(name: str) -> dict[str, str]:
    """Received code -> FHIR's code, by `tables/map-<name>.json`; a code that is not there has none.

    Raises FileNotFoundError for a translation that there is not: a slip in the program, never in a message.
    """
    table = msgspec.json.decode(data(f"map-{name}.json"), type=_ConceptMap)
    return {element.code: element.target[0].code for group in table.group for element in group.element}


def data(name: str) -> bytes:
    """A file of `tables/`: the package's own data. Raises FileNotFoundError.

    `importlib.resources` does the same and takes ten times as long to import.
    """
    return pkgutil.get_data("mappings", f"tables/{name}") or b""
