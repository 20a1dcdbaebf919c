"""What a plan must keep to that no single resource shows (profiles.md 4.2, tier C; R-003, R-004, R-006, R-076, R-096, R-101).

Each rule is a total function over plan and facts. C-2 stands in `consents`, C-3 in `coordinator`, C-5 in `withdrawal`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from adapter.core.consent.moments import span
from adapter.core.consent.references import codes
from adapter.core.plan import coordinator, names
from adapter.core.plan.life_cycles import GOAL_OPEN
from adapter.core.plan.parts import extensions, keys, resolved, type_of
from mappings import fhir
from mappings.result import Issue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from adapter.core.plan.facts import Facts
    from adapter.core.plan.parts import Plan


def one_plan(_: Plan, facts: Facts) -> Iterator[Issue]:
    """C-1: a person has one plan that has not ended. Told with how to reach who answers for it, and nothing else.

    Asked only of a caller whose consent to the plan stands: see `judge`.
    """
    yield from (Issue("plan-exists", "CarePlan", (contact,)) for contact in facts.open_plans)


def one_person(plan: Plan, facts: Facts) -> Iterator[Issue]:
    """Everything that belongs to the plan is about its person."""
    persons = keys(plan.care_plan.subject) | facts.person
    for one in plan.listed():
        if not keys(getattr(one.resource, "subject", None)) & persons:
            yield Issue("plan-other-person", one.place)


# --- C-4, C-7: main responsibility ----------------------------------------------------------------------------------------


def responsible_municipality(plan: Plan, facts: Facts) -> Iterator[Issue]:
    """C-4: where the main responsibility is municipal, the author is of the municipality that is stated."""
    if plan.care_plan.author is None:  # a draft may lack one
        return
    author = facts.number(plan.care_plan.author)
    for place, one in extensions("CarePlan", plan.care_plan.extension, names.MAIN_RESPONSIBILITY):
        said = {part.url: part.valueCoding for part in one.extension if part.valueCoding is not None}
        is_municipal = "level" in said and codes([said["level"]], names.SERVICE_LEVEL) == ["kommune"]
        municipality = said["municipality"].code if "municipality" in said else None
        if is_municipal and facts.municipalities.get(author, "") != municipality:
            yield Issue("plan-responsible", place)


def no_gap_in_transfer(plan: Plan, facts: Facts) -> Iterator[Issue]:
    """C-7: who manages the team answers for the plan until a transfer, with the person's consent, is completed."""
    for team in plan.teams():
        leads = {facts.number(one) for one in team.resource.managingOrganization}
        if facts.lead_before and not leads <= {facts.lead_before, *facts.transferred_to}:
            yield Issue("plan-transfer-open", team.place)


STATES_OF_THE_MUNICIPALITY: Final = frozenset({"active", "completed", "revoked"})


def not_by_hospital(plan: Plan, facts: Facts) -> Iterator[Issue]:
    """The hospital's coordinator neither starts nor ends the plan of a municipality (R-076)."""
    changes = plan.status != facts.before and plan.status in STATES_OF_THE_MUNICIPALITY
    if changes and facts.is_municipal and facts.writer and _stands(plan, facts) == {"hospital"}:
        yield Issue("plan-hospital-state", "CarePlan.status")


def _stands(plan: Plan, facts: Facts) -> set[coordinator.Level]:
    """As whose coordinator the writing unit stands in the plan now; who manages the team stands for the municipality."""
    found: set[coordinator.Level] = set()
    for team in plan.teams():
        if facts.writer in map(facts.number, team.resource.managingOrganization):
            found.add("municipal")
        for one in team.resource.participant:
            role = resolved(plan.at_hand, one.member, fhir.PractitionerRole)
            start, end = coordinator.bounds(one.period)
            is_its = role is not None and facts.number(role.organization) == facts.writer
            found |= coordinator.levels(one) if is_its and start <= facts.now <= end else frozenset()
    return found


# --- C-6: revision --------------------------------------------------------------------------------------------------------


def revision_overdue(plan: Plan, facts: Facts) -> Iterator[Issue]:
    """C-6: an active plan whose last planned revision has passed. A warning: what asks the coordinator is a Task."""
    stated = extensions("CarePlan", plan.care_plan.extension, names.NEXT_REVISION)
    planned = [found[1] for _, one in stated if one.valueDate and (found := span(one.valueDate)) is not None]
    if plan.status == "active" and facts.was_in_force and planned and max(planned) < facts.now:
        yield Issue("plan-revision-overdue", "CarePlan.extension")


# --- what belongs in a plan -----------------------------------------------------------------------------------------------

ADMINISTRATIVE: Final = (
    fhir.Practitioner,
    fhir.PractitionerRole,
    fhir.Organization,
    fhir.HealthcareService,
    fhir.Location,
    fhir.Endpoint,
)
"""What may be contained: who and where. All else has its own section label, and so its own readers."""


def nothing_copied_in(plan: Plan, _: Facts) -> Iterator[Issue]:
    """Other plans and contents are referred to, never copied into the plan: inside it they had its label (R-006)."""
    for number, one in enumerate(plan.care_plan.contained):
        if not isinstance(one, ADMINISTRATIVE):
            yield Issue("plan-contained", f"CarePlan.contained[{number}]")


JOURNAL: Final = frozenset(
    {
        "AllergyIntolerance",
        "ClinicalImpression",
        "Composition",
        "DiagnosticReport",
        "Encounter",
        "ImagingStudy",
        "Immunization",
        "MedicationAdministration",
        "MedicationDispense",
        "MedicationRequest",
        "MedicationStatement",
        "Procedure",
        "Specimen",
    }
)
"""Types of what is documented while health care is given: they stay in the journal (R-096, R-115)."""
MEASURED: Final = frozenset({"laboratory", "imaging", "vital-signs", "procedure"})
"""Categories of observations that are findings, no needs or resources."""


def no_journal(plan: Plan, _: Facts) -> Iterator[Issue]:
    """What is documented day by day belongs in the journal (R-096). Of documents their profile tells (ip-att-1)."""
    for number, one in enumerate(plan.care_plan.supportingInfo):
        observation = resolved(plan.at_hand, one, fhir.Observation)
        kinds = (
            [coding for kind in observation.category for coding in kind.coding]
            if observation is not None
            else []
        )
        is_finding = MEASURED.intersection(codes(kinds, names.OBSERVATION_CATEGORY))
        if is_finding or type_of(plan.at_hand, one) in JOURNAL:
            yield Issue("plan-journal", f"CarePlan.supportingInfo[{number}]")


def no_open_goal_left(plan: Plan, _: Facts) -> Iterator[Issue]:
    """A plan is not completed while goals are pursued: each is closed or carried over first (R-101)."""
    if plan.status == "completed":
        yield from (
            Issue("plan-goal-open", one.place)
            for one in plan.goals()
            if one.resource.lifecycleStatus in GOAL_OPEN
        )
