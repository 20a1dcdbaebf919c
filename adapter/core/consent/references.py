"""Whom a Consent speaks of: literal and logical references, and codes of one system."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from mappings import extensions
from mappings.identifiers import ID_TYPES, comparable, is_org_nr

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mappings import fhir

LITERAL: Final = re.compile(r"([A-Z][A-Za-z]+)/([A-Za-z0-9.-]{1,64})")
"""A relative reference to the current version; others are not followed here."""


class Person(NamedTuple):
    """Whose consent it is: the id of a Patient here, or else (id empty) an identifier, as they were stated."""

    id: str
    system: str = ""
    value: str = ""


def person(reference: fhir.Reference | None) -> Person | None:
    """The person of a reference; None where it names none, or in two ways, which could be two persons."""
    if reference is None or reference.type not in (None, "Patient"):
        return None
    identifier = reference.identifier
    if reference.reference is not None:
        found = LITERAL.fullmatch(reference.reference)
        return Person(found[2]) if found and found[1] == "Patient" and identifier is None else None
    if identifier is None or not identifier.system or not identifier.value:
        return None
    return Person("", identifier.system, identifier.value)


def organisation(reference: fhir.Reference) -> str:
    """The organisation number of a logical reference to an Organization; empty where it is none, or none by form."""
    identifier = reference.identifier
    if (
        reference.reference is not None
        or reference.type not in (None, "Organization")
        or identifier is None
        or identifier.system != ID_TYPES["ENH"].system
        or identifier.value is None
    ):
        return ""
    number = comparable("ENH", identifier.value)
    return number if is_org_nr(number) else ""


_TYPED: Final = re.compile(r"(?:.*/)?([A-Z][A-Za-z]+)/[^/]+")


def type_named(reference: fhir.Reference) -> str | None:
    """The type that a reference shows, or else says."""
    found = _TYPED.fullmatch(reference.reference) if reference.reference is not None else None
    return found[1] if found else reference.type


def same(one: fhir.Reference, other: fhir.Reference) -> bool:
    """Whether two references are plainly to the same: by place, or by identifier."""
    by_place = one.reference is not None and one.reference == other.reference
    mine, theirs = one.identifier, other.identifier
    if mine is None or theirs is None or mine.value is None:
        return by_place
    return by_place or (mine.system, mine.value) == (theirs.system, theirs.value)


def codes(codings: Iterable[fhir.Coding], system: str) -> list[str | None]:
    """The codes of one system among codings; None for a coding of that system without code."""
    return [coding.code for coding in codings if coding.system == system]


def stated(consent: fhir.Consent, name: str) -> list[fhir.Extension]:
    """The extensions of a Consent with one of our names."""
    wanted = extensions.url(name)
    return [extension for extension in consent.extension if extension.url == wanted]
