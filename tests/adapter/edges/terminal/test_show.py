"""`ip-adapter show`: what a new user sees first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapter.edges.terminal.show import EXAMPLES, LETTER
from mappings import fhir
from mappings.apprec import ar
from mappings.message import LAYER

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Terminal


def test_it_shows_what_came_in_what_came_out_the_receipt_and_the_time(
    terminal: Terminal, tmp_path: Path
) -> None:
    result = terminal("show", "--folder", tmp_path / "demo")
    text = result.out.decode()
    assert (result.code, result.err) == (0, "")
    for words in (
        "Helse Fjordland HF, Medisinsk avdeling (HER-id 9000034)",
        "Varsom Furu, who does not exist",
        "Encounter         finished",
        "AppRec 1.1, status 1",
        "read and check the XML",
        "Try next:",
    ):
        assert words in text


def test_the_files_that_it_names_are_there(terminal: Terminal, tmp_path: Path) -> None:
    terminal("show", "--folder", tmp_path)
    letter = EXAMPLES / LETTER
    bundle = (tmp_path / f"{letter.name}.json").read_bytes()
    receipt = (tmp_path / f"{letter.name}.apprec.xml").read_bytes()
    assert bundle + b"\n" == terminal("to-fhir", letter).out
    assert isinstance(fhir.decode(bundle).value, fhir.Bundle)
    assert isinstance(LAYER.read(receipt).value, ar.AppRec)


def test_what_it_says_to_try_next_can_be_tried(terminal: Terminal, tmp_path: Path) -> None:
    text = terminal("show", "--folder", tmp_path).out.decode()
    commands = [line.split() for line in text.partition("Try next:\n")[2].splitlines()]
    assert [command[1] for command in commands] == ["to-fhir", "check"]
    assert terminal(*commands[0][1:]).code == 0
    assert terminal(*commands[1][1:]).out.startswith(b'{"resourceType":"OperationOutcome"')
