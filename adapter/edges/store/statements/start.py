"""The start: tables made, and whose database it is."""

from __future__ import annotations

from typing import Final

from adapter.edges.store.statements.statement import Statement

LOCK: Final = Statement("lock", "lock table migration in exclusive mode")

APPLIED: Final = Statement("applied", "select coalesce(max(number), 0) as number from migration")

APPLY: Final = Statement("apply", "insert into migration (number, name) values (:number, :name)")

ENCODING: Final = Statement("encoding", "select current_setting('server_encoding') as encoding")

INSTALL: Final = Statement(
    "install",
    "insert into installation (key_check) values (:key_check) on conflict do nothing",
)

INSTALLED: Final = Statement("installed", "select key_check from installation")
