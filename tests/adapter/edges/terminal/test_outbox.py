"""`ip-adapter outbox`: receipts that left or are to leave."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.adapter.edges.terminal.operating import ACTOR, UNKNOWN
from tests.messages.examples import READY
from tests.messages.letters import letter

if TYPE_CHECKING:
    from uuid import UUID

    from tests.adapter.edges.terminal.operating import Office


@pytest.fixture
def letters(office: Office) -> list[UUID]:
    """Two letters whose receipts were given up, and one whose receipt is due."""
    given_up = office.comes(letter(READY, 1), letter(READY, 2), by="folder")
    office.give_up()
    return [*given_up, *office.comes(letter(READY, 3), by="folder")]


def test_a_line_a_receipt_newest_first(office: Office, letters: list[UUID]) -> None:
    result = office("outbox", "list")
    heading, *lines = result.lines
    assert (result.code, result.told) == (0, ["3 deliveries"])
    assert [line.split()[-1] for line in lines] == [str(ident) for ident in reversed(letters)]
    assert heading.split()[:3] == ["id", "due", "over"]
    assert "  due  " in lines[0]
    assert "  dead  " in lines[1]
    assert "no-channel" in lines[1]
    assert "  alarm  " in lines[1]


def test_as_json(office: Office, letters: list[UUID]) -> None:
    rows = office("outbox", "list", "--json").rows
    assert [(row["letter"], row["state"]) for row in reversed(rows)] == list(
        zip(map(str, letters), ("dead", "dead", "due"), strict=True)
    )
    assert str(rows[0]["due"]).endswith("Z")
    assert set(rows[0]) == {
        *("id", "letter", "channel", "state", "due", "deadline", "tries", "fault", "alarmed"),
    }


def test_by_state_letter_time_and_page(office: Office, letters: list[UUID]) -> None:
    def found(*further: object) -> list[object]:
        return [row["letter"] for row in office("outbox", "list", *further, "--json").rows]

    assert found("--state", "due") == [str(letters[2])]
    assert found("--state", "sent", "dead") == [str(letters[1]), str(letters[0])]
    assert found("--letter", letters[1]) == [str(letters[1])]
    assert found("--since", "2026-09-02") == []
    following = office("outbox", "list", "--limit", 1, "--json").json["next"]
    assert found("--before", following, "--limit", 1) == [str(letters[1])]


def test_what_was_given_up_is_made_due_again(office: Office, letters: list[UUID]) -> None:
    first, second = (row["id"] for row in office("outbox", "list", "--state", "dead", "--json").rows)
    result = office("outbox", "retry", first)
    assert (result.code, result.lines) == (0, [f"{first}  due again"])
    assert result.told == ["1 delivery: 1 due again, 0 not"]
    (row,) = office.audited("outgoing-reopened")
    assert (row.letter, row.actor, row.rule, row.reason) == (letters[1], ACTOR, "folder", "no-channel")
    assert [row["id"] for row in office("outbox", "list", "--state", "dead", "--json").rows] == [second]


def test_everything_that_was_given_up(office: Office, letters: list[UUID]) -> None:
    result = office("outbox", "retry", "--dead", "--json")
    assert result.code == 0
    assert [row["due"] for row in result.rows] == [True, True]
    assert {row.letter for row in office.audited("outgoing-reopened")} == set(letters[:2])
    again = office("outbox", "retry", "--dead")
    assert (again.code, again.out, again.told) == (0, b"", ["0 deliveries: 0 due again, 0 not"])


@pytest.mark.usefixtures("letters")
def test_what_was_not_given_up_is_told_and_not_in_the_audit(office: Office) -> None:
    (due,) = (row["id"] for row in office("outbox", "list", "--state", "due", "--json").rows)
    result = office("outbox", "retry", due, UNKNOWN)
    assert (result.code, result.lines) == (
        1,
        [f"{due}  was not given up", f"{UNKNOWN}  was not given up"],
    )
    assert office.audited("outgoing-reopened") == []


@pytest.mark.parametrize("further", [(), (str(UNKNOWN), "--dead")])
def test_either_ids_or_all(office: Office, further: tuple[str, ...]) -> None:
    result = office("outbox", "retry", *further)
    assert (result.code, office.openings) == (2, [])
    assert result.told == ["ip-adapter: which deliveries? Either ids, or --dead"]
