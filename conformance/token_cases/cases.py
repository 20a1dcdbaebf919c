"""The table as a whole, and which numbers of the checklist are held to elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from conformance.token_cases.of_proofs import OURS, PROOFS, RIGHTS
from conformance.token_cases.of_tokens import CLAIMS, SHAPE, SIGNATURE

if TYPE_CHECKING:
    from conformance.token_cases.table import Case

CASES: Final[tuple[Case, ...]] = (*SHAPE, *SIGNATURE, *CLAIMS, *PROOFS, *RIGHTS, *OURS)

ELSEWHERE: Final[dict[str, str]] = {
    "80": "the test beside this table: one proof sent 200 times at once to two processes over one replay store",
    "85": "no operation needs a person yet",
    "86": "tokens of persons are refused as a whole (case ii)",
    "87": "every organisation asks for every stored resource in the test of reading",
    **dict.fromkeys(map(str, range(89, 97)), "tokens of persons are refused as a whole (case ii)"),
    "97": "no parameter reaches another type yet",
    "98": "the test of search",
    "99": "no batch or transaction yet",
    "100": "the test of reading: a person's number in any URL",
}
"""Numbers of the checklist that are not in this table -> where they are, or what they wait for."""
