"""`python -m conformance.soak`: many messages from many senders, the database killed in the middle, all of it looked at.

The adapter is a process of its own (`ip-adapter serve --dev`) with its embedded PostgreSQL, whose data reach the disk.
Senders over HTTP have tokens and proofs, keep their connections, and send again until they are answered. What must become
of each message is told beforehand (`plan`) and looked up afterwards (`checks`) in the answers, the folder and the tables.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from typing import Final

from conformance.bench import PROJECT
from conformance.soak.run import Report, Wanted, soak

REPORT: Final = PROJECT / "bench" / "soak.json"


def show(report: Report) -> None:
    """The report as a table."""
    for name, value in report.figures.items():
        print(f"  {name:44} {value:>10}")
    print(
        "\n".join(f"WRONG: {fault}" for fault in report.faults)
        or "nothing lost, nothing doubled, all answered"
    )


def main() -> int:
    """Run it, print, and write `bench/soak.json`; 1 where something is wrong."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--messages", type=int, default=2_000, metavar="N", help="how many (2000)")
    parser.add_argument("--connections", type=int, default=8, metavar="N", help="over HTTP (8)")
    parser.add_argument("--seed", type=int, default=1, help="another seed, other messages (1)")
    parser.add_argument("--down", type=float, default=5, metavar="S", help="seconds without a database (5)")
    parser.add_argument("--json", action="store_true", help="print the report as JSON")
    options = parser.parse_args()
    report = asyncio.run(soak(Wanted(options.messages, options.connections, options.seed, options.down)))
    REPORT.parent.mkdir(exist_ok=True)
    text = json.dumps(report._asdict(), indent=1, ensure_ascii=False)
    REPORT.write_text(text, encoding="utf-8")
    if options.json:
        print(text)
    else:
        show(report)
        print(f"written to {REPORT.relative_to(PROJECT)}")
    return 1 if report.faults else 0


if __name__ == "__main__":
    sys.exit(main())
