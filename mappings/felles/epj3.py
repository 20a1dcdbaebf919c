"""EPJ component medication 1.0 (2008-02-20).

Derived from the official XSDs by `python -m conformance.derive.messages`: change that, then run it.
"""

from __future__ import annotations

from typing import Annotated

from mappings.element import (
    REQUIRED,
    Attribute,
    Boolean,
    Either,
    Element,
    Integer,
    Kodeverk,
    Simple,
    Some,
    String,
)
from mappings.felles import epj3, fk1, kith, m1


class _Epj3(Element):
    NS = "epj3"


class Legemidler(_Epj3):
    Legemiddelinfo: list[epj3.Legemiddelinfo] = []
    LegemidlerAdministrertVedOverforing: list[epj3.LegemidlerAdministrertVedOverforing] = []
    basiskomponenttype: Annotated[str, Simple("string", fixed="EPJ sak"), Attribute("m1")] = "EPJ sak"
    komponenttype: Annotated[
        str, Simple("string", fixed="2.16.578.1.12.4.1.6.14.50302.0"), Attribute("m1")
    ] = "2.16.578.1.12.4.1.6.14.50302.0"
    informasjonskategori: Annotated[m1.Informasjonskategori | None, Attribute("m1")] = None
    komponentID: Annotated[String, Attribute()] = REQUIRED
    referanseViktigTilleggsinfo: Annotated[String | None, Attribute()] = None


class Legemiddelinfo(_Epj3):
    ForenkletForskrivning: epj3.ForenkletForskrivning
    basiskomponenttype: Annotated[str, Simple("string", fixed="EPJ dokument"), Attribute("m1")] = (
        "EPJ dokument"
    )
    komponenttype: Annotated[
        str, Simple("string", fixed="2.16.578.1.12.4.1.6.13.10301.0"), Attribute("m1")
    ] = "2.16.578.1.12.4.1.6.13.10301.0"
    informasjonskategori: Annotated[m1.Informasjonskategori | None, Attribute("m1")] = None
    komponentID: Annotated[String, Attribute()] = REQUIRED
    referanseViktigTilleggsinfo: Annotated[String | None, Attribute()] = None


class LegemidlerAdministrertVedOverforing(_Epj3):
    CONTENT = "(AdmAvHelsepersonell+ | Egenadministrering+)+"
    items: Annotated[Some[epj3.AdmAvHelsepersonell | epj3.Egenadministrering], Either()]
    basiskomponenttype: Annotated[str, Simple("string", fixed="EPJ dokument"), Attribute("m1")] = (
        "EPJ dokument"
    )
    komponenttype: Annotated[
        str, Simple("string", fixed="2.16.578.1.12.4.1.6.13.10302.0"), Attribute("m1")
    ] = "2.16.578.1.12.4.1.6.13.10302.0"
    informasjonskategori: Annotated[m1.Informasjonskategori | None, Attribute("m1")] = None
    komponentID: Annotated[String, Attribute()] = REQUIRED
    referanseViktigTilleggsinfo: Annotated[String | None, Attribute()] = None


class ForenkletForskrivning(_Epj3):
    StatusTilForskrivningen: Annotated[kith.CS | None, Kodeverk((9104,))] = None
    InngaarIMultidose: Annotated[kith.CS | None, Kodeverk((9103,))] = None
    ReseptId: String | None = None
    Merknad: String | None = None
    Forskriver: fk1.HealthcareProfessional | None = None
    Forskrivningsinfo: epj3.Forskrivningsinfo = REQUIRED


class Forskrivningsinfo(_Epj3):
    BruksomradeTekst: String | None = None
    DosVeiledEnkel: String | None = None
    Nr: String | None = None
    Navn: String = REQUIRED
    GeneriskNavn: String | None = None
    Atc: Annotated[kith.CS | None, Kodeverk((7180,))] = None
    Legemiddelform: Annotated[kith.CS | None, Kodeverk((7448, 9078))] = None
    Styrke: Annotated[kith.PQ | None, Kodeverk((9090,))] = None
    Bruk: Annotated[kith.CS | None, Kodeverk((9101,))] = None
    DoseringStarttidspunkt: kith.TS | None = None
    DoseringSluttidspunkt: kith.TS | None = None
    SkalIkkeTasSammenMedAnnetLegemiddel: Boolean | None = None


class AdmAvHelsepersonell(_Epj3):
    AdmEnkeltdose: kith.PQ | None = None
    AdmStart: kith.TS = REQUIRED
    AdmSlutt: kith.TS | None = None
    AdministrertAv: fk1.HealthcareProfessional | None = None
    AdmStatus: kith.CS | None = None
    AdministrertLegemiddel: epj3.AdministrertLegemiddel | None = None
    Forskrivningsinfo: epj3.Forskrivningsinfo | None = None


class Egenadministrering(_Epj3):
    AdmEnkeltdose: kith.PQ | None = None
    AdmStart: kith.TS = REQUIRED
    AdmSlutt: kith.TS | None = None
    AdministrertAv: fk1.HealthcareProfessional | None = None
    UtlevertLegemiddel: Some[epj3.UtlevertLegemiddel] = []
    Forskrivningsinfo: epj3.Forskrivningsinfo | None = None


class AdministrertLegemiddel(_Epj3):
    Kvantum: String | None = None


class UtlevertLegemiddel(_Epj3):
    AntEnkeltdoser: Integer


ELEMENTS: dict[str, type[Element]] = {
    "Legemidler": Legemidler,
    "Legemiddelinfo": Legemiddelinfo,
    "LegemidlerAdministrertVedOverforing": LegemidlerAdministrertVedOverforing,
    "ForenkletForskrivning": ForenkletForskrivning,
    "Forskrivningsinfo": Forskrivningsinfo,
    "AdmAvHelsepersonell": AdmAvHelsepersonell,
    "Egenadministrering": Egenadministrering,
    "AdministrertLegemiddel": AdministrertLegemiddel,
    "UtlevertLegemiddel": UtlevertLegemiddel,
}
