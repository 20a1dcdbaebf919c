"""A real adapter as a process of its own, for measuring and for breaking: started, waited for, stopped."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
from asyncio.subprocess import DEVNULL, Process
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator, Mapping, Sequence

PATIENCE: Final = 120.0
"""Seconds for a process to begin, and to end."""

_MEMORY: Final = {"now": "VmRSS", "highest": "VmHWM"}


class Served(NamedTuple):
    """A server that answers on this machine."""

    process: Process
    port: int

    @property
    def base(self) -> str:
        """What its URLs begin with."""
        return f"http://127.0.0.1:{self.port}"

    def processes(self) -> list[int]:
        """The process and those that help it to answer; itself alone where the system does not tell."""
        first = self.process.pid
        try:
            children = Path(f"/proc/{first}/task/{first}/children").read_text("ascii").split()
            helping = [one for one in children if b"spawn_main" in Path(f"/proc/{one}/cmdline").read_bytes()]
        except OSError:
            helping = []
        return [first, *map(int, helping)]

    def memory(self) -> dict[str, float]:
        """Megabytes of all its processes: resident now, and at their highest. Empty where the system does not tell."""
        with suppress(OSError):
            each = [_status(number) for number in self.processes()]
            return {
                key: sum(int(one[name].split()[0]) for one in each) / 1024 for key, name in _MEMORY.items()
            }
        return {}


def _status(number: int) -> dict[str, str]:
    lines = Path(f"/proc/{number}/status").read_text("ascii").splitlines()
    return dict(line.split(":", 1) for line in lines)


@contextmanager
def open_folder(prefix: str = "ip-adapter-", inside: Path | None = None) -> Iterator[Path]:
    """A folder that goes in the end; everybody may pass through it, as another account may run PostgreSQL."""
    with TemporaryDirectory(prefix=prefix, dir=inside, ignore_cleanup_errors=True) as name:
        folder = Path(name).resolve()
        folder.chmod(0o755)
        yield folder


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number: int = probe.getsockname()[1]
        return number


@asynccontextmanager
async def adapter(var: Path, environ: Mapping[str, str], module: str = "adapter") -> AsyncIterator[Served]:
    """`ip-adapter serve --dev` over a folder, or another composition of it; what it says goes to `log` in there."""
    port = free_port()
    command = ("-m", module, "serve", "--dev", "--var", str(var), "--port", str(port), "--json")
    async with server(command, port, var / "log", environ) as served:
        yield served


@asynccontextmanager
async def server(
    arguments: Sequence[str], port: int, log: Path, environ: Mapping[str, str]
) -> AsyncIterator[Served]:
    """A Python program that will listen at the port; stopped by SIGTERM, and waited for. Raises `RuntimeError`."""
    with _opened(log) as said:
        command = (sys.executable, *arguments)
        process = await asyncio.create_subprocess_exec(
            *command, stdin=DEVNULL, stdout=said, stderr=said, env={**os.environ, **environ}
        )
    try:
        async with asyncio.timeout(PATIENCE):
            while not await _listens(port):
                if process.returncode is not None:
                    raise RuntimeError(f"the process ended with {process.returncode}: {_end(log)}")
        yield Served(process, port)
    finally:
        with suppress(ProcessLookupError):
            process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(PATIENCE):
            await process.wait()


@contextmanager
def _opened(log: Path) -> Iterator[int]:
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as file:
        yield file.fileno()


def _end(log: Path) -> str:
    return log.read_text("utf-8", "replace")[-500:]


async def _listens(port: int) -> bool:
    """Whether somebody does; otherwise not to be asked again at once."""
    try:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError:
        await asyncio.sleep(0.05)
        return False
    writer.close()
    await writer.wait_closed()
    return True
