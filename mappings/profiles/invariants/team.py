"""Invariants of teams and of the coordinator (domain.md 1.G)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mappings.profiles.invariants.paths import extended, is_coordinator, is_municipal, parts, shows, there

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from mappings import fhir


def _has_one_coordinator(team: fhir.CareTeam) -> bool:
    if team.status not in (None, "active"):
        return True
    lasting = [one for one in team.participant if is_municipal(one.role) and not _has_end(one)]
    return any(is_coordinator(one.role) for one in team.participant) and len(lasting) <= 1


def _has_end(participant: fhir.CareTeamParticipant) -> bool:
    return participant.period is not None and there(participant.period.end)


def _has_the_person_in_it(team: fhir.CareTeam) -> bool:
    return any(one.member is not None and shows(one.member, ("Patient",)) for one in team.participant)


def _is_coordinated_by_a_person(team: fhir.CareTeam) -> bool:
    return all(
        one.member is not None and shows(one.member, ("PractitionerRole",))
        for one in team.participant
        if is_coordinator(one.role)
    )


def _tells_whom_the_person_wishes(team: fhir.CareTeam) -> bool:
    return all(map(_is_a_wish, extended(team.extension, "ip-coordinator-wish")))


def _is_a_wish(wish: fhir.Extension) -> bool:
    refused = any(part.valueBoolean is False for part in parts(wish, "followed"))
    return bool(parts(wish, "text", "person")) and (not refused or bool(parts(wish, "reason")))


def _is_a_coordinators(role: fhir.PractitionerRole) -> bool:
    return is_coordinator(role.code)


TEAM: Final[dict[str, Callable[[Any], bool]]] = {
    "ip-ct-1": _has_one_coordinator,
    "ip-ct-2": _has_the_person_in_it,
    "ip-ct-3": _is_coordinated_by_a_person,
    "ip-ct-4": _tells_whom_the_person_wishes,
    "ip-cr-1": _is_a_coordinators,
}
