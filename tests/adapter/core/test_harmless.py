"""What may be shown of what a letter states about itself."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapter.core import harmless
from adapter.core.desk import Entry, Item
from adapter.core.letter import VERDICTS
from adapter.events import Event
from mappings import codes
from mappings.faults import FAULTS
from mappings.message import DIALOG_TYPES

ID = UUID("01990a5e-1c00-7000-8000-00000000002a")
NOW = datetime(2026, 9, 1, 7, 0, tzinfo=UTC)
ROOT = "3f6d8a52-6a0e-4d7b-9f0c-0d5b6f1c7a01"
ITEM = Item(
    *(ID, NOW, "http", 100, "stored", NOW, "", "LOG_INNLAGT", "HER:9000031", "HER:9000012", "new", ROOT),
    *(None, "application/xml 200", 0),
)
ENTRY = Entry(ID, NOW, Event.LETTER_DECIDED, "HER:9000034", ID, "rejected", "E21")


@pytest.mark.parametrize(
    ("identity", "shown"),
    [
        ("", ""),
        ("HER:9000031", "HER:9000031"),
        ("ENH:312020203", "ENH:312020203"),
        ("RSH:100317", "RSH:100317"),
        ("HER:14835812368", "HER:?"),  # a person's number under a wrong type
        ("HER:Furu", "HER:?"),
        ("ENH:312020204", "ENH:?"),
        ("FNR:14835812368", "FNR:?"),
        ("HPR:9990102", "HPR:?"),
        ("LOK:Furu", "?"),
        ("Furu", "?"),
        (":", "?"),
    ],
)
def test_a_party_is_an_organisations_number(identity: str, shown: str) -> None:
    assert harmless.party(identity) == shown


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("", ""),
        ("LOG_INNLAGT", "LOG_INNLAGT"),
        ("DIALOG_TIL_ARKIVERING", "DIALOG_TIL_ARKIVERING"),
        ("APPREC", "APPREC"),
        ("FURU", "?"),
    ],
)
def test_a_kind_is_a_code_that_is_known(code: str, shown: str) -> None:
    assert harmless.kind(code) == shown


@pytest.mark.parametrize(
    ("root", "shown"), [("", ""), (ROOT, ROOT), ("14835812368", "?"), ("Varsom Furu", "?")]
)
def test_a_conversation_is_a_uuid(root: str, shown: str) -> None:
    assert harmless.conversation(root) == shown


def test_reasons_are_keys_of_faults_and_codes_of_receipts() -> None:
    item = ITEM._replace(reason="element-missing E21 Furu 14835812368 E21", verdict="rejected")
    assert harmless.reasons(item) == ("element-missing", "E21", "?")
    assert harmless.reasons(ITEM) == ()


def test_of_a_letter_that_failed_the_place_in_the_program_is_shown() -> None:
    item = ITEM._replace(reason="ValueError:plo.py:12", verdict="failed")
    assert harmless.reasons(item) == ("ValueError:plo.py:12",)


def test_a_whole_letter() -> None:
    assert harmless.letter(ITEM) == ITEM
    odd = ITEM._replace(
        kind="Furu", sender="FNR:14835812368", receiver="Furu", conversation="Furu", reason="Furu"
    )
    assert harmless.letter(odd) == ITEM._replace(
        kind="?", sender="FNR:?", receiver="?", conversation="?", reason="?"
    )


def test_of_a_decision_the_audit_shows_what_the_list_shows() -> None:
    assert harmless.entry(ENTRY) == ENTRY
    odd = ENTRY._replace(actor="FNR:14835812368", reason="Furu")
    assert harmless.entry(odd) == ENTRY._replace(actor="FNR:?", reason="?")


@pytest.mark.parametrize("event", sorted(set(Event) - {Event.LETTER_DECIDED}))
def test_what_the_adapter_and_its_operators_say_is_shown_as_it_is(event: Event) -> None:
    said = ENTRY._replace(event=event, actor="operator:anne", reason="the sender asks")
    assert harmless.entry(said) == said


@pytest.mark.parametrize("event", sorted(Event))
def test_of_a_request_only_numbers_of_organisations_and_places_of_resources_are_shown(event: Event) -> None:
    asked = ENTRY._replace(event=event, organisation="312120216", subject=f"Encounter/{ROOT}/2")
    assert harmless.entry(asked) == asked
    odd = ENTRY._replace(event=event, organisation="14835812368", subject="Encounter/14835812368")
    assert harmless.entry(odd) == ENTRY._replace(event=event, organisation="?", subject="?")


@pytest.mark.parametrize(
    ("place", "shown"),
    [
        ("", ""),
        ("Encounter", "Encounter"),
        (f"Encounter/{ROOT}", f"Encounter/{ROOT}"),
        (f"Encounter/{ROOT}/2", f"Encounter/{ROOT}/2"),
        (f"Encounter/{ROOT}/14835812368", "?"),
        (f"Encounter/{ROOT.upper()}", "?"),
        ("Encounter/14835812368", "?"),
        (f"Furu/{ROOT}", "?"),
        ("14835812368", "?"),
    ],
)
def test_a_subject_is_the_place_of_a_resource(place: str, shown: str) -> None:
    assert harmless.subject(place) == shown


@pytest.mark.parametrize("key", sorted(FAULTS))
def test_every_fault_has_a_sentence_whose_blanks_are_dots(key: str) -> None:
    for lang, row in (("nb", FAULTS[key].nb), ("nn", FAULTS[key].nn)):
        shown = harmless.sentence(key, lang)
        assert shown.replace("…", "") == "".join(part.partition("}")[2] or part for part in _parts(row))


def _parts(row: str) -> list[str]:
    first, *rest = row.split("{")
    return [first, *("}" + part.partition("}")[2] for part in rest)]


def test_a_receipts_error_has_the_national_lists_words_and_an_unknown_key_none() -> None:
    assert harmless.sentence("E21") == codes.display("8221", "E21")
    assert harmless.sentence("?") == ""


def _is_known(word: str) -> bool:
    return word in FAULTS or word in DIALOG_TYPES or any(codes.known(one, word) for one in ("8221", "8279"))


unknown = st.text().filter(lambda text: not any(map(_is_known, text.split())))


@given(unknown, st.sampled_from(sorted(set(VERDICTS) - {"failed"})))
def test_no_text_gets_through_that_no_table_holds(text: str, verdict: str) -> None:
    shown = harmless.letter(
        ITEM._replace(
            kind=text, sender=text, receiver=f"LOK:{text}", conversation=text, reason=text, verdict=verdict
        )
    )
    assert {shown.kind, shown.sender, shown.conversation, *shown.reason.split()} <= {"", "?"}
    assert shown.receiver == "?"
