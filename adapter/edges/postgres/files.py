"""Files that are whole or not there, and what the system refuses as one sentence."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO

from adapter.errors import StartError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from adapter.edges.postgres.process import Account


@contextmanager
def refused(path: Path, action: str = "written to") -> Iterator[None]:
    """Turn an `OSError` about a file or folder into a `StartError`."""
    try:
        yield
    except FileExistsError:
        raise StartError(f"{path} is a file, a folder is wanted") from None
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise StartError(f"{path} cannot be {action}: {reason}") from None


@contextmanager
def written(path: Path, owner: Account | None = None) -> Iterator[BinaryIO]:
    """Write a file that nobody else may read. It has its name when it is whole and on the disk, else it is not there."""
    beside = path.with_name(f".{path.name}.part")
    beside.unlink(missing_ok=True)
    try:
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            yield file
            file.flush()
            if owner:
                os.fchown(file.fileno(), owner.uid, owner.gid)
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    settled(path.parent)


def settled(folder: Path) -> None:
    """Put on the disk which files a folder has."""
    file = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)
