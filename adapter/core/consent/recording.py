"""A FHIR Consent as the engine understands it: wholly, or refused with all faults (decisions.md, "who records consent")."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from adapter.core.consent import provisions, shape
from adapter.core.consent.facts import Directive
from adapter.core.consent.kinds import LIVE, NEXT
from adapter.core.consent.references import Person, organisation, person
from mappings.result import Issue, Refusal

if TYPE_CHECKING:
    from collections.abc import Collection
    from uuid import UUID

    from adapter.core.consent.kinds import Category, Status
    from adapter.core.consent.provisions import Provision
    from mappings import fhir


class Reading(NamedTuple):
    """What a Consent says. `holder` is the organisation number of Consent.organization, empty where it has none."""

    category: Category
    status: Status
    person: Person
    holder: str
    provisions: tuple[Provision, ...]

    @property
    def live(self) -> bool:
        """Whether it decides."""
        return self.status in LIVE

    def directives(self, consent: UUID, version: int, person: bytes) -> tuple[Directive, ...]:
        """Its provisions as the store keeps them: `person` is the keyed link of the person that it is about."""
        return tuple(
            Directive(consent, version, person, self.category, self.live, *provision)
            for provision in self.provisions
        )


def read(consent: fhir.Consent, health: Collection[str] = ()) -> Reading:
    """Understand a Consent. Raises `Refusal` with every fault; nothing is guessed.

    `health` are the organisation numbers of units in the health service, by the party table: to others nothing is shared
    on a consent that nobody said in words (R-040).
    """
    issues = [*shape.faults(consent, health), *provisions.faults(consent)]
    if issues:
        raise Refusal(*issues)
    return understood(consent)


def understood(consent: fhir.Consent) -> Reading:
    """What a Consent says that was read before: rules and party table may have changed since, and are not asked again.

    Raises `Refusal` without issues for one that never was: what came by message decides nothing.
    """
    category, about = shape.category(consent), person(consent.patient)
    if category is None or about is None:
        raise Refusal
    inner = consent.provision.provision if consent.provision is not None else []
    return Reading(
        category,
        cast("Status", consent.status),  # one of them, or it had a fault
        about,
        organisation(consent.organization[0]),
        tuple(map(provisions.read, inner)),
    )


def changed(after: Reading, before: Reading) -> tuple[Issue, ...]:
    """The faults of a change: a Consent stays about the same thing and goes the ways of domain.md 3.3.

    Whether the person is the same, the caller asks by their links: one person has several ids and numbers.
    """
    issues = []
    if after.category != before.category:
        issues.append(Issue("consent-other", "Consent.category"))
    if after.status not in NEXT[before.status]:
        issues.append(Issue("consent-state", "Consent.status", (before.status, after.status)))
    return tuple(issues)
