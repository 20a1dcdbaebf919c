"""Leveringsrapport 1.0 (2018-08-14).

Derived from the official XSDs by `python -m conformance.derive.messages`: change that, then run it.
"""

from __future__ import annotations

from typing import Annotated

from mappings.element import Attribute, DateTime, Element, String
from mappings.felles import kith
from mappings.helsenorge import leveringsrapport as lev


class _Lev(Element):
    NS = "lev"


class Leveringsrapport(_Lev):
    Formidlingskanal: kith.CV
    Leveringsstatus: lev.Leveringsstatus | None = None


class Leveringsstatus(_Lev):
    Levert: lev.Levert | None = None
    Feilmelding: list[lev.Feilmelding] = []
    Varslingfeilet: list[lev.Varslingfeilet] = []
    Mottattpost: lev.Mottattpost | None = None
    Returpost: lev.Returpost | None = None


class Levert(_Lev):
    Tidspunkt: Annotated[DateTime, Attribute()]


class Feilmelding(_Lev):
    Feiltype: String
    Detaljer: String
    Tidspunkt: Annotated[DateTime, Attribute()]


class Varslingfeilet(_Lev):
    System: String
    Varslingskanal: String
    Detaljer: String
    Tidspunkt: Annotated[DateTime, Attribute()]


class Mottattpost(_Lev):
    Tidspunkt: Annotated[DateTime, Attribute()]


class Returpost(_Lev):
    Tidspunkt: Annotated[DateTime, Attribute()]


ELEMENTS: dict[str, type[Element]] = {
    "Leveringsrapport": Leveringsrapport,
}
