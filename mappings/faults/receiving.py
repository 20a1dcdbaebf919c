"""Faults that only an installation finds: whose numbers it takes, what came too late, what another sender made."""

from __future__ import annotations

from mappings.faults.row import Fault

RECEIVING: dict[str, Fault] = {
    "number-ordinary": Fault(
        "error",
        "business-rule",
        "X99",
        "R-127; OID 8221 X99",
        "Dette er et testsystem: det tar bare imot syntetiske fødselsnummer (måned + 80).",
        "Dette er eit testsystem: det tek berre imot syntetiske fødselsnummer (månad + 80).",
        "synthetic",
    ),
    "number-synthetic": Fault(
        "error",
        "business-rule",
        "X99",
        "R-127; OID 8221 X99",
        "Dette er et system i drift: det tar ikke imot syntetiske fødselsnummer.",
        "Dette er eit system i drift: det tek ikkje imot syntetiske fødselsnummer.",
        "synthetic",
    ),
    "received-late": Fault(
        "error",
        "expired",
        "X99",
        "HIS 80415; emessages.md 4.4 (96 timer)",
        "Meldingen kom mer enn 96 timer etter at den ble sendt.",
        "Meldinga kom meir enn 96 timar etter at ho vart send.",
    ),
    "letter-failed": Fault(
        "fatal",
        "exception",
        "",
        "R-169",
        "Meldingen er tatt vare på, men en feil i programmet hindrer at den blir lest. Den blir lest på nytt når feilen er "
        "rettet; send den ikke på nytt nå.",
        "Meldinga er teken vare på, men ein feil i programmet hindrar at ho vert lesen. Ho vert lesen på nytt når feilen er "
        "retta; send ho ikkje på nytt no.",
    ),
}
