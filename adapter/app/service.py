"""Outside of development: what must be there before others are served, and a word on where things are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from adapter import __version__
from adapter.app.identity import trusted
from adapter.app.mode import Mode
from adapter.errors import StartError

if TYPE_CHECKING:
    from pathlib import Path

    from adapter.edges.store import Store
    from adapter.journeys.receive import Receive
    from adapter.ports import Clock
    from adapter.settings import Settings


async def begin(store: Store, _receive: Receive, _clock: Clock) -> int:
    """Nothing is made up here. Raises `StartError` where nobody is known for whom messages are taken in."""
    if not any(party.own for party in (await store.parties.directory()).parties):
        raise StartError(
            "no party of this installation's own is known: load the table with ip-adapter parties load FILE"
        )
    return 0


def told(settings: Settings, url: str, folder: Path | None, _loaded: int) -> str:
    """Where things are."""
    lines = [
        f"ip-adapter {__version__} serves {settings.public_base}, listening on {url}",
        f"  persons    {settings.numbers.allowed} numbers (IP_TAG)",
        f"  tokens of  {' '.join(settings.issuers)}",
        f"  audience   {settings.audience}",
        f"  folder     {folder}/in, receipts in {folder}/out" if folder else "",
        "Ctrl-C or SIGTERM stops it",
    ]
    return "\n".join(line for line in lines if line)


MODE: Final = Mode(trusted, begin, told, development=False)
