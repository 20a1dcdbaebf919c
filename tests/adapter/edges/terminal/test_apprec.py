"""`ip-adapter apprec`: the receipt that a message would be answered with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mappings.apprec import ar
from mappings.message import LAYER

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Terminal

ID = "7a9f3c52-1f0b-4a53-9d3e-0d5d6f4f9a10"
TIME = "2026-09-01T09:00:00+02:00"


def receipt_of(data: bytes) -> ar.AppRec:
    made = LAYER.read(data).value
    assert isinstance(made, ar.AppRec)
    return made


def test_R027_a_message_without_fault_is_confirmed(terminal: Terminal, letter: Path) -> None:
    result = terminal("apprec", letter, "--id", ID, "--time", TIME)
    made = receipt_of(result.out)
    assert (result.code, result.err) == (0, "")
    assert (made.Status.V, made.Error, made.Id, made.GenDate) == ("1", [], ID, TIME)
    assert made.OriginalMsgId.Id == "c7b9d1f4-0e52-4c36-b1aa-7a9f5b2f8e03"


def test_id_and_time_are_made_when_none_are_given(terminal: Terminal, letter: Path) -> None:
    first, second = (receipt_of(terminal("apprec", letter).out) for _ in range(2))
    assert first.Id != second.Id
    assert first.GenDate <= second.GenDate


def test_id_and_time_given_make_the_same_bytes(terminal: Terminal, letter: Path) -> None:
    first, second = (
        terminal("apprec", "-", "--id", ID, "--time", TIME, stdin=letter.read_bytes()) for _ in "ab"
    )
    assert first.out == second.out


def test_R028_a_faulty_message_is_refused_with_every_fault(terminal: Terminal, faulty: Path) -> None:
    result = terminal("apprec", faulty)
    made = receipt_of(result.out)
    assert (result.code, made.Status.V) == (1, "2")
    assert [(error.V, error.OT) for error in made.Error] == [("T02", "Elementet MIGversion mangler.")]
    assert "T02 element-missing" in result.err


@pytest.mark.parametrize(
    ("example", "version"),
    [("log_utskrevet-1.6.xml", "2012-02-15"), ("log_utskrivningsklar-1.5.xml", "2004-11-21")],
)
def test_the_version_of_the_receipt_goes_by_the_message(
    terminal: Terminal, examples: Path, example: str, version: str
) -> None:
    assert (
        f"http://www.kith.no/xmlstds/apprec/{version}".encode() in terminal("apprec", examples / example).out
    )


def test_a_receipt_is_never_answered(terminal: Terminal, examples: Path) -> None:
    for name in ("apprec-1.0.xml", "apprec-1.1.xml"):
        result = terminal("apprec", examples / name)
        assert (result.code, result.out) == (3, b"")
        assert result.lines == ["En kvittering blir aldri kvittert for."]


def test_what_has_no_readable_sender_is_not_answered(terminal: Terminal) -> None:
    result = terminal("apprec", "-", "--lang", "nn", stdin=b"<MsgHead/>")
    assert (result.code, result.out) == (3, b"")
    assert result.lines == ["Avsendaren kan ikkje lesast; det finst ingen å kvittere til."]


@pytest.mark.parametrize(("option", "value"), [("--id", "4711"), ("--time", "in the morning")])
def test_id_and_time_must_be_such(terminal: Terminal, letter: Path, option: str, value: str) -> None:
    result = terminal("apprec", letter, option, value)
    assert (result.code, result.out, len(result.lines)) == (2, b"", 1)
    assert f"argument {option}" in result.err
