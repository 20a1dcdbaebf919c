"""Nothing that a whole run writes or answers names a person: no line of a log, metric, URL, header, error or receipt."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest

from adapter.edges.http.refusals import REFUSALS
from adapter.events import Event
from tests.adapter.app.broken import MARK, NAME, NUMBER
from tests.adapter.app.persons import found, said
from tests.adapter.app.whole_run import Run, whole_run
from tests.messages.examples import SHIPPED

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def run(open_folder: Path) -> Run:
    return whole_run(open_folder / "persons")


@pytest.fixture(scope="module")
def texts() -> set[str]:
    """What the shipped letters say of persons, and what was put where it does not belong."""
    letters = (path.read_bytes() for path in SHIPPED.glob("*.xml"))
    return {NAME, NUMBER, *said(letters)} - HARMLESS


HARMLESS = {
    "Fjellvik skole",  # an organisation of the party table
    "Videreformidling",  # the name of an element as well
}


def test_nothing_that_was_written_or_answered_names_a_person(run: Run, texts: set[str]) -> None:
    assert {where: hits for where, text in run.written.items() if (hits := found(texts, text))} == {}


def test_what_markup_is_called_is_told_to_its_sender_alone(run: Run) -> None:
    told = {where for where, text in run.written.items() if MARK in text}
    assert told
    assert {where for where in told if not where.startswith(("answer", "var/exchange/"))} == set()


# --- that this would find something -----------------------------------------------------------------------------------


def test_the_run_went_everywhere(run: Run) -> None:
    assert run.statuses >= {200, 202, 400, 401, 403, 404, 405, 413, 415, 422, 503}
    lines = run.written["standard error"].splitlines()
    events = {msgspec.json.decode(line)["event"] for line in lines if line.startswith("{")}
    assert events >= EVENTS
    answers = "\n".join(run.written.values())
    assert {rule for rule in RULES if f'"{rule}"' not in answers} == set()


EVENTS = {
    *(Event.STARTED, Event.STOPPED, Event.LIBRARY_SAID, Event.REQUEST_REFUSED, Event.DELIVERED),
    *(Event.LETTER_KEPT, Event.LETTER_REPEATED, Event.LETTER_DECIDED, Event.FILE_TAKEN, Event.FILE_PARKED),
    *(Event.STORE_UNAVAILABLE, Event.STORE_BACK, Event.DATABASE_REVIVED),
}

RULES = set(REFUSALS) - {
    "http-broken-off",  # told to nobody
    *("http-slow", "http-busy", "http-defect"),  # tests/adapter/edges/http has them
    "xml-empty",
}


def test_the_search_finds_persons_in_letters_and_in_whatever_they_are_written_as(texts: set[str]) -> None:
    data = (SHIPPED / "dialog_helsefaglig-1.1.xml").read_bytes()
    assert {"Furu", "Varsom", "14835812368", "tel:99900001", "Elvebakken 4", "1958-03-14"} <= texts
    assert {"Nøyaktig", "Sti", "9990101", "Treningsplan"} <= found(texts, data.decode())
    for written in ('"N\\u00f8yaktig"', "?name=N%C3%B8yaktig&x", "N&#248;yaktig", "<x>Nøyaktig</x>"):
        assert found(texts, written) == {"Nøyaktig"}
    assert found(texts, "letter 13850098765 came") == {"13850098765"}
    assert len(texts) > 200
