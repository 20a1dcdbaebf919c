"""`ip-adapter check`: messages and FHIR resources, one OperationOutcome over all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mappings import fhir

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Terminal


def issues_of(data: bytes) -> list[fhir.OperationOutcomeIssue]:
    made = fhir.decode(data).value
    assert isinstance(made, fhir.OperationOutcome)
    return made.issue


def test_a_document_without_a_fault_is_told_to_have_none(terminal: Terminal, letter: Path) -> None:
    result = terminal("check", letter)
    (issue,) = issues_of(result.out)
    assert (result.code, issue.severity, issue.location) == (0, "information", [str(letter)])
    assert result.lines == ["1 document: 0 with errors, 0 remarks in all"]


def test_R175_every_fault_has_document_place_code_and_clause(terminal: Terminal, faulty: Path) -> None:
    result = terminal("check", faulty)
    (issue,) = issues_of(result.out)
    assert result.code == 1
    assert issue.location == [f"{faulty}#/MsgHead/MsgInfo"]
    assert issue.diagnostics == "XSD i meldingens standard"
    assert issue.details.coding[1] == fhir.Coding(
        system="urn:oid:2.16.578.1.12.4.1.1.8221",
        code="T02",
        display="XML validerer ikke",
    )
    assert result.lines[0].startswith(f"{faulty}: feil: T02 element-missing: /MsgHead/MsgInfo: ")


def test_a_fault_in_fhir_is_placed_by_an_expression(terminal: Terminal) -> None:
    result = terminal("check", "-", stdin=b'{"resourceType":"Patient","gender":"x","birthDate":"1958"}')
    (issue,) = issues_of(result.out)
    assert (result.code, issue.expression, issue.location) == (
        1,
        ["Patient.gender"],
        ["stdin#Patient.gender"],
    )


def test_a_bundle_of_ours_has_no_fault(terminal: Terminal, letter: Path, tmp_path: Path) -> None:
    terminal("to-fhir", letter, "-o", tmp_path / "bundle.json")
    assert terminal("check", tmp_path / "bundle.json").code == 0


def test_a_message_of_a_kind_without_fhir_can_be_right(terminal: Terminal, examples: Path) -> None:
    assert terminal("check", examples / "innleggelsesrapport-1.6.xml").code == 0


def test_files_and_folders_are_answered_together(
    terminal: Terminal, letter: Path, faulty: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "patient.json").write_bytes(b'{"resourceType":"Patient"}')
    (folder / "empty.xml").write_bytes(b"")
    result = terminal("check", letter, folder, faulty)
    places = [(issue.location[0] or "").removeprefix(f"{tmp_path}/") for issue in issues_of(result.out)]
    assert places == [str(letter), "folder/empty.xml", "folder/patient.json", "faulty.xml#/MsgHead/MsgInfo"]
    assert result.lines[-1] == "4 documents: 2 with errors, 2 remarks in all"


def test_a_name_of_any_bytes_can_stand_in_the_answer(
    terminal: Terminal, letter: Path, tmp_path: Path
) -> None:
    odd = tmp_path / "a\udcff\n.xml"
    odd.write_bytes(letter.read_bytes())
    result = terminal("check", odd)
    assert result.code == 0
    assert issues_of(result.out)[0].location == [f"{tmp_path}/a\ufffd\ufffd.xml"]


def test_nothing_that_a_message_says_is_told(terminal: Terminal, letter: Path, tmp_path: Path) -> None:
    said = "Kanarifugl"
    text = letter.read_text(encoding="utf-8")
    places = {
        "date": text.replace("1958-03-14", said),
        "code": text.replace('V="2" DN="Gift"', f'V="{said}" DN="{said}"'),
        "id": text.replace("14835812368", said),
        "text": text.replace("<Patient>", f"<Patient>{said}"),
        "msgid": text.replace("c7b9d1f4-0e52-4c36-b1aa-7a9f5b2f8e03", said),
        "cut": text.replace("Furu", said)[:3000],
    }
    for name, changed in places.items():
        path = tmp_path / f"{name}.xml"
        path.write_text(changed, encoding="utf-8")
        result = terminal("check", path)
        assert said not in result.err
        assert said.encode() not in result.out
