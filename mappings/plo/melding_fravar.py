"""Melding om fravær 1.5 (HIS 80704).

Derived from the official XSDs by `python -m conformance.derive.messages`: change that, then run it.
"""

from __future__ import annotations

from typing import Annotated

from mappings.element import REQUIRED, Element, In
from mappings.plo import po


class _Fra(Element):
    NS = "fra"


class MeldingFravar(_Fra):
    InformasjonOmForsendelsen: Annotated[po.InformasjonOmForsendelsen, In("po")]
    TilleggsopplysningPasient: Annotated[po.TilleggsopplysningPasient | None, In("po")] = None
    ParorendeForesatt: Annotated[list[po.ParorendeForesatt], In("po")] = []
    TilknyttetEnhet: Annotated[list[po.TilknyttetEnhet], In("po")] = []
    KontaktpersonHelsepersonell: Annotated[list[po.KontaktpersonHelsepersonell], In("po")] = []
    AnsvarForRapport: Annotated[list[po.AnsvarForRapport], In("po")] = []
    SendtDokument: Annotated[list[po.SendtDokument], In("po")] = []
    Fraversassistent: Annotated[po.Fraversassistent, In("po")] = REQUIRED


ELEMENTS: dict[str, type[Element]] = {
    "MeldingFravar": MeldingFravar,
}
