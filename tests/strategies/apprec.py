"""Hypothesis strategies for receipts: every shape that the XSD of AppRec allows, with good, odd and empty values."""

from __future__ import annotations

from hypothesis import strategies as st

from mappings.apprec import ar
from mappings.felles import kith

ANY_TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=8)
TEXT = st.one_of(st.sampled_from(["Siri Nordby", "Fjell", "9000031", "Z99", "HER"]), ANY_TEXT)
ODD = st.sampled_from(["", " ", "\t", " x", "x ", "a  b", "a\nb", "\u00a0"])
STRING = st.one_of(TEXT, ODD)
OID = st.sampled_from(
    [
        "2.16.578.1.12.4.1.1.8221",
        "2.16.578.1.12.4.1.1.8223",
        "2.16.578.1.12.4.1.1.9999",
        "2.999.1",
        "9.1",
        "1",
        "1.02",
    ]
)
"""Some that FHIR cannot hold: no arc above 2 at the root, more than one arc, no leading zeros."""

URL = st.sampled_from(
    [
        "tel:+4755000000",
        "mailto:post@example.no",
        "TEL:1",
        "tel: 1",
        "55000000",
        "http://example.no/a",
        "https:a",
        "fax:",
    ]
)
TIME = st.sampled_from(
    [
        "2026-11-20T08:15:30",
        "2026-11-20T08:15:30.1234567",
        "2026-11-20T08:15:30+14:00",
        "2026-10-25T02:30:00Z",
        "2026-02-28T24:00:00",
        " 2026-11-20T08:15:30Z ",
    ]
)
NUMBER = st.one_of(
    st.uuids().map(str),
    st.uuids().map(lambda uuid: str(uuid).upper()),
    st.uuids().map("{{{}}}".format),
    st.sampled_from(["melding-17", "fe6225205b3d3049e5f600a44a34ca77", "a b", "æ", "x" * 65]),
    STRING,
)


def maybe(strategy: st.SearchStrategy[str]) -> st.SearchStrategy[str | None]:
    return st.none() | strategy


CS = st.builds(kith.CS, V=maybe(STRING), DN=maybe(STRING))
CV = st.builds(kith.CV, V=maybe(STRING), S=maybe(OID), DN=maybe(STRING), OT=maybe(STRING))
TYPE_ID = st.one_of(st.sampled_from(["HER", "ENH", "HPR", "FNR", "LOP", "XXX", "Z"]).map(kith.CS), CS)
ADDITIONAL = st.lists(st.builds(ar.AdditionalId, Id=STRING, Type=TYPE_ID), max_size=2)
IDENTIFIED = {
    "Name": maybe(STRING),
    "Id": maybe(STRING),
    "TypeId": st.none() | TYPE_ID,
    "AdditionalId": ADDITIONAL,
}
DEPT = st.builds(ar.Dept, Type=st.none() | CS, **IDENTIFIED)
PERSON = st.builds(ar.HCPerson, **IDENTIFIED)
INST = st.builds(
    ar.Inst, Dept=st.lists(DEPT, max_size=2), HCPerson=st.lists(PERSON, max_size=2), **IDENTIFIED
)
PROF = st.builds(ar.HCProf, Type=st.none() | CS, **IDENTIFIED)
ADDRESS = st.builds(
    ar.Address,
    Type=st.sampled_from(["H", "HP", "WP", "PST", "RES", "?"]).map(kith.CS) | CS,
    StreetAdr=maybe(STRING),
    PostalCode=maybe(STRING),
    City=maybe(STRING),
    County=st.none() | CS,
    Country=st.none() | CS,
    CityDistr=st.none() | CS,
    TeleAddress=st.lists(st.builds(kith.URL, maybe(URL)), max_size=2),
)
FURTHER = {"MedSpeciality": st.none() | CV, "Address": st.none() | ADDRESS}
HCP = st.one_of(st.builds(ar.HCP, Inst=INST, **FURTHER), st.builds(ar.HCP, HCProf=PROF, **FURTHER))

RECEIPTS = st.builds(
    ar.AppRec,
    MsgType=CS | st.just(kith.CS("APPREC")),
    MIGversion=st.sampled_from(["1.0 2004-11-21", "v1.1 2012-02-15", ""]) | STRING,
    SoftwareName=maybe(STRING),
    SoftwareVersion=maybe(STRING),
    GenDate=TIME,
    Id=NUMBER,
    Sender=st.builds(ar.Sender, Role=st.none() | CS, HCP=HCP),
    Receiver=st.builds(ar.Receiver, Role=st.none() | CS, HCP=HCP),
    Status=st.sampled_from(["1", "2", "3"]).map(kith.CS) | CS,
    Error=st.lists(CV, max_size=3),
    OriginalMsgId=st.builds(ar.OriginalMsgId, MsgType=CS, IssueDate=TIME, Id=NUMBER),
)
