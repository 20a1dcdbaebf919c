"""The receipt that is made: parties mirrored, the message named letter by letter, valid by the official XSDs."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from mappings.apprec import ar
from mappings.apprec.receipt import MIG_VERSIONS, NAMESPACES, TAGS, Answer, Error, Version, make
from mappings.felles import kith
from mappings.message import LAYER
from mappings.msghead import mh
from tests.messages import heads

if TYPE_CHECKING:
    from pathlib import Path

OWN_ID = "0f4c2d5e-0000-4000-8000-0000000000aa"
NOW = "2026-11-20T08:15:31+01:00"
OK = Answer("1", (), OWN_ID, NOW, ("ip-adapter", "0.1.0"))
REFUSED = OK._replace(
    status="2", errors=(Error("E10", "MsgId er ikke en UUID."), Error("T02", "Elementet Id mangler."))
)
VERSIONS: tuple[Version, ...] = ("1.0", "1.1")


def inst(hcp: ar.HCP) -> ar.Inst:
    assert hcp.Inst is not None
    return hcp.Inst


def her(number: str) -> tuple[str, kith.CS]:
    return number, kith.CS("HER", "navn på HER")


# --- what is said ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("version", VERSIONS)
def test_a_receipt_says_what_it_answers_and_what_it_is(version: Version) -> None:
    made = make(heads.head(), version, OK)
    assert made.MsgType == kith.CS("APPREC", "Applikasjonskvittering")
    assert made.MIGversion == MIG_VERSIONS[version]
    assert (made.Id, made.GenDate) == (OWN_ID, NOW)
    assert (made.SoftwareName, made.SoftwareVersion) == ("ip-adapter", "0.1.0")
    assert made.Status == kith.CS("1", "OK")
    assert made.Error == []


def test_software_need_not_be_told() -> None:
    made = make(heads.head(), "1.1", OK._replace(software=("", "")))
    assert (made.SoftwareName, made.SoftwareVersion) == (None, None)


def test_each_fault_is_an_error_of_list_8221_with_the_sentence_as_its_text() -> None:
    made = make(heads.head(), "1.1", REFUSED)
    oid = "2.16.578.1.12.4.1.1.8221"
    assert made.Status == kith.CS("2", "Avvist")
    assert made.Error == [
        kith.CV("E10", oid, "Ugyldig meldingsidentifikator", "MsgId er ikke en UUID."),
        kith.CV("T02", oid, "XML validerer ikke", "Elementet Id mangler."),
    ]


@pytest.mark.parametrize(
    "gen_date", [heads.GEN_DATE, "2006-06-05T15:34:47.0Z", "2026-11-20T24:00:00", " 2026-11-20T08:15:30"]
)
def test_the_message_answered_is_named_letter_by_letter(gen_date: str) -> None:
    head = heads.head()
    head.MsgInfo.GenDate = gen_date
    head.MsgInfo.MsgId = "{5A9C1B7E-0000-4000-8000-00000000F0E1}"
    assert make(head, "1.0", OK).OriginalMsgId == ar.OriginalMsgId(
        kith.CS("LOG_INNLAGT", "Innlagt pasient"), gen_date, "{5A9C1B7E-0000-4000-8000-00000000F0E1}"
    )


@pytest.mark.parametrize("gen_date", [None, "", "i går", "2026-11-20"])
def test_for_a_gen_date_that_is_no_time_the_receipts_own_stands_since_the_xsd_demands_one(
    gen_date: str | None,
) -> None:
    head = heads.head()
    head.MsgInfo.GenDate = gen_date
    assert make(head, "1.1", REFUSED).OriginalMsgId.IssueDate == NOW


# --- parties --------------------------------------------------------------------------------------------------------


def test_one_level_is_inst_with_the_her_id_first_and_the_rest_additional() -> None:
    found = inst(make(heads.head(sender=heads.hospital()), "1.1", OK).Receiver.HCP)
    assert found == ar.Inst(
        "Helse Fjordland HF",
        *her("9000031"),
        AdditionalId=[ar.AdditionalId("312020203", kith.CS("ENH", "navn på ENH"))],
    )


def test_the_inner_organisation_is_dept() -> None:
    found = inst(make(heads.head(sender=heads.hospital(heads.ward())), "1.1", OK).Receiver.HCP)
    additional = ar.AdditionalId("312120216", kith.CS("ENH", "navn på ENH"))
    assert found.Dept == [ar.Dept(None, "Medisinsk avdeling", *her("9000034"), [additional])]
    assert found.HCPerson == []


def test_deeper_organisations_are_further_depts_from_the_outermost_in() -> None:
    found = inst(
        make(heads.head(sender=heads.hospital(heads.ward(heads.bed_post()))), "1.1", OK).Receiver.HCP
    )
    assert [dept.Name for dept in found.Dept] == ["Medisinsk avdeling", "Sengepost 2"]


@pytest.mark.parametrize("outer", [True, False])
def test_a_health_professional_is_hc_person_of_inst_wherever_it_stands(*, outer: bool) -> None:
    doctor = heads.professional(heads.ident("9144897", heads.HPR), heads.ident("9000077", heads.HER))
    sender = heads.hospital(person=doctor) if outer else heads.hospital(heads.ward(person=doctor))
    found = inst(make(heads.head(sender=sender), "1.1", OK).Receiver.HCP)
    additional = ar.AdditionalId("9144897", kith.CS("HPR", "navn på HPR"))
    assert found.HCPerson == [ar.HCPerson("Siri Nordby Fjellheim", *her("9000077"), [additional])]


def test_the_receipts_sender_is_the_originals_receiver() -> None:
    made = make(heads.head(), "1.1", OK)
    assert [inst(party.HCP).Name for party in (made.Sender, made.Receiver)] == [
        "Fjordland kommune",
        "Helse Fjordland HF",
    ]


def test_an_identifier_without_a_value_is_left_out() -> None:
    sender = mh.Organisation(
        OrganisationName="A", Ident=[heads.ident(" ", heads.HER), heads.ident("312020203", heads.ENH)]
    )
    found = inst(make(heads.head(sender=sender), "1.1", OK).Receiver.HCP)
    assert (found.Id, found.TypeId, found.AdditionalId) == ("312020203", kith.CS("ENH", "navn på ENH"), [])


# --- roles and copy receivers -----------------------------------------------------------------------------------------

DOCTOR = heads.professional(heads.ident("9000077", heads.HER))
WITH_OTHERS = heads.head(
    others=(
        heads.copy_to(heads.hospital(heads.ward())),
        heads.copy_to(DOCTOR),
        heads.copy_to(heads.ward(), "FR"),
    )
)


@pytest.mark.parametrize(
    ("version", "recipient", "sender", "receiver"),
    [
        ("1.0", 0, "SPR", "RECEIVER"),
        ("1.0", 1, "COP", "RECEIVER"),
        ("1.0", 2, "COP", "RECEIVER"),
        ("1.0", 3, "SPR", "RECEIVER"),
        ("1.1", 0, "PRIM", "AVS"),
        ("1.1", 1, "COP", "AVS"),
        ("1.1", 2, "COP", "AVS"),
        ("1.1", 3, "PRIM", "AVS"),
    ],
)
def test_roles_follow_the_version_and_the_copy_receiver(
    version: Version, recipient: int, sender: str, receiver: str
) -> None:
    made = make(WITH_OTHERS, version, OK, recipient=recipient)
    roles = [party.Role and party.Role.V for party in (made.Sender, made.Receiver)]
    assert roles == [sender, receiver]


def test_the_recipient_that_answers_is_the_sender() -> None:
    assert inst(make(WITH_OTHERS, "1.1", OK).Sender.HCP).Name == "Fjordland kommune"
    assert inst(make(WITH_OTHERS, "1.1", OK, recipient=1).Sender.HCP).Name == "Helse Fjordland HF"
    person = make(WITH_OTHERS, "1.1", OK, recipient=2).Sender.HCP
    assert person.Inst is None
    assert person.HCProf == ar.HCProf(kith.CS("LE", "Lege"), "Siri Nordby Fjellheim", *her("9000077"))


def test_a_recipient_that_the_message_does_not_name_is_a_slip_of_the_caller() -> None:
    with pytest.raises(IndexError):
        make(heads.head(), "1.1", OK, recipient=1)


# --- holes ------------------------------------------------------------------------------------------------------------


def with_hole(number: int) -> mh.MsgHead:
    """A head in which one field is missing; every field has its number."""
    head = copy.deepcopy(WITH_OTHERS)
    element, name = list(heads.fields(head))[number]
    setattr(element, name, None)
    return head


HOLES = range(len(list(heads.fields(WITH_OTHERS))))


@pytest.mark.parametrize("version", VERSIONS)
def test_whatever_is_missing_from_the_head_the_receipt_is_whole(version: Version) -> None:
    for number in HOLES:
        assert LAYER.check(TAGS[version], make(with_hole(number), version, REFUSED)) == ()


@given(st.sets(st.sampled_from(HOLES), max_size=12), st.sampled_from(VERSIONS))
def test_whatever_else_is_missing_too(numbers: set[int], version: Version) -> None:
    head = copy.deepcopy(WITH_OTHERS)
    found = list(heads.fields(head))
    for number in numbers:
        setattr(*found[number], None)
    assert LAYER.check(TAGS[version], make(head, version, REFUSED)) == ()


def test_a_head_with_nothing_in_it_makes_a_receipt_too() -> None:
    assert (
        LAYER.check(TAGS["1.1"], make(mh.MsgHead(None), "1.1", REFUSED)) == ()
    )  # the reader leaves such holes


# --- bytes ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("version", VERSIONS)
def test_the_bytes_are_in_the_versions_namespace_and_read_back_equal(version: Version) -> None:
    made = make(WITH_OTHERS, version, REFUSED)
    read = LAYER.read(LAYER.write(TAGS[version], made))
    assert (read.tag, read.value) == (f"{{{NAMESPACES[version]}}}AppRec", made)


@pytest.mark.judge
@pytest.mark.parametrize("version", VERSIONS)
def test_the_official_xsd_accepts_what_is_made(version: Version, official_schema: etree.XMLSchema) -> None:
    made = [make(WITH_OTHERS, version, answer, recipient=n) for answer in (OK, REFUSED) for n in range(4)]
    made += [make(with_hole(number), version, REFUSED) for number in HOLES]
    for one in made:
        official_schema.assertValid(etree.fromstring(LAYER.write(TAGS[version], one)))


@pytest.mark.judge
def test_the_official_xsd_accepts_the_receipt_of_every_official_message(
    shared: Path, official_schema: etree.XMLSchema
) -> None:
    answered = 0
    for path in sorted((shared / "standards" / "examples").rglob("*.xml")):
        head = LAYER.examine(path.read_bytes()).value
        for version in VERSIONS if isinstance(head, mh.MsgHead) else ():
            data = LAYER.write(TAGS[version], make(head, version, REFUSED))
            assert official_schema.validate(etree.fromstring(data)), path.name
            answered += 1
    assert answered > 100
