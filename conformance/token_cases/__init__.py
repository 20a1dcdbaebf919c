"""Requests that must be let in and requests that must not, by the numbers of the project's negative test checklist.

One table (`cases.py`, `controls.py`) is what the tests send, and what the page `token-cases.md` is written from. Tokens and proofs are
forged here by other means than the adapter's own.
"""

from __future__ import annotations

from conformance.token_cases.cases import CASES, ELSEWHERE
from conformance.token_cases.controls import CONTROLS
from conformance.token_cases.draft import Draft, Sent
from conformance.token_cases.table import Case
from conformance.token_cases.world import World

__all__ = ["CASES", "CONTROLS", "ELSEWHERE", "Case", "Draft", "Sent", "World"]
