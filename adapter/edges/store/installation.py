"""The one row that says whose database it is."""

from __future__ import annotations

from hmac import compare_digest
from typing import TYPE_CHECKING

from adapter.edges.store import statements
from adapter.errors import StartError

if TYPE_CHECKING:
    from adapter.edges.store.driver import Connection


async def open_installation(connection: Connection, check_value: bytes) -> None:
    """Write the installation's check value at the first start, compare it at every other (`core.linking`).

    With another key no letter would be known again, and no person's records would be found: `StartError`.
    """
    await connection.execute(statements.INSTALL.sql, check_value)
    (row,) = await connection.fetch(statements.INSTALLED.sql)
    if not compare_digest(row["key_check"], check_value):
        raise StartError("the database was made with another installation key: start with that key")
