"""The door of the checker: what a resource breaks of the profiles that apply to it, with everything it takes at hand here.

Which profile applies is told by what a resource is, never by what it claims (decisions.md, "which profile applies"); in a
Bundle also by what an individual plan in it refers to. Reading does not come here: `mappings.fhir` holds base R4.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mappings import fhir
from mappings.profiles import extended, kinds
from mappings.profiles.scope import Resident, Scope, residents
from mappings.profiles.table import is_a, named, table
from mappings.profiles.walk import profile_check
from mappings.result import Issue

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mappings.profiles.values import Found


def check(resource: fhir.Resource, profile: str = "") -> tuple[Issue, ...]:
    """Every fault of a resource by its profiles, with its place; none where no profile applies.

    In a Bundle every entry is checked as what it is, and references within it are followed. `profile` (canonical or name)
    is checked too where it is given, whatever the resource is; of a Bundle's entries, the first of the profile's type.
    Warnings name claims that were not checked.
    """
    inside = residents(resource)
    for one in inside:
        one.kinds = kinds.of(one.resource, one.scope)
    bundled = [Resident(-1, "Bundle", resource, Scope({}, []))] if isinstance(resource, fhir.Bundle) else []
    issues = _force([*bundled, *inside], profile)
    if isinstance(resource, fhir.Bundle):
        issues += tuple(_of_bundle(resource, bundled[0], inside))
    return (*issues, *_of_residents(inside))


def _force(found: list[Resident], profile: str) -> tuple[Issue, ...]:
    """Make the first resource of its type one of the profile that was asked for; else why that cannot be."""
    kind = type(found[0].resource).__name__
    if profile in ("", kinds.R4 + kind):
        return ()
    name = named(profile)
    if name is None:
        return (Issue("profile-unknown", kind),)
    wanted = table().profiles[name].type
    for one in found if found[0].number < 0 else found[:1]:
        if type(one.resource).__name__ == wanted:
            one.kinds = (name, *(kind for kind in one.kinds if kind != name))
            return ()
    return (Issue("profile-other-type", kind, (name, wanted)),)


def _of_bundle(bundle: fhir.Bundle, itself: Resident, inside: list[Resident]) -> Iterator[Issue]:
    """The faults of a Bundle as a whole."""
    applied = itself.kinds or ((kinds.BUNDLE,) if kinds.is_plan_bundle(bundle, inside) else ())
    for name in applied:
        yield from _placed("Bundle", profile_check(name)(bundle, itself.scope))
    yield from _placed("Bundle", kinds.claims(bundle, applied))
    for at, entry in enumerate(bundle.entry):
        for number in range(len(entry.modifierExtension)):
            yield Issue("profile-modifier", f"Bundle.entry[{at}].modifierExtension[{number}]")


def _of_residents(inside: list[Resident]) -> list[Issue]:
    """The faults of every resource, in their order; first all that references make of their targets is found out."""
    found: list[dict[str, list[Found]]] = [{} for _ in inside]
    waiting = [(one.number, name) for one in inside for name in one.kinds]
    while waiting:
        number, name = waiting.pop()
        if name not in found[number]:
            resident = inside[number]
            found[number][name] = list(profile_check(name)(resident.resource, resident.scope))
            asked = [*resident.scope.wanted, *_asked(resident, name)]
            resident.scope.wanted.clear()
            new = ((at, one) for at, one in asked if one not in found[at])
            waiting += [(at, one) for at, one in new if not kinds.is_subsetted(inside[at].resource)]
    return [issue for one in inside for issue in _of_resident(one, found[one.number])]


def _asked(resident: Resident, name: str) -> Iterator[tuple[int, str]]:
    """The targets that a resource of ours makes ours: number and profile."""
    for reference, by_type in kinds.asked(resident.resource, name):
        target = resident.scope.find(reference.reference or "")
        profile = by_type.get(type(target.resource).__name__) if target is not None else None
        if target is not None and profile is not None:
            yield target.number, profile


def _of_resident(one: Resident, by_profile: dict[str, list[Found]]) -> list[Issue]:
    """The faults of a resource by its profiles, of its extensions, and what is to be said of its claims.

    A profile that another one is derived from has nothing to add.
    """
    own = [
        name for name in by_profile if not any(other != name and is_a(other, name) for other in by_profile)
    ]
    found = [fault for name in sorted(own) for fault in by_profile[name]]
    found += extended.faults(one.resource, one.scope)
    found += kinds.claims(one.resource, by_profile)
    return _placed(one.place, found)


def _placed(place: str, found: Iterable[Found]) -> list[Issue]:
    return [Issue(key, place + below, params) for key, below, params in found]
