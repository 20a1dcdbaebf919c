"""Components of the PLO messages 2.0 (2017-11-30), which Henvisning 2.0 uses too.

Derived from the official XSDs by `python -m conformance.derive.messages`: change that, then run it.
"""

from __future__ import annotations

from typing import Annotated

from mappings.element import (
    REQUIRED,
    AnyType,
    Boolean,
    Date,
    DateTime,
    Decimal,
    Element,
    GYear,
    In,
    Integer,
    Some,
    String,
)
from mappings.felles import epj1, epj2, fk1, kith
from mappings.plo import po2


class _Po2(Element):
    NS = "po"


class ParorendeForesatt(_Po2):
    Slektskap: kith.CS | None = None
    Omsorgsfunksjon: kith.CS | None = None
    FodselsarMindrearigParorende: GYear | None = None
    NarmesteParorende: Boolean | None = None
    Referanseperson: fk1.Person = REQUIRED
    Merknad: String | None = None


class TilknyttetEnhet(_Po2):
    Kontaktenhet: fk1.Organisation
    Merknad: String | None = None


class KontaktpersonHelsepersonell(_Po2):
    Kontaktperson: fk1.HealthcareProfessional
    Merknad: String | None = None


class TilleggsopplysningPasient(_Po2):
    SivilStatus: kith.CS | None = None
    BorAlene: Boolean | None = None
    Sprak: kith.CS | None = None
    MottarKommunaleTjenester: Boolean | None = None
    Merknad: String | None = None


class SendtDokument(_Po2):
    Opplysning: kith.CV
    JaNei: Boolean
    DatoSendt: Date | None = None
    TypeMottaker: kith.CV | None = None
    NavnMottaker: String | None = None
    Merknad: String | None = None


class InformasjonOmForsendelsen(_Po2):
    Forsendelsesstatus: kith.CS
    SvarPaaForesporsel: Boolean | None = None
    Merknad: String | None = None


class AnsvarForRapport(_Po2):
    AnsvarligRapport: fk1.HealthcareProfessional
    GodkjentDato: Date | None = None
    TypeRelasjon: kith.CV | None = None
    Merknad: String | None = None


class OpplysningerTilSoknad(_Po2):
    EgensoknadSendt: Boolean
    Merknad: String | None = None


class InfoAssistertKommunikasjon(_Po2):
    AssistertKommunikasjon: po2.AssistertKommunikasjon


class InfoKartleggingFunksjonsniva(_Po2):
    Funksjonsbeskrivelse: Some[po2.InfoKartleggingFunksjonsnivaFunksjonsbeskrivelse]


class InfoKartleggingFunksjonsnivaFunksjonsbeskrivelse(_Po2):
    Funksjonsvariabel: kith.CV | None = None
    FunksjonsbeskrivelseTekst: AnyType | None = None
    Dato: Date | None = None
    Merknad: String | None = None


class EksisterendeTjeneste(_Po2):
    IPLOStjenestetype: kith.CV | None = None
    BetegnelseTjeneste: String = REQUIRED
    PrivatTjeneste: Boolean = REQUIRED
    TjenestenLevertAv: String | None = None
    OpplysningerOmTjenesten: String | None = None
    AntallEnheter: Decimal | None = None
    Enhet: String | None = None
    Startdato: Date | None = None
    Sluttdato: Date | None = None


class TidsfestetHendelse(_Po2):
    Hendelsekode: kith.CV | None = None
    BeskrivelseAvHendelse: String | None = None
    TidspunktForHendelse: DateTime = REQUIRED
    Anslag: Boolean = REQUIRED
    Merknad: String | None = None
    StedForHendelse: po2.StedForHendelse | None = None


class UtskrevetTil(_Po2):
    Uttilstand: kith.CV | None = None
    UtTil: kith.CV | None = None
    Merknad: String | None = None


class LegemidlerUtdelt(_Po2):
    LegemiddelinntakIDag: list[String] = []
    LegemidlerUtdeltTilPasient: list[String] = []
    Merknad: String | None = None


class BistandLegemiddelhandtering(_Po2):
    HjelpTilLegemiddelhandtering: kith.CV | None = None
    Merknad: String | None = None


class Legemiddelgjennomgang(_Po2):
    DatoLegemiddelgjennomgang: Date | None = None
    DatoSamstemming: Date | None = None
    Merknad: String | None = None


class AvtaleOmAdmLegemidler(_Po2):
    AvtaleAdmLegemidler: Boolean
    AvtaleAdmMultidose: Boolean
    Merknad: String | None = None


class Reseptinformasjon(_Po2):
    ReseptSendtMed: kith.CV | None = None
    eResept: Boolean | None = None
    Merknad: String | None = None


class InfoMedisinskDiagnose(_Po2):
    MedisinskDiagnose: Some[po2.MedisinskDiagnose]


class InfoAndreViktigeOpplysninger(_Po2):
    GenereltJournalnotat: Annotated[list[epj2.GenereltJournalnotat], In("epj2")] = []
    Allerginotat: Annotated[list[epj1.Allerginotat], In("epj1")] = []


class InfoKontrolltime(_Po2):
    CONTENT = "(InformasjonOmTime | KontrolltimeBestill | InformasjonOmTentativTime)"
    InformasjonOmTime: po2.InformasjonOmTime | None = None
    KontrolltimeBestill: po2.KontrolltimeBestill | None = None
    InformasjonOmTentativTime: po2.InformasjonOmTentativTime | None = None


class OpplysningerOmHjelpemidler(_Po2):
    StatusHjelpemiddel: list[po2.StatusHjelpemiddel] = []


class AssistertKommunikasjon(_Po2):
    PersonTolkebehov: fk1.Person | None = None
    Horselsvikt: Boolean | None = None
    Synsvikt: Boolean | None = None
    BehovTolkSprak: kith.CS | None = None
    PreferertTolk: fk1.Person | None = None
    BehovOpphortDato: Date | None = None
    Merknad: String | None = None


class Hjelpemiddelbeskrivelse(_Po2):
    Sekvensnummer: Integer | None = None
    HjelpemiddelkodeRTV: kith.CV | None = None
    BetegnelseHjelpemiddel: String = REQUIRED


class InformasjonOmTime(_Po2):
    BestiltKontrolltime: Boolean
    TidspunktTime: DateTime | None = None
    Varighet: Integer | None = None
    StedTime: String | None = None
    InformertOm: po2.InformertOm | None = None


class KontrolltimeBestill(_Po2):
    PasientParorendeBestiller: Boolean
    InformertOm: po2.InformertOm | None = None


class InformasjonOmTentativTime(_Po2):
    TentativtTidspunktTime: String | None = None
    StedTime: String | None = None
    Merknad: String | None = None
    InformertOm: po2.InformertOm | None = None


class Funksjonsbeskrivelse(_Po2):
    Funksjonsvariabel: kith.CV | None = None
    FunksjonsbeskrivelseTekst: AnyType | None = None
    Dato: Date | None = None
    Merknad: String | None = None


class InfoAvtaleOmLegemiddeladm(_Po2):
    AvtaleOmAdmLegemidler: po2.AvtaleOmAdmLegemidler


class TypeInnholdIMelding(_Po2):
    TypeInnhold: kith.CV
    Merknad: String | None = None


class OpplysningerRelevantOppfolging(_Po2):
    BandasjemateriellEngangsutstyr: Boolean | None = None
    EndringFunksjonsnivaa: String | None = None
    MerknadTilBandasjemateriell: String | None = None


class MedisinskDiagnose(_Po2):
    Hoveddiagnose: Boolean | None = None
    Diagnosekode: kith.CV | None = None
    DiagnoseBeskrivelse: String | None = None


class StatusHjelpemiddel(_Po2):
    Status: kith.CS
    Hjelpemiddelbeskrivelse: po2.Hjelpemiddelbeskrivelse


class StedForHendelse(_Po2):
    StedHendelse: String


class InformertOm(_Po2):
    PasientInformert: Boolean
    ParorendeInformert: Boolean


class OpplysningerOmIndividuellPlan(_Po2):
    IndividuellPlanForeligger: Boolean | None = None
    KoordinatorOppnevnt: Boolean | None = None
    Merknad: String | None = None


class FellesAdministrativeOpplysninger(_Po2):
    InformasjonOmForsendelsen: po2.InformasjonOmForsendelsen
    TilleggsopplysningPasient: po2.TilleggsopplysningPasient | None = None
    ParorendeForesatt: list[po2.ParorendeForesatt] = []
    TilknyttetEnhet: list[po2.TilknyttetEnhet] = []
    KontaktpersonHelsepersonell: list[po2.KontaktpersonHelsepersonell] = []
    AnsvarForRapport: list[po2.AnsvarForRapport] = []
    SendtDokument: list[po2.SendtDokument] = []
    AssistertKommunikasjon: list[po2.AssistertKommunikasjon] = []
    PasientrelatertKontaktperson: list[po2.PasientrelatertKontaktperson] = []


class PasientrelatertKontaktperson(_Po2):
    StillingRolle: String | None = None
    Arbeidssted: String | None = None
    Referanseperson: fk1.Person = REQUIRED
    Merknad: String | None = None


class BistandLegemiddelhandteringOgGjennomgang(_Po2):
    BistandLegemiddelhandtering: po2.BistandLegemiddelhandtering
    LegemidlerUtdelt: po2.LegemidlerUtdelt
    AvtaleOmAdmLegemidler: po2.AvtaleOmAdmLegemidler
    Legemiddelgjennomgang: po2.Legemiddelgjennomgang
    Reseptinformasjon: po2.Reseptinformasjon


ELEMENTS: dict[str, type[Element]] = {
    "ParorendeForesatt": ParorendeForesatt,
    "TilknyttetEnhet": TilknyttetEnhet,
    "KontaktpersonHelsepersonell": KontaktpersonHelsepersonell,
    "TilleggsopplysningPasient": TilleggsopplysningPasient,
    "SendtDokument": SendtDokument,
    "InformasjonOmForsendelsen": InformasjonOmForsendelsen,
    "AnsvarForRapport": AnsvarForRapport,
    "OpplysningerTilSoknad": OpplysningerTilSoknad,
    "InfoAssistertKommunikasjon": InfoAssistertKommunikasjon,
    "InfoKartleggingFunksjonsniva": InfoKartleggingFunksjonsniva,
    "EksisterendeTjeneste": EksisterendeTjeneste,
    "TidsfestetHendelse": TidsfestetHendelse,
    "UtskrevetTil": UtskrevetTil,
    "LegemidlerUtdelt": LegemidlerUtdelt,
    "BistandLegemiddelhandtering": BistandLegemiddelhandtering,
    "Legemiddelgjennomgang": Legemiddelgjennomgang,
    "AvtaleOmAdmLegemidler": AvtaleOmAdmLegemidler,
    "Reseptinformasjon": Reseptinformasjon,
    "InfoMedisinskDiagnose": InfoMedisinskDiagnose,
    "InfoAndreViktigeOpplysninger": InfoAndreViktigeOpplysninger,
    "InfoKontrolltime": InfoKontrolltime,
    "OpplysningerOmHjelpemidler": OpplysningerOmHjelpemidler,
    "AssistertKommunikasjon": AssistertKommunikasjon,
    "Hjelpemiddelbeskrivelse": Hjelpemiddelbeskrivelse,
    "InformasjonOmTime": InformasjonOmTime,
    "KontrolltimeBestill": KontrolltimeBestill,
    "InformasjonOmTentativTime": InformasjonOmTentativTime,
    "Funksjonsbeskrivelse": Funksjonsbeskrivelse,
    "InfoAvtaleOmLegemiddeladm": InfoAvtaleOmLegemiddeladm,
    "TypeInnholdIMelding": TypeInnholdIMelding,
    "OpplysningerRelevantOppfolging": OpplysningerRelevantOppfolging,
    "MedisinskDiagnose": MedisinskDiagnose,
    "StatusHjelpemiddel": StatusHjelpemiddel,
    "StedForHendelse": StedForHendelse,
    "InformertOm": InformertOm,
    "OpplysningerOmIndividuellPlan": OpplysningerOmIndividuellPlan,
    "FellesAdministrativeOpplysninger": FellesAdministrativeOpplysninger,
    "PasientrelatertKontaktperson": PasientrelatertKontaktperson,
    "BistandLegemiddelhandteringOgGjennomgang": BistandLegemiddelhandteringOgGjennomgang,
}
