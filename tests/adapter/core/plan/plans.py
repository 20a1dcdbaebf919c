"""A plan that lacks nothing, as what its references lead to, and what can be taken away from it: point by point."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from msgspec.structs import replace

from adapter.core.plan.facts import Facts
from adapter.core.plan.parts import Plan
from mappings import fhir
from mappings.extensions import system, url

if TYPE_CHECKING:
    from collections.abc import Callable

World: TypeAlias = "dict[str, Any]"
"""Resources by what references say. Changes put new ones; nothing in them is changed."""

NOW = datetime(2026, 9, 1, 7, tzinfo=UTC)
ENH, HPR = "urn:oid:2.16.578.1.12.4.1.4.101", "urn:oid:2.16.578.1.12.4.1.4.4"
MUNICIPALITY, HOME_CARE, PPT, NAV = "310010103", "310030309", "310050504", "310060607"
HOSPITAL, KE = "312120216", "310020206"
ROLE = "urn:oid:2.16.578.1.12.4.1.1.9034"
LEVEL = system("ip-service-level")
PLAN, TEAM, GOAL, ACTIVITY = "CarePlan/ip", "CareTeam/team", "Goal/own", "ServiceRequest/walks"
PERSON, STI, BRYGGE = "Patient/p1", "PractitionerRole/sti", "PractitionerRole/brygge"


def unit(number: str) -> fhir.Reference:
    return fhir.Reference(type="Organization", identifier=fhir.Identifier(system=ENH, value=number))


def to(place: str) -> fhir.Reference:
    return fhir.Reference(reference=place)


def concept(of: str, code: str, text: str | None = None) -> fhir.CodeableConcept:
    return fhir.CodeableConcept(coding=[fhir.Coding(system=of, code=code)], text=text)


def participant(
    member: fhir.Reference,
    *codes: tuple[str, str],
    start: str = "2026-01-01",
    end: str | None = None,
    contribution: str = "",
) -> fhir.CareTeamParticipant:
    said = [fhir.Extension(url=url("ip-contribution"), valueString=contribution)] if contribution else []
    return fhir.CareTeamParticipant(
        extension=said,
        role=[concept(of, code) for of, code in codes],
        member=member,
        period=fhir.Period(start=start, end=end),
    )


MUNICIPAL, HOSPITALS = (ROLE, "8"), (ROLE, "18")
CHILDS = (system("ip-team-role"), "barnekoordinator")
MYSELF = participant(to(PERSON), (system("ip-team-role"), "personen"), contribution="går tur hver dag")
COORDINATOR = participant(to(STI), MUNICIPAL)
HELP = participant(unit(HOME_CARE), (ROLE, "9"))
PERMITTED = fhir.ConsentProvision(
    type="permit",
    actor=[fhir.ConsentProvisionActor(role=concept("", "IRCP"), reference=unit(MUNICIPALITY))],
    action=[concept(system("ip-action"), "make-plan")],
    period=fhir.Period(start="2026-01-01", end="2027-12-31"),
)


def consent(category: str, *provisions: fhir.ConsentProvision, status: str = "active") -> fhir.Consent:
    return fhir.Consent(
        status=status,
        scope=concept("http://terminology.hl7.org/CodeSystem/consentscope", "patient-privacy"),
        category=[concept(system("ip-consent-type"), category)],
        patient=to(PERSON),
        dateTime="2026-08-01",
        provision=fhir.ConsentProvision(provision=list(provisions)),
    )


def extension(name: str, **value: object) -> fhir.Extension:
    return fhir.Extension(url=url(name), **value)


def part(name: str, **value: object) -> fhir.Extension:
    return fhir.Extension(url=name, **value)


RESPONSIBLE = extension(
    "ip-main-responsibility",
    extension=[
        part("level", valueCoding=fhir.Coding(system=LEVEL, code="kommune")),
        part("municipality", valueCoding=fhir.Coding(code="9901")),
    ],
)
COOPERATION = extension(
    "ip-wanted-cooperation",
    extension=[
        part("type", valueCodeableConcept=fhir.CodeableConcept(text="arbeidsgiver")),
        part("purpose", valueString="tilbake i arbeid"),
        part("state", valueCoding=fhir.Coding(system=system("ip-cooperation-state"), code="wanted")),
    ],
)
REVISION = extension("ip-next-revision", valueDate="2027-03-01")


def mapped(kind: str, words: str = "liker å gå tur") -> fhir.Observation:
    return fhir.Observation(
        status="final",
        category=[concept(system("ip-resource-need"), kind)],
        code=fhir.CodeableConcept(text="fritid"),
        subject=to(PERSON),
        performer=[to(PERSON)],
        valueString=words,
    )


def world(status: str = "active") -> World:
    """A whole plan about a person whose municipality is responsible, in a state."""
    return {
        PLAN: fhir.CarePlan(
            status=status,
            intent="plan",
            subject=to(PERSON),
            period=fhir.Period(start="2026-09-01", end="2027-08-31"),
            author=unit(MUNICIPALITY),
            careTeam=[to(TEAM)],
            goal=[to(GOAL)],
            activity=[fhir.CarePlanActivity(reference=to(ACTIVITY))],
            supportingInfo=[to("Observation/strength"), to("Observation/need")],
            extension=[
                extension("ip-consent-ref", valueReference=to("Consent/plan")),
                extension("ip-consent-ref", valueReference=to("Consent/coordinator")),
                REVISION,
                RESPONSIBLE,
                COOPERATION,
            ],
        ),
        TEAM: fhir.CareTeam(
            status="active",
            subject=to(PERSON),
            period=fhir.Period(start="2026-01-01"),
            participant=[MYSELF, COORDINATOR, HELP],
            managingOrganization=[unit(KE)],
        ),
        GOAL: fhir.Goal(
            lifecycleStatus="active",
            category=[concept(system("ip-goal-category"), "eget-maal")],
            description=fhir.CodeableConcept(text="gå på tur igjen"),
            subject=to(PERSON),
            expressedBy=to(PERSON),
        ),
        ACTIVITY: fhir.ServiceRequest(
            status="active",
            intent="plan",
            code=fhir.CodeableConcept(text="gåtrening"),
            subject=to(PERSON),
            occurrencePeriod=fhir.Period(start="2026-09-01"),
            performer=[unit(HOME_CARE)],
            note=[fhir.Annotation(text="sammen med hjemmetjenesten, tre ganger i uka")],
        ),
        "Observation/strength": mapped("ressurs"),
        "Observation/need": mapped("behov", "hjelp til å komme i gang"),
        "Consent/plan": consent("plan", PERMITTED),
        "Consent/coordinator": consent("coordinator"),
        STI: fhir.PractitionerRole(practitioner=to("Practitioner/sti"), organization=unit(MUNICIPALITY)),
        "Practitioner/sti": fhir.Practitioner(telecom=[fhir.ContactPoint(system="phone", value="00000001")]),
        BRYGGE: fhir.PractitionerRole(
            practitioner=to("Practitioner/brygge"),
            organization=unit(HOSPITAL),
            telecom=[fhir.ContactPoint(system="phone", value="00000002")],
        ),
        "Practitioner/brygge": fhir.Practitioner(identifier=[fhir.Identifier(system=HPR, value="9990102")]),
    }


FACTS = Facts(
    NOW,
    strict=True,
    before="draft",
    writer=MUNICIPALITY,
    municipalities={MUNICIPALITY: "9901", KE: "9901", NAV: "9901", "310090905": "9902"},
    municipal_from=datetime(2026, 8, 1, tzinfo=UTC),
    lead_before=KE,
)
"""What the store knows when a draft of that plan becomes active."""

NEW = FACTS._replace(before="", lead_before="")
LATER = FACTS._replace(before="active")


def plan(made: World) -> Plan:
    return Plan(made[PLAN], made)


def change(name: str, **values: object) -> Callable[[World], None]:
    """Other values in one resource."""

    def apply(made: World) -> None:
        made[name] = replace(made[name], **values)

    return apply


def without(name: str) -> Callable[[World], None]:
    """An extension less on the plan."""

    def apply(made: World) -> None:
        kept = [one for one in made[PLAN].extension if one.url != url(name)]
        made[PLAN] = replace(made[PLAN], extension=kept)

    return apply


def revised(*days: str) -> Callable[[World], None]:
    """Other dates of revision."""

    def apply(made: World) -> None:
        without("ip-next-revision")(made)
        planned = [extension("ip-next-revision", valueDate=day) for day in days]
        made[PLAN] = replace(made[PLAN], extension=[*made[PLAN].extension, *planned])

    return apply


class Lack(NamedTuple):
    """Something missing: of which point, the rule that tells it, its word in `diagnostics`, and how it comes about."""

    point: str
    key: str
    said: str
    apply: Callable[[World], None]


TEAM_WITHOUT_OWN_WORDS = [participant(to(PERSON), (system("ip-team-role"), "personen")), COORDINATOR, HELP]

LACKS = (
    Lack("a", "plan-a-goal", "a: mål", change(PLAN, goal=[])),
    Lack("a", "plan-a-goal", "a: mål", change(GOAL, lifecycleStatus="cancelled")),
    Lack("a", "plan-a-goal", "a: mål", change(GOAL, description=fhir.CodeableConcept(text=" "))),
    Lack("a", "plan-a-own-goal", "a: eget mål", change(GOAL, expressedBy=to(STI))),
    Lack("a", "plan-a-own-goal", "a: eget mål", change(GOAL, expressedBy=None)),
    Lack(
        "a",
        "plan-a-own-goal",
        "a: eget mål",
        change(GOAL, category=[concept(system("ip-goal-category"), "tjenestemaal")]),
    ),
    Lack("a", "plan-a-resource", "a: ressurser", change("Observation/strength", status="entered-in-error")),
    Lack("a", "plan-a-resource", "a: ressurser", change(PLAN, supportingInfo=[to("Observation/need")])),
    Lack("a", "plan-a-need", "a: behov", change("Observation/need", valueString=None)),
    Lack("b", "plan-b-responsible", "b: ansvarlig deltaker", change(ACTIVITY, performer=[unit(PPT)])),
    Lack("c", "coordinator-none", "c: koordinator", change(TEAM, participant=[MYSELF, HELP])),
    Lack("c", "coordinator-contact", "c: koordinator", change("Practitioner/sti", telecom=[])),
    Lack("d", "plan-d-person", "d: personens eget bidrag", change(TEAM, participant=TEAM_WITHOUT_OWN_WORDS)),
    Lack("e", "plan-e-activity", "e: tiltak", change(PLAN, activity=[])),
    Lack("e", "plan-e-activity", "e: tiltak", change(ACTIVITY, status="revoked")),
    Lack("e", "plan-e-what", "e: hva tiltaket er", change(ACTIVITY, code=None)),
    Lack("e", "plan-e-extent", "e: omfang", change(ACTIVITY, occurrencePeriod=None)),
    Lack("e", "plan-e-responsible", "e: ansvarlig", change(ACTIVITY, performer=[])),
    Lack("e", "plan-e-responsible", "e: ansvarlig", change(ACTIVITY, performer=[], status="draft")),
    Lack(
        "e", "plan-e-responsible", "e: ansvarlig", change(ACTIVITY, performer=[unit(HOME_CARE), to(PERSON)])
    ),
    Lack("f", "plan-f-how", "f: gjennomføring", change(ACTIVITY, note=[])),
    Lack("f", "plan-f-how", "f: gjennomføring", change(ACTIVITY, note=[fhir.Annotation(text=" ")])),
    Lack("g", "plan-g-period", "g: planperiode", change(PLAN, period=None)),
    Lack("g", "plan-g-period", "g: planperiode", change(PLAN, period=fhir.Period(start="2026-09-01"))),
    Lack("g", "plan-g-period", "g: planperiode", change(PLAN, period=fhir.Period(end="2027-08-31"))),
    Lack("g", "plan-g-revision", "g: revisjonsdato", without("ip-next-revision")),
    Lack("g", "plan-g-revision", "g: revisjonsdato", revised("2026-08-31")),
    Lack("g", "plan-g-revision-after-end", "g: revisjonsdato", revised("2027-03-01", "2027-09-01")),
    Lack("h", "plan-consent", "h: samtykke til planen", change("Consent/plan", provision=None, category=[])),
    Lack(
        "h", "coordinator-consent", "h: samtykke til koordinator", change("Consent/coordinator", category=[])
    ),
    Lack("i", "plan-i-cooperation", "i: samarbeid med andre", without("ip-wanted-cooperation")),
)
"""Each is one thing less, of one point."""
