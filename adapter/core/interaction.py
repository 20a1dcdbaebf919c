"""What a FHIR request asks for: the path and method as one value (R4 http.html)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

from mappings import fhir
from mappings.identifiers import is_dnr, is_duf_nr, is_fh_nr, is_fnr

if TYPE_CHECKING:
    from collections.abc import Iterable

Kind: TypeAlias = Literal["metadata", "read", "vread", "search", "create", "update", "delete"]


class Interaction(NamedTuple):
    """An interaction with its type, id and version, empty where it has none. `posted` tells a search by POST."""

    kind: Kind
    type: str = ""
    id: str = ""
    version: str = ""
    posted: bool = False


LETTERS: Final[dict[Kind, str]] = {
    "read": "r",
    "vread": "r",
    "search": "s",
    "create": "c",
    "update": "u",
    "delete": "d",
}
"""The letter of a scope that an interaction needs (decisions.md, "scopes"); metadata needs none."""

WRITABLE: Final = frozenset({"Consent"})
"""Types that a client may create and update."""

_TYPE: Final = r"(?P<type>[A-Z][A-Za-z]*)"
_ONE: Final = _TYPE + r"/(?P<id>[^/_][^/]*)"
_PATHS: Final[tuple[tuple[str, str, Kind], ...]] = (
    ("GET", "metadata", "metadata"),
    ("GET", _ONE + r"/_history/(?P<version>[^/]+)", "vread"),
    ("GET", _ONE, "read"),
    ("GET", _TYPE, "search"),
    ("POST", _TYPE + "/_search", "search"),
    ("POST", _TYPE, "create"),
    ("PUT", _ONE, "update"),
    ("DELETE", _ONE, "delete"),
)
_ROUTES: Final = tuple((method, re.compile(pattern), kind) for method, pattern, kind in _PATHS)


def interaction(method: str, path: str) -> Interaction | None:
    """The interaction of a path below the FHIR base; None where there is none such. HEAD reads as GET."""
    asked = "GET" if method == "HEAD" else method
    for wanted, pattern, kind in _ROUTES:
        found = pattern.fullmatch(path) if wanted == asked else None
        if found is not None:
            parts = found.groupdict()
            return Interaction(kind, **parts, posted=asked == "POST")
    return None


def is_served(asked: Interaction) -> bool:
    """Whether this is done here at all; whether this caller may is decided later."""
    if asked.kind == "metadata":
        return True
    if asked.type not in fhir.RESOURCES:
        return False
    return asked.kind not in ("create", "update") or asked.type in WRITABLE


_DIGITS: Final = re.compile(r"[0-9]{11,12}")
_UUID: Final = re.compile(
    r"(?<![0-9a-f])[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?![0-9a-f])", re.IGNORECASE
)
"""An id of ours, in which digits may happen to stand together."""

_SYSTEMS: Final = re.compile(
    r"urn(?::|%3a)oid(?::|%3a)2\.16\.578\.1\.12\.4\.1\.4\.[1-5](?![0-9])", re.IGNORECASE
)
_FORMS: Final = (is_fnr, is_dnr, is_fh_nr, is_duf_nr)


def names_a_person(texts: Iterable[str]) -> bool:
    """Whether a URL holds a national identity number, or asks by the system of one (security.md 6.1)."""
    bare = [_UUID.sub("", text) for text in texts]
    return any(_SYSTEMS.search(text) or any(map(_is_number, _DIGITS.findall(text))) for text in bare)


def _is_number(digits: str) -> bool:
    return any(form(digits) for form in _FORMS)
