"""Base64Container 1.0 (2009-06-16): the carrier of an attachment.

Derived from the official XSDs by `python -m conformance.derive.messages`: change that, then run it.
"""

from __future__ import annotations

from typing import Annotated

from mappings.element import Base64Binary, Element, Text


class _B64(Element):
    NS = "b64"


class Base64Container(_B64):
    text: Annotated[Base64Binary, Text()]


ELEMENTS: dict[str, type[Element]] = {
    "Base64Container": Base64Container,
}
