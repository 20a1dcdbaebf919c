"""Persons, health professionals and organisations of the messages as FHIR (emessages.md 4.7 and 6.3).

The same shapes stand in four namespaces (hodemelding, felleskomponent1, dialogmelding); the functions here ask for the
fields alone. A person's name never goes into `Reference.display`.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

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
    code, value = values.code_of(ident.TypeId), text(ident.Id)
    kind = values.concept_of(sheet, ident.TypeId, (), place, f"Ident[{number}]/TypeId")
    if value is None:
        sheet.leave(f"{place}/Ident[{number}]/Id", "tomt element")
        if kind is None:
            return None
    if code == "HNR" and kind is not None:
        kind.coding.append(LOCAL_HELP_NUMBER)
        return fhir.Identifier(type=kind, value=value, assigner=assigner(sheet))
    return fhir.Identifier(type=kind, system=_system_of(code or "", ident.TypeId.S or ""), value=value)


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
            extension=[fhir.Extension(url=MIDDLE_NAME, valueString=middle)] if middle else [],
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
    coding = values.coding(sheet, found, "TypeTelecom", place)
    extensions = values.received_coding(coding)
    lexical = text(found.TeleAddress.V)
    if lexical is None:
        if not extensions:
            sheet.leave(place, "tomt element")
            return None
        return fhir.ContactPoint(use=_use(coding, home=home), extension=extensions)
    scheme, _, rest = lexical.partition(":")
    system: Any = codes.translation("telecom-scheme").get(scheme.lower()) if rest else None
    value = (rest.removeprefix("//") if system and text(rest) else lexical).strip()
    if f"{SCHEMES.get(system)}:{value}" != lexical:
        extensions += values.received(lexical)
    return fhir.ContactPoint(
        system=values.translated("telecom-system", coding) or system or "phone",
        value=value,
        use=_use(coding, home=home),
        extension=extensions,
    )


def _use(coding: fhir.Coding | None, *, home: bool) -> Any:  # noqa: ANN401 - a code of ContactPoint.use
    use = values.translated("telecom-use", coding)
    return use if home or use != "home" else None


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
        district_ext=values.holding(values.received_coding(county)),
        postalCode=text(found.PostalCode),
        country=country.display if country else None,
        country_ext=values.holding(values.received_coding(country)),
        extension=values.received_coding(kind),
    )
    return None if made == fhir.Address() else made


def _post_box(street: str | None, box: str | None) -> list[fhir.Element | None]:
    """The siblings of `line` that tell which line is the post box."""
    if box is None:
        return []
    mark = fhir.Element(extension=[fhir.Extension(url=POST_BOX, valueString=box)])
    return [None, mark] if street else [mark]


class Person:
    """What Patient, Practitioner, RelatedPerson and Person have alike, taken from any of the message's persons."""

    def __init__(self, sheet: Sheet, person: PersonElement, place: str) -> None:
        self.identifier = identifiers(sheet, person.Ident, place)
        self.name = names(person)
        self.telecom = telecoms(sheet, person.TeleCom, place) if person.TeleCom else []
        self.address = addresses(sheet, person.Address, place) if person.Address else []
        sex = values.coding(sheet, person, "Sex", place)
        self.gender = values.translated("sex", sex)
        self.sex = values.extension("ip-sex", "valueCoding", sex)
        self.birth_date, self.birth_date_ext = values.time(sheet, person.DateOfBirth, f"{place}/DateOfBirth")
        self.nationality = values.coding(sheet, person, "Nationality", place)

    def extensions(self) -> list[fhir.Extension]:
        """Sex as received, and nationality where base R4 has no extension for it."""
        return self.sex + values.extension("ip-nationality", "valueCoding", self.nationality)


def patient(sheet: Sheet, found: PersonElement, place: str) -> fhir.Patient:
    """Patient of the head, not yet on the sheet: the payload may add to it (TilleggsopplysningPasient)."""
    person = Person(sheet, found, place)
    citizenship = (
        [
            fhir.Extension(
                url=CITIZENSHIP,
                extension=[
                    fhir.Extension(
                        url="code", valueCodeableConcept=fhir.CodeableConcept(coding=[person.nationality])
                    )
                ],
            )
        ]
        if person.nationality
        else []
    )
    return fhir.Patient(
        identifier=person.identifier,
        name=person.name,
        telecom=person.telecom,
        address=person.address,
        gender=person.gender,
        birthDate=person.birth_date,
        birthDate_ext=person.birth_date_ext,
        extension=person.sex + citizenship,
    )


def related_person(sheet: Sheet, found: PersonElement, place: str) -> fhir.RelatedPerson:
    """A person with a relation to the patient, not yet on the sheet: the caller states the relation."""
    person = Person(sheet, found, place)
    return fhir.RelatedPerson(
        patient=sheet.subject or fhir.Reference(extension=[values.UNKNOWN]),
        identifier=person.identifier,
        name=person.name,
        telecom=person.telecom,
        address=person.address,
        gender=person.gender,
        birthDate=person.birth_date,
        birthDate_ext=person.birth_date_ext,
        extension=person.extensions(),
    )


def other_person(sheet: Sheet, found: PersonElement, place: str) -> fhir.Reference:
    """A person of whom the message does not say that they are related to the patient."""
    person = Person(sheet, found, place)
    resource = fhir.Person(
        identifier=person.identifier,
        name=person.name,
        telecom=person.telecom,
        address=person.address,
        gender=person.gender,
        birthDate=person.birth_date,
        birthDate_ext=person.birth_date_ext,
        extension=person.extensions(),
    )
    return sheet.add(resource, place)


def practitioner(sheet: Sheet, found: ProfessionalElement, place: str) -> fhir.Reference:
    """Practitioner of a HealthcareProfessional; a role to the patient becomes a participant of the CareTeam."""
    person = Person(sheet, found, place)
    category = values.coding(sheet, found, "TypeHealthcareProfessional", place)
    resource = fhir.Practitioner(
        identifier=person.identifier,
        name=person.name,
        telecom=person.telecom,
        address=person.address,
        gender=person.gender,
        birthDate=person.birth_date,
        birthDate_ext=person.birth_date_ext,
        qualification=[fhir.PractitionerQualification(code=fhir.CodeableConcept(coding=[category]))]
        if category
        else [],
        extension=person.extensions(),
    )
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
