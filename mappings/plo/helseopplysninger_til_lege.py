"""Helseopplysninger til lege (root `Konsultasjon`) 1.5 and 1.6 (HIS 80704).

Derived from the official XSDs by `python -m conformance.derive.messages`: change that, then run it.
"""

from __future__ import annotations

from typing import Annotated

from mappings.element import Element, In
from mappings.felles import epj3
from mappings.plo import po


class _Htl(Element):
    NS = "htl"


class Konsultasjon(_Htl):
    InformasjonOmForsendelsen: Annotated[po.InformasjonOmForsendelsen, In("po")]
    TilleggsopplysningPasient: Annotated[po.TilleggsopplysningPasient | None, In("po")] = None
    ParorendeForesatt: Annotated[list[po.ParorendeForesatt], In("po")] = []
    TilknyttetEnhet: Annotated[list[po.TilknyttetEnhet], In("po")] = []
    KontaktpersonHelsepersonell: Annotated[list[po.KontaktpersonHelsepersonell], In("po")] = []
    AnsvarForRapport: Annotated[list[po.AnsvarForRapport], In("po")] = []
    SendtDokument: Annotated[list[po.SendtDokument], In("po")] = []
    InnholdKonsultasjon: Annotated[po.InnholdKonsultasjon | None, In("po")] = None
    InfoMedisinskDiagnose: Annotated[list[po.InfoMedisinskDiagnose], In("po")] = []
    MedisinskfagligeOpplysninger: Annotated[po.MedisinskfagligeOpplysninger | None, In("po")] = None
    Legemiddelinfo: Annotated[list[epj3.Legemiddelinfo], In("epj3")] = []
    InfoAndreViktigeOpplysninger: Annotated[po.InfoAndreViktigeOpplysninger | None, In("po")] = None
    Sykepleierdokumentasjon: Annotated[po.Sykepleierdokumentasjon | None, In("po")] = None
    InfoKartleggingFunksjonsniva: Annotated[po.InfoKartleggingFunksjonsniva | None, In("po")] = None
    InfoInformasjonGitt: Annotated[list[po.InfoInformasjonGitt], In("po")] = []
    InfoAssistertKommunikasjon: Annotated[list[po.InfoAssistertKommunikasjon], In("po")] = []
    InfoReservasjon: Annotated[list[po.InfoReservasjon], In("po")] = []


ELEMENTS: dict[str, type[Element]] = {
    "Konsultasjon": Konsultasjon,
}
