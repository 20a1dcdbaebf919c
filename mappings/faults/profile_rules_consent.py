"""Sentences of the invariants of consents, notices, transfers and tasks, by key, as those in `profile_rules`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mappings.faults.profile_rules import rule

if TYPE_CHECKING:
    from mappings.faults.row import Fault

CONSENT_RULES: dict[str, Fault] = {
    # --- consents ---
    "ip-co-1": rule(
        "business-rule",
        "consent-giver",
        "R-056–R-066; pbrl chapter 4",
        "Når en annen enn pasienten har samtykket, skal ip-representation si på hvilket grunnlag.",
        "Når ein annan enn pasienten har samtykt, skal ip-representation seie på kva grunnlag.",
    ),
    "ip-co-2": rule(
        "business-rule",
        "not-supported",
        "R-041, R-142",
        "Et gjeldende samtykke til deling eller overføring skal navngi mottakerne.",
        "Eit gjeldande samtykke til deling eller overføring skal namngje mottakarane.",
    ),
    "ip-co-3": rule(
        "required",
        "reason",
        "R-043, R-071",
        "Et avslått eller trukket samtykke skal si når (ip-consent-status-date).",
        "Eit avslått eller trekt samtykke skal seie når (ip-consent-status-date).",
    ),
    "ip-co-4": rule(
        "business-rule",
        "not-supported",
        "domain.md 1.0",
        "Den ytterste provision skal ikke ha type; hver av dem inni skal ha det.",
        "Den ytste provision skal ikkje ha type; kvar av dei inni skal ha det.",
    ),
    "ip-co-5": rule(
        "business-rule",
        "not-supported",
        "R-038, R-049",
        "policyRule skal være OPTOUT for en innsigelse (objection) og OPTIN for alle andre samtykker.",
        "policyRule skal vere OPTOUT for ei motsegn (objection) og OPTIN for alle andre samtykke.",
    ),
    "ip-co-6": rule(
        "business-rule",
        "consent-giver",
        "R-053",
        "Den som ga samtykket, kan ikke også være den som innhentet det.",
        "Den som gav samtykket, kan ikkje òg vere den som henta det inn.",
    ),
    "ip-co-7": rule(
        "business-rule",
        "reason",
        "R-039; pbrl § 4-1",
        "Et samtykke kan ikke gjelde før personen er informert om alt i ip-informed.",
        "Eit samtykke kan ikkje gjelde før personen er informert om alt i ip-informed.",
    ),
    "ip-co-8": rule(
        "required",
        "reason",
        "R-040",
        "Et muntlig eller stilltiende samtykke skal si hvem som innhentet det (ip-obtained-by).",
        "Eit munnleg eller stillteiande samtykke skal seie kven som henta det inn (ip-obtained-by).",
    ),
    "ip-co-9": rule(
        "business-rule",
        "reason",
        "R-040",
        "En plan eller en overføring kan ikke bygge på stilltiende samtykke.",
        "Ein plan eller ei overføring kan ikkje byggje på stillteiande samtykke.",
    ),
    "ip-co-10": rule(
        "business-rule",
        "not-supported",
        "domain.md 1.0",
        "Den ytterste provision skal bare ha provision-er i seg.",
        "Den ytste provision skal berre ha provision-ar i seg.",
    ),
    "ip-co-11": rule(
        "business-rule",
        "not-supported",
        "R-041, R-083",
        "En provision av typen permit skal ha nøyaktig én mottaker (actor), en av typen deny høyst én.",
        "Ein provision av typen permit skal ha nøyaktig éin mottakar (actor), ein av typen deny høgst éin.",
    ),
    "ip-co-12": rule(
        "business-rule",
        "not-supported",
        "R-041",
        "Ved deling og overføring skal hver permit ha nøyaktig én del av planen (ip-section); andre permit har ingen.",
        "Ved deling og overføring skal kvar permit ha nøyaktig éin del av planen (ip-section); andre permit har ingen.",
    ),
    "ip-co-13": rule(
        "business-rule",
        "not-supported",
        "R-041",
        "En provision kan ha høyst én handling (ip-action), og den skal passe til samtykkets type.",
        "Ein provision kan ha høgst éi handling (ip-action), og ho skal høve til typen samtykke.",
    ),
    "ip-co-14": rule(
        "business-rule",
        "not-supported",
        "R-049",
        "En innsigelse (objection) kan ikke tillate noe: alle provision-er skal være deny.",
        "Ei motsegn (objection) kan ikkje tillate noko: alle provision-ar skal vere deny.",
    ),
    "ip-co-15": rule(
        "business-rule",
        "not-supported",
        "R-041",
        "purpose kan bare være COC, og data kan bare være én ressurs selv (meaning instance).",
        "purpose kan berre vere COC, og data kan berre vere éin ressurs sjølv (meaning instance).",
    ),
    "ip-co-16": rule(
        "business-rule",
        "not-supported",
        "R-041",
        "En indre provision kan ikke ha class, code, dataPeriod eller flere provision-er i seg.",
        "Ein indre provision kan ikkje ha class, code, dataPeriod eller fleire provision-ar i seg.",
    ),
    # --- notices, transfers, tasks ---
    "ip-nt-1": rule(
        "required",
        "reason",
        "R-028, R-135",
        "Det som er avvist, satt på vent, mislykket eller avlyst, skal ha en begrunnelse i ord (statusReason.text).",
        "Det som er avvist, sett på vent, mislykka eller avlyst, skal ha ei grunngjeving i ord (statusReason.text).",
    ),
    "ip-nt-2": rule(
        "required",
        "",
        "R-024; domain.md 2.1",
        "Pasienten skal ha fødselsnummer, D-nummer eller felles hjelpenummer, eller et lokalt nummer (HNR) med utsteder.",
        "Pasienten skal ha fødselsnummer, D-nummer eller felles hjelpenummer, eller eit lokalt nummer (HNR) med utferdar.",
    ),
    "ip-nt-3": rule(
        "required",
        "",
        "R-029",
        "En melding som er ferdig behandlet, skal ha et svar (output).",
        "Ei melding som er ferdig handsama, skal ha eit svar (output).",
    ),
    "ip-nt-4": rule(
        "required",
        "",
        "R-018, R-023; hpl § 38 a",
        "En sendt melding om behov skal si hva det er behov for (input need).",
        "Ei send melding om behov skal seie kva det er behov for (input need).",
    ),
    "ip-nt-5": rule(
        "required",
        "legal-basis",
        "R-025",
        "En sendt melding skal si hvordan det står til med samtykke (input consent-state).",
        "Ei send melding skal seie korleis det står til med samtykke (input consent-state).",
    ),
    "ip-nt-6": rule(
        "required",
        "legal-basis",
        "R-024, R-047",
        "En sendt melding skal bygge på et samtykke eller et oppgitt rettsgrunnlag (input consent eller legal-basis).",
        "Ei send melding skal byggje på eit samtykke eller eit oppgjeve rettsgrunnlag (input consent eller legal-basis).",
    ),
    "ip-nt-7": rule(
        "business-rule",
        "legal-basis",
        "R-025",
        "Ingen kan navngis i en melding det ikke er samtykket til.",
        "Ingen kan namngjevast i ei melding det ikkje er samtykt til.",
    ),
    "ip-tr-1": rule(
        "required",
        "consent-missing",
        "R-142",
        "En overføring skal vise til samtykket til overføring (input consent).",
        "Ei overføring skal vise til samtykket til overføring (input consent).",
    ),
    "ip-tr-2": rule(
        "required",
        "coordinator",
        "R-143",
        "En fullført overføring skal vise til det nye teamet (output new-team).",
        "Ei fullført overføring skal vise til det nye teamet (output new-team).",
    ),
    "ip-tr-3": rule(
        "business-rule",
        "route",
        "R-142",
        "Avsender og mottaker av en overføring skal være to ulike virksomheter.",
        "Avsendar og mottakar av ei overføring skal vere to ulike verksemder.",
    ),
}
