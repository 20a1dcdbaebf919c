"""The XML parser: what it refuses and with which fault, what it takes, what it costs, and how it names a place."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from conformance import hostile
from mappings import xml
from mappings.faults.xml import XML
from mappings.result import Refusal

if TYPE_CHECKING:
    from pathlib import Path

MSGHEAD = b"""<?xml version="1.0" encoding="UTF-8"?>
<!-- a message -->
<?xml-stylesheet href="nothing.xsl"?>
<MsgHead xmlns="http://www.kith.no/xmlstds/msghead/2006-05-24">
  <Document><RefDoc><Content>  </Content></RefDoc></Document>
  <!-- between --><Document><RefDoc><MsgType V="XML"/><!-- within -->a<?p x?>b</RefDoc></Document>
</MsgHead>"""


def refusal(data: bytes) -> Refusal:
    with pytest.raises(Refusal) as caught:
        xml.parse(data)
    return caught.value


# --- hostile bytes --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", hostile.REFUSED)
def test_each_hostile_kind_is_refused_with_its_fault(name: str) -> None:
    kind = hostile.REFUSED[name]
    caught = refusal(kind.make())
    assert [issue.key for issue in caught.issues] == [kind.key]
    assert caught.__context__ is None, "libxml2's message quotes the document and must not travel along"
    for sentence in (XML[kind.key].nb, XML[kind.key].nn):
        assert "{" not in sentence.format(*caught.issues[0].params)


def test_there_are_at_least_forty_kinds_and_every_fault_is_met() -> None:
    assert len(hostile.REFUSED) >= 40
    assert {kind.key for kind in hostile.REFUSED.values()} == XML.keys()


def test_a_fault_of_the_markup_tells_line_and_column_and_nothing_of_the_text() -> None:
    issue = refusal(b"<a>\n  <secret>secret</other></a>").issues[0]
    assert (issue.key, issue.where) == ("xml-not-well-formed", "2:25")
    assert issue.params == ("2", "25")


HEAVIEST = (
    "as many attributes as allowed",
    "as many attribute names as allowed",
    "as many names as allowed",
    "as many elements as allowed",
    "line breaks in an attribute of 26 MB",
    "26 MB of CDATA",
    "26 MB of UTF-16",
    "a million attributes",
    "26 MB of tiny elements",
)


@pytest.mark.skipif(sys.platform != "linux", reason="peak memory is read from /proc")
@pytest.mark.parametrize("name", HEAVIEST)
def test_peak_memory_of_a_process_stays_under_150_MB_and_four_bodies(name: str) -> None:
    made = subprocess.run(
        [sys.executable, "-m", "conformance.hostile", name], capture_output=True, check=True
    )
    took = json.loads(made.stdout)
    assert took["key"] == hostile.KINDS[name].key
    assert took["peak"] < 150_000_000 + 4 * took["bytes"]


@pytest.mark.parametrize("unit", [b"<!---->", b"<?p?>", b"<!--- ", b"<?p ?", b" ", b"<!--", b"&lt;"])
def test_time_is_linear_in_size(unit: bytes) -> None:
    def seconds(size: int) -> float:
        data = b"<?xml version='1.0'?>" + unit * (size // len(unit)) + b"<a/>"
        runs = []
        for _ in range(3):
            start = time.process_time()
            hostile.answer(data)
            runs.append(time.process_time() - start)
        return min(runs)

    assert seconds(800_000) < 80 * max(seconds(50_000), 0.0002), (
        "16 times the size, far from 256 times the time"
    )


@given(st.binary())
def test_any_bytes_are_read_or_refused_and_nothing_else(data: bytes) -> None:
    hostile.answer(data)


@given(st.binary(max_size=40), st.integers(0, len(MSGHEAD)), st.integers(0, 60))
def test_a_damaged_message_is_read_or_refused_and_nothing_else(damage: bytes, at: int, lost: int) -> None:
    hostile.answer(MSGHEAD[:at] + damage + MSGHEAD[at + lost :])


TOKENS = b"< > / a <a> </a> <!-- --> <? ?> <?xml <!DOCTYPE <![CDATA[ ]]> & ; # x = \" ' xmlns:p p: \0 \xff \xef\xbb\xbf UTF-16"
MARKUP = st.sampled_from([*TOKENS.split(), b" ", b" encoding="])


@given(st.lists(MARKUP, max_size=30).map(b"".join))
def test_any_markup_is_read_or_refused_and_nothing_else(data: bytes) -> None:
    hostile.answer(data)


@given(st.lists(MARKUP, max_size=30).map(b"".join))
def test_what_is_read_has_no_document_type(data: bytes) -> None:
    for document in (data, data + b"<!DOCTYPE a><a/>", b"<!DOCTYPE a>" + data + b"<a/>"):
        try:
            root = xml.parse(document)
        except Refusal:
            continue
        assert root.getroottree().docinfo.internalDTD is None


# --- what is read ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "encoding", ["UTF-8", "utf-8", "US-ASCII", "ISO-8859-1", "ISO-8859-15", "windows-1252", "UTF-16"]
)
@pytest.mark.parametrize("quote", ["'", '"'])
def test_every_encoding_taken_is_read_as_declared(encoding: str, quote: str) -> None:
    text = "<a>grønn</a>" if encoding != "US-ASCII" else "<a>gr&#248;nn</a>"
    declaration = f"<?xml version={quote}1.0{quote} encoding={quote}{encoding}{quote}?>"
    assert xml.parse((declaration + text).encode(encoding)).text == "grønn"


def test_a_byte_order_mark_and_a_missing_declaration_are_read() -> None:
    for data in (
        b"\xef\xbb\xbf<a>\xc3\xa5</a>",
        b"<a>\xc3\xa5</a>",
        b"\n <a>\xc3\xa5</a>",
        "<a>å</a>".encode("utf-16"),
    ):
        assert xml.parse(data).text == "å"


def test_comments_and_instructions_are_left_out_and_text_around_them_is_whole() -> None:
    root = xml.parse(MSGHEAD)
    assert [child.tag.rpartition("}")[2] for child in root.iter()].count("Document") == 2
    assert root[1][0][0].tail == "ab"


def test_blank_text_between_elements_is_dropped_unless_asked_for_and_kept_in_leaves() -> None:
    content = b"<a> <p><b>x</b> <i>y</i></p> <l>  </l></a>"
    dropped, kept = xml.parse(content), xml.parse(content, keep_blank=True)
    assert [element.tail for element in dropped.iter()] == [None] * 5
    assert kept[0][0].tail == " "
    assert dropped[1].text == kept[1].text == "  "


def test_an_attachment_of_18_MB_is_read() -> None:
    content = b"QUJD" * 6_000_000
    root = xml.parse(b"<a><b>" + content + b"</b></a>")
    assert root[0].text == content.decode()


def test_the_limits_themselves_are_allowed() -> None:
    for name in (
        "as many elements as allowed",
        "as many levels as allowed",
        "as many levels as allowed around 20 MB",
        "DOCTYPE in a comment, in CDATA, in text",
    ):
        assert hostile.answer(hostile.ACCEPTED[name].make()) == ""


def test_each_thread_has_its_own_parsers() -> None:
    seen: list[str] = []
    threads = [threading.Thread(target=lambda: seen.append(str(xml.parse(MSGHEAD).tag))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == ["{http://www.kith.no/xmlstds/msghead/2006-05-24}MsgHead"] * 8


def test_a_refused_document_does_not_spoil_the_next_one() -> None:
    for kind in ("truncated in a tag", "300 levels", "encoding unknown", "DOCTYPE"):
        refusal(hostile.REFUSED[kind].make())
        assert len(xml.parse(MSGHEAD)) == 2


@pytest.mark.judge
def test_the_official_examples_are_read_but_for_the_three_that_are_not_well_formed(shared: Path) -> None:
    refused = {
        path.name: answer
        for path in (shared / "standards" / "examples").rglob("*.xml")
        if (answer := hostile.answer(path.read_bytes()))
    }
    assert len(refused) == 3
    assert all(name.startswith("Case1-2") for name in refused)
    assert set(refused.values()) == {"xml-not-well-formed"}


# --- where something is ---------------------------------------------------------------------------------------------


def test_a_place_has_local_names_and_positions_among_siblings_alike() -> None:
    root = xml.parse(MSGHEAD)
    assert xml.place(root) == "/MsgHead"
    assert xml.place(root[1][0]) == "/MsgHead/Document[2]/RefDoc"
    assert xml.place(root[1][0][0], "V") == "/MsgHead/Document[2]/RefDoc/MsgType/@V"
    assert xml.place(root[0][0][0], "{u}a") == "/MsgHead/Document[1]/RefDoc/Content/@a"


def test_siblings_of_one_local_name_in_two_namespaces_are_told_apart() -> None:
    root = xml.parse(b'<a xmlns:p="u"><b/><p:b/><c/></a>')
    assert [xml.place(child) for child in root] == ["/a/b[1]", "/a/b[2]", "/a/c"]


@given(
    st.recursive(st.just(()), lambda inner: st.lists(st.tuples(st.sampled_from("abc"), inner), max_size=4))
)
def test_no_two_elements_share_a_place(tree: object) -> None:
    root = etree.Element("root")
    grow(root, tree)
    places = [xml.place(element) for element in root.iter()]
    assert len(set(places)) == len(places)
    assert all(
        root.getroottree().xpath(place) == [element]
        for place, element in zip(places, root.iter(), strict=True)
    )


def grow(parent: etree._Element, children: object) -> None:
    assert isinstance(children, (list, tuple))
    for name, inner in children:
        grow(etree.SubElement(parent, name), inner)


def test_a_name_that_no_standard_has_is_cut() -> None:
    root = xml.parse(b"<a><" + b"b" * 1000 + b"/></a>")
    assert xml.place(root[0]) == "/a/" + "b" * 80
