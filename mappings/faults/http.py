"""Faults of a request to the adapter's door, before or beside the message that it carries (RFC 9110)."""

from __future__ import annotations

from mappings.faults.row import Fault

HTTP: dict[str, Fault] = {
    "http-malformed": Fault(
        "fatal",
        "structure",
        "",
        "RFC 9112 § 2.2, § 6.3",
        "Forespørselen er ikke gyldig HTTP.",
        "Førespurnaden er ikkje gyldig HTTP.",
    ),
    "http-head-too-large": Fault(
        "fatal",
        "too-long",
        "",
        "RFC 6585 § 5",
        "Forespørselens adresse og hodefelt er for store.",
        "Adressa og hovudfelta til førespurnaden er for store.",
    ),
    "http-path-unknown": Fault(
        "fatal",
        "not-found",
        "",
        "RFC 9110 § 15.5.5",
        "Adressen finnes ikke her.",
        "Adressa finst ikkje her.",
    ),
    "http-method-unknown": Fault(
        "fatal",
        "not-supported",
        "",
        "RFC 9110 § 15.5.6",
        "Adressen tar ikke imot forespørsler med denne metoden.",
        "Adressa tek ikkje imot førespurnader med denne metoden.",
    ),
    "http-media-unknown": Fault(
        "fatal",
        "not-supported",
        "",
        "RFC 9110 § 15.5.16; RFC 7303 § 9",
        "Content-Type skal være application/xml eller text/xml, uten charset eller med utf-8.",
        "Content-Type skal vere application/xml eller text/xml, utan charset eller med utf-8.",
    ),
    "http-encoding-unknown": Fault(
        "fatal",
        "not-supported",
        "",
        "RFC 9110 § 8.4, § 15.5.16",
        "Innholdet skal sendes uten komprimering (Content-Encoding).",
        "Innhaldet skal sendast utan komprimering (Content-Encoding).",
    ),
    "http-slow": Fault(
        "fatal",
        "timeout",
        "",
        "RFC 9110 § 15.5.9",
        "Forespørselen kom ikke helt frem i tide; den kan sendes på nytt.",
        "Førespurnaden kom ikkje heilt fram i tide; han kan sendast på nytt.",
    ),
    "http-broken-off": Fault(
        "fatal",
        "incomplete",
        "",
        "RFC 9112 § 8",
        "Forbindelsen ble brutt før hele forespørselen var kommet.",
        "Sambandet vart brote før heile førespurnaden var komen.",
    ),
    "http-busy": Fault(
        "fatal",
        "throttled",
        "",
        "RFC 9110 § 15.6.4",
        "For mange forespørsler behandles nå; prøv igjen om litt.",
        "For mange førespurnader er under arbeid no; prøv att om litt.",
    ),
    "http-unavailable": Fault(
        "fatal",
        "transient",
        "",
        "RFC 9110 § 15.6.4",
        "Tjenesten er ikke tilgjengelig nå; den samme forespørselen kan trygt sendes på nytt.",
        "Tenesta er ikkje tilgjengeleg no; den same førespurnaden kan trygt sendast på nytt.",
    ),
    "http-defect": Fault(
        "fatal",
        "exception",
        "",
        "RFC 9110 § 15.6.1",
        "En feil i programmet hindret at forespørselen ble besvart.",
        "Ein feil i programmet hindra at førespurnaden vart svara på.",
    ),
}
