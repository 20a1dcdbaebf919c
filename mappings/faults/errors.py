"""The domain's error codes and what they are called, in bokmål and nynorsk (domain.md 1.0, and `not-supported`)."""

from __future__ import annotations

from typing import Final

ERRORS: Final[dict[str, tuple[str, str]]] = {
    "consent-missing": ("Gyldig samtykke mangler", "Gyldig samtykke manglar"),
    "consent-scope": ("Samtykket omfatter ikke dette", "Samtykket omfattar ikkje dette"),
    "consent-giver": (
        "Den som samtykket, har ikke rett til det (alene)",
        "Den som samtykte, har ikkje rett til det (åleine)",
    ),
    "legal-basis": ("Rettsgrunnlaget bærer ikke utleveringen", "Rettsgrunnlaget ber ikkje utleveringa"),
    "objection": ("Personen har motsatt seg det", "Personen har sett seg imot det"),
    "plan-exists": ("Personen har allerede en åpen plan", "Personen har alt ein open plan"),
    "plan-content": (
        "Planen mangler noe den skal inneholde",
        "Planen manglar noko han skal innehalde",
    ),
    "state": ("Overgangen er ikke tillatt", "Overgangen er ikkje tillaten"),
    "coordinator": (
        "Koordinator mangler, er ikke alene om det, eller kan ikke ha rollen",
        "Koordinator manglar, er ikkje åleine om det, eller kan ikkje ha rolla",
    ),
    "route": ("Feil eller ukjent mottaker", "Feil eller ukjend mottakar"),
    "synthetic": (
        "Personen er ikke syntetisk, eller omvendt",
        "Personen er ikkje syntetisk, eller omvendt",
    ),
    "subset": (
        "En utgave med utelatelser kan ikke skrives tilbake",
        "Ei utgåve med utelatingar kan ikkje skrivast tilbake",
    ),
    "version": ("Utgaven er ikke den nyeste", "Utgåva er ikkje den nyaste"),
    "order": ("Planen er ingen bestilling og intet vedtak", "Planen er inga bestilling og ikkje noko vedtak"),
    "journal": ("Planen er ikke et journaldokument", "Planen er ikkje eit journaldokument"),
    "reason": ("Begrunnelse mangler", "Grunngjeving manglar"),
    "not-supported": ("Kan ikke vurderes her", "Kan ikkje vurderast her"),
}
"""Code -> its name in bokmål and nynorsk; `mappings.faults.row.Error` is the same codes as a type."""
