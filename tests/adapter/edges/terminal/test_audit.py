"""`ip-adapter audit`: what was done, by whom and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapter.core.desk import Entry
from tests.adapter.edges.terminal.operating import ACTOR
from tests.messages.examples import DIALOG, READY
from tests.messages.letters import letter

if TYPE_CHECKING:
    from tests.adapter.edges.terminal.operating import Office


def test_what_happened_newest_first_with_who_and_why(office: Office) -> None:
    (ident,) = office.comes(letter(READY, 1))
    office("inbox", "show", ident, "--content", "--why", "the sender asks what we got")
    result = office("audit", "list")
    assert (result.code, result.told) == (0, ["3 audit rows"])
    assert [line.split("  ")[1] for line in result.lines[1:]] == [
        "letter-shown",
        "letter-decided",
        "parties-loaded",
    ]
    assert ACTOR in result.lines[1]
    assert result.lines[1].endswith("the sender asks what we got")
    assert "HER:9000034" in result.lines[2]
    assert "stored" in result.lines[2]


def test_as_json(office: Office) -> None:
    office.comes(letter(READY, 1))
    decided = office("audit", "list", "--json").rows[0]
    assert set(decided) == set(Entry._fields)
    assert (decided["event"], decided["rule"]) == ("letter-decided", "stored")
    assert str(decided["at"]).endswith("Z")


def test_by_letter_time_and_page(office: Office) -> None:
    first, _ = office.comes(letter(READY, 1), letter(DIALOG, 2))

    def found(*further: object) -> list[object]:
        return [row["event"] for row in office("audit", "list", *further, "--json").rows]

    assert found("--letter", first) == ["letter-decided"]
    assert found("--since", "2026-09-02") == []
    following = office("audit", "list", "--limit", 2)
    assert following.told[0].startswith("2 audit rows; there are more: the same command with --before ")
    assert found("--before", following.told[0].split()[-1]) == ["parties-loaded"]
