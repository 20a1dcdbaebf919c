"""Melding til innbygger 1.0 (2018-09-25).

Derived from the official XSDs by `python -m conformance.derive.messages`: change that, then run it.
"""

from __future__ import annotations

from typing import Annotated

from mappings.element import REQUIRED, Boolean, DateTime, Element, Kodeverk, Simple, String
from mappings.felles import kith


class _Inb(Element):
    NS = "inb"


class MeldingInnbygger(_Inb):
    Innholdstype: Annotated[kith.CV | None, Kodeverk((7613,))] = None
    Emne: Annotated[str, Simple("string", min_length=1, max_length=192)] = REQUIRED
    Meldingsavsender: Annotated[str, Simple("string", min_length=1, max_length=255)] = REQUIRED
    Meldingstekst: String = REQUIRED
    SvarTillatt: Boolean = REQUIRED
    UtsattVisningstidspunkt: DateTime | None = None
    DelInnholdMedHelsepersonell: Annotated[kith.CV | None, Kodeverk((9246,))] = None


ELEMENTS: dict[str, type[Element]] = {
    "MeldingInnbygger": MeldingInnbygger,
}
