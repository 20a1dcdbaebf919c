"""Components of the PLO messages 1.5 and 1.6 (HIS 80704).

Derived from the official XSDs by `python -m conformance.derive.messages`: change that, then run it.
"""

from __future__ import annotations

from typing import Annotated

from mappings.element import (
    REQUIRED,
    Boolean,
    Date,
    DateTime,
    Decimal,
    Double,
    Element,
    GYear,
    In,
    Integer,
    Kodeverk,
    RequiredIn,
    Since,
    Some,
    String,
)
from mappings.felles import epj1, epj2, epj3, fk1, kith
from mappings.plo import po


class _Po(Element):
    NS = "po"


class ParorendeForesatt(_Po):
    Slektskap: Annotated[kith.CS | None, Kodeverk((9033,))] = None
    Omsorgsfunksjon: Annotated[kith.CS | None, Kodeverk((9050,))] = None
    FodselsarMindrearigParorende: Annotated[GYear | None, Since("1.6")] = None
    Referanseperson: fk1.Person = REQUIRED
    Merknad: String | None = None


class TilknyttetEnhet(_Po):
    Kontaktenhet: fk1.Organisation
    Merknad: String | None = None


class KontaktpersonHelsepersonell(_Po):
    Kontaktperson: fk1.HealthcareProfessional
    Merknad: String | None = None


class TilleggsopplysningPasient(_Po):
    SivilStatus: Annotated[kith.CS | None, Kodeverk((8724,))] = None
    BorAlene: Boolean | None = None
    Sprak: Annotated[kith.CS | None, Kodeverk((3303,))] = None


class SendtDokument(_Po):
    Opplysning: Annotated[kith.CV, Kodeverk((8329,))]
    JaNei: Boolean
    DatoSendt: Date | None = None
    TypeMottaker: Annotated[kith.CV | None, Kodeverk((8330,))] = None
    NavnMottaker: String | None = None
    Merknad: String | None = None


class InformasjonOmForsendelsen(_Po):
    Forsendelsesstatus: Annotated[kith.CS, Kodeverk((7309,))]
    ForbeholdOmVideresending: Boolean | None = None
    SvarPaaForesporsel: Boolean | None = None
    Foresporsel: po.Foresporsel | None = None


class AnsvarForRapport(_Po):
    AnsvarligRapport: fk1.HealthcareProfessional
    GodkjentDato: Date | None = None
    TypeRelasjon: Annotated[kith.CV | None, Kodeverk((8254,))] = None
    Merknad: String | None = None


class Foresporsel(_Po):
    TypeForesp: Annotated[kith.CV, Kodeverk((9065,))]
    Formål: kith.CV | None = None
    Hastegrad: Annotated[kith.CS | None, Kodeverk((9067,))] = None
    TypeJournalinfo: Annotated[kith.CV | None, Kodeverk((9066,))] = None
    Sporsmal: String | None = None
    Begrunnelse: String | None = None
    FraDato: Date | None = None
    TilDato: Date | None = None
    RefDokIdForesp: String | None = None


class Fraversassistent(_Po):
    MottakerFravarende: Boolean
    MeldingVideresendt: Boolean | None = None
    FravarendeFraDato: Date | None = None
    FravarendeTilDato: Date | None = None
    VideresendtTil: fk1.HealthcareProfessional | None = None
    Merknad: String | None = None


class OpplysningerTilSoknad(_Po):
    EgensoknadSendt: Boolean
    Merknad: String | None = None


class InfoInformasjonGitt(_Po):
    InformasjonGitt: Some[po.InformasjonGitt]


class InfoAssistertKommunikasjon(_Po):
    AssistertKommunikasjon: po.AssistertKommunikasjon


class InfoIPLOSrelevantInformasjon(_Po):
    TidsperiodeDiagnose: list[po.TidsperiodeDiagnose] = []
    TidsfestetHendelse: po.TidsfestetHendelse | None = None


class InfoKartleggingFunksjonsniva(_Po):
    SamletVurderingFunksjonsniva: po.SamletVurderingFunksjonsniva | None = None
    KartlagtFunksjon: Some[po.KartlagtFunksjon] = []
    Ansvarlig: po.Ansvarlig | None = None


class EksisterendeTjeneste(_Po):
    IPLOStjenestetype: Annotated[kith.CV | None, Kodeverk((9151,))] = None
    BetegnelseTjeneste: String | None = None
    PrivatTjeneste: Boolean = REQUIRED
    TjenestenLevertAv: String | None = None
    OpplysningerOmTjenesten: String | None = None
    AntallEnheter: Decimal | None = None
    Enhet: String | None = None
    Startdato: Date | None = None
    Sluttdato: Date | None = None
    Merknad: String | None = None


class TidsfestetHendelse(_Po):
    Hendelsekode: Annotated[kith.CV | None, Kodeverk((9121,))] = None
    BeskrivelseAvHendelse: String | None = None
    TidspunktForHendelse: kith.TS = REQUIRED
    Anslag: Boolean = REQUIRED
    Merknad: String | None = None
    StedForHendelse: po.StedForHendelse | None = None


class UtskrevetTil(_Po):
    Uttilstand: Annotated[kith.CV | None, Kodeverk((8431,))] = None
    UtTil: Annotated[kith.CV, Kodeverk((8408,))] = REQUIRED
    Merknad: String | None = None


class AvtaleOmAdmLegemidler(_Po):
    AvtaleAdmLegemidler: Boolean
    AvtaleAdmMultidose: Boolean
    Merknad: String | None = None
    AdmInstrukser: po.AdmInstrukser | None = None
    Tiltaksbeskrivelse: list[po.Tiltaksbeskrivelse] = []


class MedisinskfagligeOpplysninger(_Po):
    RegistrertBlodtype: po.RegistrertBlodtype | None = None
    InfoTidligereSykdommer: list[po.InfoTidligereSykdommer] = []
    Cave: Annotated[epj1.Cave | None, In("epj1")] = None
    Allerginotat: Annotated[list[epj1.Allerginotat], In("epj1")] = []
    GenereltJournalnotat: Annotated[list[epj2.GenereltJournalnotat], In("epj2")] = []


class Sykepleierdokumentasjon(_Po):
    InfoFraSykepleier: po.InfoFraSykepleier | None = None
    LegemidlerAdministrertVedOverforing: Annotated[
        epj3.LegemidlerAdministrertVedOverforing | None, In("epj3")
    ] = None
    InfoAvtaleOmLegemiddeladm: po.InfoAvtaleOmLegemiddeladm | None = None
    InfoVurderinger: list[po.InfoVurderinger] = []
    IverksatteTiltak: list[po.IverksatteTiltak] = []
    AnbefaltVidereTiltak: list[po.AnbefaltVidereTiltak] = []
    InfoMaalForventetRes: list[po.InfoMaalForventetRes] = []
    Ansvarlig: list[po.Ansvarlig] = []


class InfoMedisinskDiagnose(_Po):
    MedisinskDiagnose: Some[po.MedisinskDiagnose]


class InfoKontaktepisode(_Po):
    FellesinfoKontaktepisode: po.FellesinfoKontaktepisode
    TilleggsinfoKontaktepisode: po.TilleggsinfoKontaktepisode | None = None


class InfoReservasjon(_Po):
    ReservasjonOnske: Some[po.ReservasjonOnske]


class InfoAndreViktigeOpplysninger(_Po):
    GenereltJournalnotat: Annotated[list[epj2.GenereltJournalnotat], In("epj2")] = []
    Allerginotat: Annotated[list[epj1.Allerginotat], In("epj1")] = []


class OpplysningerAndreFaggrupper(_Po):
    AndreFagrapporter: po.AndreFagrapporter | None = None
    AnbefaltVidereTiltak: list[po.AnbefaltVidereTiltak] = []
    InfoVurderinger: list[po.InfoVurderinger] = []


class OpplysningOpphold(_Po):
    TidsfestetHendelse: po.TidsfestetHendelse


class InfoKontrolltime(_Po):
    CONTENT = "(InformasjonOmTime | KontrolltimeBestill | InformasjonOmTentativTime)"
    CONTENT_OF = {"1.5": "(InformasjonOmTime | KontrolltimeBestill)"}
    InformasjonOmTime: po.InformasjonOmTime | None = None
    KontrolltimeBestill: po.KontrolltimeBestill | None = None
    InformasjonOmTentativTime: Annotated[po.InformasjonOmTentativTime | None, Since("1.6")] = None


class OpplysningerOmHjelpemidler(_Po):
    FasteHjelpemidler: list[po.FasteHjelpemidler] = []
    StatusHjelpemiddel: list[po.StatusHjelpemiddel] = []


class TjenesteBehov(_Po):
    IPLOStjenestetype: Annotated[kith.CV | None, Kodeverk((9151,))] = None
    BetegnelseTjeneste: String | None = None
    VedInstitusjon: String | None = None
    BeskrivelseAvTjeneste: String | None = None
    AntallEnheterOnsket: Double | None = None
    Enhet: String | None = None


class AssistertKommunikasjon(_Po):
    PersonTolkebehov: fk1.Person | None = None
    Horselsvikt: Boolean | None = None
    Synsvikt: Boolean | None = None
    BehovTolkSprak: Annotated[kith.CS | None, Kodeverk((3303,))] = None
    PreferertTolk: fk1.Person | None = None
    BehovOpphortDato: kith.TS | None = None
    Merknad: String | None = None


class Hjelpemiddelbeskrivelse(_Po):
    Sekvensnummer: Integer | None = None
    HjelpemiddelkodeRTV: kith.CV | None = None
    BetegnelseHjelpemiddel: String = REQUIRED


class RegistrertBlodtype(_Po):
    Blodtype: kith.CS
    Rhesusgruppe: kith.CS | None = None
    Merknad: String | None = None


class AndreFagrapporter(_Po):
    BehandlingStart: Date | None = None
    StatusInnleggelse: String | None = None
    StatusBehandlingsstart: String | None = None
    ForventetStatusUtskriving: String | None = None
    AnsvarligRapport: fk1.HealthcareProfessional | None = None
    Journaltekst: Annotated[list[epj2.Journaltekst], In("epj2")] = []


class InfoTidligereSykdommer(_Po):
    TidligereSykdomFragment: po.TidligereSykdomFragment | None = None
    Journaltekst: Annotated[epj2.Journaltekst | None, In("epj2")] = None


class InfoFraSykepleier(_Po):
    OpplysningerRelevantOppfolging: po.OpplysningerRelevantOppfolging | None = None
    Journaltekst: Annotated[list[epj2.Journaltekst], In("epj2")] = []


class InformasjonOmTime(_Po):
    BestiltKontrolltime: Boolean
    TidspunktTime: DateTime | None = None
    Varighet: Integer | None = None
    StedTime: String | None = None
    InformertOm: po.InformertOm | None = None


class KontrolltimeBestill(_Po):
    PasientParorendeBestiller: Boolean
    InformertOm: po.InformertOm | None = None


class InformasjonOmTentativTime(_Po):
    TentativtTidspunktTime: String | None = None
    StedTime: String | None = None
    Merknad: String | None = None
    InformertOm: po.InformertOm | None = None


class KartlagtFunksjon(_Po):
    Funksjonsvariabel: Annotated[kith.CV | None, Kodeverk((9111, 9115))] = None
    Vurdering: Integer | None = None
    Merknad: String | None = None


class InformasjonGitt(_Po):
    TypeInformasjon: Annotated[kith.CV | None, Kodeverk((9502,))] = None
    BeskrivelseInformasjon: String | None = None
    MuntligInformasjon: Annotated[Boolean | None, RequiredIn(("1.5",))] = None
    InformasjonGittTil: fk1.Person = REQUIRED
    InformasjonGittDato: Date = REQUIRED
    InformasjonGittAv: fk1.HealthcareProfessional = REQUIRED


class InfoAvtaleOmLegemiddeladm(_Po):
    AvtaleOmAdmLegemidler: po.AvtaleOmAdmLegemidler


class Ansvarlig(_Po):
    TypeHendelse: Annotated[kith.CV | None, Kodeverk((9131,))] = None
    TidspunktForHendelse: DateTime = REQUIRED
    Ekstern: Boolean = REQUIRED
    AnsvarligTjenesteyter: fk1.HealthcareProfessional | None = None
    Virksomhet: fk1.Organisation | None = None
    Merknad: String | None = None


class InnholdKonsultasjon(_Po):
    TypeInnholdKonsultasjon: Annotated[kith.CS, Kodeverk((9137,))]
    Merknad: String | None = None


class TypeInnholdIMelding(_Po):
    TypeInnhold: Annotated[kith.CV, Kodeverk((9140, 9138, 9139))]
    Merknad: String | None = None


class FellesinfoKontaktepisode(_Po):
    Kontakttype: kith.CV
    Konsultasjonsform: kith.CV | None = None
    KontaktStartet: kith.TS = REQUIRED
    KontaktAvsluttet: kith.TS | None = None
    Merknad: String | None = None


class AnbefaltVidereTiltak(_Po):
    Tiltaksbeskrivelse: po.Tiltaksbeskrivelse


class ReservasjonOnske(_Po):
    Gjelder: String
    FramsattAv: fk1.Person
    FramsattDato: Date
    TrukketTilbakeAv: fk1.Person | None = None
    TrukketTilbakeDato: Date | None = None
    Merknad: String | None = None


class FasteHjelpemidler(_Po):
    Briller: Annotated[kith.CS | None, Kodeverk((9113,))] = None
    HjelpemiddelHorsel: Annotated[kith.CS | None, Kodeverk((9114,))] = None
    Pacemaker: Boolean | None = None
    Merknad: String | None = None


class SamletVurderingFunksjonsniva(_Po):
    Pleietyngde: Decimal | None = None
    VurderingPleietyngde: String | None = None
    Merknad: String | None = None


class TidsperiodeDiagnose(_Po):
    StartdatoDiagnose: Date
    SluttdatoDiagnose: Date | None = None
    MedisinskDiagnose: po.MedisinskDiagnose = REQUIRED


class InfoMaalForventetRes(_Po):
    InnholdMaaldokument: po.InnholdMaaldokument
    Journaltekst: Annotated[list[epj2.Journaltekst], In("epj2")] = []


class InfoVurderinger(_Po):
    InnholdVurdering: po.InnholdVurdering
    Journaltekst: Annotated[list[epj2.Journaltekst], In("epj2")] = []


class IverksatteTiltak(_Po):
    Tiltaksbeskrivelse: po.Tiltaksbeskrivelse


class TilleggsinfoKontaktepisode(_Po):
    StedForKontaktepisode: kith.CV | None = None
    StedForKontakt: String | None = None


class OpplysningerRelevantOppfolging(_Po):
    BandasjemateriellEngangsutstyr: Boolean | None = None
    HjelpLegemiddeladm: Boolean | None = None
    EndringFunksjonsnivaa: String | None = None
    MerknadTilBandasjemateriell: Annotated[String | None, Since("1.6")] = None
    MerknadTilLegemiddeladministrering: Annotated[String | None, Since("1.6")] = None


class MedisinskDiagnose(_Po):
    Hoveddiagnose: Annotated[Boolean | None, RequiredIn(("1.5",))] = None
    Diagnosekode: Annotated[kith.CV | None, Kodeverk((7110, 7170, 7171))] = None
    DiagnoseBeskrivelse: String | None = None


class StatusHjelpemiddel(_Po):
    Status: kith.CS
    Hjelpemiddelbeskrivelse: po.Hjelpemiddelbeskrivelse


class StedForHendelse(_Po):
    StedHendelse: String


class InnholdVurdering(_Po):
    VurderingenGjelder: String
    Stikkord: list[String] = []
    FraDato: Date | None = None
    TilDato: Date | None = None
    KategoriHelsepersonell: Annotated[kith.CS | None, Kodeverk((9060,))] = None
    Enkeltvurdering: list[po.Enkeltvurdering] = []


class InformertOm(_Po):
    PasientInformert: Boolean
    ParorendeInformert: Boolean


class Tiltaksbeskrivelse(_Po):
    IntervensjonTiltakKode: Annotated[list[kith.CV], Kodeverk((9132,))] = []
    IntervensjonTiltakBeskrivelse: String | None = None
    KategoriHelsepersonell: Annotated[kith.CS | None, Kodeverk((9060,))] = None
    Stikkord: list[String] = []
    EvalueringTidspunkt: Date | None = None
    Merknad: String | None = None
    GjennomforingAvTiltak: list[po.GjennomforingAvTiltak] = []
    PlanlagtGjennomforingTiltak: po.PlanlagtGjennomforingTiltak | None = None


class TidligereSykdomFragment(_Po):
    FunksjonshemmingKroniskSykdom: Boolean
    TidligereSykdom: String
    Diagnosekode: Annotated[kith.CV | None, Kodeverk((7110, 7170, 7171))] = None


class AdmInstrukser(_Po):
    Utleveringsform: kith.CS | None = None
    SarskilteTiltak: list[kith.CS] = []


class InnholdMaaldokument(_Po):
    MaalForventetResultat: kith.CV | None = None
    ForventetGradMaaloppnaaelse: kith.CV | None = None
    Beskrivelse: String | None = None
    KategoriHelsepersonell: Annotated[kith.CS | None, Kodeverk((9060,))] = None
    ForventesOppnaadd: Date | None = None
    FraDato: Date | None = None
    TilDato: Date | None = None
    Stikkord: list[String] = []


class PlanlagtGjennomforingTiltak(_Po):
    PlanlagtStart: Date
    PlanlagtSlutt: Date | None = None
    FasteUkedager: Annotated[list[kith.CS], Kodeverk((9082,))] = []
    GjentagelseIntervall: Annotated[kith.PQ | None, Kodeverk((9088,))] = None
    EtterBehov: Boolean | None = None


class GjennomforingAvTiltak(_Po):
    UtfortTidspunkt: Date
    TiltakKanTermineres: Boolean | None = None
    Merknad: String | None = None


class Enkeltvurdering(_Po):
    Funksjonsområde: Annotated[kith.CV | None, Kodeverk((9536,))] = None
    KodetVurdering: Annotated[kith.CV | None, Kodeverk((7150, 7140, 7130, 7250))] = None
    VurderingTekst: String | None = None


ELEMENTS: dict[str, type[Element]] = {
    "ParorendeForesatt": ParorendeForesatt,
    "TilknyttetEnhet": TilknyttetEnhet,
    "KontaktpersonHelsepersonell": KontaktpersonHelsepersonell,
    "TilleggsopplysningPasient": TilleggsopplysningPasient,
    "SendtDokument": SendtDokument,
    "InformasjonOmForsendelsen": InformasjonOmForsendelsen,
    "AnsvarForRapport": AnsvarForRapport,
    "Foresporsel": Foresporsel,
    "Fraversassistent": Fraversassistent,
    "OpplysningerTilSoknad": OpplysningerTilSoknad,
    "InfoInformasjonGitt": InfoInformasjonGitt,
    "InfoAssistertKommunikasjon": InfoAssistertKommunikasjon,
    "InfoIPLOSrelevantInformasjon": InfoIPLOSrelevantInformasjon,
    "InfoKartleggingFunksjonsniva": InfoKartleggingFunksjonsniva,
    "EksisterendeTjeneste": EksisterendeTjeneste,
    "TidsfestetHendelse": TidsfestetHendelse,
    "UtskrevetTil": UtskrevetTil,
    "AvtaleOmAdmLegemidler": AvtaleOmAdmLegemidler,
    "MedisinskfagligeOpplysninger": MedisinskfagligeOpplysninger,
    "Sykepleierdokumentasjon": Sykepleierdokumentasjon,
    "InfoMedisinskDiagnose": InfoMedisinskDiagnose,
    "InfoKontaktepisode": InfoKontaktepisode,
    "InfoReservasjon": InfoReservasjon,
    "InfoAndreViktigeOpplysninger": InfoAndreViktigeOpplysninger,
    "OpplysningerAndreFaggrupper": OpplysningerAndreFaggrupper,
    "OpplysningOpphold": OpplysningOpphold,
    "InfoKontrolltime": InfoKontrolltime,
    "OpplysningerOmHjelpemidler": OpplysningerOmHjelpemidler,
    "TjenesteBehov": TjenesteBehov,
    "AssistertKommunikasjon": AssistertKommunikasjon,
    "Hjelpemiddelbeskrivelse": Hjelpemiddelbeskrivelse,
    "RegistrertBlodtype": RegistrertBlodtype,
    "AndreFagrapporter": AndreFagrapporter,
    "InfoTidligereSykdommer": InfoTidligereSykdommer,
    "InfoFraSykepleier": InfoFraSykepleier,
    "InformasjonOmTime": InformasjonOmTime,
    "KontrolltimeBestill": KontrolltimeBestill,
    "KartlagtFunksjon": KartlagtFunksjon,
    "InformasjonGitt": InformasjonGitt,
    "InfoAvtaleOmLegemiddeladm": InfoAvtaleOmLegemiddeladm,
    "Ansvarlig": Ansvarlig,
    "InnholdKonsultasjon": InnholdKonsultasjon,
    "TypeInnholdIMelding": TypeInnholdIMelding,
    "FellesinfoKontaktepisode": FellesinfoKontaktepisode,
    "AnbefaltVidereTiltak": AnbefaltVidereTiltak,
    "ReservasjonOnske": ReservasjonOnske,
    "FasteHjelpemidler": FasteHjelpemidler,
    "SamletVurderingFunksjonsniva": SamletVurderingFunksjonsniva,
    "TidsperiodeDiagnose": TidsperiodeDiagnose,
    "InfoMaalForventetRes": InfoMaalForventetRes,
    "InfoVurderinger": InfoVurderinger,
    "IverksatteTiltak": IverksatteTiltak,
    "TilleggsinfoKontaktepisode": TilleggsinfoKontaktepisode,
    "OpplysningerRelevantOppfolging": OpplysningerRelevantOppfolging,
    "MedisinskDiagnose": MedisinskDiagnose,
    "StatusHjelpemiddel": StatusHjelpemiddel,
    "StedForHendelse": StedForHendelse,
    "InnholdVurdering": InnholdVurdering,
    "InformertOm": InformertOm,
    "Tiltaksbeskrivelse": Tiltaksbeskrivelse,
    "TidligereSykdomFragment": TidligereSykdomFragment,
    "AdmInstrukser": AdmInstrukser,
    "InnholdMaaldokument": InnholdMaaldokument,
    "PlanlagtGjennomforingTiltak": PlanlagtGjennomforingTiltak,
    "GjennomforingAvTiltak": GjennomforingAvTiltak,
    "Enkeltvurdering": Enkeltvurdering,
    "InformasjonOmTentativTime": InformasjonOmTentativTime,
}
