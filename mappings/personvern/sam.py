"""Samtykke 1.0.

Derived from the official XSDs by `python -m conformance.derive.messages`: change that, then run it.
"""

from __future__ import annotations

from typing import Annotated

from mappings.element import DateTime, Element, Kodeverk, Some, String
from mappings.felles import kith
from mappings.personvern import pvi, sam


class _Sam(Element):
    NS = "sam"


class SamtykkeMetadata(_Sam):
    SamtykkeOmfangElement: Some[sam.SamtykkeOmfangElement]


class SamtykkeOmfangElement(_Sam):
    Omfang: Annotated[kith.CV, Kodeverk((7608,))]
    Presisering: String | None = None
    LogiskOmfang: String | None = None
    Tidsbegrensning: DateTime | None = None


class SamtykkeDefinisjonReferanse(pvi.PersonvernInnstillingDefinisjonReferanse):
    pass


class SamtykkeDefinisjon(pvi.PersonvernInnstillingDefinisjon):
    pass


class InnbyggersSamtykke(pvi.InnbyggersPersonvernInnstilling):
    pass


ELEMENTS: dict[str, type[Element]] = {
    "SamtykkeDefinisjonReferanse": SamtykkeDefinisjonReferanse,
    "SamtykkeDefinisjon": SamtykkeDefinisjon,
    "InnbyggersSamtykke": InnbyggersSamtykke,
    "SamtykkeMetadata": SamtykkeMetadata,
}
