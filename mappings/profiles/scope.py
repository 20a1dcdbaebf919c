"""What is around an element that is checked: the resources that its references can reach, and what they are to be."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, get_args

from mappings import fhir

if TYPE_CHECKING:
    from collections.abc import Iterator

_TYPES: Final = frozenset(get_args(fhir.ResourceTypes))
_LITERAL: Final = re.compile(r"(?:.+/)?(?P<type>[A-Z][A-Za-z]+)/[A-Za-z0-9.-]{1,64}(?:/_history/[^/]+)?")
_CONDITIONAL: Final = re.compile(r"(?P<type>[A-Z][A-Za-z]+)\?")


def type_named(reference: str) -> str:
    """The type that a literal or conditional reference shows; empty where it shows none (`urn:uuid:…`, `#…`)."""
    found = _LITERAL.fullmatch(reference) or _CONDITIONAL.match(reference)
    return found["type"] if found and found["type"] in _TYPES else ""


@dataclass(slots=True)
class Resident:
    """A resource with its place, the profiles of what it is, and the reach of its references."""

    number: int
    place: str
    resource: fhir.Resource
    scope: Scope
    kinds: tuple[str, ...] = ()


@dataclass(slots=True)
class Scope:
    """The reach of a resource's references: in its Bundle by canonical form, and what it contains by `#id`.

    `base` is the service's address of relative references. `wanted` collects what references ask of their targets: the
    target's number and the name of a profile.
    """

    residents: dict[str, Resident]
    wanted: list[tuple[int, str]]
    base: str = ""
    contained: dict[str, Resident] = field(default_factory=dict)

    def find(self, reference: str) -> Resident | None:
        """The target of a literal reference, where it is within reach."""
        if reference[:1] == "#":
            return self.contained.get(reference)
        found = self.residents.get(self.base + reference) or self.residents.get(reference)
        if found is None and "/_history/" in reference:
            return self.find(reference.partition("/_history/")[0])
        return found


def residents(resource: fhir.Resource) -> list[Resident]:
    """A resource, or those of a Bundle, each followed by what it contains."""
    found: list[Resident] = []
    whole = Scope({}, [])
    bases = {"": whole}
    for place, url, one in _listed(resource):
        base, path = _split(url)
        if base not in bases:
            bases[base] = Scope(whole.residents, whole.wanted, base)
        inner = one.contained if isinstance(one, fhir.DomainResource) else []
        scope = Scope(whole.residents, whole.wanted, base) if inner else bases[base]
        resident = Resident(len(found), place, one, scope)
        found.append(resident)
        for name in _names(url, path, one):
            whole.residents.setdefault(name, resident)
        for at, below in enumerate(inner):
            if isinstance(below, fhir.Resource):
                scope.contained[f"#{below.id}"] = Resident(
                    len(found), f"{place}.contained[{at}]", below, scope
                )
                found.append(scope.contained[f"#{below.id}"])
    return found


def _names(url: str, path: str, resource: fhir.Resource) -> list[str]:
    """What references call a resource: its fullUrl, and Type/id."""
    relative = path or (f"{type(resource).__name__}/{resource.id}" if resource.id else "")
    return [name for name in (url, relative) if name]


def _listed(resource: fhir.Resource) -> Iterator[tuple[str, str, fhir.Resource]]:
    """Place, fullUrl and resource of every entry, or of a resource that is no Bundle."""
    if not isinstance(resource, fhir.Bundle):
        yield type(resource).__name__, "", resource
        return
    for at, entry in enumerate(resource.entry):
        if isinstance(entry.resource, fhir.Resource):
            yield f"Bundle.entry[{at}].resource", entry.fullUrl or "", entry.resource


def _split(url: str) -> tuple[str, str]:
    """A fullUrl as the service's address and Type/id; both empty where it is no such address."""
    rest, _, number = url.rpartition("/")
    base, slash, name = rest.rpartition("/")
    return (base + slash, f"{name}/{number}") if name in _TYPES else ("", "")
