"""The table of token cases is whole, and its page says the same."""

from __future__ import annotations

import re

from adapter.core.tokens.rules import Rule
from conformance.token_cases import CASES, CONTROLS, ELSEWHERE
from conformance.token_cases.__main__ import PAGE
from conformance.token_cases.page import page


def test_every_number_of_the_checklist_is_there_once() -> None:
    numbers = [case.number for case in (*CONTROLS, *CASES)]
    assert len(set(numbers)) == len(numbers)
    in_table = {re.sub("[a-z]$", "", number) for number in numbers if number[0].isdigit()}
    assert {*in_table, *ELSEWHERE} == {str(number) for number in range(1, 101)}
    assert not in_table & ELSEWHERE.keys()


def test_every_case_is_refused_by_a_rule_of_that_status_and_error() -> None:
    """What the table demands, and what our own table of rules answers."""
    for case in CASES:
        assert case.rule is not None
        assert (case.rule.kind.status, case.rule.kind.error) == (case.status, case.error), case.number


def test_every_rule_about_tokens_and_proofs_has_a_case() -> None:
    """Nonces are a setting, assertions the token service's."""
    tried = {case.rule for case in CASES}
    assert [rule for rule in Rule if rule not in tried and not rule.name.startswith("ASSERTION")] == [
        Rule.PROOF_NONCE
    ]


def test_what_is_let_in_has_no_rule_against_it() -> None:
    assert {(case.status, case.error, case.rule) for case in CONTROLS} == {(200, "", None)}


def test_the_page_says_what_the_table_says() -> None:
    assert PAGE.read_text("utf-8") == page(), "python -m conformance.token_cases"
