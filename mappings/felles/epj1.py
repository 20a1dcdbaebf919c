"""EPJ component Cave 1.0 (2008-02-20).

Derived from the official XSDs by `python -m conformance.derive.messages`: change that, then run it.
"""

from __future__ import annotations

from typing import Annotated

from mappings.element import REQUIRED, Attribute, Boolean, Element, In, Kodeverk, Simple, String
from mappings.felles import epj1, epj2, kith, m1


class _Epj1(Element):
    NS = "epj1"


class Cave(_Epj1):
    SakshodeCave: epj1.SakshodeCave
    Allerginotat: list[epj1.Allerginotat] = []
    basiskomponenttype: Annotated[str, Simple("string", fixed="EPJ sak"), Attribute("m1")] = "EPJ sak"
    komponenttype: Annotated[
        str, Simple("string", fixed="2.16.578.1.12.4.1.6.14.50001.0"), Attribute("m1")
    ] = "2.16.578.1.12.4.1.6.14.50001.0"
    informasjonskategori: Annotated[m1.Informasjonskategori | None, Attribute("m1")] = None
    komponentID: Annotated[String, Attribute()] = REQUIRED
    referanseViktigTilleggsinfo: Annotated[String | None, Attribute()] = None


class SakshodeCave(_Epj1):
    StikkordCave: list[epj1.StikkordCave] = []
    basiskomponenttype: Annotated[str, Simple("string", fixed="EPJ dokument"), Attribute("m1")] = (
        "EPJ dokument"
    )
    komponenttype: Annotated[
        str, Simple("string", fixed="2.16.578.1.12.4.1.6.13.10028.0"), Attribute("m1")
    ] = "2.16.578.1.12.4.1.6.13.10028.0"
    informasjonskategori: Annotated[m1.Informasjonskategori | None, Attribute("m1")] = None
    komponentID: Annotated[String, Attribute()] = REQUIRED
    referanseViktigTilleggsinfo: Annotated[String | None, Attribute()] = None


class Allerginotat(_Epj1):
    Journaltekst: Annotated[list[epj2.Journaltekst], In("epj2")] = []
    Allergi: epj1.Allergi = REQUIRED
    basiskomponenttype: Annotated[str, Simple("string", fixed="EPJ dokument"), Attribute("m1")] = (
        "EPJ dokument"
    )
    komponenttype: Annotated[
        str, Simple("string", fixed="2.16.578.1.12.4.1.6.13.11036.1"), Attribute("m1")
    ] = "2.16.578.1.12.4.1.6.13.11036.1"
    informasjonskategori: Annotated[m1.Informasjonskategori | None, Attribute("m1")] = None
    komponentID: Annotated[String, Attribute()] = REQUIRED
    referanseViktigTilleggsinfo: Annotated[String | None, Attribute()] = None


class Allergi(_Epj1):
    HensynVedForskrivning: Boolean | None = None
    HensynMatDrikke: Boolean | None = None
    Kontaktallergi: Boolean | None = None
    PollenInnsektstikk: Boolean | None = None
    AllergiskMot: String = REQUIRED
    VirkestoffLegemiddel: Annotated[kith.CV | None, Kodeverk((7180,))] = None
    KodeAnnetStoff: kith.CV | None = None
    AnafylaktiskeReaksjoner: Annotated[kith.CS | None, Kodeverk((1103,))] = None


class StikkordCave(_Epj1):
    CaveStikkord: String
    Journaltekst: Annotated[epj2.Journaltekst | None, In("epj2")] = None


ELEMENTS: dict[str, type[Element]] = {
    "Cave": Cave,
    "SakshodeCave": SakshodeCave,
    "Allerginotat": Allerginotat,
    "Allergi": Allergi,
    "StikkordCave": StikkordCave,
}
