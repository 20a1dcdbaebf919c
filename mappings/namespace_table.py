"""Namespace -> the module of its structs, and its version with the namespace behind each prefix that occurs in it.

Derived from the official XSDs by `python -m conformance.derive.messages`: change that, then run it.
"""

from __future__ import annotations

from mappings.element import Namespace, Version

NAMESPACES: dict[str, Namespace] = {
    "http://www.kith.no/xmlstds": Namespace(
        "mappings.felles.kith", Version("1.0", {"kith": "http://www.kith.no/xmlstds"})
    ),
    "http://www.kith.no/xmlstds/base64container": Namespace(
        "mappings.felles.base64container",
        Version("1.0", {"b64": "http://www.kith.no/xmlstds/base64container"}),
    ),
    "http://www.kith.no/xmlstds/epj/epj1/2008-02-20": Namespace(
        "mappings.felles.epj1",
        Version(
            "1.0",
            {
                "epj1": "http://www.kith.no/xmlstds/epj/epj1/2008-02-20",
                "epj2": "http://www.kith.no/xmlstds/epj/epj2/2008-02-20",
                "m1": "http://www.kith.no/xmlstds/epj/meta/2008-02-20",
            },
        ),
    ),
    "http://www.kith.no/xmlstds/epj/epj2/2008-02-20": Namespace(
        "mappings.felles.epj2",
        Version(
            "1.0",
            {
                "epj2": "http://www.kith.no/xmlstds/epj/epj2/2008-02-20",
                "m1": "http://www.kith.no/xmlstds/epj/meta/2008-02-20",
            },
        ),
    ),
    "http://www.kith.no/xmlstds/epj/epj3/2008-02-20": Namespace(
        "mappings.felles.epj3",
        Version(
            "1.0",
            {
                "epj3": "http://www.kith.no/xmlstds/epj/epj3/2008-02-20",
                "fk1": "http://www.kith.no/xmlstds/felleskomponent1",
                "m1": "http://www.kith.no/xmlstds/epj/meta/2008-02-20",
            },
        ),
    ),
    "http://www.kith.no/xmlstds/pasientrelasjon/2014-03-28": Namespace(
        "mappings.felles.pasientrelasjon",
        Version(
            "1.0",
            {
                "pr": "http://www.kith.no/xmlstds/pasientrelasjon/2014-03-28",
                "fk1": "http://www.kith.no/xmlstds/felleskomponent1",
            },
        ),
    ),
    "http://www.kith.no/xmlstds/msghead/2006-05-24": Namespace(
        "mappings.msghead.mh",
        Version(
            "1.2",
            {
                "mh": "http://www.kith.no/xmlstds/msghead/2006-05-24",
                "ds": "http://www.w3.org/2000/09/xmldsig#",
                "fk1": "http://www.kith.no/xmlstds/felleskomponent1",
            },
        ),
    ),
    "http://www.kith.no/xmlstds/apprec/2004-11-21": Namespace(
        "mappings.apprec.ar", Version("1.0", {"ar": "http://www.kith.no/xmlstds/apprec/2004-11-21"})
    ),
    "http://www.kith.no/xmlstds/apprec/2012-02-15": Namespace(
        "mappings.apprec.ar",
        Version("1.1", {"ar": "http://www.kith.no/xmlstds/apprec/2012-02-15"}),
        ("Role",),
    ),
    "http://www.kith.no/xmlstds/dialog/2006-10-11": Namespace(
        "mappings.dialog.dia",
        Version(
            "1.0",
            {
                "dia": "http://www.kith.no/xmlstds/dialog/2006-10-11",
                "fk1": "http://www.kith.no/xmlstds/felleskomponent1",
            },
        ),
        ("TilknyttetEnhet",),
    ),
    "http://www.kith.no/xmlstds/dialog/2013-01-23": Namespace(
        "mappings.dialog.dia",
        Version(
            "1.1",
            {
                "dia": "http://www.kith.no/xmlstds/dialog/2013-01-23",
                "fk1": "http://www.kith.no/xmlstds/felleskomponent1",
            },
        ),
    ),
    "http://www.kith.no/xmlstds/po/poKomponent/2009-06-30": Namespace(
        "mappings.plo.po",
        Version(
            "1.5",
            {
                "po": "http://www.kith.no/xmlstds/po/poKomponent/2009-06-30",
                "epj1": "http://www.kith.no/xmlstds/epj/epj1/2008-02-20",
                "epj2": "http://www.kith.no/xmlstds/epj/epj2/2008-02-20",
                "epj3": "http://www.kith.no/xmlstds/epj/epj3/2008-02-20",
                "fk1": "http://www.kith.no/xmlstds/felleskomponent1",
                "m1": "http://www.kith.no/xmlstds/epj/meta/2008-02-20",
            },
        ),
        ("InformasjonOmTentativTime",),
    ),
    "http://www.kith.no/xmlstds/po/poKomponent/2012-04-01": Namespace(
        "mappings.plo.po",
        Version(
            "1.6",
            {
                "po": "http://www.kith.no/xmlstds/po/poKomponent/2012-04-01",
                "epj1": "http://www.kith.no/xmlstds/epj/epj1/2008-02-20",
                "epj2": "http://www.kith.no/xmlstds/epj/epj2/2008-02-20",
                "epj3": "http://www.kith.no/xmlstds/epj/epj3/2008-02-20",
                "fk1": "http://www.kith.no/xmlstds/felleskomponent1",
                "m1": "http://www.kith.no/xmlstds/epj/meta/2008-02-20",
            },
        ),
    ),
    "http://www.kith.no/xmlstds/po/Pasientlogistikk/2009-06-30": Namespace(
        "mappings.plo.pasientlogistikk",
        Version(
            "1.5",
            {
                "log": "http://www.kith.no/xmlstds/po/Pasientlogistikk/2009-06-30",
                "fk1": "http://www.kith.no/xmlstds/felleskomponent1",
                "po": "http://www.kith.no/xmlstds/po/poKomponent/2009-06-30",
            },
        ),
    ),
    "http://www.kith.no/xmlstds/po/Pasientlogistikk/2012-04-01": Namespace(
        "mappings.plo.pasientlogistikk",
        Version(
            "1.6",
            {
                "log": "http://www.kith.no/xmlstds/po/Pasientlogistikk/2012-04-01",
                "fk1": "http://www.kith.no/xmlstds/felleskomponent1",
                "po": "http://www.kith.no/xmlstds/po/poKomponent/2012-04-01",
            },
        ),
    ),
    "http://www.kith.no/xmlstds/po/Innleggelsesrapport/2009-06-30": Namespace(
        "mappings.plo.innleggelsesrapport",
        Version(
            "1.5",
            {
                "inn": "http://www.kith.no/xmlstds/po/Innleggelsesrapport/2009-06-30",
                "epj1": "http://www.kith.no/xmlstds/epj/epj1/2008-02-20",
                "epj2": "http://www.kith.no/xmlstds/epj/epj2/2008-02-20",
                "epj3": "http://www.kith.no/xmlstds/epj/epj3/2008-02-20",
                "fk1": "http://www.kith.no/xmlstds/felleskomponent1",
                "m1": "http://www.kith.no/xmlstds/epj/meta/2008-02-20",
                "po": "http://www.kith.no/xmlstds/po/poKomponent/2009-06-30",
            },
        ),
    ),
    "http://www.kith.no/xmlstds/po/Innleggelsesrapport/2012-04-01": Namespace(
        "mappings.plo.innleggelsesrapport",
        Version(
            "1.6",
            {
                "inn": "http://www.kith.no/xmlstds/po/Innleggelsesrapport/2012-04-01",
                "epj1": "http://www.kith.no/xmlstds/epj/epj1/2008-02-20",
                "epj2": "http://www.kith.no/xmlstds/epj/epj2/2008-02-20",
                "epj3": "http://www.kith.no/xmlstds/epj/epj3/2008-02-20",
                "fk1": "http://www.kith.no/xmlstds/felleskomponent1",
                "m1": "http://www.kith.no/xmlstds/epj/meta/2008-02-20",
                "po": "http://www.kith.no/xmlstds/po/poKomponent/2012-04-01",
            },
        ),
    ),
    "http://www.kith.no/xmlstds/po/HelseopplysningerVedSoknad/2009-06-30": Namespace(
        "mappings.plo.helseopplysninger_ved_soknad",
        Version(
            "1.5",
            {
                "hso": "http://www.kith.no/xmlstds/po/HelseopplysningerVedSoknad/2009-06-30",
                "epj1": "http://www.kith.no/xmlstds/epj/epj1/2008-02-20",
                "epj2": "http://www.kith.no/xmlstds/epj/epj2/2008-02-20",
                "epj3": "http://www.kith.no/xmlstds/epj/epj3/2008-02-20",
                "fk1": "http://www.kith.no/xmlstds/felleskomponent1",
                "m1": "http://www.kith.no/xmlstds/epj/meta/2008-02-20",
                "po": "http://www.kith.no/xmlstds/po/poKomponent/2009-06-30",
            },
        ),
    ),
    "http://www.kith.no/xmlstds/po/HelseopplysningerVedSoknad/2012-04-01": Namespace(
        "mappings.plo.helseopplysninger_ved_soknad",
        Version(
            "1.6",
            {
                "hso": "http://www.kith.no/xmlstds/po/HelseopplysningerVedSoknad/2012-04-01",
                "epj1": "http://www.kith.no/xmlstds/epj/epj1/2008-02-20",
                "epj2": "http://www.kith.no/xmlstds/epj/epj2/2008-02-20",
                "epj3": "http://www.kith.no/xmlstds/epj/epj3/2008-02-20",
                "fk1": "http://www.kith.no/xmlstds/felleskomponent1",
                "m1": "http://www.kith.no/xmlstds/epj/meta/2008-02-20",
                "po": "http://www.kith.no/xmlstds/po/poKomponent/2012-04-01",
            },
        ),
    ),
    "http://www.kith.no/xmlstds/po/Konsultasjon/2009-06-30": Namespace(
        "mappings.plo.helseopplysninger_til_lege",
        Version(
            "1.5",
            {
                "htl": "http://www.kith.no/xmlstds/po/Konsultasjon/2009-06-30",
                "epj1": "http://www.kith.no/xmlstds/epj/epj1/2008-02-20",
                "epj2": "http://www.kith.no/xmlstds/epj/epj2/2008-02-20",
                "epj3": "http://www.kith.no/xmlstds/epj/epj3/2008-02-20",
                "fk1": "http://www.kith.no/xmlstds/felleskomponent1",
                "m1": "http://www.kith.no/xmlstds/epj/meta/2008-02-20",
                "po": "http://www.kith.no/xmlstds/po/poKomponent/2009-06-30",
            },
        ),
    ),
    "http://www.kith.no/xmlstds/po/HelseopplysningerTilLege/2012-04-01": Namespace(
        "mappings.plo.helseopplysninger_til_lege",
        Version(
            "1.6",
            {
                "htl": "http://www.kith.no/xmlstds/po/HelseopplysningerTilLege/2012-04-01",
                "epj1": "http://www.kith.no/xmlstds/epj/epj1/2008-02-20",
                "epj2": "http://www.kith.no/xmlstds/epj/epj2/2008-02-20",
                "epj3": "http://www.kith.no/xmlstds/epj/epj3/2008-02-20",
                "fk1": "http://www.kith.no/xmlstds/felleskomponent1",
                "m1": "http://www.kith.no/xmlstds/epj/meta/2008-02-20",
                "po": "http://www.kith.no/xmlstds/po/poKomponent/2012-04-01",
            },
        ),
    ),
    "http://www.kith.no/xmlstds/po/OrienteringOmTjenestetilbud/2009-06-30": Namespace(
        "mappings.plo.orientering_om_tjenestetilbud",
        Version(
            "1.5",
            {
                "ori": "http://www.kith.no/xmlstds/po/OrienteringOmTjenestetilbud/2009-06-30",
                "fk1": "http://www.kith.no/xmlstds/felleskomponent1",
                "po": "http://www.kith.no/xmlstds/po/poKomponent/2009-06-30",
            },
        ),
    ),
    "http://www.kith.no/xmlstds/po/OrienteringOmTjenestetilbud/2012-04-01": Namespace(
        "mappings.plo.orientering_om_tjenestetilbud",
        Version(
            "1.6",
            {
                "ori": "http://www.kith.no/xmlstds/po/OrienteringOmTjenestetilbud/2012-04-01",
                "fk1": "http://www.kith.no/xmlstds/felleskomponent1",
                "po": "http://www.kith.no/xmlstds/po/poKomponent/2012-04-01",
            },
        ),
    ),
    "http://www.kith.no/xmlstds/po/OverforingMedisinskeOpplysninger/2009-06-30": Namespace(
        "mappings.plo.medisinske_opplysninger",
        Version(
            "1.5",
            {
                "med": "http://www.kith.no/xmlstds/po/OverforingMedisinskeOpplysninger/2009-06-30",
                "epj1": "http://www.kith.no/xmlstds/epj/epj1/2008-02-20",
                "epj2": "http://www.kith.no/xmlstds/epj/epj2/2008-02-20",
                "epj3": "http://www.kith.no/xmlstds/epj/epj3/2008-02-20",
                "fk1": "http://www.kith.no/xmlstds/felleskomponent1",
                "m1": "http://www.kith.no/xmlstds/epj/meta/2008-02-20",
                "po": "http://www.kith.no/xmlstds/po/poKomponent/2009-06-30",
            },
        ),
    ),
    "http://www.kith.no/xmlstds/po/MedisinskeOpplysninger/2012-04-01": Namespace(
        "mappings.plo.medisinske_opplysninger",
        Version(
            "1.6",
            {
                "med": "http://www.kith.no/xmlstds/po/MedisinskeOpplysninger/2012-04-01",
                "epj1": "http://www.kith.no/xmlstds/epj/epj1/2008-02-20",
                "epj2": "http://www.kith.no/xmlstds/epj/epj2/2008-02-20",
                "epj3": "http://www.kith.no/xmlstds/epj/epj3/2008-02-20",
                "fk1": "http://www.kith.no/xmlstds/felleskomponent1",
                "m1": "http://www.kith.no/xmlstds/epj/meta/2008-02-20",
                "po": "http://www.kith.no/xmlstds/po/poKomponent/2012-04-01",
            },
        ),
    ),
    "http://www.kith.no/xmlstds/po/TverrfagligEpikrise/2009-06-30": Namespace(
        "mappings.plo.utskrivningsrapport",
        Version(
            "1.5",
            {
                "utr": "http://www.kith.no/xmlstds/po/TverrfagligEpikrise/2009-06-30",
                "epj1": "http://www.kith.no/xmlstds/epj/epj1/2008-02-20",
                "epj2": "http://www.kith.no/xmlstds/epj/epj2/2008-02-20",
                "epj3": "http://www.kith.no/xmlstds/epj/epj3/2008-02-20",
                "fk1": "http://www.kith.no/xmlstds/felleskomponent1",
                "m1": "http://www.kith.no/xmlstds/epj/meta/2008-02-20",
                "po": "http://www.kith.no/xmlstds/po/poKomponent/2009-06-30",
            },
        ),
    ),
    "http://www.kith.no/xmlstds/po/TverrfagligEpikrise/2012-04-01": Namespace(
        "mappings.plo.utskrivningsrapport",
        Version(
            "1.6",
            {
                "utr": "http://www.kith.no/xmlstds/po/TverrfagligEpikrise/2012-04-01",
                "epj1": "http://www.kith.no/xmlstds/epj/epj1/2008-02-20",
                "epj2": "http://www.kith.no/xmlstds/epj/epj2/2008-02-20",
                "epj3": "http://www.kith.no/xmlstds/epj/epj3/2008-02-20",
                "fk1": "http://www.kith.no/xmlstds/felleskomponent1",
                "m1": "http://www.kith.no/xmlstds/epj/meta/2008-02-20",
                "po": "http://www.kith.no/xmlstds/po/poKomponent/2012-04-01",
            },
        ),
    ),
    "http://www.kith.no/xmlstds/po/MeldingFravar/2009-06-30": Namespace(
        "mappings.plo.melding_fravar",
        Version(
            "1.5",
            {
                "fra": "http://www.kith.no/xmlstds/po/MeldingFravar/2009-06-30",
                "fk1": "http://www.kith.no/xmlstds/felleskomponent1",
                "po": "http://www.kith.no/xmlstds/po/poKomponent/2009-06-30",
            },
        ),
    ),
    "http://ehelse.no/xmlstds/po/poKomponent/2017-11-30": Namespace(
        "mappings.plo.po2",
        Version(
            "2.0",
            {
                "po": "http://ehelse.no/xmlstds/po/poKomponent/2017-11-30",
                "epj1": "http://www.kith.no/xmlstds/epj/epj1/2008-02-20",
                "epj2": "http://www.kith.no/xmlstds/epj/epj2/2008-02-20",
                "fk1": "http://www.kith.no/xmlstds/felleskomponent1",
                "m1": "http://www.kith.no/xmlstds/epj/meta/2008-02-20",
            },
        ),
    ),
    "http://ehelse.no/xmlstds/po/Pasientlogistikk/2016-05-30": Namespace(
        "mappings.plo.pasientlogistikk2",
        Version(
            "2.0",
            {
                "log": "http://ehelse.no/xmlstds/po/Pasientlogistikk/2016-05-30",
                "fk1": "http://www.kith.no/xmlstds/felleskomponent1",
                "po": "http://ehelse.no/xmlstds/po/poKomponent/2017-11-30",
            },
        ),
    ),
    "http://ehelse.no/xmlstds/po/Sammenfatning/2016-05-30": Namespace(
        "mappings.plo.sammenfatning",
        Version(
            "2.0",
            {
                "smf": "http://ehelse.no/xmlstds/po/Sammenfatning/2016-05-30",
                "epj1": "http://www.kith.no/xmlstds/epj/epj1/2008-02-20",
                "epj2": "http://www.kith.no/xmlstds/epj/epj2/2008-02-20",
                "fk1": "http://www.kith.no/xmlstds/felleskomponent1",
                "m1": "http://www.kith.no/xmlstds/epj/meta/2008-02-20",
                "po": "http://ehelse.no/xmlstds/po/poKomponent/2017-11-30",
            },
        ),
    ),
    "http://ehelse.no/xmlstds/po/HelseopplysningerSaksbehandling/2016-05-30": Namespace(
        "mappings.plo.helseopplysninger_saksbehandling",
        Version(
            "2.0",
            {
                "hsb": "http://ehelse.no/xmlstds/po/HelseopplysningerSaksbehandling/2016-05-30",
                "epj1": "http://www.kith.no/xmlstds/epj/epj1/2008-02-20",
                "epj2": "http://www.kith.no/xmlstds/epj/epj2/2008-02-20",
                "fk1": "http://www.kith.no/xmlstds/felleskomponent1",
                "m1": "http://www.kith.no/xmlstds/epj/meta/2008-02-20",
                "po": "http://ehelse.no/xmlstds/po/poKomponent/2017-11-30",
            },
        ),
    ),
    "http://ehelse.no/xmlstds/samtykke/v1.0": Namespace(
        "mappings.personvern.sam",
        Version(
            "1.0",
            {
                "sam": "http://ehelse.no/xmlstds/samtykke/v1.0",
                "pvi": "http://ehelse.no/xmlstds/PersonvernInnstilling/v1.0",
            },
        ),
    ),
    "http://ehelse.no/xmlstds/reservasjon/v2.0": Namespace(
        "mappings.personvern.res",
        Version(
            "2.0",
            {
                "res": "http://ehelse.no/xmlstds/reservasjon/v2.0",
                "pvi": "http://ehelse.no/xmlstds/PersonvernInnstilling/v1.0",
            },
        ),
    ),
    "http://www.kith.no/xmlstds/reservasjon/2016-12": Namespace(
        "mappings.personvern.res1", Version("1.0", {"res1": "http://www.kith.no/xmlstds/reservasjon/2016-12"})
    ),
    "http://ehelse.no/xmlstds/tilgangsbegrensning/v1.0": Namespace(
        "mappings.personvern.tb",
        Version(
            "1.0",
            {
                "tb": "http://ehelse.no/xmlstds/tilgangsbegrensning/v1.0",
                "fk1": "http://www.kith.no/xmlstds/felleskomponent1",
                "pvi": "http://ehelse.no/xmlstds/PersonvernInnstilling/v1.0",
            },
        ),
    ),
    "http://ehelse.no/xmlstds/MeldingInnbygger/2018-09-25": Namespace(
        "mappings.helsenorge.innbygger",
        Version("1.0", {"inb": "http://ehelse.no/xmlstds/MeldingInnbygger/2018-09-25"}),
    ),
    "http://ehelse.no/xmlstds/Videreformidling/2018-09-25": Namespace(
        "mappings.helsenorge.videreformidling",
        Version("1.0", {"vid": "http://ehelse.no/xmlstds/Videreformidling/2018-09-25"}),
    ),
    "http://ehelse.no/xmlstds/leveringsrapport/2018-08-14": Namespace(
        "mappings.helsenorge.leveringsrapport",
        Version("1.0", {"lev": "http://ehelse.no/xmlstds/leveringsrapport/2018-08-14"}),
    ),
}
