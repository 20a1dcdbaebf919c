"""Medisinske opplysninger (root `OverforingMedisinskeOpplysninger`) 1.5 and 1.6 (HIS 80704).

Derived from the official XSDs by `python -m conformance.derive.messages`: change that, then run it.
"""

from __future__ import annotations

from typing import Annotated

from mappings.element import Element, In
from mappings.felles import epj3
from mappings.plo import po


class _Med(Element):
    NS = "med"


class OverforingMedisinskeOpplysninger(_Med):
    InformasjonOmForsendelsen: Annotated[po.InformasjonOmForsendelsen, In("po")]
    TilleggsopplysningPasient: Annotated[po.TilleggsopplysningPasient | None, In("po")] = None
    ParorendeForesatt: Annotated[list[po.ParorendeForesatt], In("po")] = []
    TilknyttetEnhet: Annotated[list[po.TilknyttetEnhet], In("po")] = []
    KontaktpersonHelsepersonell: Annotated[list[po.KontaktpersonHelsepersonell], In("po")] = []
    AnsvarForRapport: Annotated[list[po.AnsvarForRapport], In("po")] = []
    SendtDokument: Annotated[list[po.SendtDokument], In("po")] = []
    TypeInnholdIMelding: Annotated[po.TypeInnholdIMelding | None, In("po")] = None
    OpplysningerTilSoknad: Annotated[po.OpplysningerTilSoknad | None, In("po")] = None
    InfoMedisinskDiagnose: Annotated[po.InfoMedisinskDiagnose | None, In("po")] = None
    MedisinskfagligeOpplysninger: Annotated[po.MedisinskfagligeOpplysninger | None, In("po")] = None
    Legemiddelinfo: Annotated[list[epj3.Legemiddelinfo], In("epj3")] = []
    InfoIPLOSrelevantInformasjon: Annotated[po.InfoIPLOSrelevantInformasjon | None, In("po")] = None
    OpplysningerAndreFaggrupper: Annotated[list[po.OpplysningerAndreFaggrupper], In("po")] = []
    InfoKartleggingFunksjonsniva: Annotated[po.InfoKartleggingFunksjonsniva | None, In("po")] = None
    InfoAssistertKommunikasjon: Annotated[list[po.InfoAssistertKommunikasjon], In("po")] = []
    InfoInformasjonGitt: Annotated[list[po.InfoInformasjonGitt], In("po")] = []
    TjenesteBehov: Annotated[list[po.TjenesteBehov], In("po")] = []
    InfoAndreViktigeOpplysninger: Annotated[po.InfoAndreViktigeOpplysninger | None, In("po")] = None
    InfoReservasjon: Annotated[list[po.InfoReservasjon], In("po")] = []


ELEMENTS: dict[str, type[Element]] = {
    "OverforingMedisinskeOpplysninger": OverforingMedisinskeOpplysninger,
}
