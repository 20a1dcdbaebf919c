"""What commands that work on an installation are given: the app makes it, since edges do not know one another."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from argparse import Namespace
    from contextlib import AbstractAsyncContextManager
    from pathlib import Path

    import httpx

    from adapter.edges.terminal.console import Console, Exit
    from adapter.journeys.receive import Receive
    from adapter.ports import Clock, Desk, Parties


class Opened(NamedTuple):
    """An installation's store, open. `actor` is who is at the keyboard, as the audit names them (`operator:anne`)."""

    desk: Desk
    parties: Parties
    receive: Receive
    clock: Clock
    actor: str


class Installation(Protocol):
    """The adapter as installed here. Its methods raise `adapter.errors.AdapterError`, each with one sentence."""

    def opened(self, options: Namespace, console: Console) -> AbstractAsyncContextManager[Opened]:
        """Open the store that the options name; an embedded one is started when nobody runs it, and stopped again."""
        ...

    async def serve(self, options: Namespace, console: Console) -> Exit:
        """Run until told to stop."""
        ...

    def caller(self, options: Namespace) -> AbstractAsyncContextManager[httpx.AsyncClient]:
        """A client of a running adapter on this machine: it asks as the development client that the options name.

        Its requests raise `AdapterError` and `httpx.HTTPError`.
        """
        ...

    def running(self, options: Namespace, console: Console) -> AbstractAsyncContextManager[Namespace]:
        """A running adapter: the one that the options name, else one of its own for as long as it is wanted.

        Answers options that lead to it (`base`, `var`).
        """
        ...

    async def proxy(self, options: Namespace, console: Console) -> Exit:
        """Let others ask as that client, until told to stop."""
        ...

    async def backup(self, options: Namespace, console: Console, target: Path) -> None:
        """Write everything that the embedded installation has into one file."""
        ...

    async def restore(self, options: Namespace, console: Console, source: Path, *, replace: bool) -> None:
        """Make the embedded installation what the file says; one that has data only with `replace`."""
        ...
