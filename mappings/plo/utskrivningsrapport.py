"""Utskrivningsrapport (root `TverrfagligEpikrise`) 1.5 and 1.6 (HIS 80704).

Derived from the official XSDs by `python -m conformance.derive.messages`: change that, then run it.
"""

from __future__ import annotations

from typing import Annotated

from mappings.element import REQUIRED, Element, In
from mappings.felles import epj3
from mappings.plo import po


class _Utr(Element):
    NS = "utr"


class TverrfagligEpikrise(_Utr):
    InformasjonOmForsendelsen: Annotated[po.InformasjonOmForsendelsen, In("po")]
    TilleggsopplysningPasient: Annotated[po.TilleggsopplysningPasient | None, In("po")] = None
    ParorendeForesatt: Annotated[list[po.ParorendeForesatt], In("po")] = []
    TilknyttetEnhet: Annotated[list[po.TilknyttetEnhet], In("po")] = []
    KontaktpersonHelsepersonell: Annotated[list[po.KontaktpersonHelsepersonell], In("po")] = []
    AnsvarForRapport: Annotated[list[po.AnsvarForRapport], In("po")] = []
    SendtDokument: Annotated[list[po.SendtDokument], In("po")] = []
    TypeInnholdIMelding: Annotated[po.TypeInnholdIMelding, In("po")] = REQUIRED
    OpplysningOpphold: Annotated[list[po.OpplysningOpphold], In("po")] = []
    InfoMedisinskDiagnose: Annotated[list[po.InfoMedisinskDiagnose], In("po")] = []
    MedisinskfagligeOpplysninger: Annotated[po.MedisinskfagligeOpplysninger | None, In("po")] = None
    Legemiddelinfo: Annotated[list[epj3.Legemiddelinfo], In("epj3")] = []
    InfoAndreViktigeOpplysninger: Annotated[po.InfoAndreViktigeOpplysninger | None, In("po")] = None
    Sykepleierdokumentasjon: Annotated[po.Sykepleierdokumentasjon | None, In("po")] = None
    OpplysningerAndreFaggrupper: Annotated[list[po.OpplysningerAndreFaggrupper], In("po")] = []
    InfoKartleggingFunksjonsniva: Annotated[po.InfoKartleggingFunksjonsniva | None, In("po")] = None
    TjenesteBehov: Annotated[list[po.TjenesteBehov], In("po")] = []
    InfoInformasjonGitt: Annotated[list[po.InfoInformasjonGitt], In("po")] = []
    InfoAssistertKommunikasjon: Annotated[list[po.InfoAssistertKommunikasjon], In("po")] = []
    InfoReservasjon: Annotated[list[po.InfoReservasjon], In("po")] = []
    InfoKontrolltime: Annotated[list[po.InfoKontrolltime], In("po")] = []
    OpplysningerOmHjelpemidler: Annotated[po.OpplysningerOmHjelpemidler | None, In("po")] = None


ELEMENTS: dict[str, type[Element]] = {
    "TverrfagligEpikrise": TverrfagligEpikrise,
}
