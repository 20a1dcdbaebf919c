"""Sentences of the invariants of plans, goals, teams and plan Bundles, by key; the rules are in `mappings.profiles.invariants`.

The clauses are those that the profiles state; a test holds them equal. `point` is the letter of the content list of the
law with what of it is missing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mappings.faults.row import Fault

if TYPE_CHECKING:
    from mappings.faults.row import Error


def rule(issue_type: str, error: Error, clause: str, nb: str, nn: str, point: str = "") -> Fault:
    """A rule whose breach refuses the resource; a missing consent is refused as such (domain.md 1.0)."""
    status = 403 if error == "consent-missing" else 422
    return Fault("error", issue_type, "", clause, nb, nn, error, status, point)


def advice(issue_type: str, error: Error, clause: str, nb: str, nn: str, point: str = "") -> Fault:
    """A rule whose breach is only told."""
    return rule(issue_type, error, clause, nb, nn, point)._replace(severity="warning")


PLAN_RULES: dict[str, Fault] = {
    # --- plans, sub-plans, activities, documents ---
    "ip-cp-2": rule(
        "required",
        "plan-content",
        "R-093, point g",
        "En aktiv plan skal ha periode med start og slutt, og tidspunkt for neste revisjon.",
        "Ein aktiv plan skal ha periode med start og slutt, og tidspunkt for neste revisjon.",
        "g: planperiode og revisjon",
    ),
    "ip-cp-3": rule(
        "required",
        "plan-content",
        "R-087, R-088, points a and b",
        "En aktiv plan skal ha minst ett mål og et team.",
        "Ein aktiv plan skal ha minst eitt mål og eit team.",
    ),
    "ip-cp-4": rule(
        "required",
        "reason",
        "R-146",
        "En plan som er avsluttet, skal si når (period.end) og hvorfor (ip-end-reason).",
        "Ein plan som er avslutta, skal seie når (period.end) og kvifor (ip-end-reason).",
    ),
    "ip-cp-5": rule(
        "business-rule",
        "plan-content",
        "R-093, point g",
        "Ingen revisjon kan ligge etter planens slutt.",
        "Ingen revisjon kan liggje etter slutten på planen.",
        "g: revisjonsdato",
    ),
    "ip-cp-6": rule(
        "business-rule",
        "plan-content",
        "hol § 7-1",
        "Når både kommunen og spesialisthelsetjenesten yter tjenester, har kommunen hovedansvaret.",
        "Når både kommunen og spesialisthelsetenesta yter tenester, har kommunen hovudansvaret.",
    ),
    "ip-cp-7": rule(
        "required",
        "plan-content",
        "IP-F §§ 7 and 8",
        "Et kommunalt hovedansvar skal si hvilken kommune det gjelder.",
        "Eit kommunalt hovudansvar skal seie kva kommune det gjeld.",
    ),
    "ip-cp-8": rule(
        "required",
        "plan-content",
        "IP-F purpose; R-116",
        "En aktiv plan skal ha tittel, ansvarlig virksomhet (author), opprettelsesdato, tjenestenivå og hovedansvar.",
        "Ein aktiv plan skal ha tittel, ansvarleg verksemd (author), opprettingsdato, tenestenivå og hovudansvar.",
    ),
    "ip-cp-9": rule(
        "required",
        "plan-content",
        "R-095, point i",
        "Et ønsket samarbeid skal si med hvem: en part (party) eller hva slags part (type).",
        "Eit ønskt samarbeid skal seie med kven: ein part (party) eller kva slags part (type).",
        "i: samarbeid",
    ),
    "ip-cp-10": rule(
        "business-rule",
        "plan-content",
        "R-059",
        "Barnets syn skal si når barnet ble hørt og av hvem, eller hvorfor det ikke ble hørt.",
        "Synet til barnet skal seie når barnet vart høyrt og av kven, eller kvifor det ikkje vart høyrt.",
    ),
    "ip-cp-11": rule(
        "business-rule",
        "plan-content",
        "R-146, R-148",
        "Bare en plan som er avsluttet, kan si hvorfor den ble avsluttet og hvem som bestemte det.",
        "Berre ein plan som er avslutta, kan seie kvifor han vart avslutta og kven som bestemte det.",
    ),
    "ip-sp-1": rule(
        "business-rule",
        "plan-content",
        "R-006",
        "En delplan kan ikke selv være en individuell plan.",
        "Ein delplan kan ikkje sjølv vere ein individuell plan.",
    ),
    "ip-act-1": rule(
        "required",
        "plan-content",
        "R-091, point e; domain.md 3.7",
        "Et tiltak som er i gang eller fullført, skal ha en start.",
        "Eit tiltak som er i gang eller fullført, skal ha ein start.",
        "e: tid",
    ),
    "ip-act-2": rule(
        "required",
        "reason",
        "domain.md 3.7; R-135",
        "Et tiltak som er stoppet, skal si hvorfor (request-statusReason).",
        "Eit tiltak som er stoppa, skal seie kvifor (request-statusReason).",
    ),
    "ip-act-3": rule(
        "required",
        "plan-content",
        "R-091, point e",
        "Et tiltak som er i gang eller fullført, skal ha nøyaktig én ansvarlig (performer).",
        "Eit tiltak som er i gang eller fullført, skal ha nøyaktig éin ansvarleg (performer).",
        "e: ansvarlig",
    ),
    "ip-att-1": rule(
        "business-rule",
        "journal",
        "R-096, R-114",
        "Et journaldokument hører ikke hjemme i planen, og planen er ikke et journaldokument.",
        "Eit journaldokument høyrer ikkje heime i planen, og planen er ikkje eit journaldokument.",
    ),
    # --- goals, resources and needs ---
    "ip-goal-1": rule(
        "business-rule",
        "plan-content",
        "R-007",
        "Personens eget mål skal være uttrykt av pasienten eller en som representerer pasienten (expressedBy).",
        "Personen sitt eige mål skal vere uttrykt av pasienten eller ein som representerer pasienten (expressedBy).",
        "a: eget mål",
    ),
    "ip-goal-2": rule(
        "required",
        "reason",
        "R-101, domain.md 3.6",
        "Et mål som er gitt opp eller ikke godtatt, skal si hvorfor (statusReason).",
        "Eit mål som er gjeve opp eller ikkje godteke, skal seie kvifor (statusReason).",
    ),
    "ip-goal-3": rule(
        "required",
        "plan-content",
        "R-007",
        "Et mål skal si hvem det er sitt: personens eget mål, et delmål eller tjenestens mål (ip-goal-category).",
        "Eit mål skal seie kven det er sitt: personens eige mål, eit delmål eller målet til tenesta (ip-goal-category).",
        "a: mål",
    ),
    "ip-goal-4": rule(
        "required",
        "reason",
        "R-101, domain.md 3.6",
        "Et mål som ble avsluttet uten å være nådd, skal si hvorfor (statusReason).",
        "Eit mål som blei avslutta utan å vere nådd, skal seie kvifor (statusReason).",
    ),
    "ip-rn-1": rule(
        "business-rule",
        "plan-content",
        "R-087, point a",
        "En oppføring er enten en ressurs eller et behov, ikke begge deler.",
        "Ei oppføring er anten ein ressurs eller eit behov, ikkje begge delar.",
        "a: ressurser og behov",
    ),
    # --- teams and coordinators ---
    "ip-ct-1": rule(
        "business-rule",
        "coordinator",
        "R-075, R-076",
        "Et aktivt team skal ha en koordinator, og høyst én kommunal koordinator uten slutt.",
        "Eit aktivt team skal ha ein koordinator, og høgst éin kommunal koordinator utan slutt.",
        "c: koordinator",
    ),
    "ip-ct-2": advice(
        "business-rule",
        "plan-content",
        "R-088, point b; R-090, point d",
        "Personen selv er ikke med i teamet.",
        "Personen sjølv er ikkje med i teamet.",
        "b: deltakere",
    ),
    "ip-ct-3": rule(
        "business-rule",
        "coordinator",
        "R-075, R-080",
        "En koordinator er en person som opptrer for en virksomhet (PractitionerRole).",
        "Ein koordinator er ein person som opptrer for ei verksemd (PractitionerRole).",
        "c: koordinator",
    ),
    "ip-ct-4": rule(
        "required",
        "reason",
        "R-079",
        "Et ønske om koordinator skal si hvem, og hvorfor det ikke er fulgt når det ikke er det.",
        "Eit ønske om koordinator skal seie kven, og kvifor det ikkje er følgt når det ikkje er det.",
    ),
    "ip-cr-1": rule(
        "business-rule",
        "coordinator",
        "R-075, R-076, R-081",
        "Rollen skal være kodet som en koordinators: 9034#8, 9034#18 eller barnekoordinator.",
        "Rolla skal vere koda som ein koordinators: 9034#8, 9034#18 eller barnekoordinator.",
        "c: koordinator",
    ),
    # --- a plan with everything ---
    "ip-bdl-1": rule(
        "forbidden",
        "consent-missing",
        "R-035, R-094, point h",
        "Det mangler et gjeldende samtykke til den aktive planen.",
        "Det manglar eit gjeldande samtykke til den aktive planen.",
        "h: samtykke",
    ),
    "ip-bdl-2": rule(
        "required",
        "plan-content",
        "R-007, R-087, point a",
        "En aktiv plan skal ha minst ett mål med personens egne ord.",
        "Ein aktiv plan skal ha minst eitt mål med personens eigne ord.",
        "a: eget mål",
    ),
    "ip-bdl-3": rule(
        "business-rule",
        "plan-content",
        "R-003",
        "Samlingen skal ha nøyaktig én individuell plan.",
        "Samlinga skal ha nøyaktig éin individuell plan.",
    ),
    "ip-bdl-4": rule(
        "business-rule",
        "plan-content",
        "R-006",
        "Alle andre planer i samlingen skal være deler av den individuelle planen (partOf).",
        "Alle andre planar i samlinga skal vere delar av den individuelle planen (partOf).",
    ),
    "ip-bdl-5": rule(
        "business-rule",
        "",
        "R-003",
        "Alt i samlingen skal gjelde samme person.",
        "Alt i samlinga skal gjelde same personen.",
    ),
    "ip-bdl-6": rule(
        "business-rule",
        "coordinator",
        "R-075, R-088, point b",
        "En aktiv plan skal ha nøyaktig ett aktivt team.",
        "Ein aktiv plan skal ha nøyaktig eitt aktivt team.",
        "b: team",
    ),
}
