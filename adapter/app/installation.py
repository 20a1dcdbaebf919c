"""The adapter as installed here: its settings, its key, its database, opened for a command or for the server."""

from __future__ import annotations

import getpass
import os
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Final

from adapter import __version__
from adapter.app.opening import database, opened, receiver
from adapter.core.linking import check_value
from adapter.edges import store
from adapter.edges.clock import SystemClock
from adapter.edges.keys.installation import installation_key
from adapter.edges.postgres.backup import backup
from adapter.edges.postgres.locate import locate
from adapter.edges.postgres.manifest import Origin, inspect
from adapter.edges.postgres.restore import restore
from adapter.edges.postgres.server import running
from adapter.edges.terminal.console import Console, Exit
from adapter.edges.terminal.installation import Opened
from adapter.errors import StartError
from adapter.settings import Settings, of_installation, of_server

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import AsyncIterator
    from pathlib import Path

    import httpx


KEY: Final = "installation.key"
"""The key's name in a backup."""


class Installed:
    """The adapter as installed here, for the command line; see `adapter.edges.terminal.installation.Installation`."""

    @asynccontextmanager
    async def opened(self, options: Namespace, console: Console) -> AsyncIterator[Opened]:
        """See the Protocol."""
        settings = of_installation(options, os.environ)
        async with database(settings, console.say) as url, opened(settings, url) as found:
            yield Opened(found.desk, found.parties, receiver(found, settings), SystemClock(), operator())

    async def serve(self, options: Namespace, console: Console) -> Exit:
        """See the Protocol."""
        settings, listening = of_server(options, os.environ)
        from adapter.app.serving import serve  # noqa: PLC0415 - the web server is loaded by nobody else

        if listening.development:
            from adapter.app.dev_mode import MODE  # noqa: PLC0415 - nor the token service (security.md 8.1)
        else:
            from adapter.app.service import MODE  # noqa: PLC0415 - as above
        await serve(settings, listening, console, MODE, as_json=options.json)
        return Exit.DONE

    @asynccontextmanager
    async def caller(self, options: Namespace) -> AsyncIterator[httpx.AsyncClient]:
        """See the Protocol."""
        from adapter.app import calling  # noqa: PLC0415 - as below

        settings = of_installation(options, os.environ)
        async with calling.caller(settings, options.client, calling.base_of(settings, options)) as client:
            yield client

    @asynccontextmanager
    async def running(self, options: Namespace, console: Console) -> AsyncIterator[Namespace]:
        """See the Protocol."""
        from adapter.app import calling, started  # noqa: PLC0415 - as below

        settings = of_installation(options, os.environ)
        async with started.running(options, calling.base_of(settings, options), console) as there:
            yield there

    async def proxy(self, options: Namespace, console: Console) -> Exit:
        """See the Protocol."""
        from adapter.app import calling  # noqa: PLC0415 - the web server and the HTTP client are loaded by nobody else

        await calling.proxy(of_installation(options, os.environ), options, console)
        return Exit.DONE

    async def backup(self, options: Namespace, console: Console, target: Path) -> None:
        """See the Protocol."""
        settings = _embedded(options)
        async with running(settings.var, say=console.say) as server:
            async with store.opened(server.url, check_value=_check(settings)) as opened:
                schema = (await opened.desk.status()).schema
            origin = Origin(__version__, schema, SystemClock().now())
            await backup(server, target, origin, {KEY: settings.key_file})

    async def restore(self, options: Namespace, console: Console, source: Path, *, replace: bool) -> None:
        """See the Protocol."""
        settings = _embedded(options)
        inspect(source, [KEY], locate().major)  # before anything is made for it
        async with running(settings.var, say=console.say) as server:
            await restore(server, source, {KEY: settings.key_file}, replace=replace)


def _check(settings: Settings) -> bytes:
    return check_value(installation_key(settings.key_file))


def _embedded(options: Namespace) -> Settings:
    settings = of_installation(options, os.environ)
    if settings.database_url:
        raise StartError(
            "this installation has a PostgreSQL of its own: back it up and restore it with pg_dump and pg_restore"
        )
    return settings


def operator() -> str:
    """Who is at the keyboard, by the system's word."""
    try:
        return f"operator:{getpass.getuser()}"
    except (KeyError, OSError):  # an account without a name
        return f"operator:{os.getuid()}"
