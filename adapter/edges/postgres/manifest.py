"""A backup is one ZIP file: what it is, the dump of the database, the other files that the installation cannot do without.

    manifest.json        `Manifest`
    database.dump        PostgreSQL's custom format, of one snapshot
    files/<name>         such as the installation's key, without which the links between a person's rows are lost

It holds all that the installation knows, so it is written for its owner's eyes alone.
"""

from __future__ import annotations

import zlib
from contextlib import contextmanager
from datetime import datetime  # noqa: TC003 - msgspec reads annotations when it runs
from typing import TYPE_CHECKING, Annotated, Final, Literal
from zipfile import BadZipFile, ZipFile

import msgspec

from adapter.edges.postgres.files import refused
from adapter.errors import StartError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

KIND: Final = "ip-adapter backup"
FORMAT: Final = 1
MANIFEST: Final = "manifest.json"
DUMP: Final = "database.dump"
FILES: Final = "files/"


class Origin(msgspec.Struct, frozen=True):
    """What whoever takes a backup says of it: version of the adapter, number of the schema, moment with time zone."""

    adapter: str
    schema: int
    taken: datetime


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What a backup says of itself. `postgresql` is the version that dumped, `files` the names of the other files."""

    kind: Literal["ip-adapter backup"] = KIND
    format: int = FORMAT
    adapter: str
    schema: int
    taken: Annotated[datetime, msgspec.Meta(tz=True)]
    postgresql: Annotated[str, msgspec.Meta(pattern=r"^[0-9]+(\.[0-9]+)*$")]
    files: tuple[str, ...]


class _Beginning(msgspec.Struct, frozen=True):
    """What a manifest of any format says."""

    kind: Literal["ip-adapter backup"]
    format: int
    adapter: str


@contextmanager
def archive(source: Path) -> Iterator[ZipFile]:
    """A backup to read. Raises `StartError` where it is none or cannot be read."""
    try:
        with refused(source, "read"), ZipFile(source) as opened:
            yield opened
    except (BadZipFile, zlib.error, EOFError):
        raise StartError(f"{source} is no backup of ip-adapter, or is damaged") from None


def inspect(source: Path, files: Collection[str], major: str) -> Manifest:
    """Read a backup to its end and judge whether it can be restored by this version, all faults in one sentence.

    `files`: the names that the installation wants; `major`: the version of PostgreSQL that is to read the dump.
    Raises `StartError`.
    """
    with archive(source) as opened:
        manifest = _manifest(opened, source)
        damaged = _damaged(opened)
        held = set(opened.namelist())
    wanted = {DUMP, *(FILES + name for name in manifest.files)}
    faults = [
        *(f"{name} is missing" for name in sorted(wanted - held)),
        *(f"{name} is unknown" for name in sorted(held - wanted - {MANIFEST})),
        *(f"it has no {name}" for name in sorted(set(files) - set(manifest.files))),
        *(f"this version has no use for its {name}" for name in sorted(set(manifest.files) - set(files))),
        *([f"{damaged} is damaged"] if damaged else []),
        *([f"it is of PostgreSQL {manifest.postgresql}"] if _newer(manifest.postgresql, major) else []),
    ]
    if faults:
        raise StartError(f"{source} cannot be restored: {', '.join(faults)}")
    return manifest


def _manifest(opened: ZipFile, source: Path) -> Manifest:
    try:
        data = opened.read(MANIFEST)
        beginning = msgspec.json.decode(data, type=_Beginning)
        if beginning.format <= FORMAT:
            return msgspec.json.decode(data, type=Manifest)
    except (KeyError, RuntimeError, msgspec.MsgspecError):  # not in it, encrypted, not of this form
        raise StartError(f"{source} is no backup of ip-adapter") from None
    raise StartError(
        f"{source} was written by a newer version of the adapter, {beginning.adapter}: install that"
    )


def _damaged(opened: ZipFile) -> str | None:
    """The name of the first file whose content is not what was written."""
    try:
        return opened.testzip()
    except RuntimeError:  # encrypted, or packed in a way that we do not write
        return opened.filename


def _newer(version: str, major: str) -> bool:
    return int(version.partition(".")[0]) > int(major)
