"""Development mode: synthetic parties and messages at the first start, and a word on where things are."""

from __future__ import annotations

import sys
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Final

from adapter import __version__
from adapter.core import party_file
from adapter.core.desk import Query
from adapter.core.dev_clients import CLIENTS, ISSUER_PATH
from adapter.core.letter import Audit
from adapter.events import Event

if TYPE_CHECKING:
    from adapter.edges.store import Store
    from adapter.journeys.receive import Receive
    from adapter.ports import Clock
    from adapter.settings import Settings

EXAMPLES: Final = Path(str(files("conformance").joinpath("examples")))
"""Synthetic data that comes with the program."""

BASE: Final = "http://127.0.0.1:8080"
"""Where commands look for the adapter when they are told nothing else."""

TO_TRY: Final = ("log_utskrevet-1.6.xml", "dialog_helsefaglig-1.1.xml")
"""Messages left for the person to send: by HTTP, by the folder."""


TO_LOAD: Final = (
    "log_innlagt-1.6-kansellering.xml",
    "log_innlagt-1.6.xml",
    "log_utskrivningsklar-1.5.xml",
    "log_avmelding-1.5.xml",
    "log_dod-1.6.xml",
    "dialog_til_arkivering-1.1.xml",
    "apprec-1.0.xml",
    "apprec-1.1.xml",
    "sammenfatning-2.0.xml",
)
"""Messages of an installation's first start: a cancellation before its original, receipts, a kind not yet supported."""


async def fill(store: Store, receive: Receive, clock: Clock) -> int:
    """Load the demo parties and messages into an installation without any; how many messages."""
    if not (await store.parties.directory()).parties:
        table = party_file.read((EXAMPLES / "parties.csv").read_text("utf-8"))
        audit = Audit(clock.new_id(), clock.now(), Event.PARTIES_LOADED, "demo", reason="demo data")
        await store.parties.load(list(table), audit)
    if (await store.desk.letters(Query(limit=1))).rows:
        return 0
    messages = [EXAMPLES / name for name in TO_LOAD]
    for file in messages:
        await receive("demo", file.name, file.read_bytes())
    return len(messages)


def told(settings: Settings, url: str, folder: Path | None, loaded: int) -> str:
    """Where things are, and commands to try."""
    command = short(Path(sys.argv[0])) if Path(sys.argv[0]).name == "ip-adapter" else "ip-adapter"
    by_http, by_folder = (short(EXAMPLES / name) for name in TO_TRY)
    where = "the PostgreSQL of IP_DATABASE_URL" if settings.database_url else "embedded PostgreSQL"
    base = "" if url == BASE else f" --base {url}"
    var = "" if settings.var == Path("var") else f" --var {short(settings.var)}"
    lines = [
        f"ip-adapter {__version__} runs in development mode: synthetic persons only, for this machine only",
        f"  messages   POST {url}/messages",
        f"  FHIR       {url}/fhir/metadata",
        f"  tokens     {url}{ISSUER_PATH} for {', '.join(CLIENTS)}",
        f"  folder     {short(folder)}/in, receipts in {short(folder)}/out" if folder else "",
        f"  look       {url}/health/ready  {url}/metrics  {url}/dev/docs",
        f"  data       {short(settings.var)} ({where})",
        f"  demo data  {loaded} messages loaded" if loaded else "",
        "try in another terminal:",
        f"  {command} call --as o11-med{base}{var} POST /messages --data {by_http}",
        f"  cp {by_folder} {short(folder)}/in/ && sleep 4 && ls {short(folder)}/out" if folder else "",
        f"  {command} demo{base}{var}",
        f"  {command} inbox list{var}",
        "Ctrl-C stops all of it",
    ]
    return "\n".join(line for line in lines if line)


def short(path: Path) -> str:
    """A path as one would type it from here."""
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)
