"""AppRec 1.0 and 1.1 as FHIR and back: a message Bundle whose MessageHeader is a response (emessages.md 6.4, AppRec).

What comes back is what was received, but for the rows of `LOSSES`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec import UNSET

from mappings import codes, fhir
from mappings.apprec import ar, parties
from mappings.apprec.receipt import MIG_VERSIONS, NAMESPACES, TAGS, Version
from mappings.felles import back, kith, times, values
from mappings.felles.sheet import Facts, Sheet
from mappings.felles.values import KODEVERK, text
from mappings.identifiers import msg_id
from mappings.msghead import mh, rules
from mappings.msghead import to_fhir as head
from mappings.result import Issue, Refusal

if TYPE_CHECKING:
    from mappings.engine.layer import Root

LOSSES: Final[dict[str, str]] = {
    "empty": "An element or attribute that is there and says nothing (empty, or white space alone) has no place in FHIR; "
    "where the XSD demands the element it comes back empty, else not at all.",
    "MIGversion": "An empty MIGversion stands for the version's own by the XSD's default, and comes back as that.",
    "Error": "An Error without code, list and display comes back as X99 of list 8221 with its text, as any issue of FHIR "
    "without a national code does.",
    "Status": "A Status that says nothing confirms nothing, and comes back as 2.",
}
"""What does not come back from FHIR as it was, with the reason; all of it lies in the raw message."""

PLACE = "/AppRec"
ROLE = "ip-party-role"
NOT_AN_ID = fhir.Extension(
    url="http://hl7.org/fhir/StructureDefinition/data-absent-reason", valueCode="as-text"
)
"""Beside a number that FHIR's `id` cannot hold: it stands next to it as text."""

_FHIR_ID = re.compile(r"[A-Za-z0-9\-.]{1,64}").fullmatch
ERRORS = f"urn:oid:{KODEVERK}8221"
OTHER_FAULT: Final = "X99"


def sheet_of(root: Root, data: bytes, base: str) -> Sheet:
    """A receipt, as read and as bytes, on one sheet; `base` begins every `fullUrl`.

    Raises `Refusal` where GenDate cannot be said in FHIR.
    """
    message = root.value
    assert isinstance(message, ar.AppRec)  # noqa: S101 - for the type checker: the dispatcher asked
    if not rules.has_instant(message.GenDate):
        raise Refusal(Issue("gendate-form", f"{PLACE}/GenDate"))
    sheet = Sheet(_facts(message, base))
    header = _header(sheet, message, root.tag)
    raw = head.raw(sheet, data, header.eventCoding)
    head.provenance(sheet, sheet.facts.sent, raw)
    return sheet


def from_fhir(bundle: fhir.Bundle) -> ar.AppRec:
    """The receipt that a message Bundle states. Raises `Refusal` where it is none.

    A Bundle from elsewhere may not tell when the message answered was made; IssueDate is then empty, and `Layer.write`
    says so.
    """
    found = parties.Resources(bundle)
    header = next(iter(found.all), None)
    if not isinstance(header, fhir.MessageHeader) or header.response is None:
        raise Refusal(Issue("not-a-receipt", "Bundle.entry[0]"))
    errors = _errors_from(found.at(header.response.details))
    return ar.AppRec(
        MsgType=back.cs(header.eventCoding) or kith.CS(),
        MIGversion=back.said(header.extension, "ip-mig-version", "valueString")
        or MIG_VERSIONS[_version_of(header)],
        SoftwareName=header.source.software,
        SoftwareVersion=header.source.version,
        GenDate=back.lexical(bundle.timestamp, bundle.timestamp_ext) or "",
        Id=_id_from(bundle.identifier or fhir.Identifier()),
        Sender=_sender_from(found, header),
        Receiver=_receiver_from(found, header),
        Status=_status_from(header.response, failed=bool(errors)),
        Error=errors,
        OriginalMsgId=_original_from(header.response),
    )


def _id_from(own: fhir.Identifier) -> str:
    number = back.lexical(own.value, own.value_ext) or ""
    return number.removeprefix("urn:uuid:") if own.system == head.URI else number


def tag_of(bundle: fhir.Bundle) -> str:
    """The Clark name of the root in the version that the Bundle came from; 1.1 where it came from none."""
    header = next((entry.resource for entry in bundle.entry), None)
    return TAGS[_version_of(header) if isinstance(header, fhir.MessageHeader) else "1.1"]


def _version_of(header: fhir.MessageHeader) -> Version:
    uri = back.said(header.extension, "ip-message-namespace", "valueUri")
    return next((version for version, known in NAMESPACES.items() if known == uri), "1.1")


def _facts(message: ar.AppRec, base: str) -> Facts:
    own = msg_id(message.Id) or message.Id
    sender = mh.Organisation(Ident=parties.idents(parties.outermost(message.Sender.HCP)))
    return Facts(
        sender=rules.sender_key(sender),
        msg_id=own,
        conversation=own,
        kind=message.MsgType.V or "",
        sent=times.moment(message.GenDate)[0] or "",
        base=base,
    )


# --- MessageHeader ----------------------------------------------------------------------------------------------------


def _header(sheet: Sheet, message: ar.AppRec, tag: str) -> fhir.MessageHeader:
    """MessageHeader first, then the parties and the outcome that it points to."""
    namespace = tag.removeprefix("{").rpartition("}")[0]
    event = values.coding(sheet, message, "MsgType", PLACE)
    header = fhir.MessageHeader(
        eventCoding=event or fhir.Coding(extension=[values.UNKNOWN]),
        source=fhir.MessageHeaderSource(endpoint=UNSET),
        extension=values.extension("ip-message-namespace", "valueUri", namespace)
        + values.extension("ip-mig-version", "valueString", text(message.MIGversion)),
    )
    sheet.add_to_message(header, PLACE)
    header.source = _source(sheet, message)
    header.sender = sheet.sender
    header.destination = [_destination(sheet, message.Receiver)]
    header.response = _response(sheet, message)
    return header


def _source(sheet: Sheet, message: ar.AppRec) -> fhir.MessageHeaderSource:
    """Sender, with the software."""
    place = f"{PLACE}/Sender"
    sheet.sender = parties.party(sheet, message.Sender.HCP, f"{place}/HCP")
    url, absent = head.endpoint(parties.idents(parties.innermost(message.Sender.HCP)))
    return fhir.MessageHeaderSource(
        software=text(message.SoftwareName),
        version=text(message.SoftwareVersion),
        endpoint=url,
        endpoint_ext=absent,
        extension=values.coded(sheet, ROLE, values.coding(sheet, message.Sender, "Role", place)),
    )


def _sender_from(found: parties.Resources, header: fhir.MessageHeader) -> ar.Sender:
    role = back.said(header.source.extension, ROLE, "valueCoding")
    return ar.Sender(back.cs(role), parties.party_from(found, header.sender))


def _destination(sheet: Sheet, receiver: ar.Receiver) -> fhir.MessageHeaderDestination:
    """Receiver."""
    place = f"{PLACE}/Receiver"
    party = parties.party(sheet, receiver.HCP, f"{place}/HCP")
    url, absent = head.endpoint(parties.idents(parties.innermost(receiver.HCP)))
    return fhir.MessageHeaderDestination(
        endpoint=url,
        endpoint_ext=absent,
        receiver=party,
        extension=values.coded(sheet, ROLE, values.coding(sheet, receiver, "Role", place)),
    )


def _receiver_from(found: parties.Resources, header: fhir.MessageHeader) -> ar.Receiver:
    destination = next(iter(header.destination), None)
    if destination is None:
        return ar.Receiver(None, ar.HCP(Inst=ar.Inst()))
    role = back.said(destination.extension, ROLE, "valueCoding")
    return ar.Receiver(back.cs(role), parties.party_from(found, destination.receiver))


# --- MessageHeader.response: OriginalMsgId and Status ----------------------------------------------------------------


def _response(sheet: Sheet, message: ar.AppRec) -> fhir.MessageHeaderResponse:
    original, place = message.OriginalMsgId, f"{PLACE}/OriginalMsgId"
    number, number_ext = _original_id(original.Id)
    code, code_ext = _status(sheet, message)
    return fhir.MessageHeaderResponse(
        identifier=number or UNSET,
        identifier_ext=number_ext,
        code=code,
        code_ext=code_ext,
        details=_outcome(sheet, message),
        extension=[
            *values.coded(sheet, "ip-original-type", values.coding(sheet, original, "MsgType", place)),
            *values.extension("ip-original-date", "valueString", text(original.IssueDate)),
        ],
    )


def _original_id(number: str) -> tuple[str | None, fhir.Element | None]:
    """OriginalMsgId/Id as FHIR's `id`: a UUID in canonical form, else as received where it has an id's form.

    What cannot be an id (white space, a URL, too long) is kept as text and the id is absent `as-text`; nothing is cut or
    hashed, since an id that no message has would answer none.
    """
    own = msg_id(number) or number
    if not _FHIR_ID(own):
        kept = values.received(number)
        return None, fhir.Element(extension=[NOT_AN_ID, *kept] if kept else [values.UNKNOWN])
    return own, values.holding(values.received(number)) if own != number else None


def _original_from(response: fhir.MessageHeaderResponse) -> ar.OriginalMsgId:
    return ar.OriginalMsgId(
        MsgType=back.cs(back.said(response.extension, "ip-original-type", "valueCoding")) or kith.CS(),
        IssueDate=back.said(response.extension, "ip-original-date", "valueString") or "",
        Id=back.lexical(response.identifier, response.identifier_ext) or "",
    )


_STATUS: Final[dict[object, str]] = {"ok": "1", "fatal-error": "2", "transient-error": "2"}


def _status(sheet: Sheet, message: ar.AppRec) -> tuple[fhir.ResponseCode, fhir.Element | None]:
    """Status, with the code received beside FHIR's. One that is unknown confirms nothing: people must look at it."""
    status = values.coding(sheet, message, "Status", PLACE)
    code = values.translated("response-code", status)
    if code is None:
        sheet.remark("receipt-status-unknown", f"{PLACE}/Status")
    return code or "fatal-error", values.holding(values.received_coding(sheet, status))


def _status_from(response: fhir.MessageHeaderResponse, *, failed: bool) -> kith.CS:
    """Status as received; else by FHIR's code, where ok with issues is a fault in a part (3)."""
    kept = back.received_coding(response.code_ext.extension if response.code_ext else [])
    if kept is not None:
        return back.cs(kept) or kith.CS()
    code = _STATUS.get(response.code)
    code = "3" if failed and code == "1" else code
    return kith.CS(code, codes.display("8258", code)) if code else kith.CS()


# --- OperationOutcome: Error ------------------------------------------------------------------------------------------

SEVERITIES: Final[dict[str | None, fhir.IssueSeverity]] = {"1": "warning", "3": "warning"}
"""Status -> severity of its errors: what stopped nothing is a warning; any other status makes them errors."""


def _outcome(sheet: Sheet, message: ar.AppRec) -> fhir.Reference | None:
    """OperationOutcome with an issue for each Error; none where there is no Error."""
    severity = SEVERITIES.get(message.Status.V, "error")
    issues = [_issue(sheet, error, number, severity) for number, error in enumerate(message.Error, 1)]
    return sheet.add(fhir.OperationOutcome(issue=issues), f"{PLACE}/Error") if issues else None


def _issue(
    sheet: Sheet, error: kith.CV, number: int, severity: fhir.IssueSeverity
) -> fhir.OperationOutcomeIssue:
    """Error: the type by the group of its code (8221); faults of other lists are of the general type."""
    concept = values.concept_of(sheet, error, (), PLACE, f"Error[{number}]")
    codings = concept.coding if concept is not None else []
    ours = next((one for one in codings if one.system == ERRORS), None)
    kind = values.translated("issue-type", ours)
    return fhir.OperationOutcomeIssue(severity=severity, code=kind or "processing", details=concept)


def _errors_from(outcome: fhir.Resource | None) -> list[kith.CV]:
    if not isinstance(outcome, fhir.OperationOutcome):
        return []
    return [_error_from(issue) for issue in outcome.issue]


def _error_from(issue: fhir.OperationOutcomeIssue) -> kith.CV:
    """Error of an issue: by its national code; without one it is another fault (X99) with the issue's text."""
    details = issue.details or fhir.CodeableConcept()
    national = next(
        (one for one in details.coding if not one.system or one.system.startswith("urn:oid:")), None
    )
    if national is None:
        name = codes.display("8221", OTHER_FAULT)
        return kith.CV(OTHER_FAULT, f"{KODEVERK}8221", name, details.text or issue.diagnostics)
    return back.cv(fhir.CodeableConcept(coding=[national], text=details.text)) or kith.CV()
