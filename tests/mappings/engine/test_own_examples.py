"""The synthetic messages that the project ships: one of each kind, valid, read and written back equal, of nobody real."""

from __future__ import annotations

import base64
import re
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from mappings import identifiers, xml
from mappings.message import LAYER
from mappings.msghead import mh, rules
from mappings.result import Refusal
from tests.judges.disagreements import EXAMPLES
from tests.judges.infoset import infoset
from tests.judges.mutants import PARSER

if TYPE_CHECKING:
    from mappings.element import Payload
    from mappings.engine.layer import Root

KINDS = {
    "apprec-1.0": ("APPREC", "1.0 AppRec"),
    "apprec-1.1": ("APPREC", "1.1 AppRec"),
    "dialog_foresporsel-1.0": ("DIALOG_FORESPORSEL", "1.0 Dialogmelding"),
    "dialog_helsefaglig-1.1": ("DIALOG_HELSEFAGLIG", "1.1 Dialogmelding", "1.0 Base64Container"),
    "dialog_innbygger_koordinator-1.0": (
        "DIALOG_INNBYGGER_KOORDINATOR",
        "1.0 Dialogmelding",
        "1.0 Pasientrelasjon",
    ),
    "dialog_til_arkivering-1.1": ("DIALOG_TIL_ARKIVERING", "1.1 Dialogmelding", "1.0 Base64Container"),
    "fravarsmelding-1.5": ("FRAVARSMELDING", "1.5 MeldingFravar"),
    "helseopplysninger_lege-1.6": ("HELSEOPPLYSNINGER_LEGE", "1.6 Konsultasjon"),
    "helseopplysninger_saksbehandling-2.0": ("HELSEOPPL_SOKNAD", "2.0 HelseopplysningerSaksbehandling"),
    "helseopplysninger_soknad-1.6": ("HELSEOPPL_SOKNAD", "1.6 HelseopplysningerVedSoknad"),
    "henvisning-2.0": ("HENVISNING", "2.0 Henvisning"),
    "innleggelsesrapport-1.6": ("INNLEGGELSESRAPPORT", "1.6 Innleggelsesrapport"),
    "leveringsrapport-1.0": ("DIALOG_INNBYGGER_MELDINGSFORMIDLING", "1.0 Leveringsrapport"),
    "log_avmelding-1.5": ("LOG_AVMELDING", "1.5 Pasientlogistikk"),
    "log_dod-1.6": ("LOG_DOD", "1.6 Pasientlogistikk"),
    "log_innlagt-1.6": ("LOG_INNLAGT", "1.6 Pasientlogistikk"),
    "log_innlagt-1.6-kansellering": ("LOG_INNLAGT", "1.6 Pasientlogistikk"),
    "log_tilbakemelding-2.0": ("PASIENTLOGISTIKK", "2.0 Pasientlogistikk"),
    "log_utskrevet-1.6": ("LOG_UTSKREVET", "1.6 Pasientlogistikk"),
    "log_utskrivningsklar-1.5": ("LOG_UTSKRIVNINGSKLAR", "1.5 Pasientlogistikk"),
    "medisinske_opplysninger-1.6": ("MEDISINSKE_OPPLYSNINGER", "1.6 OverforingMedisinskeOpplysninger"),
    "melding_innbygger-1.0": (
        "DIALOG_INNBYGGER_MELDINGSFORMIDLING",
        "1.0 Dialogmelding",
        "1.0 MeldingInnbygger",
    ),
    "orientering_tjenestetilbud-1.6": ("ORIENTERING_TJENESTETILBUD", "1.6 OrienteringOmTjenestetilbud"),
    "personvern_reservasjon-2.0": ("PERSONVERN_INNBYGGER_RESERVASJON", "2.0 InnbyggersReservasjon"),
    "personvern_samtykke-1.0": ("PERSONVERN_INNBYGGER_SAMTYKKE", "1.0 InnbyggersSamtykke"),
    "personvern_tilgangsbegrensning-1.0": (
        "PERSONVERN_INNBYGGER_TILGANGSBEGRENSNING",
        "1.0 InnbyggersTilgangsbegrensning",
    ),
    "sammenfatning-2.0": ("UTSKRIVNINGSRAPPORT", "2.0 Sammenfatning"),
    "utskrivningsrapport-1.6": ("UTSKRIVNINGSRAPPORT", "1.6 TverrfagligEpikrise"),
    "videreformidling-1.0": (
        "DIALOG_INNBYGGER_MELDINGSFORMIDLING",
        "1.0 Dialogmelding",
        "1.0 Videreformidling",
    ),
}
"""Name of the file -> MsgInfo/Type, and version and root of each payload."""

READ_IN_PART = "henvisning-2.0"
WITH_MARKUP = {
    "dialog_til_arkivering-1.1",
    "personvern_samtykke-1.0",
    "personvern_tilgangsbegrensning-1.0",
    "sammenfatning-2.0",
}
DATA = {path.stem: path.read_bytes() for path in sorted(EXAMPLES.glob("*.xml"))}


def payloads(head: mh.MsgHead) -> list[Payload]:
    return [item for one in head.Document if one.RefDoc.Content for item in one.RefDoc.Content.items]


def kind(root: Root) -> tuple[str, ...]:
    """What a message is, as `KINDS` says it."""
    if not isinstance(root.value, mh.MsgHead):
        return "APPREC", f"{root.version.name} {type(root.value).__name__}"
    versions = [(LAYER.known(item.tag), item) for item in payloads(root.value)]
    found = [f"{known[1].name} {type(item.value).__name__}" for known, item in versions if known]
    return root.value.MsgInfo.Type.V or "", *found


def test_there_is_a_message_of_every_kind() -> None:
    assert {name: kind(LAYER.read(data)) for name, data in DATA.items()} == KINDS


@pytest.mark.parametrize("name", [name for name in DATA if name != READ_IN_PART])
def test_it_comes_back_equal(name: str) -> None:
    root = LAYER.read(DATA[name])
    written = LAYER.write(root.tag, root.value)
    assert infoset(written) == infoset(DATA[name])
    assert LAYER.read(written) == root


@pytest.mark.judge
def test_each_is_valid_by_the_official_xsds(official_schema: etree.XMLSchema) -> None:
    for name, data in DATA.items():
        assert official_schema.validate(etree.fromstring(data, PARSER)), (name, official_schema.error_log)


def test_only_markup_and_what_is_read_in_part_need_the_thorough_path() -> None:
    thorough = set()
    for name, data in DATA.items():
        root = xml.parse(data)
        if LAYER._fast(root, str(root.tag)) is None:
            thorough.add(name)
    assert thorough == {*WITH_MARKUP, READ_IN_PART}


def test_what_is_read_in_part_is_never_written() -> None:
    root = LAYER.read(DATA[READ_IN_PART])
    with pytest.raises(Refusal) as refused:
        LAYER.write(root.tag, root.value)
    assert [issue.key for issue in refused.value.issues] == ["never-written"]


def test_each_message_passes_the_rules_on_heads() -> None:
    for name, data in DATA.items():
        root = LAYER.read(data)
        if isinstance(root.value, mh.MsgHead):
            assert [issue.key for issue in rules.check(root.value)] == [], name


def test_all_persons_and_organisations_are_synthetic() -> None:
    for name, data in DATA.items():
        persons = re.findall(rb"<(?:\w+:)?Id>(\d{11})</", data)
        organisations = re.findall(rb"<(?:\w+:)?Id>(\d{9})</", data)
        assert all(
            identifiers.classify(number.decode()) == identifiers.Synthetic(80) for number in persons
        ), name
        assert all(
            number.startswith(b"3") and identifiers.is_org_nr(number.decode()) for number in organisations
        ), name
        assert organisations, name


def test_message_ids_are_unique() -> None:
    heads = [root.value for root in map(LAYER.read, DATA.values())]
    ids = [identifiers.msg_id(head.MsgInfo.MsgId) for head in heads if isinstance(head, mh.MsgHead)]
    assert None not in ids
    assert len(ids) == len(set(ids))


def test_the_attachment_is_a_whole_pdf() -> None:
    (text,) = re.findall(rb"<Base64Container[^>]*>([^<]+)<", DATA["dialog_helsefaglig-1.1"])
    pdf = base64.b64decode(text)
    table = int(pdf.split(b"startxref\n")[1].split()[0])
    assert pdf.startswith(b"%PDF-1.4\n")
    assert pdf[table:].startswith(b"xref\n0 6\n")
    for number, entry in enumerate(pdf[table:].splitlines()[3:8], 1):
        assert pdf[int(entry.split()[0]) :].startswith(b"%d 0 obj" % number)
    assert pdf.endswith(b"%%EOF\n")


def test_the_message_that_is_shown_first() -> None:
    root = LAYER.read(DATA["log_utskrevet-1.6"])
    assert isinstance(root.value, mh.MsgHead)
    info = root.value.MsgInfo
    assert info.Patient is not None
    assert (info.Patient.GivenName, info.Patient.FamilyName) == ("Varsom", "Furu")
    assert info.Patient.Ident[0].Id == "14835812368"
    parties = [
        (party.Organisation.OrganisationName, inner.OrganisationName)
        for party in (info.Sender, info.Receiver)
        if (inner := party.Organisation.Organisation)
    ]
    assert parties == [
        ("Helse Fjordland HF", "Medisinsk avdeling"),
        ("Fjellvik kommune", "Fjellvik hjemmetjeneste"),
    ]
