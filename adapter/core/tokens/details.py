"""`assertion_details` of type `helseid_authorization`: how a client names the organisation it acts for (security.md 1.6)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

TYPE: Final = "helseid_authorization"
CHILD: Final = "urn:oid:2.16.578.1.12.4.1.4.101"
"""System of a child's number: the client's registration says its parent."""

BOTH: Final = "urn:oid:1.0.6523"
"""System of `NO:ORGNR:<parent>:<child>`."""

_BOTH: Final = re.compile(r"NO:ORGNR:([0-9]{9})(?::([0-9]{9})?)?")
"""NHN's own libraries differ on a last colon where no child follows."""


class Stated(NamedTuple):
    """The organisation numbers that a client names; empty where it names none."""

    parent: str = ""
    child: str = ""


def for_child(child: str) -> dict[str, object]:
    """What a client says that acts for a unit of its organisation."""
    identifier = {"system": CHILD, "type": "ENH", "value": child}
    return {"type": TYPE, "practitioner_role": {"organization": {"identifier": identifier}}}


def stated(details: Iterable[Mapping[str, Any]]) -> Stated | None:
    """What a client names, of all that it says; None where that cannot be read. Other types are passed over."""
    found = [_one(detail) for detail in details if detail.get("type") == TYPE]
    return (found or [Stated()])[0] if len(found) <= 1 else None


def _one(detail: Mapping[str, Any]) -> Stated | None:
    try:
        identifier = detail["practitioner_role"]["organization"]["identifier"]
        system, value = identifier["system"], str(identifier["value"])
    except (KeyError, TypeError):
        return None
    if system == CHILD:
        return Stated(child=value)
    match = _BOTH.fullmatch(value) if system == BOTH else None
    return Stated(match[1], match[2] or "") if match else None
