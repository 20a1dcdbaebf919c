"""Which profile applies: told by what a resource is, never by what it claims (decisions.md, "which profile applies")."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from mappings import fhir
from mappings.extensions import DEFINITION, system, url
from mappings.profiles.invariants.paths import is_coordinator
from mappings.profiles.table import named, table

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from typing import TypeAlias

    from mappings.profiles.scope import Resident, Scope
    from mappings.profiles.values import Found

    Asked: TypeAlias = Iterator[tuple[fhir.Reference, dict[str, str]]]
    """A reference, and by the type of its target the profile that the target must then have."""

PLAN: Final = "no-ip-careplan"
SUB_PLAN: Final = "no-ip-subplan"
TEAM: Final = "no-ip-careteam"
NOTICE: Final = "no-ip-notice-task"
BUNDLE: Final = "no-ip-plan-bundle"

R4: Final = "http://hl7.org/fhir/StructureDefinition/"
_CONSENT_REF: Final = url("ip-consent-ref")
_PLAN_KIND: Final = system("ip-plan-kind")


class Row(NamedTuple):
    """A code that tells what a resource is; `other`: what one is that has any other code of the system."""

    field: str
    system: str
    codes: dict[str, str]
    other: str = ""


BY_CODE: Final[dict[str, Row]] = {
    "CarePlan": Row("category", _PLAN_KIND, {"individuell-plan": PLAN}),
    "CareTeam": Row("category", system("ip-team-kind"), {"ip-team": TEAM}),
    "Consent": Row("category", system("ip-consent-type"), {}, other="no-ip-consent"),
    "Task": Row(
        "code",
        system("ip-task-code"),
        {
            "need-notice": NOTICE,
            "coordinator-notice": NOTICE,
            "hab-need-notice": NOTICE,
            "transfer": "no-ip-transfer-task",
        },
        other="no-ip-task",
    ),
    "Observation": Row("category", system("ip-resource-need"), {}, other="no-ip-resource-need"),
    "HealthcareService": Row(
        "type", system("ip-service-type"), {"koordinerende-enhet": "no-ip-coordinating-unit"}
    ),
}
"""Resource type -> the code by which one of ours is known."""


def of(resource: fhir.Resource, scope: Scope) -> tuple[str, ...]:
    """The profiles of a resource by its own content. A filtered copy is none: what it leaves out is no fault of it."""
    if is_subsetted(resource):
        return ()
    row = BY_CODE.get(type(resource).__name__)
    found = list(_by_code(resource, row)) if row else []
    if not found and isinstance(resource, fhir.CarePlan) and _is_part(resource, scope):
        found = [SUB_PLAN]
    return tuple(dict.fromkeys(found))


def is_subsetted(resource: fhir.Resource) -> bool:
    """Whether a resource says that it leaves something out (R4 tag SUBSETTED)."""
    return resource.meta is not None and any(tag.code == "SUBSETTED" for tag in resource.meta.tag)


def is_plan_bundle(bundle: fhir.Bundle, inside: Iterable[Resident]) -> bool:
    """Whether a Bundle is a plan with everything: a collection that holds an individual plan, and no filtered copy."""
    return (
        bundle.type == "collection"
        and not is_subsetted(bundle)
        and any(PLAN in resident.kinds for resident in inside)
    )


def _by_code(resource: fhir.Resource, row: Row) -> Iterator[str]:
    for coding in codings(getattr(resource, row.field)):
        if coding.system == row.system:
            name = row.codes.get(coding.code or "", row.other)
            if name:
                yield name


def codings(concepts: Any) -> Iterator[fhir.Coding]:  # noqa: ANN401 - CodeableConcepts, one or none, by the element
    """All codings of an element."""
    for concept in concepts if isinstance(concepts, list) else [concepts]:
        if concept is not None:
            yield from concept.coding


def _is_part(plan: fhir.CarePlan, scope: Scope) -> bool:
    """Whether a plan is part of an individual plan: of one within reach, else by a kind of plan of our own list."""
    targets = [scope.find(one.reference or "") for one in plan.partOf]
    reached = [target.resource for target in targets if target is not None]
    if reached:
        return any(
            PLAN in _by_code(one, BY_CODE["CarePlan"]) for one in reached if isinstance(one, fhir.CarePlan)
        )
    return bool(plan.partOf) and any(coding.system == _PLAN_KIND for coding in codings(plan.category))


# --- what such a plan refers to ---------------------------------------------------------------------------------------


def asked(resource: fhir.Resource, profile: str) -> Asked:
    """What the references of a resource of ours make of their targets, beyond what the profiles say of targets."""
    return _ASKED[profile](resource) if profile in _ASKED else iter(())


def _of_plan(plan: fhir.CarePlan) -> Asked:
    for extension in plan.extension:
        if extension.url == _CONSENT_REF and extension.valueReference is not None:
            yield extension.valueReference, {"Consent": "no-ip-consent"}
    for reference in plan.supportingInfo:
        yield reference, {"DocumentReference": "no-ip-attachment"}


def _of_team(team: fhir.CareTeam) -> Asked:
    for participant in team.participant:
        if participant.member is not None and is_coordinator(participant.role):
            yield participant.member, {"PractitionerRole": "no-ip-coordinator-role"}


_ASKED: Final[dict[str, Callable[[Any], Asked]]] = {PLAN: _of_plan, TEAM: _of_team}


# --- claims -----------------------------------------------------------------------------------------------------------


def claims(resource: fhir.Resource, applied: Collection[str]) -> Iterator[Found]:
    """Profiles that a resource claims and that were not checked: others', or ours where it is no such thing."""
    claimed = resource.meta.profile if resource.meta is not None else []
    for at, one in enumerate(claimed):
        name = named(one or "") or ""
        if one == R4 + type(resource).__name__ or name in applied:
            continue
        if name and table().profiles[name].url.startswith(DEFINITION):
            yield "profile-not-applied", f".meta.profile[{at}]", (name,)
        else:
            yield "profile-foreign", f".meta.profile[{at}]", ()
