"""Felleskomponent 1 (version 1.1, 2007-04-12): persons, health professionals, organisations.

Derived from the official XSDs by `python -m conformance.derive.messages`: change that, then run it.
"""

from __future__ import annotations

from typing import Annotated

from mappings.element import REQUIRED, Date, Element, Kodeverk, Some, String
from mappings.felles import fk1, kith


class _Fk1(Element):
    NS = "fk1"


class Address(_Fk1):
    Type: Annotated[kith.CS | None, Kodeverk((3401,))] = None
    StreetAdr: String | None = None
    PostalCode: String | None = None
    City: String | None = None
    Postbox: String | None = None
    County: Annotated[kith.CS | None, Kodeverk((3402,))] = None
    Country: Annotated[kith.CS | None, Kodeverk((9043,))] = None


class TeleCom(_Fk1):
    TypeTelecom: Annotated[kith.CS | None, Kodeverk((9061,))] = None
    TeleAddress: kith.URL = REQUIRED


class Ident(_Fk1):
    Id: String
    TypeId: Annotated[kith.CV, Kodeverk((8116, 9051, 8268))]


class Person(_Fk1):
    FamilyName: String | None = None
    MiddleName: String | None = None
    GivenName: String | None = None
    DateOfBirth: Date | None = None
    Sex: Annotated[kith.CS | None, Kodeverk((3101,))] = None
    Nationality: Annotated[kith.CS | None, Kodeverk((9043,))] = None
    Ident: list[fk1.Ident] = []
    Address: fk1.Address | None = None
    TeleCom: list[fk1.TeleCom] = []


class HealthcareProfessional(_Fk1):
    TypeHealthcareProfessional: Annotated[kith.CS | None, Kodeverk((9060,))] = None
    RoleToPatient: Annotated[kith.CV | None, Kodeverk((9034,))] = None
    FamilyName: String | None = None
    MiddleName: String | None = None
    GivenName: String | None = None
    DateOfBirth: Date | None = None
    Sex: Annotated[kith.CS | None, Kodeverk((3101,))] = None
    Nationality: Annotated[kith.CS | None, Kodeverk((9043,))] = None
    Ident: Some[fk1.Ident] = []
    Address: fk1.Address | None = None
    TeleCom: list[fk1.TeleCom] = []


class Organisation(_Fk1):
    TypeOrganisation: Annotated[kith.CV | None, Kodeverk((9040,))] = None
    OrganisationName: String = REQUIRED
    Ident: Some[fk1.Ident] = []
    Address: fk1.Address | None = None
    TeleCom: list[fk1.TeleCom] = []
    Organisation: fk1.Organisation | None = None
