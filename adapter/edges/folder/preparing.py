"""The four folders, made and tried out before anything starts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from adapter.edges.folder.faults import fault
from adapter.edges.folder.names import part
from adapter.errors import StartError

if TYPE_CHECKING:
    from pathlib import Path

    from adapter.edges.folder.files import Files

NAMES: Final = ("in", "done", "out", "parked")


class Folders(NamedTuple):
    """`in/`, where messages are put; `done/`, `parked/`, where they go; `out/`, where receipts are fetched."""

    incoming: Path
    done: Path
    out: Path
    parked: Path


def prepare(root: Path, files: Files) -> Folders:
    """Make the folders and try what will be done in them. Raises `StartError`.

    `in`, `done` and `parked` have to be on one disk, as files are moved between them; `out` may be anywhere.
    """
    folders = Folders(*(root / name for name in NAMES))
    _try(files, folders.incoming, folders.incoming)
    _try(files, folders.incoming, folders.done)
    _try(files, folders.incoming, folders.parked)
    _try(files, folders.out, folders.out)
    return folders


def _try(files: Files, source: Path, folder: Path) -> None:
    name = part("probe")
    try:
        files.make(folder)
        files.write(source / name, b"")
        files.rename(source / name, folder / name)
        files.sync(folder)
        files.remove(folder / name)
    except OSError as error:
        raise StartError(f"the folder {shown(folder)} cannot be used: {fault(error).sentence}") from None


def shown(folder: Path) -> str:
    """A path as it can stand in a sentence, whatever bytes it is made of."""
    return "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in str(folder))
