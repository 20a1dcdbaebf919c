"""Which module holds which namespaces, under which prefix, and what its docstring says. Reviewed by hand."""

from __future__ import annotations

from typing import NamedTuple

KITH = "http://www.kith.no/xmlstds"
EHELSE = "http://ehelse.no/xmlstds"
SIGNATURE = "http://www.w3.org/2000/09/xmldsig#"


class Module(NamedTuple):
    """One module of structs.

    `prefix` stands for its namespace in marks and on the wire, `versions` is version name -> namespace, oldest first
    (a standard without version numbers counts as "1.0"). In annotations the module is called by its prefix, or by
    `alias` where two modules share the prefix.
    """

    path: str
    prefix: str
    about: str
    versions: dict[str, str]
    alias: str = ""

    @property
    def called(self) -> str:
        """The module's name in annotations."""
        return self.alias or self.prefix

    @property
    def dotted(self) -> str:
        """The module's full name."""
        return "mappings." + self.path.replace("/", ".")


def _plo(stem: str, prefix: str, about: str, name_1_5: str, name_1_6: str) -> Module:
    """A PLO payload that 1.5 and 1.6 share; no name: not in that version."""
    versions = {
        "1.5": f"{KITH}/po/{name_1_5}/2009-06-30" if name_1_5 else "",
        "1.6": f"{KITH}/po/{name_1_6}/2012-04-01" if name_1_6 else "",
    }
    found = {version: uri for version, uri in versions.items() if uri}
    return Module(f"plo/{stem}", prefix, f"{about} {' and '.join(found)} (HIS 80704).", found)


def _plo2(stem: str, prefix: str, about: str, uri: str, alias: str = "") -> Module:
    return Module(f"plo/{stem}", prefix, about, {"2.0": f"{EHELSE}/po/{uri}"}, alias)


MODULES = (
    Module("felles/kith", "kith", "KITH data types (`kith.xsd`, 2007-01-11).", {"1.0": KITH}),
    Module(
        "felles/fk1",
        "fk1",
        "Felleskomponent 1 (version 1.1, 2007-04-12): persons, health professionals, organisations.",
        {"1.0": f"{KITH}/felleskomponent1"},
    ),
    Module(
        "felles/base64container",
        "b64",
        "Base64Container 1.0 (2009-06-16): the carrier of an attachment.",
        {"1.0": f"{KITH}/base64container"},
    ),
    Module(
        "felles/m1",
        "m1",
        "EPJ metadata 1.0 (2008-01-28): simple types of the attributes that EPJ components share.",
        {"1.0": f"{KITH}/epj/meta/2008-02-20"},
    ),
    Module(
        "felles/epj1",
        "epj1",
        "EPJ component Cave 1.0 (2008-02-20).",
        {"1.0": f"{KITH}/epj/epj1/2008-02-20"},
    ),
    Module(
        "felles/epj2",
        "epj2",
        "EPJ component journal note 1.0 (2008-02-20).",
        {"1.0": f"{KITH}/epj/epj2/2008-02-20"},
    ),
    Module(
        "felles/epj3",
        "epj3",
        "EPJ component medication 1.0 (2008-02-20).",
        {"1.0": f"{KITH}/epj/epj3/2008-02-20"},
    ),
    Module(
        "felles/pasientrelasjon",
        "pr",
        "Pasientrelasjon (2014-03-28): who acts for the patient.",
        {"1.0": f"{KITH}/pasientrelasjon/2014-03-28"},
    ),
    Module(
        "msghead/mh",
        "mh",
        "Hodemelding 1.2 (HIS 80601:2006): the head around every message but the receipt.",
        {"1.2": f"{KITH}/msghead/2006-05-24"},
    ),
    Module(
        "apprec/ar",
        "ar",
        "Applikasjonskvittering 1.0 and 1.1 (HIS 80415:2004 and :2012).",
        {"1.0": f"{KITH}/apprec/2004-11-21", "1.1": f"{KITH}/apprec/2012-02-15"},
    ),
    Module(
        "dialog/dia",
        "dia",
        "Dialogmelding 1.0 (HIS 80603:2006) and 1.1 (HIS 80603:2017).",
        {"1.0": f"{KITH}/dialog/2006-10-11", "1.1": f"{KITH}/dialog/2013-01-23"},
    ),
    Module(
        "plo/po",
        "po",
        "Components of the PLO messages 1.5 and 1.6 (HIS 80704).",
        {"1.5": f"{KITH}/po/poKomponent/2009-06-30", "1.6": f"{KITH}/po/poKomponent/2012-04-01"},
    ),
    _plo("pasientlogistikk", "log", "Pasientlogistikk", "Pasientlogistikk", "Pasientlogistikk"),
    _plo("innleggelsesrapport", "inn", "Innleggelsesrapport", "Innleggelsesrapport", "Innleggelsesrapport"),
    _plo(
        "helseopplysninger_ved_soknad",
        "hso",
        "Helseopplysninger ved søknad",
        "HelseopplysningerVedSoknad",
        "HelseopplysningerVedSoknad",
    ),
    _plo(
        "helseopplysninger_til_lege",
        "htl",
        "Helseopplysninger til lege (root `Konsultasjon`)",
        "Konsultasjon",
        "HelseopplysningerTilLege",
    ),
    _plo(
        "orientering_om_tjenestetilbud",
        "ori",
        "Orientering om tjenestetilbud",
        "OrienteringOmTjenestetilbud",
        "OrienteringOmTjenestetilbud",
    ),
    _plo(
        "medisinske_opplysninger",
        "med",
        "Medisinske opplysninger (root `OverforingMedisinskeOpplysninger`)",
        "OverforingMedisinskeOpplysninger",
        "MedisinskeOpplysninger",
    ),
    _plo(
        "utskrivningsrapport",
        "utr",
        "Utskrivningsrapport (root `TverrfagligEpikrise`)",
        "TverrfagligEpikrise",
        "TverrfagligEpikrise",
    ),
    _plo("melding_fravar", "fra", "Melding om fravær", "MeldingFravar", ""),
    _plo2(
        "po2",
        "po",
        "Components of the PLO messages 2.0 (2017-11-30), which Henvisning 2.0 uses too.",
        "poKomponent/2017-11-30",
        "po2",
    ),
    _plo2(
        "pasientlogistikk2",
        "log",
        "Pasientlogistikk 2.0 (2016-05-30).",
        "Pasientlogistikk/2016-05-30",
        "log2",
    ),
    _plo2("sammenfatning", "smf", "Sammenfatning 2.0 (2016-05-30).", "Sammenfatning/2016-05-30"),
    _plo2(
        "helseopplysninger_saksbehandling",
        "hsb",
        "Helseopplysninger saksbehandling 2.0 (2016-05-30).",
        "HelseopplysningerSaksbehandling/2016-05-30",
    ),
    Module(
        "personvern/pvi",
        "pvi",
        "What samtykke, reservasjon and tilgangsbegrensning 1.0 share.",
        {"1.0": f"{EHELSE}/PersonvernInnstilling/v1.0"},
    ),
    Module("personvern/sam", "sam", "Samtykke 1.0.", {"1.0": f"{EHELSE}/samtykke/v1.0"}),
    Module("personvern/res", "res", "Reservasjon 2.0.", {"2.0": f"{EHELSE}/reservasjon/v2.0"}),
    Module("personvern/res1", "res1", "Reservasjon 1.0 (2016-12).", {"1.0": f"{KITH}/reservasjon/2016-12"}),
    Module("personvern/tb", "tb", "Tilgangsbegrensning 1.0.", {"1.0": f"{EHELSE}/tilgangsbegrensning/v1.0"}),
    Module(
        "helsenorge/innbygger",
        "inb",
        "Melding til innbygger 1.0 (2018-09-25).",
        {"1.0": f"{EHELSE}/MeldingInnbygger/2018-09-25"},
    ),
    Module(
        "helsenorge/videreformidling",
        "vid",
        "Videreformidling 1.0 (2018-09-25).",
        {"1.0": f"{EHELSE}/Videreformidling/2018-09-25"},
    ),
    Module(
        "helsenorge/leveringsrapport",
        "lev",
        "Leveringsrapport 1.0 (2018-08-14).",
        {"1.0": f"{EHELSE}/leveringsrapport/2018-08-14"},
    ),
)

SAME = {(f"{KITH}/apprec/2004-11-21", name): (KITH, name) for name in ("CS", "CV", "URL")}
"""Types that a standard repeats as its own although nothing on the wire differs: they are one struct."""
