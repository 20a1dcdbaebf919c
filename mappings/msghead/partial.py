"""The head of a message that may be faulty: what can still be told of it. None stands where something is missing.

The thorough reader gives such heads (`Layer.examine`); nothing here raises, whatever is missing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from mappings.felles import base64container, kith
from mappings.felles.values import text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mappings.msghead import mh


def at(value: object, *path: str) -> Any:  # noqa: ANN401 - a field of any type, which may be missing
    """The value at a path of fields; None where something on the way is missing."""
    for name in path:
        value = getattr(value, name, None)
    return value


class Identity(NamedTuple):
    """One identifier that has a value. `kind` is TypeId, without its list."""

    value: str
    kind: kith.CS


def identities(owner: mh.Organisation | mh.HealthcareProfessional | None) -> list[Identity]:
    """The identifiers of one level that have a value, the HER-id first: it is what transport and receivers look for."""
    found = [
        Identity(said, kith.CS(at(ident, "TypeId", "V"), at(ident, "TypeId", "DN")))
        for ident in at(owner, "Ident") or []
        if (said := text(ident.Id))
    ]
    return sorted(found, key=lambda identity: identity.kind.V != "HER")


def levels(organisation: mh.Organisation | None) -> Iterator[mh.Organisation]:
    """An organisation and those inside it, from the outermost in."""
    while organisation is not None:
        yield organisation
        organisation = organisation.Organisation


def sender_is_known(head: mh.MsgHead | None) -> bool:
    """Whether anybody can be answered: the stated sender has an identifier on some level."""
    return any(
        identities(level) or identities(level.HealthcareProfessional)
        for level in levels(at(head, "MsgInfo", "Sender", "Organisation"))
    )


_CONTAINER = base64container.Base64Container


def payload_namespace(head: mh.MsgHead | None) -> str:
    """The namespace of the first structured payload, known or not; empty where there is none."""
    documents = [*(at(head, "Document") or [])]
    documents += [document for report in at(head, "PatientReport") or [] for document in report.Document]
    payloads = [
        payload for document in documents for payload in at(document, "RefDoc", "Content", "items") or []
    ]
    tag = next((payload.tag for payload in payloads if not isinstance(payload.value, _CONTAINER)), "")
    return tag.removeprefix("{").rpartition("}")[0]
