"""How files get where they belong, so that a crash at any point leaves what was there or all that is to be there."""

from __future__ import annotations

from functools import cache
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from adapter.edges.folder.names import REASON, clean, numbered, part

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from adapter.edges.folder.files import Files, Seen


class Content(NamedTuple):
    """What a file holds, as far as it takes to tell it from another; the digest is made when it is asked for."""

    size: int
    digest: Callable[[], bytes]


class Spot(NamedTuple):
    """Where a file belongs, and whether one with the same content is there already."""

    path: Path
    there: bool


def spot(files: Files, folder: Path, name: str, ending: str, content: Content) -> Spot:
    """The first of a name's numbers that is free, or that the same content has."""
    paths = (folder / (numbered(clean(name), number) + ending) for number in count(1))
    return next(found for path in paths if (found := _spot(files, path, content)) is not None)


def _spot(files: Files, path: Path, content: Content) -> Spot | None:
    other = files.look(path)
    if other is None:
        return Spot(path, there=False)
    same = other.size == content.size and files.digest(path) == content.digest()
    return Spot(path, there=True) if same else None


def place(files: Files, path: Path, data: bytes) -> None:
    """Write a file that nobody ever reads half of: under another name, brought to the disk, renamed."""
    beside = path.with_name(part(path.name))
    files.write(beside, data)
    files.rename(beside, path)
    files.sync(path.parent)


def put_away(files: Files, seen: Seen, source: Path, folder: Path, reason: bytes = b"") -> bool:
    """Move a file that is dealt with, its reason (where there is one) put there first.

    False, and nothing moved, where its name has another file by now: that one was not read yet.
    """
    target = spot(files, folder, seen.name, "", Content(seen.size, cache(lambda: files.digest(source)))).path
    if reason:
        place(files, target.with_name(target.name + REASON), reason)
    if files.look(source) != seen:
        return False
    files.rename(source, target)
    files.sync(folder)
    files.sync(source.parent)
    return True
