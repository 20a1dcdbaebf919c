"""`ip-adapter to-fhir`: one message or a folder of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mappings import fhir

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Terminal


def bundle_of(data: bytes) -> fhir.Bundle:
    made = fhir.decode(data).value
    assert isinstance(made, fhir.Bundle)
    return made


def outcome_of(data: bytes) -> fhir.OperationOutcome:
    made = fhir.decode(data).value
    assert isinstance(made, fhir.OperationOutcome)
    return made


def test_a_message_becomes_a_bundle_on_standard_output(terminal: Terminal, letter: Path) -> None:
    result = terminal("to-fhir", letter)
    assert (result.code, result.err) == (0, "")
    assert isinstance(bundle_of(result.out).entry[0].resource, fhir.MessageHeader)


def test_standard_input_and_a_repetition_give_the_same_bytes(terminal: Terminal, letter: Path) -> None:
    first = terminal("to-fhir", letter).out
    assert terminal("to-fhir", "-", stdin=letter.read_bytes()).out == first
    assert terminal("to-fhir", letter).out == first


def test_the_bundle_can_go_to_a_file(terminal: Terminal, letter: Path, tmp_path: Path) -> None:
    result = terminal("to-fhir", letter, "-o", tmp_path / "out.json")
    assert (result.code, result.out) == (0, b"")
    assert (tmp_path / "out.json").read_bytes() == terminal("to-fhir", letter).out
    assert [path.name for path in tmp_path.iterdir()] == ["out.json"]


def test_every_full_url_begins_with_the_base(terminal: Terminal, letter: Path) -> None:
    made = bundle_of(terminal("to-fhir", letter, "--base", "https://other.example/r4").out)
    assert all((entry.fullUrl or "").startswith("https://other.example/r4/") for entry in made.entry)


def test_a_refused_message_is_answered_with_its_faults(terminal: Terminal, faulty: Path) -> None:
    result = terminal("to-fhir", faulty)
    (issue,) = outcome_of(result.out).issue
    assert result.code == 1
    assert issue.location == ["/MsgHead/MsgInfo"]
    assert [coding.code for coding in issue.details.coding] == ["element-missing", "T02"]
    assert result.lines == [
        "feil: T02 element-missing: /MsgHead/MsgInfo: Elementet MIGversion mangler. (XSD i meldingens standard)"
    ]


def test_faults_are_told_in_nynorsk_when_asked_for(terminal: Terminal, faulty: Path) -> None:
    result = terminal("to-fhir", faulty, "--lang", "nn")
    assert "Elementet MIGversion manglar." in result.err
    assert outcome_of(result.out).issue[0].details.text == "Elementet MIGversion manglar."


def test_a_refused_message_leaves_the_file_alone(terminal: Terminal, faulty: Path, tmp_path: Path) -> None:
    (tmp_path / "out.json").write_bytes(b"before")
    result = terminal("to-fhir", faulty, "-o", tmp_path / "out.json", "--outcome", tmp_path / "why.json")
    assert result.code == 1
    assert (tmp_path / "out.json").read_bytes() == b"before"
    assert (tmp_path / "why.json").read_bytes() == result.out


def test_remarks_go_to_the_outcome_file(terminal: Terminal, letter: Path, tmp_path: Path) -> None:
    text = letter.read_text(encoding="utf-8").replace('<TypeId V="HER"', '<TypeId V="XXX"')
    (tmp_path / "remarked.xml").write_text(text, encoding="utf-8")
    result = terminal("to-fhir", tmp_path / "remarked.xml", "--outcome", tmp_path / "remarks.json")
    keys = {
        issue.details.coding[0].code for issue in outcome_of((tmp_path / "remarks.json").read_bytes()).issue
    }
    assert result.code == 0
    assert {"herid-missing", "code-unknown"} <= keys


def test_a_message_without_remarks_is_told_to_have_none(
    terminal: Terminal, letter: Path, tmp_path: Path
) -> None:
    terminal("to-fhir", letter, "--outcome", tmp_path / "remarks.json")
    (issue,) = outcome_of((tmp_path / "remarks.json").read_bytes()).issue
    assert (issue.severity, issue.details.text) == ("information", "Ingen feil er funnet.")


def test_a_person_who_looks_on_is_told_what_was_made(watched: Terminal, letter: Path, tmp_path: Path) -> None:
    assert "bytes of FHIR" in watched("to-fhir", letter, "-o", tmp_path / "out.json").err


def test_a_folder_becomes_a_folder(terminal: Terminal, letter: Path, faulty: Path, tmp_path: Path) -> None:
    inbox, out, remarks = tmp_path / "inbox", tmp_path / "out", tmp_path / "remarks"
    (inbox / "deeper").mkdir(parents=True)
    (inbox / "a.xml").write_bytes(letter.read_bytes())
    (inbox / "deeper" / "b.XML").write_bytes(faulty.read_bytes())
    (inbox / "readme.txt").write_bytes(b"no message")
    result = terminal("to-fhir", inbox, "-o", out, "--outcome", remarks)
    assert result.code == 1
    assert sorted(str(path.relative_to(out)) for path in out.rglob("*.json")) == [
        "a.xml.json",
        "deeper/b.XML.refused.json",
    ]
    assert (remarks / "a.xml.outcome.json").exists()
    assert (out / "a.xml.json").read_bytes() == terminal("to-fhir", letter).out
    assert result.lines[0].startswith("deeper/b.XML: feil: T02 element-missing: /MsgHead/MsgInfo: ")
    assert result.lines[-1] == f"2 messages: 1 became FHIR in {out}, 1 refused"


def test_a_folder_without_faults_ends_well(terminal: Terminal, letter: Path, tmp_path: Path) -> None:
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "a.xml").write_bytes(letter.read_bytes())
    assert terminal("to-fhir", tmp_path / "inbox", "-o", tmp_path / "out").code == 0


def test_progress_is_shown_to_a_person_and_to_nobody_else(
    watched: Terminal, terminal: Terminal, letter: Path, tmp_path: Path
) -> None:
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "a.xml").write_bytes(letter.read_bytes())
    assert "to-fhir 1 of 1" in watched("to-fhir", tmp_path / "inbox", "-o", tmp_path / "out").err
    assert "to-fhir 1 of 1" not in terminal("to-fhir", tmp_path / "inbox", "-o", tmp_path / "out").err


def test_a_folder_needs_a_folder_to_write_to(terminal: Terminal, examples: Path) -> None:
    result = terminal("to-fhir", examples)
    assert (result.code, result.lines) == (2, ["ip-adapter: for a folder of messages -o FOLDER is needed"])


def test_a_folder_without_messages_is_told(terminal: Terminal, tmp_path: Path) -> None:
    result = terminal("to-fhir", tmp_path, "-o", tmp_path / "out")
    assert result.code == 4
    assert result.lines == [f"ip-adapter: {tmp_path}: holds no file that ends in .xml"]
