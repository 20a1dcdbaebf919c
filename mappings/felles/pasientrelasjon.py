"""Pasientrelasjon (2014-03-28): who acts for the patient.

Derived from the official XSDs by `python -m conformance.derive.messages`: change that, then run it.
"""

from __future__ import annotations

from typing import Annotated

from mappings.element import Element, Kodeverk
from mappings.felles import fk1, kith


class _Pr(Element):
    NS = "pr"


class Pasientrelasjon(_Pr):
    Person: list[fk1.Person] = []
    Relasjon: Annotated[kith.CV | None, Kodeverk((7611, 9033))] = None


ELEMENTS: dict[str, type[Element]] = {
    "Pasientrelasjon": Pasientrelasjon,
}
