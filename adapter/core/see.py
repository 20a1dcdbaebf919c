"""The one gate: every path that shows a stored resource goes through `see`, the only caller of the decision."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from adapter.core.consent.decide import decide

if TYPE_CHECKING:
    from collections.abc import Iterable

    from adapter.core.caller import Caller
    from adapter.core.consent.answers import Decision
    from adapter.core.records import Record


class Seen(NamedTuple):
    """A record and what was decided about it for this caller; its body leaves only with a permit."""

    record: Record
    decision: Decision


def see(caller: Caller, records: Iterable[Record]) -> tuple[Seen, ...]:
    """Decide on each record by its own facts; nothing is remembered from one to the next."""
    return tuple(Seen(one, decide(caller, "read", one.row, one.facts)) for one in records)
