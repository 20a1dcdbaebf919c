"""Who may be coordinator: what is asked of the one appointed, and of going against the person's wish (R-077, R-079, R-080).

Of the municipality's coordinator no profession is asked. A team needs no plan: `of_team` judges it by itself (R-072).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from adapter.core.plan import coordinator, names
from adapter.core.plan.consents import consent_fault
from adapter.core.plan.life_cycles import state_fault
from adapter.core.plan.parts import extensions, has_text, keys, resolved
from mappings import fhir
from mappings.identifiers import ID_TYPES
from mappings.result import Issue

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from adapter.core.plan.facts import Facts

_HPR: Final = ID_TYPES["HPR"].system


def of_team(
    team: fhir.CareTeam,
    at_hand: Mapping[str, fhir.Resource],
    consents: Iterable[fhir.Consent],
    facts: Facts,
) -> tuple[Issue, ...]:
    """All faults of a version of a team with a coordinator; `consents` are the person's own, `facts.before` the team's.

    An active team has the person's consent to a coordinator, and one coordinator at every date from now on.
    """
    status = str(team.status or "")
    found = [*state_fault("CareTeam", facts.before, status)]
    if status == "active":
        found += consent_fault("coordinator", consents, facts, "CareTeam.participant")
        found += coordinator.faults(
            coordinator.assignments(team), coordinator.bounds(team.period), "CareTeam.participant", facts
        )
        found += _health_personnel(team, at_hand, facts)
        found += _wish(team, at_hand, facts)
    return tuple(found)


def is_reachable(member: fhir.Reference | None, at_hand: Mapping[str, fhir.Resource]) -> bool:
    """Whether there is a way to reach a coordinator (R-089); one of another system is reached by its register."""
    if member is None or member.reference is None:
        return bool(keys(member))
    role = resolved(at_hand, member, fhir.PractitionerRole)
    person = _practitioner(role, at_hand)
    telecoms = [*(role.telecom if role is not None else []), *(person.telecom if person is not None else [])]
    return any(has_text(one.value) for one in telecoms)


def _health_personnel(
    team: fhir.CareTeam, at_hand: Mapping[str, fhir.Resource], facts: Facts
) -> Iterator[Issue]:
    """The hospital's coordinator has a health personnel number."""
    for number, one in enumerate(team.participant):
        is_over = coordinator.bounds(one.period)[1] < facts.now
        if "hospital" in coordinator.levels(one) and not is_over and not _has_hpr(one.member, at_hand):
            yield Issue("coordinator-no-health-personnel", f"CareTeam.participant[{number}].member")


def _has_hpr(member: fhir.Reference | None, at_hand: Mapping[str, fhir.Resource]) -> bool:
    role = resolved(at_hand, member, fhir.PractitionerRole)
    person = _practitioner(role, at_hand)
    references = [member, role.practitioner if role is not None else None]
    stated = [
        *(one.identifier for one in references if one is not None and one.identifier is not None),
        *(person.identifier if person is not None else []),
    ]
    return any(one.system == _HPR and has_text(one.value) for one in stated)


def _practitioner(
    role: fhir.PractitionerRole | None, at_hand: Mapping[str, fhir.Resource]
) -> fhir.Practitioner | None:
    return resolved(at_hand, role.practitioner, fhir.Practitioner) if role is not None else None


# --- the person's wish ------------------------------------------------------------------------------------------------


def _wish(team: fhir.CareTeam, at_hand: Mapping[str, fhir.Resource], facts: Facts) -> Iterator[Issue]:
    """Who appoints somebody else than the person wishes, says why; a wish in words alone needs to be told followed."""
    appointed = _appointed(team, at_hand, facts)
    for place, wish in extensions("CareTeam", team.extension, names.COORDINATOR_WISH):
        said = {part.url: part for part in wish.extension}
        wished = keys(said["person"].valueReference) if "person" in said else frozenset()
        followed = (
            bool(wished & appointed) if wished else "followed" in said and said["followed"].valueBoolean
        )
        if appointed and not followed and not ("reason" in said and has_text(said["reason"].valueString)):
            yield Issue("coordinator-wish", place)


def _appointed(team: fhir.CareTeam, at_hand: Mapping[str, fhir.Resource], facts: Facts) -> frozenset[str]:
    """All that coordinators of now and later are named by, as the role and as the person in it."""
    members = [
        one.member
        for one in team.participant
        if coordinator.levels(one) and coordinator.bounds(one.period)[1] >= facts.now
    ]
    roles = [resolved(at_hand, member, fhir.PractitionerRole) for member in members]
    persons = [role.practitioner for role in roles if role is not None]
    return frozenset().union(*map(keys, members), *map(keys, persons))
