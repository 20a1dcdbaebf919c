"""A folder for tests: a clock set by hand, a file system that can be stopped or refuse, files of known age."""

from __future__ import annotations

import asyncio
import os
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, ParamSpec, TypeVar
from uuid import UUID

from adapter.core.delivery import Due
from adapter.edges.folder.files import Disk, Files
from adapter.edges.folder.inlet import Done, Inlet
from adapter.edges.folder.preparing import prepare

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from adapter.edges.folder.files import Seen
    from adapter.edges.folder.inlet import Handled
    from adapter.events import Event

P = ParamSpec("P")
T = TypeVar("T")

NOW = datetime(2026, 9, 1, 7, tzinfo=UTC)
LETTER = UUID("01990000-0000-7000-8000-000000000001")


class HandClock:
    """Stands still unless it is set."""

    def __init__(self) -> None:
        self.time = NOW

    def now(self) -> datetime:
        return self.time

    def later(self, seconds: float) -> None:
        self.time += timedelta(seconds=seconds)

    def new_id(self) -> UUID:
        return LETTER


class Hasty(Disk):
    """The real file system without waiting for the disk, for tests that end no machine but many processes."""

    def write(self, path: Path, data: bytes) -> None:
        path.write_bytes(data)

    def sync(self, folder: Path) -> None:
        """Nothing to wait for."""


class Between:
    """A file system with somebody looking on before and after everything that is asked of it."""

    def __init__(
        self,
        before: Callable[[str, tuple[object, ...]], None] = lambda _, __: None,
        after: Callable[[str, tuple[object, ...]], None] = lambda _, __: None,
        disk: Files | None = None,
    ) -> None:
        self._before, self._after, self._disk = before, after, disk or Disk()

    def _do(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        self._before(work.__name__, args)
        result = work(*args, **kwargs)
        self._after(work.__name__, args)
        return result

    def inside(self, folder: Path) -> list[Seen]:
        return self._do(self._disk.inside, folder)

    def look(self, path: Path) -> Seen | None:
        return self._do(self._disk.look, path)

    def read(self, path: Path, seen: Seen) -> bytes | None:
        return self._do(self._disk.read, path, seen)

    def digest(self, path: Path) -> bytes:
        return self._do(self._disk.digest, path)

    def write(self, path: Path, data: bytes) -> None:
        self._do(self._disk.write, path, data)

    def rename(self, source: Path, target: Path) -> None:
        self._do(self._disk.rename, source, target)

    def sync(self, folder: Path) -> None:
        self._do(self._disk.sync, folder)

    def make(self, folder: Path) -> None:
        self._do(self._disk.make, folder)

    def remove(self, path: Path) -> None:
        self._do(self._disk.remove, path)


class Refusing:
    """What the file system refuses just now: a call, where its first path is in a folder of that name."""

    def __init__(self) -> None:
        self.call, self.folder, self.error = "", "", 0
        self.files = Between(self._look_on)

    def refuse(self, call: str, error: int, folder: str = "") -> None:
        self.call, self.folder, self.error = call, folder, error

    def _look_on(self, call: str, args: tuple[object, ...]) -> None:
        if call == self.call and f"/{self.folder}" in str(args[0]):
            raise OSError(self.error, os.strerror(self.error), str(args[0]))


def put(folder: Path, name: str, data: bytes = b"<a/>", age: float = 60) -> Path:
    """A file that was written so many seconds ago, as the clock of the tests has it."""
    path = folder / name
    path.write_bytes(data)
    at = NOW.timestamp() - age
    os.utime(path, (at, at))
    return path


def tree(root: Path) -> dict[str, bytes]:
    """Every file below a folder, hidden ones too."""
    return {
        str(path.relative_to(root)): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()
    }


def due(name: str, body: bytes = b"<AppRec/>") -> Due:
    return Due(LETTER, LETTER, "folder", name, body, NOW, 1, alarmed=False)


class Watched:
    """A prepared folder with its inlet, and all that was handed on and told. `answers` says what becomes of a file."""

    def __init__(self, root: Path, files: Files | None = None) -> None:
        self.root, self.files, self.clock = root, files or Disk(), HandClock()
        self.folders = prepare(root, Disk())
        self.taken: list[tuple[str, bytes]] = []
        self.told: list[tuple[Event, dict[str, str | int]]] = []
        self.answers: dict[str, Handled] = {}
        self.restart()

    def restart(self) -> None:
        """A new process, which remembers nothing."""
        self._inlet = Inlet(self.folders, self.files, self.clock, self._handle, self._tell)

    async def _handle(self, name: str, data: bytes) -> Handled:
        self.taken.append((name, data))
        return self.answers.get(name, Done(LETTER))

    def _tell(self, event: Event, **ids: str | int) -> None:
        self.told.append((event, ids))

    def poll(self) -> int:
        return asyncio.run(self._inlet.poll())

    @property
    def events(self) -> list[Event]:
        return [event for event, _ in self.told]
