"""The official example messages: read, written back equal, and refused where they are bad, as the official XSDs do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lxml import etree

from mappings import xml
from mappings.message import LAYER
from mappings.result import Issue, Refusal
from tests.judges.infoset import infoset

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.judge

SENDER = ("element-missing", "/MsgHead/MsgInfo/Sender", ("Organisation",))
CONTENT = "/MsgHead/Document/RefDoc/Content"


def status(root: str) -> tuple[str, str, tuple[str, ...]]:
    """What is said where the status of the shipment is missing."""
    return "element-missing", f"{CONTENT}/{root}/InformasjonOmForsendelsen", ("Forsendelsesstatus",)


BAD = {
    "mottak-Dialogmelding-v1_0/Case1-2.xml": ("xml-not-well-formed", "64:20", ("64", "20")),
    "mottak-Innleggelsesrapport-v1_5/Case1-2-Innleggelsesrapport-v1_5.xml": (
        "xml-not-well-formed",
        "34:12",
        ("34", "12"),
    ),
    "mottak-Melding_fravar-v1_5/Case1-2-Melding_fravar-v1_5.xml": (
        "xml-not-well-formed",
        "34:12",
        ("34", "12"),
    ),
    "mottak-Dialogmelding-v1_0/Case1-16b.xml": SENDER,
    "mottak-Innleggelsesrapport-v1_5/Case1-13b-Innleggelsesrapport-v1_5.xml": SENDER,
    "mottak-Melding_fravar-v1_5/Case1-13b-Melding_fravar-v1_5.xml": SENDER,
    "mottak-Dialogmelding-v1_0/Case1-16c.xml": ("element-missing", "/MsgHead/MsgInfo", ("Sender",)),
    "mottak-Innleggelsesrapport-v1_5/Case1-15a-Innleggelsesrapport-v1_5.xml": status("Innleggelsesrapport"),
    "mottak-Melding_fravar-v1_5/Case1-15a-Melding_fravar-v1_5.xml": status("MeldingFravar"),
}
"""Official acceptance tests that are not valid, on purpose: file below examples/test -> the one fault."""


@pytest.fixture(scope="module")
def examples(shared: Path) -> dict[str, bytes]:
    """Every official example message by its name."""
    folder = shared / "standards" / "examples"
    return {
        path.relative_to(folder).as_posix().removeprefix("test/"): path.read_bytes()
        for path in sorted(folder.rglob("*.xml"))
    }


@pytest.fixture(scope="module")
def good(examples: dict[str, bytes]) -> dict[str, bytes]:
    """Those that are valid."""
    return {name: data for name, data in examples.items() if name not in BAD}


def is_valid(schema: etree.XMLSchema, data: bytes) -> bool:
    """The official verdict; what is not well-formed is not valid."""
    parser = etree.XMLParser(no_network=True, load_dtd=False, resolve_entities=False)
    try:
        return schema.validate(etree.fromstring(data, parser))
    except etree.XMLSyntaxError:
        return False


def test_there_are_82_examples_of_which_73_are_valid(
    examples: dict[str, bytes], good: dict[str, bytes]
) -> None:
    assert (len(examples), len(good)) == (82, 73)
    assert examples.keys() >= BAD.keys()


def test_own_verdict_and_that_of_the_official_xsds_agree_on_all(
    examples: dict[str, bytes], official_schema: etree.XMLSchema
) -> None:
    own = {name for name, data in examples.items() if not LAYER.examine(data).issues}
    official = {name for name, data in examples.items() if is_valid(official_schema, data)}
    assert own == official


def test_a_valid_example_comes_back_equal_and_valid(
    good: dict[str, bytes], official_schema: etree.XMLSchema
) -> None:
    for name, data in good.items():
        root = LAYER.read(data)
        written = LAYER.write(root.tag, root.value)
        assert infoset(written) == infoset(data), name
        assert is_valid(official_schema, written), name
        assert LAYER.read(written) == root, name
        assert LAYER.check(root.tag, root.value) == (), name


@pytest.mark.parametrize("name", BAD)
def test_a_bad_example_is_refused_with_its_fault(name: str, examples: dict[str, bytes]) -> None:
    key, where, params = BAD[name]
    with pytest.raises(Refusal) as refused:
        LAYER.read(examples[name])
    assert refused.value.issues == (Issue(key, where, params),)


def test_every_example_takes_the_fast_path(good: dict[str, bytes]) -> None:
    for name, data in good.items():
        root = xml.parse(data)
        assert LAYER._fast(root, str(root.tag)) is not None, name


def test_fast_and_thorough_reading_give_the_same(good: dict[str, bytes]) -> None:
    for name, data in good.items():
        tag, value, version = LAYER.read(data)
        known = LAYER.known(tag)
        assert known is not None
        thorough = LAYER._thorough(xml.parse(data, keep_blank=True), tag, *known)
        assert (thorough.value, thorough.version, thorough.issues) == (value, version, ()), name
