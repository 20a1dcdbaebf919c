"""The one dispatcher: bytes of any message to its struct, and the kinds that have FHIR to a message Bundle.

`read` knows every family by (namespace, root element); `to_fhir` the kinds listed in `KINDS`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeAlias

from mappings import extensions, fhir, namespaces
from mappings.apprec import ar
from mappings.apprec import to_fhir as apprec
from mappings.dialog import dia
from mappings.dialog import to_fhir as dialog
from mappings.engine.layer import Layer, Root
from mappings.felles import parties, times, values
from mappings.felles.sheet import Facts, Sheet
from mappings.henvisning import henvisning
from mappings.identifiers import msg_id
from mappings.msghead import documents, mh, rules
from mappings.msghead import to_fhir as head
from mappings.plo import logistics, pasientlogistikk
from mappings.result import Issue, Leftover, Mapped, Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mappings.element import Element
    from mappings.plo import po

LAYER = Layer(namespaces.known)
"""The message layer over every family."""


class Given(NamedTuple):
    """What a payload's mapping may ask for and add to: the Patient of the head, the MessageHeader."""

    patient: fhir.Patient
    header: fhir.MessageHeader


class Write(Protocol):
    """A payload to FHIR: puts everything on the sheet and answers what the message is about."""

    def __call__(self, sheet: Sheet, message: Element, place: str, given: Given) -> list[fhir.Reference]: ...  # noqa: D102 - the class says it


class Kind(NamedTuple):
    """One kind of payload: how it is written, and which MsgInfo/Type codes go with it."""

    write: Write
    types: Callable[[Element], frozenset[str]]
    states: Callable[[Element], pasientlogistikk.Pasientlogistikk | None]
    """The payload when it states its content for a conversation (PLO), else None."""


Work: TypeAlias = "tuple[documents.Message, Kind]"
"""A payload and its kind."""


def _logistics(sheet: Sheet, message: Element, place: str, given: Given) -> list[fhir.Reference]:
    assert isinstance(message, pasientlogistikk.Pasientlogistikk)  # noqa: S101 - for the type checker; `KINDS` says it
    return logistics.to_fhir(sheet, message, place, given.patient, given.header)


def _dialog(sheet: Sheet, message: Element, place: str, given: Given) -> list[fhir.Reference]:
    assert isinstance(message, dia.Dialogmelding)  # noqa: S101 - for the type checker; `KINDS` says it
    return dialog.to_fhir(sheet, message, place, given.header.eventCoding)


def _logistics_types(message: Element) -> frozenset[str]:
    assert isinstance(message, pasientlogistikk.Pasientlogistikk)  # noqa: S101 - for the type checker; `KINDS` says it
    return frozenset({logistics.use_of(message).type})


DIALOG_TYPES = frozenset({"DIALOG_HELSEFAGLIG", "DIALOG_STATUS_HENVISNING", "DIALOG_TIL_ARKIVERING"})
"""MsgInfo/Type of the processes that use dialogmelding 1.1 (emessages.md 2.4)."""

_PLO = "http://www.kith.no/xmlstds/po/Pasientlogistikk/"
KINDS: dict[str, Kind] = {
    f"{{{_PLO}2009-06-30}}Pasientlogistikk": (
        plo := Kind(
            _logistics,
            _logistics_types,
            lambda message: message if isinstance(message, pasientlogistikk.Pasientlogistikk) else None,
        )
    ),
    f"{{{_PLO}2012-04-01}}Pasientlogistikk": plo,
    "{http://www.kith.no/xmlstds/dialog/2013-01-23}Dialogmelding": Kind(
        _dialog, lambda _: DIALOG_TYPES, lambda _: None
    ),
}
"""Payload's Clark name -> its kind. A kind that is not here is read, checked and receipted, but has no FHIR yet."""


def read(data: bytes) -> Root:
    """Any message of the families known. Raises `Refusal` with every fault of its structure."""
    return LAYER.read(data)


def to_fhir(data: bytes, *, base: str = extensions.BASE) -> Mapped[fhir.Bundle]:
    """A message as FHIR message Bundle, MessageHeader first; `base` begins every `fullUrl`.

    The same bytes give the same Bundle. Raises `Refusal` with every fault that stops the message; remarks and
    leftovers come with the value.
    """
    return bundle_of(read(data), data, base)


def bundle_of(root: Root, data: bytes, base: str = extensions.BASE) -> Mapped[fhir.Bundle]:
    """As `to_fhir`, of a message that was read already."""
    sheet = sheet_of(root, data, base)
    if isinstance(root.value, ar.AppRec):
        number, sent, place = root.value.Id, root.value.GenDate, f"{apprec.PLACE}/GenDate"
    else:
        assert isinstance(root.value, mh.MsgHead)  # noqa: S101 - for the type checker: nothing else has a sheet
        number, sent, place = root.value.MsgInfo.MsgId, root.value.MsgInfo.GenDate, f"{rules.INFO}/GenDate"
    bundle = head.bundle(sheet, number, sent, place)
    return Mapped(bundle, tuple(dict.fromkeys(sheet.issues)), tuple(dict.fromkeys(sheet.leftovers)))


def sheet_of(root: Root, data: bytes, base: str = extensions.BASE) -> Sheet:
    """Everything that a message as read (and as bytes) gives, on one sheet. Raises `Refusal` as `to_fhir` does."""
    if isinstance(root.value, ar.AppRec):
        return apprec.sheet_of(root, data, base)
    if isinstance(root.value, mh.MsgHead):
        return _sheet_of(root.value, data, base)
    name = type(root.value).__name__
    raise Refusal(Issue("kind-not-supported", f"/{name}", (name,)))


def _sheet_of(message: mh.MsgHead, data: bytes, base: str) -> Sheet:
    remarks = [*rules.check(message)]
    contents = documents.messages(message)
    if not contents:
        remarks.append(Issue("payload-missing", "/MsgHead/Document"))
    remarks += [
        Issue("kind-not-supported", found.path, (type(found.value).__name__,))
        for found in contents
        if found.tag not in KINDS
    ]
    work = [(found, KINDS[found.tag]) for found in contents if found.tag in KINDS]
    remarks += _disagreeing(work)
    if any(issue.is_error for issue in remarks):
        raise Refusal(*remarks, leftovers=tuple(_not_read(contents)))
    for found, kind in work:
        if values.code_of(message.MsgInfo.Type) not in kind.types(found.value):
            remarks.append(Issue("type-mismatch", found.path, (type(found.value).__name__,)))
    sheet = Sheet(_facts(message.MsgInfo, _shipments(work), base))
    sheet.issues = remarks
    _fill(sheet, message, data, work)
    return sheet


def _not_read(contents: list[documents.Message]) -> Iterator[Leftover]:
    """What stayed unread of the payloads that are read in part."""
    for found in contents:
        if isinstance(found.value, henvisning.Henvisning):
            yield from henvisning.leftovers(found.value, f"{found.path}/Henvisning")


def _shipments(work: list[Work]) -> list[po.InformasjonOmForsendelsen]:
    """What the payloads that have a status (PLO) say of themselves."""
    stated = [kind.states(found.value) for found, kind in work]
    return [message.InformasjonOmForsendelsen for message in stated if message is not None]


def _disagreeing(work: list[Work]) -> list[Issue]:
    """A fault where one report is new and another a cancellation, which is of a whole conversation (HISD 1154)."""
    told = {_cancels(shipment) for shipment in _shipments(work)}
    return [Issue("status-disagrees", "/MsgHead/PatientReport")] if len(told) > 1 else []


def _cancels(shipment: po.InformasjonOmForsendelsen) -> bool:
    return values.code_of(shipment.Forsendelsesstatus) == "C"


def _facts(info: mh.MsgInfo, shipments: list[po.InformasjonOmForsendelsen], base: str) -> Facts:
    """Who, what and when of a message (decisions.md, "ids" and "N, C, M")."""
    own = msg_id(info.MsgId) or info.MsgId
    root = info.ConversationRef.RefToConversation.strip() if info.ConversationRef else ""
    cancelled = any(map(_cancels, shipments))
    return Facts(
        sender=rules.sender_key(info.Sender.Organisation),
        msg_id=own,
        conversation=msg_id(root) or root.lower() or own,
        kind=values.code_of(info.Type) or "",
        sent=times.moment(info.GenDate)[0] or "",
        base=base,
        changes=bool(shipments) and not cancelled,
        replaces=any(values.code_of(shipment.Forsendelsesstatus) == "M" for shipment in shipments),
        cancelled=cancelled,
        reserved=any(values.boolean(shipment.ForbeholdOmVideresending) for shipment in shipments),
    )


def _fill(sheet: Sheet, message: mh.MsgHead, data: bytes, work: list[Work]) -> None:
    """Everything in order: header and parties, patients, payloads, the raw message, documents, provenance."""
    header = head.header(sheet, message.MsgInfo)
    patients: dict[int, tuple[fhir.Patient, fhir.Reference]] = {}
    for report, at, stated in rules.patients_of(message):
        patient = parties.patient(sheet, stated, at)
        patients[report] = patient, sheet.add(patient, at)
    focus = []
    for found, kind in work:
        patient, sheet.subject = patients.get(found.report) or patients[0]
        focus += kind.write(sheet, found.value, found.path, Given(patient, header))
    if len(patients) > 1:  # the message as a whole belongs into no one's record
        sheet.subject = None
    raw = head.raw(sheet, data, header.eventCoding)
    for place in documents.places(message):
        _, sheet.subject = patients.get(place.number) or patients[0]
        focus.append(documents.document(sheet, place, raw))
    if message.Signature is not None:
        sheet.leave("/MsgHead/Signature", "signaturen gjelder råmeldingen")
    header.focus = focus
    head.provenance(sheet, sheet.facts.sent, raw)
