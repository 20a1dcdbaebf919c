"""Reservasjon 2.0.

Derived from the official XSDs by `python -m conformance.derive.messages`: change that, then run it.
"""

from __future__ import annotations

from typing import Annotated

from mappings.element import Element, Kodeverk, Some, String
from mappings.felles import kith
from mappings.personvern import pvi, res


class _Res(Element):
    NS = "res"


class ReservasjonMetadata(_Res):
    ReservasjonOmfangElement: Some[res.ReservasjonOmfangElement]


class ReservasjonOmfangElement(_Res):
    Omfang: Annotated[kith.CV, Kodeverk((7608,))]
    Presisering: String | None = None
    LogiskOmfang: String | None = None


class ReservasjonDefinisjonReferanse(pvi.PersonvernInnstillingDefinisjonReferanse):
    pass


class ReservasjonDefinisjon(pvi.PersonvernInnstillingDefinisjon):
    pass


class InnbyggersReservasjon(pvi.InnbyggersPersonvernInnstilling):
    pass


ELEMENTS: dict[str, type[Element]] = {
    "ReservasjonDefinisjonReferanse": ReservasjonDefinisjonReferanse,
    "ReservasjonDefinisjon": ReservasjonDefinisjon,
    "InnbyggersReservasjon": InnbyggersReservasjon,
    "ReservasjonMetadata": ReservasjonMetadata,
}
