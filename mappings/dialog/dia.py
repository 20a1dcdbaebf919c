"""Dialogmelding 1.0 (HIS 80603:2006) and 1.1 (HIS 80603:2017).

Derived from the official XSDs by `python -m conformance.derive.messages`: change that, then run it.
"""

from __future__ import annotations

from typing import Annotated

from mappings.dialog import dia
from mappings.element import AnyType, Date, Element, Kodeverk, PlainIn, Since, SingleIn, String
from mappings.felles import fk1, kith


class _Dia(Element):
    NS = "dia"


class Dialogmelding(_Dia):
    CONTENT = "(SakstypeKodet?, Sakstype?, (Foresporsel* | Notat*))"
    SakstypeKodet: kith.CV | None = None
    Sakstype: String | None = None
    Foresporsel: list[dia.Foresporsel] = []
    Notat: list[dia.Notat] = []


class Notat(_Dia):
    TemaKodet: Annotated[kith.CV, Kodeverk((7322, 9148, 9069, 8117, 7602, 9602, 7321, 8127, 8126))]
    Tema: String | None = None
    TekstNotatInnhold: AnyType | None = None
    Merknad: String | None = None
    DokIdNotat: String | None = None
    DatoNotat: Date | None = None
    Foresporsel: dia.Foresporsel | None = None
    RollerRelatertNotat: list[dia.RollerRelatertNotat] = []


class Foresporsel(_Dia):
    TypeForesp: Annotated[kith.CV, Kodeverk((9152, 9153, 9154, 7601, 8331, 9065, 8125, 8129))]
    EmneSporsmal: Annotated[String | None, Since("1.1")] = None
    Sporsmal: Annotated[AnyType | None, PlainIn(("1.0",))] = None
    Formål: Annotated[kith.CV | None, Kodeverk((9068,))] = None
    Begrunnelse: String | None = None
    Hastegrad: Annotated[kith.CS | None, Kodeverk((9067,))] = None
    FraDato: Date | None = None
    TilDato: Date | None = None
    TypeJournalinfo: Annotated[list[kith.CV], SingleIn(("1.0",)), Kodeverk((9066,))] = []
    KodetOpplysning: Annotated[kith.CV | None, Since("1.1"), Kodeverk((8324,))] = None
    DokIdForesp: String | None = None
    RollerRelatertNotat: list[dia.RollerRelatertNotat] = []


class RollerRelatertNotat(_Dia):
    CONTENT = "(RolleNotat?, RoleToPatient?, TilknyttetEnhet?, (HealthcareProfessional | Person)?)"
    CONTENT_OF = {"1.0": "(RolleNotat?, RoleToPatient?, (HealthcareProfessional | Person))"}
    RolleNotat: Annotated[kith.CV | None, Kodeverk((9057,))] = None
    RoleToPatient: Annotated[kith.CV | None, Kodeverk((9034,))] = None
    TilknyttetEnhet: Annotated[dia.TilknyttetEnhet | None, Since("1.1")] = None
    HealthcareProfessional: dia.HealthcareProfessional | None = None
    Person: dia.Person | None = None


class TilknyttetEnhet(_Dia):
    CONTENT = "(Kontaktenhet, Merknad?, (HealthcareProfessional | Person)?)"
    Kontaktenhet: fk1.Organisation
    Merknad: String | None = None
    HealthcareProfessional: dia.HealthcareProfessional | None = None
    Person: dia.Person | None = None


class HealthcareProfessional(_Dia):
    TypeHealthcareProfessional: Annotated[kith.CS | None, Kodeverk((9060,))] = None
    RoleToPatient: Annotated[kith.CV | None, Kodeverk((9034,))] = None
    FamilyName: String | None = None
    MiddleName: String | None = None
    GivenName: String | None = None
    DateOfBirth: Date | None = None
    Sex: Annotated[kith.CS | None, Kodeverk((3101,))] = None
    Nationality: Annotated[kith.CS | None, Kodeverk((9043,))] = None
    Ident: list[fk1.Ident] = []
    Address: fk1.Address | None = None
    TeleCom: list[fk1.TeleCom] = []


class Person(_Dia):
    GivenName: String | None = None
    MiddleName: String | None = None
    FamilyName: String | None = None
    DateOfBirth: Date | None = None
    Sex: Annotated[kith.CS | None, Kodeverk((3101,))] = None
    Nationality: Annotated[kith.CS | None, Kodeverk((9043,))] = None
    Ident: list[fk1.Ident] = []
    Address: fk1.Address | None = None
    TeleCom: list[fk1.TeleCom] = []


ELEMENTS: dict[str, type[Element]] = {
    "Dialogmelding": Dialogmelding,
    "Notat": Notat,
    "Foresporsel": Foresporsel,
    "RollerRelatertNotat": RollerRelatertNotat,
    "HealthcareProfessional": HealthcareProfessional,
    "Person": Person,
    "TilknyttetEnhet": TilknyttetEnhet,
}
