"""Every fault of a document of any kind that is read here: a message's XML, a FHIR resource's JSON or XML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mappings import fhir, fhir_xml, message, profile
from mappings.outcome import Found
from mappings.profiles.table import named, table
from mappings.result import Issue, Refusal

if TYPE_CHECKING:
    from mappings.result import Mapped

NOT_A_FAULT = "kind-not-supported"
"""What a whole message is refused for when its kind has no FHIR here: nothing is wrong with it as a message."""


def check(data: bytes, document: str = "", asked: str = "") -> Found:
    """Everything found in a document; JSON, and XML in FHIR's namespace, is taken for FHIR, all else for a message.

    `asked` is the canonical or name of a profile that the document is to be checked by, whatever it is; a message has none.
    """
    if looks_like_json(data) or fhir_xml.is_fhir_xml(data):
        return of_resource(data, document, asked)
    found = of_message(data, document)
    issues = tuple(issue for issue in found.issues if issue.key != NOT_A_FAULT)
    return found._replace(issues=(*issues, *_no_profile(asked)))


def _no_profile(asked: str) -> tuple[Issue, ...]:
    """The fault of a message that is to be checked by a profile."""
    name = named(asked)
    return (Issue("profile-other-type", "", (name, table().profiles[name].type)),) if name else ()


def looks_like_json(data: bytes) -> bool:
    """Whether the first character is that of an object or a list."""
    return data[:64].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[")


def resource(data: bytes) -> Mapped[fhir.Resource]:
    """A FHIR resource in JSON, or in XML where it does not begin as JSON. Raises `Refusal` with every fault."""
    return fhir.decode(data) if looks_like_json(data) else fhir_xml.from_xml(data)


def of_resource(data: bytes, document: str = "", asked: str = "") -> Found:
    """What is found in a FHIR resource in JSON or XML: by R4, and where that stops nothing by its profiles."""
    try:
        read = resource(data)
    except Refusal as refusal:
        return Found(refusal.issues, document=document)
    return Found((*read.issues, *profile.check(read.value, asked)), document=document)


def of_message(data: bytes, document: str = "") -> Found:
    """What is found in a message that is to become FHIR: what would stop it, else its remarks and leftovers."""
    try:
        mapped = message.to_fhir(data)
    except Refusal as refusal:
        return Found(refusal.issues, refusal.leftovers, document)
    return Found(mapped.issues, mapped.leftovers, document)
