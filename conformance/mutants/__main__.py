"""The mutation run: `python -m conformance.mutants [--every N]`. Exit code 1 where the score is below what is promised."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Final

from conformance.mutants.equivalent import EQUIVALENT
from conformance.mutants.run import mutants, originals, survivors

if TYPE_CHECKING:
    from collections.abc import Sequence

PROMISED: Final = 95.0
"""Percent of the mutants that differ from the program."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run them and tell."""
    parser = argparse.ArgumentParser(prog="python -m conformance.mutants", description=__doc__)
    parser.add_argument("--every", type=int, default=1, metavar="N", help="only every Nth mutant")
    every = parser.parse_args(arguments).every
    chosen = mutants(every)
    unchanged = originals(chosen)
    if len(survivors(unchanged)) < len(unchanged):
        print("the tests fail without any change")
        return 1
    left = survivors(chosen)
    for one, _ in left:
        print(
            f"survived: {one.module.replace('.', '/')}.py:{one.number}  {one.line}\n    {one.was}  →  {one.now}"
        )
    score = 100 * (len(chosen) - len(left)) / len(chosen)
    print(
        f"{len(chosen)} mutants, {len(left)} survived: score {score:.1f} % "
        f"({len(EQUIVALENT)} that change nothing are left out)"
    )
    return 0 if score >= PROMISED else 1


if __name__ == "__main__":
    sys.exit(main())
