"""The adapter as it is run (`serve --dev`), but for who asks: every request is taken as the hospital's.

The floor checks no token either. What tokens and proofs cost is measured beside the authorised read.
"""

from __future__ import annotations

import os
import sys
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Final, cast

from adapter.app import dev_mode
from adapter.app.collector import look_seldom
from adapter.app.installation import Installed
from adapter.app.serving import serve
from adapter.core.caller import Caller
from adapter.core.tokens.scopes import scope
from adapter.edges.terminal.console import Console, Exit
from adapter.edges.terminal.run import main
from adapter.settings import of_server

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import AsyncIterator

    from adapter.app.identity import Identity
    from adapter.core.tokens.presented import Presented
    from adapter.edges.identity.gate import Gate
    from adapter.edges.store import Store
    from adapter.ports import Clock, Told
    from adapter.settings import Settings

HOSPITAL: Final = "312020203"


class Anybody:
    """A gate that is open."""

    def __init__(self, audience: str) -> None:
        self._caller = Caller("o11", HOSPITAL, HOSPITAL, frozenset({scope(audience, "Bundle", "c")}))

    async def identify(self, _: Presented) -> Caller:
        """The hospital."""
        return self._caller


@asynccontextmanager
async def anybody(settings: Settings, store: Store, clock: Clock, told: Told) -> AsyncIterator[Identity]:
    """Who asks in this composition."""
    async with dev_mode.identity(settings, store, clock, told) as found:
        yield found._replace(gate=cast("Gate", Anybody(found.audience)))


class Open(Installed):
    """The installation, served to anybody."""

    async def serve(self, options: Namespace, console: Console) -> Exit:
        """See the Protocol."""
        settings, listening = of_server(options, os.environ)
        await serve(
            settings, listening, console, dev_mode.MODE._replace(identity=anybody), as_json=options.json
        )
        return Exit.DONE


if __name__ == "__main__":
    look_seldom()
    sys.exit(main(installation=Open()))
