"""Tilgangsbegrensning 1.0.

Derived from the official XSDs by `python -m conformance.derive.messages`: change that, then run it.
"""

from __future__ import annotations

from typing import Annotated

from mappings.element import Element, Kodeverk, Some, String
from mappings.felles import fk1, kith
from mappings.personvern import pvi, tb


class _Tb(Element):
    NS = "tb"


class TilgangsbegrensningMetadata(_Tb):
    Omfang: Annotated[kith.CV, Kodeverk((7608,))]
    BerorteHelseopplysninger: tb.BerorteHelseopplysninger | None = None
    BerortHelsepersonell: tb.BerortHelsepersonell | None = None


class BerorteHelseopplysninger(_Tb):
    LogiskOmfang: String
    Kategorier: Some[String]


class BerortHelsepersonell(_Tb):
    BerortRolle: tb.RolleAngivelse | None = None
    BerortPerson: tb.EksplisttAngivelse | None = None
    BerortHelseforetak: tb.HelseforetakAngivelse | None = None


class RolleAngivelse(_Tb):
    LogiskOmfang: String
    RolleTilPasient: Annotated[list[kith.CV], Kodeverk((9034,))] = []


class EksplisttAngivelse(_Tb):
    LogiskOmfang: String
    NavngittHelseperson: list[fk1.HealthcareProfessional] = []


class HelseforetakAngivelse(_Tb):
    LogiskOmfang: String
    Helseforetak: list[fk1.Organisation] = []


class TilgangsbegrensningDefinisjonReferanse(pvi.PersonvernInnstillingDefinisjonReferanse):
    pass


class TilgangsbegrensningDefinisjon(pvi.PersonvernInnstillingDefinisjon):
    pass


class InnbyggersTilgangsbegrensning(pvi.InnbyggersPersonvernInnstilling):
    pass


ELEMENTS: dict[str, type[Element]] = {
    "TilgangsbegrensningDefinisjonReferanse": TilgangsbegrensningDefinisjonReferanse,
    "TilgangsbegrensningDefinisjon": TilgangsbegrensningDefinisjon,
    "InnbyggersTilgangsbegrensning": InnbyggersTilgangsbegrensning,
    "TilgangsbegrensningMetadata": TilgangsbegrensningMetadata,
}
