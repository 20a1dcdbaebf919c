"""Names come from outside: whatever they are, they stay in their folder."""

from __future__ import annotations

from pathlib import PurePath

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from adapter.edges.folder.names import LONGEST, REASON, clean, is_ours, numbered, part

anything = st.text(st.characters(exclude_categories=()), max_size=300)


@given(anything)
@example("")
@example(".")
@example("..")
@example("../../etc/passwd")
@example("\0")
@example("\udcff\udc80.xml")
@example("ø" * 300 + ".xml")
def test_a_clean_name_is_one_visible_name_that_every_file_system_takes(name: str) -> None:
    made = clean(name)
    assert PurePath(made).name == made
    assert made.isprintable()
    assert not made.startswith(".")
    assert 0 < len(made.encode()) <= LONGEST


@given(anything)
def test_cleaning_twice_is_cleaning_once(name: str) -> None:
    assert clean(clean(name)) == clean(name)


@given(anything, st.integers(1, 9_999_999))
def test_there_is_room_for_number_reason_and_part(name: str, number: int) -> None:
    assert len(part(numbered(clean(name), number) + REASON).encode()) <= 255


@given(anything)
def test_numbers_make_different_names(name: str) -> None:
    made = clean(name)
    assert len({numbered(made, number) for number in range(1, 30)}) == 29


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("melding.xml", "melding.xml"),
        ("Kari Prøve (1).xml", "Kari Prøve (1).xml"),
        (".skjult.xml", "_skjult.xml"),
        ("a/b\\c.xml", "a_b_c.xml"),
        ("linje\nskift.xml", "linje_skift.xml"),
        ("x" * 400 + ".xml", "x" * 176 + ".xml"),
        ("x." + "y" * 400, "x." + "y" * 178),
    ],
)
def test_names_stay_as_they_are_as_far_as_they_can(name: str, made: str) -> None:
    assert clean(name) == made


@pytest.mark.parametrize(
    ("name", "number", "made"),
    [
        ("a.xml", 1, "a.xml"),
        ("a.xml", 2, "a.2.xml"),
        ("a.b.xml", 10, "a.b.10.xml"),
        ("a", 2, "a.2"),
    ],
)
def test_the_second_of_a_name_has_a_number(name: str, number: int, made: str) -> None:
    assert numbered(name, number) == made


@pytest.mark.parametrize("name", [".a.xml", "a.tmp", "a.xml.part", "A.XML.FILEPART", ".tmp"])
def test_what_is_hidden_or_being_written_is_not_for_us(name: str) -> None:
    assert not is_ours(name)


@pytest.mark.parametrize("name", ["a.xml", "a", "part", "a.partial.xml"])
def test_everything_else_is(name: str) -> None:
    assert is_ours(name)
