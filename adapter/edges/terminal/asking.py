"""Questions to the desk, as the options of a list have them, and rows of the audit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapter.core.desk import Query
from adapter.core.letter import Audit

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import AsyncIterator, Awaitable, Callable
    from uuid import UUID

    from adapter.core.desk import Page, R
    from adapter.edges.terminal.installation import Opened
    from adapter.events import Event

AT_A_TIME = 500


def query(options: Namespace, *states: str) -> Query:
    """What a list is asked for."""
    letter = getattr(options, "letter", None)  # only some lists can be narrowed to a letter
    return Query(options.limit, states, options.since, options.before, letter)


async def every(ask: Callable[[Query], Awaitable[Page[R]]], *states: str) -> AsyncIterator[R]:
    """All rows in these states, page by page, newest first."""
    asked = Query(AT_A_TIME, states)
    while True:
        page = await ask(asked)
        for row in page.rows:
            yield row
        if page.next is None:
            return
        asked = asked._replace(before=page.next)


def audit(
    opened: Opened, event: Event, letter: UUID | None = None, *, rule: str = "", reason: str = ""
) -> Audit:
    """What the person at the keyboard does, for the audit."""
    return Audit(opened.clock.new_id(), opened.clock.now(), event, opened.actor, letter, rule, reason)
