"""`ip-adapter profiles`: what there is, and a page about each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapter.edges.terminal import profile_page, table
from adapter.edges.terminal.console import Exit, StopError
from adapter.edges.terminal.pages import pages
from adapter.edges.terminal.told import count
from mappings.profiles.table import named

if TYPE_CHECKING:
    from argparse import Namespace

    from adapter.edges.terminal.console import Console
    from adapter.edges.terminal.pages import Page


def run(options: Namespace, console: Console) -> Exit:
    """A line each, or one page."""
    if options.action == "list":
        return _list(options, console)
    page = _page(options.profile)
    if options.json:
        table.document(console, page)
    elif options.markdown:
        console.answer(profile_page.markdown(page).encode())
    else:
        table.text(console, profile_page.text(page, options.lang))
    return Exit.DONE


def _list(options: Namespace, console: Console) -> Exit:
    found = list(pages().values())
    if options.json:
        fields = ("name", "url", "type", "base", "title", "line")
        table.document(console, [{name: getattr(page, name) for name in fields} for page in found])
    else:
        table.text(console, table.aligned([(one.name, one.title, one.base, one.line) for one in found]))
    console.say(count(len(found), "profile"))
    return Exit.DONE


def _page(asked: str) -> Page:
    """The page of a profile, by name or canonical. Raises `StopError` where there is none."""
    found = pages().get(named(asked) or asked)
    if found is None:
        known = "\n".join(f"  {name}" for name in pages())
        raise StopError(f"there is no page about {table.shown(asked)}; there are:\n{known}", Exit.USAGE)
    return found
