"""`call` and `proxy`: a running development adapter asked over HTTP as one of its clients."""

from __future__ import annotations

from contextlib import AsyncExitStack, asynccontextmanager
from typing import TYPE_CHECKING, Final

from adapter.app.opening import quiet
from adapter.app.stopping import stopping
from adapter.core import dev_clients, loopback
from adapter.core.tokens.scopes import scopes
from adapter.edges.clock import SystemClock
from adapter.edges.helseid.calling import calling
from adapter.edges.helseid.registration import Registration, checked
from adapter.edges.http.server import serving
from adapter.edges.keys.development import client_key
from adapter.edges.log import listening
from adapter.edges.proxy.application import Proxy
from adapter.errors import StartError

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import AsyncIterator

    import httpx
    from starlette.types import Receive, Scope, Send

    from adapter.edges.terminal.console import Console
    from adapter.settings import Settings

BASE: Final = "http://127.0.0.1:8080"
"""Where `serve --dev` listens, unless it is told otherwise."""


def base_of(settings: Settings, options: Namespace) -> str:
    """Where the adapter is. Raises `StartError` where that is not this machine."""
    base: str = options.base or settings.public_base or BASE
    if not loopback.url_is_here(base) or loopback.origin(base) != base:
        raise StartError(
            "development clients ask an adapter on this machine only: --base http://127.0.0.1:8080, or its like"
        )
    return base


@asynccontextmanager
async def caller(settings: Settings, name: str, base: str) -> AsyncIterator[httpx.AsyncClient]:
    """A client of the adapter there, as one of the development clients. Raises `AdapterError`."""
    client = dev_clients.CLIENTS[name]
    registration = Registration(
        base + dev_clients.ISSUER_PATH,
        client.id,
        client_key(settings.var, client),
        scopes(settings.audience or dev_clients.AUDIENCE),
    )
    async with calling(base, checked(registration, development=True), SystemClock(), quiet) as found:
        yield found


async def proxy(settings: Settings, options: Namespace, console: Console) -> None:
    """Hand on what others ask, until SIGINT or SIGTERM. Raises `AdapterError`."""
    stop, base = stopping(), base_of(settings, options)
    async with AsyncExitStack() as open_:
        open_.enter_context(listening(quiet))
        client = await open_.enter_async_context(caller(settings, options.client, base))
        late = _Late()
        here = await open_.enter_async_context(serving(late, "127.0.0.1", options.port, quiet))
        late.app = Proxy(client, base, here.url, console.say)
        console.say(f"{here.url} asks {base} as {options.client}; try: curl {here.url}/fhir/metadata")
        console.say("Ctrl-C stops it")
        await stop.wait()


class _Late:
    """What is served before its own address is known."""

    app: Proxy

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.app(scope, receive, send)
