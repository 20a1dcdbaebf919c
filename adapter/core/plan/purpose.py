"""The purpose that a plan carries, in the person's written language (R-008; IP-F, purpose)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec

from adapter.core.plan.parts import has_text

if TYPE_CHECKING:
    from mappings import fhir
    from mappings.outcome import Lang

PURPOSE: Final[dict[Lang, str]] = {
    "nb": (
        "Planen skal gi deg et helhetlig, samordnet og tilpasset tilbud, og tar utgangspunkt i målene dine. Den viser hvem "
        "som gjør hva, hvem som har hovedansvaret, og hvordan de som hjelper deg, samarbeider."
    ),
    "nn": (
        "Planen skal gje deg eit heilskapleg, samordna og tilpassa tilbod, og tek utgangspunkt i måla dine. Han viser kven "
        "som gjer kva, kven som har hovudansvaret, og korleis dei som hjelper deg, samarbeider."
    ),
}
"""The text in bokmål and in nynorsk."""


def described(care_plan: fhir.CarePlan, lang: Lang) -> fhir.CarePlan:
    """The plan with its purpose as description, where the person has not put words of their own there."""
    if has_text(care_plan.description):
        return care_plan
    return msgspec.structs.replace(care_plan, description=PURPOSE[lang])
