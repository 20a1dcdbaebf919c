"""The HTTP server: uvicorn in the loop that runs already, until the app has enough of it."""

from __future__ import annotations

import asyncio
import errno
import socket
from contextlib import asynccontextmanager, contextmanager
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

import uvicorn

from adapter.edges.http.accepting import Accepting, Alone
from adapter.edges.http.protocol import PatientProtocol
from adapter.errors import StartError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from starlette.types import ASGIApp

    from adapter.edges.http.accepting import Share
    from adapter.ports import Told

BACKLOG: Final = 256

WHY_NOT: Final = {
    errno.EADDRINUSE: "port {port} on {host} is in use by another program: stop it or choose another with --port",
    errno.EACCES: "port {port} on {host} is not open to this user: choose one above 1023 with --port",
    errno.EADDRNOTAVAIL: "{host} is no address of this machine: choose another with --host",
}
"""What keeps the server from listening -> what to do about it."""


class Listening(NamedTuple):
    """Where the server answers."""

    url: str
    port: int


class Patience(NamedTuple):
    """Whole seconds: for a request's head and between requests, and at the end for what is being answered."""

    idle: int = 10
    stop: int = 20


@asynccontextmanager
async def serving(
    app: ASGIApp,
    host: str,
    port: int,
    told: Told,
    patience: Patience = Patience(),  # noqa: B008 - an immutable value
) -> AsyncIterator[Listening]:
    """Serve while inside; requests that have begun are answered before it ends. Port 0 takes any free one.

    Raises `StartError` where it cannot listen there.
    """
    async with serving_on(bound(host, port), app, told, patience) as here:
        yield here


@asynccontextmanager
async def serving_on(
    listener: socket.socket,
    app: ASGIApp,
    told: Told,
    patience: Patience = Patience(),  # noqa: B008 - an immutable value
    share: Share | None = None,
) -> AsyncIterator[Listening]:
    """Serve while inside what comes to a socket that listens. Processes that have one together `share` what comes."""
    server = _Server(_config(app, patience), listener, share or Alone(), told)
    task = asyncio.create_task(server.serve(sockets=[listener]))
    try:
        host, port = listener.getsockname()[:2]
        name = f"[{host}]" if ":" in host else host
        yield Listening(f"http://{name}:{port}", port)
    finally:
        server.should_exit = True
        await task
        await server.finish()


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, listener: socket.socket, share: Share, told: Told) -> None:
        super().__init__(config)
        self._share, self._told = share, told
        self._accepting = Accepting(listener, self._protocol, share, told)

    def _protocol(self) -> asyncio.Protocol:
        """What uvicorn makes for a connection of its own."""
        return PatientProtocol(
            self.config,
            self.server_state,
            self.lifespan.state,
            told=self._told,
            lost=partial(self._share.opened, -1),
        )

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:  # noqa: ARG002 - they are taken from here
        """Connections are taken by us: uvicorn has no socket to listen at."""
        await super().startup(sockets=[])
        self._accepting.begin()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Take no more, and see the end of what is there."""
        self._accepting.end()
        await super().shutdown(sockets)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Signals are the app's."""
        yield

    async def finish(self) -> None:
        """See the end of what was not done in time; uvicorn only tells it to end."""
        if self.server_state.tasks:
            await asyncio.wait(self.server_state.tasks)
        for connection in list(self.server_state.connections):
            connection.transport.abort()


def _config(app: ASGIApp, patience: Patience) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        loop="none",
        http="httptools",  # as `_Server` makes it
        ws="none",
        lifespan="off",
        interface="asgi3",
        log_config=None,
        access_log=False,  # URLs
        workers=1,
        proxy_headers=False,
        server_header=False,
        backlog=BACKLOG,
        timeout_keep_alive=patience.idle,
        timeout_graceful_shutdown=patience.stop,
    )


def bound(host: str, port: int) -> socket.socket:
    """A socket that listens already, so that what keeps it from that is told in our words. Raises `StartError`."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        found = socket.socket(family, kind, protocol)
    except OSError:
        raise StartError(WHY_NOT[errno.EADDRNOTAVAIL].format(host=host)) from None
    try:
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind(address)
        found.listen(BACKLOG)
    except OSError as error:
        found.close()
        sentence = WHY_NOT.get(
            error.errno or 0, "port {port} on {host} cannot be opened: choose another with --port"
        )
        raise StartError(sentence.format(host=host, port=port)) from None
    return found
