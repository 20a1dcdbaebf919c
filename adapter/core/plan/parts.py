"""A plan with its parts: what it refers to and is at hand, each with the place where the plan names it."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from adapter.core.consent.references import type_named
from adapter.core.plan import names
from mappings import fhir

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from msgspec import UnsetType

R = TypeVar("R", bound=fhir.Resource)


class Part(NamedTuple, Generic[R]):
    """A resource that is at hand. `place` is where it is referred to, as a FHIRPath, `name` what the reference says."""

    place: str
    name: str
    resource: R


class Plan(NamedTuple):
    """An individual plan as a transaction would leave it.

    `at_hand` holds what its references lead to, and theirs, by what the references say (`Goal/…`). What is not there
    lies elsewhere or nowhere, and counts for nothing.
    """

    care_plan: fhir.CarePlan
    at_hand: Mapping[str, fhir.Resource] = MappingProxyType({})

    @property
    def status(self) -> str:
        """The state; empty for one that is not stated."""
        return str(self.care_plan.status or "")

    def goals(self) -> list[Part[fhir.Goal]]:
        """Its goals."""
        return self._parts("CarePlan.goal", self.care_plan.goal, fhir.Goal)

    def activities(self) -> list[Part[fhir.ServiceRequest]]:
        """Its measures (tiltak); meetings and tasks in the list are none."""
        found = [one.reference for one in self.care_plan.activity]
        return self._parts("CarePlan.activity", found, fhir.ServiceRequest)

    def teams(self) -> list[Part[fhir.CareTeam]]:
        """Its active teams."""
        found = self._parts("CarePlan.careTeam", self.care_plan.careTeam, fhir.CareTeam)
        return [team for team in found if team.resource.status == "active"]

    def supporting(self, kind: type[R]) -> list[Part[R]]:
        """What stands beside it in `supportingInfo`, of one type."""
        return self._parts("CarePlan.supportingInfo", self.care_plan.supportingInfo, kind)

    def consents(self) -> list[tuple[str, Part[fhir.Consent] | None]]:
        """Place by place the consents that it rests on; None for one that is not at hand."""
        return [
            (place, self._part(place, one.valueReference, fhir.Consent))
            for place, one in extensions("CarePlan", self.care_plan.extension, names.CONSENT)
        ]

    def listed(self) -> list[Part[fhir.Resource]]:
        """Everything at hand that belongs to it alone, and so to its person."""
        mapped = self.supporting(fhir.Observation)
        teams = self._parts("CarePlan.careTeam", self.care_plan.careTeam, fhir.CareTeam)
        return [Part(*part) for part in (*self.goals(), *self.activities(), *teams, *mapped)]

    def _parts(self, place: str, references: Iterable[fhir.Reference | None], kind: type[R]) -> list[Part[R]]:
        found = (self._part(f"{place}[{number}]", one, kind) for number, one in enumerate(references))
        return [part for part in found if part is not None]

    def _part(self, place: str, reference: fhir.Reference | None, kind: type[R]) -> Part[R] | None:
        found = resolved(self.at_hand, reference, kind)
        name = reference.reference if reference is not None else None
        return Part(place, name or "", found) if found is not None else None


def resolved(
    at_hand: Mapping[str, fhir.Resource], reference: fhir.Reference | None, kind: type[R]
) -> R | None:
    """What a reference leads to, where that is at hand and of this type."""
    found = at_hand.get(reference.reference or "") if reference is not None else None
    return found if isinstance(found, kind) else None


def type_of(at_hand: Mapping[str, fhir.Resource], reference: fhir.Reference | None) -> str:
    """The type of what a reference leads to, as it is at hand, shown or said; empty where it is not known."""
    found = at_hand.get(reference.reference or "") if reference is not None else None
    if found is not None:
        return type(found).__name__
    return (type_named(reference) or "") if reference is not None else ""


def extensions(
    place: str, stated: Sequence[fhir.Extension], url: str
) -> Iterator[tuple[str, fhir.Extension]]:
    """The extensions of one name, each with its place."""
    for number, one in enumerate(stated):
        if one.url == url:
            yield f"{place}.extension[{number}]", one


def has_text(text: str | UnsetType | None) -> bool:
    """Whether something is said."""
    return isinstance(text, str) and bool(text.strip())


def keys(reference: fhir.Reference | None) -> frozenset[str]:
    """All that a reference names its target by: the place, and the identifier as `system|value`."""
    if reference is None:
        return frozenset()
    identifier = reference.identifier
    if identifier is None or identifier.value is None:
        return frozenset(filter(None, (reference.reference,)))
    return frozenset(filter(None, (reference.reference, f"{identifier.system or ''}|{identifier.value}")))
