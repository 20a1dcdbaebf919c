"""KITH data types (`kith.xsd`, 2007-01-11).

Derived from the official XSDs by `python -m conformance.derive.messages`: change that, then run it.
"""

from __future__ import annotations

from typing import Annotated, TypeAlias

from mappings.element import AnyURI, Attribute, Double, Element, Simple, String, TimePoint, Token
from mappings.felles import kith

Oid: TypeAlias = Annotated[str, Simple("token", pattern=r"[0-9](?:\.?[0-9])*")]


class _Kith(Element):
    NS = "kith"


class TS(_Kith):
    V: Annotated[TimePoint | None, Attribute()] = None


class URL(_Kith):
    V: Annotated[AnyURI | None, Attribute()] = None


class CS(_Kith):
    V: Annotated[Token | None, Attribute()] = None
    DN: Annotated[String | None, Attribute()] = None


class CV(_Kith):
    V: Annotated[Token | None, Attribute()] = None
    S: Annotated[kith.Oid | None, Attribute()] = None
    DN: Annotated[String | None, Attribute()] = None
    OT: Annotated[String | None, Attribute()] = None


class PQ(_Kith):
    V: Annotated[Double | None, Attribute()] = None
    U: Annotated[Token | None, Attribute()] = None


ELEMENTS: dict[str, type[Element]] = {
    "REF": URL,
}
