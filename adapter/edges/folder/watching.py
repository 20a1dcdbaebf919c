"""Which files are complete: pure, of what is seen now, what was seen before, and the time.

A folder that is looked at now and then does not tell a file that was renamed in from one that is being written. So a
file is complete once it has been the same for two seconds: either we saw it so, or it says so itself by its time.
Where the file server's clock is ahead of ours, what we saw decides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from adapter.edges.folder.names import is_ours

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from adapter.edges.folder.files import Seen

QUIET: Final = 2
"""Seconds without a change."""


class Since(NamedTuple):
    """A file, and since when it has been seen just so."""

    seen: Seen
    at: datetime


def watch(files: Iterable[Seen], before: Mapping[str, Since], now: datetime) -> dict[str, Since]:
    """What is in the folder now, by name; what is gone is forgotten."""
    return {seen.name: _since(seen, before.get(seen.name), now) for seen in files if is_ours(seen.name)}


def _since(seen: Seen, before: Since | None, now: datetime) -> Since:
    return before if before is not None and before.seen == seen else Since(seen, now)


def complete(watched: Mapping[str, Since], now: datetime) -> list[Seen]:
    """The files that are whole, those that were written first at the front."""
    whole = [one.seen for one in watched.values() if _is_complete(one, now)]
    return sorted(whole, key=lambda seen: (seen.modified, seen.name))


def _is_complete(one: Since, now: datetime) -> bool:
    was_seen = (now - one.at).total_seconds()
    says = now.timestamp() - one.seen.modified / 1e9
    return max(was_seen, says) >= QUIET
