"""Documents of a message as FHIR: DocumentReference for each, Binary for what an attachment carries (emessages.md 6.2)."""

from __future__ import annotations

import re
from base64 import b64decode
from typing import TYPE_CHECKING, NamedTuple

from mappings import fhir
from mappings.element import Element, Payload
from mappings.felles import values
from mappings.felles.base64container import Base64Container
from mappings.felles.values import text
from mappings.msghead.consents import stated
from mappings.msghead.to_fhir import attachment, binary_of

if TYPE_CHECKING:
    from mappings.felles.sheet import Sheet
    from mappings.msghead import mh

OPAQUE = "application/octet-stream"
_MIME = re.compile(r"[^\s/]+/[^\s]+").fullmatch


class Place(NamedTuple):
    """A document, where it stands, and the report that it is in, if any, with the report's number."""

    path: str
    document: mh.Document
    report: mh.PatientReport | None = None
    number: int = 0


class Message(NamedTuple):
    """A structured payload: where it stands, its Clark name, its struct, and the number of its report (0: none)."""

    path: str
    tag: str
    value: Element
    report: int


def places(head: mh.MsgHead) -> list[Place]:
    """All documents in order."""
    found = [Place(f"/MsgHead/Document[{n}]", document) for n, document in enumerate(head.Document, 1)]
    for r, report in enumerate(head.PatientReport, 1):
        found += [
            Place(f"/MsgHead/PatientReport[{r}]/Document[{n}]", document, report, r)
            for n, document in enumerate(report.Document, 1)
        ]
    return found


def payloads(place: Place) -> list[Payload]:
    """What a document's Content holds."""
    content = place.document.RefDoc.Content
    return content.items if content is not None else []


def messages(head: mh.MsgHead) -> list[Message]:
    """The structured payloads of a message; attachments are not among them."""
    return [
        Message(f"{place.path}/RefDoc/Content/*[{number}]", payload.tag, payload.value, place.number)
        for place in places(head)
        for number, payload in enumerate(payloads(place), 1)
        if isinstance(payload.value, Element) and not isinstance(payload.value, Base64Container)
    ]


def document(sheet: Sheet, place: Place, raw: fhir.Reference) -> fhir.Reference:
    """DocumentReference of one Document; the structured payload itself lies in the raw message."""
    found, ref = place.document, place.document.RefDoc
    refdoc = f"{place.path}/RefDoc"
    issued, issued_ext = values.point(sheet, ref.IssueDate, f"{refdoc}/IssueDate")
    kind = values.concept(sheet, found, "ContentType", place.path)
    category = values.concept(sheet, found, "ContentCategory", place.path)
    resource = fhir.DocumentReference(
        status="entered-in-error" if sheet.facts.cancelled else "current",
        masterIdentifier=fhir.Identifier(value=said) if (said := text(ref.Id)) else None,
        identifier=[fhir.Identifier(system="urn:ietf:rfc:3986", value=f"urn:oid:{found.OidRef.strip()}")]
        if text(found.OidRef) and found.OidRef
        else [],
        type=kind,
        category=[category] if category else [],
        subject=sheet.subject,
        description=text(found.ContentDescription),
        content=[],
        context=_context(sheet, place),
        extension=_extensions(sheet, place),
    )
    reference = sheet.add(resource, place.path)
    attachments = _attachments(sheet, place, reference, raw)
    for one in attachments:
        one.creation, one.creation_ext = issued, issued_ext
        one.title = text(ref.Description)
        one.extension = [
            *values.coded(sheet, "ip-compression", values.coding(sheet, ref, "Compression", refdoc)),
            *([] if _mime(ref) else values.received(ref.MimeType or "")),
        ]
    resource.content = [fhir.DocumentReferenceContent(attachment=one) for one in attachments]
    stated(sheet, place.path, found, reference)
    return reference


def _extensions(sheet: Sheet, place: Place) -> list[fhir.Extension]:
    """What R4 has no element for."""
    found, report = place.document, place.report
    coding, coded, extension = values.coding, values.coded, values.extension
    said = [
        *coded(sheet, "ip-document-connection", coding(sheet, found, "DocumentConnection", place.path)),
        *coded(sheet, "ip-refdoc-type", coding(sheet, found.RefDoc, "MsgType", f"{place.path}/RefDoc")),
        *extension("ip-annotation", "valueString", text(found.Annotation)),
        *extension(
            "ip-consent-stated", "valueCodeableConcept", values.concept(sheet, found, "Consent", place.path)
        ),
    ]
    if report is not None:
        around = place.path.rpartition("/")[0]
        said += extension("ip-case-number", "valueString", text(report.CaseNo))
        connection = coding(sheet, report, "DocumentConnection", around)
        said += coded(sheet, "ip-report-connection", connection)
    return said


def _context(sheet: Sheet, place: Place) -> fhir.DocumentReferenceContext | None:
    """Period and the inquiry that the document answers."""
    found = place.document
    start, end = (found.FromDate.V if found.FromDate else None), (found.ToDate.V if found.ToDate else None)
    period = values.period(sheet, start, end, (f"{place.path}/FromDate", f"{place.path}/ToDate"))
    inquiry = text(found.EnquiryRefId)
    if period is None and inquiry is None:
        return None
    return fhir.DocumentReferenceContext(
        period=period,
        related=[fhir.Reference(identifier=fhir.Identifier(value=inquiry))] if inquiry else [],
    )


def _attachments(
    sheet: Sheet, place: Place, reference: fhir.Reference, raw: fhir.Reference
) -> list[fhir.Attachment]:
    """What the document carries: each container's content, a file elsewhere, or the payload inside the raw message."""
    ref = place.document.RefDoc
    found: list[fhir.Attachment] = []
    for number, payload in enumerate(payloads(place), 1):
        if isinstance(payload.value, Base64Container):
            data = b64decode(payload.value.text)
            mime = _mime(ref) or OPAQUE
            path = f"{place.path}/RefDoc/Content/*[{number}]"
            binary = sheet.unlabelled(binary_of(data, mime, reference), path)
            found.append(attachment(data, mime, binary))
    if ref.FileReference is not None and text(ref.FileReference):
        found.append(fhir.Attachment(contentType=_mime(ref), url="%20".join(ref.FileReference.split())))
    if not found:
        found.append(fhir.Attachment(contentType=_mime(ref) or "application/xml", url=raw.reference))
    return found


def _mime(ref: mh.RefDoc) -> str | None:
    mime = text(ref.MimeType)
    return mime.strip() if mime and _MIME(mime.strip()) else None
