"""Applikasjonskvittering 1.0 and 1.1 (HIS 80415:2004 and :2012).

Derived from the official XSDs by `python -m conformance.derive.messages`: change that, then run it.
"""

from __future__ import annotations

from typing import Annotated

from mappings.apprec import ar
from mappings.element import REQUIRED, DateTime, Default, Element, Kodeverk, String
from mappings.felles import kith


class _Ar(Element):
    NS = "ar"


class AppRec(_Ar):
    MsgType: Annotated[kith.CS, Kodeverk((8279,))]
    MIGversion: Annotated[String, Default("1.0", "1.0 2004-11-21"), Default("1.1", "v1.1 2012-02-15")]
    SoftwareName: String | None = None
    SoftwareVersion: String | None = None
    GenDate: DateTime = REQUIRED
    Id: String = REQUIRED
    Sender: ar.Sender = REQUIRED
    Receiver: ar.Receiver = REQUIRED
    Status: Annotated[kith.CS, Kodeverk((8258,))] = REQUIRED
    Error: Annotated[list[kith.CV], Kodeverk((8221,))] = []
    OriginalMsgId: ar.OriginalMsgId = REQUIRED


class Sender(_Ar):
    Role: kith.CS | None = None
    HCP: ar.HCP = REQUIRED


class Receiver(_Ar):
    Role: kith.CS | None = None
    HCP: ar.HCP = REQUIRED


class OriginalMsgId(_Ar):
    MsgType: Annotated[kith.CS, Kodeverk((8279,))]
    IssueDate: DateTime
    Id: String


class HCP(_Ar):
    CONTENT = "((Inst | HCProf), MedSpeciality?, Address?)"
    Inst: ar.Inst | None = None
    HCProf: ar.HCProf | None = None
    MedSpeciality: kith.CV | None = None
    Address: ar.Address | None = None


class HCProf(_Ar):
    Type: kith.CS | None = None
    Name: String | None = None
    Id: String | None = None
    TypeId: Annotated[kith.CS | None, Kodeverk((8116, 8268))] = None
    AdditionalId: list[ar.AdditionalId] = []


class HCPerson(_Ar):
    Name: String | None = None
    Id: String | None = None
    TypeId: Annotated[kith.CS | None, Kodeverk((8116, 8268))] = None
    AdditionalId: list[ar.AdditionalId] = []


class Dept(_Ar):
    Type: kith.CS | None = None
    Name: String | None = None
    Id: String | None = None
    TypeId: Annotated[kith.CS | None, Kodeverk((9051, 8268))] = None
    AdditionalId: list[ar.AdditionalId] = []


class Inst(_Ar):
    Name: String | None = None
    Id: String | None = None
    TypeId: Annotated[kith.CS | None, Kodeverk((9051, 8268))] = None
    Dept: list[ar.Dept] = []
    AdditionalId: list[ar.AdditionalId] = []
    HCPerson: list[ar.HCPerson] = []


class Address(_Ar):
    Type: kith.CS
    StreetAdr: String | None = None
    PostalCode: String | None = None
    City: String | None = None
    County: kith.CS | None = None
    Country: Annotated[kith.CS | None, Kodeverk((9043,))] = None
    CityDistr: kith.CS | None = None
    TeleAddress: list[kith.URL] = []


class AdditionalId(_Ar):
    Id: String
    Type: Annotated[kith.CS, Kodeverk((8268,))]


ELEMENTS: dict[str, type[Element]] = {
    "AppRec": AppRec,
    "OriginalMsgId": OriginalMsgId,
    "HCP": HCP,
    "HCProf": HCProf,
    "HCPerson": HCPerson,
    "Dept": Dept,
    "Inst": Inst,
    "Address": Address,
    "Role": kith.CS,
    "AdditionalId": AdditionalId,
}
