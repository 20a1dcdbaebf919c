"""Of a whole Henvisning only what it says of an individual plan is read; the rest is named, and nothing is written."""

from __future__ import annotations

import pytest

from mappings import namespaces
from mappings.check import check
from mappings.element import Node
from mappings.henvisning.henvisning import UNREAD, Henvisning, leftovers
from mappings.message import LAYER, to_fhir
from mappings.msghead import mh
from mappings.plo import po2
from mappings.result import Issue, Leftover, Refusal
from tests.judges.disagreements import EXAMPLES

DATA = (EXAMPLES / "henvisning-2.0.xml").read_bytes()
PLACE = "/MsgHead/Document/RefDoc/Content/Henvisning"
FLAGS = b"<po:OpplysningerOmIndividuellPlan>"
ALL = (
    DATA[DATA.index(FLAGS) : DATA.index(b"</po:OpplysningerOmIndividuellPlan>")]
    + b"</po:OpplysningerOmIndividuellPlan>"
)


def referral(data: bytes = DATA) -> Henvisning:
    root = LAYER.read(data).value
    assert isinstance(root, mh.MsgHead)
    content = root.Document[0].RefDoc.Content
    assert content is not None
    found = content.items[0].value
    assert isinstance(found, Henvisning)
    return found


def test_the_plan_flags_are_read() -> None:
    assert referral().OpplysningerOmIndividuellPlan == po2.OpplysningerOmIndividuellPlan(
        IndividuellPlanForeligger="false",
        KoordinatorOppnevnt="true",
        Merknad="Barnekoordinator Varm Stein, telefon 99900105.",
    )


def test_a_referral_without_plan_flags_is_read_too() -> None:
    assert referral(DATA.replace(ALL, b"")).OpplysningerOmIndividuellPlan is None


def test_the_rest_is_kept_as_it_came() -> None:
    names = [node.tag.rpartition("}")[2] for node in referral().rest]
    assert names == ["ServType", "IssueDate", "DocumentId", "TypeInnholdIMelding", "ReasonAsText", "ReqServ"]
    assert referral().rest[2] == Node(
        "{http://ehelse.no/xmlstds/henvisning/2017-11-30}DocumentId", {}, ["H-2026-311"]
    )


def test_the_rest_is_named() -> None:
    twice = DATA.replace(b"<ReqServ>", b"<Diagnosis><x/></Diagnosis><Diagnosis/><ReqServ>")
    found = leftovers(referral(twice), PLACE)
    assert found[0] == Leftover(f"{PLACE}/ServType", UNREAD)
    assert [one.where for one in found].count(f"{PLACE}/Diagnosis") == 1


def test_a_referral_has_no_fhir_and_is_refused_with_what_was_not_read_of_it() -> None:
    with pytest.raises(Refusal) as refused:
        to_fhir(DATA)
    place = "/MsgHead/Document[1]/RefDoc/Content/*[1]"
    assert refused.value.issues == (Issue("kind-not-supported", place, ("Henvisning",)),)
    named = [one.where.removeprefix(f"{place}/Henvisning/") for one in refused.value.leftovers]
    assert named == ["ServType", "IssueDate", "DocumentId", "TypeInnholdIMelding", "ReasonAsText", "ReqServ"]


def test_a_check_of_a_referral_finds_no_fault_and_names_the_rest() -> None:
    found = check(DATA)
    assert not found.refused
    assert [one.where.rpartition("/")[2] for one in found.leftovers][:2] == ["ServType", "IssueDate"]


def test_the_flags_are_judged() -> None:
    with pytest.raises(Refusal) as refused:
        LAYER.read(DATA.replace(b"Foreligger>false<", b"Foreligger>nei<"))
    place = f"{PLACE}/OpplysningerOmIndividuellPlan/IndividuellPlanForeligger"
    assert refused.value.issues == (Issue("value-invalid", place, ("boolean",)),)


def test_the_flags_come_once() -> None:
    with pytest.raises(Refusal) as refused:
        LAYER.read(DATA.replace(ALL, ALL + ALL))
    assert [issue.key for issue in refused.value.issues] == ["element-unexpected"]


def test_the_rest_is_not_judged() -> None:
    assert referral(DATA.replace(b"<ReqServ>", b"<Ukjent>1</Ukjent><ReqServ>")).rest[-2].items == ["1"]


def test_it_is_never_written() -> None:
    tag = namespaces.tag(Henvisning, "2.0")
    with pytest.raises(Refusal) as refused:
        LAYER.write(tag, Henvisning())
    assert refused.value.issues == (Issue("never-written", "/Henvisning", ("Henvisning",)),)
