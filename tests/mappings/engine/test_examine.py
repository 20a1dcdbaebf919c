"""`Layer.examine`: what can be read of any bytes, with every fault, and never an exception."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conformance.hostile import REFUSED
from mappings.message import LAYER
from mappings.msghead import mh
from mappings.result import Refusal

HEAD = "{http://www.kith.no/xmlstds/msghead/2006-05-24}MsgHead"
XML = b"""<MsgHead xmlns="http://www.kith.no/xmlstds/msghead/2006-05-24"><MsgInfo><Type V="X"/>
<MIGversion>v1.2 2006-05-24</MIGversion><GenDate>2026-11-20T08:15:30</GenDate>
<MsgId>5a9c1b7e-0000-4000-8000-00000000f0e1</MsgId><Sender><Organisation/></Sender>
<Receiver><Organisation/></Receiver></MsgInfo><Document><RefDoc><MsgType V="XML"/></RefDoc></Document></MsgHead>"""


def test_a_good_message_is_whole() -> None:
    found = LAYER.examine(XML)
    read = LAYER.read(XML)
    assert found == (read.tag, read.value, read.version, ())


def test_a_faulty_message_has_none_in_its_holes_and_all_else_in_its_place() -> None:
    found = LAYER.examine(
        XML.replace(b'<Type V="X"/>', b"").replace(b"2026-11-20T08:15:30", "i går".encode())
    )
    assert [(issue.key, issue.where) for issue in found.issues] == [
        ("element-missing", "/MsgHead/MsgInfo"),
        ("value-invalid", "/MsgHead/MsgInfo/GenDate"),
    ]
    assert found.tag == HEAD
    assert isinstance(found.value, mh.MsgHead)
    assert found.value.MsgInfo.Type is None
    assert found.value.MsgInfo.GenDate == "i går"
    assert found.value.MsgInfo.MsgId == "5a9c1b7e-0000-4000-8000-00000000f0e1"


@pytest.mark.parametrize(
    ("data", "tag", "key"),
    [
        (b"", "", "xml-empty"),
        (b"hei", "", "xml-not-xml"),
        (XML[:-1], "", "xml-not-well-formed"),
        (b"<Annet xmlns='http://example.no'/>", "{http://example.no}Annet", "root-unknown"),
    ],
)
def test_what_is_no_message_has_a_fault_and_no_value(data: bytes, tag: str, key: str) -> None:
    found = LAYER.examine(data)
    assert (found.tag, found.value, found.version) == (tag, None, None)
    assert [issue.key for issue in found.issues] == [key]


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_hostile_bytes_are_answered(name: str) -> None:
    assert LAYER.examine(REFUSED[name].make()).issues


@given(st.integers(0, len(XML) - 1), st.binary(max_size=3))
def test_reading_raises_just_what_examining_finds(position: int, instead: bytes) -> None:
    data = XML[:position] + instead + XML[position + 1 :]
    found = LAYER.examine(data)
    if not found.issues:
        assert found == (*LAYER.read(data), ())
        return
    with pytest.raises(Refusal) as refusal:
        LAYER.read(data)
    assert refusal.value.issues == found.issues
