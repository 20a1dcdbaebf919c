"""Reservasjon 1.0 (2016-12).

Derived from the official XSDs by `python -m conformance.derive.messages`: change that, then run it.
"""

from __future__ import annotations

from typing import Annotated

from mappings.element import DateTime, Element, Int, Kodeverk
from mappings.felles import kith


class _Res1(Element):
    NS = "res1"


class Reservasjon(_Res1):
    Part: kith.CV
    Omfang: Annotated[kith.CV, Kodeverk((7608,))]
    Status: Annotated[kith.CV, Kodeverk((7609,))]
    RegistreringsTidspunkt: DateTime
    Versjonsnummer: Int


ELEMENTS: dict[str, type[Element]] = {
    "Reservasjon": Reservasjon,
}
