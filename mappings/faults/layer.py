"""Faults of the message layer: what the XSDs of the standards say about a message's elements."""

from __future__ import annotations

from mappings.faults.row import Fault

_XSD = "XSD i meldingens standard"

LAYER: dict[str, Fault] = {
    "root-unknown": Fault(
        "error",
        "not-supported",
        "T10",
        "HIS 80415, OID 8221",
        "Rotelementet {0} hører ikke til noen melding som støttes.",
        "Rotelementet {0} høyrer ikkje til noka melding som er støtta.",
    ),
    "payload-unknown": Fault(
        "error",
        "not-supported",
        "T10",
        "HIS 80601 Content; HIS 80415, OID 8221",
        "Innholdet {0} hører ikke til noen melding som støttes.",
        "Innhaldet {0} høyrer ikkje til noka melding som er støtta.",
    ),
    "element-missing": Fault(
        "error", "required", "T02", _XSD, "Elementet {0} mangler.", "Elementet {0} manglar."
    ),
    "element-unexpected": Fault(
        "error",
        "structure",
        "T02",
        _XSD,
        "Elementet {0} kan ikke stå her. Mulig her: {1}.",
        "Elementet {0} kan ikkje stå her. Mogleg her: {1}.",
    ),
    "attribute-missing": Fault(
        "error", "required", "T02", _XSD, "Attributtet {0} mangler.", "Attributtet {0} manglar."
    ),
    "attribute-unknown": Fault(
        "error",
        "structure",
        "T02",
        _XSD,
        "Attributtet {0} kan ikke stå her.",
        "Attributtet {0} kan ikkje stå her.",
    ),
    "text-unexpected": Fault(
        "error",
        "structure",
        "T02",
        _XSD,
        "Elementet har tekst, men kan bare ha underelementer eller attributter.",
        "Elementet har tekst, men kan berre ha underelement eller attributt.",
    ),
    "value-invalid": Fault(
        "error",
        "value",
        "T02",
        _XSD,
        "Verdien er ikke gyldig. Ventet type: {0}.",
        "Verdien er ikkje gyldig. Venta type: {0}.",
    ),
    "value-fixed": Fault(
        "error", "value", "T02", _XSD, "Verdien skal være «{0}».", "Verdien skal vere «{0}»."
    ),
    "version-lacks": Fault(
        "error",
        "structure",
        "T02",
        _XSD,
        "Elementet finnes ikke i versjon {0} av meldingen.",
        "Elementet finst ikkje i versjon {0} av meldinga.",
    ),
    "never-written": Fault(
        "error",
        "not-supported",
        "",
        "README, Decisions",
        "{0} leses bare i utdrag og kan ikke skrives.",
        "{0} blir berre lesen i utdrag og kan ikkje skrivast.",
    ),
    "faults-more": Fault(
        "information",
        "informational",
        "",
        _XSD,
        "Meldingen har flere enn {0} feil; resten er ikke listet.",
        "Meldinga har fleire enn {0} feil; resten er ikkje lista.",
    ),
}
