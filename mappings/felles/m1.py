"""EPJ metadata 1.0 (2008-01-28): simple types of the attributes that EPJ components share.

Derived from the official XSDs by `python -m conformance.derive.messages`: change that, then run it.
"""

from __future__ import annotations

from typing import Annotated, TypeAlias

from mappings.element import Simple

Informasjonskategori: TypeAlias = Annotated[
    str, Simple("string", enumeration=("Cave/allergier", "Legemidler", "Andre notater", "Uspesifisert"))
]
