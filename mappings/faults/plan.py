"""Faults of a plan as a whole: states, coordinator, consents, the nine points of its content, tier C (domain.md 1.G, 1.H, 3).

`point` is the letter of the content list with what of it is missing (decisions.md, "errors").
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mappings.faults.row import Fault

if TYPE_CHECKING:
    from mappings.faults.row import Error, Severity

_LAW = "forskrift om individuell plan (innhold, punkt {}); {}"


def _row(kind: str, error: Error, clause: str, nb: str, nn: str, status: int = 422) -> Fault:
    return Fault("error", kind, "", clause, nb, nn, error, status)


def _point(what: str, clause: str, nb: str, nn: str, severity: Severity = "error") -> Fault:
    """A point of the content list of which something is missing."""
    return Fault(severity, "required", "", _LAW.format(what[0], clause), nb, nn, "plan-content", point=what)


def _coordinator(clause: str, nb: str, nn: str, severity: Severity = "error") -> Fault:
    return Fault(
        severity,
        "business-rule",
        "",
        _LAW.format("c", clause),
        nb,
        nn,
        "coordinator",
        point="c: koordinator",
    )


def _consent(what: str, clause: str, nb: str, nn: str) -> Fault:
    return Fault(
        "error", "forbidden", "", _LAW.format("h", clause), nb, nn, "consent-missing", 403, f"h: {what}"
    )


PLAN: dict[str, Fault] = {
    # --- states ---
    "state-not-allowed": _row(
        "conflict",
        "state",
        "domain.md 3.3–3.7",
        "Tilstanden kan ikke gå fra {0} til {1}.",
        "Tilstanden kan ikkje gå frå {0} til {1}.",
        409,
    ),
    "goal-not-accepted": _row(
        "conflict",
        "state",
        "domain.md 3.6",
        "Et mål som en fagperson har foreslått, må personen godta (goal-acceptance) før det kan gå videre.",
        "Eit mål som ein fagperson har føreslått, må personen godta (goal-acceptance) før det kan gå vidare.",
        409,
    ),
    "plan-goal-open": _row(
        "conflict",
        "state",
        "R-101",
        "Planen kan ikke fullføres før målet er avsluttet eller ført videre.",
        "Planen kan ikkje fullførast før målet er avslutta eller ført vidare.",
        409,
    ),
    "plan-hospital-state": _row(
        "forbidden",
        "coordinator",
        "R-076; hol. § 7-1",
        "Sykehusets koordinator kan ikke starte eller avslutte kommunens plan.",
        "Koordinatoren på sjukehuset kan ikkje starte eller avslutte planen til kommunen.",
        403,
    ),
    # --- tier C ---
    "plan-exists": _row(
        "conflict",
        "plan-exists",
        "C-1; R-003",
        "Personen har allerede en åpen plan. Ta kontakt med koordinerende enhet: {0}.",
        "Personen har alt ein open plan. Ta kontakt med koordinerande eining: {0}.",
        409,
    ),
    "plan-other-person": _row(
        "business-rule",
        "",
        "no-ip-plan-bundle ip-bdl-5; decisions «Patient by REST»",
        "Det planen viser til her, gjelder ikke planens person.",
        "Det planen viser til her, gjeld ikkje personen som planen er for.",
    ),
    "plan-responsible": _row(
        "business-rule",
        "",
        "C-4; forskrift om individuell plan §§ 7 og 8",
        "Forfatteren (author) er ikke kjent som en virksomhet i kommunen som har hovedansvaret.",
        "Forfattaren (author) er ikkje kjend som ei verksemd i kommunen som har hovudansvaret.",
    ),
    "plan-transfer-open": _row(
        "conflict",
        "state",
        "C-7; R-142, R-143",
        "Ansvaret kan ikke skifte før overføringen er fullført og personen har samtykket til den.",
        "Ansvaret kan ikkje skifte før overføringa er fullført og personen har samtykt til henne.",
        409,
    ),
    "plan-revision-overdue": Fault(
        "warning",
        "business-rule",
        "",
        "C-6; R-110",
        "Planen skulle ha vært revidert.",
        "Planen skulle ha vore revidert.",
    ),
    "plan-order": _row(
        "business-rule",
        "order",
        "R-004; pbrl. § 2-5",
        "Planen er ingen bestilling og intet vedtak: intent skal være proposal eller plan.",
        "Planen er inga tinging og ikkje noko vedtak: intent skal vere proposal eller plan.",
    ),
    "plan-journal": _row(
        "business-rule",
        "journal",
        "R-096; R-115",
        "Dette hører hjemme i journalen, ikke i planen.",
        "Dette høyrer heime i journalen, ikkje i planen.",
    ),
    "plan-contained": _row(
        "business-rule",
        "",
        "R-006",
        "Innhold skal vises til, ikke legges inn i planen: det har sitt eget merke (ip-section).",
        "Innhald skal visast til, ikkje leggjast inn i planen: det har sitt eige merke (ip-section).",
    ),
    "plan-own-words": _row(
        "business-rule",
        "",
        "R-097",
        "Det personen selv har sagt, skal stå. Legg til en egen oppføring ved siden av.",
        "Det personen sjølv har sagt, skal stå. Legg til ei eiga oppføring ved sida av.",
    ),
    # --- a: goals, resources and needs ---
    "plan-a-goal": _point("a: mål", "R-087", "Planen har ingen mål.", "Planen har ikkje noko mål."),
    "plan-a-own-goal": _point(
        "a: eget mål",
        "R-007; R-087",
        "Planen har ikke noe eget mål (eget-maal) som personen, eller noen som taler for personen, har uttrykt.",
        "Planen har ikkje noko eige mål (eget-maal) som personen, eller nokon som talar for personen, har uttrykt.",
    ),
    "plan-a-resource": _point(
        "a: ressurser",
        "R-087",
        "Planen viser ikke personens ressurser.",
        "Planen viser ikkje ressursane til personen.",
    ),
    "plan-a-need": _point(
        "a: behov",
        "R-087",
        "Planen viser ikke behovet for tjenester.",
        "Planen viser ikkje behovet for tenester.",
    ),
    # --- b: who takes part ---
    "plan-b-team": _point(
        "b: deltakere",
        "R-088",
        "Planen har ikke noe virksomt team med deltakere.",
        "Planen har ikkje noko verksamt team med deltakarar.",
    ),
    "plan-b-responsible": _point(
        "b: ansvarlig deltaker",
        "R-088",
        "Den som har ansvar for tiltaket, er ikke deltaker i teamet.",
        "Den som har ansvar for tiltaket, er ikkje deltakar i teamet.",
    ),
    # --- c: who coordinates ---
    "coordinator-none": _coordinator(
        "C-3; R-075, R-089",
        "Ingen er koordinator nå: kommunens koordinator (8) eller barnekoordinator når kommunen har ansvaret, ellers "
        "sykehusets (18).",
        "Ingen er koordinator no: koordinatoren i kommunen (8) eller barnekoordinator når kommunen har ansvaret, elles "
        "den på sjukehuset (18).",
    ),
    "coordinator-gap": _coordinator(
        "C-3; R-075",
        "Det er et opphold mellom to koordinatorer.",
        "Det er eit opphald mellom to koordinatorar.",
    ),
    "coordinator-many": _coordinator(
        "C-3; R-075",
        "Mer enn én er koordinator samtidig.",
        "Meir enn éin er koordinator samstundes.",
    ),
    "coordinator-ends": _coordinator(
        "C-3; R-075",
        "Koordinatoren slutter, og ingen er oppnevnt etter.",
        "Koordinatoren sluttar, og ingen er oppnemnd etter.",
        "warning",
    ),
    "coordinator-contact": _coordinator(
        "R-089",
        "Det står ikke hvordan koordinatoren kan nås (telecom).",
        "Det står ikkje korleis ein kan nå koordinatoren (telecom).",
    ),
    "coordinator-no-health-personnel": _row(
        "business-rule",
        "coordinator",
        "R-077; sphl. § 2-5 a",
        "Sykehusets koordinator (18) skal være helsepersonell: HPR-nummer mangler.",
        "Koordinatoren på sjukehuset (18) skal vere helsepersonell: HPR-nummer manglar.",
    ),
    "coordinator-wish": _row(
        "business-rule",
        "reason",
        "R-079; hol. § 7-2",
        "Personen ønsket en annen koordinator: si hvorfor ønsket ikke er fulgt (ip-coordinator-wish, reason).",
        "Personen ønskte ein annan koordinator: sei kvifor ønsket ikkje er følgt (ip-coordinator-wish, reason).",
    ),
    # --- d: who contributes what ---
    "plan-d-person": _point(
        "d: personens eget bidrag",
        "R-090",
        "Det står ikke hva personen selv bidrar med. Er det ingenting, skriv «ingen».",
        "Det står ikkje kva personen sjølv bidreg med. Er det ingenting, skriv «ingen».",
    ),
    "plan-d-person-advised": _point(
        "d: personens eget bidrag",
        "R-090",
        "Det bør stå hva personen selv bidrar med. Er det ingenting, skriv «ingen».",
        "Det bør stå kva personen sjølv bidreg med. Er det ingenting, skriv «ingen».",
        "warning",
    ),
    # --- e: which measures, how much, who answers ---
    "plan-e-activity": _point(
        "e: tiltak", "R-091", "Planen har ingen tiltak.", "Planen har ikkje noko tiltak."
    ),
    "plan-e-what": _point(
        "e: hva tiltaket er",
        "R-091",
        "Tiltaket sier ikke hva som skal gjøres.",
        "Tiltaket seier ikkje kva som skal gjerast.",
    ),
    "plan-e-extent": _point(
        "e: omfang",
        "R-091",
        "Tiltaket sier ikke hvor mye eller når.",
        "Tiltaket seier ikkje kor mykje eller når.",
    ),
    "plan-e-responsible": _point(
        "e: ansvarlig",
        "R-091",
        "Tiltaket skal ha nøyaktig én som har ansvaret (performer), eller noen skal være spurt.",
        "Tiltaket skal ha nøyaktig éin som har ansvaret (performer), eller nokon skal vere spurd.",
    ),
    # --- f: how ---
    "plan-f-how": _point(
        "f: gjennomføring",
        "R-092",
        "Tiltaket sier ikke hvordan det skal gjennomføres (note).",
        "Tiltaket seier ikkje korleis det skal gjennomførast (note).",
    ),
    # --- g: how long, and when it is revised ---
    "plan-g-period": _point(
        "g: planperiode",
        "R-093",
        "Planperioden mangler start eller slutt.",
        "Planperioden manglar start eller slutt.",
    ),
    "plan-g-period-turned": _point(
        "g: planperiode",
        "R-093; FHIR R4 per-1",
        "Planperioden slutter før den begynner.",
        "Planperioden sluttar før han byrjar.",
    ),
    "plan-g-revision": _point(
        "g: revisjonsdato",
        "R-093",
        "Det står ikke når planen skal revideres.",
        "Det står ikkje når planen skal reviderast.",
    ),
    "plan-g-revision-after-end": _point(
        "g: revisjonsdato",
        "R-093; no-ip-careplan ip-cp-5",
        "Revisjonen er satt til etter planperiodens slutt.",
        "Revisjonen er sett til etter slutten på planperioden.",
    ),
    "plan-g-revision-far": _point(
        "g: revisjonsdato",
        "R-093; decisions «draft or active»",
        "Neste revisjon er mer enn tolv måneder fram i tid.",
        "Neste revisjon er meir enn tolv månader fram i tid.",
    ),
    # --- h: consents ---
    "plan-consent": _consent(
        "samtykke til planen",
        "C-2; R-035; pbrl. § 2-5",
        "Det er ikke vist til noe gyldig samtykke til at planen lages.",
        "Det er ikkje vist til noko gyldig samtykke til at planen vert laga.",
    ),
    "plan-consent-reference": _consent(
        "samtykke det vises til",
        "C-2; R-094",
        "Samtykket det vises til, er ikke et gyldig samtykke fra personen.",
        "Samtykket det er vist til, er ikkje eit gyldig samtykke frå personen.",
    ),
    "coordinator-consent": _consent(
        "samtykke til koordinator",
        "R-036; R-054",
        "Det er ikke noe gyldig samtykke til at koordinator oppnevnes.",
        "Det er ikkje noko gyldig samtykke til at koordinator vert oppnemnd.",
    ),
    # --- i: cooperation with others ---
    "plan-i-cooperation": _point(
        "i: samarbeid med andre",
        "R-095",
        "Planen sier ikke om samarbeid med andre er nødvendig eller ønsket. Er det ikke det, skriv «ingen».",
        "Planen seier ikkje om samarbeid med andre er naudsynt eller ønskt. Er det ikkje det, skriv «ingen».",
    ),
}
