"""The file system as the folder needs it: the seam where a test can stop the program at any effect."""

from __future__ import annotations

import hashlib
import os
import stat
from contextlib import suppress
from errno import EBADF, EINVAL
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

if TYPE_CHECKING:
    from pathlib import Path


class Seen(NamedTuple):
    """A file as it was seen; another size, time or inode means other content. `modified` is in nanoseconds.

    `size` is negative for what is no regular file.
    """

    name: str
    size: int
    modified: int
    inode: int


class Files(Protocol):
    """What is asked of a file system. Every method may raise `OSError`; each is done whole before it returns."""

    def inside(self, folder: Path) -> list[Seen]:
        """The regular files in a folder: no links, folders, pipes or devices."""
        ...

    def look(self, path: Path) -> Seen | None:
        """What has this name, a link not followed; None where nothing has."""
        ...

    def read(self, path: Path, seen: Seen) -> bytes | None:
        """All bytes of a file; None where it is no longer what was seen."""
        ...

    def digest(self, path: Path) -> bytes:
        """SHA-256 of a file, however large."""
        ...

    def write(self, path: Path, data: bytes) -> None:
        """Write a file and bring it to the disk; one of that name is overwritten."""
        ...

    def rename(self, source: Path, target: Path) -> None:
        """Give a file another name at one stroke; one of that name is replaced."""
        ...

    def sync(self, folder: Path) -> None:
        """Bring a folder's names to the disk."""
        ...

    def make(self, folder: Path) -> None:
        """Make a folder, and those above it, where it is not there."""
        ...

    def remove(self, path: Path) -> None:
        """Remove a file."""
        ...


_READ: Final = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
"""NONBLOCK: a pipe that took a file's name must not stop us."""

_WRITE: Final = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC

_MODE: Final = 0o660
"""For the owner and the group of those who fetch and put files; the umask narrows it."""

_FOLDERS_ARE_NOT_SYNCED: Final = (EBADF, EINVAL)
"""What some file servers answer; they have no more to give."""


class Disk:
    """The real one."""

    def inside(self, folder: Path) -> list[Seen]:
        """See `Files`."""
        with os.scandir(folder) as entries:
            seen = [
                self.look(folder / entry.name) for entry in entries if entry.is_file(follow_symlinks=False)
            ]
        return [one for one in seen if one is not None and one.size >= 0]

    def look(self, path: Path) -> Seen | None:
        """See `Files`."""
        with suppress(FileNotFoundError):
            return _seen(path.name, path.lstat())
        return None

    def read(self, path: Path, seen: Seen) -> bytes | None:
        """See `Files`. It is looked at after it was read: somebody may have written meanwhile."""
        try:
            descriptor = os.open(path, _READ)
        except FileNotFoundError:
            return None
        with os.fdopen(descriptor, "rb") as file:
            data = file.read(seen.size)
            return data if _seen(seen.name, os.fstat(descriptor)) == seen else None

    def digest(self, path: Path) -> bytes:
        """See `Files`."""
        with os.fdopen(os.open(path, _READ), "rb") as file:
            return hashlib.file_digest(file, "sha256").digest()

    def write(self, path: Path, data: bytes) -> None:
        """See `Files`."""
        with os.fdopen(os.open(path, _WRITE, _MODE), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())

    def rename(self, source: Path, target: Path) -> None:
        """See `Files`."""
        source.replace(target)

    def sync(self, folder: Path) -> None:
        """See `Files`."""
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(descriptor)
        except OSError as error:
            if error.errno not in _FOLDERS_ARE_NOT_SYNCED:
                raise
        finally:
            os.close(descriptor)

    def make(self, folder: Path) -> None:
        """See `Files`."""
        folder.mkdir(parents=True, exist_ok=True)

    def remove(self, path: Path) -> None:
        """See `Files`."""
        path.unlink()


def _seen(name: str, status: os.stat_result) -> Seen:
    size = status.st_size if stat.S_ISREG(status.st_mode) else -1
    return Seen(name, size, status.st_mtime_ns, status.st_ino)
