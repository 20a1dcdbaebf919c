"""What to do about a fault, in bokmål and nynorsk: by its key, else by its error code, else by its FHIR issue type.

A sentence by key is filled with the same names as the fault's own sentence; the others stand as they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from mappings.faults.row import Fault

Said: TypeAlias = tuple[str, str]
"""A sentence in bokmål and nynorsk."""

BY_KEY: Final[dict[str, Said]] = {
    # --- the structure of a profile: {0} profile, {1} element, {2} what is asked for ---
    "profile-required": ("Legg til {1} (minst {2}).", "Legg til {1} (minst {2})."),
    "profile-max": (
        "Fjern det som er for mye av {1}; høyst {2} er tillatt.",
        "Fjern det som er for mykje av {1}; høgst {2} er tillate.",
    ),
    "profile-fixed": ("Sett {1} til {2}.", "Set {1} til {2}."),
    "profile-type": ("Skriv {1} med en av disse typene: {2}.", "Skriv {1} med ein av desse typane: {2}."),
    "profile-binding": (
        "Gi {1} en av kodene i listen, med systemet som koden er fra.",
        "Gje {1} ein av kodane i lista, med systemet som koden er frå.",
    ),
    "profile-slice-min": (
        "Legg til {1} (minst {2}), med det som profilen {0} kjenner den på.",
        "Legg til {1} (minst {2}), med det som profilen {0} kjenner ho på.",
    ),
    "profile-slice-max": (
        "Fjern det som er for mye av {1}; høyst {2} er tillatt.",
        "Fjern det som er for mykje av {1}; høgst {2} er tillate.",
    ),
    "profile-slice-closed": (
        "Fjern det av {1} som ikke er: {2}.",
        "Fjern det av {1} som ikkje er: {2}.",
    ),
    "profile-target": (
        "La {1} vise til en ressurs av en av disse typene: {2}.",
        "Lat {1} vise til ein ressurs av ein av desse typane: {2}.",
    ),
    "profile-context": ("Flytt utvidelsen {0} til: {1}.", "Flytt utvidinga {0} til: {1}."),
    "profile-modifier": (
        "Fjern modifierExtension, eller uttrykk det samme med et element eller en utvidelse som mottakeren kjenner.",
        "Fjern modifierExtension, eller uttrykk det same med eit element eller ei utviding som mottakaren kjenner.",
    ),
    "profile-foreign": (
        "Ingenting må gjøres; profilen må kontrolleres med et annet verktøy.",
        "Ingenting må gjerast; profilen må kontrollerast med eit anna verktøy.",
    ),
    "profile-not-applied": (
        "Gi ressursen det som gjør den til {0} (kategori, kode), eller fjern profilen fra meta.profile.",
        "Gje ressursen det som gjer han til {0} (kategori, kode), eller fjern profilen frå meta.profile.",
    ),
    "profile-unknown": (
        "«ip-adapter profiles list» viser profilene som finnes.",
        "«ip-adapter profiles list» viser profilane som finst.",
    ),
    "profile-other-type": (
        "Kontroller en ressurs av typen {1}, eller velg en annen profil.",
        "Kontroller ein ressurs av typen {1}, eller vel ein annan profil.",
    ),
    # --- rules of plan, goal and activity ---
    "ip-cp-2": (
        "Sett period.start, period.end og utvidelsen ip-next-revision, eller la planen stå som utkast (draft).",
        "Set period.start, period.end og utvidinga ip-next-revision, eller lat planen stå som utkast (draft).",
    ),
    "ip-cp-3": (
        "Vis til minst ett mål (goal) og et team (careTeam), eller la planen stå som utkast (draft).",
        "Vis til minst eitt mål (goal) og eit team (careTeam), eller lat planen stå som utkast (draft).",
    ),
    "ip-cp-4": (
        "Sett period.end og utvidelsen ip-end-reason.",
        "Set period.end og utvidinga ip-end-reason.",
    ),
    "ip-cp-5": (
        "Sett ip-next-revision til en dato som ikke er etter period.end, eller forleng perioden.",
        "Set ip-next-revision til ein dato som ikkje er etter period.end, eller forleng perioden.",
    ),
    "ip-cp-6": (
        "Sett level i ip-main-responsibility til kommune.",
        "Set level i ip-main-responsibility til kommune.",
    ),
    "ip-cp-7": (
        "Legg til municipality i ip-main-responsibility.",
        "Legg til municipality i ip-main-responsibility.",
    ),
    "ip-cp-8": (
        "Sett title, author, created, ip-service-level og ip-main-responsibility, eller la planen stå som utkast (draft).",
        "Set title, author, created, ip-service-level og ip-main-responsibility, eller lat planen stå som utkast (draft).",
    ),
    "ip-cp-9": (
        "Legg til party eller type i ip-wanted-cooperation.",
        "Legg til party eller type i ip-wanted-cooperation.",
    ),
    "ip-cp-10": (
        "Legg til date og heardBy i ip-child-view, eller reasonNotHeard; ikke begge deler.",
        "Legg til date og heardBy i ip-child-view, eller reasonNotHeard; ikkje begge delar.",
    ),
    "ip-cp-11": (
        "Fjern ip-end-reason og ip-end-decided-by, eller avslutt planen (completed, revoked).",
        "Fjern ip-end-reason og ip-end-decided-by, eller avslutt planen (completed, revoked).",
    ),
    "ip-sp-1": (
        "Fjern kategorien individuell-plan fra delplanen, eller fjern partOf.",
        "Fjern kategorien individuell-plan frå delplanen, eller fjern partOf.",
    ),
    "ip-act-1": (
        "Sett starten i occurrence[x], eller la tiltaket stå som utkast (draft).",
        "Set starten i occurrence[x], eller lat tiltaket stå som utkast (draft).",
    ),
    "ip-act-2": (
        "Legg til utvidelsen request-statusReason.",
        "Legg til utvidinga request-statusReason.",
    ),
    "ip-act-3": (
        "Sett nøyaktig én performer; hjelpere står i ip-activity-contributor.",
        "Set nøyaktig éin performer; hjelparar står i ip-activity-contributor.",
    ),
    "ip-goal-1": (
        "La expressedBy vise til pasienten eller en RelatedPerson, eller velg en annen kategori enn eget-maal.",
        "Lat expressedBy vise til pasienten eller ein RelatedPerson, eller vel ein annan kategori enn eget-maal.",
    ),
    "ip-goal-2": ("Skriv grunnen i statusReason.", "Skriv grunnen i statusReason."),
    "ip-goal-3": (
        "Gi category en kode fra ip-goal-category.",
        "Gje category ein kode frå ip-goal-category.",
    ),
    "ip-goal-4": ("Skriv grunnen i statusReason.", "Skriv grunnen i statusReason."),
    "ip-rn-1": (
        "Del oppføringen i to: en ressurs og et behov.",
        "Del oppføringa i to: ein ressurs og eit behov.",
    ),
    # --- rules of team and coordinator ---
    "ip-ct-1": (
        "Gi én deltaker rollen 9034#8, 9034#18 eller barnekoordinator, og avslutt perioden til koordinatoren før.",
        "Gje éin deltakar rolla 9034#8, 9034#18 eller barnekoordinator, og avslutt perioden til koordinatoren før.",
    ),
    "ip-ct-2": (
        "Ta personen med som deltaker (Patient), hvis personen ønsker det.",
        "Ta personen med som deltakar (Patient), om personen ønskjer det.",
    ),
    "ip-ct-3": (
        "La member vise til koordinatorens PractitionerRole.",
        "Lat member vise til PractitionerRole for koordinatoren.",
    ),
    # --- rules of consent ---
    "ip-co-1": (
        "Legg til utvidelsen ip-representation med en kode fra liste 7456.",
        "Legg til utvidinga ip-representation med ein kode frå liste 7456.",
    ),
    "ip-co-2": (
        "Legg til en provision av typen permit med actor for hver mottaker.",
        "Legg til ein provision av typen permit med actor for kvar mottakar.",
    ),
    "ip-co-3": (
        "Legg til utvidelsen ip-consent-status-date.",
        "Legg til utvidinga ip-consent-status-date.",
    ),
    "ip-co-5": (
        "Sett policyRule til OPTOUT for objection, ellers OPTIN.",
        "Set policyRule til OPTOUT for objection, elles OPTIN.",
    ),
    "ip-co-8": ("Legg til utvidelsen ip-obtained-by.", "Legg til utvidinga ip-obtained-by."),
    "ip-co-11": (
        "Skriv en egen provision for hver mottaker.",
        "Skriv ein eigen provision for kvar mottakar.",
    ),
    "ip-co-12": (
        "Skriv en egen provision for hver del av planen, med delen i securityLabel (ip-section).",
        "Skriv ein eigen provision for kvar del av planen, med delen i securityLabel (ip-section).",
    ),
    "ip-co-13": (
        "Skriv en egen provision for hver handling (ip-action).",
        "Skriv ein eigen provision for kvar handling (ip-action).",
    ),
    # --- rules of notice and transfer ---
    "ip-nt-1": ("Skriv begrunnelsen i statusReason.text.", "Skriv grunngjevinga i statusReason.text."),
    "ip-nt-2": (
        "Sett for.identifier til pasientens nummer; et lokalt nummer (HNR) skal ha assigner.",
        "Set for.identifier til nummeret til pasienten; eit lokalt nummer (HNR) skal ha assigner.",
    ),
    "ip-nt-3": ("Legg svaret til som output.", "Legg svaret til som output."),
    "ip-nt-4": ("Legg til input av typen need.", "Legg til input av typen need."),
    "ip-nt-5": (
        "Legg til input av typen consent-state, med en kode fra liste 9064.",
        "Legg til input av typen consent-state, med ein kode frå liste 9064.",
    ),
    "ip-nt-6": (
        "Legg til input av typen consent eller legal-basis.",
        "Legg til input av typen consent eller legal-basis.",
    ),
    "ip-tr-1": ("Legg til input av typen consent.", "Legg til input av typen consent."),
    "ip-tr-2": ("Legg til output av typen new-team.", "Legg til output av typen new-team."),
}
"""By the key of the rule, where more can be said than by its code."""

BY_ERROR: Final[dict[str, Said]] = {
    "consent-missing": (
        "Innhent samtykket, registrer det (Consent), og vis til det.",
        "Hent inn samtykket, registrer det (Consent), og vis til det.",
    ),
    "consent-scope": (
        "Be om et samtykke som omfatter mottakeren, delen av planen og tidsrommet.",
        "Be om eit samtykke som omfattar mottakaren, delen av planen og tidsrommet.",
    ),
    "consent-giver": (
        "Rett hvem som har samtykket, og på hvilket grunnlag; innhent samtykket på nytt om det er gitt av feil person.",
        "Rett kven som har samtykt, og på kva grunnlag; hent inn samtykket på nytt om feil person har gjeve det.",
    ),
    "legal-basis": (
        "Oppgi samtykket eller hjemmelen som utleveringen bygger på; finnes ingen, kan den ikke skje.",
        "Oppgje samtykket eller heimelen som utleveringa byggjer på; finst ingen, kan ho ikkje skje.",
    ),
    "objection": (
        "Ikke gi opplysningene videre; snakk eventuelt med personen.",
        "Ikkje gje opplysningane vidare; snakk eventuelt med personen.",
    ),
    "plan-exists": (
        "Bruk planen som finnes, eller be om å få være med i den.",
        "Bruk planen som finst, eller be om å få vere med i han.",
    ),
    "plan-content": (
        "Fyll ut eller rett det som setningen nevner; en plan som ikke er klar, kan stå som utkast (draft).",
        "Fyll ut eller rett det som setninga nemner; ein plan som ikkje er klar, kan stå som utkast (draft).",
    ),
    "state": (
        "Les siste utgave, og velg en overgang som er tillatt fra tilstanden den har.",
        "Les siste utgåve, og vel ein overgang som er tillaten frå tilstanden ho har.",
    ),
    "coordinator": (
        "Rett rolle, person eller periode for koordinatoren i teamet, slik at setningen stemmer.",
        "Rett rolle, person eller periode for koordinatoren i teamet, slik at setninga stemmer.",
    ),
    "route": (
        "Kontroller avsender og mottaker mot adresseregisteret.",
        "Kontroller avsendar og mottakar mot adresseregisteret.",
    ),
    "synthetic": (
        "Bruk syntetiske personer i test og virkelige i produksjon; kontroller innstillingen for miljøet.",
        "Bruk syntetiske personar i test og verkelege i produksjon; kontroller innstillinga for miljøet.",
    ),
    "subset": (
        "Les hele ressursen med rett til det, og endre den; en utgave med utelatelser kan ikke lagres.",
        "Les heile ressursen med rett til det, og endre han; ei utgåve med utelatingar kan ikkje lagrast.",
    ),
    "version": (
        "Les siste utgave, gjør endringen i den, og send igjen med If-Match.",
        "Les siste utgåve, gjer endringa i ho, og send att med If-Match.",
    ),
    "order": (
        "Bestill eller vedta tjenesten der det skal skje, og vis til den fra planen.",
        "Bestill eller vedta tenesta der det skal skje, og vis til henne frå planen.",
    ),
    "journal": (
        "La journaldokumentet stå i journalen; ta med planer, vedtak og referater.",
        "Lat journaldokumentet stå i journalen; ta med planar, vedtak og referat.",
    ),
    "reason": (
        "Legg til det som setningen ber om: begrunnelse, tidspunkt eller hvem.",
        "Legg til det som setninga ber om: grunngjeving, tidspunkt eller kven.",
    ),
    "not-supported": (
        "Skriv det på formen som setningen nevner, eller del det opp; mer kan ikke vurderes her.",
        "Skriv det på forma som setninga nemner, eller del det opp; meir kan ikkje vurderast her.",
    ),
}
"""By the domain's error code."""

BY_TYPE: Final[dict[str, Said]] = {
    "business-rule": ("Rett det som setningen nevner.", "Rett det som setninga nemner."),
    "code-invalid": ("Bruk en kode fra listen som gjelder her.", "Bruk ein kode frå lista som gjeld her."),
    "conflict": (
        "Les siste utgave, og prøv på nytt ut fra den.",
        "Les siste utgåve, og prøv på nytt ut frå ho.",
    ),
    "duplicate": ("Behold én, og fjern de andre.", "Behald éin, og fjern dei andre."),
    "exception": (
        "Prøv på nytt senere; meld fra til dem som driver tjenesten om det gjentar seg.",
        "Prøv på nytt seinare; meld frå til dei som driv tenesta om det tek seg opp att.",
    ),
    "expired": (
        "Kontroller om innholdet fortsatt gjelder, og send det eventuelt på nytt.",
        "Kontroller om innhaldet framleis gjeld, og send det eventuelt på nytt.",
    ),
    "extension": ("Flytt eller fjern utvidelsen.", "Flytt eller fjern utvidinga."),
    "forbidden": (
        "Kontroller at virksomheten og tilgangen (scope) er de rette; be om tilgang hos dem som driver tjenesten.",
        "Kontroller at verksemda og tilgangen (scope) er dei rette; be om tilgang hos dei som driv tenesta.",
    ),
    "incomplete": (
        "Rett det som er listet, og kontroller på nytt.",
        "Rett det som er lista, og kontroller på nytt.",
    ),
    "informational": ("Ingenting må gjøres.", "Ingenting må gjerast."),
    "invalid": ("Rett forespørselen.", "Rett førespurnaden."),
    "invariant": ("Rett det som setningen nevner.", "Rett det som setninga nemner."),
    "login": (
        "Hent et nytt token og lag et nytt DPoP-bevis for akkurat denne forespørselen.",
        "Hent eit nytt token og lag eit nytt DPoP-bevis for akkurat denne førespurnaden.",
    ),
    "not-found": (
        "Kontroller adressen eller nummeret; det kan også være at det ikke kan vises.",
        "Kontroller adressa eller nummeret; det kan òg vere at det ikkje kan visast.",
    ),
    "not-supported": (
        "Bruk en form, type eller versjon som støttes; resten gjøres på en annen måte.",
        "Bruk ei form, ein type eller ein versjon som er støtta; resten må gjerast på ein annan måte.",
    ),
    "required": ("Legg til det som mangler.", "Legg til det som manglar."),
    "security": (
        "Ikke send det slik; rett det setningen nevner, og meld fra om det ikke kan forklares.",
        "Ikkje send det slik; rett det setninga nemner, og meld frå om det ikkje kan forklarast.",
    ),
    "structure": (
        "Skriv det slik standarden sier, med riktige navn, rekkefølge og antall.",
        "Skriv det slik standarden seier, med rette namn, rekkjefølgje og tal på.",
    ),
    "throttled": ("Vent litt, og prøv på nytt.", "Vent litt, og prøv på nytt."),
    "timeout": (
        "Prøv på nytt; send raskere eller i mindre deler.",
        "Prøv på nytt; send raskare eller i mindre delar.",
    ),
    "too-costly": (
        "Avgrens det som sendes eller spørres etter.",
        "Avgrens det som blir sendt eller spurt etter.",
    ),
    "too-long": ("Gjør det kortere, eller del det opp.", "Gjer det kortare, eller del det opp."),
    "transient": ("Vent litt, og prøv på nytt.", "Vent litt, og prøv på nytt."),
    "value": (
        "Skriv verdien på formen som standarden sier.",
        "Skriv verdien på forma som standarden seier.",
    ),
}
"""By FHIR's issue type."""


def mending(key: str, row: Fault) -> Said:
    """What to do about a fault, in both languages; by key it has the places of the row's own sentence."""
    if key in BY_KEY:
        return BY_KEY[key]
    nb, nn = BY_ERROR[row.error] if row.error else BY_TYPE[row.issue_type]
    return nb, nn
