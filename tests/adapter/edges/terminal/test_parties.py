"""`ip-adapter parties`: who is who, and for whom this installation receives."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from adapter.core.parties import Party
from mappings import fhir
from tests.adapter.edges.terminal.operating import ACTOR
from tests.messages.examples import SHIPPED

if TYPE_CHECKING:
    from pathlib import Path

    from tests.adapter.edges.terminal.operating import Office

UNIVERSE = SHIPPED / "parties.csv"


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    path = tmp_path / "faulty.csv"
    path.write_text(
        UNIVERSE.read_text("utf-8").replace("310030309", "310030308").replace(",9000013,", ",9000012,"),
        "utf-8",
    )
    return path


def test_a_file_replaces_the_table(office: Office) -> None:
    before = office.store.tables.directory
    result = office("parties", "load", UNIVERSE)
    after = office.store.tables.directory
    assert (result.code, result.out, result.told) == (0, b"", ["16 parties, 9 of them own"])
    assert after.generation == before.generation + 1
    assert len(after.parties) == 16
    (_, row) = office.audited("parties-loaded")
    assert (row.actor, row.reason) == (ACTOR, "16 parties")


def test_standard_input_and_json(office: Office) -> None:
    result = office("parties", "load", "-", "--json", stdin=UNIVERSE.read_bytes())
    assert (result.code, result.json) == (0, {"parties": 16, "own": 9, "generation": 2})


def test_a_file_with_faults_changes_nothing_and_every_one_is_told(office: Office, faulty: Path) -> None:
    before = office.store.tables.directory
    result = office("parties", "load", faulty)
    assert (result.code, result.out, office.openings) == (1, b"", [])
    assert [line.split(": ")[2:4] for line in result.told[:-1]] == [
        ["party-org-nr", "4:org_nr"],
        ["party-her-id-twice", "9:her_id"],
    ]
    assert result.told[-1] == "2 faults: the party table stays as it was"
    assert office.store.tables.directory == before


def test_faults_as_json_are_an_outcome_in_the_language_asked_for(office: Office, faulty: Path) -> None:
    result = office("parties", "load", faulty, "--json", "--lang", "nn")
    made = fhir.decode(result.out).value
    assert isinstance(made, fhir.OperationOutcome)
    assert [issue.location for issue in made.issue] == [[f"{faulty}#4:org_nr"], [f"{faulty}#9:her_id"]]
    assert made.issue[0].details is not None
    assert "kontrollsiffer" in (made.issue[0].details.text or "")
    assert "ikkje" in result.told[0]


def test_what_is_no_text_is_told(office: Office) -> None:
    result = office("parties", "load", "-", stdin=b"name\n\xe5")
    assert result.code == 1
    assert result.told[0].startswith("stdin: fatal: party-file-encoding: 2: ")


def test_a_file_that_is_not_there(office: Office, tmp_path: Path) -> None:
    result = office("parties", "load", tmp_path / "none.csv")
    assert (result.code, office.openings) == (4, [])


def test_the_table_is_listed_in_the_order_of_its_file(office: Office) -> None:
    office("parties", "load", UNIVERSE)
    result = office("parties", "list")
    lines = result.lines[1:]
    assert (result.code, result.told) == (0, ["16 parties"])
    assert lines[1].split() == [
        *("9000011", "310020206", "310010103", "KE", "Fjellvik"),
        *("health", "9901", "ke", "fhir", "message", "own"),
    ]
    assert lines[-1].split()[0] == "314040406"


def test_as_json_with_the_names_of_the_file(office: Office) -> None:
    office("parties", "load", UNIVERSE)
    listed = office("parties", "list", "--json")
    assert listed.json["next"] is None
    assert [tuple(row) for row in listed.rows] == [Party._fields] * 16
    assert listed.rows[0] == {
        "name": "Fjellvik kommune",
        "org_nr": "310010103",
        "her_id": "9000001",
        "parent": "",
        "sector": "health",
        "municipality": "9901",
        "kind": "unit",
        "takes": ["fhir", "message"],
        "own": True,
    }


def test_a_name_cannot_speak_to_the_terminal(office: Office) -> None:
    office.store.tables.directory = type(office.store.tables.directory)(1, (Party("A\x1b[2J", "310010103"),))
    assert "\x1b" not in office("parties", "list").text
