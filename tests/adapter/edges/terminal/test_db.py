"""`ip-adapter db`: how the store stands, backup and restore."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.messages.examples import READY
from tests.messages.letters import letter

if TYPE_CHECKING:
    from pathlib import Path

    from tests.adapter.edges.terminal.operating import Office


def test_status_counts_and_says_what_there_is_to_look_at(office: Office) -> None:
    office.comes(letter(READY, 1), by="folder")
    office.kept(letter(READY, 2), failed=True)
    office.kept(letter(READY, 3))
    result = office("db", "status")
    about = dict(line.split("  ", 1) for line in result.lines)
    assert result.code == 0
    assert about["letters"].strip() == "1 failed, 1 kept, 1 stored"
    assert about["outgoing"].strip() == "1 due"
    assert about["to look at"].strip() == "1 (inbox list --state attention)"
    assert about["oldest undecided"].strip() == "2026-09-01 09:00:00"
    assert about["parties"].strip() == "16"


def test_status_of_an_empty_store(office: Office) -> None:
    about = dict(line.split("  ", 1) for line in office("db", "status").lines)
    assert {about[name].strip() for name in ("letters", "outgoing", "to look at", "oldest undecided")} == {
        "none"
    }


def test_status_as_json(office: Office) -> None:
    office.kept(letter(READY, 3))
    found = office("db", "status", "--json").json
    assert set(found) == {
        *("schema", "server", "letters", "outgoing", "parties", "resources", "oldest_undecided", "bytes")
    }
    assert (found["letters"], found["oldest_undecided"]) == ({"kept": 1}, "2026-09-01T07:00:00Z")


def test_a_backup_is_a_new_file(office: Office, tmp_path: Path) -> None:
    target = tmp_path / "monday.backup"
    result = office("db", "backup", target)
    assert (result.code, result.told) == (0, [f"{target}: 10 bytes; it holds persons' data"])
    assert target.read_bytes() == b"everything"
    again = office("db", "backup", target)
    assert (again.code, again.told) == (
        4,
        [f"ip-adapter: {target}: is there already, and stays as it is"],
    )
    other = tmp_path / "tuesday.backup"
    assert office("db", "backup", other, "--json").json == {"file": str(other), "bytes": 10}


def test_restore_asks_for_replace_when_there_are_data(office: Office, tmp_path: Path) -> None:
    source = tmp_path / "monday.backup"
    source.write_bytes(b"everything")
    refused = office("db", "restore", source)
    assert (refused.code, refused.told) == (
        5,
        ["ip-adapter: the installation has letters: --replace removes them"],
    )
    done = office("db", "restore", source, "--replace", "--json")
    assert (done.code, done.json) == (0, {"file": str(source), "bytes": 10})
    assert office("db", "restore", source, "--replace").told == [f"{source}: restored"]
    assert office.restored == [(source, True)] * 2


def test_what_is_no_file_cannot_be_restored(office: Office, tmp_path: Path) -> None:
    for source, words in ((tmp_path / "none", "there is no such file or folder"), (tmp_path, "is a folder")):
        result = office("db", "restore", source, "--replace")
        assert result.code == 4
        assert words in result.err
    assert office.restored == []
