"""`ip-adapter inbox`: letters that came in, and what became of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from adapter.core.letter import ATTENTION, VERDICTS
from adapter.core.retry import MOST_TAKES
from tests.adapter.edges.terminal.operating import ACTOR, UNKNOWN, WHERE
from tests.messages.examples import CANCELLED, DIALOG, DISCHARGED, READY, SHIPPED
from tests.messages.letters import letter

if TYPE_CHECKING:
    from uuid import UUID

    from tests.adapter.edges.terminal.operating import Office

BROKEN = b"<MsgHead/>"


@pytest.fixture
def filled(office: Office) -> list[UUID]:
    """Stored, duplicate, refused, silent, failed and kept letters, in the order in which they came."""
    receipt = (SHIPPED / "apprec-1.1.xml").read_bytes()
    came = office.comes(
        letter(READY, 1),
        letter(READY, 1).replace(b"?>", b"?><!-- again -->", 1),
        (SHIPPED / "innleggelsesrapport-1.6.xml").read_bytes(),
        BROKEN,
        receipt,
    )
    return [*came, office.kept(letter(DISCHARGED, 2), failed=True), office.kept(letter(DISCHARGED, 3))]


STATES = ["stored", "duplicate", "refused", "silent", "rejected", "failed", "kept"]


# --- list -------------------------------------------------------------------------------------------------------------


def test_a_line_a_letter_newest_first_with_what_became_of_it(office: Office, filled: list[UUID]) -> None:
    result = office("inbox", "list")
    heading, *lines = result.lines
    assert (result.code, result.told) == (0, ["7 letters"])
    assert heading.split("  ")[0] == "id"
    assert [line.split()[0] for line in lines] == [str(ident) for ident in reversed(filled)]
    for line, state in zip(lines, reversed(STATES), strict=True):
        said = VERDICTS[state].sentence if state in VERDICTS else "kept, and not decided on yet"
        assert f"  {state}: {said}" in line


def test_columns_stand_below_one_another_and_no_line_is_broken(office: Office, filled: list[UUID]) -> None:
    heading, *lines = office("inbox", "list").lines
    for head in ("received", "by", "what became of it", "kind"):
        place = heading.index(head)
        assert all(line[place - 2 : place].strip() == "" for line in lines)
    assert len(lines) == len(filled)


@pytest.mark.usefixtures("filled")
def test_time_is_norwegian_parties_are_numbers_and_faults_are_keys(office: Office) -> None:
    lines = dict(zip(STATES, reversed(office("inbox", "list").lines[1:]), strict=True))
    assert "2026-09-01 09:00:" in lines["stored"]
    assert "LOG_UTSKRIVNINGSKLAR" in lines["stored"]
    assert "HER:9000031 → HER:9000012" in lines["stored"]
    assert lines["refused"].endswith("kind-not-supported")
    assert lines["rejected"].endswith("  E21")
    assert lines["failed"].endswith(WHERE)


def test_as_json_with_times_in_utc(office: Office, filled: list[UUID]) -> None:
    rows = office("inbox", "list", "--json").rows
    assert [row["id"] for row in rows] == [str(ident) for ident in reversed(filled)]
    assert [row["state"] for row in reversed(rows)] == STATES
    stored = rows[-1]
    assert str(stored["received"]).startswith("2026-09-01T07:00:")
    assert str(stored["received"]).endswith("Z")
    assert stored["faults"] == []
    assert set(stored) == {
        *("id", "received", "transport", "size", "state", "meaning", "decided", "kind", "action"),
        *("sender", "receiver", "conversation", "faults", "same_as", "answer", "takes"),
    }


@pytest.mark.parametrize("state", STATES)
def test_only_those_in_a_state(office: Office, filled: list[UUID], state: str) -> None:
    (row,) = office("inbox", "list", "--state", state, "--json").rows
    assert row["id"] == str(filled[STATES.index(state)])


@pytest.mark.usefixtures("filled")
def test_several_states_may_be_asked_for(office: Office) -> None:
    together = office("inbox", "list", "--state", "kept", "stored", "--json").rows
    assert [row["state"] for row in together] == ["kept", "stored"]
    assert office("inbox", "list", "--state", "kept", "--state", "stored", "--json").rows == together


@pytest.mark.usefixtures("filled")
def test_those_that_somebody_has_to_look_at(office: Office) -> None:
    rows = office("inbox", "list", "--state", "attention", "--json").rows
    assert {row["state"] for row in rows} == ATTENTION & set(STATES) == {"failed", "rejected"}


def test_a_page_says_how_the_next_one_is_had(office: Office, filled: list[UUID]) -> None:
    first = office("inbox", "list", "--limit", 3)
    last = filled[-3]
    assert first.told == [f"3 letters; there are more: the same command with --before {last}"]
    assert office("inbox", "list", "--limit", 3, "--json").json["next"] == str(last)
    rest = office("inbox", "list", "--before", last, "--json")
    assert [row["id"] for row in rest.rows] == [str(ident) for ident in reversed(filled[:-3])]
    assert rest.json["next"] is None


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(
    ("since", "number"),
    [("2026-09-01", 7), ("2026-09-01T08:59", 7), ("2026-09-01T07:00+02:00", 7), ("2026-09-01T09:30", 0)],
)
def test_since_a_day_or_time_in_norway(office: Office, since: str, number: int) -> None:
    assert len(office("inbox", "list", "--since", since, "--json").rows) == number


def test_an_empty_inbox(office: Office) -> None:
    result = office("inbox", "list")
    assert (result.code, result.out, result.told) == (0, b"", ["0 letters"])
    assert office("inbox", "list", "--json").json == {"rows": [], "next": None}


def test_a_letter_whose_reading_never_ended_is_told_apart(office: Office) -> None:
    ident = office.kept(letter(READY, 1))
    office.store.tables.letters[ident].takes = MOST_TAKES
    assert f"begun {MOST_TAKES} times and never ended" in office("inbox", "list").text
    assert f"begun {MOST_TAKES} times and never ended" in office("inbox", "show", ident).text


# --- show -------------------------------------------------------------------------------------------------------------


def test_everything_about_a_letter(office: Office, filled: list[UUID]) -> None:
    result = office("inbox", "show", filled[2])
    assert result.code == 0
    about = {line.split("  ")[0]: line for line in result.lines}
    assert about["letter"].endswith(str(filled[2]))
    assert about["became"].count("refused: faulty; its sender was told why in a receipt (2026-09-01 09:00:")
    assert about["answered"].endswith("application/xml 200")
    assert "faults" in result.lines
    assert "  kind-not-supported  " in result.text
    assert "audit" in result.lines
    assert "letter-decided" in result.text
    assert "repeats" not in about  # what is not there is not shown


def test_faults_are_told_in_the_language_asked_for(office: Office, filled: list[UUID]) -> None:
    def said(*lang: str) -> object:
        (fault,) = office("inbox", "show", filled[3], "--json", *lang).json["faults"][:1]
        return fault

    assert said() != said("--lang", "nn")
    assert set(said()) == {"key", "sentence"}


def test_a_receipts_errors_are_told_by_the_national_list(office: Office, filled: list[UUID]) -> None:
    (fault,) = office("inbox", "show", filled[4], "--json").json["faults"]
    assert fault["key"] == "E21"
    assert fault["sentence"]


def test_a_duplicate_names_what_it_repeats(office: Office, filled: list[UUID]) -> None:
    assert office("inbox", "show", filled[1], "--json").json["letter"]["same_as"] == str(filled[0])
    assert f"repeats       {filled[0]}" in office("inbox", "show", filled[1]).text


def test_what_is_due_to_leave_belongs_to_the_letter(office: Office) -> None:
    (ident,) = office.comes(letter(READY, 1), by="folder")
    shown = office("inbox", "show", ident, "--json").json
    (due,) = shown["outgoing"]
    assert (due["letter"], due["state"], due["channel"]) == (str(ident), "due", "folder")
    assert {row["letter"] for row in shown["audit"]} == {str(ident)}
    assert "outgoing" in office("inbox", "show", ident).lines


def test_a_letter_that_there_is_not(office: Office) -> None:
    for further in ((), ("--content", "--why", "asked by the sender")):
        result = office("inbox", "show", UNKNOWN, *further)
        assert (result.code, result.out) == (1, b"")
        assert result.told == [f"ip-adapter: there is no letter {UNKNOWN}"]
    assert office.audited("letter-shown") == []


# --- show --content ---------------------------------------------------------------------------------------------------


def test_the_content_is_shown_word_for_word_to_who_says_why(office: Office) -> None:
    data = letter(READY, 1)
    (ident,) = office.comes(data)
    result = office("inbox", "show", ident, "--content", "--why", "the sender asks what we got")
    assert (result.code, result.out, result.err) == (0, data, "")
    (row,) = office.audited("letter-shown")
    assert (row.letter, row.actor, row.reason) == (ident, ACTOR, "the sender asks what we got")


def test_nothing_is_shown_that_is_not_in_the_audit_first(office: Office) -> None:
    (ident,) = office.comes(letter(READY, 1))
    office.send_away()
    result = office("inbox", "show", ident, "--content", "--why", "the sender asks what we got")
    assert (result.code, result.out) == (5, b"")
    assert result.told == ["ip-adapter: the store does not answer"]


def test_content_that_is_no_longer_kept(office: Office) -> None:
    (ident,) = office.comes(letter(READY, 1))
    office.store.tables.letters[ident].data = None
    result = office("inbox", "show", ident, "--content", "--why", "the sender asks what we got")
    assert (result.code, result.out) == (1, b"")
    assert result.told == [f"ip-adapter: the bytes of letter {ident} are no longer kept"]


@pytest.mark.parametrize(
    ("further", "words"),
    [
        (("--content",), "--content needs --why TEXT"),
        (("--why", "because"), "--why is for --content"),
        (("--content", "--why", "because", "--json"), "cannot be had as --json"),
        (("--content", "--why", " "), "argument --why: a reason in one line"),
        (("--content", "--why", "a\nb"), "argument --why: a reason in one line"),
        (("--content", "--why", "x" * 201), "argument --why: a reason in one line"),
        (("--content", "--why", "about 14835812368"), "must not hold a person's number"),
        (("--content", "--why", "about 148358 12368"), "must not hold a person's number"),
    ],
)
def test_a_reason_is_needed_and_tells_nobodys_number(
    office: Office, further: tuple[str, ...], words: str
) -> None:
    result = office("inbox", "show", UNKNOWN, *further)
    assert (result.code, result.out, office.openings) == (2, b"", [])
    assert words in result.err
    assert "12368" not in result.err


# --- retry ------------------------------------------------------------------------------------------------------------


def test_R169_a_letter_that_failed_is_read_again(office: Office) -> None:
    ident = office.kept(letter(READY, 1), failed=True)
    result = office("inbox", "retry", ident)
    assert (result.code, result.told) == (0, ["1 letter: 1 read again, 0 not"])
    assert result.lines == [f"{ident}  failed → stored: {VERDICTS['stored'].sentence}"]
    (row,) = office.audited("letter-reopened")
    assert (row.letter, row.actor, row.rule) == (ident, ACTOR, "failed")


def test_one_that_fails_again_does_not_hold_up_the_others_and_is_told(office: Office) -> None:
    several = [office.kept(letter(READY, n), failed=True) for n in (1, 2)]
    office.confuse()
    result = office("inbox", "retry", *several)
    assert result.code == 1
    assert [line.split("  ")[1].partition(":")[0] for line in result.lines] == ["failed → failed"] * 2
    assert result.told == ["2 letters: 0 read again, 2 not"]


def test_what_made_resources_is_not_read_again(office: Office) -> None:
    stored, failed = *office.comes(letter(READY, 1)), office.kept(letter(DIALOG, 2), failed=True)
    result = office("inbox", "retry", stored, UNKNOWN, failed)
    assert result.code == 1
    assert result.lines[:2] == [
        f"{stored}  stored: only failed, refused, silent can be read again",
        f"{UNKNOWN}  there is no such letter",
    ]
    assert result.lines[2].startswith(f"{failed}  failed → stored")
    assert [row.letter for row in office.audited("letter-reopened")] == [failed]


def test_all_of_a_state_are_read_again_when_that_is_confirmed(office: Office) -> None:
    failed = [office.kept(letter(READY, n), failed=True) for n in range(3)]
    asked = office("inbox", "retry", "--state", "failed")
    assert (asked.code, asked.out) == (2, b"")
    assert asked.told == ["ip-adapter: 3 letters to be read again: do it with --yes"]
    assert office.audited("letter-reopened") == []
    done = office("inbox", "retry", "--state", "failed", "--yes", "--json")
    assert done.code == 0
    assert {row["id"] for row in done.rows} == {str(ident) for ident in failed}
    assert {row["after"] for row in done.rows} == {"stored"}
    assert set(done.rows[0]) == {"id", "before", "after", "reopened"}


def test_no_letter_of_that_state_is_no_fault(office: Office) -> None:
    for further in ((), ("--yes",)):
        result = office("inbox", "retry", "--state", "silent", *further)
        assert (result.code, result.told) == (0, ["0 letters: 0 read again, 0 not"])


def test_a_letter_named_twice_is_read_again_once(office: Office) -> None:
    ident = office.kept(letter(CANCELLED, 1), failed=True)
    assert len(office("inbox", "retry", ident, ident, "--json").rows) == 1


@pytest.mark.parametrize("further", [(), (str(UNKNOWN), "--state", "failed")])
def test_either_ids_or_a_state(office: Office, further: tuple[str, ...]) -> None:
    result = office("inbox", "retry", *further)
    assert (result.code, office.openings) == (2, [])
    assert result.told == ["ip-adapter: which letters? Either ids, or --state"]
