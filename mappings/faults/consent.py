"""Faults of a Consent that is to decide: what the engine cannot evaluate, and what makes a consent none (R-035–R-054).

A Consent is never stored half-understood (decisions.md, "who records consent"): whatever would change its meaning and is
not evaluated here, refuses it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mappings.faults.row import Fault

if TYPE_CHECKING:
    from mappings.faults.row import Error

_SHAPE = "decisions «Consent's shape»"
_PROFILE = "no-ip-consent"


def _row(kind: str, error: Error, clause: str, nb: str, nn: str, status: int = 422) -> Fault:
    return Fault("error", kind, "", clause, nb, nn, error, status)


def _unread(clause: str, nb: str, nn: str) -> Fault:
    return _row("not-supported", "not-supported", clause, nb, nn)


CONSENT: dict[str, Fault] = {
    # --- the whole ---
    "consent-modifier": _unread(
        "decisions «extensions»; FHIR R4 2.4.1.0.1",
        "Samtykket har {0}, som endrer hva det betyr, og som ikke kan vurderes her.",
        "Samtykket har {0}, som endrar kva det tyder, og som ikkje kan vurderast her.",
    ),
    "consent-label": _unread(
        "R-051; decisions «section labels»",
        "Et samtykke kan bare ha merket consents av ip-section.",
        "Eit samtykke kan berre ha merket consents av ip-section.",
    ),
    "consent-status": _unread(
        "domain.md 3.3",
        "Samtykkets status skal være proposed, active, rejected, inactive eller entered-in-error.",
        "Statusen til samtykket skal vere proposed, active, rejected, inactive eller entered-in-error.",
    ),
    "consent-scope": _unread(
        f"{_SHAPE}; {_PROFILE}",
        "scope skal være patient-privacy og ikke noe annet.",
        "scope skal vere patient-privacy og ikkje noko anna.",
    ),
    "consent-category": _unread(
        f"R-037; {_SHAPE}",
        "Samtykket skal ha nøyaktig én category, en av: {0}.",
        "Samtykket skal ha nøyaktig éin category, ein av: {0}.",
    ),
    "consent-patient": _unread(
        "decisions «who records consent»",
        "patient skal enten vise til Patient/id eller ha identifier med system og verdi, ikke begge deler.",
        "patient skal anten vise til Patient/id eller ha identifier med system og verdi, ikkje begge delar.",
    ),
    "consent-date-time": _unread(
        f"{_SHAPE}; {_PROFILE}",
        "dateTime mangler: når samtykket ble gitt eller avslått.",
        "dateTime manglar: når samtykket vart gjeve eller avslått.",
    ),
    "consent-performer": _row(
        "business-rule",
        "consent-giver",
        f"{_SHAPE}; {_PROFILE}",
        "performer mangler: den som ga samtykket.",
        "performer manglar: den som gav samtykket.",
    ),
    "consent-organization": _unread(
        f"{_SHAPE}; {_PROFILE}",
        "Samtykket skal ha nøyaktig én organization, den som forvalter det.",
        "Samtykket skal ha nøyaktig éin organization, den som forvaltar det.",
    ),
    "consent-policy": _unread(
        f"{_SHAPE}; FHIR R4 Consent, ppc-1",
        "policy.uri mangler: loven som samtykket bygger på.",
        "policy.uri manglar: lova som samtykket byggjer på.",
    ),
    "consent-policy-rule": _unread(
        f"R-038; {_SHAPE}",
        "policyRule skal være {0} (v3-ActCode) for samtykker av denne typen.",
        "policyRule skal vere {0} (v3-ActCode) for samtykke av denne typen.",
    ),
    # --- who consented, and how ---
    "consent-representation": _row(
        "business-rule",
        "consent-giver",
        f"{_PROFILE} ip-co-1",
        "Når en annen enn pasienten har samtykket, skal ip-representation si på hvilket grunnlag (kodeverk 7456).",
        "Når ein annan enn pasienten har samtykt, skal ip-representation seie på kva grunnlag (kodeverk 7456).",
    ),
    "consent-giver-obtained": _row(
        "business-rule",
        "consent-giver",
        "R-053",
        "Den som ga samtykket, kan ikke også være den som innhentet det.",
        "Den som gav samtykket, kan ikkje òg vere den som henta det inn.",
    ),
    "consent-status-date": _row(
        "business-rule",
        "reason",
        f"R-043; {_PROFILE} ip-co-3",
        "Et avslått eller trukket samtykke skal si når (ip-consent-status-date).",
        "Eit avslått eller trekt samtykke skal seie når (ip-consent-status-date).",
    ),
    "consent-informed": _row(
        "business-rule",
        "reason",
        "R-039",
        "Samtykket kan ikke gjelde før personen er informert om alt i ip-informed; dette mangler: {0}.",
        "Samtykket kan ikkje gjelde før personen er informert om alt i ip-informed; dette manglar: {0}.",
    ),
    "consent-form-unknown": _unread(
        "R-040",
        "ip-consent-form skal ha nøyaktig én av: {0}.",
        "ip-consent-form skal ha nøyaktig éin av: {0}.",
    ),
    "consent-by-conduct": _row(
        "business-rule",
        "reason",
        "R-040",
        "Stilltiende samtykke godtas ikke for plan, overføring eller deling utenfor helsetjenesten.",
        "Stillteiande samtykke vert ikkje godteke for plan, overføring eller deling utanfor helsetenesta.",
    ),
    "consent-not-shown": _row(
        "business-rule",
        "reason",
        "R-040",
        "Et muntlig eller stilltiende samtykke skal si hvem som innhentet det (ip-obtained-by).",
        "Eit munnleg eller stillteiande samtykke skal seie kven som henta det inn (ip-obtained-by).",
    ),
    # --- provisions ---
    "consent-root": _unread(
        f"{_SHAPE}; {_PROFILE} ip-co-4",
        "Den ytterste provision skal bare ha provision-er i seg, ikke {0}.",
        "Den ytste provision skal berre ha provision-ar i seg, ikkje {0}.",
    ),
    "consent-many": _unread(
        _SHAPE,
        "Samtykket har flere enn {0} provision-er.",
        "Samtykket har fleire enn {0} provision-ar.",
    ),
    "consent-receivers": _unread(
        f"R-041; {_PROFILE} ip-co-2",
        "Et gjeldende samtykke av denne typen skal ha minst én provision av typen permit.",
        "Eit gjeldande samtykke av denne typen skal ha minst éin provision av typen permit.",
    ),
    "consent-provision-type": _unread(
        f"{_SHAPE}; {_PROFILE} ip-co-4",
        "En indre provision skal ha type {0} i samtykker av denne typen.",
        "Ein indre provision skal ha type {0} i samtykke av denne typen.",
    ),
    "consent-element": _unread(
        "R-041; decisions «who records consent»",
        "{0} kan ikke vurderes her.",
        "{0} kan ikkje vurderast her.",
    ),
    "consent-actor": _unread(
        "R-041; decisions «Consent's shape»",
        "En permit skal ha nøyaktig én actor, en deny høyst én: en organisasjon oppgitt med organisasjonsnummer "
        "(identifier), med rollen IRCP eller PRCP.",
        "Ein permit skal ha nøyaktig éin actor, ein deny høgst éin: ein organisasjon oppgjeven med organisasjonsnummer "
        "(identifier), med rolla IRCP eller PRCP.",
    ),
    "consent-section": _unread(
        "R-041; domain.md 1.0",
        "securityLabel skal stå {0} ganger her, med en kode av ip-section og ikke noe annet.",
        "securityLabel skal stå {0} gonger her, med ein kode av ip-section og ikkje noko anna.",
    ),
    "consent-action": _unread(
        "R-041; decisions «names»",
        "action skal stå {0} ganger her, med én kode av ip-action: {1}.",
        "action skal stå {0} gonger her, med éin kode av ip-action: {1}.",
    ),
    "consent-purpose": _unread(
        "R-041; decisions «machine tokens»",
        "Bare formålet COC (v3-ActReason) kan vurderes her.",
        "Berre føremålet COC (v3-ActReason) kan vurderast her.",
    ),
    "consent-period": _unread(
        "R-046; decisions «dates»",
        "period skal ha datoer, begynnelsen ikke etter slutten.",
        "period skal ha datoar, byrjinga ikkje etter slutten.",
    ),
    "consent-instance": _unread(
        _SHAPE,
        "data skal vise til én ressurs (Type/id) med meaning instance.",
        "data skal vise til éin ressurs (Type/id) med meaning instance.",
    ),
    # --- a change ---
    "consent-other": _unread(
        "R-037; decisions «Consent's shape»",
        "Et samtykke kan ikke endres til å gjelde noe annet eller en annen person: det er en ny ressurs.",
        "Eit samtykke kan ikkje endrast til å gjelde noko anna eller ein annan person: det er ein ny ressurs.",
    ),
    "consent-state": _row(
        "business-rule",
        "state",
        "domain.md 3.3",
        "Samtykket kan ikke gå fra {0} til {1}.",
        "Samtykket kan ikkje gå frå {0} til {1}.",
        status=409,
    ),
}
