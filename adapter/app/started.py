"""A running adapter for a command: the one that is there, or one started for it and removed again."""

from __future__ import annotations

import asyncio
import socket
import sys
import tempfile
from argparse import Namespace
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

import httpx

from adapter.core import loopback
from adapter.errors import StartError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from adapter.edges.terminal.console import Console

PATIENCE: Final = 120
"""Seconds for an adapter to start, its database made anew."""

STOP: Final = 30


@asynccontextmanager
async def running(options: Namespace, base: str, console: Console) -> AsyncIterator[Namespace]:
    """Options that lead to a running adapter. Raises `StartError`."""
    if await _answers(base):
        yield Namespace(**{**vars(options), "base": base})
        return
    if options.base is not None:
        raise StartError(f"nobody answers at {base}: does the adapter run?")
    with _folder() as folder:
        async with _started(folder, console) as own:
            yield Namespace(**{**vars(options), "base": own, "var": folder})


@contextmanager
def _folder() -> Iterator[Path]:
    """A folder of its own, which the database's account can get through."""
    with tempfile.TemporaryDirectory(prefix="ip-adapter-demo-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@asynccontextmanager
async def _started(folder: Path, console: Console) -> AsyncIterator[str]:
    """One of our own, until it is done with; its log goes into its folder."""
    port = _free_port()
    console.say("no adapter runs here: starting one for the story")
    command = (sys.executable, "-m", "adapter", "serve", "--dev", "--var", str(folder), "--port", str(port))
    with (folder / "serve.log").open("wb") as log:
        child = await asyncio.create_subprocess_exec(*command, stdout=log, stderr=log)
        try:
            base = f"http://127.0.0.1:{port}"
            await _until_it_answers(base, child)
            yield base
        finally:
            with suppress(ProcessLookupError):
                child.terminate()
            with suppress(TimeoutError):
                await asyncio.wait_for(child.wait(), STOP)


async def _until_it_answers(base: str, child: asyncio.subprocess.Process) -> None:
    with suppress(TimeoutError):
        async with asyncio.timeout(PATIENCE):
            while child.returncode is None:
                if await _answers(base):
                    return
                await asyncio.sleep(0.2)
    raise StartError("the adapter could not be started: try `ip-adapter serve --dev`, which tells why")


async def _answers(base: str) -> bool:
    """Whether an adapter is ready there."""
    try:
        async with httpx.AsyncClient(timeout=5, trust_env=not loopback.url_is_here(base)) as client:
            return (await client.get(f"{base}/health/ready")).is_success
    except httpx.HTTPError:
        return False


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        number: int = one.getsockname()[1]
        return number
