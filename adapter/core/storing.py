"""Resources as versions ready to be served, with what finds them again (decisions.md, "section labels", "ids")."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec

from adapter.core.letter import Token, Version
from adapter.core.linking import link
from adapter.core.taking_back import section
from mappings import fhir, search
from mappings.identifiers import ID_TYPES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from adapter.core.conversation import Write
    from adapter.core.linking import LinkKey

PERSON_SYSTEMS: Final = {
    ID_TYPES[code].system: rank for rank, code in enumerate(("FNR", "DNR", "FHN", "DUF"))
}
"""Identifiers that link a person's records, the best one first."""


def versions(
    writes: Iterable[Write], raw: str, key: LinkKey, now: datetime
) -> tuple[tuple[Version, ...], tuple[Token, ...]]:
    """The versions to store and their search index. `raw` is the Binary that is the letter itself: it gets no data.

    What names no patient (an organisation, a practitioner) belongs to the only person that the message is about; of a
    message about several it belongs to nobody.
    """
    written = tuple(writes)
    persons = {one.id: person(one.resource, key) for one in written if isinstance(one.resource, fhir.Patient)}
    known = set(persons.values())
    only = known.pop() if len(known) == 1 else None
    sections = {f"{one.type}/{one.id}": section(one.resource) for one in written}
    stamp = instant(now)
    made = tuple(_version(one, raw, stamp, sections, persons, only) for one in written)
    return made, tuple(token for one in written for token in tokens(one, key))


def _version(
    write: Write,
    raw: str,
    stamp: str,
    sections: dict[str, str | None],
    persons: dict[str, bytes | None],
    only: bytes | None,
) -> Version:
    resource, place = write.resource, f"{write.type}/{write.id}"
    patient = search.patient_of(resource)
    is_raw = place == raw
    if is_raw and isinstance(resource, fhir.Binary):
        resource = msgspec.structs.replace(resource, data=None)
    return Version(
        write.type,
        write.id,
        write.version,
        served(resource, write.version, stamp),
        patient,
        (persons.get(patient) if patient is not None else None) or write.person or only,
        sections.get(_labelled(resource) or place),
        is_raw,
        municipality(resource) if isinstance(resource, fhir.Patient) else None,
        write.carrier,
    )


def _labelled(resource: fhir.Resource) -> str | None:
    """What is decided on in its stead: of a Binary its DocumentReference (decisions.md, "sections of what a message carries")."""
    if isinstance(resource, fhir.Binary) and resource.securityContext is not None:
        return resource.securityContext.reference
    return None


MUNICIPALITIES: Final = "urn:oid:2.16.578.1.12.4.1.1.3402"
"""The list of municipality numbers."""


def municipality(patient: fhir.Patient) -> str | None:
    """The municipality that all addresses of a Patient state; None where they state none, or not the same."""
    found = {
        extension.valueCoding.code
        for address in patient.address
        if address.district_ext is not None
        for extension in address.district_ext.extension
        if extension.valueCoding is not None and extension.valueCoding.system in (MUNICIPALITIES, None)
    }
    return found.pop() if len(found) == 1 else None


def served(resource: fhir.Resource, version: int, stamp: str) -> bytes:
    """A version as it is served: with its number and time of writing."""
    meta = msgspec.structs.replace(resource.meta or fhir.Meta(), versionId=str(version), lastUpdated=stamp)
    return fhir.encode(msgspec.structs.replace(resource, meta=meta))


def instant(moment: datetime) -> str:
    """A moment in UTC as FHIR instant, to the millisecond."""
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def person(patient: fhir.Patient, key: LinkKey) -> bytes | None:
    """What links a person's records; None for a person without a national number."""
    known = [one for one in patient.identifier if one.system in PERSON_SYSTEMS and one.value]
    best = min(known, key=lambda one: PERSON_SYSTEMS[one.system or ""], default=None)
    return link(key, best.system or "", best.value or "") if best is not None else None


def tokens(write: Write, key: LinkKey) -> Iterator[Token]:
    """The search index of one version."""
    for param, system, value in search.tokens(write.resource):
        yield Token(write.type, write.id, write.version, param, link(key, system, value))
