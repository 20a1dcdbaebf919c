"""EPJ component journal note 1.0 (2008-02-20).

Derived from the official XSDs by `python -m conformance.derive.messages`: change that, then run it.
"""

from __future__ import annotations

from typing import Annotated

from mappings.element import REQUIRED, Attribute, Element, Kodeverk, Simple, Some, String
from mappings.felles import epj2, kith, m1


class _Epj2(Element):
    NS = "epj2"


class Notater(_Epj2):
    GenereltJournalnotat: Some[epj2.GenereltJournalnotat]
    basiskomponenttype: Annotated[str, Simple("string", fixed="EPJ sak"), Attribute("m1")] = "EPJ sak"
    komponenttype: Annotated[
        str, Simple("string", fixed="2.16.578.1.12.4.1.6.14.50301.0"), Attribute("m1")
    ] = "2.16.578.1.12.4.1.6.14.50301.0"
    informasjonskategori: Annotated[m1.Informasjonskategori | None, Attribute("m1")] = None
    komponentID: Annotated[String, Attribute()] = REQUIRED
    referanseViktigTilleggsinfo: Annotated[String | None, Attribute()] = None


class GenereltJournalnotat(_Epj2):
    Journaltekst: Some[epj2.Journaltekst]
    basiskomponenttype: Annotated[str, Simple("string", fixed="EPJ dokument"), Attribute("m1")] = (
        "EPJ dokument"
    )
    komponenttype: Annotated[
        str, Simple("string", fixed="2.16.578.1.12.4.1.6.13.11009.0"), Attribute("m1")
    ] = "2.16.578.1.12.4.1.6.13.11009.0"
    informasjonskategori: Annotated[m1.Informasjonskategori | None, Attribute("m1")] = None
    komponentID: Annotated[String, Attribute()] = REQUIRED
    referanseViktigTilleggsinfo: Annotated[String | None, Attribute()] = None


class Journaltekst(_Epj2):
    Overskriftskode: Annotated[kith.CV | None, Kodeverk((9142, 9141, 9145, 9143))] = None
    Notat: String = REQUIRED
    Merknad: String | None = None


ELEMENTS: dict[str, type[Element]] = {
    "Notater": Notater,
    "GenereltJournalnotat": GenereltJournalnotat,
    "Journaltekst": Journaltekst,
}
