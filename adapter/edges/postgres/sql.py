"""A typed door to asyncpg for the few statements about whole databases; what it raises is translated here."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, NamedTuple, Protocol

import asyncpg  # type: ignore[import-untyped]  # has no types: `Connection` below is what we use of it

from adapter.errors import StartError, Unavailable

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from contextlib import AbstractAsyncContextManager


class Address(NamedTuple):
    """A database of the embedded server, by port and name, with the password of its only user."""

    port: int
    database: str
    user: str
    password: str

    @property
    def url(self) -> str:
        """The address with the password in it: for whoever connects, for no log."""
        return (
            f"postgresql://{self.user}:{self.password}@127.0.0.1:{self.port}/{self.database}?sslmode=disable"
        )


class Connection(Protocol):
    """What is used of asyncpg's."""

    async def execute(self, query: str) -> str:
        """Do a statement without parameters."""
        ...

    async def fetchval(self, query: str, *parameters: object) -> object:
        """The first value of the first row."""
        ...

    def transaction(self) -> AbstractAsyncContextManager[object]:
        """All or nothing."""
        ...


@asynccontextmanager
async def connected(address: Address) -> AsyncIterator[Connection]:
    """A connection, closed afterwards. Raises `Unavailable` where there is none, `StartError` where none will ever be."""
    try:
        connection = await asyncpg.connect(address.url, timeout=10)
    except asyncpg.InvalidPasswordError:
        raise StartError(
            "the password of the embedded database does not fit its data: restore both"
        ) from None
    except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        raise Unavailable(f"the embedded database does not answer ({type(error).__name__})") from None
    try:
        yield connection
    except (asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        raise Unavailable(f"the embedded database refused ({type(error).__name__})") from None
    finally:
        await connection.close(timeout=10)
