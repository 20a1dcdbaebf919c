"""The messages' small values as FHIR's: what FHIR can hold, what is kept as received, what is remarked."""

from __future__ import annotations

import pytest

from mappings import fhir
from mappings.element import AnyContent, Node
from mappings.felles import kith, values
from mappings.felles.sheet import Facts, Sheet
from mappings.plo import po

_9121 = "2.16.578.1.12.4.1.1.9121"


@pytest.fixture
def sheet() -> Sheet:
    return Sheet(Facts("9000031", "m", "m", "LOG_INNLAGT", "2026-11-20", "https://example.no/fhir"))


def event(code: kith.CV | None) -> po.TidsfestetHendelse:
    return po.TidsfestetHendelse(Hendelsekode=code, TidspunktForHendelse=kith.TS(), Anslag="true")


CODES: dict[str, tuple[kith.CV, fhir.Coding, list[str], str]] = {
    "as it should be": (kith.CV("1", _9121, "innlagt"), fhir.Coding(system=f"urn:oid:{_9121}", code="1", display="innlagt"), [], ""),
    "unknown to its list": (kith.CV("99", _9121), fhir.Coding(system=f"urn:oid:{_9121}", code="99"), [], "code-unknown"),
    "of a list that is not held": (
        kith.CV("1", "2.16.578.1.12.4.1.1.7110"),
        fhir.Coding(system="urn:oid:2.16.578.1.12.4.1.1.7110", code="1"),
        [],
        "codelist-not-held",
    ),
    "without list: none is taken for granted": (kith.CV("1"), fhir.Coding(code="1"), [], ""),
    "a list alone": (kith.CV(S=_9121), fhir.Coding(system=f"urn:oid:{_9121}"), [], ""),
    "a display alone": (kith.CV(DN="innlagt"), fhir.Coding(display="innlagt"), [], ""),
    "white space around a token": (kith.CV(" 1\n", _9121), fhir.Coding(system=f"urn:oid:{_9121}", code="1"), [" 1\n"], ""),
    "a list that is no OID": (kith.CV("1", "9121"), fhir.Coding(code="1"), ["9121"], ""),
}  # fmt: skip


@pytest.mark.parametrize("case", CODES)
def test_a_code_is_as_received(case: str, sheet: Sheet) -> None:
    received, expected, kept, remark = CODES[case]
    concept = values.concept(sheet, event(received), "Hendelsekode", "/x")
    assert concept is not None
    (coding,) = concept.coding
    assert (coding.system, coding.code, coding.display) == (expected.system, expected.code, expected.display)
    assert [one.valueString for one in coding.extension] == kept
    assert [(one.key, one.where) for one in sheet.issues] == ([(remark, "/x/Hendelsekode")] if remark else [])


@pytest.mark.parametrize("nothing", [kith.CV(), kith.CV("", DN=" "), kith.CV(" ", OT="\n")])
def test_a_code_that_says_nothing_is_left_over(nothing: kith.CV, sheet: Sheet) -> None:
    assert values.concept(sheet, event(nothing), "Hendelsekode", "/x") is None
    assert [one.where for one in sheet.leftovers] == ["/x/Hendelsekode"]


def test_an_absent_code_is_not_left_over(sheet: Sheet) -> None:
    assert values.concept(sheet, event(None), "Hendelsekode", "/x") is None
    assert sheet.leftovers == []


def test_the_list_of_a_cs_is_the_one_that_its_element_is_bound_to(sheet: Sheet) -> None:
    coding = values.coding(sheet, po.TilleggsopplysningPasient(SivilStatus=kith.CS("1")), "SivilStatus", "/x")
    assert coding is not None
    assert coding.system == "urn:oid:2.16.578.1.12.4.1.1.8724"


@pytest.mark.parametrize(
    ("lexical", "value"),
    [("true", True), ("1", True), (" true\n", True), ("false", False), ("0", False), (None, None)],
)
def test_booleans(lexical: str | None, value: bool | None) -> None:  # noqa: FBT001 - the expectation
    assert values.boolean(lexical) is value


def test_the_text_of_markup_is_kept_in_lines_and_its_loss_is_remarked(sheet: Sheet) -> None:
    content = AnyContent(
        items=["Før ", Node("{x}p", items=["første ", Node("{x}b", items=["linje"])]), Node("{x}br"), "etter"]
    )
    assert values.plain(sheet, content, "/x") == "Før første linje\n\netter"
    assert [one.key for one in sheet.issues] == ["markup-dropped"]


def test_plain_text_is_as_received(sheet: Sheet) -> None:
    assert values.plain(sheet, " a\r\n b ", "/x") == " a\r\n b "
    assert sheet.issues == []


def test_a_period_whose_end_comes_first_keeps_the_end_as_received(sheet: Sheet) -> None:
    period = values.period(sheet, "2026-02-01", "2026-01-01", ("/from", "/to"))
    assert period is not None
    assert (period.start, period.end) == ("2026-02-01", None)
    assert period.end_ext is not None
    assert [one.valueString for one in period.end_ext.extension] == ["2026-01-01"]
    assert [(one.key, one.where) for one in sheet.issues] == [("period-reversed", "/to")]


def test_a_time_alone_is_kept_as_received(sheet: Sheet) -> None:
    value, sibling = values.point(sheet, kith.TS("08:15:30"), "/x")
    assert value is None
    assert sibling is not None
    assert [one.valueString for one in sibling.extension] == ["08:15:30"]
