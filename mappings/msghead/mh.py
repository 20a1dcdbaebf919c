"""Hodemelding 1.2 (HIS 80601:2006): the head around every message but the receipt.

Derived from the official XSDs by `python -m conformance.derive.messages`: change that, then run it.
"""

from __future__ import annotations

from typing import Annotated, TypeAlias

from mappings.element import (
    REQUIRED,
    AnyURI,
    Date,
    DateTime,
    Element,
    In,
    Kodeverk,
    Node,
    Payload,
    Simple,
    Some,
    String,
    Wild,
)
from mappings.felles import fk1, kith
from mappings.msghead import mh

Oid: TypeAlias = Annotated[str, Simple("token", pattern=r"[0-9](?:\.?[0-9])*")]


class _Mh(Element):
    NS = "mh"


class MsgHead(_Mh):
    CONTENT = "(MsgInfo, (Document+ | PatientReport+), Signature?)"
    MsgInfo: mh.MsgInfo
    Document: list[mh.Document] = []
    PatientReport: list[mh.PatientReport] = []
    Signature: Annotated[Node | None, In("ds")] = None


class MsgInfo(_Mh):
    Type: Annotated[kith.CS, Kodeverk((8279,))]
    MIGversion: Annotated[str, Simple("string", fixed="v1.2 2006-05-24")]
    GenDate: DateTime
    MsgId: String
    ProcessingStatus: Annotated[kith.CS | None, Kodeverk((8113,))] = None
    RequestedPriority: Annotated[kith.CS | None, Kodeverk((8115,))] = None
    Ack: Annotated[kith.CS | None, Kodeverk((7304,))] = None
    ConversationRef: mh.ConversationRef | None = None
    Sender: mh.Sender = REQUIRED
    Receiver: mh.Receiver = REQUIRED
    OtherReceiver: list[mh.OtherReceiver] = []
    Patient: mh.Patient | None = None


class PatientReport(_Mh):
    DocumentConnection: Annotated[kith.CS | None, Kodeverk((4702,))] = None
    CaseNo: String = REQUIRED
    Document: Some[mh.Document] = []
    Patient: mh.Patient | None = None


class Sender(_Mh):
    ComMethod: Annotated[kith.CS | None, Kodeverk((8235,))] = None
    Organisation: mh.Organisation = REQUIRED


class OtherReceiver(_Mh):
    CONTENT = "(ComMethod?, RoleReceiver, (Organisation? | (Patient? | Person? | HealthcareProfessional?)))"
    ComMethod: Annotated[kith.CS | None, Kodeverk((8235,))] = None
    RoleReceiver: Annotated[kith.CS, Kodeverk((8112,))] = REQUIRED
    Organisation: mh.Organisation | None = None
    Patient: mh.Patient | None = None
    Person: fk1.Person | None = None
    HealthcareProfessional: mh.HealthcareProfessional | None = None


class Document(_Mh):
    DocumentConnection: Annotated[kith.CS | None, Kodeverk((4702,))] = None
    ContentType: kith.CV | None = None
    ContentDescription: String | None = None
    ContentCategory: kith.CV | None = None
    Consent: Annotated[kith.CV | None, Kodeverk((3109, 9064))] = None
    Annotation: String | None = None
    FromDate: kith.TS | None = None
    ToDate: kith.TS | None = None
    OidRef: mh.Oid | None = None
    EnquiryRefId: String | None = None
    RefDoc: mh.RefDoc = REQUIRED


class RefDoc(_Mh):
    CONTENT = "(IssueDate?, MsgType, Id?, MimeType?, Description?, Compression?, (FileReference? | Content?))"
    IssueDate: kith.TS | None = None
    MsgType: Annotated[kith.CS, Kodeverk((8114,))] = REQUIRED
    Id: String | None = None
    MimeType: String | None = None
    Description: String | None = None
    Compression: Annotated[kith.CS | None, Kodeverk((1204,))] = None
    FileReference: AnyURI | None = None
    Content: mh.Content | None = None


class Content(_Mh):
    items: Annotated[list[Payload], Wild()] = []


class ConversationRef(_Mh):
    RefToParent: String
    RefToConversation: String


class Receiver(_Mh):
    ComMethod: Annotated[kith.CS | None, Kodeverk((8235,))] = None
    Organisation: mh.Organisation = REQUIRED


class Patient(_Mh):
    FamilyName: String | None = None
    MiddleName: String | None = None
    GivenName: String | None = None
    DateOfBirth: Date | None = None
    Sex: Annotated[kith.CS | None, Kodeverk((3101,))] = None
    Nationality: Annotated[kith.CS | None, Kodeverk((9043,))] = None
    Ident: list[mh.Ident] = []
    Address: mh.Address | None = None
    TeleCom: list[mh.TeleCom] = []


class Person(_Mh):
    FamilyName: String | None = None
    MiddleName: String | None = None
    GivenName: String | None = None
    DateOfBirth: Date | None = None
    Sex: Annotated[kith.CS | None, Kodeverk((3101,))] = None
    Nationality: Annotated[kith.CS | None, Kodeverk((9043,))] = None
    Ident: list[mh.Ident] = []
    Address: mh.Address | None = None
    TeleCom: list[mh.TeleCom] = []


class Organisation(_Mh):
    CONTENT = "(OrganisationName, TypeOrganisation?, Ident+, Address?, TeleCom*, Organisation?, HealthcareProfessional?)?"
    OrganisationName: String | None = None
    TypeOrganisation: Annotated[kith.CV | None, Kodeverk((9040,))] = None
    Ident: list[mh.Ident] = []
    Address: mh.Address | None = None
    TeleCom: list[mh.TeleCom] = []
    Organisation: mh.Organisation | None = None
    HealthcareProfessional: mh.HealthcareProfessional | None = None


class HealthcareProfessional(_Mh):
    TypeHealthcareProfessional: Annotated[kith.CS | None, Kodeverk((9060,))] = None
    RoleToPatient: Annotated[kith.CV | None, Kodeverk((9034,))] = None
    FamilyName: String | None = None
    MiddleName: String | None = None
    GivenName: String | None = None
    DateOfBirth: Date | None = None
    Sex: Annotated[kith.CS | None, Kodeverk((3101,))] = None
    Nationality: Annotated[kith.CS | None, Kodeverk((9043,))] = None
    Ident: Some[mh.Ident] = []
    Address: mh.Address | None = None
    TeleCom: list[mh.TeleCom] = []


class Address(_Mh):
    Type: Annotated[kith.CS | None, Kodeverk((3401,))] = None
    StreetAdr: String | None = None
    PostalCode: String | None = None
    City: String | None = None
    Postbox: String | None = None
    County: Annotated[kith.CS | None, Kodeverk((3402,))] = None
    Country: Annotated[kith.CS | None, Kodeverk((9043,))] = None


class TeleCom(_Mh):
    TypeTelecom: Annotated[kith.CS | None, Kodeverk((9061,))] = None
    TeleAddress: kith.URL = REQUIRED


class Ident(_Mh):
    Id: String
    TypeId: Annotated[kith.CV, Kodeverk((8116, 9051, 8268))]


ELEMENTS: dict[str, type[Element]] = {
    "MsgHead": MsgHead,
    "MsgInfo": MsgInfo,
    "PatientReport": PatientReport,
    "Sender": Sender,
    "OtherReceiver": OtherReceiver,
    "Document": Document,
    "RefDoc": RefDoc,
    "ConversationRef": ConversationRef,
    "Receiver": Receiver,
    "Patient": Patient,
    "Person": Person,
    "Organisation": Organisation,
    "HealthcareProfessional": HealthcareProfessional,
}
