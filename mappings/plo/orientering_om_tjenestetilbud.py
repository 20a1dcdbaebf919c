"""Orientering om tjenestetilbud 1.5 and 1.6 (HIS 80704).

Derived from the official XSDs by `python -m conformance.derive.messages`: change that, then run it.
"""

from __future__ import annotations

from typing import Annotated

from mappings.element import Element, In, Some
from mappings.plo import po


class _Ori(Element):
    NS = "ori"


class OrienteringOmTjenestetilbud(_Ori):
    InformasjonOmForsendelsen: Annotated[po.InformasjonOmForsendelsen, In("po")]
    TilleggsopplysningPasient: Annotated[po.TilleggsopplysningPasient | None, In("po")] = None
    ParorendeForesatt: Annotated[list[po.ParorendeForesatt], In("po")] = []
    TilknyttetEnhet: Annotated[list[po.TilknyttetEnhet], In("po")] = []
    KontaktpersonHelsepersonell: Annotated[list[po.KontaktpersonHelsepersonell], In("po")] = []
    AnsvarForRapport: Annotated[list[po.AnsvarForRapport], In("po")] = []
    SendtDokument: Annotated[list[po.SendtDokument], In("po")] = []
    EksisterendeTjeneste: Annotated[Some[po.EksisterendeTjeneste], In("po")] = []
    AssistertKommunikasjon: Annotated[list[po.AssistertKommunikasjon], In("po")] = []


ELEMENTS: dict[str, type[Element]] = {
    "OrienteringOmTjenestetilbud": OrienteringOmTjenestetilbud,
}
