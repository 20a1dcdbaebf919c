"""Persons, health professionals and organisations of the messages as FHIR (emessages.md 4.7 and 6.3).

The same shapes stand in four namespaces (hodemelding, felleskomponent1, dialogmelding); the functions here ask for the
fields alone. A person's name never goes into `Reference.display`.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from mappings import codes, fhir
from mappings.felles import values
from mappings.felles.values import text
from mappings.identifiers import system_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mappings.felles import fk1
    from mappings.felles.shapes import (
        AddressElement,
        IdentElement,
        OrganisationElement,
        PersonElement,
        PlainAddressElement,
        ProfessionalElement,
        TeleComElement,
    )
    from mappings.felles.sheet import Sheet

MIDDLE_NAME = "http://hl7.no/fhir/StructureDefinition/no-basis-middlename"
POST_BOX = "http://hl7.org/fhir/StructureDefinition/iso21090-ADXP-postBox"
CITIZENSHIP = "http://hl7.org/fhir/StructureDefinition/patient-citizenship"
ROLES = "urn:oid:2.16.578.1.12.4.1.1.9034"
COORDINATORS = frozenset({"8", "18"})
"""Roles of list 9034 that are also said in PractitionerRole.code, where no-basis has them (emessages.md 6.3)."""

SCHEMES: dict[str | None, str] = {"phone": "tel", "email": "mailto", "fax": "fax", "sms": "sms"}
"""ContactPoint.system -> the scheme that it stands for; any other address is kept as received beside its value."""

PersonResource: TypeAlias = fhir.Patient | fhir.RelatedPerson | fhir.Person | fhir.Practitioner
_Described = TypeVar("_Described", fhir.RelatedPerson, fhir.Person, fhir.Practitioner)

LOCAL_HELP_NUMBER = fhir.Coding(system="urn:oid:2.16.578.1.12.4.1.1.8327", code="HNR")


def identifiers(sheet: Sheet, idents: Sequence[IdentElement], place: str) -> list[fhir.Identifier]:
    """Identifiers in order; each keeps its TypeId as `type`, so that V, S, DN and OT come back."""
    made = []
    for number, ident in enumerate(idents, 1):
        one = identifier(sheet, ident, place, number)
        if one is not None:
            made.append(one)
    return made


def identifier(sheet: Sheet, ident: IdentElement, place: str, number: int = 1) -> fhir.Identifier | None:
    """The identifier with this number at `place`; a local help number has no system, but its type and who gave it (decisions.md, HNR)."""
    kind = values.concept_of(sheet, ident.TypeId, (), place, f"Ident[{number}]/TypeId")
    value = text(ident.Id)
    if value is None:
        sheet.leave(f"{place}/Ident[{number}]/Id", "tomt element")
    if kind is None:
        return fhir.Identifier(value=value) if value is not None else None
    code = values.code_of(ident.TypeId) or ""
    if code == "HNR":
        kind.coding.append(LOCAL_HELP_NUMBER)
        return fhir.Identifier(type=kind, value=value, assigner=assigner(sheet))
    return fhir.Identifier(type=kind, system=_system_of(code, ident.TypeId.S or ""), value=value)


_system_of = lru_cache(maxsize=1024)(system_of)


def assigner(sheet: Sheet) -> fhir.Reference:
    """Who gave a local number: the sender, since it is valid nowhere else."""
    return fhir.Reference(type="Organization", identifier=fhir.Identifier(value=sheet.facts.sender))


def names(person: PersonElement) -> list[fhir.HumanName]:
    """The name, when any part of it is there; the middle name by no-basis' extension, never silently in `given`."""
    family, middle, given = text(person.FamilyName), text(person.MiddleName), text(person.GivenName)
    if not (family or middle or given):
        return []
    return [
        fhir.HumanName(
            family=family,
            given=[given] if given else [],
            extension=values.at_url(MIDDLE_NAME, "valueString", middle) if middle else [],
        )
    ]


def telecoms(
    sheet: Sheet, found: Sequence[TeleComElement], place: str, *, home: bool = True
) -> list[fhir.ContactPoint]:
    """Contact points in order. `home`: whether the use `home` may be said (not of an organisation: org-3)."""
    points = []
    for number, one in enumerate(found, 1):
        point = telecom(sheet, one, f"{place}/TeleCom[{number}]", home=home)
        if point is not None:
            points.append(point)
    return points


def telecom(sheet: Sheet, found: TeleComElement, place: str, *, home: bool) -> fhir.ContactPoint | None:
    """One contact point: system and value by the address's scheme, use by list 9061."""
    coding, lexical = values.coding(sheet, found, "TypeTelecom", place), text(found.TeleAddress.V)
    if coding is None and lexical is None:
        sheet.leave(place, "tomt element")
        return None
    use, extension = values.translated("telecom-use", coding), values.received_coding(sheet, coding)
    if use == "home" and not home:
        use = None
    if lexical is None:
        return fhir.ContactPoint(use=use, extension=extension)
    system, value = _address(lexical)
    if f"{SCHEMES.get(system)}:{value}" != lexical:
        extension += values.received(lexical)
    return fhir.ContactPoint(
        system=values.translated("telecom-system", coding) or system or "phone",
        value=value,
        use=use,
        extension=extension,
    )


def _address(lexical: str) -> tuple[Any, str]:
    """What is reached through an address, by its scheme (a code of ContactPoint.system, or None), and the address without it."""
    scheme, _, rest = lexical.partition(":")
    system = codes.translation("telecom-scheme").get(scheme.lower()) if rest else None
    if system is not None and text(rest):
        lexical = rest.removeprefix("//")
    return system, lexical.strip()


def addresses(
    sheet: Sheet, found: AddressElement | None, place: str, *, home: bool = True
) -> list[fhir.Address]:
    """The address, when there is one that says something. `home` as in `telecoms` (org-2)."""
    if found is None:
        return []
    made = address(sheet, found, f"{place}/Address", text(found.Postbox), home=home)
    if made is None:
        sheet.leave(f"{place}/Address", "tomt element")
    return [made] if made else []


def address(
    sheet: Sheet, found: PlainAddressElement, place: str, box: str | None = None, *, home: bool = True
) -> fhir.Address | None:
    """An address with its post box, where it says something."""
    street = text(found.StreetAdr)
    kind = values.coding(sheet, found, "Type", place)
    county = values.coding(sheet, found, "County", place)
    country = values.coding(sheet, found, "Country", place)
    use = values.translated("address-use", kind)
    made = fhir.Address(
        use=use if home or use != "home" else None,
        type=values.translated("address-type", kind),
        line=[line for line in (street, box) if line],
        line_ext=_post_box(street, box),
        city=text(found.City),
        district=county.display if county else None,
        district_ext=values.holding(values.received_coding(sheet, county)),
        postalCode=text(found.PostalCode),
        country=country.display if country else None,
        country_ext=values.holding(values.received_coding(sheet, country)),
        extension=values.received_coding(sheet, kind),
    )
    return None if made == fhir.Address() else made


def _post_box(street: str | None, box: str | None) -> list[fhir.Element | None]:
    """The siblings of `line` that tell which line is the post box."""
    if box is None:
        return []
    mark = fhir.Element(extension=values.at_url(POST_BOX, "valueString", box))
    return [None, mark] if street else [mark]


def _describe(
    resource: PersonResource, sheet: Sheet, person: PersonElement, place: str
) -> fhir.Coding | None:
    """Put on a resource what persons of every kind have alike; answers the nationality, which each keeps in its own way."""
    resource.identifier = identifiers(sheet, person.Ident, place)
    resource.name = names(person)
    if person.TeleCom:
        resource.telecom = telecoms(sheet, person.TeleCom, place)
    if person.Address is not None:
        resource.address = addresses(sheet, person.Address, place)
    sex = values.coding(sheet, person, "Sex", place)
    if sex is not None:
        resource.gender = values.translated("sex", sex)
        resource.extension = values.coded(sheet, "ip-sex", sex)
    if person.DateOfBirth is not None:
        resource.birthDate, resource.birthDate_ext = values.time(
            sheet, person.DateOfBirth, f"{place}/DateOfBirth"
        )
    return values.coding(sheet, person, "Nationality", place)


def _described(resource: _Described, sheet: Sheet, person: PersonElement, place: str) -> _Described:
    """As `_describe`, with the nationality as our extension: base R4 has one for the Patient alone."""
    nationality = _describe(resource, sheet, person, place)
    resource.extension += values.coded(sheet, "ip-nationality", nationality)
    return resource


def patient(sheet: Sheet, found: PersonElement, place: str) -> fhir.Patient:
    """Patient of the head, not yet on the sheet: the payload may add to it (TilleggsopplysningPasient)."""
    resource = fhir.Patient()
    nationality = _describe(resource, sheet, found, place)
    if nationality is not None:
        concept = fhir.CodeableConcept(coding=[nationality])
        code = values.at_url("code", "valueCodeableConcept", concept)
        resource.extension += values.at_url(CITIZENSHIP, "extension", code)
    return resource


def related_person(sheet: Sheet, found: PersonElement, place: str) -> fhir.RelatedPerson:
    """A person with a relation to the patient, not yet on the sheet: the caller states the relation."""
    about = sheet.subject or fhir.Reference(extension=[values.UNKNOWN])
    return _described(fhir.RelatedPerson(patient=about), sheet, found, place)


def other_person(sheet: Sheet, found: PersonElement, place: str) -> fhir.Reference:
    """A person of whom the message does not say that they are related to the patient."""
    return sheet.add(_described(fhir.Person(), sheet, found, place), place)


def practitioner(sheet: Sheet, found: ProfessionalElement, place: str) -> fhir.Reference:
    """Practitioner of a HealthcareProfessional; a role to the patient becomes a participant of the CareTeam."""
    resource = _described(fhir.Practitioner(), sheet, found, place)
    category = values.coding(sheet, found, "TypeHealthcareProfessional", place)
    if category is not None:
        code = fhir.CodeableConcept(coding=[category])
        resource.qualification = [fhir.PractitionerQualification(code=code)]
    return sheet.add(resource, place)


def professional(
    sheet: Sheet,
    found: ProfessionalElement,
    place: str,
    organisation: fhir.Reference | None = None,
    told: fhir.CodeableConcept | None = None,
) -> fhir.Reference:
    """A HealthcareProfessional: PractitionerRole where an organisation or a coordinator's role is told, else Practitioner.

    `told` is a role to the patient that stands beside the element, not in it (dialogmelding).
    """
    reference = practitioner(sheet, found, place)
    role = values.concept(sheet, found, "RoleToPatient", place)
    coordinates = [one for one in (role, told) if one is not None and _coordinates(one)]
    if organisation is not None or coordinates:
        reference = sheet.add(
            fhir.PractitionerRole(practitioner=reference, organization=organisation, code=coordinates), place
        )
    if role is not None:
        sheet.team.append(fhir.CareTeamParticipant(role=[role], member=reference))
    return reference


def _coordinates(role: fhir.CodeableConcept) -> bool:
    """Whether a role is a coordinator's; the element is bound to 9034, but other lists (9246) have the same codes."""
    return any(one.code in COORDINATORS and one.system in (None, ROLES) for one in role.coding)


def organisation(
    sheet: Sheet, found: OrganisationElement, place: str, part_of: fhir.Reference | None = None
) -> fhir.Reference | None:
    """Organization of one level; None when the element says nothing (org-1 asks for a name or an identifier)."""
    name, idents = text(found.OrganisationName), identifiers(sheet, found.Ident, place)
    if name is None and not idents:
        sheet.leave(place, "tomt element")
        return part_of
    kind = values.concept(sheet, found, "TypeOrganisation", place)
    return sheet.add(
        fhir.Organization(
            identifier=idents,
            type=[kind] if kind else [],
            name=name,
            telecom=telecoms(sheet, found.TeleCom, place, home=False) if found.TeleCom else [],
            address=addresses(sheet, found.Address, place, home=False) if found.Address else [],
            partOf=part_of,
        ),
        place,
    )


def unit(sheet: Sheet, found: fk1.Organisation, place: str) -> fhir.Reference | None:
    """The chain of organisations from the outermost in; answers the innermost."""
    reference: fhir.Reference | None = None
    here: fk1.Organisation | None = found
    while here is not None:
        reference = organisation(sheet, here, place, reference)
        here, place = here.Organisation, f"{place}/Organisation"
    return reference


def team(sheet: Sheet, place: str) -> list[fhir.Reference]:
    """The generic CareTeam of all who were named with a role (decisions.md: never a team of an individual plan)."""
    if not sheet.team:
        return []
    resource = fhir.CareTeam(
        status="entered-in-error" if sheet.facts.cancelled else "active",
        subject=sheet.subject,
        participant=sheet.team,
    )
    sheet.team = []
    return [sheet.add(resource, f"{place}/CareTeam")]
