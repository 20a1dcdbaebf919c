"""Which receipt a message gets: the situations of emessages.md 4.4 one by one, and what holds for all (R-027, R-028)."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapter.core.receipt import (
    ANSWERED_BY_1_0,
    Accept,
    Addressee,
    Decision,
    Facts,
    NoReceipt,
    Policy,
    Reject,
    decide,
    error,
    known,
    version,
)
from mappings import namespaces
from mappings.apprec.receipt import NAMESPACES, TAGS
from mappings.faults import FAULTS
from mappings.felles import kith
from mappings.message import LAYER
from mappings.msghead import mh, rules
from mappings.namespace_table import NAMESPACES as KNOWN
from mappings.result import Issue
from tests.messages import heads

HEAD = namespaces.tag(mh.MsgHead, "1.2")
PLACE = "/MsgHead/MsgInfo"


def facts(*issues: Issue, head: mh.MsgHead | None = None, addressee: Addressee = "own") -> Facts:
    return Facts(HEAD, head or heads.head(), issues, addressee)


def codes_of(decision: Decision) -> list[str]:
    assert isinstance(decision, Reject)
    return [one.code for one in decision.errors]


class Situation(NamedTuple):
    """A row of 4.4: what is known, and the codes of the receipt (empty: receipt 1) or the reason for none."""

    number: str
    facts: Facts
    codes: tuple[str, ...] = ()
    silent: str = ""
    policy: Policy = Policy()


def ruled(head: mh.MsgHead) -> Facts:
    """What the rules on the head say of it."""
    return facts(*rules.check(head), head=head)


def with_msg_id(number: str) -> mh.MsgHead:
    head = heads.head()
    head.MsgInfo.MsgId = number
    return head


def with_patient(patient: mh.Patient) -> mh.MsgHead:
    head = heads.head()
    head.MsgInfo.Patient = patient
    return head


def with_ack(code: str) -> mh.MsgHead:
    head = heads.head()
    head.MsgInfo.Ack = kith.CS(code)
    return head


def without_sender() -> mh.MsgHead:
    head = heads.head()
    head.MsgInfo.Sender = mh.Sender(Organisation=mh.Organisation(OrganisationName="Helse Fjordland HF"))
    return head


NAME_ALONE = mh.Patient(FamilyName="Prøve", GivenName="Kari")
FNR = mh.Patient(FamilyName="Prøve", Ident=[mh.Ident("03875798001", kith.CV("FNR"))])
DNR = mh.Patient(FamilyName="Prøve", Ident=[mh.Ident("43875798001", kith.CV("DNR"))])
FHN = mh.Patient(FamilyName="Prøve", Ident=[mh.Ident("80000000001", kith.CV("FHN"))])

SITUATIONS = (
    Situation("nothing is wrong", ruled(heads.head())),
    Situation("1 MsgId is no UUID", ruled(with_msg_id("melding-17")), ("E10",)),
    Situation("2 patient: name alone", ruled(with_patient(NAME_ALONE)), ("E36",)),
    Situation("2 patient: name and fødselsnummer are enough", ruled(with_patient(FNR))),
    Situation("2 patient: name and D-nummer are enough", ruled(with_patient(DNR))),
    Situation("2 patient: name and FH-nummer are enough", ruled(with_patient(FHN))),
    Situation("2 patient: name, date of birth and sex are enough", ruled(with_patient(heads.patient()))),
    Situation("3 signature wrong", facts(Issue("signature-wrong")), ("S01",)),
    Situation("3 certificate invalid", facts(Issue("certificate-invalid")), ("S02",)),
    Situation("3 certificate revoked", facts(Issue("certificate-revoked")), ("S03",)),
    Situation("4 receiver or one of its HER-ids unknown", facts(addressee="part-unknown"), ("E21",)),
    Situation("5 patient unknown to the receiver", facts(Issue("patient-unknown")), ("E35",)),
    Situation(
        "6 not well-formed, the sender known", facts(Issue("xml-not-well-formed", "", ("1", "1"))), ("T01",)
    ),
    Situation("7 XSD-invalid", facts(Issue("element-missing", PLACE, ("Id",))), ("T02",)),
    Situation("8 format not supported", facts(Issue("payload-unknown", PLACE, ("Ukjent",))), ("T10",)),
    Situation("9 attachment cannot be handled", facts(Issue("attachment-refused")), ("X99",)),
    Situation("10 neither HER-id known", facts(addressee="unknown"), silent="receipt-no-receiver"),
    Situation("11 addressed elsewhere: silence", facts(addressee="elsewhere"), silent="receipt-no-receiver"),
    Situation(
        "11 addressed elsewhere: by setting",
        facts(addressee="elsewhere"),
        ("E21",),
        policy=Policy(refuse_elsewhere=True),
    ),
    Situation("12 sender cannot be deciphered", ruled(without_sender()), silent="receipt-no-sender"),
    Situation("12 no head at all", Facts("", None, (Issue("xml-empty"),)), silent="receipt-no-sender"),
    Situation("unknown code in a coded element", facts(Issue("code-unknown", PLACE, ("8279",)))),
    Situation("code of a list not held", facts(Issue("codelist-not-held", PLACE, ("9999",)))),
    Situation("Ack asks for none", ruled(with_ack("N"))),
    Situation("Ack asks for one on error only", ruled(with_ack("F"))),
    Situation("a fault without a code of its own", facts(Issue("sender-unknown", PLACE)), ("X99",)),
    Situation("a receipt 1.0", Facts(TAGS["1.0"], None), silent="receipt-of-receipt"),
    Situation("a receipt 1.1", Facts(TAGS["1.1"], None), silent="receipt-of-receipt"),
    Situation(
        "several faults, one of them twice",
        facts(
            Issue("msgid-not-uuid"),
            Issue("element-missing", params=("Id",)),
            Issue("element-missing", params=("V",)),
        ),
        ("E10", "T02", "T02"),
    ),
    Situation(
        "a fault and a receiver that is known in part",
        facts(Issue("msgid-not-uuid"), addressee="part-unknown"),
        ("E10", "E21"),
    ),
)


@pytest.mark.parametrize("situation", SITUATIONS, ids=lambda one: one.number)
def test_R027_each_situation_has_its_receipt(situation: Situation) -> None:
    decision = decide(situation.facts, situation.policy)
    if situation.silent:
        assert decision == NoReceipt(situation.silent)
    elif situation.codes:
        assert codes_of(decision) == [*situation.codes]
    else:
        assert decision == Accept()


def test_statuses_are_those_of_list_8258() -> None:
    assert Accept().status == "1"
    assert Reject(()).status == "2"


def test_an_error_says_what_is_wrong_in_norwegian() -> None:
    told = error(Issue("element-missing", PLACE, ("MsgId",)))
    assert told.text == "Elementet MsgId mangler."


def test_a_sender_known_on_one_level_only_is_answered() -> None:
    only_inner = mh.Organisation(OrganisationName="Helse Fjordland HF", Organisation=heads.ward())
    assert decide(ruled(heads.head(sender=only_inner))) == Reject((error(Issue("sender-unknown")),))
    doctor = heads.professional(heads.ident("9000077", heads.HER))
    only_person = mh.Organisation(OrganisationName="Fjordland legekontor", HealthcareProfessional=doctor)
    assert not isinstance(decide(ruled(heads.head(sender=only_person))), NoReceipt)


def test_reasons_for_silence_are_rows_of_the_table_of_faults() -> None:
    for situation in SITUATIONS:
        if situation.silent:
            assert FAULTS[situation.silent].severity == "information"


# --- from bytes -----------------------------------------------------------------------------------------------------

XML = b"""<MsgHead xmlns="http://www.kith.no/xmlstds/msghead/2006-05-24"><MsgInfo><Type V="X"/>
<MIGversion>v1.2 2006-05-24</MIGversion><GenDate>2026-11-20T08:15:30</GenDate>%b
<Sender><Organisation><OrganisationName>A</OrganisationName><Ident><Id>9000031</Id><TypeId V="HER"/></Ident>
</Organisation></Sender><Receiver><Organisation/></Receiver></MsgInfo>
<Document><RefDoc><MsgType V="XML"/><Content>%b</Content></RefDoc></Document></MsgHead>"""
MSG_ID = b"<MsgId>5a9c1b7e-0000-4000-8000-00000000f0e1</MsgId>"
GOOD = b'<Base64Container xmlns="http://www.kith.no/xmlstds/base64container">aGVp</Base64Container>'


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (XML % (MSG_ID, GOOD), []),
        (XML % (b"", GOOD), ["T02"]),
        (XML % (MSG_ID, b'<Annet xmlns="http://example.no/annet"/>'), ["T10"]),
        (XML % (b"", b'<Annet xmlns="http://example.no/annet"/>'), ["T02", "T10"]),
    ],
)
def test_a_faulty_message_whose_sender_can_be_read_is_refused(data: bytes, expected: list[str]) -> None:
    decision = decide(known(LAYER.examine(data)))
    assert codes_of(decision) == expected if expected else decision == Accept()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"hei",
        (XML % (MSG_ID, GOOD))[:-10],
        b"<!DOCTYPE a><a/>",
        b'<Annet xmlns="http://example.no/annet"/>',
        (XML % (MSG_ID, GOOD)).replace(b"<Id>9000031</Id>", b"<Id> </Id>"),
    ],
)
def test_what_tells_no_sender_gets_no_receipt(data: bytes) -> None:
    assert decide(known(LAYER.examine(data))) == NoReceipt("receipt-no-sender")


def test_issues_found_later_and_the_addressee_are_facts_too() -> None:
    examined = LAYER.examine(XML % (MSG_ID, GOOD))
    assert codes_of(decide(known(examined, Issue("patient-unknown"), addressee="part-unknown"))) == [
        "E35",
        "E21",
    ]


# --- laws -----------------------------------------------------------------------------------------------------------

ENOUGH = ("1", "2", "3", "4")
"""As many parameters as any sentence of the table takes."""

ISSUES = st.lists(st.sampled_from(sorted(FAULTS)).map(lambda key: Issue(key, PLACE, ENOUGH)), max_size=6)
HEADS = st.sampled_from([heads.head(), without_sender(), mh.MsgHead(None), None])  # the reader leaves holes
TAGS_OF_ANY = st.sampled_from([HEAD, *TAGS.values(), "", "{http://example.no/annet}Annet"])
ADDRESSEES: st.SearchStrategy[Addressee] = st.sampled_from(["own", "part-unknown", "unknown", "elsewhere"])
ANY = st.builds(Facts, TAGS_OF_ANY, HEADS, ISSUES.map(tuple), ADDRESSEES)
POLICIES = st.builds(Policy, st.booleans())


@given(ANY, POLICIES)
def test_whatever_is_known_there_is_exactly_one_answer(found: Facts, policy: Policy) -> None:
    assert isinstance(decide(found, policy), Accept | Reject | NoReceipt)


@given(ISSUES)
def test_to_us_from_a_known_sender_a_message_is_refused_for_its_errors_alone(issues: list[Issue]) -> None:
    errors = [issue for issue in issues if issue.is_error]
    decision = decide(facts(*issues))
    assert decision == (Reject(tuple(map(error, errors))) if errors else Accept())


@given(ANY, POLICIES, ISSUES)
def test_more_faults_never_turn_a_refusal_into_an_ok(found: Facts, policy: Policy, more: list[Issue]) -> None:
    before, after = decide(found, policy), decide(found._replace(issues=(*found.issues, *more)), policy)
    if isinstance(before, NoReceipt):
        assert after == before
    elif isinstance(before, Reject):
        assert isinstance(after, Reject)
        assert Counter(before.errors) <= Counter(after.errors)


@given(ANY, POLICIES)
def test_every_error_has_a_code_of_list_8221_and_a_sentence(found: Facts, policy: Policy) -> None:
    decision = decide(found, policy)
    for one in decision.errors if isinstance(decision, Reject) else ():
        assert one.code in {row.apprec for row in FAULTS.values()} | {"X99"}
        assert one.text


# --- which AppRec -----------------------------------------------------------------------------------------------------


def test_1_0_answers_all_of_plo_1_5_and_dialogmelding_1_0_and_nothing_else() -> None:
    plo = {
        uri
        for uri, row in KNOWN.items()
        if row.module.startswith("mappings.plo.") and row.version.name == "1.5" and "Komponent" not in uri
    }
    expected = plo | {"http://www.kith.no/xmlstds/dialog/2006-10-11"}
    assert expected == ANSWERED_BY_1_0


@pytest.mark.parametrize("uri", sorted(ANSWERED_BY_1_0))
def test_what_expects_1_0_gets_1_0(uri: str) -> None:
    assert version(heads.head(payload=f"{{{uri}}}Melding")) == "1.0"


@pytest.mark.parametrize(
    "uri",
    [
        "http://www.kith.no/xmlstds/po/Pasientlogistikk/2012-04-01",
        "http://www.kith.no/xmlstds/dialog/2013-01-23",
        "http://ehelse.no/xmlstds/henvisning/2017-11-30",
        "http://example.no/ukjent",
        "",
    ],
)
def test_everything_else_gets_1_1(uri: str) -> None:
    assert version(heads.head(payload=f"{{{uri}}}Melding")) == "1.1"
    assert NAMESPACES["1.1"].endswith("2012-02-15")


def test_without_a_payload_it_is_1_1() -> None:
    assert version(None) == "1.1"
    assert version(mh.MsgHead(heads.head().MsgInfo)) == "1.1"


def test_an_attachment_before_the_message_proper_does_not_decide() -> None:
    head = heads.head(payload="{http://www.kith.no/xmlstds/dialog/2006-10-11}Dialogmelding")
    examined = LAYER.examine(XML % (MSG_ID, GOOD))
    assert isinstance(examined.value, mh.MsgHead)
    head.Document = [*examined.value.Document, *head.Document]
    assert version(head) == "1.0"
