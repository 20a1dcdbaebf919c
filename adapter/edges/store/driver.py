"""The only door to asyncpg, which has no types of its own: as much of it as is used here, typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Protocol

import asyncpg  # type: ignore[import-untyped]  # the package has neither types nor stubs

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from contextlib import AbstractAsyncContextManager


class Row(Protocol):
    """A row of an answer; values are what asyncpg makes of the column's type."""

    def __getitem__(self, column: str) -> Any: ...  # noqa: ANN401 - the column's type is in the SQL


class Connection(Protocol):
    """A connection; each statement is its own transaction, but within `transaction`."""

    async def fetch(self, query: str, *values: object) -> list[Row]:
        """Do a statement, prepared once a connection; all rows of its answer."""
        ...

    async def execute(self, query: str, *values: object) -> str:
        """Do a statement, or without values a whole script."""
        ...

    async def executemany(self, query: str, values: Iterable[Sequence[object]]) -> None:
        """Do a statement for each row of values, without waiting for each."""
        ...

    def transaction(self) -> AbstractAsyncContextManager[None]:
        """What is done inside is done together or not at all."""
        ...

    async def close(self, *, timeout: float) -> None:  # noqa: ASYNC109 - asyncpg's own name
        """Say goodbye."""
        ...

    def is_closed(self) -> bool:
        """Whether either side has left."""
        ...

    def terminate(self) -> None:
        """Leave without a word."""
        ...


ServerError: Final[type[Exception]] = asyncpg.PostgresError
"""What the server answers; `sqlstate` says which, the text and its DETAIL hold values."""

ClientError: Final[tuple[type[Exception], ...]] = (asyncpg.InterfaceError, asyncpg.InternalClientError)
"""What asyncpg itself finds: a closed connection, or (`ValueError`) a value that does not fit its column."""

_SETTINGS: Final = {
    "application_name": "ip-adapter",
    "plan_cache_mode": "force_generic_plan",
    "enable_seqscan": "off",
}
"""Statements are planned once a connection, for any values: to plan a search costs many times what it costs to do it.

Planned while a table is small, a statement would read all of it, and go on so when the table has grown: hence never, where
an index serves it.
"""

_ENTER: Final = 10.0
"""Seconds that a connection may take to be made."""

_PATIENCE: Final = 60.0
"""Seconds that a statement may take: a server that answers no more is told from one that has much to do."""


async def connect(url: str) -> Connection:
    """A connection, which keeps the statements that it has prepared."""
    connection: Connection = await asyncpg.connect(
        url,
        timeout=_ENTER,
        command_timeout=_PATIENCE,
        max_cached_statement_lifetime=0,
        server_settings=_SETTINGS,
    )
    return connection
