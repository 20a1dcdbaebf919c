"""Sammenfatning 2.0 (2016-05-30).

Derived from the official XSDs by `python -m conformance.derive.messages`: change that, then run it.
"""

from __future__ import annotations

from typing import Annotated

from mappings.element import Element, In
from mappings.felles import epj1, epj2
from mappings.plo import po2


class _Smf(Element):
    NS = "smf"


class Sammenfatning(_Smf):
    TypeInnholdIMelding: Annotated[po2.TypeInnholdIMelding, In("po")]
    FellesAdministrativeOpplysninger: Annotated[po2.FellesAdministrativeOpplysninger, In("po")]
    InfoMedisinskDiagnose: Annotated[po2.InfoMedisinskDiagnose | None, In("po")] = None
    Cave: Annotated[epj1.Cave | None, In("epj1")] = None
    GenereltJournalnotat: Annotated[list[epj2.GenereltJournalnotat], In("epj2")] = []
    BistandLegemiddelhandteringOgGjennomgang: Annotated[
        po2.BistandLegemiddelhandteringOgGjennomgang | None, In("po")
    ] = None
    InfoKartleggingFunksjonsniva: Annotated[po2.InfoKartleggingFunksjonsniva | None, In("po")] = None
    OpplysningerOmIndividuellPlan: Annotated[po2.OpplysningerOmIndividuellPlan | None, In("po")] = None
    OpplysningerRelevantOppfolging: Annotated[po2.OpplysningerRelevantOppfolging | None, In("po")] = None
    EksisterendeTjeneste: Annotated[po2.EksisterendeTjeneste | None, In("po")] = None
    InfoAndreViktigeOpplysninger: Annotated[po2.InfoAndreViktigeOpplysninger | None, In("po")] = None
    InfoKontrolltime: Annotated[list[po2.InfoKontrolltime], In("po")] = []
    OpplysningerOmHjelpemidler: Annotated[po2.OpplysningerOmHjelpemidler | None, In("po")] = None


ELEMENTS: dict[str, type[Element]] = {
    "Sammenfatning": Sammenfatning,
}
