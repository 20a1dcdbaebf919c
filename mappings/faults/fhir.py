"""Faults of FHIR as JSON: what is wrong with a text as such, before any profile is asked."""

from __future__ import annotations

from mappings.faults.row import Fault, Severity

_JSON = "FHIR R4 2.6.2"
_RESOURCE = "FHIR R4 2.6.8"
_TYPES = "FHIR R4 2.24.0.1"


def _row(severity: Severity, kind: str, clause: str, nb: str, nn: str) -> Fault:
    return Fault(severity, kind, "", clause, nb, nn)


FHIR: dict[str, Fault] = {
    "fhir-size": _row(
        "fatal",
        "too-long",
        _JSON,
        "Dokumentet er for stort: grensen er {0}.",
        "Dokumentet er for stort: grensa er {0}.",
    ),
    "fhir-depth": _row(
        "fatal",
        "too-costly",
        _JSON,
        "Dokumentet har for mange nivåer inni hverandre.",
        "Dokumentet har for mange nivå inni kvarandre.",
    ),
    "fhir-encoding": _row(
        "fatal",
        "structure",
        _JSON,
        "Teksten er ikke UTF-8 uten byterekkefølgemerke.",
        "Teksten er ikkje UTF-8 utan byterekkjefølgjemerke.",
    ),
    "fhir-json": _row(
        "fatal",
        "structure",
        _JSON,
        "Teksten er ikke gyldig JSON (linje {0}, kolonne {1}).",
        "Teksten er ikkje gyldig JSON (linje {0}, kolonne {1}).",
    ),
    "fhir-number": _row(
        "fatal",
        "structure",
        _JSON,
        "NaN og Infinity er ikke tall i JSON.",
        "NaN og Infinity er ikkje tal i JSON.",
    ),
    "fhir-repeated": _row(
        "error",
        "structure",
        _JSON,
        "Egenskapen står mer enn én gang i samme objekt.",
        "Eigenskapen står meir enn éin gong i same objekt.",
    ),
    "fhir-resource-type": _row(
        "error",
        "structure",
        _RESOURCE,
        "resourceType mangler eller er ikke en ressurstype i R4.",
        "resourceType manglar eller er ikkje ein ressurstype i R4.",
    ),
    "fhir-not-supported": _row(
        "error",
        "not-supported",
        _RESOURCE,
        "Ressurstypen {0} er ikke støttet her.",
        "Ressurstypen {0} er ikkje støtta her.",
    ),
    "fhir-not-checked": _row(
        "information",
        "informational",
        _RESOURCE,
        "Ressursen av typen {0} er tatt vare på ordrett, men ikke kontrollert.",
        "Ressursen av typen {0} er teken vare på ordrett, men ikkje kontrollert.",
    ),
    "fhir-required": _row(
        "error",
        "required",
        "FHIR R4 1.10 (cardinality)",
        "Elementet mangler, men er påkrevd.",
        "Elementet manglar, men er påkravd.",
    ),
    "fhir-unknown": _row(
        "error",
        "structure",
        _JSON,
        "Egenskapen finnes ikke i R4 4.0.1.",
        "Eigenskapen finst ikkje i R4 4.0.1.",
    ),
    "fhir-type": _row(
        "error",
        "structure",
        _JSON,
        "Verdien har feil JSON-type; ventet {0}.",
        "Verdien har feil JSON-type; venta {0}.",
    ),
    "fhir-null": _row(
        "error",
        "structure",
        _JSON,
        "null er bare tillatt i lister av primitive verdier, der den andre listen har et element.",
        "null er berre tillaten i lister av primitive verdiar, der den andre lista har eit element.",
    ),
    "fhir-empty": _row(
        "error",
        "structure",
        _JSON,
        "Tomme verdier, lister og objekter er ikke tillatt; elementet skal utelates.",
        "Tomme verdiar, lister og objekt er ikkje tillatne; elementet skal utelatast.",
    ),
    "fhir-choice": _row(
        "error",
        "structure",
        "FHIR R4 2.6.7",
        "Bare én av typene til {0}[x] kan være oppgitt.",
        "Berre éin av typane til {0}[x] kan vere oppgitt.",
    ),
    "fhir-code": _row(
        "error",
        "code-invalid",
        "FHIR R4 4.1.5 (required binding)",
        "Koden er ikke i kodelisten som kreves her. Tillatt: {0}.",
        "Koden er ikkje i kodelista som krevst her. Tillate: {0}.",
    ),
    "fhir-format": _row(
        "error",
        "value",
        _TYPES,
        "Verdien har ikke formatet til datatypen {0}.",
        "Verdien har ikkje formatet til datatypen {0}.",
    ),
    "fhir-characters": _row(
        "error",
        "value",
        _TYPES,
        "Teksten har styretegn eller halve Unicode-tegn, som ikke er tillatt.",
        "Teksten har styreteikn eller halve Unicode-teikn, som ikkje er tillatne.",
    ),
    "fhir-length": _row(
        "error",
        "too-long",
        _TYPES,
        "Teksten er lengre enn {0} tegn.",
        "Teksten er lengre enn {0} teikn.",
    ),
    "fhir-range": _row(
        "error",
        "value",
        _TYPES,
        "Tallet er utenfor området {0} til {1}.",
        "Talet er utanfor området {0} til {1}.",
    ),
    "fhir-value": _row(
        "error",
        "structure",
        _JSON,
        "Ressursen inneholder en verdi som ikke kan skrives som FHIR-JSON.",
        "Ressursen inneheld ein verdi som ikkje kan skrivast som FHIR-JSON.",
    ),
    "fhir-more": _row(
        "information",
        "incomplete",
        _JSON,
        "Det er flere feil enn de {0} som er listet.",
        "Det er fleire feil enn dei {0} som er lista.",
    ),
    "fhir-bdl-1": _row(
        "error",
        "invariant",
        "FHIR R4 Bundle, bdl-1",
        "total er bare tillatt i searchset og history.",
        "total er berre tillaten i searchset og history.",
    ),
    "fhir-bdl-2": _row(
        "error",
        "invariant",
        "FHIR R4 Bundle, bdl-2",
        "search er bare tillatt i searchset.",
        "search er berre tillaten i searchset.",
    ),
    "fhir-bdl-3": _row(
        "error",
        "invariant",
        "FHIR R4 Bundle, bdl-3",
        "request skal stå i batch, transaction og history, og ikke ellers.",
        "request skal stå i batch, transaction og history, og ikkje elles.",
    ),
    "fhir-bdl-4": _row(
        "error",
        "invariant",
        "FHIR R4 Bundle, bdl-4",
        "response skal stå i batch-response, transaction-response og history, og ikke ellers.",
        "response skal stå i batch-response, transaction-response og history, og ikkje elles.",
    ),
    "fhir-bdl-5": _row(
        "error",
        "invariant",
        "FHIR R4 Bundle, bdl-5",
        "En entry må ha resource, request eller response.",
        "Ein entry må ha resource, request eller response.",
    ),
    "fhir-bdl-7": _row(
        "error",
        "invariant",
        "FHIR R4 Bundle, bdl-7",
        "fullUrl kan bare stå én gang for hver versjon.",
        "fullUrl kan berre stå éin gong for kvar versjon.",
    ),
    "fhir-bdl-8": _row(
        "error",
        "invariant",
        "FHIR R4 Bundle, bdl-8",
        "fullUrl kan ikke vise til en bestemt versjon.",
        "fullUrl kan ikkje vise til ein bestemt versjon.",
    ),
    "fhir-bdl-9": _row(
        "error",
        "invariant",
        "FHIR R4 Bundle, bdl-9",
        "Et dokument må ha identifier med system og verdi.",
        "Eit dokument må ha identifier med system og verdi.",
    ),
    "fhir-bdl-10": _row(
        "error",
        "invariant",
        "FHIR R4 Bundle, bdl-10",
        "Et dokument må ha timestamp.",
        "Eit dokument må ha timestamp.",
    ),
    "fhir-bdl-11": _row(
        "error",
        "invariant",
        "FHIR R4 Bundle, bdl-11",
        "Et dokument må begynne med en Composition.",
        "Eit dokument må begynne med ein Composition.",
    ),
    "fhir-bdl-12": _row(
        "error",
        "invariant",
        "FHIR R4 Bundle, bdl-12",
        "En melding må begynne med en MessageHeader.",
        "Ei melding må begynne med ein MessageHeader.",
    ),
}
