"""Faults that only a receipt tells of: what the receiver knows beside the message, and why there is no receipt at all.

The receiving adapter finds them (party table, patient register, certificates); emessages.md 4.4 gives their codes.
"""

from __future__ import annotations

from mappings.faults.row import Fault

_CODES = "HIS 80415, OID 8221"

RECEIPT: dict[str, Fault] = {
    "signature-wrong": Fault(
        "error",
        "security",
        "S01",
        f"{_CODES} S01",
        "Signaturen stemmer ikke med meldingen.",
        "Signaturen stemmer ikkje med meldinga.",
    ),
    "certificate-invalid": Fault(
        "error",
        "security",
        "S02",
        f"{_CODES} S02",
        "Sertifikatet bak signaturen er ugyldig.",
        "Sertifikatet bak signaturen er ugyldig.",
    ),
    "certificate-revoked": Fault(
        "error",
        "security",
        "S03",
        f"{_CODES} S03",
        "Sertifikatet bak signaturen er trukket tilbake.",
        "Sertifikatet bak signaturen er trekt tilbake.",
    ),
    "receiver-unknown": Fault(
        "error",
        "not-found",
        "E21",
        f"{_CODES} E21; HIS 1153",
        "Mottakeren er ukjent: HER-id mangler eller finnes ikke på ett av nivåene.",
        "Mottakaren er ukjend: HER-id manglar eller finst ikkje på eitt av nivåa.",
    ),
    "receiver-elsewhere": Fault(
        "error",
        "not-found",
        "E21",
        f"{_CODES} E21",
        "Meldingen er adressert til en annen virksomhet.",
        "Meldinga er adressert til ei anna verksemd.",
    ),
    "patient-unknown": Fault(
        "error",
        "not-found",
        "E35",
        f"{_CODES} E35",
        "Pasienten finnes ikke hos mottakeren.",
        "Pasienten finst ikkje hos mottakaren.",
    ),
    "attachment-refused": Fault(
        "error",
        "not-supported",
        "X99",
        "HIS 1036; OID 8221 X99",
        "Et vedlegg kan ikke behandles.",
        "Eit vedlegg kan ikkje behandlast.",
    ),
    "receipt-of-receipt": Fault(
        "information",
        "informational",
        "",
        "HIS 80415; emessages.md 5.5",
        "En kvittering blir aldri kvittert for.",
        "Ei kvittering blir aldri kvittert for.",
    ),
    "receipt-no-sender": Fault(
        "information",
        "informational",
        "",
        "emessages.md 4.4",
        "Avsenderen kan ikke leses; det finnes ingen å kvittere til.",
        "Avsendaren kan ikkje lesast; det finst ingen å kvittere til.",
    ),
    "receipt-no-receiver": Fault(
        "information",
        "informational",
        "",
        "emessages.md 4.4",
        "Meldingen er ikke til oss; vi kvitterer ikke.",
        "Meldinga er ikkje til oss; vi kvitterer ikkje.",
    ),
    "receipt-status-unknown": Fault(
        "warning",
        "code-invalid",
        "",
        "HIS 80415 Status, OID 8258",
        "Kvitteringens status er ukjent og bekrefter ikke noe; noen må se på den.",
        "Statusen i kvitteringa er ukjend og stadfestar ikkje noko; nokon må sjå på han.",
    ),
    "not-a-receipt": Fault(
        "error",
        "structure",
        "",
        "FHIR R4 2.4; emessages.md 6.4",
        "Bundle er ingen kvittering: den første ressursen må være MessageHeader med response.",
        "Bundle er inga kvittering: den første ressursen må vere MessageHeader med response.",
    ),
}
