"""What the elements of parties have alike in the namespaces where they stand (head, fk1, dialogmelding, receipt)."""

# ruff: noqa: N802, D102 - the standard's names, which the standard explains
from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mappings.felles import kith


class IdentElement(Protocol):
    """Ident of any namespace."""

    @property
    def Id(self) -> str: ...
    @property
    def TypeId(self) -> kith.CV: ...


class TeleComElement(Protocol):
    """TeleCom of any namespace."""

    @property
    def TeleAddress(self) -> kith.URL: ...


class PlainAddressElement(Protocol):
    """Address of any namespace; the receipt's has no post box."""

    @property
    def StreetAdr(self) -> str | None: ...
    @property
    def PostalCode(self) -> str | None: ...
    @property
    def City(self) -> str | None: ...
    @property
    def County(self) -> kith.CS | None: ...
    @property
    def Country(self) -> kith.CS | None: ...


class AddressElement(PlainAddressElement, Protocol):
    """Address of the head and of felleskomponent1."""

    @property
    def Postbox(self) -> str | None: ...


class PersonElement(Protocol):
    """Patient, Person and HealthcareProfessional of any namespace."""

    @property
    def FamilyName(self) -> str | None: ...
    @property
    def MiddleName(self) -> str | None: ...
    @property
    def GivenName(self) -> str | None: ...
    @property
    def DateOfBirth(self) -> str | None: ...
    @property
    def Sex(self) -> kith.CS | None: ...
    @property
    def Ident(self) -> Sequence[IdentElement]: ...
    @property
    def Address(self) -> AddressElement | None: ...
    @property
    def TeleCom(self) -> Sequence[TeleComElement]: ...


class ProfessionalElement(PersonElement, Protocol):
    """HealthcareProfessional of any namespace."""

    @property
    def RoleToPatient(self) -> kith.CV | None: ...


class OrganisationElement(Protocol):
    """Organisation of any namespace."""

    @property
    def OrganisationName(self) -> str | None: ...
    @property
    def Ident(self) -> Sequence[IdentElement]: ...
    @property
    def Address(self) -> AddressElement | None: ...
    @property
    def TeleCom(self) -> Sequence[TeleComElement]: ...
