"""Faults of a resource by its profile: structural rules, which share few keys, and the invariants by their own keys.

The sentences of the structural rules are filled with the names of profile and element and what is asked for, all out of
the profile, never out of a resource.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mappings.faults.profile_rules import PLAN_RULES
from mappings.faults.profile_rules_consent import CONSENT_RULES
from mappings.faults.row import Fault

if TYPE_CHECKING:
    from mappings.faults.row import Error, Severity

_DECISION = "decisions «which profile applies»"


def _row(kind: str, nb: str, nn: str, error: Error = "") -> Fault:
    """A rule that a profile's structure holds."""
    return Fault("error", kind, "", "profil {0}, {1}", nb, nn, error)


def _claim(severity: Severity, nb: str, nn: str) -> Fault:
    return Fault(severity, "not-supported", "", _DECISION, nb, nn)


PROFILE_RULES: dict[str, Fault] = {**PLAN_RULES, **CONSENT_RULES}
"""The invariants' rows."""

PROFILE: dict[str, Fault] = {
    "profile-required": _row(
        "required",
        "{1} mangler; profilen {0} krever minst {2}.",
        "{1} manglar; profilen {0} krev minst {2}.",
    ),
    "profile-max": _row(
        "structure",
        "{1} er der for mange ganger; profilen {0} tillater høyst {2}.",
        "{1} er der for mange gonger; profilen {0} tillèt høgst {2}.",
    ),
    "profile-fixed": _row(
        "value",
        "{1} skal være {2} (profil {0}).",
        "{1} skal vere {2} (profil {0}).",
    ),
    "profile-type": _row(
        "structure",
        "{1} har feil type; profilen {0} tillater: {2}.",
        "{1} har feil type; profilen {0} tillèt: {2}.",
    ),
    "profile-binding": _row(
        "code-invalid",
        "{1} skal ha en kode fra listen (profil {0}): {2}.",
        "{1} skal ha ein kode frå lista (profil {0}): {2}.",
    ),
    "profile-slice-min": _row(
        "required",
        "{1} mangler; profilen {0} krever minst {2} slik.",
        "{1} manglar; profilen {0} krev minst {2} slik.",
    ),
    "profile-slice-max": _row(
        "structure",
        "{1} er der for mange ganger; profilen {0} tillater høyst {2} slik.",
        "{1} er der for mange gonger; profilen {0} tillèt høgst {2} slik.",
    ),
    "profile-slice-closed": _row(
        "structure",
        "{1} har noe som ikke hører hjemme der; profilen {0} tillater bare: {2}.",
        "{1} har noko som ikkje høyrer heime der; profilen {0} tillèt berre: {2}.",
    ),
    "profile-target": _row(
        "value",
        "{1} viser til noe annet enn profilen {0} tillater: {2}.",
        "{1} viser til noko anna enn profilen {0} tillèt: {2}.",
    ),
    "profile-context": Fault(
        "error",
        "extension",
        "",
        "FHIR R4 2.4.1 Extension.context",
        "Utvidelsen {0} står feil; den kan bare stå på: {1}.",
        "Utvidinga {0} står feil; ho kan berre stå på: {1}.",
    ),
    "profile-modifier": Fault(
        "error",
        "extension",
        "",
        "decisions «extensions»; FHIR R4 2.4.1.0.1",
        "Ukjent modifierExtension: den kan endre hva elementet betyr, og elementet kan derfor ikke tas imot.",
        "Ukjend modifierExtension: ho kan endre kva elementet tyder, og elementet kan difor ikkje takast imot.",
        "not-supported",
    ),
    "profile-foreign": _claim(
        "warning",
        "Ressursen oppgir en profil som andre har laget; den er ikke kontrollert.",
        "Ressursen oppgjev ein profil som andre har laga; han er ikkje kontrollert.",
    ),
    "profile-not-applied": _claim(
        "warning",
        "Ressursen oppgir profilen {0}, men er etter innholdet ikke noe slikt; profilen er ikke kontrollert.",
        "Ressursen oppgjev profilen {0}, men er etter innhaldet ikkje noko slikt; profilen er ikkje kontrollert.",
    ),
    "profile-unknown": _claim(
        "error",
        "Profilen det ble spurt etter, finnes ikke her.",
        "Profilen det vart spurt etter, finst ikkje her.",
    ),
    "profile-other-type": _claim(
        "error",
        "Profilen {0} er for {1}.",
        "Profilen {0} gjeld {1}.",
    ),
    **PROFILE_RULES,
}
