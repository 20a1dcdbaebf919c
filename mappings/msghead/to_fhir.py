"""Hodemelding 1.2 as FHIR: MessageHeader, its parties, and the Bundle around everything (emessages.md 6.2)."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha1
from typing import TYPE_CHECKING

from msgspec import UNSET, UnsetType

from mappings import fhir
from mappings.felles import parties, values
from mappings.felles.values import text
from mappings.identifiers import comparable, msg_id
from mappings.msghead.rules import INFO, her_id, innermost

if TYPE_CHECKING:
    from mappings.felles.sheet import Sheet
    from mappings.msghead import mh

HER_SCHEME = "her:"
"""Our scheme for the address of a communicating party: `her:` and its HER-id."""

URI = "urn:ietf:rfc:3986"
"""Identifier.system of what is a URI."""

PARTICIPATION = "http://terminology.hl7.org/CodeSystem/provenance-participant-type"
AUTHOR = fhir.CodeableConcept(coding=[fhir.Coding(system=PARTICIPATION, code="author")])


def party(sheet: Sheet, found: mh.Organisation, place: str) -> fhir.Reference | None:
    """The chain of organisations from the outermost in, each `partOf` the one around it; answers the innermost party."""
    reference: fhir.Reference | None = None
    here: mh.Organisation | None = found
    while here is not None:
        reference = parties.organisation(sheet, here, place, reference)
        if here.HealthcareProfessional is not None:
            inside = f"{place}/HealthcareProfessional"
            professional = parties.professional(sheet, here.HealthcareProfessional, inside, reference)
            if here.Organisation is None:
                return professional
        here, place = here.Organisation, f"{place}/Organisation"
    return reference


def endpoint(idents: list[mh.Ident]) -> tuple[str | UnsetType, fhir.Element | None]:
    """The address of a party and its `_endpoint`: without a HER-id it is unknown."""
    her = her_id(idents)
    if her is None or not (bare := comparable("HER", her)):
        return UNSET, fhir.Element(extension=[values.UNKNOWN])
    return HER_SCHEME + bare, None


def com_method(
    sheet: Sheet, found: mh.Sender | mh.Receiver | mh.OtherReceiver, place: str
) -> list[fhir.Extension]:
    """ComMethod on the source or destination."""
    return values.coded(sheet, "ip-com-method", values.coding(sheet, found, "ComMethod", place))


def source(sheet: Sheet, found: mh.Sender) -> fhir.MessageHeaderSource:
    """MsgInfo/Sender: the sender's address; the party itself becomes `sheet.sender`."""
    place = f"{INFO}/Sender"
    sheet.sender = party(sheet, found.Organisation, f"{place}/Organisation")
    url, absent = endpoint(innermost(found.Organisation))
    return fhir.MessageHeaderSource(
        endpoint=url, endpoint_ext=absent, extension=com_method(sheet, found, place)
    )


def destinations(sheet: Sheet, info: mh.MsgInfo) -> list[fhir.MessageHeaderDestination]:
    """Receiver and OtherReceiver in order; the parties become `sheet.recipients`."""
    place = f"{INFO}/Receiver"
    receiver = party(sheet, info.Receiver.Organisation, f"{place}/Organisation")
    url, absent = endpoint(innermost(info.Receiver.Organisation))
    extension = com_method(sheet, info.Receiver, place)
    if receiver is not None:
        sheet.recipients.append(receiver)
    return [
        fhir.MessageHeaderDestination(
            endpoint=url, endpoint_ext=absent, receiver=receiver, extension=extension
        ),
        *(
            other_receiver(sheet, other, f"{INFO}/OtherReceiver[{number}]")
            for number, other in enumerate(info.OtherReceiver, 1)
        ),
    ]


def other_receiver(sheet: Sheet, found: mh.OtherReceiver, place: str) -> fhir.MessageHeaderDestination:
    """A further receiver: an organisation or professional as `receiver`, a patient or other person by our extension."""
    extension = com_method(sheet, found, place)
    extension += values.coded(sheet, "ip-role-receiver", values.coding(sheet, found, "RoleReceiver", place))
    receiver, idents = None, []
    if found.Organisation is not None:
        receiver = party(sheet, found.Organisation, f"{place}/Organisation")
        idents = innermost(found.Organisation)
    elif found.HealthcareProfessional is not None:
        receiver = parties.professional(
            sheet, found.HealthcareProfessional, f"{place}/HealthcareProfessional"
        )
        idents = found.HealthcareProfessional.Ident
    person = None
    if found.Patient is not None:
        person = sheet.add(parties.patient(sheet, found.Patient, f"{place}/Patient"), f"{place}/Patient")
    elif found.Person is not None:
        person = parties.other_person(sheet, found.Person, f"{place}/Person")
    extension += values.extension("ip-receiver-person", "valueReference", person)
    if receiver is not None:
        sheet.recipients.append(receiver)
    url, absent = endpoint(idents)
    return fhir.MessageHeaderDestination(
        endpoint=url, endpoint_ext=absent, receiver=receiver, extension=extension
    )


def conversation_ref(found: mh.ConversationRef | None) -> list[fhir.Extension]:
    """ConversationRef, as received."""
    if found is None:
        return []
    return values.parts(
        "ip-conversation-ref",
        refToParent=("String", text(found.RefToParent)),
        refToConversation=("String", text(found.RefToConversation)),
    )


def header(
    sheet: Sheet,
    info: mh.MsgInfo,
    *,
    reason: fhir.CodeableConcept | None = None,
    extension: list[fhir.Extension] | None = None,
) -> fhir.MessageHeader:
    """MessageHeader of a message, put on the sheet first; the caller fills `focus`."""
    said = conversation_ref(info.ConversationRef)
    for name, field in (
        ("ip-processing-status", "ProcessingStatus"),
        ("ip-requested-priority", "RequestedPriority"),
        ("ip-ack", "Ack"),
    ):
        said += values.coded(sheet, name, values.coding(sheet, info, field, INFO))
    resource = fhir.MessageHeader(
        eventCoding=values.coding(sheet, info, "Type", INFO) or fhir.Coding(extension=[values.UNKNOWN]),
        source=fhir.MessageHeaderSource(
            endpoint=UNSET, endpoint_ext=fhir.Element(extension=[values.UNKNOWN])
        ),
        reason=reason,
        extension=said + (extension or []),
    )
    sheet.add_to_message(resource, "/MsgHead")
    resource.source = source(sheet, info.Sender)
    resource.destination = destinations(sheet, info)
    resource.sender = sheet.sender
    return resource


def raw(sheet: Sheet, data: bytes, event: fhir.Coding | None) -> fhir.Reference:
    """The message word for word: Binary with the exact bytes, and the DocumentReference that decides who may see it."""
    document = fhir.DocumentReference(
        status="current",
        docStatus="final",
        type=fhir.CodeableConcept(coding=[event]) if event else None,
        subject=sheet.subject,
        date=sheet.facts.sent,
        content=[],
    )
    reference = sheet.add_to_message(document, "/raw")
    binary = sheet.add_to_message(binary_of(data, "application/xml", reference), "/raw")
    sheet.raw = binary.reference or ""
    document.content = [fhir.DocumentReferenceContent(attachment=attachment(data, "application/xml", binary))]
    return reference


def binary_of(data: bytes, mime: str, decides: fhir.Reference) -> fhir.Binary:
    """A Binary; whoever may see its DocumentReference may see it."""
    return fhir.Binary(contentType=mime, securityContext=decides, data=b64encode(data).decode() or None)


def attachment(data: bytes, mime: str, binary: fhir.Reference) -> fhir.Attachment:
    """The attachment that points to a Binary, with size and SHA-1 (R4 asks for that hash)."""
    digest = sha1(data, usedforsecurity=False).digest()
    return fhir.Attachment(
        contentType=mime, url=binary.reference, size=len(data), hash=b64encode(digest).decode()
    )


def provenance(sheet: Sheet, recorded: str, raw_message: fhir.Reference) -> None:
    """Provenance: every resource of the message comes from its bytes and was said by its sender."""
    sender = sheet.sender or fhir.Reference(extension=[values.UNKNOWN])
    resource = fhir.Provenance(
        target=[*sheet.references],
        recorded=recorded,
        reason=sheet.reasons,
        agent=[fhir.ProvenanceAgent(type=AUTHOR, who=sender), *sheet.agents],
        entity=[fhir.ProvenanceEntity(role="source", what=raw_message)],
    )
    sheet.add_to_message(resource, "/MsgHead")


def identifier(number: str) -> fhir.Identifier | None:
    """A message's own id: a UUID in canonical form (the form received beside it where that differs), else as received."""
    uuid = msg_id(number)
    if uuid is None:
        return fhir.Identifier(value=said) if (said := text(number)) else None
    return fhir.Identifier(
        system=URI,
        value=f"urn:uuid:{uuid}",
        value_ext=values.holding(values.received(number)) if number != uuid else None,
    )


def bundle(sheet: Sheet, number: str, gen_date: str, place: str) -> fhir.Bundle:
    """The message Bundle: the message's id and GenDate (at `place`) as FHIR has them; differing forms are kept beside."""
    timestamp, lexical = values.time(sheet, gen_date, place)
    base = sheet.facts.base
    return fhir.Bundle(
        identifier=identifier(number),
        type="message",
        timestamp=timestamp,
        timestamp_ext=lexical,
        entry=[
            fhir.BundleEntry(fullUrl=f"{base}/{reference}", resource=resource)
            for reference, resource in sheet.entries
        ],
    )
