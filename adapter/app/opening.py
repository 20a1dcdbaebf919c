"""An installation opened: its key, its database, the journey of a letter over them."""

from __future__ import annotations

from contextlib import asynccontextmanager
from functools import partial
from typing import TYPE_CHECKING, Final

from adapter.app.background import Work, going_on
from adapter.core.linking import check_value
from adapter.edges import store
from adapter.edges.clock import SystemClock
from adapter.edges.keys.installation import installation_key
from adapter.edges.postgres.server import revived, running
from adapter.errors import StartError, Unavailable
from adapter.events import Event
from adapter.journeys.receive import Receive, Rules

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from adapter.edges.postgres.server import Server
    from adapter.edges.store import Store
    from adapter.ports import Told
    from adapter.settings import Settings


def rules(settings: Settings) -> Rules:
    """What letters are decided by. Raises `StartError` where the key cannot be had."""
    return Rules(
        installation_key(settings.key_file), settings.policy, settings.numbers, repeat=settings.repeat_receipt
    )


LOOK: Final = 1
"""Seconds between two looks whether the embedded server runs."""


def quiet(event: Event, **ids: str | int) -> None:
    """What happens during a command is told by the command itself."""


@asynccontextmanager
async def database(settings: Settings, say: Callable[[str], None], told: Told = quiet) -> AsyncIterator[str]:
    """The URL of an installation's database: the one that it was given, or that of the embedded one. Raises `AdapterError`.

    The embedded one is looked after: should it die, it is started again.
    """
    installation_key(
        settings.key_file
    )  # first: nothing is started for an installation whose key is not there
    if settings.database_url:
        yield settings.database_url
    else:
        async with (
            running(settings.var, say=say) as server,
            going_on([Work("database", LOOK, partial(_revived, server, told))], told),
        ):
            yield server.url


@asynccontextmanager
async def opened(settings: Settings, url: str) -> AsyncIterator[Store]:
    """The store of an installation over its database. Raises `AdapterError`."""
    check = check_value(installation_key(settings.key_file))
    async with store.opened(url, check_value=check) as found:
        yield found


async def _revived(server: Server, told: Told) -> bool:
    try:
        if await revived(server):
            told(Event.DATABASE_REVIVED)
    except StartError as error:
        raise Unavailable(str(error)) from None
    return False


def receiver(found: Store, settings: Settings, told: Told = quiet) -> Receive:
    """The journey of a letter over a store."""
    return Receive(found.inbox, found.parties, SystemClock(), rules(settings), told)
