"""What samtykke, reservasjon and tilgangsbegrensning 1.0 share.

Derived from the official XSDs by `python -m conformance.derive.messages`: change that, then run it.
"""

from __future__ import annotations

from typing import Annotated, TypeAlias

from mappings.element import (
    REQUIRED,
    AnyType,
    Base64Binary,
    Boolean,
    DateTime,
    Element,
    Int,
    Kodeverk,
    Simple,
    Some,
    String,
)
from mappings.felles import kith
from mappings.personvern import pvi

PersonvernInnstillingDefinisjonId: TypeAlias = Annotated[
    str,
    Simple(
        "string",
        pattern=r"([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12})|(\{[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}\})",
    ),
]


class _Pvi(Element):
    NS = "pvi"


class PersonvernInnstillingDefinisjon(_Pvi):
    PersonvernInnstillingDefinisjonId: pvi.PersonvernInnstillingDefinisjonId
    Part: String
    PersonvernInnstillingNavn: String
    PersonvernInnstillingType: Some[kith.CS]
    UstrukturertBeskrivelse: pvi.UstrukturertBeskrivelse
    TillatesIndividuellTidsbegrensning: Boolean
    DefinisjonMetadata: AnyType | None = None
    TidsbegrensetTil: DateTime | None = None
    TekstVedOpprettelse: String | None = None
    TekstVedFjerning: String | None = None
    PersonvernInnstillingRelasjon: list[pvi.PersonvernInnstillingRelasjon] = []


class PersonvernInnstillingDefinisjonReferanse(_Pvi):
    PersonvernInnstillingDefinisjonId: pvi.PersonvernInnstillingDefinisjonId
    Part: String
    PersonvernInnstillingNavn: String


class InnbyggersPersonvernInnstilling(_Pvi):
    PersonvernInnstillingDefinisjonReferanse: pvi.PersonvernInnstillingDefinisjonReferanse
    OpprettetTidspunkt: DateTime
    Metadata: AnyType | None = None
    TidsbegrensetTil: DateTime | None = None
    Status: Annotated[kith.CV, Kodeverk((7609,))] = REQUIRED
    Versjonsnummer: Int = REQUIRED
    SistEndretTidspunkt: DateTime = REQUIRED


class UstrukturertBeskrivelse(_Pvi):
    PersonvernInnstillingIngres: String
    SammendragPersonverninnstillingHodeTekst: String | None = None
    SammendragPersonvernInnstillingTekst: String = REQUIRED
    FullstendigPersonvernInnstillingTekst: pvi.FullstendigPersonvernInnstillingTekst | None = None


class FullstendigPersonvernInnstillingTekst(_Pvi):
    KravOmLesing: Boolean
    MimeType: String
    Innhold: Base64Binary


class PersonvernInnstillingRelasjon(_Pvi):
    PersonvernInnstillingDefinisjonId: pvi.PersonvernInnstillingDefinisjonId
    LogiskSammenheng: kith.CS
    Versjon: String | None = None
    YtterligereBeskrivelse: AnyType | None = None
