"""Proofs and assertions that were used."""

from __future__ import annotations

from typing import Final

from adapter.edges.store.statements.statement import Statement

# Whoever comes second waits for the first at the key, and then finds it taken. All take the keys in one order, so that
# two who have several in common never wait for one another.
FIRST: Final = Statement(
    "first",
    """
    insert into replay (key, until)
    select one.key, one.until from unnest(:keys::bytea[], :untils::timestamptz[]) as one (key, until)
    order by one.key
    on conflict (key) do update set until = excluded.until
    where replay.until < :now
    returning key
    """,
)

FORGET: Final = Statement(
    "forget",
    """
    delete from replay
    where key in (select key from replay where until < :now order by until limit :limit for update skip locked)
    """,
)
