"""Pasientlogistikk 2.0 (2016-05-30).

Derived from the official XSDs by `python -m conformance.derive.messages`: change that, then run it.
"""

from __future__ import annotations

from typing import Annotated

from mappings.element import Element, In, Some
from mappings.plo import pasientlogistikk2 as log2
from mappings.plo import po2


class _Log2(Element):
    NS = "log"


class Pasientlogistikk(_Log2):
    CONTENT = "(FellesAdministrativeOpplysninger, (OrienteringOmDod | MeldingInnlagtPasient | MeldingOmUtskrevetPasient | MeldingUtskrivningsklarPasient | AvmeldingUtskrivningsklarPasient | TilbakemeldingUtskrivningsklarPasient))"
    FellesAdministrativeOpplysninger: Annotated[po2.FellesAdministrativeOpplysninger, In("po")]
    OrienteringOmDod: log2.OrienteringOmDod | None = None
    MeldingInnlagtPasient: log2.MeldingInnlagtPasient | None = None
    MeldingOmUtskrevetPasient: log2.MeldingOmUtskrevetPasient | None = None
    MeldingUtskrivningsklarPasient: log2.MeldingUtskrivningsklarPasient | None = None
    AvmeldingUtskrivningsklarPasient: log2.AvmeldingUtskrivningsklarPasient | None = None
    TilbakemeldingUtskrivningsklarPasient: log2.TilbakemeldingUtskrivningsklarPasient | None = None


class OrienteringOmDod(_Log2):
    TidsfestetHendelse: Annotated[po2.TidsfestetHendelse, In("po")]


class MeldingOmUtskrevetPasient(_Log2):
    UtskrevetTil: Annotated[po2.UtskrevetTil, In("po")]
    TidsfestetHendelse: Annotated[po2.TidsfestetHendelse, In("po")]


class MeldingUtskrivningsklarPasient(_Log2):
    TidsfestetHendelse: Annotated[Some[po2.TidsfestetHendelse], In("po")]


class AvmeldingUtskrivningsklarPasient(_Log2):
    TidsfestetHendelse: Annotated[Some[po2.TidsfestetHendelse], In("po")]


class MeldingInnlagtPasient(_Log2):
    TidsfestetHendelse: Annotated[po2.TidsfestetHendelse, In("po")]


class TilbakemeldingUtskrivningsklarPasient(_Log2):
    TidsfestetHendelse: Annotated[Some[po2.TidsfestetHendelse], In("po")]


ELEMENTS: dict[str, type[Element]] = {
    "Pasientlogistikk": Pasientlogistikk,
    "OrienteringOmDod": OrienteringOmDod,
    "MeldingOmUtskrevetPasient": MeldingOmUtskrevetPasient,
    "MeldingUtskrivningsklarPasient": MeldingUtskrivningsklarPasient,
    "AvmeldingUtskrivningsklarPasient": AvmeldingUtskrivningsklarPasient,
    "MeldingInnlagtPasient": MeldingInnlagtPasient,
    "TilbakemeldingUtskrivningsklarPasient": TilbakemeldingUtskrivningsklarPasient,
}
