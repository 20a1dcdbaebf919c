"""Videreformidling 1.0 (2018-09-25).

Derived from the official XSDs by `python -m conformance.derive.messages`: change that, then run it.
"""

from __future__ import annotations

from typing import Annotated, TypeAlias

from mappings.element import REQUIRED, Boolean, Element, Simple, Some, String
from mappings.helsenorge import videreformidling as vid

Adresselinje: TypeAlias = Annotated[str, Simple("string", max_length=100)]
FysiskpostReturtypeEnum: TypeAlias = Annotated[
    str, Simple("string", enumeration=("DIREKTE_RETUR", "MAKULERING_MED_MELDING"))
]
Land: TypeAlias = Annotated[str, Simple("string", max_length=80)]
Landkode: TypeAlias = Annotated[str, Simple("string", pattern="[a-zA-Z]{2}")]
NorskPostnummer: TypeAlias = Annotated[str, Simple("string", pattern="[0-9]{4}")]
Poststed: TypeAlias = Annotated[str, Simple("string", max_length=80)]
SikkerhetsnivaEnum: TypeAlias = Annotated[str, Simple("positiveInteger", enumeration=("3", "4"))]


class _Vid(Element):
    NS = "vid"


class Videreformidling(_Vid):
    CONTENT = "((Kanalvalg | Mottakeravgrensning), OmfattetAvReservasjonsrett, InfoFysiskPost?, InfoDPI?, AvsenderIdentifikator?, Fakturarerefanse?, Leveringsrapport)"
    Kanalvalg: vid.Kanalvalg | None = None
    Mottakeravgrensning: vid.Mottakeravgrensning | None = None
    OmfattetAvReservasjonsrett: Boolean = REQUIRED
    InfoFysiskPost: vid.InfoFysiskPost | None = None
    InfoDPI: vid.InfoDPI | None = None
    AvsenderIdentifikator: Annotated[str | None, Simple("string", max_length=100)] = None
    Fakturarerefanse: Annotated[str | None, Simple("string", max_length=40)] = None
    Leveringsrapport: Boolean = REQUIRED


class Kanalvalg(_Vid):
    GodkjentForHelsenorge: Boolean
    GodkjentForDPI: Boolean
    GodkjentForFysiskPost: Boolean


class Mottakeravgrensning(_Vid):
    BareTilDPIBrukere: Boolean
    BareTilFysiskPostBrukere: Boolean


class InfoFysiskPost(_Vid):
    AvsenderTarAnsvarForAdresse: Boolean
    Returtype: vid.FysiskpostReturtypeEnum
    MottakerPostadresse: vid.FysiskPostadresse | None = None
    ReturmottakerPostadresse: vid.FysiskPostadresse = REQUIRED
    UtskriftMedFarge: Boolean = REQUIRED
    Printinstruksjoner: vid.Printinstruksjoner | None = None


class InfoDPI(_Vid):
    Sikkerhetsniva: vid.SikkerhetsnivaEnum


class FysiskPostadresse(_Vid):
    CONTENT = "(Navn, (norskAdresse | utenlandskAdresse))"
    Navn: Annotated[str, Simple("string", max_length=130)]
    norskAdresse: vid.NorskPostadresse | None = None
    utenlandskAdresse: vid.UtenlandskPostadresse | None = None


class NorskPostadresse(_Vid):
    adresselinje1: vid.Adresselinje | None = None
    adresselinje2: vid.Adresselinje | None = None
    adresselinje3: vid.Adresselinje | None = None
    postnummer: vid.NorskPostnummer = REQUIRED
    poststed: vid.Poststed = REQUIRED


class UtenlandskPostadresse(_Vid):
    CONTENT = "(adresselinje1, adresselinje2?, adresselinje3?, adresselinje4?, (land | landkode))"
    adresselinje1: vid.Adresselinje
    adresselinje2: vid.Adresselinje | None = None
    adresselinje3: vid.Adresselinje | None = None
    adresselinje4: vid.Adresselinje | None = None
    land: vid.Land | None = None
    landkode: vid.Landkode | None = None


class Printinstruksjoner(_Vid):
    printinstruksjon: Some[vid.Printinstruksjon]


class Printinstruksjon(_Vid):
    navn: String
    verdi: String


ELEMENTS: dict[str, type[Element]] = {
    "Videreformidling": Videreformidling,
}
