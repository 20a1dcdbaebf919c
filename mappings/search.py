"""What a resource is found by: entries for the index tables, by the parameters of `mappings.search_table`.

A token is system and value as they were sent (R4 3.1.1.4.10); the system is empty where none was sent, and for codes,
booleans and texts, which have none. Of references (3.1.1.4.12) only relative ones are told, `Type/id` or a version of
it: not absolute URLs, not contained resources, not logical references, which have an identifier and no place.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

from mappings import fhir
from mappings.search_table import ROWS, Row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

Pairs: TypeAlias = "Iterable[tuple[str | None, str | None]]"
Entry: TypeAlias = tuple[str, str, str]


class _Path(NamedTuple):
    """A row of the table, ready to run: `read` takes what stands at the end of the path."""

    param: str
    fields: tuple[str, ...]
    read: Callable[[Any], Pairs]


_Table: TypeAlias = dict[type[fhir.Resource], tuple[_Path, ...]]


def tokens(resource: fhir.Resource) -> list[Entry]:
    """The tokens of a resource, each once: parameter, system, value."""
    return _entries(resource, _TOKENS)


def references(resource: fhir.Resource) -> list[Entry]:
    """The relative references of a resource, each once: parameter, type and id of what is referred to."""
    return _entries(resource, _REFERENCES)


def patient_of(resource: fhir.Resource) -> str | None:
    """The id of the Patient that a resource is about: its own, or the one that its parameter `patient` leads to.

    None where there is none, and where there are several: it is about no one of them alone.
    """
    if isinstance(resource, fhir.Patient):
        return resource.id
    ids = {id_ for _, _, id_ in _entries(resource, _PATIENT)}
    return ids.pop() if len(ids) == 1 else None


def _entries(resource: fhir.Resource, table: _Table) -> list[Entry]:
    """What the paths of a type lead to; pairs without a value are none."""
    found: dict[Entry, None] = {}
    for param, fields, read in table.get(type(resource), ()):
        for element in _at(resource, fields):
            for first, second in read(element):
                if second:
                    found[param, first or "", second] = None
    return list(found)


def _at(struct: Any, fields: tuple[str, ...]) -> Sequence[Any]:  # noqa: ANN401 - a struct of any type
    """What stands at the end of a path: a primitive may be UNSET, or None in a list, where an extension stands for it."""
    value = getattr(struct, fields[0])
    if value is None:
        return ()
    items = value if type(value) is list else (value,)
    if len(fields) == 1:
        return items
    return [each for item in items for each in _at(item, fields[1:])]


# --- what an element says, by its FHIR type ---------------------------------------------------------------------------

_RELATIVE = re.compile("([A-Z][A-Za-z]+)/([A-Za-z0-9.-]{1,64})(?:/_history/[A-Za-z0-9.-]{1,64})?")
_BOOLEAN = {True: "true", False: "false"}

_TOKEN_OF: Final[dict[str, Callable[[Any], Pairs]]] = {
    "Identifier": lambda element: ((element.system, element.value),),
    "Coding": lambda element: ((element.system, element.code),),
    "CodeableConcept": lambda element: [(coding.system, coding.code) for coding in element.coding],
    "ContactPoint": lambda element: ((None, element.value),),
    "boolean": lambda element: ((None, _BOOLEAN.get(element)),),
}


def _reader(row: Row) -> Callable[[Any], Pairs]:
    if row.leaf == "Reference":
        return _reference_to(row.where)
    read = _TOKEN_OF.get(row.leaf, _text)
    return _of_system(row.where, read) if row.where else read


def _text(element: str | None) -> Pairs:
    return ((None, element),)


def _of_system(system: str, read: Callable[[Any], Pairs]) -> Callable[[Any], Pairs]:
    return lambda element: read(element) if element.system == system else ()


def _reference_to(kind: str) -> Callable[[Any], Pairs]:
    """A reader of references to one type, or to any."""
    if not kind:
        return lambda element: _place(element.reference)
    start = f"{kind}/"

    def read(element: fhir.Reference) -> Pairs:
        place = element.reference
        return _place(place) if place is not None and place.startswith(start) else ()

    return read


@lru_cache(maxsize=1024)  # most references of a message say the same few places
def _place(reference: str | None) -> Pairs:
    """Type and id of a relative reference."""
    stated = _RELATIVE.fullmatch(reference or "")
    return ((stated[1], stated[2]),) if stated else ()


# --- the table, by struct ---------------------------------------------------------------------------------------------


def _by_type(rows: Iterable[Row]) -> _Table:
    found: dict[type[fhir.Resource], tuple[_Path, ...]] = {}
    for row in rows:
        cls = fhir.RESOURCES[row.type]
        found[cls] = (*found.get(cls, ()), _Path(row.param, row.path, _reader(row)))
    return found


_TOKENS: Final = _by_type(row for row in ROWS if row.leaf != "Reference")
_REFERENCES: Final = _by_type(row for row in ROWS if row.leaf == "Reference")
_PATIENT: Final = _by_type(row._replace(where="Patient") for row in ROWS if row.param == "patient")
