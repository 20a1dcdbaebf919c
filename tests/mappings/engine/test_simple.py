"""The simple types: what is in each, what is not, and that the quick answer is never wrong."""

from __future__ import annotations

import base64
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from mappings import element as el
from mappings.element import Simple
from mappings.engine.simple import check, collapse, quick
from mappings.message import LAYER
from tests.judges.mutants import VALUES
from tests.strategies.messages import ELEMENTS

GOOD: dict[str, list[str]] = {
    "boolean": ["true", "false", "0", "1", " true ", "\n0\t"],
    "date": [
        "2026-09-01",
        "2024-02-29",
        "2000-02-29",
        "1999-12-31Z",
        "2026-04-30+14:00",
        "2026-01-31-13:59",
        "-0004-02-29",
        "12026-01-01",
        " 2026-09-01\n",
        "9" * 5000 + "-01-01",
    ],
    "dateTime": [
        "2026-09-01T09:00:00",
        "2026-09-01T24:00:00",
        "2026-09-01T24:00:00.000Z",
        "2026-09-01T23:59:59.999999999999+02:00",
        "2024-02-29T00:00:00",
        "-0001-12-31T12:00:00",
    ],
    "gYear": ["2026", "-0044", "12026", "2026Z", "2026+01:00"],
    "gYearMonth": ["2026-09", "2026-12Z"],
    "time": ["09:00:00", "24:00:00", "23:59:59.5-01:00"],
    "integer": ["0", "-0", "+7", "007", "9" * 5000, " 1 "],
    "int": ["2147483647", "-2147483648", "+0000000000000000000005", "0"],
    "positiveInteger": ["1", "+1", "01", "9" * 40],
    "decimal": ["1", "1.", ".5", "-.5", "+1.50", "0.1234567890123456789"],
    "double": ["1", "1e5", "-1.5E-3", "INF", "-INF", "NaN", "5.", ".5e+1"],
    "anyURI": ["", "tel:1", "a b", "#a", "http://example.org/æ?a#b"],
    "token": ["", " a  b "],
    "base64Binary": ["", "YQ==", "YWI=", "YWJj", " Y Q\n= =\t", "AAAA" * 1000],
    "string": ["", " ", "\n", "æ", "x" * 10_000],
    "dateTime|date|gYear|gYearMonth|time": [
        "2026",
        "2026-09",
        "2026-09-01",
        "2026-09-01T09:00:00",
        "09:00:00",
    ],
}
BAD: dict[str, list[str]] = {
    "boolean": ["", "TRUE", "yes", "2", "true false", "\u00a0true"],
    "date": [
        "",
        "2026-9-1",
        "0000-01-01",
        "-0000-01-01",
        "2026-13-01",
        "2026-00-01",
        "2026-09-00",
        "2026-09-31",
        "2023-02-29",
        "1900-02-29",
        "02026-01-01",
        "2026-09-01+14:01",
        "2026-09-01+1",
        "2026-09-01z",
        "01.09.2026",
        "20260901",
        "٢٠٢٦-09-01",
        "2026-09-01T09:00:00",
        "2026- 09-01",
    ],
    "dateTime": [
        "2026-09-01",
        "2026-09-01T09:00",
        "2026-09-01 09:00:00",
        "2026-09-01T24:00:01",
        "2026-09-01T24:30:00",
        "2026-09-01T25:00:00",
        "2026-09-01T23:59:60",
        "2026-09-01T09:00:00.",
        "2026-09-01T09:00:00,5",
        "2026-02-30T09:00:00",
        "0000-01-01T00:00:00",
        "2026-09-01T09:00:00+02",
    ],
    "gYear": ["26", "0000", "02026", "2026-09", ""],
    "gYearMonth": ["2026-13", "2026-00", "2026", "0000-01"],
    "time": ["9:00:00", "09:00", "24:00:01", "09:00:60"],
    "integer": ["", "1.0", "1e5", "+", "--1", "1 2", "١"],
    "int": ["2147483648", "-2147483649", "9" * 5000, "1.5", ""],
    "positiveInteger": ["0", "00", "-1", ""],
    "decimal": ["", ".", "1,5", "1e5", "+", "1 000", "INF"],
    "double": ["", "1e", "e5", "inf", "nan", "+INF", "1e5.5"],
    "anyURI": ["a#b#c"],
    "base64Binary": [
        "YQ=",
        "YQ",
        "Y===",
        "====",
        "YQ==YQ==",
        "YR==",
        "YWJ=",
        "YWJj=",
        "Y-_=",
        "æ",
        "YWJj\u00a0",
    ],
    "dateTime|date|gYear|gYearMonth|time": ["", "1", "2026-09-01T", "i dag", "2026-W36"],
}


def holds(simple: Simple, text: str) -> bool:
    exact = check(simple)
    return exact is None or bool(exact(text))


@pytest.mark.parametrize("base", GOOD)
def test_what_is_in_a_type(base: str) -> None:
    assert [text[:40] for text in GOOD[base] if not holds(Simple(base), text)] == []


@pytest.mark.parametrize("base", BAD)
def test_what_is_not_in_a_type(base: str) -> None:
    assert [text[:40] for text in BAD[base] if holds(Simple(base), text)] == []


FACETS = {
    Simple("string", fixed="v1.2 2006-05-24"): (["v1.2 2006-05-24"], ["", " v1.2 2006-05-24", "v1.2"]),
    Simple("string", enumeration=("A", "B C")): (["A", "B C"], ["", " A", "B  C", "C"]),
    Simple("positiveInteger", enumeration=("3", "4")): (["3", "04", "+3", " 4 "], ["5", "34", "", "0"]),
    Simple("string", min_length=1, max_length=3): (["a", "æøå", " ", "\U0001f600" * 3], ["", "abcd"]),
    Simple("token", pattern=r"[0-9](?:\.?[0-9])*"): (
        ["0", "2.16.578", " 1.2 ", "2.16.578.1.12.4.1.1.9051"],
        ["", ".", "1.", ".1", "1..2", "1.a", "٣", "2.16.578.1.12.4.1.1.", "1 2"],
    ),
    Simple("string", pattern="[0-9]{4}"): (["0001"], ["", "1", "00001", " 0001", "000a"]),
}


@pytest.mark.parametrize("simple", FACETS, ids=str)
def test_facets(simple: Simple) -> None:
    good, bad = FACETS[simple]
    assert [text for text in good if not holds(simple, text)] == []
    assert [text for text in bad if holds(simple, text)] == []


def all_simple_types() -> set[Simple]:
    """Every simple type in the plans of every element and version."""
    found: set[Simple] = set()
    waiting = [known for tag in ELEMENTS if (known := LAYER.known(tag))]
    seen = {(struct, id(version)) for struct, version in waiting}
    for struct, version in waiting:
        plan = LAYER.plan(struct, version)
        found |= {row.simple for row in plan.rows.values() if row.simple}
        found |= {row.simple for row in (*plan.attributes, plan.text) if row}
        for row in plan.rows.values():
            if row.struct and (row.struct, id(version)) not in seen:
                seen.add((row.struct, id(version)))
                waiting.append((row.struct, version))
    return found


TYPES = sorted(all_simple_types(), key=str)
ANYTHING = st.one_of(
    st.text(max_size=30),
    st.sampled_from(VALUES),
    st.sampled_from([text for texts in (*GOOD.values(), *BAD.values()) for text in texts]),
    st.from_regex(r"[-+0-9TZ:. ]{0,30}", fullmatch=True),
    st.dates().map(str),
    st.datetimes().map(lambda moment: moment.isoformat()),
)


def test_the_tables_use_the_types_that_are_tested_here() -> None:
    assert len(TYPES) > 25
    assert {simple.base for simple in TYPES} <= set(GOOD)


@given(ANYTHING, st.sampled_from(TYPES))
@settings(max_examples=1500)
def test_a_quick_yes_is_never_wrong_and_no_text_is_too_odd(text: str, simple: Simple) -> None:
    known, exact = quick(simple), check(simple)
    verdict = exact is None or bool(exact(text))
    assert not (known is not None and known(text) and not verdict)


def test_what_is_quickly_known_needs_no_escape_in_xml() -> None:
    for simple in TYPES:
        known = quick(simple)
        texts = ["2026-01-01", "tel:99900001", "true", "2.16.578.1.12.4.1.1.9051"]
        for text in texts if known is not None else []:
            assert not any(known(around) for one in '&<>"\t\n\r' for around in (one, one + text, text + one))


@given(st.dates(), st.times())
def test_real_dates_are_quickly_known(date: object, time: object) -> None:
    for base, text in (("date", str(date)), ("dateTime", f"{date}T{time}")):
        known = quick(Simple(base))
        assert known is not None
        if text[0] in "12" and text[5:10] != "02-29":
            assert known(text)
        assert holds(Simple(base), text)


def test_the_quick_check_of_oids_knows_the_national_code_lists_only() -> None:
    known = quick(Simple("token", pattern=r"[0-9](?:\.?[0-9])*"))
    assert known is not None
    assert known("2.16.578.1.12.4.1.1.9051")
    assert not known("2.16.578.1.12.4.1.4.1")
    assert quick(Simple("string", pattern="[0-9]{4}")) is None


@given(st.binary(max_size=60), st.integers(1, 20))
def test_every_encoding_is_base64_however_it_is_broken_into_lines(data: bytes, width: int) -> None:
    text = base64.b64encode(data).decode()
    assert holds(Simple("base64Binary"), "\r\n".join(re.findall(f".{{1,{width}}}", text)))
    if text:
        assert not holds(Simple("base64Binary"), text[:-1])


@given(st.text(" \t\r\n\u00a0ab", max_size=12))
def test_collapsing_is_that_of_xsd(text: str) -> None:
    made = collapse(text)
    assert not re.search(r"^[ \t\r\n]|[ \t\r\n]$|[ \t\r\n]{2}|[\t\r\n]", made)
    assert re.sub(r"[ \t\r\n]", "", made) == re.sub(r"[ \t\r\n]", "", text)
    assert made.count("\u00a0") == text.count("\u00a0")


LIBXML2_AGREES = ("boolean", "integer", "int", "positiveInteger", "decimal", "string", "token")
"""Of the others it has opinions of its own: rows of `tests/judges/disagreements.py`."""


@pytest.mark.parametrize("base", LIBXML2_AGREES)
def test_libxml2_says_the_same(base: str) -> None:
    schema = etree.XMLSchema(
        etree.fromstring(
            '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">'
            f'<xs:element name="a" type="xs:{base}"/></xs:schema>'
        )
    )
    root = etree.Element("a")
    for text in (*GOOD[base], *BAD.get(base, ()), *VALUES):
        if len(text) < 500:
            root.text = text
            assert schema.validate(root) == holds(Simple(base), text), text


def test_element_vocabulary_and_types_agree() -> None:
    named = [vars(el)[name] for name in vars(el) if hasattr(vars(el)[name], "__metadata__")]
    bases = {mark.base for alias in named for mark in alias.__metadata__ if isinstance(mark, Simple)}
    assert bases <= set(GOOD)
