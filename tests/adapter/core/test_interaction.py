"""What a path asks for, which scope it needs, and what may not stand in a URL."""

from __future__ import annotations

import pytest

from adapter.core.interaction import LETTERS, Interaction, interaction, is_served, names_a_person

PATHS = {
    ("GET", "metadata"): Interaction("metadata"),
    ("HEAD", "Patient/a"): Interaction("read", "Patient", "a"),
    ("GET", "Patient/a"): Interaction("read", "Patient", "a"),
    ("GET", "Patient/a/_history/2"): Interaction("vread", "Patient", "a", "2"),
    ("GET", "Patient"): Interaction("search", "Patient"),
    ("POST", "Patient/_search"): Interaction("search", "Patient", posted=True),
    ("POST", "Consent"): Interaction("create", "Consent", posted=True),
    ("PUT", "Consent/a"): Interaction("update", "Consent", "a"),
    ("DELETE", "Consent/a"): Interaction("delete", "Consent", "a"),
    ("GET", "Patient/a/_history"): None,
    ("GET", "Patient/_history"): None,
    ("GET", "patient/a"): None,
    ("GET", ""): None,
    ("PATCH", "Consent/a"): None,
    ("GET", "Patient/a/b"): None,
    ("GET", "Patient/"): None,
}


@pytest.mark.parametrize("asked", PATHS)
def test_a_path_is_one_interaction_or_none(asked: tuple[str, str]) -> None:
    assert interaction(*asked) == PATHS[asked]


def test_only_consents_are_written_and_only_types_in_scope_are_read() -> None:
    assert is_served(Interaction("create", "Consent"))
    assert not is_served(Interaction("create", "Patient"))
    assert is_served(Interaction("read", "Patient"))
    assert not is_served(Interaction("read", "Account"))


def test_every_letter_of_a_scope_is_needed_by_something() -> None:
    assert set("".join(LETTERS.values())) == set("crsud")


@pytest.mark.parametrize(
    "text",
    [
        "14835812368",
        "_id=14835812368",
        "patient.identifier=urn:oid:2.16.578.1.12.4.1.4.1|x",
        "identifier=URN:OID:2.16.578.1.12.4.1.4.2",
        "urn%3Aoid%3A2.16.578.1.12.4.1.4.3",
        "a=200816832910",
    ],
)
def test_a_national_number_or_its_system_in_a_url_is_seen(text: str) -> None:
    assert names_a_person((text,))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "_id=01a20184-0611-72a1-ab9a-2fe0602680c2",
        "urn:oid:2.16.578.1.12.4.1.4.101|310010103",
        "12345678901",
    ],
)
def test_other_numbers_are_no_persons(text: str) -> None:
    assert not names_a_person((text,))
