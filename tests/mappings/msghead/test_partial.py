"""What can be told of a faulty message's head: nothing that is missing stops it."""

from __future__ import annotations

import copy

from mappings.felles import kith
from mappings.msghead import mh
from mappings.msghead.partial import Identity, at, identities, payload_namespace, sender_is_known
from tests.messages import heads

HEAD = heads.head(
    sender=heads.hospital(heads.ward(person=heads.professional(heads.ident("9000077", heads.HER)))),
    others=(heads.copy_to(heads.hospital()),),
)


def test_a_path_ends_in_none_where_something_is_missing() -> None:
    assert at(HEAD, "MsgInfo", "Sender", "Organisation", "OrganisationName") == "Helse Fjordland HF"
    assert at(HEAD, "MsgInfo", "ConversationRef", "RefToParent") is None
    assert at(None, "MsgInfo") is None


def test_the_her_id_comes_first_and_what_has_no_value_not_at_all() -> None:
    idents = [
        heads.ident("312020203", heads.ENH),
        heads.ident("", heads.HPR),
        heads.ident("9000031", heads.HER),
    ]
    found = identities(mh.Organisation(Ident=idents))
    assert [one.value for one in found] == ["9000031", "312020203"]


def test_an_identifier_whose_type_is_missing_is_one_all_the_same() -> None:
    assert identities(mh.Organisation(Ident=[mh.Ident("9000031", None)])) == [Identity("9000031", kith.CS())]


def test_any_identifier_of_the_sender_on_any_level_makes_it_known() -> None:
    nobody = mh.Organisation(OrganisationName="Helse Fjordland HF")
    assert not sender_is_known(heads.head(sender=nobody))
    assert not sender_is_known(None)
    person = heads.professional(heads.ident("9000077", heads.HER))
    for sender in (
        heads.hospital(),
        mh.Organisation(Organisation=heads.ward()),
        mh.Organisation(HealthcareProfessional=person),
        mh.Organisation(Organisation=mh.Organisation(HealthcareProfessional=person)),
    ):
        assert sender_is_known(heads.head(sender=sender))


def test_the_payload_is_the_first_that_is_no_attachment() -> None:
    assert payload_namespace(HEAD) == "http://www.kith.no/xmlstds/po/Pasientlogistikk/2012-04-01"
    assert payload_namespace(mh.MsgHead(HEAD.MsgInfo)) == ""
    report = mh.PatientReport(CaseNo="1", Document=HEAD.Document)
    assert payload_namespace(mh.MsgHead(HEAD.MsgInfo, PatientReport=[report])) == payload_namespace(HEAD)


def test_no_hole_stops_any_question() -> None:
    for number in range(len(list(heads.fields(HEAD)))):
        head = copy.deepcopy(HEAD)
        element, name = list(heads.fields(head))[number]
        setattr(element, name, None)
        answers = (sender_is_known(head), payload_namespace(head))
        missing = (answers[0], bool(answers[1]))
        place = f"{type(element).__name__}.{name}"
        gone = {
            "MsgHead.MsgInfo": (False, True),
            "MsgInfo.Sender": (False, True),
            "Document.RefDoc": (True, False),
            "RefDoc.Content": (True, False),
        }
        if place == "Sender.Organisation":
            assert missing == (False, True)
        else:
            assert missing == gone.get(place, (True, True)), place
