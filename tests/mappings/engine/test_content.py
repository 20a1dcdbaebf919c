"""Content models: the automaton takes exactly the words that the expression allows, and knows what is missing."""

from __future__ import annotations

import re
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mappings.engine.content import Automaton, automaton

NAMES = "ABCDEFGH"


def as_regex(expression: str) -> re.Pattern[str]:
    """The same language, by another machine: each name is a letter."""
    return re.compile(expression.replace(",", "").replace(" ", ""))


@st.composite
def expressions(draw: st.DrawFn) -> str:
    """Expressions in which each name occurs once: so none is ambiguous."""
    names = list(NAMES[: draw(st.integers(1, 6))])

    def part(count: int) -> str:
        mark = draw(st.sampled_from(["", "", "?", "*", "+"]))
        if count == 1:
            return names.pop(0) + mark
        left = draw(st.integers(1, count - 1))
        joint = draw(st.sampled_from([", ", " | "]))
        return f"({part(left)}{joint}{part(count - left)}){mark}"

    return part(len(names))


WORDS = st.text(NAMES[:6], max_size=8)


@given(expressions(), WORDS)
def test_a_word_is_taken_just_when_the_expression_allows_it(expression: str, word: str) -> None:
    assert automaton(expression).accepts_names(list(word)) == bool(as_regex(expression).fullmatch(word))


@given(expressions())
def test_all_short_words_are_judged_alike(expression: str) -> None:
    made, language = automaton(expression), as_regex(expression)
    letters = [name for name in NAMES if name in expression][:4]
    for length in range(4):
        for word in product(letters, repeat=length):
            assert made.accepts_names(list(word)) == bool(language.fullmatch("".join(word)))


def words_of_states(made: Automaton) -> dict[int, str]:
    """A word that leads to each state."""
    words = {0: ""}
    waiting = [0]
    for here in waiting:
        for name, there in made.steps[here].items():
            if there not in words:
                words[there] = words[here] + name
                waiting.append(there)
    return words


@given(expressions())
def test_every_state_can_be_reached(expression: str) -> None:
    made = automaton(expression)
    assert set(words_of_states(made)) == set(range(len(made.steps)))


@given(expressions())
def test_what_is_missing_makes_the_content_whole_and_nothing_shorter_does(expression: str) -> None:
    made = automaton(expression)
    letters = [name for name in NAMES if name in expression][:4]
    for state, word in words_of_states(made).items():
        path = made.path(state, None)
        assert path is not None
        assert made.accepts_names([*word, *path])
        for length in range(min(len(path), 3)):
            assert not any(made.accepts_names([*word, *more]) for more in product(letters, repeat=length))


@given(expressions(), st.sampled_from(NAMES[:6]))
def test_a_name_may_follow_what_is_missing_before_it(expression: str, name: str) -> None:
    made = automaton(expression)
    for state in range(len(made.steps)):
        path, found = made.path(state, name), made.missing(state, name)
        if path is None or found is None:
            assert path is found
            assert not any(name in made.steps[there] for there in after(made, state))
            continue
        gaps, there = found
        assert all(one in gap for one, gap in zip(path, gaps, strict=True))
        assert name in made.steps[there]


def after(made: Automaton, state: int) -> set[int]:
    """The states that can be reached from one."""
    seen, waiting = {state}, [state]
    for here in waiting:
        waiting += [there for there in made.steps[here].values() if there not in seen]
        seen |= set(made.steps[here].values())
    return seen


MISSING = {
    ("A, B, C", "A", "C"): [("B",)],
    ("A, B?, C", "A", "C"): [],
    ("A, B?, C, D", "", "D"): [("A",), ("C",)],
    ("A, (B | C | D), E?", "A", None): [("B", "C", "D")],
    ("A, (B | C | D), E", "A", "E"): [("B", "C", "D")],
    ("(A, B+)?, C", "A", "C"): [("B",)],
    ("(A, B+)?, C", "", "C"): [],
    ("(A | B)+", "", None): [("A", "B")],
    ("A?, B", "B", "A"): None,
    ("A?, B", "A", "A"): None,
}
"""(expression, what has been, what comes or the end) -> names of which one is missing, each; None: it cannot come."""


@pytest.mark.parametrize(("expression", "word", "name"), MISSING)
def test_what_is_missing_is_named_with_its_alternatives(expression: str, word: str, name: str | None) -> None:
    made = automaton(expression)
    (state,) = (state for state, found in words_of_states(made).items() if found == word)
    found = made.missing(state, name)
    assert (found[0] if found else None) == MISSING[expression, word, name]


def test_no_expression_takes_nothing() -> None:
    assert automaton("").accepts_names([])
    assert not automaton("").accepts_names(["A"])


def test_an_order_of_two_names_that_come_again_is_taken_as_it_is() -> None:
    made = automaton("(A+ | B+)+")
    assert made.accepts_names(["A", "B", "A"])
    assert not made.accepts_names([])


@pytest.mark.parametrize(
    "expression",
    ["A,", ", A", "A,,B", "(A", "A)", "()", "A | ", "|", "?", "(A, B", "A B", "(A, )"],
)
def test_a_malformed_expression_is_a_fault_of_the_tables(expression: str) -> None:
    with pytest.raises(ValueError, match="content model"):
        automaton(expression)


@pytest.mark.parametrize("expression", ["A?, A", "(A, B) | (A, C)", "A*, A", "(A?, B)*, A"])
def test_an_ambiguous_expression_is_one_too(expression: str) -> None:
    with pytest.raises(ValueError, match="ambiguous"):
        automaton(expression)
