"""Helseopplysninger saksbehandling 2.0 (2016-05-30).

Derived from the official XSDs by `python -m conformance.derive.messages`: change that, then run it.
"""

from __future__ import annotations

from typing import Annotated

from mappings.element import Element, In
from mappings.felles import epj1, epj2
from mappings.plo import po2


class _Hsb(Element):
    NS = "hsb"


class HelseopplysningerSaksbehandling(_Hsb):
    TypeInnholdIMelding: Annotated[po2.TypeInnholdIMelding, In("po")]
    FellesAdministrativeOpplysninger: Annotated[po2.FellesAdministrativeOpplysninger, In("po")]
    OpplysningerTilSoknad: Annotated[po2.OpplysningerTilSoknad | None, In("po")] = None
    InfoMedisinskDiagnose: Annotated[list[po2.InfoMedisinskDiagnose], In("po")] = []
    Cave: Annotated[epj1.Cave | None, In("epj1")] = None
    GenereltJournalnotat: Annotated[list[epj2.GenereltJournalnotat], In("epj2")] = []
    BistandLegemiddelhandtering: Annotated[po2.BistandLegemiddelhandtering | None, In("po")] = None
    InfoKartleggingFunksjonsniva: Annotated[po2.InfoKartleggingFunksjonsniva | None, In("po")] = None
    OpplysningerOmIndividuellPlan: Annotated[po2.OpplysningerOmIndividuellPlan | None, In("po")] = None
    EksisterendeTjeneste: Annotated[po2.EksisterendeTjeneste | None, In("po")] = None
    InfoAndreViktigeOpplysninger: Annotated[po2.InfoAndreViktigeOpplysninger | None, In("po")] = None


ELEMENTS: dict[str, type[Element]] = {
    "HelseopplysningerSaksbehandling": HelseopplysningerSaksbehandling,
}
