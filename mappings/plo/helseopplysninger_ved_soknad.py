"""Helseopplysninger ved søknad 1.5 and 1.6 (HIS 80704).

Derived from the official XSDs by `python -m conformance.derive.messages`: change that, then run it.
"""

from __future__ import annotations

from typing import Annotated

from mappings.element import Element, In, RequiredIn, Since
from mappings.plo import po


class _Hso(Element):
    NS = "hso"


class HelseopplysningerVedSoknad(_Hso):
    InformasjonOmForsendelsen: Annotated[po.InformasjonOmForsendelsen, In("po")]
    TilleggsopplysningPasient: Annotated[po.TilleggsopplysningPasient | None, In("po")] = None
    ParorendeForesatt: Annotated[list[po.ParorendeForesatt], In("po")] = []
    TilknyttetEnhet: Annotated[list[po.TilknyttetEnhet], In("po")] = []
    KontaktpersonHelsepersonell: Annotated[list[po.KontaktpersonHelsepersonell], In("po")] = []
    AnsvarForRapport: Annotated[list[po.AnsvarForRapport], In("po")] = []
    SendtDokument: Annotated[list[po.SendtDokument], In("po")] = []
    TypeInnholdIMelding: Annotated[
        po.TypeInnholdIMelding | None, In("po"), Since("1.6"), RequiredIn(("1.6",))
    ] = None
    OpplysningOpphold: Annotated[
        list[po.OpplysningOpphold], In("po"), Since("1.6"), RequiredIn(("1.6",))
    ] = []
    OpplysningerTilSoknad: Annotated[po.OpplysningerTilSoknad | None, In("po"), RequiredIn(("1.5",))] = None
    InfoMedisinskDiagnose: Annotated[list[po.InfoMedisinskDiagnose], In("po")] = []
    MedisinskfagligeOpplysninger: Annotated[po.MedisinskfagligeOpplysninger | None, In("po")] = None
    Sykepleierdokumentasjon: Annotated[po.Sykepleierdokumentasjon | None, In("po")] = None
    OpplysningerAndreFaggrupper: Annotated[list[po.OpplysningerAndreFaggrupper], In("po")] = []
    InfoKartleggingFunksjonsniva: Annotated[po.InfoKartleggingFunksjonsniva | None, In("po")] = None
    InfoAssistertKommunikasjon: Annotated[list[po.InfoAssistertKommunikasjon], In("po")] = []
    InfoInformasjonGitt: Annotated[list[po.InfoInformasjonGitt], In("po")] = []
    TjenesteBehov: Annotated[list[po.TjenesteBehov], In("po")] = []


ELEMENTS: dict[str, type[Element]] = {
    "HelseopplysningerVedSoknad": HelseopplysningerVedSoknad,
}
