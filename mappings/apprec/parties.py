"""The parties of a receipt, AppRec and FHIR side by side: Inst, Dept, HCPerson, HCProf (HIS 80415; emessages.md 6.3).

An identifier given as AdditionalId is `secondary` in FHIR; an HCPerson is a PractitionerRole at its Inst, a Dept is
`partOf` it. Names of persons are one text in a receipt.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from mappings import fhir
from mappings.apprec import ar
from mappings.felles import back, kith, parties, values
from mappings.felles.values import text
from mappings.identifiers import system_of
from mappings.msghead import mh

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mappings.felles.sheet import Sheet

_NOTHING = "tomt element"
SPECIALITY = "ip-medical-speciality"
DISTRICT = "ip-city-district"


class Identified(Protocol):
    """Inst, Dept, HCPerson, HCProf."""

    @property
    def Name(self) -> str | None: ...  # noqa: N802, D102 - the standard's name
    @property
    def Id(self) -> str | None: ...  # noqa: N802, D102 - the standard's name
    @property
    def TypeId(self) -> kith.CS | None: ...  # noqa: N802, D102 - the standard's name
    @property
    def AdditionalId(self) -> Sequence[ar.AdditionalId]: ...  # noqa: N802, D102 - the standard's name


class Resources:
    """The resources of a Bundle by what refers to them."""

    def __init__(self, bundle: fhir.Bundle) -> None:
        self.all = [entry.resource for entry in bundle.entry if isinstance(entry.resource, fhir.Resource)]
        self._found = {f"{type(one).__name__}/{one.id}": one for one in self.all}
        self._found |= {
            entry.fullUrl: entry.resource
            for entry in bundle.entry
            if isinstance(entry.resource, fhir.Resource) and isinstance(entry.fullUrl, str)
        }

    def at(self, reference: fhir.Reference | None) -> fhir.Resource | None:
        """What a reference points to; None where it is not in the Bundle."""
        return self._found.get(reference.reference or "") if reference is not None else None


# --- identifiers ------------------------------------------------------------------------------------------------------


def idents(found: Identified) -> list[mh.Ident]:
    """The identifiers as the hodemelding has them, for what both families ask alike (HER-id, key of the sender)."""
    given = [(found.Id, found.TypeId), *((one.Id, one.Type) for one in found.AdditionalId)]
    return [mh.Ident(value, kith.CV(kind.V if kind else None)) for value, kind in given if value is not None]


def identifiers(sheet: Sheet, found: Identified, place: str) -> list[fhir.Identifier]:
    """Id with TypeId, then each AdditionalId; what says nothing is left out."""
    made = [_identifier(found.Id, values.concept(sheet, found, "TypeId", place))]
    for number, one in enumerate(found.AdditionalId, 1):
        kind = values.concept(sheet, one, "Type", f"{place}/AdditionalId[{number}]")
        made.append(_identifier(one.Id, kind, "secondary"))
    return [one for one in made if one is not None]


def _identifier(
    lexical: str | None, kind: fhir.CodeableConcept | None, use: fhir.IdentifierUse | None = None
) -> fhir.Identifier | None:
    value = text(lexical)
    if value is None and kind is None:
        return None
    code = kind.coding[0].code if kind is not None and kind.coding else None
    system = system_of(code or "") if value is not None else None
    return fhir.Identifier(use=use, type=kind, system=system, value=value)


def identifiers_from(
    found: Sequence[fhir.Identifier],
) -> tuple[str | None, kith.CS | None, list[ar.AdditionalId]]:
    """Id, TypeId and the AdditionalId."""
    first = next((one for one in found if one.use != "secondary"), None)
    further = [
        ar.AdditionalId(one.value or "", back.cs(_type_of(one)) or kith.CS())
        for one in found
        if one is not first
    ]
    return (first.value, back.cs(_type_of(first)), further) if first else (None, None, further)


def _type_of(identifier: fhir.Identifier) -> fhir.Coding | None:
    return next(iter(identifier.type.coding), None) if identifier.type is not None else None


# --- HCP --------------------------------------------------------------------------------------------------------------


def party(sheet: Sheet, hcp: ar.HCP, place: str) -> fhir.Reference | None:
    """A party with all that is inside it; answers the innermost: the first person, else the first unit, else itself."""
    if hcp.HCProf is not None:
        return hc_prof(sheet, hcp, hcp.HCProf, place)
    return inst(sheet, hcp, hcp.Inst or ar.Inst(), place)


def party_from(found: Resources, reference: fhir.Reference | None) -> ar.HCP:
    """The party that `party` answered a reference to; an empty Inst where there is none."""
    resource = found.at(reference)
    if isinstance(resource, fhir.PractitionerRole) and resource.organization is None:
        practitioner = found.at(resource.practitioner)
        if isinstance(practitioner, fhir.Practitioner):
            return hc_prof_from(practitioner, next(iter(resource.specialty), None))
    if isinstance(resource, fhir.Practitioner):
        return hc_prof_from(resource, None)
    if isinstance(resource, fhir.PractitionerRole):
        resource = found.at(resource.organization)
    for _ in found.all:  # a chain of partOf is no longer than that, unless it goes round
        outer = found.at(resource.partOf) if isinstance(resource, fhir.Organization) else None
        resource = outer if isinstance(outer, fhir.Organization) else resource
    return inst_from(found, resource) if isinstance(resource, fhir.Organization) else ar.HCP(Inst=ar.Inst())


def innermost(hcp: ar.HCP) -> Identified:
    """The element whose HER-id transport uses, as in the hodemelding: the person, else the unit, else the whole."""
    if hcp.HCProf is not None:
        return hcp.HCProf
    own = hcp.Inst or ar.Inst()
    inside: Sequence[Identified] = own.HCPerson or own.Dept
    return next(iter(inside), own)


def outermost(hcp: ar.HCP) -> Identified:
    """The element of level 1."""
    return hcp.HCProf or hcp.Inst or ar.Inst()


# --- Inst and Dept ----------------------------------------------------------------------------------------------------


def inst(sheet: Sheet, hcp: ar.HCP, found: ar.Inst, place: str) -> fhir.Reference | None:
    """Inst with MedSpeciality and Address of its HCP, its units and persons; None when nothing of it says anything."""
    inside = f"{place}/Inst"
    resource = _organization(sheet, found, inside)
    resource.extension = values.extension(
        SPECIALITY, "valueCodeableConcept", values.concept(sheet, hcp, "MedSpeciality", place)
    )
    resource.address, resource.telecom = address(sheet, hcp.Address, f"{place}/Address", home=False)
    if resource == fhir.Organization() and not (found.Dept or found.HCPerson):
        sheet.leave(inside, _NOTHING)
        return None
    own = sheet.add(_named(resource), inside)
    units = [dept(sheet, one, f"{inside}/Dept[{n}]", own) for n, one in enumerate(found.Dept, 1)]
    persons = [
        hc_person(sheet, one, f"{inside}/HCPerson[{n}]", own) for n, one in enumerate(found.HCPerson, 1)
    ]
    return next((one for one in (*persons, *units) if one is not None), own)


def inst_from(found: Resources, resource: fhir.Organization) -> ar.HCP:
    """The way back of `inst`: units and persons are those that point to it, in the order of the Bundle."""
    units = [
        one for one in found.all if isinstance(one, fhir.Organization) and found.at(one.partOf) is resource
    ]
    roles = [
        one
        for one in found.all
        if isinstance(one, fhir.PractitionerRole) and found.at(one.organization) is resource
    ]
    persons = [one for role in roles if isinstance(one := found.at(role.practitioner), fhir.Practitioner)]
    number, kind, further = identifiers_from(resource.identifier)
    return ar.HCP(
        Inst=ar.Inst(
            resource.name, number, kind, [*map(dept_from, units)], further, [*map(hc_person_from, persons)]
        ),
        MedSpeciality=back.cv(back.said(resource.extension, SPECIALITY, "valueCodeableConcept")),
        Address=address_from(resource.address, resource.telecom),
    )


def dept(sheet: Sheet, found: ar.Dept, place: str, part_of: fhir.Reference) -> fhir.Reference | None:
    """Dept: an Organization inside the one of Inst."""
    resource = _organization(sheet, found, place)
    kind = values.concept(sheet, found, "Type", place)
    resource.type = [kind] if kind else []
    if resource == fhir.Organization():
        sheet.leave(place, _NOTHING)
        return None
    resource.partOf = part_of
    return sheet.add(_named(resource), place)


def dept_from(resource: fhir.Organization) -> ar.Dept:
    """The way back of `dept`."""
    kind = next((coding for concept in resource.type for coding in concept.coding), None)
    return ar.Dept(back.cs(kind), resource.name, *identifiers_from(resource.identifier))


def _organization(sheet: Sheet, found: Identified, place: str) -> fhir.Organization:
    return fhir.Organization(name=text(found.Name), identifier=identifiers(sheet, found, place))


def _named(resource: fhir.Organization) -> fhir.Organization:
    """Name or identifier must be there (org-1); where the receipt gives neither, the name is unknown."""
    if resource.name is None and not resource.identifier:
        resource.name_ext = fhir.Element(extension=[values.UNKNOWN])
    return resource


# --- HCPerson and HCProf ----------------------------------------------------------------------------------------------


def hc_person(
    sheet: Sheet, found: ar.HCPerson, place: str, organization: fhir.Reference
) -> fhir.Reference | None:
    """HCPerson: a Practitioner, and the role at the organization."""
    resource = _practitioner(sheet, found, place)
    if resource == fhir.Practitioner():
        sheet.leave(place, _NOTHING)
        return None
    practitioner = sheet.add(resource, place)
    return sheet.add(fhir.PractitionerRole(practitioner=practitioner, organization=organization), place)


def hc_person_from(resource: fhir.Practitioner) -> ar.HCPerson:
    """The way back of `hc_person`."""
    return ar.HCPerson(_name(resource), *identifiers_from(resource.identifier))


def hc_prof(sheet: Sheet, hcp: ar.HCP, found: ar.HCProf, place: str) -> fhir.Reference:
    """HCProf: a Practitioner with Address of its HCP; MedSpeciality makes it a PractitionerRole."""
    inside = f"{place}/HCProf"
    resource = _practitioner(sheet, found, inside)
    profession = values.concept(sheet, found, "Type", inside)
    resource.qualification = [fhir.PractitionerQualification(code=profession)] if profession else []
    resource.address, resource.telecom = address(sheet, hcp.Address, f"{place}/Address", home=True)
    practitioner = sheet.add(resource, inside)
    speciality = values.concept(sheet, hcp, "MedSpeciality", place)
    if speciality is None:
        return practitioner
    return sheet.add(fhir.PractitionerRole(practitioner=practitioner, specialty=[speciality]), inside)


def hc_prof_from(resource: fhir.Practitioner, speciality: fhir.CodeableConcept | None) -> ar.HCP:
    """The way back of `hc_prof`."""
    codings = [coding for one in resource.qualification for coding in one.code.coding]
    return ar.HCP(
        HCProf=ar.HCProf(
            back.cs(next(iter(codings), None)), _name(resource), *identifiers_from(resource.identifier)
        ),
        MedSpeciality=back.cv(speciality),
        Address=address_from(resource.address, resource.telecom),
    )


def _practitioner(sheet: Sheet, found: Identified, place: str) -> fhir.Practitioner:
    name = text(found.Name)
    return fhir.Practitioner(
        identifier=identifiers(sheet, found, place), name=[fhir.HumanName(text=name)] if name else []
    )


def _name(resource: fhir.Practitioner) -> str | None:
    """A name as one text; where FHIR has only its parts, these in their usual order."""
    name = next(iter(resource.name), fhir.HumanName())
    parts = [part for part in (*name.given, name.family) if part]
    return name.text or " ".join(parts) or None


# --- Address ----------------------------------------------------------------------------------------------------------


def address(
    sheet: Sheet, found: ar.Address | None, place: str, *, home: bool
) -> tuple[list[fhir.Address], list[fhir.ContactPoint]]:
    """Address, and its TeleAddress. `home`: whether the use `home` may be said (not of an organisation: org-2)."""
    if found is None:
        return [], []
    made = parties.address(sheet, found, place, home=home)
    district = values.coded(sheet, DISTRICT, values.coding(sheet, found, "CityDistr", place))
    if district:
        made = made or fhir.Address()
        made.extension = made.extension + district
    points = [
        parties.telecom(sheet, mh.TeleCom(TeleAddress=one), f"{place}/TeleAddress[{number}]", home=home)
        for number, one in enumerate(found.TeleAddress, 1)
    ]
    return [made] if made else [], [point for point in points if point is not None]


def address_from(found: Sequence[fhir.Address], points: Sequence[fhir.ContactPoint]) -> ar.Address | None:
    """The way back of `address`."""
    if not found and not points:
        return None
    first = next(iter(found), fhir.Address())
    return ar.Address(
        Type=back.cs(back.received_coding(first.extension)) or kith.CS(),
        StreetAdr=next((line for line in first.line if line), None),
        PostalCode=first.postalCode,
        City=first.city,
        County=back.translated(first.district, first.district_ext),
        Country=back.translated(first.country, first.country_ext),
        CityDistr=back.cs(back.said(first.extension, DISTRICT, "valueCoding")),
        TeleAddress=[back.tele_address(point) for point in points],
    )
