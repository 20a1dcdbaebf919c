"""FHIR's small values as the messages': the way back of `values`, by the forms received where those are kept."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from mappings.engine.simple import collapse
from mappings.extensions import url
from mappings.felles import kith
from mappings.felles.parties import SCHEMES
from mappings.felles.values import RECEIVED_CODING, RECEIVED_VALUE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mappings import fhir

_URN = "urn:oid:"
_KITH_OID = re.compile(r"[0-9](?:\.?[0-9])*").fullmatch


def received(held: fhir.Element | None) -> list[str]:
    """The lexical forms kept on an element or on the sibling of a primitive."""
    extensions = held.extension if held is not None else []
    return [
        one.valueString for one in extensions if one.url == RECEIVED_VALUE and one.valueString is not None
    ]


def lexical(value: object, sibling: fhir.Element | None) -> str | None:
    """A primitive as received; else its FHIR form; None where there is neither."""
    return next(iter(received(sibling)), value if isinstance(value, str) else None)


def received_coding(extensions: Sequence[fhir.Extension]) -> fhir.Coding | None:
    """The code that an element was translated from."""
    return next((one.valueCoding for one in extensions if one.url == RECEIVED_CODING), None)


def _code_and_list(coding: fhir.Coding) -> tuple[str | None, str | None]:
    """V and S; what FHIR holds in another form, or not at all, was kept as received: first the code, then the list."""
    kept = received(coding)
    code, oid = coding.code, coding.system.removeprefix(_URN) if coding.system else None
    if len(kept) > 1 or (kept and _is_code(kept[0], code, oid)):
        code = kept.pop(0)
    return code, kept[0] if kept else oid


def _is_code(lexical: str, code: str | None, oid: str | None) -> bool:
    """Whether a form that was kept alone is the code's: the list's, where that is in its place or the form is an OID."""
    if code is not None:
        return lexical != code and collapse(lexical) == code
    return oid is not None or _KITH_OID(lexical) is None


def cs(coding: fhir.Coding | None) -> kith.CS | None:
    """A CS: its list is not said in the message."""
    return None if coding is None else kith.CS(_code_and_list(coding)[0], coding.display)


def cv(concept: fhir.CodeableConcept | None) -> kith.CV | None:
    """A CV: V, S and DN from the first coding, OT from the text."""
    if concept is None:
        return None
    if not concept.coding:
        return kith.CV(OT=concept.text)
    coding = concept.coding[0]
    return kith.CV(*_code_and_list(coding), coding.display, concept.text)


def translated(text: str | None, sibling: fhir.Element | None) -> kith.CS | None:
    """A CS whose display (or translation) stands in a primitive, beside which the code is kept."""
    coding = received_coding(sibling.extension if sibling is not None else [])
    if coding is None:
        return kith.CS(DN=text) if text is not None else None
    return cs(coding)


def tele_address(point: fhir.ContactPoint) -> kith.URL:
    """A contact point as URL: as received, else with the scheme of its system."""
    kept = received(point)
    if kept or point.value is None:
        return kith.URL(kept[0] if kept else None)
    system = point.system if isinstance(point.system, str) else None
    return kith.URL(f"{SCHEMES[system]}:{point.value}" if system in SCHEMES else point.value)


def said(extensions: Sequence[fhir.Extension], name: str, field: str) -> Any:  # noqa: ANN401 - a value of the type that the extension's row names
    """The value of one of our extensions; None where it is not there."""
    return next((getattr(one, field) for one in extensions if one.url == url(name)), None)
