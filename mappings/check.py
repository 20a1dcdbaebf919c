"""Every fault of a document of any kind that is read here: a message's XML or a FHIR resource's JSON."""

from __future__ import annotations

from mappings import fhir, message
from mappings.outcome import Found
from mappings.result import Refusal

NOT_A_FAULT = "kind-not-supported"
"""What a whole message is refused for when its kind has no FHIR here: nothing is wrong with it as a message."""


def check(data: bytes, document: str = "") -> Found:
    """Everything found in a document; a text that begins as JSON is taken for FHIR, all else for a message."""
    if looks_like_json(data):
        return of_resource(data, document)
    found = of_message(data, document)
    return found._replace(issues=tuple(issue for issue in found.issues if issue.key != NOT_A_FAULT))


def looks_like_json(data: bytes) -> bool:
    """Whether the first character is that of an object or a list."""
    return data[:64].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[")


def of_resource(data: bytes, document: str = "") -> Found:
    """What is found in a FHIR resource in JSON."""
    try:
        return Found(fhir.decode(data).issues, document=document)
    except Refusal as refusal:
        return Found(refusal.issues, document=document)


def of_message(data: bytes, document: str = "") -> Found:
    """What is found in a message that is to become FHIR: what would stop it, else its remarks and leftovers."""
    try:
        mapped = message.to_fhir(data)
    except Refusal as refusal:
        return Found(refusal.issues, refusal.leftovers, document)
    return Found(mapped.issues, mapped.leftovers, document)
