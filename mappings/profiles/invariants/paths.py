"""What the invariants look at: codes of one system, extensions of one name, whom a reference shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeGuard, TypeVar

from msgspec import UNSET

from mappings.extensions import system, url

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mappings import fhir

T = TypeVar("T")

VOLVEN: Final = "urn:oid:2.16.578.1.12.4.1.1."
TASK_IO: Final = system("ip-task-io")

ROLES: Final = f"{VOLVEN}9034"
TEAM_ROLES: Final = system("ip-team-role")


def there(value: T | None) -> TypeGuard[T]:
    """Whether an element that does not repeat has a value."""
    return value is not None and value is not UNSET


def extended(extensions: Iterable[fhir.Extension], name: str) -> list[fhir.Extension]:
    """The extensions of ours with a name."""
    wanted = url(name)
    return [one for one in extensions if one.url == wanted]


def parts(extension: fhir.Extension, *names: str) -> list[fhir.Extension]:
    """The parts of a complex extension with one of the names."""
    return [one for one in extension.extension if one.url in names]


def coded(concepts: Iterable[fhir.CodeableConcept], system: str, *codes: str) -> bool:
    """Whether one of the concepts has a coding of a system: one of the codes, or any where none is named."""
    for concept in concepts:
        for one in concept.coding:
            if one.system == system and (not codes or one.code in codes):
                return True
    return False


def in_list(codings: Iterable[fhir.Coding], system: str, *codes: str) -> bool:
    """Whether one of the codings is one of a system's codes."""
    return any(one.system == system and one.code in codes for one in codings)


def is_municipal(roles: Sequence[fhir.CodeableConcept]) -> bool:
    """Whether a role is the municipality's coordinator, or barnekoordinator."""
    return coded(roles, ROLES, "8") or coded(roles, TEAM_ROLES, "barnekoordinator")


def is_coordinator(roles: Sequence[fhir.CodeableConcept]) -> bool:
    """Whether a role is a coordinator's, the hospital's included."""
    return is_municipal(roles) or coded(roles, ROLES, "18")


def shows(reference: fhir.Reference, types: Sequence[str]) -> bool:
    """Whether a reference is to one of the types, by its literal or conditional form or by what it states.

    A UUID, and what the resource contains, may be of any.
    """
    if reference.type in types:
        return True
    literal = f"/{reference.reference or ''}"
    if literal.startswith("/#"):
        return literal != "/#"
    return literal.startswith("/urn:uuid:") or any(
        literal.partition(f"/{one}{sign}")[2] for one in types for sign in "/?"
    )
