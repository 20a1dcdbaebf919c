"""The data folder and the server process over it: made, started, stopped."""

from __future__ import annotations

import asyncio
import os
import secrets
import shutil
import socket
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from adapter.edges.postgres import lock
from adapter.edges.postgres.account import can
from adapter.edges.postgres.configuration import configuration, configured_port
from adapter.edges.postgres.files import refused, settled, written
from adapter.errors import StartError

if TYPE_CHECKING:
    from adapter.edges.postgres.place import Place

USER: Final = "ip_adapter"
"""The name of the database's owner, its only user."""

PATIENCE: Final = 120
"""Seconds that a server may take to start, recovery after a crash of the machine included, or to stop."""

ATTEMPTS: Final = 3
PORT_TAKEN: Final = "could not create any TCP/IP sockets"
"""What the server says when somebody took the port just before it."""

PROCESSES: Final = Path("/proc")
"""Where the system shows them, if it does; PostgreSQL's own look at numbers must do otherwise."""

LOOPBACK: Final = "127.0.0.1"


async def start(place: Place, living: int, *, durable: bool, port: int | None = None) -> None:
    """Start the server, with a data folder made before where there is none. It inherits the lock `living`.

    At `port`; without one at the port of the last time, for whoever still expects it there, or else at a free one.
    Raises `StartError`.
    """
    await _ensure_data(place, durable=durable)
    await _forget_dead(place)
    _begin_log(place)
    for attempt in range(ATTEMPTS):
        last = _last_port(place) if attempt == 0 else None
        _configure(place, port or last or _free_port(), durable=durable)
        if await _started(place, living):
            return
        if PORT_TAKEN not in _text(place.log):
            break
    raise StartError(f"PostgreSQL does not start: {_worst(_text(place.log))} (see {place.log})")


async def _forget_dead(place: Place) -> None:
    """Remove the file of a server that died: PostgreSQL does not start while another program has its process number.

    A server that somebody started without us, whose folder is the data folder, is left alone; ours will say why it stops.
    """
    left = place.data / "postmaster.pid"
    number = _text(left).partition("\n")[0]
    theirs = number.isdecimal() and await can(
        place.account, "test", PROCESSES / number / "cwd", "-ef", place.data
    )
    if PROCESSES.exists() and not theirs:
        with refused(left):
            left.unlink(missing_ok=True)


async def _started(place: Place, living: int) -> bool:
    ended = await place.run(
        *("pg_ctl", "start", "-D", "data", "-l", place.log.name, "-t", str(PATIENCE)),
        *("-o", f"-c config_file={place.configuration.name}"),
        keep=(living,),
    )
    return ended.code == 0


async def stop(place: Place, patience: float) -> None:
    """Stop the server, however far it has come, if it runs at all; in order, at last at once. Raises `StartError`."""
    for mode in ("fast", "immediate"):
        with suppress(TimeoutError):
            async with asyncio.timeout(patience):
                return await _stopped(place, mode)
    raise StartError(f"PostgreSQL does not stop (see {place.log})")


async def _stopped(place: Place, mode: str) -> None:
    while True:
        if lock.free(place.living):
            return
        await place.run("pg_ctl", "stop", "-D", "data", "-m", mode)
        await asyncio.sleep(lock.PAUSE)


def port(place: Place) -> int | None:
    """The port at which the server says that it listens."""
    lines = _text(place.data / "postmaster.pid").splitlines()
    written = lines[3:4]  # after process number, folder, moment
    return int(written[0]) if written and written[0].isdecimal() else None


async def _ensure_data(place: Place, *, durable: bool) -> None:
    if not place.data.exists():
        await _make_data(place, durable=durable)
    found = _text(place.data / "PG_VERSION").strip()
    if found != place.wheel.major:
        raise StartError(
            f"the data in {place.home} are of PostgreSQL {found or '(unknown)'}, here is {place.wheel.major}: "
            "run the version of the adapter that made them, or restore a backup into another folder"
        )


async def _make_data(place: Place, *, durable: bool) -> None:
    """Make the data folder; it gets its name when it is whole."""
    fresh = place.data.with_name("data.new")
    with refused(place.home):
        shutil.rmtree(fresh, ignore_errors=True)  # of a run that was killed
        fresh.mkdir(mode=0o700)
        if place.account:
            os.chown(fresh, place.account.uid, place.account.gid)
        with written(place.password, place.account) as file:
            file.write(secrets.token_urlsafe(32).encode() + b"\n")
    made = await place.run(
        *("initdb", "-D", fresh.name, f"--username={USER}", f"--pwfile={place.password.name}"),
        *("--auth=scram-sha-256", "--encoding=UTF8", "--no-instructions"),
        *("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
        *(() if durable else ("--no-sync",)),
    )
    if made.code != 0:
        raise StartError(f"PostgreSQL cannot make its data in {place.home}: {_worst(made.said)}")
    with refused(place.home):
        fresh.rename(place.data)
        settled(place.home)


def _configure(place: Place, port: int, *, durable: bool) -> None:
    with refused(place.configuration):
        place.configuration.write_text(configuration(port, durable=durable), encoding="ascii")
        place.configuration.chmod(0o644)


def _begin_log(place: Place) -> None:
    """A new log for this run, the one before kept: neither grows without end."""
    with refused(place.log):
        if place.log.exists():
            place.log.replace(place.log.with_name("log.before"))
        with written(place.log, place.account):
            pass


def _worst(text: str) -> str:
    """The line of an output that says why: made before there are persons' data, or about files alone."""
    lines = [line.strip() for line in text.splitlines() if line.strip()] or ["no reason given"]
    return next((line for line in reversed(lines) if "FATAL" in line or "error:" in line), lines[-1])


def _last_port(place: Place) -> int | None:
    return configured_port(_text(place.configuration))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        number: int = probe.getsockname()[1]
        return number


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
